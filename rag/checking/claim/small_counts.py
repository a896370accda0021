"""Small counts that measure words do not show (五大行动, 四车道, 三楼), and shares in words (大部分, most of)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from index.approximation import Kind
from index.numerals import read_english, read_number
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


_ONCE = re.compile(r"(?:[一每](?:年|[个]?月|周|星期|[天日])|只)[^，。；\d]{0,8}?(?P<n>一次)(?!性)")
"""一年只回家一次: once, which is but a way of speaking elsewhere."""


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
    for match in _ONCE.finditer(text):
        yield from _read_as("1次", match["n"], match.span("n"))
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
_NUMBER = "[一二两三四五六七八九十百\\d]+"
_OUT_OF = re.compile(
    rf"每?(?P<b>{_NUMBER})(?P<unit>[个名位户人家件起])[\u4e00-\u9fff]{{0,6}}?[中里，](?:就|便|约|大约)?有(?:近|约)?(?P<a>{_NUMBER})(?P=unit)"
)
_WORDED = "one|two|three|four|five|six|seven|eight|nine|ten|nineteen|twenty|ninety|hundred|a hundred|\\d{1,3}"
_OUT_OF_EN = re.compile(rf"\b(?P<a>{_WORDED}) (?:out of|in)(?: every)? (?P<b>{_WORDED})\b(?! (?:19|20)\d\d)", re.I)
_WHOLES = (2, 3, 4, 5, 10, 20, 100)
"""Of so many one says out of how many, for a share."""


def _find_out_of(text: str) -> Iterator[Quantity]:
    """Nineteen out of twenty, 十户里有三户: as shares."""
    for pattern, read in ((_OUT_OF, read_number), (_OUT_OF_EN, read_english)):
        for match in pattern.finditer(text):
            part, whole = read(match["a"]), read(match["b"].removeprefix("a "))
            if part and whole in _WHOLES and part < whole:
                share = next(iter(find_amounts("50%")))
                amount = Fraction(part) * 100 / Fraction(whole)
                value = Decimal(amount.numerator) / Decimal(amount.denominator)
                span = Span(*match.span())
                yield replace(share, span=span, text=match.group(), value=value, amount=amount, low=amount, high=amount)


def find_said_shares(text: str) -> Iterator[Quantity]:
    """What is said to be most of a whole (over 50 %, up to all of it) or the lesser part (below 50 %)."""
    yield from _find_out_of(text)
    for pattern, most in ((_MOST, True), (_LEAST, False), (_MOST_EN, True), (_LEAST_EN, False)):
        for match in pattern.finditer(text):
            share = next(iter(find_amounts("50%")))
            low, high = (_HALF, Fraction(100)) if most else (Fraction(0), _HALF)
            kind = Kind.MORE if most else Kind.LESS
            yield replace(share, span=Span(*match.span()), text=match.group(), kind=kind, low=low, high=high)


_TIMES_EN = re.compile(
    r"\b(?:(?P<n>once|twice)(?= (?:a|an|each|every|per) (?:day|week|month|year|season)\b)|twice(?! (?:as|the)\b))", re.I
)
_STRETCH_EN = re.compile(
    r"\b(?:for|lasts?|lasted|last|within|takes?|took)(?: only| just| about| at most| up to)? "
    r"(?P<n>(?:a|an|one)(?: whole| full| single)? (?P<unit>day|week|month|year|hour))\b"
    r"(?! (?:or|in|and|later|ago)\b)",
    re.I,
)
_UNITS_EN = {"day": "天", "week": "周", "month": "个月", "year": "年", "hour": "小时"}


def find_small_counts_en(text: str) -> Iterator[Quantity]:
    """Once a year, twice; for a week: counts that English tells without a number."""
    for match in _TIMES_EN.finditer(text):
        yield from _read_as(f"{1 if match.group().lower() == 'once' else 2}次", match.group(), match.span())
    for match in _STRETCH_EN.finditer(text):
        yield from _read_as(f"1{_UNITS_EN[match['unit'].lower()]}", match["n"], match.span("n"))


def _read_as(chinese: str, words: str, span: tuple[int, int]) -> Iterator[Quantity]:
    for read in find_amounts(chinese):
        yield replace(read, span=Span(*span), text=words)


_PERSON = "(?:小?(?:娃娃?|孩子?|朋友)|儿童|学生|老人|工人|员工|居民|村民|党员|干部|志愿者|队员|妇女|老师|职工|人)"
_NUMBER_OF = r"[\d一二三四五六七八九十百千万两]+[多余来]?"
_PERSONS = re.compile(rf"(?<=[\d一二三四五六七八九十百千万两多余来])个(?={_PERSON}(?!大|民|均))")
_OF_PERSONS = re.compile(rf"({_PERSON}(?:[就才只一总]?共?有|是|达)?{_NUMBER_OF})个(?=[，。；！、]|$)")


def count_persons(text: str) -> str:
    """The text, sign for sign, with 名 for the 个 by which persons are counted (116个娃, 娃有116个)."""
    return _OF_PERSONS.sub(r"\1名", _PERSONS.sub("名", text))
