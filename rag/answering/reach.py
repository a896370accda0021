"""Days that were asked for and not found: beyond the archive, in a gap of it, or just not reported."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.records import Days
from index.store import Holdings
from rag.answering.compose import Draft
from rag.answering.refusals import refuse_dates
from rag.answers import AskedDate, Question, Refusal, Result
from rag.english.wording import write_days
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


def note_reading(draft: Draft, reading: Sequence[AskedDate], lang: str) -> Draft:
    """Say of which time the answer is, where 今年 was read by the archive's own days and not by the clock."""
    first = next((citation for citation in draft.citations if citation.published), None)
    if first and first.published:
        words, day = "、".join(dict.fromkeys(one.text for one in reading)), Days.covering(first.published)
        words = "日期" if re.search(r"\d", words) and lang == "zh" else words  # its figure need not stand in the quote
        said = f"所问的“{words}”按报道刊出的{write_days(day, lang)}算"
        if lang == "en":
            said = f"“{words}” is read as of the report, {write_days(day, lang)}"
        draft.texts.append(f"{said}[{first.n}]")
    draft.read_back = tuple(reading)
    return draft
