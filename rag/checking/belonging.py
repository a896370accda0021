"""Whose each of several is: 甲镇的小品和乙乡的相声 gives no 相声 to 甲镇, though both stand in the sentence."""

from __future__ import annotations

import re

from rag.answers import Difference
from rag.checking.bonds import SAME, Comparison, Statement
from rag.checking.parts import take_apart

_AREA = re.compile(r"(?:街道|社区|[市县区镇乡村])$")
_SORTS = (("县", "市", "区"), ("街道", "镇", "乡"), ("村", "社区"))
"""Areas of one rank."""


def find_belonging(statement: Statement, comparison: Comparison) -> list[Difference]:
    """At most one difference: a thing of which the sentence names another area of the same sort right before it."""
    if statement.lang != "zh":
        return []
    text, said = comparison.report.text, statement.text
    areas = [p for p in take_apart(text) if p.kind == "body" and _AREA.search(p.text)]
    for n, place in enumerate(comparison.findings[:-1]):
        thing = comparison.findings[n + 1]
        sort = next((one for one in reversed(_SORTS) if place.piece.text.endswith(one)), ())
        if not sort or place.piece.kind != "body" or place.state != SAME or place.strength < 1:
            continue
        gap = said[place.piece.span.end : thing.piece.span.start]
        if gap != "的" or thing.state != SAME or thing.piece.weight < 1 or len({a for a, _ in thing.spots}) != 1:
            continue
        at = thing.spots[0][0]
        before = [p for p in areas if p.span.end <= at and p.text.endswith(sort)]
        other = before[-1] if before else None
        if (
            other is not None
            and not any(a <= other.span.start < b for a, b in place.spots)
            and _parted(text, other.span.end, at, place.spots)
        ):
            return [Difference("place", place.piece.text, other.text)]
    return []


def _parted(text: str, low: int, high: int, mine: tuple[tuple[int, int], ...]) -> bool:
    """Are the thing and its own area in one clause, and the claimed area in another?"""
    if re.search("[，。；]", text[low:high]):
        return False
    return all(re.search("[，；、和]", text[min(b, high) : max(a, low)]) for a, b in mine)
