import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles import cut
from index.clean import FIXES, clean
from index.records import Page, Statement
from tests.fakes import look, take, write_records

CASES = json.loads((Path(__file__).parent.parent / "cases" / "clean.json").read_text(encoding="utf-8"))
MESSY = st.text(alphabet="春天来了社区 3月5日ab，。“”（）\n\u200b\u00ad\u3000﹃﹄\t\r", max_size=60)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_a_case_is_cleaned_by_the_fixes_that_it_names(case):
    assert clean(case["original"]) == (case["fixed"], tuple(case["fixes"]))


@given(MESSY)
def test_replaying_the_named_fixes_gives_the_same_text(text):
    fixed, used = clean(text)
    assert clean(text, off=frozenset(FIXES) - set(used)) == (fixed, used)


@given(MESSY)
def test_what_is_clean_stays_as_it_is(text):
    fixed, _ = clean(text)
    assert clean(fixed) == (fixed, ())


@given(MESSY)
def test_no_fix_lengthens_a_text(text):
    for fix in FIXES.values():
        assert len(fix(text)) <= len(text)


@given(MESSY)
def test_without_fixes_nothing_changes(text):
    assert clean(text, off=frozenset(FIXES)) == (text, ())


@given(st.text(alphabet="春夏秋冬，。", min_size=4, max_size=60))
def test_doubled_runs_become_single_again(line):
    doubled = "".join(part * 2 for part in [line[i : i + 3] for i in range(0, len(line), 3)])
    fixed, used = clean(doubled)
    assert "doubled" in used
    assert len(fixed) <= len(line)


def test_a_fix_can_be_switched_off():
    assert clean("有 10 支队伍", off=frozenset({"digit-spaces"})) == ("有 10 支队伍", ())


DISTURBED = {
    "hidden": "本报讯 3月5日，青禾\u200b镇志愿者在河滩上栽下树苗，大家忙得热火朝天。",
    "breaks": "本报讯 3月5日，青禾镇志愿者在河滩上栽下树苗，\x85大家忙得热火朝天。",
    "spaces": "本报讯 3月5日，青禾镇志愿者在河滩上栽下 A\u3000B 两种树苗，大家忙得热火朝天。",
    "vertical": "本报讯 3月5日，青禾镇志愿者在河滩上栽下﹃希望﹄，大家忙得热火朝天。",
    "doubled": "青青禾禾镇镇志志愿愿者者栽栽下下树树苗苗，，大大家家忙忙得得热热火火朝朝天天。。",
    "glyph-spaces": "本报讯 3月5日，青 禾 镇 志 愿 者 在 河 滩 上 栽 下 树 苗 ，大家忙得热火朝天。",
    "digit-spaces": "本报讯 3月5日，青禾镇志愿者在河滩上栽下 420 棵树苗，大家忙得热火朝天。",
    "sign-spaces": "本报讯 3月5日，青禾镇志愿者在河滩上栽下树苗 ，大家忙得热火朝天。",
    "trim": "本报讯 3月5日，青禾镇志愿者在河滩上栽下 A  B 两种树苗，大家忙得热火朝天。",
}


@pytest.mark.parametrize("name", [name for name in FIXES if name != "breaks"])
def test_an_article_tells_each_fix_and_each_can_be_switched_off(name):
    page = Page("a.txt", 1, DISTURBED[name])
    (fixed,) = cut(page)
    assert name in fixed.fixes
    left = cut(Page("a.txt", 1, DISTURBED[name], Statement(unfixed=(name,))))
    assert left
    assert all(name not in article.fixes for article in left)
    assert [article.body for article in left] != [fixed.body]


@pytest.mark.parametrize("name", FIXES)
def test_every_sample_page_is_cut_with_any_fix_switched_off(name, root):
    for path in (root / "examples/pages").glob("*.txt"):
        articles = cut(Page(path.name, 1, path.read_text("utf-8"), Statement(unfixed=(name,))))
        assert articles
        assert all(name not in article.fixes for article in articles)


def test_a_changed_switch_cuts_the_files_anew_and_keys_live_on(tmp_path):
    page = tmp_path / "in" / "a.txt"
    page.parent.mkdir()
    page.write_text("青禾镇开展植树活动\n" + DISTURBED["digit-spaces"], "utf-8")
    write_records(tmp_path / "in" / "b.jsonl", [{"id": "b", "text": "有 A\u3000B 两种树苗。"}])
    place = tmp_path / "i"
    take(place, page.parent)
    before = {a.key: a for a in look(place).articles()}
    off = Statement(unfixed=("digit-spaces", "spaces"))
    assert take(place, page.parent, stated=off).count("taken") == 2
    after = {a.key: a for a in look(place).articles()}
    assert after.keys() == before.keys()
    assert [a.body for a in after.values() if " 420 棵" in a.body]
    assert after["b"].body == "有 A\u3000B 两种树苗。"
    assert take(place, page.parent, stated=off).count("unchanged") == 2
    assert take(place, page.parent).count("taken") == 2
    assert {a.key: a for a in look(place).articles()} == before
