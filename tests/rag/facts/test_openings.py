"""Is it open on that day of the week: runs of days, closing days, 不休, in both languages; None where nothing tells."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from index.records import Days
from rag.facts.openings import find_open
from rag.questions.asked_dates import ask_dates

CASES = json.loads((Path(__file__).parents[2] / "cases" / "openings.json").read_text("utf-8"))


@pytest.mark.parametrize(("question", "sentence", "is_so"), CASES)
def test_a_day_of_the_week_is_told_by_the_days_printed(question, sentence, is_so):
    found = find_open(question, sentence)
    assert (found[1] if found else None) is is_so


@pytest.mark.parametrize(
    ("question", "dated"),
    [
        ("图书馆周一开门吗？", False),
        ("窗口周六能办理吗？", False),
        ("上周一开门了吗？", True),
        ("周末举行了什么活动？", True),
        ("本周六上班吗？", True),
    ],
)
def test_a_weekday_of_every_week_is_no_date(question, dated):
    span = Days.parse("2023-01-01/2023-06-30")
    assert bool(ask_dates(question, date(2023, 6, 21), span)) is dated
