"""Chinese facts in English words: figures with units, dates, names in pinyin beside the original."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from index.compounds import split_compound
from index.dates import find_dates
from index.numerals import read_number
from index.quantities import find_quantities
from index.records import Days
from rag.english.wording import write_days
from rag.facts.clocks import find_clocks
from rag.questions.pinyin import HAN_NAME, romanise_name

UNITS_EN = {
    "毫升": "ml", "ml": "ml", "升": "litres", "立方米": "cubic metres", "平方米": "square metres", "平米": "square metres",
    "平方公里": "square kilometres", "公顷": "hectares", "亩": "mu", "公里": "kilometres", "千米": "kilometres", "里": "li",
    "米": "metres", "厘米": "centimetres", "毫米": "millimetres", "吨": "tonnes", "公斤": "kilograms", "千克": "kilograms",
    "斤": "jin", "克": "grams", "元": "yuan", "美元": "US dollars", "人": "people", "名": "people", "位": "people",
    "人次": "visits", "册次": "loans", "户": "households", "岁": "years old", "周岁": "years old", "年": "years",
    "个月": "months", "月": "months", "周": "weeks", "天": "days", "日": "days", "小时": "hours", "分钟": "minutes",
    "秒": "seconds", "%": "%", "册": "books", "本": "books", "棵": "trees", "株": "trees", "摄氏度": "degrees Celsius",
    "对": "pairs", "字": "characters", "倍": "times",
}  # fmt: skip
"""Units in English; a measure word that only counts (家, 项, 台) has none."""
APPROXIMATE_EN = {
    "余": "more than ", "多": "more than ", "约": "about ", "近": "nearly ", "将近": "nearly ", "超": "more than ",
    "超过": "more than ", "逾": "more than ", "大约": "about ", "至少": "at least ", "不到": "fewer than ",
    "左右": "about ", "上下": "about ", "以上": "at least ",
}  # fmt: skip
PER_EN = (
    ("每人", " per person"), ("每户", " per household"), ("每亩", " per mu"), ("每公斤", " a kilogram"),
    ("每平方米", " per square metre"), ("每年", " a year"), ("每月", " a month"), ("每周", " a week"), ("每天", " a day"),
    ("每日", " a day"), ("每小时", " an hour"), ("每场", " each"), ("每次", " each time"), ("每股", " a share"),
)  # fmt: skip
"""What a price or a rate is counted by, as printed right before the figure: 每人每年60元."""

MILLION = Decimal(1_000_000)


def write_number(value: Decimal) -> str:
    """1400 as 1,400; 2.5 as 2.5."""
    plain = format(value.normalize(), "f")
    whole, _, rest = plain.partition(".")
    return f"{int(whole):,}" + (f".{rest}" if rest else "")


def _scale(value: Decimal) -> str:
    """24150000 as 24.15 million where that is shorter to read, else in full."""
    for scale, word in ((1000 * MILLION, "billion"), (MILLION, "million")):
        if value >= scale and len((value / scale).normalize().as_tuple().digits) <= 4:
            return f"{write_number(value / scale)} {word}"
    return write_number(value)


_RANGE = re.compile(r"(?P<low>\d+(?:\.\d+)?)\s?(?:—+|[-－–~～至到])\s?(?P<high>\d+(?:\.\d+)?)(?![\d.万亿])")
"""18—55周岁: both ends are said."""


_SCORE = re.compile(r"(?P<ours>\d{1,3})\s?[:：∶比]\s?(?P<theirs>\d{1,3})")
"""78比71: a score is said as it stands, not divided."""


def render_quantity(printed: str, before: str = "") -> tuple[str, str] | None:
    """A printed quantity in English, and the plain value it says; None if there is none in it.

    `before` is what stands before it in its sentence: 每人每年 makes it so much per person a year.
    """
    if score := _SCORE.fullmatch(printed):
        return f"{score['ours']}–{score['theirs']}", score["ours"]
    quantity = next(find_quantities(printed), None)
    parts = split_compound(printed) if quantity and quantity.dimension in ("time", "months") else []
    if quantity and parts:
        said = " ".join(f"{_scale(part.value)} {_one_or_more(UNITS_EN[part.unit], part.value)}" for part in parts)
        return said, format(quantity.value.normalize(), "f")
    if quantity is None:
        great = re.fullmatch(r"([一二两三四五六七八九十]+)大", printed)
        value = read_number(great[1]) if great else None
        return (write_number(Decimal(value)), str(value)) if value else None
    unit = UNITS_EN.get(quantity.unit, "" if HAN_NAME.fullmatch(f"名{quantity.unit}") else quantity.unit)
    about = next((words for sign, words in APPROXIMATE_EN.items() if sign in quantity.approximate), "")
    ends = _RANGE.match(quantity.text)
    number = f"{ends['low']}–{ends['high']}" if ends else _scale(quantity.value)
    if unit == "visits" and quantity.value == 1:
        unit = "visit"
    space = "" if unit in ("", "%") else " "
    return f"{about}{number}{space}{unit}{_per(before)}", format(quantity.value.normalize(), "f")


def _one_or_more(unit: str, value: Decimal) -> str:
    return unit.removesuffix("s") if value == 1 else unit


def _per(before: str) -> str:
    said, rest = "", before.rstrip("：:约近 ")
    while found := next(((sign, words) for sign, words in PER_EN if rest.endswith(sign)), None):
        rest, said = rest[: -len(found[0])], found[1] + said
    return said


def add_litres(words: str, value: str) -> str:
    """Millilitres by the thousand also in litres: 5,000 ml (5 litres)."""
    litres = Decimal(value) / 1000
    if not words.endswith(" ml") or litres < 1:
        return words
    return f"{words} ({write_number(litres.normalize())} litre{'' if litres == 1 else 's'})"


UNTIL = re.compile(
    r"\b(?:un)?till? (?:when\b|(?:what|which) (?:\w+ )?(?:day|date|time|month)\b)|\bby when\b|"
    r"\b(?:by|before) (?:what|which) (?:\w+ )?(?:date|day|time)\b|\bhow late\b|\bdeadline\b|\bclosing date\b|\blast day\b|\bwhen .{0,60}\bend\b",
    re.I,
)
SINCE = re.compile(r"\bsince when\b|\bfrom (?:when|which|what)\b|\bwhen .{0,60}\b(?:begin|start)s?\b", re.I)
YEAR = re.compile(r"\b(?:which|what) year\b", re.I)


def narrow_days(days: Days, question: str) -> Days:
    """The end of a period for Until when, its beginning for Since when, its year for In which year."""
    if YEAR.search(question):
        return Days(date(days.first.year, 1, 1), date(days.first.year, 12, 31))
    if UNTIL.search(question):
        return Days(days.last, days.last)
    return Days(days.first, days.first) if SINCE.search(question) else days


def render_date(printed: str, year: int | None, question: str = "") -> str | None:
    """A printed date in English; `year` completes one that has none, `question` says which end of a period it wants."""
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
    return write_days(narrow_days(days, question), "en")


def render_hours(printed: str) -> str | None:
    """Times of day in the figures printed: 9 a.m. to 8:15 p.m., 17:30 to 21:30; None where there is none in digits."""
    said = []
    for span, minute in find_clocks(printed):
        text = span.of(printed)
        hour = re.search(r"\d+", text)
        if hour is None:
            return None
        late, early = minute >= 60 * int(hour.group()) + 60, re.search("[早晨上]", text) is not None and minute < 720
        half = " p.m." if late else " a.m." if early else ""
        whole = int(hour.group())
        past = f"{whole}:{minute % 60:02}{half}" if minute % 60 else f"{whole}{half or ' o’clock'}"
        said.append(f"half past {whole}{half}" if "半" in text else past)
    return " to ".join(said) or None


def render_person(printed: str) -> str:
    """Names in pinyin with the original in brackets."""
    names = HAN_NAME.findall(printed)
    return ", ".join(f"{romanise_name(name)} ({name})" for name in names) if names else printed


def quote_inline(text: str) -> str:
    """A Chinese quote inside an English sentence, without a second pair of marks around one."""
    return f"“{re.sub(r'[。；，]$', '', text)}”"
