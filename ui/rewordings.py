"""A question put again for other days: what stands behind the date chip under an answer."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from index.records import Days
from rag.answers import AskedDate, Coverage
from rag.questions.asked_dates import OPEN

CHOICES_MOST = 8
"""Years offered: a list that is read at a glance."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_LEADING = r"(?:\b(?:on|in|during|since|of|for|at)\s+(?:the\s+)?)?"


class Rewording(NamedTuple):
    """The year, and the question for it."""

    year: int
    question: str


def reword_years(question: str, readings: Sequence[AskedDate], coverage: Coverage) -> tuple[Rewording, ...]:
    """The question for the same days of the archive's other years, nearest year first; none if the words are not in it.

    `readings`: all that one date of the question was read as, the first one to count from.
    A date without year gets one, a stated year is changed, a relative date (去年, last week) is spelt out.
    """
    asked = readings[0]
    if asked.text not in question:
        return ()
    held = {int(month[:4]) for month, _ in coverage.months if month[:4].isdecimal()}
    years = held - {reading.days.first.year for reading in readings}
    found = []
    for year in sorted(years, key=lambda year: (abs(year - asked.days.first.year), -year))[:CHOICES_MOST]:
        said = _said_in(asked, year)
        if said:
            found.append(Rewording(year, question.replace(asked.text, said, 1)))
    return tuple(found)


def reword_each(question: str, readings: Sequence[AskedDate]) -> tuple[Rewording, ...]:
    """The question for one reading alone, for each year in which it was read; none where it was read in one way."""
    years = list(dict.fromkeys(asked.days.first.year for asked in readings))
    if len(years) < 2 or readings[0].text not in question:
        return ()
    said = ((year, _said_in(readings[0], year)) for year in years)
    return tuple(Rewording(year, question.replace(readings[0].text, words, 1)) for year, words in said if words)


def reword_without(question: str, asked: AskedDate) -> str | None:
    """The question without its date, or None if nothing that can be asked is left."""
    if asked.text not in question:
        return None
    if _is_english(asked.text):
        rest = re.sub(_LEADING + re.escape(asked.text) + r"\b,?", "", question, count=1, flags=re.IGNORECASE)
        rest = re.sub(r"\s+([?.!,])", r"\1", " ".join(rest.split()))
    else:
        rest = re.sub(r"(?:在|于)?" + re.escape(asked.text) + r"(?:当天|那天|期间)?(?:的|，|,)?", "", question, count=1)
    return rest if sum(c.isalnum() for c in rest) >= 3 else None


def _said_in(asked: AskedDate, year: int) -> str | None:
    english = _is_english(asked.text)
    if asked.basis in OPEN:
        return f"{asked.text} {year}" if english else f"{year}年{asked.text}"
    if _YEAR.search(asked.text):
        return _YEAR.sub(str(year), asked.text, count=1)
    days = _moved(asked.days, year)
    if days is None:
        return None
    return _spell_en(days) if english else _spell_zh(days)


def _moved(days: Days, year: int) -> Days | None:
    by = year - days.first.year
    try:
        return Days(days.first.replace(year=year), days.last.replace(year=days.last.year + by))
    except ValueError:  # 29 February
        return None


def _is_english(text: str) -> bool:
    return not re.search(r"[\u4e00-\u9fff]", text)


def _whole(days: Days) -> str:
    a, b = days.first, days.last
    if (a.month, a.day, b.month, b.day) == (1, 1, 12, 31) and a.year == b.year:
        return "year"
    if a.day == 1 and b == date(a.year, a.month, monthrange(a.year, a.month)[1]):
        return "month"
    return "day" if a == b else ""


def _spell_zh(days: Days) -> str:
    a, b = days.first, days.last
    match _whole(days):
        case "year":
            return f"{a.year}年"
        case "month":
            return f"{a.year}年{a.month}月"
        case "day":
            return f"{a.year}年{a.month}月{a.day}日"
    return f"{a.year}年{a.month}月{a.day}日至{b.year}年{b.month}月{b.day}日"


def _spell_en(days: Days) -> str:
    a, b = days.first, days.last
    match _whole(days):
        case "year":
            return f"in {a.year}"
        case "month":
            return f"in {a:%B} {a.year}"
        case "day":
            return f"on {a.day} {a:%B} {a.year}"
    return f"from {a.day} {a:%B} {a.year} to {b.day} {b:%B} {b.year}"


def spell(days: Days, lang: str) -> str:
    """Days in the words of a question."""
    return _spell_en(days) if lang == "en" else _spell_zh(days)
