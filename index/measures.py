"""Units of measure: what each one measures, and how many of its dimension's canonical unit it is.

Sources: GB 3100-1993 (SI and legal units of China), State Council 1984 for 市制 (1 斤 = 0.5 kg, 1 里 = 500 m,
1 亩 = 2000/3 m²). Months and years are no number of days, so they are a dimension of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit measures: `dimension`, its canonical unit, and `factor` canonical units in one of it."""

    name: str
    dimension: str
    factor: Fraction
    canonical: str


def _units(dimension: str, canonical: str, table: dict[str, str]) -> dict[str, Unit]:
    return {
        name: Unit(name, dimension, Fraction(factor), canonical)
        for factor, names in table.items()
        for name in names.split("|")
    }


UNITS: dict[str, Unit] = {
    **_units("volume", "m3", {
        "1/1000000": "毫升|ml|cc|millilitre|millilitres|milliliter|milliliters",
        "1/1000": "升|公升|l|litre|litres|liter|liters",
        "1": "立方米|m³|m3|cubic metre|cubic metres|cubic meter|cubic meters",
    }),
    **_units("length", "m", {
        "1/1000": "毫米|mm|millimetres|millimeters", "1/100": "厘米|公分|cm|centimetres|centimeters", "1/10": "分米",
        "1": "米|公尺|m|metre|metres|meter|meters", "1000": "公里|千米|km|kilometre|kilometres|kilometer|kilometers",
        "500": "里|华里", "10/3": "丈", "1/3": "尺", "1/30": "寸", "1852": "海里", "1609.344": "英里|mile|miles",
    }),
    **_units("area", "m2", {
        "1": "平方米|平米|㎡|m²|m2|square metre|square metres|square meter|square meters|sq m",
        "1000000": "平方公里|平方千米|km²|km2|square kilometre|square kilometres|square kilometer|square kilometers"
                   "|sq km|sq. km",
        "10000": "公顷|hectare|hectares|ha", "2000/3": "亩|mu", "200000/3": "顷",
    }),
    **_units("mass", "kg", {
        "1/1000000": "毫克|mg", "1/1000": "克|g|gram|grams", "1": "公斤|千克|kg|kilogram|kilograms|kilo|kilos",
        "1/2": "斤|市斤|jin", "1000": "吨|t|tonne|tonnes|ton|tons|metric tons",
    }),
    **_units("money:CNY", "元", {
        "1": "元|块钱|元钱|yuan|rmb|cny", "1/10": "角|毛钱", "1/100": "分钱",
    }),
    **_units("money:USD", "美元", {"1": "美元|美金|usd|dollar|dollars|us dollars"}),
    **_units("money:HKD", "港元", {"1": "港元|港币|hkd"}),
    **_units("money:EUR", "欧元", {"1": "欧元|euro|euros"}),
    **_units("money:JPY", "日元", {"1": "日元|yen"}),
    **_units("money:GBP", "英镑", {"1": "英镑|pounds sterling"}),
    **_units("money:KRW", "韩元", {"1": "韩元"}),
    **_units("money:RUB", "卢布", {"1": "卢布|roubles|rubles"}),
    **_units("time", "s", {
        "1": "秒|秒钟|second|seconds", "60": "分钟|minute|minutes|min", "900": "刻钟",
        "3600": "小时|钟头|个小时|个钟头|hour|hours|h", "86400": "天|日|昼夜|day|days",
        "604800": "周|星期|个星期|礼拜|个礼拜|week|weeks",
    }),
    **_units("months", "月", {
        "1": "个月|month|months", "3": "个季度|quarters", "12": "年|周年|载|year|years", "120": "decades",
        "1200": "个世纪|世纪|centuries",
    }),
    **_units("people", "人", {"1": "人|名|位|口人|people|person|persons"}),
    **_units("visits", "人次", {"1": "人次|visits|person-times"}),
    **_units("share", "%", {
        "1": "%|％|percent|per cent", "1/10": "‰", "10": "成|折",
    }),
    **_units("points", "个百分点", {"1": "个百分点|百分点|percentage point|percentage points", "1/100": "个基点"}),
    **_units("times", "倍", {"1": "倍|times|fold"}),
    **_units("temperature", "℃", {"1": "℃|°C|摄氏度|degrees celsius|degrees"}),
    **_units("energy", "kWh", {"1": "千瓦时|度电|kwh", "1/1000": "瓦时"}),
    **_units("power", "kW", {"1": "千瓦|kw", "1/1000": "瓦", "1000": "兆瓦|mw"}),
    **_units("age", "岁", {"1": "岁|周岁|years old|years of age"}),
    **_units("grade", "级", {"1": "级|A级"}),
    **_units("score", "分", {"1": "分|points|point"}),
    **_units("data", "GB", {"1": "gb", "1024": "tb", "1/1024": "mb"}),
}  # fmt: skip
"""By the unit as printed, Latin ones in small letters. 人次 counts visits, 个百分点 differences of shares: neither ever
equals 人 or %."""

COUNTERS = (
    "口户家个支条件项次场届期所座栋台辆只头株棵袋份本册字页道类村版款例批套间幢层处盏片块架艘列对双组队门节堂轮回"
    "眼群篇首部种倍顶把根张封枚桶箱包瓶碗杯盆宗起颗粒匹笔幅亩度声遍趟番圈步桌盘孔挺门尊届股缕束具副面滴"
)
"""Measure words of one sign, which convert into nothing."""
LONG_COUNTERS = (
    "人份|车次|班次|架次|件次|户次|场次|趟次|吨公里|人时|家次|学时|课时|工时|名次|标段|标箱|平方厘米|立方厘米"
)
"""The same of more signs, between bars."""
_ALIKE = (
    "辆台部架", "所座栋幢家个", "场次届回趟", "件起宗例项桩", "株棵", "册本部", "个家项条类种处", "款种样类", "份套张",
    "尾条", "头只口匹", "盏个",
)  # fmt: skip
"""Measure words that count the same things: 12个社区 is 12家社区 as far as the figure goes."""


def find_unit(name: str) -> Unit | None:
    """The unit of that name, in any case of letters; None for measure words and words that are none."""
    return UNITS.get(name) or UNITS.get(name.lower())


def count_alike(one: str, other: str) -> bool:
    """May two measure words (or none, as in English) count the same things?"""
    return one == other or not one or not other or any(one in group and other in group for group in _ALIKE)
