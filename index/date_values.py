"""What a date in a text means: a part of the calendar, counted from an anchor where it does not say it itself."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from index.almanac import MOVABLE, lunar_days, movable_day
from index.records import Days, Span

_NEAR_FUTURE = timedelta(days=15)
"""How far ahead of the anchor a yearless date may lie: papers announce what comes, seldom more than two weeks off."""
PARTS = {
    "初": (1, 2), "底": (12, 12), "末": (12, 12), "中": (6, 7), "上半年": (1, 6), "下半年": (7, 12),
    "前三季度": (1, 9), "前三个季度": (1, 9), "前两季度": (1, 6), "前两个季度": (1, 6),
    "一季度": (1, 3), "二季度": (4, 6), "三季度": (7, 9), "四季度": (10, 12),
    "春": (3, 5), "夏": (6, 8), "秋": (9, 11), "冬": (12, 14),
}  # fmt: skip
"""Stretches of a year by name: first and last month; 14 is February of the next year."""


@dataclass(frozen=True, slots=True)
class Part:
    """A date as far as it is said: a missing year, month or day is 0; `part` names a stretch of the year or month.

    `part` may also be a day that moves (清明). With `lunar` month and day are those of the lunar calendar, a leap month
    negative.
    """

    year: int = 0
    month: int = 0
    day: int = 0
    part: str = ""
    lunar: bool = False
    around: int = 0
    """Days that belong to it on either side: a short holiday about its feast."""

    def days(self, year: int) -> Days | None:
        """The days meant, in `year` where none is said; None where there is no such day."""
        year = self.year or year
        if not 2 <= year <= 9997:
            return None
        found = self._days(year)
        if found is None or not self.around:
            return found
        return Days(found.first - timedelta(days=self.around), found.last + timedelta(days=self.around))

    def _days(self, year: int) -> Days | None:
        if self.lunar:
            if not self.month:
                first, after = lunar_days(year, 1, 1), lunar_days(year + 1, 1, 1)
                return Days(first.first, after.first - timedelta(days=1)) if first and after else None
            return lunar_days(year, self.month, self.day)
        if self.part in MOVABLE:
            return movable_day(year, self.part)
        if self.day:
            if self.day > calendar.monthrange(year, self.month)[1]:
                return None
            day = date(year, self.month, self.day)
            return Days(day, day)
        if self.month:
            size = calendar.monthrange(year, self.month)[1]
            named = {"": (1, size), "初": (1, 10), "上旬": (1, 10), "中旬": (11, 20)}
            low, high = named.get(self.part, (21, size))
            return Days(date(year, self.month, low), date(year, self.month, high))
        low, high = PARTS.get(self.part, (1, 12))
        last_year, last_month = (year + 1, high - 12) if high > 12 else (year, high)
        return Days(date(year, low, 1), date(last_year, last_month, calendar.monthrange(last_year, last_month)[1]))


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text. `kind` is `absolute`, `yearless`, `relative` or `vague`."""

    span: Span
    text: str
    kind: str
    first: Part = Part()
    last: Part | None = None
    unit: str = ""
    """What a relative date counts in: `year`, `month`, `week`, `day`, `weekday`, `season`, `day of month`, `feast`,
    `quarter`; `linked` where it counts `off` days from the date before it in the text (次日)."""
    off: int = 0
    occasion: bool = False
    """Is it the name of a feast (春节, 七一, 3·5), which may be what a text is about rather than when something was?"""

    @property
    def has_day(self) -> bool:
        """Does it say the day, not only a month or a year?"""
        return self.first.day > 0 or self.first.part in MOVABLE or self.unit in ("day", "weekday", "day of month")

    def _in(self, year: int) -> Days | None:
        first = self.first.days(year)
        if first is None or self.last is None:
            return first
        last = self.last.days(year)
        if last is not None and last.last < first.first and not self.last.year:
            last = self.last.days(year + 1)  # 12月30日至1月2日
        return Days(first.first, last.last) if last is not None and last.last >= first.first else first

    def in_year(self, year: int) -> Days | None:
        """A yearless date's days in that year (29 February: None in common years); None for other kinds."""
        return self._in(year) if self.kind == "yearless" else None

    def resolve(self, anchor: date, before: Days | None = None) -> Days | None:
        """The days meant when `anchor` is the day of writing or asking, `before` those of the date before it.

        None for vague ones, and for a linked one that has no single day before it.
        """
        if self.unit == "linked":
            return _shift(before.first, "day", self.off, 0) if before and before.first == before.last else None
        if self.kind == "absolute":
            return self._in(0)
        if self.kind == "yearless":
            for year in range(anchor.year + 1, anchor.year - 9, -1):  # 29 February comes back within eight years
                found = self._in(year)
                if found is not None and found.first - anchor <= _NEAR_FUTURE:
                    return found
            return None
        return self._relative(anchor) if self.kind == "relative" else None

    def _relative(self, anchor: date) -> Days | None:
        if self.unit == "year":
            return self._in(anchor.year + self.off)
        if self.unit == "month":
            months = anchor.year * 12 + anchor.month - 1 + self.off
            moved = Part(months // 12, months % 12 + 1, self.first.day, self.first.part)
            first = moved.days(0)
            if first is None or self.last is None:
                return first
            last = Part(moved.year, moved.month, self.last.day).days(0)
            return Days(first.first, last.last) if last and last.last >= first.first else first
        if self.unit == "day of month":
            back = 0 if self.first.day <= anchor.day else 1
            months = anchor.year * 12 + anchor.month - 1 - back
            first = Part(months // 12, months % 12 + 1, self.first.day).days(0)
            last = Part(months // 12, months % 12 + 1, self.last.day).days(0) if self.last else first
            return Days(first.first, last.last) if first and last and last.last >= first.first else first
        if self.unit in ("feast", "season"):
            return self._occurrence(anchor)
        if self.unit == "quarter":
            quarters = anchor.year * 4 + (anchor.month - 1) // 3 + self.off
            year, first_month = quarters // 4, quarters % 4 * 3 + 1
            last_day = calendar.monthrange(year, first_month + 2)[1] if 1 <= year <= 9999 else 0
            return Days(date(year, first_month, 1), date(year, first_month + 2, last_day)) if last_day else None
        return _shift(anchor, self.unit, self.off, self.first.day)

    def _occurrence(self, anchor: date) -> Days | None:
        """Last Spring Festival: the latest before the anchor's day; next autumn, this summer."""
        if self.unit == "feast" and self.off > 0:
            found = (self._in(year) for year in range(anchor.year - 1, anchor.year + 3))
            return next((days for days in found if days and days.first > anchor), None)
        if self.unit == "feast" and not self.off:
            return self._in(anchor.year)
        for year in range(anchor.year + 1, anchor.year - 3, -1):
            days = self._in(year)
            if days and (days.last < anchor if self.off < 0 else days.first <= anchor or year == anchor.year):
                return days
        return None


def _shift(anchor: date, unit: str, off: int, weekday: int) -> Days | None:
    """Days counted in days or weeks from the anchor; `weekday` counts from 1 (Monday), 8 is the weekend."""
    try:
        if unit == "day":
            day = anchor + timedelta(days=off)
            return Days(day, day)
        monday = anchor - timedelta(days=anchor.weekday())
        if unit == "weekday" and weekday == 8:  # a bare 周末: the latest one
            day = anchor - timedelta(days=(anchor.weekday() - 5) % 7)
            return Days(day, day + timedelta(days=1))
        if unit == "weekday":  # a bare 周六: the latest one
            day = anchor - timedelta(days=(anchor.weekday() - weekday + 1) % 7)
            return Days(day, day)
        monday += timedelta(weeks=off)
        if weekday == 8:
            return Days(monday + timedelta(days=5), monday + timedelta(days=6))
        if weekday:
            day = monday + timedelta(days=weekday - 1)
            return Days(day, day)
        return Days(monday, monday + timedelta(days=6))
    except OverflowError:
        return None


_WHOLE = Part()


def mention(
    match: re.Match[str], kind: str, first: Part = _WHOLE, last: Part | None = None, unit: str = "", off: int = 0
) -> DateMention:
    """The mention that a match is, without the blanks behind it."""
    text = match.group().rstrip()
    return DateMention(Span(match.start(), match.start() + len(text)), text, kind, first, last, unit, off)


def in_year(match: re.Match[str], year: int, first: Part, last: Part | None) -> DateMention:
    """The mention of a match: absolute with a year, yearless where that is 0."""
    if not year:
        return mention(match, "yearless", first, last)
    return mention(match, "absolute", replace(first, year=year), last and replace(last, year=year))
