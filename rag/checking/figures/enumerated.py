"""The place of something in a numbered list: 第三项是甲, of a report that says 一是乙；二是丙；三是甲."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.records import Span
from rag.checking.wording.bonds import OTHER, SAME, Finding, Report
from rag.facts.numbering import find_items, locate_place

_TELLS = 0.5
"""From this weight on a word tells one member of a list from another."""
_COUNTED = 0.9
"""What the number of members counts, which nobody need have printed."""


@dataclass(frozen=True, slots=True)
class _Place:
    """The place that a statement names (3 of 第三项), where it does so, and the member that has what it says of it."""

    number: int
    named: Span
    held: tuple[int, Span]
    length: int


def find_places(statement: str, findings: Sequence[Finding], report: Report) -> list[Finding]:
    """The findings; a place in a list is judged by the number of the member that has what the statement says of it.

    How many members there are (九项) is borne out by a list of as many.
    """
    named, items = locate_place(statement), _items(report.text)
    if named is None or not items:
        return list(findings)
    told = [f for f in findings if f.piece.kind != "figure" and f.piece.weight >= _TELLS]
    told = [f for f in told if f.piece.span.start >= named[1].end]
    weights = [sum(f.piece.weight for f in told if _stands_in(f, span)) for _, span in items]
    if 2 * max(weights) <= sum(f.piece.weight for f in told):
        return list(findings)
    place = _Place(*named, items[weights.index(max(weights))], max(number for number, _ in find_items(report.whole)))
    return [_judged(finding, place, report.text) for finding in findings]


def _items(text: str) -> list[tuple[int, Span]]:
    """The members of a list, each reaching to the next."""
    found = find_items(text)
    edges = [*(span.start for _, span in found), len(text)]
    return [(number, Span(edges[n], edges[n + 1])) for n, (number, _) in enumerate(found)]


def _stands_in(finding: Finding, item: Span) -> bool:
    return any(item.start <= a and b <= item.end for a, b in finding.spots)


def _judged(finding: Finding, place: _Place, text: str) -> Finding:
    piece = finding.piece
    if piece.figure is None:
        return finding
    number, span = place.held
    if place.named.start <= piece.span.start and piece.span.end <= place.named.end:
        if number == place.number:
            return Finding(piece, SAME, 1.0, spots=((span.start, span.start + 1),), bond=1.0)
        return Finding(piece, OTHER, 0.0, text[span.start : span.start + 2], bond=1.0)
    if finding.state != SAME and piece.figure.role == "amount" and piece.figure.value == place.length:
        return Finding(piece, SAME, _COUNTED)
    return finding
