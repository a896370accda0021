"""Quantities in text as value objects: an exact number, its unit and dimension, and what makes it approximate.

    find_amounts(text)       the amounts of a Chinese or English text: what can be compared with what another text says
    find_quantities(text)    every figure of a Chinese text, those of dates, telephones and roads too (`role` tells)
    Quantity                 span, text, value and unit as printed; dimension, amount, low, high in the canonical unit
    Quantity.token           the same for equal amounts: `q:volume:0.005` for 5000ml, 5升, 五千毫升 and 5 litres
    index.counted            the noun that is counted: 志愿者 of 212名志愿者
    index.agreement          compares a claimed quantity with a reported one
    index.measures           the units; `index.approximation` the words (约, 余, 以上) and the bounds they mean

Values are Fractions or Decimals, never floats. Telephone and document numbers, dates and clock times are no amounts.
Time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from index.approximation import Kind, bounds
from index.measures import UNITS as _ALL_UNITS
from index.measures import find_unit
from index.numerals import read_number, to_decimal
from index.records import Span

__all__ = ["UNITS", "Quantity", "find_amounts", "find_quantities", "read_number"]

_PLAIN = ("volume", "area", "length", "mass", "money:CNY", "time", "people", "visits", "share", "points")
UNITS: dict[str, tuple[str, Decimal]] = {
    name: (unit.dimension.partition(":")[0], to_decimal(unit.factor) * (1000 if unit.dimension == "volume" else 1))
    for name, unit in _ALL_UNITS.items()
    if unit.dimension in _PLAIN and name not in ("日", "成", "折")
} | {"个月": ("time", Decimal(2_592_000))}
"""Units by what a question asks for, with their factor to its everyday unit (litres; a month is 30 days)."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit as printed, and its exact amount in the canonical unit of its dimension.

    `span` runs from the numeral (not from 约 or 近) to the unit. `role` is `amount`, `ordinal` (第三届), `ratio` (3:2),
    or of what is no amount: `date` (with clock times), `identifier` (telephones, documents, roads, bare years).
    """

    span: Span
    text: str
    value: Decimal
    """In the printed unit, 万 and 亿 multiplied out; the lower end of a range."""
    unit: str
    """As printed, `%` for 百分之; "" for none."""
    approximate: str = ""
    """The words that make it approximate, as printed."""
    total: bool = False
    """Does its clause say that it is a sum (共计, 累计, 一共)?"""
    kind: Kind = Kind.EXACT
    role: str = "amount"
    amount: Fraction = Fraction(0)
    low: Fraction | None = None
    high: Fraction | None = None
    """The bounds that `kind` admits, in the canonical unit; None where there is no limit."""
    dimension: str = ""
    """`volume`, `money:CNY`, `people`, …; `count` with a measure word (户, 场) or an English noun; "" without unit."""

    @property
    def measure(self) -> str:
        """What the unit measures in a reader's words (volume, money, people, …), or the unit where it has no kin."""
        if self.role in ("date", "identifier"):
            return self.role
        known = UNITS.get(self.unit.lower())
        return known[0] if known else self.unit

    @property
    def base(self) -> Decimal:
        """The value in the everyday unit of its measure: 5000ml and 5升 are both 5. To compare, take `amount`."""
        known = UNITS.get(self.unit.lower())
        return self.value * known[1] if known else self.value

    @property
    def canonical(self) -> str:
        """The unit of `amount`, `low` and `high`: m3, m, kg, 元, s, %; a measure word is its own."""
        known = find_unit(self.unit)
        return known.canonical if known else self.unit

    def printed_in(self, text: str) -> Quantity:
        """The same, with the text of its span as it stands in another copy of the text."""
        return replace(self, text=self.span.of(text))

    @property
    def indefinite(self) -> bool:
        """Is it 一 with a measure word (一位, 一场), an article in all but name?"""
        return self.text[0] == "一" and self.value == 1 and self.dimension in ("count", "people")

    @property
    def token(self) -> str:
        """A word for search, the same for equal amounts in any unit, numeral or language: `q:volume:0.005`."""
        number = to_decimal(self.amount).normalize()
        return f"q:{self.dimension or 'number'}:{number:f}"


def build(
    span: Span, text: str, number: Fraction, unit: str, *, role: str = "amount", kind: Kind = Kind.EXACT,
    words: str = "", spoken: bool = False, total: bool = False, dimension: str | None = None,
    top: Fraction | None = None,
) -> Quantity:  # fmt: skip
    """A Quantity from what was read: `number` in the printed unit, `top` the upper end of a range."""
    known = find_unit(unit)
    factor = known.factor if known else Fraction(1)
    named = dimension or (known.dimension if known else "count" if unit else "")
    low, high = (number, top) if top is not None else bounds(kind, number, spoken)
    return Quantity(
        span, text, to_decimal(number), unit, words, total, Kind.RANGE if top is not None else kind, role,
        number * factor, None if low is None else low * factor, None if high is None else high * factor, named,
    )  # fmt: skip


def find_quantities(text: str) -> Iterator[Quantity]:
    """Every figure of a text in order, also those of dates and identifiers.

    A bare Chinese numeral without unit (一起, 十分) is none.
    """
    from index.compounds import join_compounds
    from index.quantity_reader import read_quantities

    return join_compounds(text, read_quantities(text))


_HAN, _LATIN = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[A-Za-z]{2}")


def _is_english(text: str) -> bool:
    return _HAN.search(text) is None and _LATIN.search(text) is not None


_KEPT = 2048
"""Texts whose amounts are kept: a check lays the same sentences against each statement of a page."""


@lru_cache(maxsize=_KEPT)
def find_amounts(text: str) -> tuple[Quantity, ...]:
    """The amounts, ordinals and ratios of a Chinese or English text, in order; nothing that only looks like one."""
    from index.compounds import join_compounds
    from index.dates import find_dates
    from index.english_quantities import read_english_quantities
    from index.english_ranges import join_english_ranges, open_hyphens
    from index.quantity_patterns import DATE_HINT
    from index.quantity_reader import read_quantities

    if _is_english(text):
        read = join_english_ranges(text, (q.printed_in(text) for q in read_english_quantities(open_hyphens(text))))
    else:
        read = read_quantities(text)
    found = list(join_compounds(text, read))
    found = [quantity for quantity in found if quantity.role not in ("date", "identifier")]
    if found and (DATE_HINT.search(text) or text.isascii()):
        dated = [m.span for m in find_dates(text)]
        at, kept = 0, []
        for quantity in found:
            while at < len(dated) and dated[at].end <= quantity.span.start:
                at += 1
            if at == len(dated) or dated[at].start >= quantity.span.end:
                kept.append(quantity)
        found = kept
    return tuple(found)
