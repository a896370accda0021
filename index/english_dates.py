"""Dates in English text: their pattern, and what each form means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from index.date_feasts import ENGLISH_FEAST, feast_days
from index.date_values import DateMention, Part, in_year, mention

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_OFFS = {"last": -1, "past": -1, "this": 0, "next": 1}
_NEAR_DAYS = {
    "the day before yesterday": -2, "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1,
    "the day after tomorrow": 2,
}  # fmt: skip
_SEASONS = {"spring": "春", "summer": "夏", "autumn": "秋", "fall": "秋", "winter": "冬"}
_PARTS = {"early": "初", "beginning": "初", "mid": "中", "middle": "中", "late": "底", "end": "底"}
_TEN_DAYS = {"初": "上旬", "中": "中旬", "底": "下旬"}
_QUARTERS = {"first": "一季度", "second": "二季度", "third": "三季度", "fourth": "四季度", "last": "四季度"}
_LETTERS = re.compile("[A-Za-z]{3}")
_HINT = re.compile(
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|day|tomorrow|tonight|week|month|quarter|half|year|spring|summer"
    r"|autumn|fall|winter|festival|recently|lately|[a-z][- ]{1,4}(?:19|20)\d\d",
    re.IGNORECASE,
)
"""Every English date has one of these; most Latin words in Chinese news (APP, CNN) do not."""

_MON = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_D = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_Y = r"(?:19|20)\d{2}"
_WD = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_ETO = r"\s*(?:-|–|—|to|and|until|through)\s*(?:the\s+)?"

_PATTERN = re.compile(
    r"\b(?:"
    rf"(?:(?P<frel>last|this|next)\s+(?P<fyears>year['’]s\s+)?|(?P<ey1>{_Y})(?:['’]s)?\s+)?(?P<efest>{ENGLISH_FEAST})"
    rf"(?:\s+holidays?)?(?:,?\s+(?:of\s+|in\s+)?(?P<ey2>{_Y}))?"
    rf"|(?P<epart>early|mid|late|(?:beginning|middle|end)\s+of)[\s-]+(?:(?P<emon>{_MON})(?!\s*\d{{1,2}}\b)(?:,?\s+(?P<ey3>{_Y}))?|(?P<ey4>{_Y}))"
    rf"|(?P<ehalf>first\s+three|first|second|third|fourth|last)\s+(?P<eunit>half|quarters?)\s+of\s+(?:(?P<ey5>{_Y})|(?P<erel>last|this|next)\s+year|the\s+year)|"
    rf"(?P<d1>{_D})(?:{_ETO}(?P<d2>{_D}))?\s+(?:of\s+)?(?P<m1>{_MON})(?:,?\s+(?P<y1>{_Y}))?"
    rf"|(?P<m2>{_MON})\s+(?:the\s+)?(?P<d3>{_D})(?!\d|:\d|\s*(?:people|yuan|%))(?:{_ETO}(?P<d4>{_D})(?!\d))?(?:,?\s+(?P<y2>{_Y}))?"
    rf"|(?P<m3>{_MON}),?\s+(?P<y3>{_Y})"
    rf"|(?:(?P<mrel>last|this|next)|in|since|during|of|by|until|before|after|early|late|mid)[\s-]+(?P<m4>{_MON})(?!\s*\d)"
    rf"|(?P<day>the day before yesterday|the day after tomorrow|yesterday|today|tonight|tomorrow)"
    rf"|(?P<rel>last|this|next|past)\s+(?P<what>week|month|quarter|year|weekend|spring|summer|autumn|fall|winter|{_WD})"
    rf"|on\s+(?P<wday>{_WD})|(?P<wend>(?:at|over|on)\s+the\s+weekend)"
    r"|(?P<link>(?:the\s+)?same\s+day|that\s+(?:same\s+)?day|(?:the\s+)?(?:next|following|previous)\s+day|the\s+day\s+before"
    r"|a\s+day\s+(?:later|earlier))"
    r"|(?P<n>\d{1,3}|a|one|two|three|four|five|six|seven|ten)\s+(?P<unit>day|week|month|year)s?\s+(?:ago|(?P<hence>from\s+now))"
    rf"|(?:the\s+)?(?P<edec>(?:19|20)\d0)s"
    rf"|(?:in|of|since|during|by|year|for|the|from|to|until|before|after)\s+(?P<y5>{_Y})(?!\s*(?:ml|people|yuan|[a-z]*litre))"
    r"|(?P<vague>recently|lately|these days|the other day)"
    r")(?![\w])",
    re.IGNORECASE,
)


def _read_named(match: re.Match[str]) -> DateMention | None:
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
        return mention(match, "relative", first, last, "year", _OFFS[match["mrel"].lower()])
    return mention(match, "absolute" if year else "yearless", first, last)


def _read_ago(match: re.Match[str]) -> DateMention:
    count = (_COUNTS.get(match["n"].lower()) or int(match["n"])) * (1 if match["hence"] else -1)
    unit = match["unit"].lower()
    if unit == "week":
        unit, count = "day", count * 7
    return mention(match, "relative", unit=unit, off=count)


def _read_near(match: re.Match[str]) -> DateMention:
    """Last spring, this Monday, next week."""
    what, off = match["what"].lower(), _OFFS[match["rel"].lower()]
    if what in _SEASONS:
        return mention(match, "relative", Part(part=_SEASONS[what]), unit="season", off=off)
    if what == "weekend":
        return mention(match, "relative", Part(day=8), unit="week", off=off)
    if what.endswith("day"):
        return mention(match, "relative", Part(day=_WEEKDAYS.index(what[:3]) + 1), unit="week", off=off)
    return mention(match, "relative", unit=what, off=off)


def _read_feast(match: re.Match[str]) -> DateMention:
    first, last = feast_days(match.group())
    found = in_year(match, int(match["ey1"] or match["ey2"] or 0), first, last)
    if match["frel"]:
        unit = "year" if match["fyears"] else "feast"
        found = mention(match, "relative", first, last, unit, _OFFS[match["frel"].lower()])
    return replace(found, occasion=True)


def _read_part(match: re.Match[str]) -> DateMention:
    """Early March 2023, the end of 2023."""
    part = _PARTS[match["epart"].lower().split()[0]]
    if match["emon"]:
        month = _MONTHS.index(match["emon"][:3].lower()) + 1
        return in_year(match, int(match["ey3"] or 0), Part(month=month, part=_TEN_DAYS[part]), None)
    year_part = "四季度" if match["epart"].lower() == "late" else part
    return mention(match, "absolute", Part(int(match["ey4"]), part=year_part))


def _read_half(match: re.Match[str]) -> DateMention:
    """The first half of 2023, the second quarter of last year."""
    which = match["ehalf"].lower()
    halves = match["eunit"].lower() == "half"
    if which.endswith("three"):
        first = Part(part="前三季度")
    else:
        first = Part(part=("上半年" if which == "first" else "下半年") if halves else _QUARTERS[which])
    if match["erel"]:
        return mention(match, "relative", first, None, "year", _OFFS[match["erel"].lower()])
    return in_year(match, int(match["ey5"] or 0), first, None)


def _read_weekday(match: re.Match[str]) -> DateMention:
    return mention(match, "relative", Part(day=_WEEKDAYS.index(match["wday"][:3].lower()) + 1), unit="weekday")


def _read_linked(match: re.Match[str]) -> DateMention:
    """The next day, a day earlier: counted from the date before it in the text."""
    words = match["link"].lower()
    off = 1 if re.search("next|following|later", words) else -1 if re.search("previous|before|earlier", words) else 0
    return mention(match, "vague", unit="linked", off=off)


def _read_decade(match: re.Match[str]) -> DateMention:
    return mention(match, "absolute", Part(int(match["edec"])), Part(int(match["edec"]) + 9))


_WHOLE = re.compile(
    r"\b(?:total|sum|out|how many|each|all|most|half|among|none|some)(?: of)?(?: the| its| their)? $", re.I
)
_COUNTED = re.compile(r" [a-z][a-z-]+(?: [a-z]+)?s\b")


def _counts(match: re.Match[str]) -> bool:
    """A whole of so many things is no year: how many of the 2051 lamps, a total of 2020 trees."""
    text = match.string
    return bool(_COUNTED.match(text, match.end()) and _WHOLE.search(text[: match.start("y5")]))


_READERS: Mapping[str, Callable[[re.Match[str]], DateMention | None]] = {
    "efest": _read_feast, "epart": _read_part, "ehalf": _read_half,
    "m1": _read_named, "m2": _read_named, "m3": _read_named, "m4": _read_named,
    "y5": lambda match: None if _counts(match) else mention(match, "absolute", Part(int(match["y5"]))),
    "day": lambda match: mention(match, "relative", unit="day", off=_NEAR_DAYS[match["day"].lower()]),
    "n": _read_ago, "wday": _read_weekday, "vague": lambda match: mention(match, "vague"),
    "rel": _read_near, "link": _read_linked, "edec": _read_decade,
    "wend": lambda match: mention(match, "relative", Part(day=8), unit="weekday"),
}  # fmt: skip
"""By the group that every match of that form fills."""


def find_english_dates(text: str) -> Iterator[DateMention]:
    """The dates of English words in a text, in order; linear time."""
    if not _LETTERS.search(text) or not _HINT.search(text):
        return
    for match in _PATTERN.finditer(text):
        found = next(_READERS[name] for name in _READERS if match[name] is not None)(match)
        if found is not None:
            yield found
