"""Chinese facts in English words: figures with units, dates, names in pinyin beside the original."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from index.dates import find_dates
from index.quantities import find_quantities
from index.records import Days
from rag.pinyin import HAN_NAME, romanise_name
from rag.wording import write_days

UNITS_EN = {
    "毫升": "ml", "ml": "ml", "升": "litres", "平方米": "square metres", "平方公里": "square kilometres", "亩": "mu",
    "公里": "kilometres", "米": "metres", "吨": "tonnes", "公斤": "kilograms", "斤": "jin", "元": "yuan", "人": "people",
    "名": "people", "位": "people", "人次": "visits", "户": "households", "家": "", "个": "", "支": "", "条": "", "岁": "years old",
    "天": "days", "年": "years", "小时": "hours", "分钟": "minutes", "%": "%", "册": "books", "本": "books", "棵": "trees",
    "株": "trees", "场": "", "次": "", "项": "", "件": "", "届": "", "期": "", "所": "", "座": "", "栋": "", "台": "", "辆": "", "字": "characters",
}  # fmt: skip
APPROXIMATE_EN = {
    "余": "more than ", "多": "more than ", "约": "about ", "近": "nearly ", "将近": "nearly ", "超": "more than ",
    "超过": "more than ", "逾": "more than ", "大约": "about ", "至少": "at least ", "不到": "fewer than ",
}  # fmt: skip


def write_number(value: Decimal) -> str:
    """1400 as 1,400; 2.5 as 2.5."""
    plain = format(value.normalize(), "f")
    whole, _, rest = plain.partition(".")
    return f"{int(whole):,}" + (f".{rest}" if rest else "")


def render_quantity(printed: str) -> tuple[str, str] | None:
    """A printed quantity in English, and the plain value it says; None if there is none in it."""
    quantity = next(find_quantities(printed), None)
    if quantity is None:
        return None
    unit = UNITS_EN.get(quantity.unit, quantity.unit)
    about = next((words for sign, words in APPROXIMATE_EN.items() if sign in quantity.approximate), "")
    space = "" if unit in ("%", "") else " "
    return f"{about}{write_number(quantity.value)}{space}{unit}", format(quantity.value.normalize(), "f")


def render_date(printed: str, year: int | None) -> str | None:
    """A printed date in English; `year` completes one that has none."""
    mention = next(iter(find_dates(printed)), None)
    if mention is None:
        return None
    days: Days | None
    if mention.kind == "yearless":
        days = mention.in_year(year) if year else None
    else:
        days = mention.resolve(date.min) if mention.kind == "absolute" else None
    if days is None:
        return None
    return write_days(days, "en")


def render_person(printed: str) -> str:
    """Names in pinyin with the original in brackets."""
    names = HAN_NAME.findall(printed)
    return ", ".join(f"{romanise_name(name)} ({name})" for name in names) if names else printed


def quote_inline(text: str) -> str:
    """A Chinese quote inside an English sentence, without a second pair of marks around one."""
    return f"“{re.sub(r'[。；，]$', '', text)}”"
