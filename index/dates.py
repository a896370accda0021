"""Dates in running text and in questions, Chinese and English: where they stand, and which days they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain

from index.date_feasts import feast_days, lunar_parts
from index.date_patterns import CHINESE
from index.date_values import PARTS, DateMention, Part, in_year, mention
from index.english_dates import find_english_dates
from index.records import Days

__all__ = ["DateMention", "find_dates", "find_edge", "resolve_dates"]

_YEARS_OFF = {"前年": -2, "去年": -1, "今年": 0, "明年": 1, "后年": 2}
_DAYS_OFF = {"大": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2}
_OFFS = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1}
_CN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
_DECADE_PARTS = {"初": (0, 3), "中": (3, 6), "末": (7, 9), "后": (7, 9)}
"""First and last year of a part of a decade."""
_THIS_CENTURY = 40
"""Two-digit years below this one are of the 21st century."""


_LINKS = {"次": 1, "翌": 1, "第二": 1, "第三": 2, "前一": -1, "后一": 1}
"""Days from the date before to 次日, 第三天, 前一天; 当日 and 同日 are that date."""
_UNTIL_BEFORE = re.compile(
    r"(?:截[至止]|截止到|直到|延长[至到]|\b(?:before|until|till|by|through|up to|as of))\s?(?:the )?$", re.IGNORECASE
)
_UNTIL_AFTER = re.compile(r"\s?(?:为止|截止|止|之?前(?!夕|后))")
_FROM_BEFORE = re.compile(r"(?:[自从]|\b(?:since|from|starting(?: on)?))\s?$", re.IGNORECASE)
_FROM_AFTER = re.compile(r"\s?(?:起|以来|开始)")


def _number(text: str | None) -> int:
    """Arabic or Chinese figures up to 31, or a year digit by digit; 0 for None."""
    if not text:
        return 0
    if text.isdecimal():  # full-width ones too
        return int(text)
    if "十" not in text:
        return int("".join(str(_CN_DIGITS[c]) for c in text))
    tens, _, ones = text.partition("十")
    # of 四五十 or 十三四 (forty or fifty, thirteen or fourteen) the larger counts
    return _CN_DIGITS.get(tens[-1:], 1) * 10 + _CN_DIGITS.get(ones[-1:], 0)


def _year_number(text: str | None) -> int:
    """A year in full or of two figures ('23, ’98); 0 for None."""
    year = _number(text.lstrip("'’‘")) if text else 0
    return year if not 0 < len((text or "").lstrip("'’‘")) < 4 else year + (2000 if year < _THIS_CENTURY else 1900)


def _year_part(text: str | None) -> str:
    if not text:
        return ""
    for name in PARTS:
        if text.removeprefix("第").removeprefix("年").startswith(name):
            return name
    return ""


def _weekday(sign: str | None) -> int:
    return "一二三四五六日末".find(sign.replace("天", "日")) + 1 if sign else 0


def _read_iso(match: re.Match[str]) -> DateMention:
    return mention(match, "absolute", Part(int(match["iy"]), int(match["im"]), int(match["id"])))


def _read_iso_month(match: re.Match[str]) -> DateMention:
    return mention(match, "absolute", Part(int(match["jy"]), int(match["jm"])))


def _read_year(match: re.Match[str]) -> DateMention:
    year, month = _year_number(match["y"]), _number(match["my"])
    first = Part(year, month, _number(match["d1y"]), match["mpy"] or _year_part(match["part"]))
    last = None
    if match["y2"]:
        last = Part(_year_number(match["y2"]), _number(match["m4"]), _number(match["d4"]))
    elif match["d2y"]:
        last = Part(year, _number(match["m2y"]) or month, _number(match["d2y"]))
    elif match["m3y"]:
        last = Part(year, _number(match["m3y"]))
    if year:
        return mention(match, "absolute", first, last)
    return mention(match, "relative", first, last, "year", _YEARS_OFF[match["ry"]])


def _read_month(match: re.Match[str]) -> DateMention:
    month = _number(match["m"])
    last = None
    if match["d2"]:
        last = Part(0, _number(match["m2"]) or month, _number(match["d2"]))
    elif match["m3"]:
        last = Part(0, _number(match["m3"]))
    return mention(match, "yearless", Part(0, month, _number(match["d1"]), match["mp"] or ""), last)


def _read_near_month(match: re.Match[str]) -> DateMention:
    off = {"上": -1, "下": 1}.get(match["rm"][0], 0)
    last = Part(day=_number(match["rd2"])) if match["rd2"] else None
    return mention(match, "relative", Part(day=_number(match["rd"]), part=match["rmp"] or ""), last, "month", off)


def _read_day_only(match: re.Match[str]) -> DateMention:
    last = Part(day=_number(match["dom2"])) if match["dom2"] else None
    return mention(match, "relative", Part(day=_number(match["dom"])), last, "day of month")


def _read_near_day(match: re.Match[str]) -> DateMention:
    return mention(match, "relative", unit="day", off=_DAYS_OFF[match["rday"][0]])


def _read_week(match: re.Match[str]) -> DateMention:
    off = _OFFS[match["rw"].rstrip("个")]
    return mention(match, "relative", Part(day=_weekday(match["wd"])), unit="week", off=off)


def _read_weekday(match: re.Match[str]) -> DateMention:
    return mention(match, "relative", Part(day=_weekday(match["bwd"])), unit="weekday")


def _read_vague(match: re.Match[str]) -> DateMention:
    return mention(match, "vague")


def _read_dotted(match: re.Match[str]) -> DateMention:
    return replace(mention(match, "yearless", Part(0, int(match["dm"]), int(match["dd"]))), occasion=True)


def _read_feast(match: re.Match[str]) -> DateMention:
    first, last = feast_days(match["fest"]) if match["fest"] else lunar_parts(match)
    year = _year_number(match["fy"])
    if year and first.month == 12 and match.group().startswith(("农历", "阴历")):
        year += 1  # the twelfth month of a lunar year lies mostly in the next January
    found = in_year(match, year, first, last)
    if match["fry"]:
        found = mention(match, "relative", first, last, "year", _YEARS_OFF[match["fry"]])
    return replace(found, occasion=bool(match["fest"]))


def _read_linked(match: re.Match[str]) -> DateMention:
    off = next((off for sign, off in _LINKS.items() if match["link"].startswith(sign)), 0)
    return mention(match, "vague", unit="linked", off=off)


def _read_ago(match: re.Match[str]) -> DateMention:
    if match["agon"] in ("几", "数"):
        return mention(match, "vague")
    unit, sign = match["agou"], 1 if match["agod"].endswith("后") else -1
    if match["agon"] == "半":
        return mention(
            match, "relative", unit="month" if unit == "年" else "day", off=sign * (6 if unit == "年" else 15)
        )
    count = 2 if match["agon"] == "两" else _number(match["agon"])
    name = {"天": "day", "年": "year", "月": "month"}.get(unit[0], "day")
    return mention(match, "relative", unit=name, off=sign * count * (7 if unit in ("周", "星期", "礼拜") else 1))


def _read_quarter(match: re.Match[str]) -> DateMention:
    return mention(match, "relative", unit="quarter", off=_OFFS[match["rq"]])


def _read_month_part(match: re.Match[str]) -> DateMention:
    return mention(match, "relative", Part(part=match["bm"][1]), unit="month")


def _read_weekend(match: re.Match[str]) -> DateMention:
    return mention(match, "relative", Part(day=8), unit="weekday")


def _read_lunar_year(match: re.Match[str]) -> DateMention:
    return mention(match, "absolute", Part(_year_number(match["ly"]), lunar=True))


def _read_decade(match: re.Match[str]) -> DateMention:
    decade = _number(match["dec"] or match["dec2"])
    century = 1900 if match["old"] or decade else 2000
    low, high = _DECADE_PARTS.get((match["decp"] or " ")[0], (0, 9))
    if match["old"] and not decade:  # 上世纪 itself, its beginning or end
        low, high = {"初": (0, 9), "末": (90, 99), "后": (90, 99), "中": (40, 69)}.get(
            (match["decp"] or " ")[0], (0, 99)
        )
    return mention(match, "absolute", Part(century + decade + low), Part(century + decade + high))


def _read_year_part(match: re.Match[str]) -> DateMention:
    text = match["bpart"].replace("岁末", "年末")
    return mention(match, "yearless", Part(part=_year_part(text)))


_READERS: Mapping[str, Callable[[re.Match[str]], DateMention]] = {
    "m": _read_month, "y": _read_year, "dom": _read_day_only, "ry": _read_year, "vague": _read_vague,
    "rday": _read_near_day, "link": _read_linked, "bpart": _read_year_part, "rm": _read_near_month, "rw": _read_week,
    "ago": _read_ago, "fest": _read_feast, "wend": _read_weekend, "bwd": _read_weekday, "iy": _read_iso,
    "cent": _read_decade, "rq": _read_quarter, "bm": _read_month_part, "moon": _read_feast, "jy": _read_iso_month,
    "dm": _read_dotted, "ly": _read_lunar_year,
}  # fmt: skip
"""By the group that every match of that form fills, the frequent ones first."""


def _find_chinese(text: str) -> Iterator[DateMention]:
    for match in CHINESE.finditer(text):
        for name, read in _READERS.items():
            if match[name] is not None:
                yield read(match)
                break


def find_dates(text: str) -> tuple[DateMention, ...]:
    """Every date in the text, in order; linear time."""
    mentions = chain(_find_chinese(text), find_english_dates(text))
    found: list[DateMention] = []
    for one in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if not found or one.span.start >= found[-1].span.end:
            found.append(one)
    return tuple(found)


def resolve_dates(mentions: Iterable[DateMention], anchor: date) -> list[Days | None]:
    """The days of each mention of a text in order; 当日 and 次日 count from the date before them."""
    found: list[Days | None] = []
    before: Days | None = None
    for one in mentions:
        days = one.resolve(anchor, before)
        before = days or before
        found.append(days)
    return found


def find_edge(text: str, mention: DateMention) -> str:
    """Which end of an open stretch a date is: `from` (自3月5日起, since 2020), `until` (截至6月30日), else ""."""
    before = text[max(0, mention.span.start - 12) : mention.span.start]
    if mention.text.lower().startswith(("since ", "from ", "until ", "before ", "by ")):
        before = mention.text.split()[0] + " "  # the preposition is part of "since 2020"
    after = text[mention.span.end : mention.span.end + 6]
    if _UNTIL_BEFORE.search(before) or _UNTIL_AFTER.match(after):
        return "until"
    return "from" if _FROM_BEFORE.search(before) or _FROM_AFTER.match(after) else ""
