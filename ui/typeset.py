"""Small pieces of typesetting: escaped text, dates as a newspaper prints them, the passage around a quote."""

from __future__ import annotations

import re
from datetime import date
from html import escape
from typing import NamedTuple

from index.records import Days
from ui.words import both, either

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_WEEKDAYS = "一二三四五六日"
_SENTENCE_ENDS = "。！？；!?;\n"


def text_html(text: str) -> str:
    """Any text as HTML: nothing in it is markup, and what no browser can show is replaced."""
    return escape(_CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text), quote=True)


def day_html(day: date) -> str:
    """2023年3月5日（星期日）, Sunday 5 March 2023."""
    zh = f"{day.year}年{day.month}月{day.day}日（星期{_WEEKDAYS[day.weekday()]}）"
    return either(zh, f"{day:%A} {day.day} {day:%B} {day.year}")


def published_html(published: str | None) -> str:
    """A date of publication as exactly as it is known: a day, a month or a year."""
    if published is None:
        return both("undated")
    try:
        if len(published) == 10:
            return day_html(date.fromisoformat(published))
        if len(published) == 7:
            month = date.fromisoformat(f"{published}-01")
            return either(f"{month.year}年{month.month}月", f"{month:%B} {month.year}")
    except ValueError:
        return text_html(published)
    return either(f"{text_html(published)}年", text_html(published))


def days_html(days: Days) -> str:
    """One day, or the first and the last of several."""
    if days.first == days.last:
        return day_html(days.first)
    a, b = days.first, days.last
    return either(
        f"{a.year}年{a.month}月{a.day}日至{b.year}年{b.month}月{b.day}日",
        f"{a.day} {a:%B} {a.year} to {b.day} {b:%B} {b.year}",
    )


def years(first: str | None, last: str | None) -> str:
    """The years that an archive covers: `2020–2026`, `2023` or nothing."""
    if not first or not last:
        return ""
    return first[:4] if first[:4] == last[:4] else f"{first[:4]}–{last[:4]}"


class Passage(NamedTuple):
    """A quote and what stands around it in its article."""

    before: str
    quote: str
    after: str


def passage(body: str, start: int, end: int, room: int = 80) -> Passage:
    """`body[start:end]` with about `room` characters on each side, cut at sentences, whatever the paragraphs."""
    before, after = body[:start], body[end:]
    if len(before) > room:
        before = "……" + _from_sentence(before[-room:])
    if len(after) > room:
        after = _to_sentence(after[:room]) + "……"
    return Passage(before, body[start:end], after)


def _from_sentence(text: str) -> str:
    """`text` from its first sentence start, if one is near enough to leave something."""
    ends = [i for i, c in enumerate(text[:-1]) if c in _SENTENCE_ENDS]
    return text[ends[0] + 1 :].lstrip("\n”’）") if ends else text


def _to_sentence(text: str) -> str:
    """`text` up to its last sentence end, if there is one."""
    ends = [i for i, c in enumerate(text) if c in _SENTENCE_ENDS]
    return text[: ends[-1] + 1].rstrip("\n") if ends else text
