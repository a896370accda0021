"""Times of day, in Chinese and English, as minutes after midnight: 下午5时30分, 17:30 and 5:30 p.m. are one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.records import Span

_CN = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_CLOCK = re.compile(
    r"(?P<part>凌晨|早上|早晨|清晨|上午|中午|下午|傍晚|晚上|晚间|夜间|晚|夜里)?\s?(?:(?P<h>[01]?\d|2[0-4])|(?P<hc>十[一二]?|[一二两三四五六七八九]))"
    r"(?:[:：](?P<m>[0-5]\d)(?!\d|:)|(?:[时点](?!间|候|尚|赞|评|位|名|击))(?:(?P<m2>[0-5]?\d)分?|(?P<half>半)|整)?)(?:\s?(?P<pm>[ap])\.?m\b\.?)?"
    r"|(?P<h3>1?\d)\s?(?P<pm3>[ap])\.?m\b\.?",
    re.I,
)
_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_PARTS = {"half": 30, "a quarter": 15, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_ENGLISH = re.compile(
    rf"\b(?:(?P<part>{'|'.join(sorted(_PARTS, key=len, reverse=True))}) (?P<way>past|to) (?P<h>{'|'.join(_HOURS)}|1?\d)"
    rf"|(?P<full>{'|'.join(_HOURS)}|1?\d) o['’]clock)\b"
    r"(?: in the (?P<when>morning|afternoon|evening)| at (?P<night>night))?",
    re.I,
)
"""Half past six, a quarter to nine in the evening, ten o'clock."""
_LATE = ("中午", "下午", "傍晚", "晚上", "晚间", "夜间", "晚", "夜里")


def find_clocks(text: str) -> Iterator[tuple[Span, int]]:
    """The times of day that a text names, each with its minute of the day."""
    yield from _find_english(text)
    for match in _CLOCK.finditer(text):
        if match["hc"] and not match["part"]:
            continue  # 三点要求: three points
        sign = (match["pm"] or match["pm3"] or "").lower()
        hour = _hour(match["h"] or match["h3"], match["hc"])
        minute = 30 if match["half"] else int(match["m"] or match["m2"] or 0)
        if (
            hour < 12
            and (sign == "p" or (match["part"] or "") in _LATE)
            and not (match["part"] == "中午" and hour > 10)
        ):
            hour += 12
        yield Span(*match.span()), hour % 24 * 60 + minute


def _find_english(text: str) -> Iterator[tuple[Span, int]]:
    for match in _ENGLISH.finditer(text):
        said = (match["h"] or match["full"]).lower()
        minute = (_HOURS.index(said) + 1 if said in _HOURS else int(said)) % 12 * 60
        part = _PARTS[match["part"].lower()] if match["part"] else 0
        minute += -part if (match["way"] or "").lower() == "to" else part
        late = bool(match["night"]) or (match["when"] or "").lower() in ("afternoon", "evening")
        yield Span(*match.span()), (minute + 720 * late) % 1440


def _hour(digits: str | None, sign: str | None) -> int:
    if digits:
        return int(digits)
    sign = sign or ""
    if sign.startswith("十"):
        return 10 + (_CN[sign[1]] if len(sign) > 1 else 0)
    return _CN[sign]
