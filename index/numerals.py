"""Numerals: the value of an Arabic, Chinese or English numeral, exactly, and where Chinese ones stand in text.

A Chinese numeral is read as it is spoken: 两千三 is 2300, 三万五 35000, 一百五 150, 一百零五 105, 五十多万 500000 (and
more: `index.quantities`), 廿三 23, 壹佰 100, 二〇二三 digit by digit. Mixed forms (1.2万, 3万5千, 1亿3000万) too.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

DIGITS = (
    {c: n for n, c in enumerate("零一二三四五六七八九")}
    | {"〇": 0, "○": 0, "两": 2}
    | {c: n for n, c in enumerate("壹贰叁肆伍陆柒捌玖", 1)}
)
POWERS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
SCALES = {"万": 10**4, "亿": 10**8}
_TENS = {"廿": "二十", "卅": "三十"}

LONGEST = 30
"""Characters of the longest amount; longer runs of digits are numbers of documents and accounts."""
ARABIC = re.compile(r"\d+(?:\.\d+)?")
"""Decimal alone would also read NaN, 1e5 and 1_000."""
NUMERAL = re.compile(
    r"(?:\d{1,3}(?:,\d{3}){1,9}(?!\d)|\d+)(?:\.\d+)?"
    r"(?:(?:[万亿]|千(?![克米瓦卡]))(?:\d+(?:[万百]|千(?![克米瓦卡]))(?!分)){0,4}){0,4}"
    r"|[零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟廿卅]+(?:点[零〇一二三四五六七八九]+[万亿]*)?"
)
"""A numeral of figures or of Chinese signs, as long as it goes."""

_MIXED = re.compile(r"(\d+(?:\.\d+)?|[^\d.,]+?)([千百]?(?:万亿|[万亿千百])|$)")
_TEENS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen"
)
_WORDS = {word: n for n, word in enumerate(_TEENS.split("|"))}
DIGIT_WORDS = _TEENS.split("|")[:10]
_TENS_EN = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_WORDS |= {word: 10 * n for n, word in enumerate(_TENS_EN.split("|"), 2)}
_WORDS |= {"a": 1, "an": 1}
LARGE = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ONE = "|".join(sorted(_WORDS, key=len, reverse=True))
_BIG = "|".join(LARGE)
ENGLISH_NUMERAL = re.compile(
    rf"(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)(?:\.\d+)?(?:\s+(?:{_BIG})\b|(?:[mk]|bn)\b(?!²))?"
    rf"|\b(?!an? (?:{_ONE})\b)(?:(?:{_ONE}|{_BIG})\b(?:(?:-|\s+(?:and\s+)?)(?=(?!an?\b)(?:{_ONE}|{_BIG})\b))?)+",
    re.IGNORECASE,
)
"""An English numeral, of words (one hundred and five, a dozen) or figures (1.3 million)."""
_SHORT = {"k": 10**3, "m": 10**6, "bn": 10**9}


def _below_ten_thousand(text: str) -> int | None:
    """A Chinese numeral without 万 and 亿: 三百二十, 一百五 (150), 十二; None if it is none."""
    total, digit, last, zero = 0, None, 0, False
    for sign in text:
        if sign in DIGITS:
            if digit:
                return None  # two digits side by side: 七八十 is a range
            digit, zero = DIGITS[sign], zero or DIGITS[sign] == 0
        else:
            power = POWERS[sign]
            if last and power >= last:
                return None
            total, digit, last = total + (1 if digit is None or digit == 0 else digit) * power, None, power
            zero = False
    if digit:
        total += digit * (last // 10 if last > 10 and not zero else 1)
    return total


def _chinese(text: str) -> Fraction | None:
    for old, new in _TENS.items():
        text = text.replace(old, new)
    if not any(c in POWERS or c in SCALES for c in text):
        if not text or any(c not in DIGITS for c in text):
            return None
        return Fraction(int("".join(str(DIGITS[c]) for c in text)))
    for scale, factor in (("亿", 10**8), ("万", 10**4)):
        head, sign, tail = text.rpartition(scale) if scale == "亿" else text.partition(scale)
        if not sign:
            continue
        high = _chinese(head) if head else Fraction(1)
        if high is None:
            return None
        if not tail:
            return high * factor
        low = _chinese(tail) if tail[0] not in SCALES else None
        if low is None or low >= factor:
            return None
        spoken = len(tail) == 1 and tail in DIGITS  # 三万五
        return high * factor + low * (factor // 10 if spoken else 1)
    if any(c not in DIGITS and c not in POWERS for c in text):
        return None
    value = _below_ten_thousand(text)
    return None if value is None else Fraction(value)


def _mixed(text: str) -> Fraction | None:
    """Figures with Chinese scales: 1.2万, 3万5千, 1亿3000万."""
    total, at, last = Fraction(0), 0, None
    while at < len(text):
        match = _MIXED.match(text, at)
        if match is None or not match[1]:
            return None
        factor = 1
        for sign in match[2]:
            factor *= POWERS.get(sign, 0) or SCALES[sign]
        number = Fraction(match[1]) if ARABIC.fullmatch(match[1]) else _chinese(match[1])
        if number is None or (last is not None and number * factor >= last):
            return None
        total, at, last = total + number * factor, match.end(), factor
    return total


def read_fraction(text: str) -> Fraction | None:
    """The exact value of an Arabic or Chinese numeral; None if it is none."""
    plain = text.replace(",", "")
    if not plain or len(plain) > LONGEST:
        return None
    if ARABIC.fullmatch(plain):
        return Fraction(plain.translate(_NARROW))
    if plain[0].isdecimal():
        return _mixed(plain.translate(_NARROW))
    whole, point, rest = plain.partition("点")
    if not point:
        return _chinese(whole)
    decimals = "".join(str(DIGITS[c]) for c in rest if c in DIGITS)
    scale = rest.lstrip("".join(DIGITS))
    value = _chinese(whole)
    if value is None or not decimals or any(c not in SCALES for c in scale):
        return None
    value += Fraction(int(decimals), 10 ** len(decimals))
    for sign in scale:
        value *= SCALES[sign]
    return value


_NARROW = {ord("０") + n: ord("0") + n for n in range(10)} | {ord("．"): ord(".")}


def to_decimal(value: Fraction) -> Decimal:
    """The value as a Decimal, exact wherever one exists (a third: to 28 places)."""
    return Decimal(value.numerator) / Decimal(value.denominator) if value.denominator > 1 else Decimal(value.numerator)


def read_number(text: str) -> Decimal | None:
    """The value of an Arabic or Chinese numeral (5,000, 一千二百, 二〇二三, 三点五); None if it is none."""
    plain = text.replace(",", "")
    if ARABIC.fullmatch(plain):
        return Decimal(plain)
    value = read_fraction(text)
    return None if value is None else to_decimal(value)


def read_english(text: str) -> Fraction | None:
    """The exact value of an English numeral: one hundred and five, 1.3 million, a dozen, 3k; None if it is none."""
    figures = re.fullmatch(r"([\d.,]+)\s*([a-z]*)", text.strip().lower())
    if figures:
        if len(figures[1]) > LONGEST or not ARABIC.fullmatch(figures[1].replace(",", "")):
            return None
        factor = {"": 1, **_SHORT, **LARGE}.get(figures[2])
        return None if factor is None else Fraction(figures[1].replace(",", "")) * factor
    total, part = 0, 0
    for word in re.split(r"[\s-]+", text.strip().lower()):
        if word in _WORDS:
            part += _WORDS[word]
        elif word in ("hundred", "dozen"):
            part = max(part, 1) * LARGE[word]
        elif word in LARGE:
            total, part = total + max(part, 1) * LARGE[word], 0
        elif word != "and":
            return None
    return Fraction(total + part)
