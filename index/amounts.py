"""The amounts of a text as words for search: 5000ml, 5000毫升, 5升 and 五千毫升 are all `q:volume:0.005`.

Every chunk of an archive is read, so this looks only for a numeral with a unit of measure behind it, fifteen times as
fast as `index.quantities.find_amounts`; the words are the same as its tokens. What only counts (三个, 5户) and small
numbers of people are no words: every page has them. So are none: years and months, which are mostly dates.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from index.measures import UNITS
from index.numerals import DIGITS, LONGEST, NUMERAL, POWERS, SCALES, read_fraction, to_decimal
from index.quantities import find_amounts
from index.records import Span

DIMENSIONS = {unit.dimension for unit in UNITS.values()} - {"months", "grade", "score"}
"""What is measured often enough to be asked for, and hardly ever in passing."""

PEOPLE_LEAST = 10
"""Fewer people than that say nothing: 一人, 两名, 三位 stand on every page."""

_UNITS = {
    unicodedata.normalize("NFKC", name).lower(): unit
    for name, unit in UNITS.items()
    if unit.dimension in DIMENSIONS and name not in ("日", "成", "折")
}
"""By the unit as it stands in folded text: ㎡ is m2 there."""

_NAMES = sorted(_UNITS, key=len, reverse=True)
_SIGNS = "|".join(re.escape(name) for name in _NAMES if not name[0].isalpha() or not name[0].isascii())
_LETTERS = "|".join(re.escape(name) for name in _NAMES if name[0].isalpha() and name[0].isascii())
_AMOUNT = re.compile(
    rf"百分之(?P<share>{NUMERAL.pattern})"
    rf"|(?P<number>{NUMERAL.pattern})[余多]? ?(?P<scale>[万亿]?) ?(?:(?P<unit>{_SIGNS})|(?P<latin>{_LETTERS})(?![a-z]))"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_RUN = re.compile(rf"[\d廿卅{''.join((*DIGITS, *POWERS, *SCALES))}]{{{LONGEST + 1},}}")
"""No amount: a pattern with a unit behind the numeral would try each end of such a run from each start (row C15)."""


def amount_words(text: str) -> list[str]:
    """The words of the amounts of a folded text, in order, with repetitions. Linear in its length."""
    return [word for _, word in locate_amounts(text)]


def locate_amounts(text: str) -> Iterator[tuple[Span, str]]:
    """Where the amounts of a folded text stand, and the word of each."""
    if not _HAN.search(text):
        for found in find_amounts(text):
            if _counts(found.dimension, found.amount):
                yield found.span, found.token
        return
    for match in _AMOUNT.finditer(_RUN.sub(lambda run: " " * len(run[0]), text)):
        if match["share"]:
            word = _word_of("", match["share"], "%")
        else:
            word = _word_of(match["number"], match["scale"], match["unit"] or match["latin"])
        if word:
            yield Span(*match.span()), word


def _counts(dimension: str, amount: Fraction) -> bool:
    return dimension in DIMENSIONS and (dimension != "people" or amount >= PEOPLE_LEAST)


@lru_cache(maxsize=16_384)
def _word_of(number: str, scale: str, unit: str) -> str:
    """The word of one amount, empty where it is none."""
    value = read_fraction(number + scale)
    if value is None:
        return ""
    known = _UNITS[unit]
    amount = value * known.factor
    return f"q:{known.dimension}:{to_decimal(amount).normalize():f}" if _counts(known.dimension, amount) else ""
