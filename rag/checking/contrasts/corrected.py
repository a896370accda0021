"""What a paper takes back: “全长48米”应为“全长84米” reports the second and withdraws the first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.quantities import Quantity, find_amounts
from index.records import Span
from rag.answers import Difference
from rag.checking.wording.bonds import Comparison, Statement

_MENDED = re.compile(
    r"[“‘「《](?P<wrong>[^”’」》]{1,60})[”’」》](?:一?[句处词])?(?:有误|系误|的?表述)?[，,]?"
    r"(?:应(?:改|该|当)?[为是]|应更正为|更正为|改为)[“‘「《](?P<right>[^”’」》]{1,60})[”’」》]"
)
_KINDS = {"figure": "number", "clock": "number", "name": "person"}


def find_withdrawn(text: str) -> Iterator[tuple[Span, str]]:
    """Where a text quotes what was printed wrong, and what should have stood there."""
    for match in _MENDED.finditer(text):
        yield Span(*match.span("wrong")), match["right"]


def is_withdrawn(text: str, at: int) -> bool:
    """Does a place in a text lie in words that it takes back?"""
    return any(span.start <= at < span.end for span, _ in find_withdrawn(text))


def find_corrected(statement: Statement, comparison: Comparison) -> Sequence[Difference]:
    """At most one difference: a piece of the statement that the sentence takes back."""
    text = comparison.report.text
    for span, right in find_withdrawn(text):
        wrong = span.of(text)
        for piece in (finding.piece for finding in comparison.findings):
            if piece.weight < 0.5:
                continue
            if piece.figure is not None:
                same = [[_is_alike(piece.figure, one) for one in find_amounts(part)] for part in (wrong, right)]
                taken_back = any(same[0]) and not any(same[1])
            else:
                taken_back = piece.text in wrong and piece.text not in right
            if taken_back:
                return [Difference(_KINDS.get(piece.kind, "name"), piece.text, right)]
    return []


def _is_alike(one: Quantity, other: Quantity) -> bool:
    return one.canonical == other.canonical and one.amount == other.amount
