"""Dates in running text and in questions, Chinese and English: where they stand, and which days they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from index.date_feasts import feast_days, lunar_parts
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
_NEAR_DAYS = {
    "the day before yesterday": -2, "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1,
    "the day after tomorrow": 2,
}  # fmt: skip
_SEASONS = {"spring": "春", "summer": "夏", "autumn": "秋", "fall": "秋", "winter": "冬"}
_CN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
_ENGLISH_PARTS = {"early": "初", "beginning": "初", "mid": "中", "middle": "中", "late": "底", "end": "底"}
_TEN_DAYS = {"初": "上旬", "中": "中旬", "底": "下旬"}
_QUARTERS = {"first": "一季度", "second": "二季度", "third": "三季度", "fourth": "四季度", "last": "四季度"}
_DECADE_PARTS = {"初": (0, 3), "中": (3, 6), "末": (7, 9), "后": (7, 9)}
"""First and last year of a part of a decade."""
_THIS_CENTURY = 40
"""Two-digit years below this one are of the 21st century."""
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
    return replace(_mention(match, "yearless", Part(0, int(match["dm"]), int(match["dd"]))), occasion=True)


def _read_feast(match: re.Match[str]) -> DateMention:
    first, last = feast_days(match["fest"]) if match["fest"] else lunar_parts(match)
    found = _in_year(match, _year_number(match["fy"]), first, last)
    if match["fry"]:
        found = _mention(match, "relative", first, last, "year", _YEARS_OFF[match["fry"]])
    return replace(found, occasion=bool(match["fest"]))


def _in_year(match: re.Match[str], year: int, first: Part, last: Part | None) -> DateMention:
    """Absolute with a year, else yearless."""
    if not year:
        return _mention(match, "yearless", first, last)
    return _mention(match, "absolute", replace(first, year=year), last and replace(last, year=year))


def _read_decade(match: re.Match[str]) -> DateMention:
    decade = _number(match["dec"] or match["dec2"])
    century = 1900 if match["old"] or decade else 2000
    low, high = _DECADE_PARTS.get((match["decp"] or " ")[0], (0, 9))
    if match["old"] and not decade:  # 上世纪 itself, its beginning or end
        low, high = {"初": (0, 9), "末": (90, 99), "后": (90, 99), "中": (40, 69)}.get(
            (match["decp"] or " ")[0], (0, 99)
        )
    return _mention(match, "absolute", Part(century + decade + low), Part(century + decade + high))


def _read_year_part(match: re.Match[str]) -> DateMention:
    text = match["bpart"].replace("岁末", "年末")
    return _mention(match, "yearless", Part(part=_year_part(text)))


_CHINESE_READERS: Mapping[str, Callable[[re.Match[str]], DateMention]] = {
    "iy": _read_iso, "jy": _read_iso_month, "y": _read_year, "ry": _read_year, "m": _read_month,
    "rm": _read_near_month, "dom": _read_day_only, "rday": _read_near_day, "rw": _read_week, "bwd": _read_weekday,
    "vague": _read_vague, "fest": _read_feast, "moon": _read_feast, "dm": _read_dotted, "cent": _read_decade,
    "bpart": _read_year_part,
}  # fmt: skip
"""By the group that every match of that form fills."""


def _english_named(match: re.Match[str]) -> DateMention | None:
    """A date with the month's name in it."""
    name = match["m1"] or match["m2"] or match["m3"] or match["m4"]
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


def _english_feast(match: re.Match[str]) -> DateMention:
    first, last = feast_days(match["efest"])
    found = _in_year(match, int(match["ey1"] or match["ey2"] or 0), first, last)
    if match["frel"]:
        unit = "year" if match["fyears"] else "feast"
        found = _mention(match, "relative", first, last, unit, _OFFS[match["frel"].lower()])
    return replace(found, occasion=True)


def _english_part(match: re.Match[str]) -> DateMention:
    """Early March 2023, the end of 2023."""
    part = _ENGLISH_PARTS[match["epart"].lower().split()[0]]
    if match["emon"]:
        month = _MONTHS.index(match["emon"][:3].lower()) + 1
        return _in_year(match, int(match["ey3"] or 0), Part(month=month, part=_TEN_DAYS[part]), None)
    year_part = "四季度" if match["epart"].lower() == "late" else part
    return _mention(match, "absolute", Part(int(match["ey4"]), part=year_part))


def _english_half(match: re.Match[str]) -> DateMention:
    """The first half of 2023, the second quarter of last year."""
    which = match["ehalf"].lower()
    halves = match["eunit"].lower() == "half"
    first = Part(part=("上半年" if which == "first" else "下半年") if halves else _QUARTERS[which])
    if match["erel"]:
        return _mention(match, "relative", first, None, "year", _OFFS[match["erel"].lower()])
    return _in_year(match, int(match["ey5"] or 0), first, None)


def _english_weekday(match: re.Match[str]) -> DateMention:
    return _mention(match, "relative", Part(day=_WEEKDAYS.index(match["wday"][:3].lower()) + 1), unit="weekday")


_ENGLISH_READERS: Mapping[str, Callable[[re.Match[str]], DateMention | None]] = {
    "efest": _english_feast, "epart": _english_part, "ehalf": _english_half,
    "m1": _english_named, "m2": _english_named, "m3": _english_named, "m4": _english_named,
    "y5": lambda match: _mention(match, "absolute", Part(int(match["y5"]))),
    "day": lambda match: _mention(match, "relative", unit="day", off=_NEAR_DAYS[match["day"].lower()]),
    "n": _english_ago, "wday": _english_weekday, "vague": _read_vague, "rel": _english_near,
}  # fmt: skip
"""By the group that every match of that form fills."""


def _all(text: str) -> Iterator[DateMention]:
    for match in CHINESE.finditer(text):
        reader = next(_CHINESE_READERS[name] for name in _CHINESE_READERS if match[name] is not None)
        yield reader(match)
    if _ENGLISH_HINT.search(text):
        for match in ENGLISH.finditer(text):
            reader_en = next(_ENGLISH_READERS[name] for name in _ENGLISH_READERS if match[name] is not None)
            found = reader_en(match)
            if found is not None:
                yield found


def find_dates(text: str) -> tuple[DateMention, ...]:
    """Every date in the text, in order; linear time."""
    found: list[DateMention] = []
    for mention in sorted(_all(text), key=lambda m: (m.span.start, -m.span.end)):
        if not found or mention.span.start >= found[-1].span.end:
            found.append(mention)
    return tuple(found)
