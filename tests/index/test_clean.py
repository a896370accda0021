import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clean import FIXES, clean

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
