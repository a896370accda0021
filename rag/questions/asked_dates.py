"""The days that a question asks about: stated, counted from the asker's today, or found in the archive's years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from index.dates import find_dates
from index.records import Days
from rag.answers import AskedDate

STATED, FROM_TODAY, ARCHIVE_YEARS, OCCASION = "stated", "from_today", "archive_years", "occasion"
FROM_ANSWER, FROM_ARCHIVE = "from_answer", "from_archive"
"""How a date was read; `from_answer`: counted from the days of the last answer, in a follow-up; `from_archive`: from
the day of a report, where the archive ends before what the asker's clock says.

An occasion is a feast named without a year (儿童节): as often a topic as a day, so a hint."""

OPEN = (ARCHIVE_YEARS, OCCASION)
"""Readings without a year: every year that fits."""


def ask_dates(
    question: str, now: date, span: Days | None, last: Days | None = None, said: str = ""
) -> tuple[AskedDate, ...]:
    """What each date in the question can mean, in the question's order and newest year first.

    `span` are the days from the archive's first to its last publication. A date without a year means every year of
    them (public contract); events may lie up to a year before the first page. In a follow-up, `last` are the days of
    the last answer: the relative words among what was just `said` count from them, and its dates without a year first
    mean that year.
    """
    asked: list[AskedDate] = []
    for mention in find_dates(question):
        if _WEEKDAY.fullmatch(mention.text) and _HABIT.search(question):
            continue
        if last and mention.text in said and mention.kind in ("relative", "yearless"):
            found = mention.resolve(last.first) if mention.kind == "relative" else mention.in_year(last.first.year)
            if found and not mention.occasion:
                asked.append(AskedDate(mention.text, found, FROM_ANSWER))
                continue
        if mention.kind == "yearless":
            years = range(span.last.year, span.first.year - 2, -1) if span else range(now.year, now.year - 1, -1)
            for year in years:
                days = mention.in_year(year)
                if days:
                    asked.append(AskedDate(mention.text, days, OCCASION if mention.occasion else ARCHIVE_YEARS))
            continue
        found = mention.resolve(now)
        if found:
            asked.append(AskedDate(mention.text, found, STATED if mention.kind == "absolute" else FROM_TODAY))
    return tuple(asked)


_WEEKDAY = re.compile(r"(?:周|星期|礼拜)[一二三四五六日天末]|双休日")
_HABIT = re.compile(
    r"^(?!.*(?:[了过](?!节)|[上下这本]个?(?:周|星期|礼拜)))"
    r".*(?:[开上营放]门?(?:业|班|放|诊|课)?[吗么不]|几点|能(?!不能)|可以|休息|休馆|闭馆|营业|上班|接诊|受理|办理)"
)
"""县图书馆周一开门吗: a weekday of every week, not the last one."""


def read_back(
    question: str, dates: Sequence[AskedDate], span: Days, printed: Sequence[date]
) -> list[tuple[AskedDate, ...]]:
    """What 今年, 上周 and 5日 mean in an older archive: counted from each day it was `printed` on, newest first.

    Empty unless every date of the question is such a one and comes after all that the archive (`span`) holds. A single
    day that is named from today (昨天) is never another one.
    """
    if not dates or any(not _is_loose(one) or one.days.first <= span.last for one in dates):
        return []
    mentions = [mention for mention in find_dates(question) if mention.kind == "relative"]
    readings = (
        tuple(AskedDate(m.text, days, FROM_ARCHIVE) for m in mentions if (days := m.resolve(day)))
        for day in sorted(set(printed), reverse=True)
    )
    return list(dict.fromkeys(reading for reading in readings if len(reading) == len(mentions) > 0))


def is_broad(days: Days) -> bool:
    """Is it a month or more, so that reports of it were printed within it?"""
    return days.last - days.first >= timedelta(days=27)


def _is_loose(asked: AskedDate) -> bool:
    broad = asked.days.last - asked.days.first >= timedelta(days=6)  # a week
    return asked.basis == FROM_TODAY and (broad or bool(re.match(r"(?:本月)?\d", asked.text)))


def beyond(days: Days, span: Days) -> bool:
    """Do these days lie outside what the archive can have reported? Pages report events up to a month back."""
    return days.last < span.first - timedelta(days=31) or days.first > span.last


def insisted(dates: Sequence[AskedDate]) -> tuple[AskedDate, ...]:
    """The dates that a question insists on: all but occasions."""
    return tuple(asked for asked in dates if asked.basis != OCCASION)


def read_years(dates: Sequence[AskedDate]) -> list[tuple[Days, ...]]:
    """The readings of the question's dates: each year of a date without one is its own, newest first."""
    open_years = [asked for asked in dates if asked.basis in OPEN]
    if len({asked.text for asked in open_years}) == 1 and len(open_years) == len(dates):
        return list(dict.fromkeys((asked.days,) for asked in open_years))
    return [tuple(dict.fromkeys(asked.days for asked in dates))]
