"""Feasts and lunar days as dates: their names in Chinese and English, and what part of the calendar each one is.

A feast is its one day, as a paper means it (春节 is the first day of the first lunar month); only where a holiday is
named or meant (春节假期, 国庆) are they more days.
"""

from __future__ import annotations

import re
from dataclasses import replace

from index.almanac import SUNDAYS, TERMS
from index.date_values import Part

_CN = "〇○零一二三四五六七八九十"
_NO_PLACE = "(?!路|街|村|镇|乡|桥|社区|小区|小学|中学|公园|广场)"

CHINESE_FEAST = (
    r"春节(?:假期|长假|黄金周|期间)?|大年三十|除夕夜?|元宵佳?节|(?<=[闹庆迎贺度过])元宵|龙抬头|七夕节?|中元节|小年(?:夜|(?=[，、前当这到]))"
    rf"|(?:端午|中秋)(?:佳?节)?(?:小长假|假期|期间|夜)?{_NO_PLACE}|重阳(?:佳?节|(?=前|期间|当天|敬老|登高))|腊八(?:节|(?![粥蒜面豆醋]))"
    r"|清明(?:佳?节)?(?:小长假|假期|期间)|清明(?:佳?节|(?=前|当天|祭|扫墓|时节))|农民丰收节|母亲节|父亲节"
    rf"|(?:立[春夏秋冬]|[冬夏]至)(?![上中下点]){_NO_PLACE}"
    r"|元旦节?(?:小长假|假期|期间)?|三八(?:国际)?(?:劳动)?(?:妇女)?节|(?:国际)?妇女节|学?雷锋(?:活动)?(?:纪念)?日|植树节|消费者权益日"
    r"|(?:国际)?劳动节(?:小长假|假期|期间)?|五四青年节|(?:国际)?儿童节|建党节|建军节|国庆节?(?:假期|长假|黄金周|期间)?(?![祝贺尚])|教师节|国家宪法日"
    r"|护士节|医师节|记者节"
    rf"|(?<![{_CN}百千万\d第])[五六七八]一(?![{_CN}百千万\d个条级线]|路|街|广场|小学|中学|村|镇|水库|大道|厂|公园|是|定|起|直|样|旦)(?:小长假|假期|期间)?"
)
"""Every name of a feast, as a part of a regex."""

ENGLISH_FEAST = (
    r"(?:chinese|lunar)\s+new\s+year(?:['’]?s\s+eve)?|new\s+year['’]?s\s+day|(?:spring|lantern|mid-?\s?autumn|moon"
    r"|dragon\s+boat|double\s+ninth|qing\s?ming|laba|qixi)\s+festival|tomb[- ]sweeping\s+day|may\s+day"
    r"|(?:national|labou?r|teachers?['’]?s?|nurses['’]?|arbor|tree[- ]planting|lei\s?feng|women['’]?s|children['’]?s"
    r"|mother['’]?s|father['’]?s|constitution)\s+day"
)


def _sun(month: int, day: int) -> tuple[Part, None]:
    return Part(0, month, day), None


def _moon(month: int, day: int) -> tuple[Part, None]:
    return Part(0, month, day, lunar=True), None


_SPRING_HOLIDAY = (Part(0, 1, 1, lunar=True), Part(0, 1, 7, lunar=True))
_NATIONAL_HOLIDAY = (Part(0, 10, 1), Part(0, 10, 7))
_DAYS: dict[str, tuple[Part, Part | None]] = {
    "春节假": _SPRING_HOLIDAY, "春节长": _SPRING_HOLIDAY, "春节黄": _SPRING_HOLIDAY, "春节期": _SPRING_HOLIDAY,
    "春节": _moon(1, 1), "除夕": _moon(12, 30), "大年三十": _moon(12, 30), "元宵": _moon(1, 15), "龙抬头": _moon(2, 2),
    "端午": _moon(5, 5), "七夕": _moon(7, 7), "中元": _moon(7, 15), "中秋": _moon(8, 15), "重阳": _moon(9, 9),
    "腊八": _moon(12, 8), "小年": _moon(12, 23), "丰收节": (Part(part="秋分"), None),
    **{name: (Part(part=name), None) for name in (*TERMS, *SUNDAYS)},
    "元旦": _sun(1, 1), "三八": _sun(3, 8), "妇女": _sun(3, 8), "雷锋": _sun(3, 5), "植树": _sun(3, 12),
    "消费者": _sun(3, 15), "劳动节": _sun(5, 1), "五四": _sun(5, 4), "护士": _sun(5, 12), "儿童": _sun(6, 1),
    "建党": _sun(7, 1), "建军": _sun(8, 1), "医师": _sun(8, 19), "教师": _sun(9, 10), "国庆": _NATIONAL_HOLIDAY,
    "记者": _sun(11, 8), "宪法": _sun(12, 4), "五一": _sun(5, 1), "六一": _sun(6, 1), "七一": _sun(7, 1),
    "八一": _sun(8, 1),
    "eve": _moon(12, 30), "chinesenewyear": _moon(1, 1), "lunarnewyear": _moon(1, 1), "newyear": _sun(1, 1),
    "spring": _moon(1, 1), "lantern": _moon(1, 15), "autumn": _moon(8, 15), "moon": _moon(8, 15), "boat": _moon(5, 5),
    "ninth": _moon(9, 9), "qingming": (Part(part="清明"), None), "sweeping": (Part(part="清明"), None),
    "laba": _moon(12, 8), "qixi": _moon(7, 7), "mayday": _sun(5, 1), "national": _NATIONAL_HOLIDAY, "labo": _sun(5, 1),
    "teacher": _sun(9, 10), "nurse": _sun(5, 12), "arbor": _sun(3, 12), "planting": _sun(3, 12), "leifeng": _sun(3, 5),
    "women": _sun(3, 8), "children": _sun(6, 1), "mother": (Part(part="母亲节"), None),
    "father": (Part(part="父亲节"), None), "constitution": _sun(12, 4),
}  # fmt: skip
"""By a word that the name holds; the first that fits."""
_BLANKS = re.compile(r"[\s-]+")

_MONTH = "正|冬|腊|十[一二]?|[一二三四五六七八九]"
_DAY = "初[一二三四五六七八九十]|廿[一二三四五六七八九]?|二十[一二三四五六七八九]?|三十|十[一二三四五六七八九]?"
LUNAR = (
    rf"(?:(?:农历|阴历)|(?=闰|大年初|[正腊冬]月|[{_CN}]{{1,2}}月(?:初[一二三四五六七八九十]|廿)"
    r"|(?:二月二|三月三|六月六|七月七|七月十五|八月十五|九月九)(?![日号十个\d])))"
    rf"(?:大年(?P<ld0>初[一二三四五六七])|(?P<leap>闰)?(?P<lm>{_MONTH}|1[0-2]|[1-9])月"
    rf"(?:(?P<ld>{_DAY}|[一二三四五六七八九](?![十个名位])|[12]\d|30|[1-9])[日号]?"
    rf"(?:[至到—–~～、-](?:(?P<lm2>{_MONTH})月)?(?P<ld2>{_DAY}))?)?)"
)
"""A day or month of the lunar calendar: 正月初三, 农历八月十五, 闰二月初二; without 农历 only where it is sure."""
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"正": 1, "冬": 11, "腊": 12}


_HOLIDAY = re.compile("小长假|假期|期间|holiday")
_LONGER = {(5, 1): 5, (1, 1): 3}
"""Days of the holidays from 1 May and from 1 January, as the State Council has mostly set them since 2019."""


def feast_days(name: str) -> tuple[Part, Part | None]:
    """First and last day of the feast with this name, in any year.

    A short holiday (清明假期) is taken as three days about its feast: the decree that sets it
    differs from year to year.
    """
    plain = _BLANKS.sub("", name.lower())
    first, last = next(days for word, days in _DAYS.items() if word in plain)
    if last is None and _HOLIDAY.search(plain):
        if first.part or first.lunar:
            return replace(first, around=1), None
        length = _LONGER.get((first.month, first.day))
        return first, replace(first, day=length) if length else None
    return first, last


def _number(text: str) -> int:
    """A lunar month or day: 正, 初三, 廿四, 二十, 12."""
    if text.isdecimal() and text.isascii():
        return int(text)
    text = text.removeprefix("初").replace("廿", "二十")
    if text in _DIGITS:
        return _DIGITS[text]
    tens, _, ones = text.partition("十")
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def lunar_parts(match: re.Match[str]) -> tuple[Part, Part | None]:
    """First and last day of a match of LUNAR."""
    if match["ld0"]:
        return Part(0, 1, _number(match["ld0"]), lunar=True), None
    month = _number(match["lm"]) * (-1 if match["leap"] else 1)
    first = Part(0, month, _number(match["ld"]) if match["ld"] else 0, lunar=True)
    if not match["ld2"]:
        return first, None
    return first, Part(0, _number(match["lm2"]) if match["lm2"] else month, _number(match["ld2"]), lunar=True)
