"""Days that were asked for and not found: beyond the archive, in a gap of it, or just not reported."""

from __future__ import annotations

from collections.abc import Sequence

from index.records import Days
from index.store import Holdings
from rag.answering.refusals import refuse_dates
from rag.answers import Question, Refusal, Result
from rag.questions.asked_dates import beyond


def refuse_days(question: Question, held: Holdings, fitting: bool, results: Sequence[Result]) -> Refusal:
    """Say whether the archive reaches the question's days, has pages of that time, or just did not report it.

    `fitting`: does anything fit those days at all?
    """
    asked = question.dates
    if held.first and held.last:
        span = Days.parse(f"{held.first}/{held.last}")
        if all(beyond(a.days, span) for a in asked):
            return refuse_dates("outside_coverage", asked, held, results, question.lang)
        months = {month for month, _ in held.months}
        within = tuple(a for a in asked if not beyond(a.days, span))
        gap = all(f"{a.days.first:%Y-%m}" not in months and f"{a.days.last:%Y-%m}" not in months for a in within)
        if gap and not fitting:
            return refuse_dates("coverage_gap", within, held, results, question.lang)
        asked = within
    return refuse_dates("not_reported", asked, held, results, question.lang)
