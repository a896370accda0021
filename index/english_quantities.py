"""Reads the quantities of an English text: figures and number words, their units, the noun that is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from index.approximation import AFTER_EN, BEFORE_EN, Kind, kind_of
from index.measures import UNITS
from index.numerals import DIGIT_WORDS, ENGLISH_NUMERAL, LARGE, LONGEST, read_english
from index.quantities import Quantity, build
from index.records import Span

_LATIN = (re.escape(unit) for unit in UNITS if re.match(r"[a-z%℃°‰]", unit, re.IGNORECASE) and unit != "A级")
_UNITS = "|".join(sorted(_LATIN, key=len, reverse=True))
_UNIT = re.compile(rf"(?P<half>\s+and\s+a\s+half)?[\s-]*(?:of\s+an?\s+)?(?P<unit>{_UNITS})(?![\w²³])", re.IGNORECASE)
_NOUN = re.compile(r"\s+(?:of\s+(?:the\s+)?)?(?P<noun>[a-z]{3,}(?:\s+[a-z]{3,})?)", re.IGNORECASE)
_PERSONS = re.compile(
    r"(?:\w+\s+)?(?:people|persons|men|women|children|residents|villagers|students|pupils|volunteers|workers|visitors"
    r"|tourists|donors|doctors|nurses|teachers|participants|officials|officers|members|farmers|patients|employees"
    r"|soldiers|athletes|players|graduates|citizens|cadres|passengers|firefighters)\b",
    re.IGNORECASE,
)
"""Nouns whose bare number counts persons, as 人, 名 and 位 do."""
_OLD = re.compile(r"[\s-]old\b", re.IGNORECASE)
"""A 72-year-old is aged 72."""
_AGED = re.compile(
    r"\s*(?:$|[,.;:]|(?-i:[A-Z])|(?:who|man|woman|boy|girl|lady|child|student|pupil|villager|farmer|resident|driver|teacher"
    r"|doctor|nurse|worker|volunteer|veteran|soldier|grand\w+|mother|father|widow|local|patient|donor|member|party)\b)",
    re.IGNORECASE,
)
"""Behind year-old: it is a person's age, not how long a tree or a bridge has stood."""
_CURRENCY = re.compile(r"(?P<sign>¥|RMB|CNY|US\$|\$|€|£)\s?$", re.IGNORECASE)
_SIGNS = {"¥": "yuan", "rmb": "yuan", "cny": "yuan", "us$": "usd", "$": "usd", "€": "euro", "£": "pounds sterling"}
_FEW = {
    "half": (Fraction(1, 2), None), "several": (Fraction(3), Fraction(9)), "couple": (Fraction(2), None),
    "dozens": (Fraction(24), Fraction(99)), "hundreds": (Fraction(200), Fraction(999)),
    "thousands": (Fraction(2000), Fraction(9999)),
}  # fmt: skip
_BIG = "|".join(LARGE)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
_START = re.compile(
    rf"\b(?P<part>half\s+an?\s+(?={_BIG})"
    rf"|(?:an?|one|two(?!\s+q)|three|four|five|seven|nine)[\s-]+(?:{'|'.join(_PARTS)})s?(?=\s+of\b)"
    rf"(?:\s+of\s+an?\s+(?={_BIG}))?)(?:(?P<big>{_BIG})\b)?"
    r"|\b(?P<few>half\s+an?(?=\s+[a-z])|(?<!first )(?<!second )(?<!latter )half(?=\s+(?:of|the)\b)"
    rf"|several(?:\s+(?P<many>{_BIG}))?|a\s+couple\s+of|(?:dozens|hundreds|thousands)(?=\s+of\b))(?!\w)"
    rf"|(?:{ENGLISH_NUMERAL.pattern})",
    re.IGNORECASE,
)
"""Where a quantity begins: a part of a whole (two-thirds of, half a million), a few (several hundred), a numeral."""
_AND_A_HALF = re.compile(rf"\s+and\s+a\s+half\b(?:\s+(?P<big>{_BIG})\b)?", re.IGNORECASE)
_POINT = re.compile(rf"\s+point(?P<digits>(?:\s+(?:{'|'.join(DIGIT_WORDS)})\b)+)", re.IGNORECASE)
_ODD = re.compile(r"[\s-]odd\b", re.IGNORECASE)
_SIGNED = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
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
    if match["part"]:
        words = match["part"].lower().replace("-", " ").split()
        count = 1 if words[0] == "half" else read_english(words[0]) or Fraction(1)
        below = next(n for name, n in _PARTS.items() if name in match["part"].lower())
        return Fraction(count, below) * LARGE.get((match["big"] or "").lower(), 1), None
    if match["many"]:
        return Fraction(2 * LARGE[match["many"].lower()]), Fraction(10 * LARGE[match["many"].lower()] - 1)
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


def _more_of_it(text: str, match: re.Match[str], number: Fraction) -> tuple[Fraction, int]:
    """The number with what is said of it behind the numeral (½, point six, a million and a half), and where it ends."""
    end, last = match.end(), match.group().lower().split()[-1]
    if text[end : end + 1] in _SIGNED:
        return number + _SIGNED[text[end]], end + 1
    if point := _POINT.match(text, end):
        digits = [str(DIGIT_WORDS.index(word)) for word in point["digits"].lower().split()]
        return number + Fraction(int("".join(digits)), 10 ** len(digits)), point.end()
    half = _AND_A_HALF.match(text, end)
    if half and (last in LARGE or half["big"]):  # else the unit's affair: two and a half hours
        number += Fraction(LARGE.get(last, 1), 2)
        return number * (LARGE[half["big"].lower()] if half["big"] else 1), half.end()
    return number, end


def _unit(text: str, match: re.Match[str], end: int, number: Fraction) -> tuple[str, str | None, int] | None:
    """The unit at a number, its dimension where the unit does not say it, and where it ends."""
    numeral = match.group().lower()
    currency = _CURRENCY.search(text, max(0, match.start() - 4), match.start())
    if currency:
        return _SIGNS[currency["sign"].lower()], None, end
    unit = _UNIT.match(text, end)
    old = _OLD.match(text, unit.end()) if unit and unit["unit"].lower() in ("year", "years") else None
    if unit and old and (unit["unit"].lower() == "years" or _AGED.match(text, old.end())):
        return "years old", "age", old.end()
    if unit and not (numeral in _ARTICLES and len(unit["unit"]) <= 2):
        return unit["unit"], None, unit.end()
    noun = _NOUN.match(text, end)
    bare_year = len(numeral) == 4 and numeral.isdecimal() and numeral[:2] in ("19", "20")
    if (numeral in _ARTICLES and end == match.end()) or (bare_year and noun is None):
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
    number, ended = _more_of_it(text, match, number)
    odd = _ODD.match(text, ended)
    found = _unit(text, match, odd.end() if odd else ended, number)
    if found is None:
        return None
    unit, dimension, end = found
    share = bool(match["part"]) and not match["big"] and not unit
    if "and a half" in " ".join(text[ended:end].lower().split()):
        number += Fraction(1, 2)
    around, after = BEFORE_EN.search(text, max(0, start - 24), start), AFTER_EN.match(text, end)
    words = " ".join(m[0].strip() for m in (around, odd, after) if m)
    kind = kind_of(around) if around else Kind.MORE if odd else kind_of(after)
    if share:  # nobody counts a third to the last one
        kind, number, unit, dimension = kind if around else Kind.ABOUT, 100 * number, "%", None
    return build(
        Span(start, end), text[start:end], number, unit, kind=kind, words=words, spoken=bool(odd), dimension=dimension,
        top=top,
    )  # fmt: skip


def read_english_quantities(text: str) -> Iterator[Quantity]:
    """The quantities of an English text in order; linear time."""
    at = 0
    while match := _START.search(text, at):
        quantity = _read(text, match)
        at = quantity.span.end if quantity else match.end()
        if quantity:
            yield quantity
