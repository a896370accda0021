"""Days that move from year to year: the lunar calendar, the solar terms, the Sundays that are named."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from index.records import Days

TERMS = ("立春", "惊蛰", "春分", "清明", "立夏", "芒种", "夏至", "大暑", "立秋", "秋分", "霜降", "立冬", "冬至")
"""Solar terms that name a day; 大雪 and 小雪 are weather in a newspaper, 谷雨 and 白露 mostly names."""
SUNDAYS = {"母亲节": (5, 2), "父亲节": (6, 3)}
"""Month, and which Sunday of it."""
MOVABLE = frozenset((*TERMS, *SUNDAYS))
_FIRST, _LAST = 1600, 2400
"""Years for which the tables of lunar_python are sure."""

_BEFORE_ORDINALS = 1721425
"""Julian day of the noon before date.min."""


@lru_cache(maxsize=4096)
def lunar_days(year: int, month: int, day: int = 0) -> Days | None:
    """The day, or the whole month where `day` is 0, of the lunar calendar; a leap month is negative (闰二月: -2).

    The twelfth month is that before the Spring Festival of `year`, most of which lies in the same January, so that
    every year has each day once: 除夕 in 2023 is 2023-01-21. The 30th of a twelfth month of 29 days is its last day.
    None where the year has no such day.
    """
    if not _FIRST <= year <= _LAST:
        return None
    from lunar_python import LunarYear  # needed by few texts

    found = LunarYear.fromYear(year - 1 if month == 12 else year).getMonth(month)
    if found is None:
        return None
    size = found.getDayCount()
    if day > size:
        if month != 12 or day > 30:
            return None
        day = size
    first = date.fromordinal(int(found.getFirstJulianDay()) - _BEFORE_ORDINALS) + timedelta(days=max(0, day - 1))
    return Days(first, first if day else first + timedelta(days=size - 1))


@lru_cache(maxsize=1024)
def movable_day(year: int, name: str) -> Days | None:
    """The day of one of MOVABLE in that year."""
    if name in SUNDAYS:
        month, nth = SUNDAYS[name]
        first = date(year, month, 1)
        day = first + timedelta(days=6 - first.weekday() + 7 * (nth - 1))
        return Days(day, day)
    if not _FIRST <= year <= _LAST:
        return None
    from lunar_python import Solar

    found = Solar.fromYmd(year, 6, 1).getLunar().getJieQiTable()["DONG_ZHI" if name == "冬至" else name]
    day = date(found.getYear(), found.getMonth(), found.getDay())
    return Days(day, day)
