"""Claimed figures that a sentence gives in another form, and changes that go the other way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.records import Article, Span
from rag.checking.claim.parts import take_apart
from rag.checking.claim.parts_en import take_apart_en
from rag.checking.figures.directions import find_turned_way
from rag.checking.figures.reckoning import is_restated
from rag.checking.wording.bonds import SAME, Comparison, Finding, Report, Statement

CASES = json.loads((Path(__file__).parents[3] / "cases" / "reckoning.json").read_text("utf-8"))


def _pieces(claim):
    return take_apart_en(claim, ()) if claim.isascii() else take_apart(claim)


@pytest.mark.parametrize("case", CASES["restated"], ids=lambda case: case["claim"])
def test_a_figure_is_found_in_another_form_or_not(case):
    figures = [p for p in _pieces(case["claim"]) if p.kind == "figure"]
    assert figures
    said = [is_restated(case["claim"], piece, take_apart(case["report"]), case["report"]) for piece in figures]
    assert any(said) is case["so"]


@pytest.mark.parametrize("case", CASES["turned"], ids=lambda case: case["claim"])
def test_a_change_the_other_way_is_a_difference(case):
    pieces, text = _pieces(case["claim"]), case["report"]
    report = Report(Article(key="k", source="s", page=1, body=text), Span(0, len(text)), text, text, text)
    findings = tuple(
        Finding(p, SAME, 1.0, spots=((text.find(case["figure"]), text.find(case["figure"]) + len(case["figure"])),))
        for p in pieces
        if p.kind == "figure"
    )
    lang = "en" if case["claim"].isascii() else "zh"
    found = find_turned_way(Statement(case["claim"], lang, tuple(pieces)), Comparison(report, findings, 1.0, 1.0))
    assert [d.kind for d in found] == (["number"] if case["so"] else [])


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("开展百日攻坚行动", ["百日"]),
        ("开展两百日攻坚行动", ["两百日"]),
        ("长达两月有余为老人送饭", ["两月有余"]),
        ("是在当年最后一个月召开的", []),
        ("2．影响用户约300户", ["300户"]),
        ("约1.28万户", ["1.28万户"]),
    ],
)
def test_days_without_a_measure_word_count_and_the_number_of_an_item_does_not(text, figures):
    assert [p.text.removeprefix("约") for p in take_apart(text) if p.kind == "figure"] == figures
