"""The scorecard's room: what `wenbao eval` kept, how sure it is, and that nothing was measured."""

import json
from argparse import Namespace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.admin.house import keys_of, open_house, send
from ui.admin.scorecard import arrange, bar_svg, interval
from ui.evals import answers, claims
from ui.evals.scorecard import NAME, Row, read


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    made = open_house(tmp_path_factory.mktemp("scorecard"))
    made.sign_in()
    return made


def test_nothing_measured_is_said_and_then_what_was_measured_is_shown(house, tmp_path, capsys):
    shown = house.http.get("/admin/scorecard").text
    assert "还没有测过" in shown
    assert "<svg" not in shown
    place = house.app.state.service.opening.get().place.path
    gold = tmp_path / "一月试卷.jsonl"
    question = {"question": "白鹭大桥全长多少米？", "answer": "1260米", "type": "number", "answerable": True}
    gold.write_text(json.dumps(question, ensure_ascii=False), "utf-8")
    verdicts = tmp_path / "断语.jsonl"
    verdicts.write_text(json.dumps({"claim": "白鹭大桥全长1260米。", "verdict": "supported"}), "utf-8")
    for _ in range(2):  # the second takes the first one's place
        assert answers.run(Namespace(index=place, questions=[gold], plot=None, json=True)) == 0
        assert claims.run(Namespace(index=place, claims=[verdicts], json=True)) == 0
    assert [row.what for row in read(place)] == ["answers"] * 3 + ["claims"]
    shown = house.http.get("/admin/scorecard").text
    assert "一月试卷" in shown
    assert "断语" in shown
    assert "1.000" in shown
    assert shown.count('class="bar"') == 4
    assert "现用的是第" not in shown
    send(house, "/admin/article/correct", key=next(iter(keys_of(house).values())), headline="另一个标题")
    shown = house.http.get("/admin/scorecard", params={"lang": "en"}).text
    assert "is in use now" in shown, "measured on a version that is gone"
    assert "for a figure" in shown


@pytest.mark.parametrize(
    "text", ["kaputt", "[1]", "", '{"set": 1, "slice": null, "questions": "x", "right": true}', "7"]
)
def test_whatever_lies_there_breaks_no_room(house, text):
    place = house.app.state.service.opening.get().place.path
    (place / NAME).write_text(text, "utf-8")
    assert house.http.get("/admin/scorecard").status_code == 200


def test_rows_put_there_by_hand_are_shown_as_of_unknown_origin(house):
    place = house.app.state.service.opening.get().place.path
    (place / NAME).write_text('{"set": "<b>试卷</b>", "slice": "x", "questions": 4, "correct": 0.5}', "utf-8")
    shown = house.http.get("/admin/scorecard").text
    assert "没有记下何时" in shown
    assert "&lt;b&gt;试卷" in shown


@given(st.floats(0, 1), st.integers(0, 10**6))
def test_an_interval_holds_its_share_and_shrinks_with_more_questions(share, of):
    low, high = interval(share, of)
    assert 0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1
    narrow = interval(share, 4 * of + 1)
    assert narrow[1] - narrow[0] <= high - low + 1e-9
    drawing = ElementTree.fromstring(bar_svg(share, of))
    assert float(drawing[1].get("width")) <= 200


def test_the_interval_is_wilsons():
    assert interval(0.8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)


def test_the_drawn_figure_stands_first():
    rows = (Row("retrieval", "s", "all", 3, {"R@10": 0.5, "Success@1": 0.4}), Row("claims", "c", "all", 3, {}))
    first, second = arrange(rows)
    assert (first.what, first.drawn) == ("claims", "")
    assert second.columns == ("Success@1", "R@10")
