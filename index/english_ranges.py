"""English ranges and ages: aged 18 to 55 is one figure of 18—55周岁, 3 to 5 people one of 3至5人."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from index.approximation import Kind
from index.measures import find_unit
from index.quantities import Quantity, build
from index.records import Span

_TO = re.compile(r"\s?(?:to|–|—|-|~)\s?", re.I)
_HYPHEN = re.compile(
    r"(?<![\w.,-])((?!(?:19|20)\d\d)[1-9]\d{0,3}(?:\.\d+)?)-(?=[1-9]\d{0,3}(?:\.\d+)?(?![\w.-]*[-/]\d))"
)
_AND = re.compile(r" and ", re.I)
_BETWEEN = re.compile(r"\bbetween (?:the ages of )?$", re.I)
_AGED = re.compile(r"\b(?:aged|ages?(?: of| from| between)?|the ages of)(?: between| from)? $", re.I)
_CHANGED = re.compile(
    r"\b(?:rose|ris\w+|grew|grow\w*|up|down|increas\w+|rais\w+|fell|fall\w*|drop\w*|cut|reduc\w+|went|go|extend\w*"
    r"|chang\w+|shorten\w*|lower\w*|shr[aiu]nk|expand\w*|climb\w*|jump\w*|mov\w+)\b[^.;]{0,40}$",
    re.I,
)
"""From 120 to 150 after such a word is a change, two figures."""


def open_hyphens(text: str) -> str:
    """The text, sign for sign, with ~ for the hyphen between the ends of a range, behind which figures are read."""
    return _HYPHEN.sub(r"\1~", text)


def join_english_ranges(text: str, quantities: Iterable[Quantity]) -> Iterator[Quantity]:
    """The quantities of an English text in order, the two ends of a range as one, ages as ages."""
    held: Quantity | None = None
    for quantity in quantities:
        if held is None:
            held = _as_age(text, quantity)
            continue
        joined = _join(text, held, quantity)
        if joined is None:
            yield held
            held = _as_age(text, quantity)
        else:
            held = joined
    if held is not None:
        yield held


def _as_age(text: str, quantity: Quantity) -> Quantity:
    """A bare number behind aged is one of years."""
    if quantity.role != "amount" or quantity.unit or not _AGED.search(text[: quantity.span.start]):
        return quantity
    return replace(quantity, unit="years old", dimension="age")


def _join(text: str, one: Quantity, two: Quantity) -> Quantity | None:
    """Two ends as one range; None where they are none."""
    if not one.role == two.role == "amount" or not one.kind is two.kind is Kind.EXACT:
        return None
    gap, before = text[one.span.end : two.span.start], text[: one.span.start]
    between = _AND.fullmatch(gap) and _BETWEEN.search(before)
    run = _TO.fullmatch(gap) and not (gap[:1] == " " and _CHANGED.search(before)) and (two.dimension or one.dimension)
    bare = not one.unit or one.dimension == two.dimension or one.dimension == "age"
    if not (between or run) or not bare or one.value >= two.value:
        return None
    unit = two.unit or one.unit
    dimension = two.dimension if two.unit else one.dimension if one.unit else two.dimension
    known = find_unit(unit)
    span = Span(one.span.start, two.span.end)
    return build(
        span, span.of(text), Fraction(one.value), unit, dimension=None if known else dimension or None,
        top=Fraction(two.value), total=one.total,
    )  # fmt: skip
