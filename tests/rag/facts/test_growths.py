"""On which base, which way and of which measure something changed: 环比下降 answers nobody who asks 同比."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.records import Span
from rag.facts.growths import is_other_change

CASES = json.loads((Path(__file__).parents[2] / "cases" / "growths.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['question']} {case['figure']}")
def test_a_change_answers_on_its_own_base_its_own_way_of_its_own_measure(case):
    at = case["sentence"].rfind(case["figure"])
    span = Span(at, at + len(case["figure"]))
    assert is_other_change(case["question"], case["sentence"], span) is case["other"]
