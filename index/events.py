"""The days that a text reports, with the year resolved against its publication date."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta

from index.dates import DateMention, find_dates
from index.records import Days

_DAY_SIGN = re.compile(r"[日号昨今前明]|[周期]|\d-\d|\d/\d|\d\.\d+\.\d")
"""No text without one of these names a day: the cheap test before the search."""
_NAMED_ONLY = re.compile(r"[·•节旦]|雷锋|权益|[五六七八]一|国庆|假期|宪法")
"""A festival names an occasion rather than the day of an event: 七一活动 was not always held on 1 July."""
_BIRTH = re.compile(r"(?:出生|诞生|诞辰|前出生|之前出生|逝世|去世|建校|建党|成立于|以前)")
_BORN = re.compile(r"(?:生于|出生于|诞生于|逝世于|成立于|始于|创刊于|截止)$")
_OLDEST = timedelta(days=730)
"""Days before publication beyond which a date is history that the text mentions, not news that it reports."""
_COUNTED = frozenset({"今天", "今晚", "明晚", "后天"})
"""Relative words that mostly stand in speech or in general (走到今天), not for the day of an event."""


def _anchor(published: str) -> date:
    """The last day that the publication date allows: everything reported lies before it."""
    year, month, day = (int(part) for part in (*published.split("-"), "0", "0")[:3])
    if not month:
        return date(year, 12, 31)
    return date(year, month, day or calendar.monthrange(year, month)[1])


def _days(mention: DateMention, published: str | None, anchor: date | None) -> Days | None:
    if mention.kind == "absolute":
        return mention.resolve(date.min)
    if published is None or anchor is None:
        return None
    if mention.kind == "yearless":
        return mention.in_year(anchor.year) if len(published) == 4 else mention.resolve(anchor)
    exact = len(published) == 10
    if mention.unit == "year" or (mention.unit in ("month", "day of month") and len(published) >= 7):
        return mention.resolve(anchor)
    return mention.resolve(anchor) if exact and mention.text not in _COUNTED else None


def pick_days(body: str, mentions: Sequence[DateMention], published: str | None) -> tuple[str, ...]:
    """The reported days among a text's date mentions."""
    anchor = _anchor(published) if published else None
    found: set[Days] = set()
    for mention in mentions:
        if not mention.has_day or _NAMED_ONLY.search(mention.text):
            continue
        around = body[mention.span.end : mention.span.end + 6]
        if _BIRTH.search(around) or _BORN.search(body[max(0, mention.span.start - 4) : mention.span.start]):
            continue
        days = _days(mention, published, anchor)
        if days is None or (anchor is not None and days.last < anchor - _OLDEST):
            continue
        found.add(days)
    return tuple(days.iso for days in sorted(found, key=lambda d: (d.first, d.last)))


def event_dates(body: str, published: str | None) -> tuple[str, ...]:
    """The days that the body reports, as ISO days or from/to, sorted; only where the text gives the day."""
    if not _DAY_SIGN.search(body):
        return ()
    return pick_days(body, find_dates(body), published)
