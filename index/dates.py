"""Dates in running text and in questions, Chinese and English: where they stand, and which days they mean."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from index.date_patterns import CHINESE, ENGLISH
from index.records import Days, Span

_NEAR_FUTURE = timedelta(days=15)
"""How far ahead of the anchor a yearless date may lie: papers announce what comes, seldom more than two weeks off."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_YEARS_OFF = {"前年": -2, "去年": -1, "今年": 0, "明年": 1, "后年": 2}
_DAYS_OFF = {"大": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2}
_OFFS = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1, "last": -1, "past": -1, "this": 0, "next": 1}
_FESTIVALS = {
    "元旦": (1, 1), "三八": (3, 8), "妇女": (3, 8), "雷锋": (3, 5), "植树": (3, 12), "消费者": (3, 15), "劳动节": (5, 1),
    "五四": (5, 4), "儿童": (6, 1), "建党": (7, 1), "建军": (8, 1), "国庆": (10, 1), "教师": (9, 10), "宪法": (12, 4),
    "五一": (5, 1), "六一": (6, 1), "七一": (7, 1), "八一": (8, 1),
}  # fmt: skip
_PARTS = {
    "初": (1, 2), "底": (12, 12), "末": (12, 12), "中": (6, 7), "上半年": (1, 6), "下半年": (7, 12),
    "一季度": (1, 3), "二季度": (4, 6), "三季度": (7, 9), "四季度": (10, 12),
    "春": (3, 5), "夏": (6, 8), "秋": (9, 11), "冬": (12, 14),
}  # fmt: skip
_SEASONS = {"spring": "春", "summer": "夏", "autumn": "秋", "fall": "秋", "winter": "冬"}
_CN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
_ENGLISH_HINT = re.compile("[A-Za-z]{3}")


@dataclass(frozen=True, slots=True)
class Part:
    """A date as far as it is said: a missing year, month or day is 0; `part` names a stretch of the year or month."""

    year: int = 0
    month: int = 0
    day: int = 0
    part: str = ""

    def days(self, year: int) -> Days | None:
        """The days meant, in `year` where none is said; None where there is no such day."""
        year = self.year or year
        if not 1 <= year <= 9998:
            return None
        if self.day:
            if self.day > calendar.monthrange(year, self.month)[1]:
                return None
            day = date(year, self.month, self.day)
            return Days(day, day)
        if self.month:
            size = calendar.monthrange(year, self.month)[1]
            low, high = {"初": (1, 10), "上旬": (1, 10), "中旬": (11, 20)}.get(self.part, (21, size) if self.part else (1, size))
            return Days(date(year, self.month, low), date(year, self.month, high))
        low, high = _PARTS.get(self.part, (1, 12))
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
    """What a relative date counts in: `year`, `month`, `week`, `day`, `weekday`, `season`, `day of month`."""
    off: int = 0

    @property
    def has_day(self) -> bool:
        """Does it say the day, not only a month or a year?"""
        return self.first.day > 0 or self.unit in ("day", "weekday", "day of month")

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

    def resolve(self, anchor: date) -> Days | None:
        """The days meant when `anchor` is the day of writing or asking; None for vague ones."""
        if self.kind == "absolute":
            return self._in(0)
        if self.kind == "yearless":
            for year in range(anchor.year + 1, anchor.year - 9, -1):  # 29 February comes back within eight years
                found = self._in(year)
                if found is not None and found.first <= anchor + _NEAR_FUTURE:
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
        if self.unit == "season":
            for year in range(anchor.year + 1, anchor.year - 3, -1):
                found = Part(year, part=self.first.part).days(0)
                if found and (found.last < anchor if self.off < 0 else found.first > anchor or self.off == 0 >= (found.first - anchor).days):
                    return found
            return None
        return _shift(anchor, self.unit, self.off, self.first.day)


def _shift(anchor: date, unit: str, off: int, weekday: int) -> Days | None:
    """Days counted in days or weeks from the anchor; `weekday` counts from 1 (Monday), 8 is the weekend."""
    try:
        if unit == "day":
            day = anchor + timedelta(days=off)
            return Days(day, day)
        monday = anchor - timedelta(days=anchor.weekday())
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
    for name in _PARTS:
        if text.removeprefix("第").removeprefix("年").startswith(name):
            return name
    return ""


def _mention(match: re.Match[str], kind: str, first: Part = Part(), last: Part | None = None, unit: str = "", off: int = 0) -> DateMention:  # noqa: B008 - frozen
    start, end = match.span()
    text = match.group()
    end -= len(text) - len(text.rstrip())
    return DateMention(Span(start, end), text.rstrip(), kind, first, last, unit, off)


def _weekday(sign: str | None) -> int:
    return "一二三四五六日末".find(sign.replace("天", "日")) + 1 if sign else 0


def _chinese(match: re.Match[str]) -> DateMention:
    get = match.groupdict().get
    number = {k: _number(v) for k, v in match.groupdict().items() if v and k in _NUMBERS}.get
    if get("iy"):
        return _mention(match, "absolute", Part(int(match["iy"]), int(match["im"]), int(match["id"])))
    if get("jy"):
        return _mention(match, "absolute", Part(int(match["jy"]), int(match["jm"])))
    if get("y") or get("ry"):
        year, month = number("y", 0), number("my", 0)
        first = Part(year, month, number("d1y", 0), get("mpy") or _year_part(get("part")))
        last = None
        if get("d2y"):
            last = Part(year, number("m2y", month), number("d2y", 0))
        elif get("m3y"):
            last = Part(year, number("m3y", 0))
        if get("y2"):
            last = Part(number("y2", 0), number("m4", 0), number("d4", 0))
        if year:
            return _mention(match, "absolute", first, last)
        return _mention(match, "relative", first, last, "year", _YEARS_OFF[match["ry"]])
    if get("m"):
        month = number("m", 0)
        last = None
        if get("d2"):
            last = Part(0, number("m2", month), number("d2", 0))
        elif get("m3"):
            last = Part(0, number("m3", 0))
        return _mention(match, "yearless", Part(0, month, number("d1", 0), get("mp") or ""), last)
    if get("rm"):
        off = -1 if match["rm"][0] == "上" else 1 if match["rm"][0] == "下" else 0
        last = Part(day=number("rd2", 0)) if get("rd2") else None
        return _mention(match, "relative", Part(day=number("rd", 0), part=get("rmp") or ""), last, "month", off)
    if get("dom"):
        last = Part(day=number("dom2", 0)) if get("dom2") else None
        return _mention(match, "relative", Part(day=number("dom", 0)), last, "day of month")
    if get("rday"):
        return _mention(match, "relative", unit="day", off=_DAYS_OFF[match["rday"][0]])
    if get("rw"):
        return _mention(match, "relative", Part(day=_weekday(get("wd"))), unit="week", off=_OFFS[match["rw"].rstrip("个")])
    if get("bwd"):
        return _mention(match, "relative", Part(day=_weekday(get("bwd"))), unit="weekday")
    if get("vague"):
        return _mention(match, "vague")
    if get("dm"):
        return _mention(match, "yearless", Part(0, int(match["dm"]), int(match["dd"])))
    month, day = next(value for name, value in _FESTIVALS.items() if name in match["fest"])
    last = Part(0, 10, 7) if "国庆" in match["fest"] else None
    return _mention(match, "yearless", Part(0, month, day), last)


_NUMBERS = frozenset("y my d1y d2y m2y m3y y2 m4 d4 m d1 d2 m2 m3 rd rd2 dom dom2".split())


def _english_month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _english(match: re.Match[str]) -> DateMention | None:
    get = match.groupdict().get
    name = get("m1") or get("m2") or get("m3") or get("m4")
    if name:
        month = _english_month(name)
        if get("m4") and name[0].islower() and name.lower() in ("may", "mar", "march"):
            return None  # the verb
        year = int(get("y1") or get("y2") or get("y3") or 0)
        days = [int(re.sub(r"\D", "", d)) for d in (get("d1") or get("d3"), get("d2") or get("d4")) if d]
        first = Part(year, month, days[0] if days else 0)
        last = Part(year, month, days[1]) if len(days) > 1 else None
        if get("mrel"):
            return _mention(match, "relative", first, last, "year", _OFFS[match["mrel"].lower()])
        return _mention(match, "absolute" if year else "yearless", first, last)
    if get("y5"):
        return _mention(match, "absolute", Part(int(match["y5"])))
    if get("vague"):
        return _mention(match, "vague")
    if get("day"):
        day = match["day"].lower()
        off = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}.get(day, -2 if "yesterday" in day else 2)
        return _mention(match, "relative", unit="day", off=off)
    if get("n"):
        count = -(_COUNTS.get(match["n"].lower()) or int(match["n"]))
        unit = match["unit"].lower()
        days_back = count * 7 if unit == "week" else count
        return _mention(match, "relative", unit="day" if unit in ("day", "week") else unit, off=days_back)
    if get("wday"):
        return _mention(match, "relative", Part(day=_WEEKDAYS.index(match["wday"][:3].lower()) + 1), unit="weekday")
    what, off = match["what"].lower(), _OFFS[match["rel"].lower()]
    if what in _SEASONS:
        return _mention(match, "relative", Part(part=_SEASONS[what]), unit="season", off=off)
    if what.endswith("day"):
        return _mention(match, "relative", Part(day=_WEEKDAYS.index(what[:3]) + 1), unit="week", off=off)
    if what == "weekend":
        return _mention(match, "relative", Part(day=8), unit="week", off=off)
    return _mention(match, "relative", unit=what, off=off)


def _all(text: str) -> Iterator[DateMention]:
    for match in CHINESE.finditer(text):
        yield _chinese(match)
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
