"""Does a claimed quantity agree with a reported one? Equal, compatible or different, with the reason.

The method:
1. Both must be of one dimension, else `different` for the unit (人次 is never 人, 个百分点 never %). Measure words that
   count the same things (个 and 家, 场 and 次) and the bare number of an English text stand for each other.
2. Exact with exact: equal amounts are equal in any unit; the rounder of the two may stand for the finer where it was
   printed rounded (1.2万 for 12034, 12.5% for 12.48%).
3. Exact with approximate: compatible if the exact one lies in the bounds that the words admit
   (`index.approximation`: 约5000 and 5012, 超过200 and 212, 二十余 and 23).
4. Approximate with approximate: equal if number and kind are; different if only the kind is (超过100, 超过200), unless
   all that the reported one admits lies within the claimed one (超过3万, 3.2万余);
   of two kinds compatible if one's number lies within the other's bounds.
All else is different.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from index.approximation import Kind, last_step
from index.measures import count_alike, find_unit
from index.quantities import Quantity


class Agreement(StrEnum):
    """How a claimed quantity stands to a reported one."""

    EQUAL = "equal"
    COMPATIBLE = "compatible"
    DIFFERENT = "different"


class Reason(StrEnum):
    """Why they agree or differ."""

    SAME = "same value"
    ROUNDED = "one is the other, rounded"
    WITHIN = "within the bounds of the words"
    UNIT = "not the same thing is measured"
    VALUE = "another value"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome of a comparison."""

    agreement: Agreement
    reason: Reason

    @property
    def agrees(self) -> bool:
        """Equal or compatible?"""
        return self.agreement is not Agreement.DIFFERENT


def same_kind(one: Quantity, other: Quantity) -> bool:
    """May the two be compared at all: do they measure the same kind of thing?"""
    if one.dimension == other.dimension == "count":
        return count_alike(one.unit, other.unit)
    pair = {one.dimension, other.dimension}
    return len(pair) == 1 or ("" in pair and pair <= {"", "count", "people"}) or _english_people(one, other)


def _english_people(one: Quantity, other: Quantity) -> bool:
    """212 donors, whatever the noun, may be 212名."""
    return {one.dimension, other.dimension} == {"count", "people"} and not (one.unit and other.unit)


def _holds(quantity: Quantity, amount: Fraction) -> bool:
    low, high = quantity.low, quantity.high
    if quantity.kind in (Kind.LESS, Kind.MORE) and amount == high:
        return False  # 500余 goes up to 600, and is never 600
    return (low is None or low <= amount) and (high is None or amount <= high)


def _lies_within(fine: Quantity, rough: Quantity) -> bool:
    """Do all amounts that the one admits lie within those that the other does?"""
    if fine.low is None or rough.low is None or fine.high is None or rough.high is None:
        return False
    return rough.low <= fine.low and fine.high <= rough.high


def _rounds_to(rough: Quantity, fine: Quantity) -> bool:
    """Was `rough` printed rounded (with 万, 亿 or decimals), and is it `fine` rounded at its last figure?"""
    rounded = any(sign in rough.text for sign in ("万", "亿", "million", "billion")) or rough.value % 1 != 0
    if not rounded:
        return False
    unit = find_unit(rough.unit)
    step = last_step(Fraction(rough.value)) * (unit.factor if unit else 1)
    return step <= abs(rough.amount) / 10 and abs(rough.amount - fine.amount) <= step / 2


def compare(claimed: Quantity, reported: Quantity) -> Comparison:
    """Compare a claimed quantity with the one that was reported."""
    if not same_kind(claimed, reported):
        return Comparison(Agreement.DIFFERENT, Reason.UNIT)
    if claimed.amount == reported.amount and claimed.kind == reported.kind and claimed.high == reported.high:
        return Comparison(Agreement.EQUAL, Reason.SAME)
    exact = [quantity.kind is Kind.EXACT for quantity in (claimed, reported)]
    if all(exact):
        rounded = _rounds_to(claimed, reported) or _rounds_to(reported, claimed)
        return Comparison(Agreement.COMPATIBLE, Reason.ROUNDED) if rounded else _DIFFERENT
    if claimed.kind is reported.kind and claimed.kind is not Kind.RANGE:
        if claimed.amount == reported.amount:
            return Comparison(Agreement.EQUAL, Reason.SAME)  # 3.2万余 and more than 32,000
        if claimed.kind is Kind.MORE and _lies_within(reported, claimed):
            return Comparison(Agreement.COMPATIBLE, Reason.WITHIN)  # 超过3万 is the rougher word for 3.2万余
        return _DIFFERENT  # 超过100 is not what 超过200 says, though it is true as well
    within = (not exact[0] and _holds(claimed, reported.amount)) or (not exact[1] and _holds(reported, claimed.amount))
    return Comparison(Agreement.COMPATIBLE, Reason.WITHIN) if within else _DIFFERENT


_DIFFERENT = Comparison(Agreement.DIFFERENT, Reason.VALUE)
