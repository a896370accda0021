"""Years that a text tells by counting: 第39个教师节 is that of 2023, 建党100周年 fell in 2021.

The first years are public record: of the feasts the decree or resolution that made them, of the events their history.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.numerals import read_number

_FIRST = {
    "教师节": 1985, "记者节": 2000, "医师节": 2018, "护士节": 1912, "农民丰收节": 2018, "警察节": 2021, "植树节": 1979,
    "国家宪法日": 2014, "烈士纪念日": 2014, "公祭日": 2014, "世界读书日": 1996, "世界水日": 1993, "中国水周": 1988,
    "世界地球日": 1970, "土地日": 1991, "助残日": 1991, "禁毒日": 1988, "世界无烟日": 1988, "安全生产月": 2002,
    "爱国卫生月": 1989, "防灾减灾日": 2009, "国家安全教育日": 2016,
}  # fmt: skip
"""Year of the first of each numbered feast."""
_BEGAN = {
    "建党": 1921, "中国共产党成立": 1921, "建军": 1927, "中国人民解放军建军": 1927, "新中国成立": 1949, "建国": 1949,
    "中华人民共和国成立": 1949, "改革开放": 1978, "抗战胜利": 1945, "抗日战争胜利": 1945, "红军长征胜利": 1936,
    "五四运动": 1919, "共青团成立": 1922, "中国共青团成立": 1922, "建团": 1922, "香港回归": 1997, "澳门回归": 1999,
    "抗美援朝": 1950, "学雷锋": 1963,
}  # fmt: skip
"""Year from which the anniversaries of an event are counted."""
_NTH = re.compile(
    r"第(?P<n>\d{1,3}|[一二三四五六七八九十百]{1,5})[个次届](?:全民|国际|中国|全国|南京大屠杀死难者国家){0,2}"
    rf"(?P<feast>{'|'.join(_FIRST)})"
)
_YEARS = re.compile(
    rf"(?P<event>{'|'.join(sorted(_BEGAN, key=len, reverse=True))})(?:活动|题词发表|作战|出国作战)?"
    r"(?P<n>\d{2,3}|[一二三四五六七八九十百]{1,5})周年"
)
_AHEAD = re.compile(r"(?:迎接?|喜迎|献礼|备战)[^，。；]{0,6}$")


def find_anniversaries(text: str) -> Iterator[tuple[int, str, bool]]:
    """The years that counted feasts and anniversaries tell, with their words, and whether it is that very year.

    A numbered feast and an anniversary that is held are of the year; one that is looked forward to (喜迎) may be a year
    ahead, so it is only a hint.
    """
    for pattern, table, group in ((_NTH, _FIRST, "feast"), (_YEARS, _BEGAN, "event")):
        for match in pattern.finditer(text):
            count = read_number(match["n"])
            if count is None:
                continue
            year = table[match[group]] + int(count) - (1 if group == "feast" else 0)
            sure = _AHEAD.search(text, max(0, match.start() - 12), match.start()) is None
            yield year, match.group(), sure
