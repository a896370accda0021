"""When: the days that a statement speaks of, against those of a report. Years that neither says are not made up."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from index.date_values import DateMention
from index.dates import find_dates
from index.records import Article, Days, Span

_LAST = re.compile(r"份?的?最后一[天日]|份?底(?!前)")
_FIRST = re.compile(r"份?的?(?:第一|头一?)[天日]")
_LAST_EN = re.compile(r"(?:the )?last day of $", re.I)
_FIRST_EN = re.compile(r"(?:the )?first day of $", re.I)
_UNTIL = re.compile(
    r"(?:截止|截至|直到|到|至|止于|延长到|before|until|till|by|through|up to|to"
    r"|(?:expires?d?|ends?|ended|closes?|finish(?:es|ed)?) on)"
    r"(?:时间为?|日期为?|于|到|在|the )?\s*$",
    re.I,
)
_UNTIL_AFTER = re.compile(r"\s?(?:为止|截止|止|结束|前截止)")
_FROM_AFTER = re.compile(r"\s?(?:起|开始)")
_FROM = re.compile(r"(?:自|从|since|from|starting(?: on)?)\s*$", re.I)
_WEEKLY = re.compile(r"(?:周|星期|礼拜)(?P<day>[一二三四五六日天])(?![一二三四五六]|边|年|期)")
_BARE_YEAR = re.compile(
    r"(?<![\w.,])(?:(?:19|20)\d\d(?=(?:'s)? [a-z])"
    r"|(?:(?<=['’]s )|(?<=\b[tT]he )|(?<=\b[iI]ts )|(?<=\b[tT]heir ))(?:19|20)\d\d(?= [A-Z][a-z]))"
    r"(?! (?:people|yuan|households|residents|students|metres|kilometres|tons|tonnes|mu|square)\b)"
)
"""A year at the head of an English sentence, or before a name: 2022 was, its 2023 Spring Fair."""
_SOME_DAY = Days(date(1, 1, 1), date(1, 1, 1))
"""Stands for the day of a bare weekday, which has no date."""


@dataclass(frozen=True, slots=True)
class When:
    """One date as said: what stands there, the days it may mean, and which end of a stretch it names."""

    span: Span
    text: str
    days: Days
    """In some year; `year` tells whether that year was said."""
    year: bool
    weekday: int = 0
    """1 Monday … 7 Sunday where a weekday is what is said, else 0."""
    end: str = ""
    """`last` for a deadline, `first` for a beginning, else ""."""

    @property
    def is_day(self) -> bool:
        """Does it say the very day?"""
        return self.days.first == self.days.last


@lru_cache(maxsize=8192)
def find_when(text: str, now: date | None = None, published: str | None = None) -> tuple[When, ...]:
    """The dates of a text; relative ones count from `now`, yearless ones of an article from what it was `published`."""
    found: list[When] = []
    text = text.replace("月份", "月\u3000")  # as long as before, and read like any month
    for mention in find_dates(text):
        if mention.kind == "vague" or mention.occasion:
            continue
        item = _when(text, mention, now, published)
        if item:
            found.append(item)
    for match in _BARE_YEAR.finditer(text):
        if not any(item.span.start < match.end() and match.start() < item.span.end for item in found):
            year = int(match.group())
            found.append(When(Span(*match.span()), match.group(), Days(date(year, 1, 1), date(year, 12, 31)), True))
    for match in _WEEKLY.finditer(text):
        if not any(item.span.start < match.end() and match.start() < item.span.end for item in found):
            number = "一二三四五六日".index(match["day"].replace("天", "日")) + 1
            found.append(When(Span(*match.span()), match.group(), _SOME_DAY, False, number))
    return tuple(sorted(found, key=lambda item: item.span.start))


def _anchor(published: str | None) -> date | None:
    return Days.covering(published).last if published else None


def _when(text: str, mention: DateMention, now: date | None, published: str | None) -> When | None:
    before, after = (
        text[max(0, mention.span.start - 18) : mention.span.start],
        text[mention.span.end : mention.span.end + 8],
    )
    span, said = mention.span, mention.text
    if mention.unit == "weekday":
        number = mention.first.day
        return When(span, said, _SOME_DAY, False, number) if 1 <= number <= 7 else None
    anchor = _anchor(published)
    known = mention.kind == "absolute" or published is not None
    if mention.kind == "absolute":
        days = mention.resolve(date.min)
    elif mention.kind == "yearless":
        days = mention.resolve(anchor or now or date(2024, 1, 1)) or mention.in_year(
            (anchor or now or date(2024, 1, 1)).year
        )
    else:
        base = anchor or now
        days = mention.resolve(base) if base else None
        known = True
        if published and len(published) < 10 and mention.unit in ("day", "week"):
            return None
    if days is None:
        return None
    if days.first.day == 1 and days.last.day >= 28 and days.first.month == days.last.month:
        last = _LAST.match(after)
        first = _FIRST.match(after)
        if last or _LAST_EN.search(before):
            end = days.last.replace(day=calendar.monthrange(days.last.year, days.last.month)[1])
            days = Days(end, end)
        elif first or _FIRST_EN.search(before):
            days = Days(days.first, days.first)
        if last or first:
            length = (last or first).end()  # type: ignore[union-attr]
            span = Span(span.start, span.end + length)
            said = span.of(text)
            after = text[span.end : span.end + 8]
    return When(span, said, days, known, 0, _end_of(before, after))


def _end_of(before: str, after: str) -> str:
    """Which end of a stretch a date names by the words beside it."""
    if _UNTIL.search(before) or _UNTIL_AFTER.match(after):
        return "last"
    return "first" if _FROM.search(before) or _FROM_AFTER.match(after) else ""


def same_days(claimed: When, reported: When) -> bool:
    """May the claimed date be the reported one?"""
    if claimed.weekday:
        if reported.weekday:
            return claimed.weekday == reported.weekday
        return not reported.is_day or claimed.weekday == reported.days.first.isoweekday()
    if reported.weekday:
        return not claimed.year or not claimed.is_day or reported.weekday == claimed.days.first.isoweekday()
    if {claimed.end, reported.end} == {"first", "last"} and claimed.is_day and reported.is_day:
        return False  # what begins on a day does not end on it
    mine, theirs = claimed.days, reported.days
    if not (claimed.year and reported.year):
        try:
            shift = theirs.first.year - mine.first.year
            mine = Days(_moved(mine.first, shift), _moved(mine.last, shift))
        except ValueError:
            return False
    if is_stretch(claimed) and is_stretch(reported):
        return mine == theirs
    if not reported.is_day and claimed.is_day and claimed.end:
        return mine.first == (theirs.last if claimed.end == "last" else theirs.first)
    return mine.overlaps(theirs)


def is_stretch(item: When) -> bool:
    """Does it name the days on which something begins and ends?"""
    return item.text.count("日") > 1 or (not item.is_day and len(_DAY_EN.findall(item.text)) > 1)


_DAY_EN = re.compile(r"(?<!\d)\d{1,2}(?!\d)")


def _moved(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def days_of(article: Article) -> tuple[When, ...]:
    """The days that an article as a whole reports."""
    found = []
    for iso in article.event_dates:
        days = Days.parse(iso)
        found.append(When(Span(0, 1), iso, days, True))
    return tuple(found)


def month_fits(claimed: When, article: Article) -> bool | None:
    """Does a claimed year or month fit an article by its days, else by its publication? None where it has no date."""
    if claimed.weekday:
        return None
    known = [Days.parse(iso) for iso in article.event_dates]
    if article.published:
        known.append(Days.covering(article.published))
    if not known:
        return None
    if claimed.year:
        return any(claimed.days.overlaps(days) for days in known)
    return any(same_days(claimed, When(Span(0, 1), "", days, False)) for days in known)


def fits_article(claimed: Sequence[When], article: Article) -> bool:
    """Does every date of a statement that says a day or a month fit the article?"""
    own = days_of(article)
    return all(
        any(same_days(item, day) for day in own) if item.is_day and own else month_fits(item, article) is not False
        for item in claimed
        if not item.weekday
    )
