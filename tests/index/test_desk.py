"""The editor's desk: withdrawals that no build undoes, corrections that every build applies."""

from __future__ import annotations

import json
import time

import pytest

from index.amendments import FILE, load_amendments
from index.desk import correct, restore, uncorrect, withdraw, withdrawn
from index.doctor import point_to, repair
from index.errors import IndexMissing, InputError
from index.folder import IndexFolder
from index.records import Byline, Statement
from tests.fakes import COUNTY, EMBEDDER, look, take, write_records

WHY = "法院判决"
LONG = "青石镇的集市每逢三六九开张，天不亮摊贩就挑着担子赶来，卖菜的、卖竹器的、卖豆腐的挤满了半条街。"
LONG += "老主顾都知道，走到街尾才买得到最嫩的豆腐，要等到九点以后才有空位。"


@pytest.fixture
def pages(tmp_path):
    write_records(tmp_path / "in/a.jsonl", COUNTY)
    return tmp_path / "in"


@pytest.fixture
def place(tmp_path, pages):
    take(tmp_path / "index", pages)
    return tmp_path / "index"


def out(place, key="bridge", reason=WHY):
    return withdraw(IndexFolder(place), key, reason, program="test")


def back(place, key="bridge"):
    return restore(IndexFolder(place), key, program="test")


def keys(place):
    snapshot = look(place)  # its keys are named by it: it stays open as long as they are read
    return set(snapshot.keys)


# withdrawn


def test_d13_p3_a_withdrawn_article_is_gone_from_everything_and_its_text_stays_nowhere(place):
    edit = out(place)
    store = look(place)
    assert (edit.keys, edit.version, store.holdings.articles) == (("bridge",), 2, 6)
    assert "bridge" not in {a.key for a in store.articles()}
    assert all(store.article_of(h.number).key != "bridge" for h in store.search_words({"大桥": 1.0}, 50))
    shown = store.article("bridge")
    assert (shown.withdrawn, shown.body, shown.headline, shown.source) == (True, "", "", "")
    tomb = (IndexFolder(place).version(2) / "withdrawals.json").read_text("utf-8")
    assert json.loads(tomb)[0]["reason"] == WHY
    assert "白鹭" not in tomb


def test_a_withdrawal_copies_and_embeds_nothing(place):
    before = {p for p in (place / "segments").rglob("*") if p.is_file()}
    EMBEDDER.calls.clear()
    started = time.process_time()
    out(place)
    assert time.process_time() - started < 0.5
    assert {p for p in (place / "segments").rglob("*") if p.is_file()} == before
    assert not EMBEDDER.calls


def test_d13_p5_no_build_brings_it_back(place, pages, tmp_path):
    out(place)
    bridge = COUNTY[2]
    text = str(bridge["text"])
    again = take(place, pages, stated=Statement(collection="改"))
    assert (again.withheld, again.files[0].withheld, again.files[0].status) == (1, 1, "taken")
    other = write_records(
        tmp_path / "b.jsonl", [{**bridge, "id": "x", "newspaper": "云岭周报", "text": text.replace("双向", "双 向")}]
    )
    report = take(place, other)
    assert (report.files[0].status, report.withheld, report.exit_code) == ("withheld", 1, 0)
    assert take(place, other).files[0].status == "unchanged"
    assert take(place, write_records(tmp_path / "c.jsonl", [{"title": "桥", "text": text}])).withheld == 1
    assert len(keys(place)) == 6


def test_other_reports_of_the_same_form_are_let_in(place, tmp_path):
    out(place, "blood-2022")
    text = str(COUNTY[0]["text"]).replace("48", "73").replace("14600", "22100").replace("秋天", "明年春天")
    report = take(
        place, write_records(tmp_path / "b.jsonl", [{"id": "blood-2024", "text": text, "date": "2024-03-06"}])
    )
    assert (report.withheld, report.added) == (0, 1)


def test_a_page_that_is_taken_again_keeps_it_out(tmp_path, root):
    page = tmp_path / "p01_2022-03-07_A2.txt"
    page.write_bytes((root / "examples/pages" / page.name).read_bytes())
    place = tmp_path / "index"
    take(place, page)
    key = next(iter(keys(place)))
    rest = keys(place) - {key}
    out(place, key)
    page.write_text(page.read_text("utf-8") + "\n", "utf-8")
    assert take(place, page).withheld == 1
    assert keys(place) == rest
    edit = back(place, key)
    assert edit.keys == (key,)
    take(place, page)
    assert keys(place) == rest | {key}


def test_its_reprints_go_and_come_back_with_it(tmp_path):
    place = tmp_path / "index"
    take(
        place, write_records(tmp_path / "a.jsonl", [{"id": "1", "text": LONG}, {"id": "2", "text": LONG + "（转载）"}])
    )
    assert out(place, "2").keys == ("2", "1")
    assert keys(place) == set()
    assert set(back(place, "1").keys) == {"1", "2"}
    assert look(place).article("1").duplicates == ("2",)


def test_d13_going_back_to_an_earlier_version_brings_nothing_withdrawn_back(place, pages, tmp_path):
    out(place)
    folder = IndexFolder(place)
    point_to(folder, 1)
    assert "bridge" not in keys(place)
    assert look(place).article("bridge").withdrawn
    take(place, write_records(tmp_path / "b.jsonl", [{"id": "n", "text": "别的一篇。"}]))
    assert len(keys(place)) == 7
    point_to(folder, 1)
    assert back(place).keys == ("bridge",)
    assert "bridge" in keys(place)


def test_undo_where_no_segment_holds_it_any_more_waits_for_the_next_build(place, pages, tmp_path):
    out(place)
    for n in range(4):
        take(place, write_records(pages / "a.jsonl", [{**r, "text": f"{r['text']}改{n}。"} for r in COUNTY]))
    edit = back(place)
    assert (edit.keys, edit.waiting) == ((), ("bridge",))
    take(place, pages)
    assert "bridge" in keys(place)
    assert list(withdrawn(IndexFolder(place))) == []


def test_what_was_withheld_comes_with_the_build_after_the_undo(place, tmp_path):
    out(place)
    path = write_records(tmp_path / "b.jsonl", [{**COUNTY[2], "id": "x"}])
    take(place, path)
    back(place)
    assert take(place, path).added == 1
    assert look(place).article("x").duplicates == ("bridge",)


def test_what_cannot_be_withdrawn_is_one_line(place, tmp_path):
    for do in (lambda: out(place, "none"), lambda: out(place, reason=" "), lambda: back(place)):
        with pytest.raises(InputError) as caught:
            do()
        assert "\n" not in caught.value.message
    with pytest.raises(IndexMissing):
        out(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()
    out(place)
    assert out(place).keys == (), "twice is once"


def test_a_damaged_list_of_withdrawals_is_noticed(place):
    out(place)
    path = IndexFolder(place).version(2) / "withdrawals.json"
    path.write_bytes(path.read_bytes().replace(b"bridge", b"bribge"))
    with pytest.raises(Exception, match="withdrawals"):
        look(place)


def test_a_damaged_version_that_was_left_behind_stops_nobody(place):
    out(place)
    path = IndexFolder(place).version(2) / "withdrawals.json"
    path.write_bytes(path.read_bytes()[:-3])
    assert not any(finding.damage for finding in repair(IndexFolder(place)))
    assert look(place).version == "1"


# corrected


def mend(place, key="tea", **fields):
    return correct(IndexFolder(place), EMBEDDER, key, fields, program="test")[1]


def test_a_correction_holds_at_once_and_through_builds(place, pages):
    body = "云岭乡两千亩茶园5月6日进入采摘期，预计产量达到58吨。"
    mend(place, headline="春茶开摘", date="2023-05-07", byline="记者 王小禾 通讯员 李青", body=body)
    write_records(pages / "a.jsonl", [{"id": "new", "text": "新来的一篇。"}, *COUNTY])
    (pages / "a.jsonl").rename(pages / "b.jsonl")
    take(place, pages)
    for article in (look(place).article("tea"),):
        assert (article.key, article.headline, article.published) == ("tea", "春茶开摘", "2023-05-07")
        assert article.byline == (Byline("王小禾", "记者"), Byline("李青", "通讯员"))
        assert article.body == body
        assert article.event_dates == ("2023-05-06",)
        assert (article.confidence, article.fixes[-1]) == (1.0, "editor")
        assert article.source == "b.jsonl"
    assert look(place).search_words({"开摘": 1.0}, 5)


def test_corrections_add_up_and_are_taken_back(place):
    before = look(place).article("tea")
    mend(place, headline="一")
    assert mend(place, kicker="二").headline == "一"
    uncorrect(IndexFolder(place), EMBEDDER, "tea", program="test")
    assert look(place).article("tea") == before
    assert not (place / FILE).exists()


def test_a_page_cut_anew_keeps_the_correction_and_the_key(tmp_path, root):
    page = tmp_path / "p01_2022-03-07_A2.txt"
    page.write_bytes((root / "examples/pages" / page.name).read_bytes())
    place = tmp_path / "index"
    take(place, page)
    before = keys(place)
    key = next(a.key for a in look(place).articles() if len(a.body) > 200)
    mend(place, key, body="编者重写了整篇，和原来没有一句相同。")
    page.write_text(page.read_text("utf-8").replace("战斗", "作战", 1) + "\n", "utf-8")
    take(place, page)
    assert keys(place) == before
    assert look(place).article(key).body.startswith("编者重写")


def test_the_file_can_be_written_by_hand(place, pages):
    (place / FILE).write_text('[tea]\nheadline = "手改的题"\n["no such"]\ndate = "2023"\n', "utf-8")
    take(place, pages)
    assert look(place).article("tea").headline == "手改的题"


@pytest.mark.parametrize(
    "words",
    ["[tea", "tea = 1", '[tea]\ncolour = "red"', "[tea]\nheadline = 3", '[tea]\ndate = "gestern"', '[tea]\nbody = ""'],
)
def test_a_file_that_cannot_be_read_stops_the_build_in_one_line(place, pages, words):
    (place / FILE).write_text(words, "utf-8")
    with pytest.raises(InputError, match=FILE) as caught:
        take(place, pages)
    assert "\n" not in caught.value.message


def test_what_cannot_be_corrected_is_one_line_and_changes_nothing(place):
    for key, fields in (("none", {"headline": "x"}), ("tea", {}), ("tea", {"date": "5月"}), ("tea", {"body": " "})):
        with pytest.raises(InputError):
            mend(place, key, **fields)
    assert load_amendments(place) == {}
    assert look(place).version == "1"


def test_a_corrected_article_can_be_withdrawn_and_comes_back_corrected(place, pages):
    mend(place, headline="改过的题")
    out(place, "tea")
    assert take(place, pages, stated=Statement(collection="改")).withheld == 1
    back(place, "tea")
    take(place, pages)
    assert look(place).article("tea").headline == "改过的题"
    assert uncorrect(IndexFolder(place), EMBEDDER, "tea", program="test")[1].headline == "春茶开采"


def test_what_was_taken_back_comes_again_though_a_version_without_it_was_gone_back_to(tmp_path, place, pages):
    out(place)
    write_records(pages / "a.jsonl", [*COUNTY, {"id": "new", "text": "县城新开了一家旧书店，门口摆着两把藤椅。"}])
    without = take(place, pages).version
    back(place)
    take(place, pages)
    assert "bridge" in keys(place)
    point_to(IndexFolder(place), without)
    assert "bridge" not in keys(place)
    take(place, pages)  # the file is as that version read it
    assert "bridge" in keys(place)
