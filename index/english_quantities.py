"""Reads the quantities of an English text: figures and number words, their units, the noun that is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from index.approximation import AFTER_EN, BEFORE_EN, kind_of
from index.measures import UNITS
from index.numerals import ENGLISH_NUMERAL, LONGEST, read_english
from index.quantities import Quantity, build
from index.records import Span

_LATIN = (re.escape(unit) for unit in UNITS if re.match(r"[a-z%℃°‰]", unit, re.IGNORECASE) and unit != "A级")
_UNITS = "|".join(sorted(_LATIN, key=len, reverse=True))
_UNIT = re.compile(rf"(?P<half>\s+and\s+a\s+half)?[\s-]*(?:of\s+a\s+)?(?P<unit>{_UNITS})(?![\w²³])", re.IGNORECASE)
_NOUN = re.compile(r"\s+(?:of\s+(?:the\s+)?)?(?P<noun>[a-z]{3,}(?:\s+[a-z]{3,})?)", re.IGNORECASE)
_PERSONS = re.compile(
    r"(?:\w+\s+)?(?:people|persons|men|women|children|residents|villagers|students|pupils|volunteers|workers|visitors"
    r"|tourists|donors|doctors|nurses|teachers|participants|officials|officers|members|farmers|patients|employees"
    r"|soldiers|athletes|players|graduates|citizens|cadres|passengers|firefighters)\b",
    re.IGNORECASE,
)
"""Nouns whose bare number counts persons, as 人, 名 and 位 do."""
_CURRENCY = re.compile(r"(?P<sign>¥|RMB|CNY|US\$|\$|€|£)\s?$", re.IGNORECASE)
_SIGNS = {"¥": "yuan", "rmb": "yuan", "cny": "yuan", "us$": "usd", "$": "usd", "€": "euro", "£": "pounds sterling"}
_FEW = {
    "half": (Fraction(1, 2), None), "several": (Fraction(3), Fraction(9)), "couple": (Fraction(2), None),
    "dozens": (Fraction(24), Fraction(99)), "hundreds": (Fraction(200), Fraction(999)),
    "thousands": (Fraction(2000), Fraction(9999)),
}  # fmt: skip
_START = re.compile(
    r"\b(?P<few>half\s+an?(?=\s+[a-z])|half(?=\s+(?:of|the)\b)|several|a\s+couple\s+of|(?:dozens|hundreds|thousands)"
    rf"(?=\s+of\b))(?!\w)|(?:{ENGLISH_NUMERAL.pattern})",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?:\b(?:no\.?|number|room|route|highway|chapter|article|line|tel|phone|call|grade|class)[\s:.]*|[\w.+/_-])$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r":[0-5]\d|\s?(?:a\.?m|p\.?m|o['’]clock)\b", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_PHONE_LEAST = 7
_ARTICLES = frozenset({"one", "a", "an"})
"""Words that are as often an article or a pronoun as a number; they count only before a unit of measure."""


def _number(text: str, match: re.Match[str]) -> tuple[Fraction, Fraction | None] | None:
    """The number at a match and the upper end where it is a range; None where it is no amount."""
    if match["few"]:
        return next(pair for word, pair in _FEW.items() if word in match["few"].lower())
    numeral, before = match.group(), text[max(0, match.start() - 10) : match.start()]
    plain = numeral.replace(",", "")
    if len(numeral) > 4 * LONGEST or _CLOCK.match(text, match.end()) or (plain[0].isdecimal() and _NOT.search(before)):
        return None
    if plain == numeral and plain.isdecimal() and len(plain) >= _PHONE_LEAST:
        return None
    number = read_english(numeral)
    return None if number is None else (number, None)


def _unit(text: str, match: re.Match[str], number: Fraction) -> tuple[str, str | None, int] | None:
    """The unit at a number, its dimension where the unit does not say it, and where it ends."""
    end, numeral = match.end(), match.group().lower()
    currency = _CURRENCY.search(text, max(0, match.start() - 4), match.start())
    if currency:
        return _SIGNS[currency["sign"].lower()], None, end
    unit = _UNIT.match(text, end)
    if unit and not (numeral in _ARTICLES and len(unit["unit"]) <= 2):
        return unit["unit"], None, unit.end()
    noun = _NOUN.match(text, end)
    bare_year = len(numeral) == 4 and numeral.isdecimal() and numeral[:2] in ("19", "20")
    if numeral in _ARTICLES or (bare_year and noun is None):
        return None
    return "", ("people" if _PERSONS.match(noun["noun"]) else "count") if noun else None, end


def _read(text: str, match: re.Match[str]) -> Quantity | None:
    numbers = _number(text, match)
    if numbers is None:
        return None
    number, top = numbers
    start = match.start()
    if match.group().isdecimal() and _ORDINAL.match(text, match.end()):
        end = match.end() + 2
        return build(Span(start, end), text[start:end], number, "", role="ordinal", dimension="ordinal")
    found = _unit(text, match, number)
    if found is None:
        return None
    unit, dimension, end = found
    if "and a half" in " ".join(text[match.end() : end].lower().split()):
        number += Fraction(1, 2)
    around, after = BEFORE_EN.search(text, max(0, start - 24), start), AFTER_EN.match(text, end)
    words = " ".join(m[0].strip() for m in (around, after) if m)
    kind = kind_of(around) if around else kind_of(after)
    return build(Span(start, end), text[start:end], number, unit, kind=kind, words=words, dimension=dimension, top=top)


def read_english_quantities(text: str) -> Iterator[Quantity]:
    """The quantities of an English text in order; linear time."""
    at = 0
    while match := _START.search(text, at):
        quantity = _read(text, match)
        at = quantity.span.end if quantity else match.end()
        if quantity:
            yield quantity
