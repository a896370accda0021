"""What citizens ask in plain words: who of two, who held it, where it lies, for whom, how much for each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rag.facts.facts import find_fact
from rag.questions.asked import understand
from tests.rag.facts.test_facts import evidence, query

CASES = json.loads((Path(__file__).parents[2] / "cases" / "everyday.json").read_text("utf-8"))


@pytest.mark.parametrize(("question", "sentence", "value"), CASES)
def test_the_answer_is_what_was_asked_and_no_more(county, question, sentence, value):
    found = find_fact(query(county, question), understand(question, "zh"), evidence(sentence))
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("每人多少钱？", "此次共资助5名患病老人，资金合计5000元。"),
        ("上荻村在哪里？", "上荻村在支部带领下种茶致富。"),
    ],
)
def test_a_total_is_no_share_and_a_means_no_place(county, question, sentence):
    found = find_fact(query(county, question), understand(question, "zh"), evidence(sentence))
    assert found is None or found.value not in ("5000元", "支部带领下种茶致富")
