"""Quantities in text as value objects: number, unit, and the words that make it approximate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from index.records import Span

_CN_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3}
_CN_POWERS = "十百千万亿"
_SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000), "万亿": Decimal(1_000_000_000_000)}

UNITS: dict[str, tuple[str, Decimal]] = {
    unit: (measure, Decimal(factor))
    for measure, units in {
        "volume": {"毫升": "0.001", "ml": "0.001", "升": "1", "l": "1", "立方米": "1000"},
        "area": {"平方米": "1", "㎡": "1", "平方公里": "1000000", "公顷": "10000", "亩": "666.6666666667"},
        "length": {"厘米": "0.01", "米": "1", "m": "1", "公里": "1000", "千米": "1000", "km": "1000", "里": "500"},
        "mass": {"克": "0.001", "斤": "0.5", "公斤": "1", "千克": "1", "kg": "1", "吨": "1000"},
        "money": {"元": "1", "块钱": "1", "角": "0.1"},
        "time": {"分钟": "60", "小时": "3600", "天": "86400", "周": "604800", "个月": "2592000", "星期": "604800"},
        "people": {"人": "1", "名": "1", "位": "1"},
        "visits": {"人次": "1"},
        "plants": {"棵": "1", "株": "1"},
        "books": {"册": "1", "本": "1"},
        "share": {"%": "1", "个百分点": "1"},
    }.items()
    for unit, factor in units.items()
}
"""Units that convert into each other, by what they measure, with their factor to that measure's first unit.

人次 counts visits and is never 人, 名 or 位, which count persons.
"""

COUNTERS = (
    "户家个支条件项次场岁年月届期所座栋台辆只头株棵袋份本册字页道级类村版款例批套间幢层处盏片块架艘列对双组队门节堂轮回"
    "口眼群篇首部种名位人倍期间顶把根张封枚桶箱包瓶碗杯盆箱"
)

_CN = "零〇一二两三四五六七八九十百千"
_CN_REST = rf"(?:万亿|亿|万)(?:[零〇][{_CN}]+|[一二两三四五六七八九][十百千][{_CN}]*|十[{_CN}]*)"
"""What follows 万 or 亿 within one numeral: 一万[二千], 三亿[零五百万]; not the 五 of 两万五."""
_NUMBER = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|"
    rf"(?!十字)[{_CN}]+(?:点[零〇一二三四五六七八九]+|(?:{_CN_REST})+)?"
)
_UNIT = "|".join(sorted((re.escape(u) for u in UNITS if not u.isascii() or u == "%"), key=len, reverse=True))
_ASCII_UNIT = "|".join(sorted((re.escape(u) for u in UNITS if u.isascii() and u != "%"), key=len, reverse=True))
QUANTITY = re.compile(
    r"(?P<about>约|近|将近|超过?|逾|达到?|至少|不少于|不到|大约|共计?|总计|累计)?\s*"
    rf"(?P<number>(?<![\d.])(?:{_NUMBER}))\s*"
    r"(?P<more>余|多(?!少))?(?P<scale>万亿|万|亿)?(?P<more2>余|多(?!少))?\s*"
    rf"(?P<unit>个百分点|A级|{_UNIT}|(?:{_ASCII_UNIT})(?![A-Za-z])|[{COUNTERS}](?:次(?=[。，、；！ ]|$))?|％)?",
    re.I,
)


ARABIC = re.compile(r"\d+(?:\.\d+)?")
"""Decimal alone would also read NaN, 1e5 and 1_000."""

TOTAL = re.compile(r"共|总计|累计|合计|总量|总额|总数|总投资|总面积|全部")
CLAUSE_MOST = 14
"""Characters before a number in which a word of summing still belongs to it."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit as printed. `value` counts plain units (万 and 亿 multiplied out)."""

    span: Span
    text: str
    value: Decimal
    unit: str
    approximate: str = ""
    total: bool = False
    """Does its clause say that it is a sum (共计, 累计, 一共)?"""

    @property
    def measure(self) -> str:
        """What the unit measures (volume, area, people, …), or the unit itself where it converts into nothing."""
        known = UNITS.get(self.unit.lower())
        return known[0] if known else self.unit

    @property
    def base(self) -> Decimal:
        """The value in the first unit of its measure: 5000ml and 5升 are both 5."""
        known = UNITS.get(self.unit.lower())
        return self.value * known[1] if known else self.value


def read_number(text: str) -> Decimal | None:
    """The value of an Arabic or Chinese numeral (5,000, 一千二百, 二〇二三, 三点五); None if it is none."""
    plain = text.replace(",", "")
    if ARABIC.fullmatch(plain):
        return Decimal(plain)
    whole, _, rest = plain.partition("点")
    if not any(c in _CN_POWERS for c in whole):
        digits = [_CN_DIGITS.get(c) for c in whole]
        if None in digits or not digits:
            return None
        value = Decimal("".join(str(d) for d in digits))
    else:
        from cn2an import cn2an  # 0.1 s, needed by few texts

        try:
            value = Decimal(str(cn2an(whole, "smart")))
        except ValueError:
            return None
    if rest:
        decimals = [str(_CN_DIGITS[c]) for c in rest if c in _CN_DIGITS]
        value += Decimal("0." + "".join(decimals)) if decimals else 0
    return value


def find_quantities(text: str) -> Iterator[Quantity]:
    """The quantities of a text in order. A bare Chinese numeral without unit (一起, 十分) is none."""
    for match in QUANTITY.finditer(text):
        number, unit, scale = match["number"], match["unit"] or "", match["scale"] or ""
        if not number[0].isdigit() and not unit and not scale:
            continue
        value = None if number[0].isdigit() else read_number(number + scale)  # 一亿三千|万 is one numeral
        if value is None:
            plain = read_number(number)
            if plain is None:
                continue
            value = plain * _SCALES.get(scale, Decimal(1))
        start, end = match.start("number"), match.end()
        printed = text[start:end].rstrip()
        more = (match["more"] or "") + (match["more2"] or "")
        about = (
            match["about"] if match["about"] in ("约", "近", "将近", "超", "超过", "逾", "大约", "至少", "不到") else ""
        )
        unit = "%" if unit == "％" else unit
        clause = text[max(0, text.rfind("，", 0, start), start - CLAUSE_MOST) : start]
        total = bool(TOTAL.search(clause))
        yield Quantity(Span(start, start + len(printed)), printed, value, unit, (about or "") + more, total)
