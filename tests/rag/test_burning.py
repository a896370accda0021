"""Texts of the longest length that is read, made to burn time: no rule may look at each pair of their words."""

from __future__ import annotations

import time
from datetime import date

import pytest

from index.store import ANY
from rag.answering.answer import Ask
from rag.checking.claim.claims import STATEMENT_MOST, find_statements
from rag.checking.verdict.check import check_claim
from rag.finding.search import Search
from rag.settings import QUESTION_MOST

NOW = date(2024, 6, 1)
SECONDS = 8.0
"""Of one core, for what takes under two; a rule that pairs all words with all took 12 to 90."""

UNITS = ["好", "3月", "3月5日", "5 March ", "其中5人", "每人3元共", "县长李明", "Lu Yuanqiao ", "（", "更正", "1,"]


def fill(unit: str, size: int) -> str:
    return (unit * size)[:size]


@pytest.mark.parametrize("unit", UNITS)
def test_no_text_burns_time(county, unit):
    text = fill(unit, QUESTION_MOST - 1)
    started = time.process_time()
    county.answer(Ask(text, NOW))
    answered = time.process_time()
    check_claim(county, Search(f"县长说：“{text}。”", ANY, NOW))
    check_claim(county, Search(text, ANY, NOW))
    assert answered - started < SECONDS
    assert time.process_time() - answered < SECONDS


def test_a_statement_that_nobody_prints_is_not_checked_but_said_so(county):
    text = f"大桥全长1260米。{fill('其中5人', STATEMENT_MOST + 1)}。"
    verdict = check_claim(county, Search(text, ANY, NOW))
    assert [part.verdict for part in verdict.parts][1:] == ["not_checkable"]
    assert "拆成几句" in verdict.parts[1].note
    assert [one.reason for one in find_statements(fill("其中5人", STATEMENT_MOST - 1))] == [""]
