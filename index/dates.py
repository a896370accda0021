"""Dates in running text and in questions, Chinese and English: where they stand, and which days they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from index.date_patterns import CHINESE, ENGLISH
from index.date_values import PARTS, DateMention, Part
from index.records import Span

__all__ = ["DateMention", "find_dates"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_YEARS_OFF = {"前年": -2, "去年": -1, "今年": 0, "明年": 1, "后年": 2}
_DAYS_OFF = {"大": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2}
_OFFS = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1, "last": -1, "past": -1, "this": 0, "next": 1}
_FESTIVALS = {
    "元旦": (1, 1), "三八": (3, 8), "妇女": (3, 8), "雷锋": (3, 5), "植树": (3, 12), "消费者": (3, 15),
    "劳动节": (5, 1), "五四": (5, 4), "儿童": (6, 1), "建党": (7, 1), "建军": (8, 1), "国庆": (10, 1),
    "教师": (9, 10), "宪法": (12, 4), "五一": (5, 1), "六一": (6, 1), "七一": (7, 1), "八一": (8, 1),
}  # fmt: skip
_NEAR_DAYS = {
    "the day before yesterday": -2, "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1,
    "the day after tomorrow": 2,
}  # fmt: skip
_SEASONS = {"spring": "春", "summer": "夏", "autumn": "秋", "fall": "秋", "winter": "冬"}
_CN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
_ENGLISH_HINT = re.compile("[A-Za-z]{3}")


def _number(text: str | None) -> int:
    """Arabic or Chinese figures up to 31, or a year digit by digit; 0 for None."""
    if not text:
        return 0
    if text.isdecimal() and text.isascii():
        return int(text)
    if "十" not in text:
        return int("".join(str(_CN_DIGITS[c]) for c in text))
    tens, _, ones = text.partition("十")
    return (_CN_DIGITS[tens] if tens else 1) * 10 + (_CN_DIGITS[ones] if ones else 0)


def _year_part(text: str | None) -> str:
    if not text:
        return ""
    for name in PARTS:
        if text.removeprefix("第").removeprefix("年").startswith(name):
            return name
    return ""


_WHOLE = Part()


def _mention(
    match: re.Match[str], kind: str, first: Part = _WHOLE, last: Part | None = None, unit: str = "", off: int = 0
) -> DateMention:
    text = match.group().rstrip()
    return DateMention(Span(match.start(), match.start() + len(text)), text, kind, first, last, unit, off)


def _weekday(sign: str | None) -> int:
    return "一二三四五六日末".find(sign.replace("天", "日")) + 1 if sign else 0


def _read_iso(match: re.Match[str]) -> DateMention:
    return _mention(match, "absolute", Part(int(match["iy"]), int(match["im"]), int(match["id"])))


def _read_iso_month(match: re.Match[str]) -> DateMention:
    return _mention(match, "absolute", Part(int(match["jy"]), int(match["jm"])))


def _read_year(match: re.Match[str]) -> DateMention:
    year, month = _number(match["y"]), _number(match["my"])
    first = Part(year, month, _number(match["d1y"]), match["mpy"] or _year_part(match["part"]))
    last = None
    if match["y2"]:
        last = Part(_number(match["y2"]), _number(match["m4"]), _number(match["d4"]))
    elif match["d2y"]:
        last = Part(year, _number(match["m2y"]) or month, _number(match["d2y"]))
    elif match["m3y"]:
        last = Part(year, _number(match["m3y"]))
    if year:
        return _mention(match, "absolute", first, last)
    return _mention(match, "relative", first, last, "year", _YEARS_OFF[match["ry"]])


def _read_month(match: re.Match[str]) -> DateMention:
    month = _number(match["m"])
    last = None
    if match["d2"]:
        last = Part(0, _number(match["m2"]) or month, _number(match["d2"]))
    elif match["m3"]:
        last = Part(0, _number(match["m3"]))
    return _mention(match, "yearless", Part(0, month, _number(match["d1"]), match["mp"] or ""), last)


def _read_near_month(match: re.Match[str]) -> DateMention:
    off = {"上": -1, "下": 1}.get(match["rm"][0], 0)
    last = Part(day=_number(match["rd2"])) if match["rd2"] else None
    return _mention(match, "relative", Part(day=_number(match["rd"]), part=match["rmp"] or ""), last, "month", off)


def _read_day_only(match: re.Match[str]) -> DateMention:
    last = Part(day=_number(match["dom2"])) if match["dom2"] else None
    return _mention(match, "relative", Part(day=_number(match["dom"])), last, "day of month")


def _read_near_day(match: re.Match[str]) -> DateMention:
    return _mention(match, "relative", unit="day", off=_DAYS_OFF[match["rday"][0]])


def _read_week(match: re.Match[str]) -> DateMention:
    off = _OFFS[match["rw"].rstrip("个")]
    return _mention(match, "relative", Part(day=_weekday(match["wd"])), unit="week", off=off)


def _read_weekday(match: re.Match[str]) -> DateMention:
    return _mention(match, "relative", Part(day=_weekday(match["bwd"])), unit="weekday")


def _read_vague(match: re.Match[str]) -> DateMention:
    return _mention(match, "vague")


def _read_dotted(match: re.Match[str]) -> DateMention:
    return _mention(match, "yearless", Part(0, int(match["dm"]), int(match["dd"])))


def _read_festival(match: re.Match[str]) -> DateMention:
    month, day = next(value for name, value in _FESTIVALS.items() if name in match["fest"])
    last = Part(0, 10, 7) if "国庆" in match["fest"] else None
    return _mention(match, "yearless", Part(0, month, day), last)


_CHINESE_READERS: Mapping[str, Callable[[re.Match[str]], DateMention]] = {
    "iy": _read_iso, "jy": _read_iso_month, "y": _read_year, "ry": _read_year, "m": _read_month,
    "rm": _read_near_month, "dom": _read_day_only, "rday": _read_near_day, "rw": _read_week, "bwd": _read_weekday,
    "vague": _read_vague, "fest": _read_festival, "dm": _read_dotted,
}  # fmt: skip
"""By the group that every match of that form fills."""


def _english_named(match: re.Match[str], name: str) -> DateMention | None:
    """A date with the month's name in it."""
    month = _MONTHS.index(name[:3].lower()) + 1
    if match["m4"] and name[0].islower() and name.lower() in ("may", "mar", "march"):
        return None  # the verb
    year = int(match["y1"] or match["y2"] or match["y3"] or 0)
    days = [int(re.sub(r"\D", "", d)) for d in (match["d1"] or match["d3"], match["d2"] or match["d4"]) if d]
    first = Part(year, month, days[0] if days else 0)
    last = Part(year, month, days[1]) if len(days) > 1 else None
    if match["mrel"]:
        return _mention(match, "relative", first, last, "year", _OFFS[match["mrel"].lower()])
    return _mention(match, "absolute" if year else "yearless", first, last)


def _english_ago(match: re.Match[str]) -> DateMention:
    count = -(_COUNTS.get(match["n"].lower()) or int(match["n"]))
    unit = match["unit"].lower()
    if unit == "week":
        unit, count = "day", count * 7
    return _mention(match, "relative", unit=unit, off=count)


def _english_near(match: re.Match[str]) -> DateMention:
    """Last spring, this Monday, next week."""
    what, off = match["what"].lower(), _OFFS[match["rel"].lower()]
    if what in _SEASONS:
        return _mention(match, "relative", Part(part=_SEASONS[what]), unit="season", off=off)
    if what == "weekend":
        return _mention(match, "relative", Part(day=8), unit="week", off=off)
    if what.endswith("day"):
        return _mention(match, "relative", Part(day=_WEEKDAYS.index(what[:3]) + 1), unit="week", off=off)
    return _mention(match, "relative", unit=what, off=off)


def _english(match: re.Match[str]) -> DateMention | None:
    name = match["m1"] or match["m2"] or match["m3"] or match["m4"]
    if name:
        return _english_named(match, name)
    if match["y5"]:
        return _mention(match, "absolute", Part(int(match["y5"])))
    if match["day"]:
        return _mention(match, "relative", unit="day", off=_NEAR_DAYS[match["day"].lower()])
    if match["n"]:
        return _english_ago(match)
    if match["wday"]:
        return _mention(match, "relative", Part(day=_WEEKDAYS.index(match["wday"][:3].lower()) + 1), unit="weekday")
    return _mention(match, "vague") if match["vague"] else _english_near(match)


def _all(text: str) -> Iterator[DateMention]:
    for match in CHINESE.finditer(text):
        reader = next(_CHINESE_READERS[name] for name in _CHINESE_READERS if match[name] is not None)
        yield reader(match)
    if _ENGLISH_HINT.search(text):
        for match in ENGLISH.finditer(text):
            found = _english(match)
            if found is not None:
                yield found


def find_dates(text: str) -> tuple[DateMention, ...]:
    """Every date in the text, in order; linear time."""
    found: list[DateMention] = []
    for mention in sorted(_all(text), key=lambda m: (m.span.start, -m.span.end)):
        if not found or mention.span.start >= found[-1].span.end:
            found.append(mention)
    return tuple(found)
