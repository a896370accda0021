"""Days as marks that an array field can be asked for: Milvus compares no range with the members of an array.

An article's event days are written as blocks of 1, 8, 64, ... days, each block a number; a range of days is a few
whole blocks, so that "an event day lies in the range" is "one of these blocks is among the article's". Exact, at most
14 blocks a level.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from index.records import Days
from index.store import MONTHS_MOST

LEVELS = 8
"""8^7 days are 5,700 years: the longest range that a date can name has few blocks."""

MARKS_MOST = 4_096
"""Members that Milvus allows an array."""

_LEVEL = 1 << 24
"""Blocks of one level; the last possible day is number 3,652,059."""


def event_days(events: Iterable[str]) -> set[int]:
    """The days, as ordinals, by which the events of an article are found.

    Of an event longer than MONTHS_MOST only the first and the last day: it is news of the days when it begins and ends.
    """
    found: set[int] = set()
    for iso in events:
        days = Days.parse(iso)
        first, last = days.first.toordinal(), days.last.toordinal()
        found |= {first, last} if last - first > MONTHS_MOST else set(range(first, last + 1))
    return found


def mark_days(days: Iterable[int]) -> list[int]:
    """All blocks that hold one of the days; where there are too many, the largest."""
    days = set(days)
    marks = [
        level * _LEVEL + block for level in reversed(range(LEVELS)) for block in sorted({d >> 3 * level for d in days})
    ]
    return marks[:MARKS_MOST]


def mark_range(first: int, last: int) -> list[int]:
    """The fewest blocks that together are the range, both ends included."""
    marks: list[int] = []
    end = last + 1
    for level in range(LEVELS):
        base = level * _LEVEL
        if level == LEVELS - 1:
            return [*marks, *(base + block for block in range(first, end))]
        while first < end and first & 7:
            marks.append(base + first)
            first += 1
        while first < end and end & 7:
            end -= 1
            marks.append(base + end)
        if first >= end:
            return marks
        first, end = first >> 3, end >> 3
    return marks


def published_days(published: str | None) -> tuple[int, int]:
    """The first and the last day of publication; (0, 0), which is no day, where it is not known."""
    if not published:
        return 0, 0
    days = Days.covering(published)
    return days.first.toordinal(), days.last.toordinal()


def iso(ordinal: int) -> str:
    """A day as YYYY-MM-DD."""
    return date.fromordinal(ordinal).isoformat()
