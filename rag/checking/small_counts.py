"""Small counts that measure words do not show (五大行动, 四车道, 三楼), and shares in words (大部分, most of)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from index.approximation import Kind
from index.quantities import Quantity, find_amounts
from index.records import Span

_COUNT = re.compile(
    r"(?<![第十百千万亿一二三四五六七八九两\d.])(?P<n>[一二三四五六七八九十两]|十[一二三四五六七八九]|\d{1,2})"
    r"(?P<unit>大(?=[\u4e00-\u9fff]{2})(?![量小约会学家队型人部量])|车道|楼(?![下上道盘宇房市])|年级)"
)


_DAYS = re.compile(r"(?<![一二三四五六七八九十年月])(?P<n>[一二两三四五六七八九]?百)日(?=[\u4e00-\u9fff])")
"""百日攻坚: days that no measure word shows."""


_MONTHS = re.compile(r"(?<![一二三四五六七八九十年\d])(?P<n>[两三四五六七八九]|\d)月(?P<more>有余|多|之久)")
"""两月有余: months that 个 does not show."""


def find_small_counts(text: str) -> Iterator[Quantity]:
    """The counts as quantities with what they count as their unit."""
    for match in _DAYS.finditer(text):
        number = match["n"] if len(match["n"]) > 1 else "一百"
        read = next(iter(find_amounts(f"{number}天")), None)
        if read is not None:
            yield replace(read, span=Span(*match.span()), text=match.group())
    for match in _MONTHS.finditer(text):
        for read in find_amounts(f"{match['n']}个月{match['more']}"):
            yield replace(read, span=Span(*match.span()), text=match.group())
    for match in _COUNT.finditer(text):
        read = next(iter(find_amounts(f"{match['n']}个")), None)
        if read is not None:
            yield replace(read, span=Span(*match.span()), text=match.group(), unit=match["unit"])


_MOST = re.compile(r"绝?大部分|(?:绝?大)?多数|一?大半|(?:过|超)半数?|半数以上|一多半")
_LEAST = re.compile("(?<!极)少数(?!民族)|小部分|一?小半")
_MOST_EN = re.compile(
    r"\b(?:most(?= of\b)|(?:the |a )?(?:vast |great )?majority(?= of\b)|(?:more than|over) half(?! an?\b))\b", re.I
)
_LEAST_EN = re.compile(r"\b(?:(?:less|fewer) than half(?! an?\b)|(?:a |the )?minority(?= of\b))\b", re.I)
_HALF = Fraction(50)


def find_said_shares(text: str) -> Iterator[Quantity]:
    """What is said to be most of a whole (over 50 %, up to all of it) or the lesser part (below 50 %)."""
    for pattern, most in ((_MOST, True), (_LEAST, False), (_MOST_EN, True), (_LEAST_EN, False)):
        for match in pattern.finditer(text):
            share = next(iter(find_amounts("50%")))
            low, high = (_HALF, Fraction(100)) if most else (Fraction(0), _HALF)
            kind = Kind.MORE if most else Kind.LESS
            yield replace(share, span=Span(*match.span()), text=match.group(), kind=kind, low=low, high=high)
