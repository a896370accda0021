"""The days that a text reports, with the year resolved against its publication date."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta

from index.date_values import DateMention, Part
from index.dates import find_dates
from index.records import Days

_DAY_SIGN = re.compile(r"[日号昨今前明]|[周期]|\d-\d|\d/\d|\d\.\d+\.\d|月[初廿二三四五六七八九十]|大年")
"""No text without one of these names a day: the cheap test before the search."""
_BIRTH = re.compile(r".{0,3}(?:出生|诞生|诞辰|逝世|去世)")
_BORN = re.compile(r"(?:生于|出生于|诞生于|逝世于|成立于|始于|创刊于)$")
_HEARD_BEFORE = re.compile("记者$")
_HEARD_AFTER = re.compile("从|获悉|记者")
_PRINTED = re.compile("刊[发登载]|报道")
_DATELINE = re.compile(r"\s?(?:[电讯](?![话视影力台报子动商站网器]|$)|[电讯]$)")
"""新华社北京7月25日电: the day of the message, not of what it tells."""
_TOLD = re.compile(r"[^，。；]{0,4}?(?:报道|消息|通报|讯)")
_SOURCE = re.compile(r"据[^，。；]{0,14}$")
"""据路透社16日报道: the day on which another paper told it."""
_LASTS = re.compile("(?:持续|延续|延长|延)[到至]$")
_WILL = re.compile("(?:将[于在]|[定拟]于|预计|计划于?)$")
_YEARLY = re.compile("(?:每|历)年的?$")
_DEADLINE = re.compile("(?:之?前|以前)(?!夕|后|往|来|[一两三]天)")
_OPENS = re.compile("，|上午|下午|凌晨|清晨|早上|中午|晚|[（(]")
"""今天 at the head of a sentence with one of these behind it is the day of the paper."""
_OLDEST = timedelta(days=730)
"""Days before publication beyond which a date is history that the text mentions, not news that it reports."""
_LINK_MOST = 80
"""Characters from a date to a 次日 that counts from it."""
_COUNTED = frozenset({"今天", "今晚", "明晚", "后天"})
"""Relative words that mostly stand in speech or in general (走到今天), not for the day of an event."""


def _anchor(published: str) -> date:
    """The last day that the publication date allows: everything reported lies before it."""
    year, month, day = (int(part) for part in (*published.split("-"), "0", "0")[:3])
    if not month:
        return date(year, 12, 31)
    return date(year, month, day or calendar.monthrange(year, month)[1])


def _days(mention: DateMention, published: str | None, anchor: date | None, before: Days | None) -> Days | None:
    if mention.kind == "absolute":
        return mention.resolve(date.min)
    if published is None or anchor is None:
        return None
    if mention.kind == "yearless":
        return mention.in_year(anchor.year) if len(published) == 4 else mention.resolve(anchor)
    if mention.unit == "day of month" and before is not None:
        return _same_month(mention, before)  # 7月18日夜…至19日
    if mention.unit == "year" or (mention.unit in ("month", "day of month") and len(published) >= 7):
        return mention.resolve(anchor)
    if len(published) < 10 or mention.unit == "weekday" or mention.off > 0:
        return None
    if mention.text[-1] in "前后":  # 三天前 counts from anything
        return None
    return mention.resolve(anchor)


def _same_month(mention: DateMention, before: Days) -> Days | None:
    first, last = mention.first, mention.last or mention.first
    start = Part(before.first.year, before.first.month, first.day).days(0)
    end = Part(before.first.year, before.first.month, last.day).days(0)
    return Days(start.first, end.last) if start and end and end.last >= start.first else start


def _is_aside(body: str, mention: DateMention) -> bool:
    """Is the date no event's: a feast (七一活动 was not always held on 1 July), a birth, the day of another report?"""
    before = body[max(0, mention.span.start - 6) : mention.span.start]
    after = body[mention.span.end : mention.span.end + 6]
    if mention.text in _COUNTED and not (_OPENS.match(after) and (not before or before[-1] in "。\n　 ：")):
        return True
    if mention.occasion or _BIRTH.match(after) or _BORN.search(before) or _YEARLY.search(before):
        return True
    if _DATELINE.match(after):
        return True
    if _TOLD.match(after) and _SOURCE.search(body, max(0, mention.span.start - 16), mention.span.start):
        return True
    if mention.unit == "day of month" and _HEARD_BEFORE.search(before) and _HEARD_AFTER.match(after):
        return True
    return bool(mention.unit == "day" and (_HEARD_BEFORE.search(before) or _HEARD_AFTER.match(after))) or (
        before.endswith("本报") and bool(_PRINTED.search(after))
    )


def pick_days(body: str, mentions: Sequence[DateMention], published: str | None) -> tuple[str, ...]:
    """The reported days among a text's date mentions.

    What lies ahead and deadlines count only where the text gives no other day: they are then what it announces.
    """
    anchor = _anchor(published) if published else None
    reported: set[Days] = set()
    ahead: set[Days] = set()
    before: Days | None = None
    after = 0
    for mention in mentions:
        if mention.unit == "linked" and mention.off == 1 and before and mention.span.start - after <= _LINK_MOST:
            days = mention.resolve(date.min, before) if mention.text in ("次日", "翌日") else None
            if days and anchor and days.last <= anchor:
                reported.add(days)
        if not mention.has_day or _is_aside(body, mention):
            continue
        deadline = _DEADLINE.match(body, mention.span.end) or _WILL.search(
            body, max(0, mention.span.start - 4), mention.span.start
        )
        days = _days(mention, published, anchor, before)
        if deadline and days and anchor and mention.kind == "yearless" and days.last < anchor:
            days = mention.in_year(days.first.year + 1)  # a deadline that is named lies ahead
        if days is None or (anchor is not None and days.last < anchor - _OLDEST):
            continue
        before, after = days, mention.span.end
        lasts = _LASTS.search(body, max(0, mention.span.start - 6), mention.span.start)
        under_way = mention.last is not None and anchor is not None and days.first <= anchor
        late = anchor is not None and days.last > anchor and not under_way
        (ahead if deadline or lasts or late else reported).add(days)
    return tuple(days.iso for days in sorted(reported or ahead, key=lambda d: (d.first, d.last)))


def event_dates(body: str, published: str | None) -> tuple[str, ...]:
    """The days that the body reports, as ISO days or from/to, sorted; only where the text gives the day."""
    if not _DAY_SIGN.search(body):
        return ()
    return pick_days(body, find_dates(body), published)
