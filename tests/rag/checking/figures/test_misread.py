"""Figures and days that stand in the sentence, but are said there of something else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.quantities import find_amounts
from index.records import Article, Span
from rag.checking.claim.claims import find_statements
from rag.checking.claim.parts import Piece, take_apart
from rag.checking.claim.parts_en import take_apart_en
from rag.checking.claim.small_counts import find_said_shares
from rag.checking.claim.when import find_when
from rag.checking.contrasts.findings import compare
from rag.checking.figures.directions import is_another_sort
from rag.checking.figures.misplaced import find_misplaced, measures_another
from rag.checking.figures.numbered import recount
from rag.checking.figures.portions import find_part
from rag.checking.figures.stages import is_of_another_scope, is_of_another_stage
from rag.checking.settings.dating import compare_dates
from rag.checking.settings.misdated import find_misdated
from rag.checking.settings.sequence import find_order
from rag.checking.verdict.opposing import Field
from rag.checking.verdict.readings import is_silent, read_all
from rag.checking.wording.bonds import Finding, Report, Statement

CASES = json.loads((Path(__file__).parents[3] / "cases" / "misread.json").read_text("utf-8"))
DAY = "2024-11-20"


def _lay(claim, text):
    article = Article(key="k", source="s", page=1, body=text, published=DAY)
    report = Report(article, Span(0, len(text)), text, text, text)
    dates = compare_dates(find_when(claim), text, "2004年建校。", article)
    statement = Statement(claim, "zh", take_apart(claim))
    return statement, compare(statement, dates, report)


@pytest.mark.parametrize(
    ("find", "case"),
    [
        (find, case)
        for find, name in ((find_misplaced, "misplaced"), (find_part, "portions"), (find_misdated, "misdated"))
        for case in CASES[name]
    ],
    ids=lambda one: one["claim"] if isinstance(one, dict) else "",
)
def test_what_is_said_of_something_else_is_a_difference(find, case):
    found = find(*_lay(case["claim"], case["report"]))
    assert "".join(d.reported for d in found) == case["reported"]


@pytest.mark.parametrize("case", CASES["another"], ids=lambda case: case["claim"])
def test_a_growth_is_of_the_measure_it_is_told_of(case):
    assert measures_another(*_lay(case["claim"], case["report"])) is case["another"]


@pytest.mark.parametrize("case", CASES["scopes"], ids=lambda case: f"{case['claim']}{case['report']}")
def test_all_is_not_one_nor_what_is_left_what_is_done(case):
    assert is_of_another_scope(*_lay(case["claim"], case["report"])) is case["another"]


@pytest.mark.parametrize("case", CASES["sorts"], ids=lambda case: f"{case['claim']}{case['report']}")
def test_by_how_much_is_not_gainsaid_by_how_much_it_is(case):
    mine, theirs = (next(p for p in take_apart(case[one]) if p.kind == "figure") for one in ("claim", "report"))
    assert is_another_sort(case["claim"], mine, case["report"], theirs) is case["other"]


@pytest.mark.parametrize("case", CASES["stages"], ids=lambda case: f"{case['claim']}{case['report']}")
def test_what_was_planned_is_not_what_it_came_to(case):
    assert is_of_another_stage(*_lay(case["claim"], case["report"])) is case["another"]


@pytest.mark.parametrize("case", CASES["order"], ids=lambda case: case["claim"])
def test_what_comes_first_comes_first(case):
    assert [s.text for s in find_statements(case["claim"])] == [case["claim"]]
    assert bool(find_order(*_lay(case["claim"], case["report"]))) is case["turned"]


@pytest.mark.parametrize("case", CASES["shares"], ids=lambda case: case["text"])
def test_a_share_may_be_said_in_words(case):
    found = [*find_said_shares(case["text"]), *(q for q in find_amounts(case["text"]) if q.dimension == "share")]
    assert [(q.low, q.high) for q in found[:1]] == ([] if case["low"] is None else [(case["low"], case["high"])])


@pytest.mark.parametrize("case", CASES["ends"], ids=lambda case: case["claimed"])
def test_what_begins_on_a_day_does_not_end_on_it(case):
    article = Article(key="k", source="s", page=1, body=case["reported"], published=DAY)
    states = [state for _, state, _ in compare_dates(find_when(case["claimed"]), case["reported"], "", article)]
    assert (states == ["same"]) is case["same"]


def test_a_sentence_without_a_figure_is_silent_of_how_many():
    statement, comparison = _lay("读书会上来了八十多名居民。", "读书会在柳河村举行，居民们听得入神。")
    [alike] = read_all(statement, Field.of([comparison]), [])
    assert is_silent(alike)
    statement, comparison = _lay("读书会上来了八十多名居民。", "读书会在柳河村举行，30名居民听得入神。")
    [alike] = read_all(statement, Field.of([comparison]), [])
    assert not is_silent(alike)


@pytest.mark.parametrize(("report", "state"), [("一头雄狮一滚一跃", "other"), ("每一头雄狮一滚一跃", "absent")])
def test_each_one_is_no_count(report, state):
    pieces = (Piece("figure", Span(0, 3), "Two", figure=next(iter(find_amounts("Two lions danced")))),)
    thing = Piece("word", Span(4, 9), "lions", forms=(("雄狮", 1.0),))
    at = report.find("雄狮")
    findings = [Finding(pieces[0], "absent", 0.0), Finding(thing, "same", 1.0, spots=((at, at + 2),))]
    assert recount("Two lions danced", findings, report)[0].state == state


@pytest.mark.parametrize(
    ("claim", "state"), [("Over three hundred lions", "same"), ("Over four hundred lions", "other")]
)
def test_a_counted_number_holds_within_the_bounds_of_its_words(claim, state):
    report = "全县304头雄狮起舞。"
    figure = next(p for p in take_apart_en(claim, ()) if p.figure)
    at = report.find("雄狮")
    thing = Piece("word", Span(len(claim) - 5, len(claim)), "lions", forms=(("雄狮", 1.0),))
    findings = [Finding(figure, "absent", 0.0), Finding(thing, "same", 1.0, spots=((at, at + 2),))]
    assert recount(claim, findings, report)[0].state == state


@pytest.mark.parametrize(
    ("claimed", "reported", "state"),
    [
        ("5月3日召开的会议", "局长通报，截至5月2日已栽苗520亩", "absent"),
        ("截至5月3日已栽苗520亩", "局长通报，截至5月2日已栽苗520亩", "other"),
        ("5月3日召开的会议", "会议于5月2日召开", "other"),
    ],
)
def test_what_is_counted_by_a_day_is_not_done_on_it(claimed, reported, state):
    article = Article(key="k", source="s", page=1, body=reported, published="2024-05-04")
    ((_, found, _),) = compare_dates(find_when(claimed), reported, "", article)
    assert found == state
