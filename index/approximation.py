"""The words that make a figure approximate (约, 近, 余, 超过, 不足, 以上, …), and which values each one admits."""

from __future__ import annotations

import re
from enum import StrEnum
from fractions import Fraction


class Kind(StrEnum):
    """How the printed figure stands to the true one."""

    EXACT = "exact"
    ABOUT = "about"
    """约, 左右, about: on either side."""
    MORE = "more"
    """余, 多, 超过, over: a little above."""
    NEARLY = "nearly"
    """近, 接近, nearly: a little below."""
    LEAST = "at least"
    """至少, 以上: this or anything above."""
    MOST = "at most"
    """不超过, 以内: this or anything below."""
    LESS = "less"
    """不足, 少于, fewer than: below, by however much."""
    RANGE = "range"
    """三至五, 七八十, 数百, 几个: between two figures."""


_WORDS_BEFORE = {
    Kind.ABOUT: "大?(?<![签预节条特制违履公])约(?:有|为|计|占|达)?|大概有?|大致|估计",
    Kind.NEARLY: "将近|接近|(?<![最附邻靠远临亲])近",
    Kind.LEAST: "至少(?:有|要)?|最少|不少于|不低于|不小于|不下于?|起码",
    Kind.MOST: "不超过|不高于|不多于|不大于|至多|最多",
    Kind.LESS: "不足|不到|少于|低于|小于|不满|未满",
    Kind.MORE: "(?<!不)(?:超过|超出|超|逾|突破|多于|高于|大于)",
}
BEFORE = re.compile("(?:" + "|".join(f"(?P<{k.name}>{words})" for k, words in _WORDS_BEFORE.items()) + r")\s?$")
"""Words right before a numeral, to be searched in the few characters before it."""
AFTER = re.compile(
    "(?P<ABOUT>左右|上下)|(?P<LEAST>及?以上)|(?P<MOST>及?以下|以内|之内)|(?P<MORE>有余|余|多(?![少种样数]|功能)|出头|开外)"
)
"""Words right behind a unit."""
_ENGLISH_BEFORE = {
    Kind.ABOUT: "about|around|approximately|roughly|some|circa|an? estimated",
    Kind.NEARLY: "nearly|almost|close to|not quite|just short of|just under",
    Kind.LEAST: "at least|no (?:fewer|less|shorter|smaller|lower|younger) than|a minimum of",
    Kind.MOST: "at most|no (?:more|longer|larger|bigger|higher|older|later) than|not more than|up to|a maximum of",
    Kind.LESS: "less than|fewer than|under|below",
    Kind.MORE: "more than|over|above|exceeding|upwards of|in excess of|beyond",
}
BEFORE_EN = re.compile(
    r"\b(?:" + "|".join(f"(?P<{k.name}>{words})" for k, words in _ENGLISH_BEFORE.items()) + r")\s+$", re.IGNORECASE
)
AFTER_EN = re.compile(
    r"\s+(?:(?P<ABOUT>or so)|(?P<LEAST>or more|and (?:above|over))|(?P<MOST>or less|or fewer))\b", re.IGNORECASE
)


def kind_of(match: re.Match[str] | None) -> Kind:
    """The kind whose words a match of one of the patterns above holds."""
    return Kind[match.lastgroup] if match is not None and match.lastgroup else Kind.EXACT


def last_step(number: Fraction) -> Fraction:
    """One unit of the last figure that is not 0: 1200 → 100, 3.5 → 0.1; a fraction that never ends: itself."""
    if not number:
        return Fraction(1)
    step = Fraction(1)
    while (number / step).denominator != 1:
        step /= 10
        if step < Fraction(1, 10**9):
            return number
    while (number / (step * 10)).denominator == 1:
        step *= 10
    return step


_SHARE, _LITTLE = Fraction(1, 10), Fraction(1, 50)


def bounds(kind: Kind, number: Fraction, spoken: bool = False) -> tuple[Fraction | None, Fraction | None]:
    """The least and greatest value that the words admit; None where there is no limit.

    约 and 左右 reach half a step of the last figure to either side, but at least 2 % and at most 10 % (约5000: 4500 to
    5500; 约5012: 4912 to 5112). 近 reaches 10 % down. 余 and 多 within the numeral (`spoken`) reach to the next step
    (二十余: 20 to 30, 1200余: 1200 to 1300); 超过 as far, or 10 % where that is more (超过200: 200 to 300).
    """
    match kind:
        case Kind.ABOUT:
            size = abs(number)
            reach = min(max(last_step(number) / 2, size * _LITTLE), size * _SHARE)
            return number - reach, number + reach
        case Kind.NEARLY:
            return number - abs(number) * _SHARE, number
        case Kind.MORE:
            step = last_step(number)  # only where it counts: it takes longer than all the rest of a figure
            return number, number + (step if spoken else max(step, abs(number) * _SHARE))
        case Kind.LEAST:
            return number, None
        case Kind.MOST | Kind.LESS:
            return None, number
        case _:
            return number, number
