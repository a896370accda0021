"""What the figures of a sentence come to: the sums of its lists, its totals, a share of an amount."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from index.quantities import Quantity, find_amounts

COUNTED = ("", "count", "people", "visits", "age")
"""Dimensions of what is counted one by one: 9部 and nine, 64名 and 六十多个."""
_TOTAL = re.compile(
    r"共|总(?![量额数产价长面])|合计|加起来|加在|一起|两[个项]|\b(?:total|altogether|all|both|together|combined)\b",
    re.I,
)


def total_up(claim: str, alike: Sequence[Quantity], text: str) -> Iterator[Fraction]:
    """Sums of amounts that stand one behind the other, where the claim speaks of all together; never with a part."""
    if not _TOTAL.search(claim):
        return
    for low in range(len(alike)):
        total = alike[low].amount
        for other in alike[low + 1 : low + 5]:
            if "其中" in text[alike[low].span.end : other.span.start]:
                break
            total += other.amount
            yield total


_HALF = re.compile("一半|半数|减半|对半")


def take_shares(alike: Sequence[Quantity], others: Sequence[Quantity], text: str) -> Iterator[Fraction]:
    """A printed share of a printed amount: 48元 of 240元 of which the farmers pay 20%, half of 2200元."""
    shares = [q.amount for q in others if q.dimension == "share"] + [Fraction(50)] * bool(_HALF.search(text))
    yield from (one.amount * share / 100 for one in alike if one.dimension != "share" for share in shares)


def add_own_parts(claim: str, figure: Quantity, others: Sequence[Quantity]) -> Iterator[Fraction]:
    """The sum of the claim's other figures, where all are printed: twelve, seven of these, five of those."""
    parts = [q for q in find_amounts(claim) if q.span.end != figure.span.end and q.role == "amount"]
    parts = [q for q in parts if q.dimension in COUNTED or q.canonical == figure.canonical]
    if len(parts) > 1 and all(any(q.value == other.value for other in others) for q in parts):
        yield sum((q.amount for q in parts), Fraction(0))


_LISTED = re.compile("[^，；。：\\d]{0,12}[、和][^，；。：\\d]{0,12}")
_MANY = 10
"""From here on a sum that is the claimed figure is no accident."""


def add_lists(alike: Sequence[Quantity], text: str) -> Iterator[Fraction]:
    """The sum of all that one list counts: 62 wheelchairs, 45 hearing aids and 80 crutches are 187 aids."""
    runs: list[list[Quantity]] = [[]]
    for n, one in enumerate(alike):
        if n and not _LISTED.fullmatch(text[alike[n - 1].span.end : one.span.start]):
            runs.append([])
        runs[-1].append(one)
    for run in runs:
        total = sum((q.amount for q in run), Fraction(0))
        if len(run) > 1 and total >= _MANY:
            yield total
