"""All of them, where the report counts a part: all 136 are still selling, 目前还在坚持直播的有79人."""

from __future__ import annotations

import re
from fractions import Fraction

from index.agreement import same_kind
from rag.answers import Difference
from rag.checking.figures.directions import way
from rag.checking.figures.misplaced import Coverage
from rag.checking.figures.slots import Slot, find_slots, is_naming
from rag.checking.wording.bonds import SAME, Comparison, Statement

_ALL = re.compile(
    r"全部|所有|全体|一律|悉数|无一例外|一个不[漏落少]|(?<![首成])都(?!市|会)|均(?!匀|价|每)"
    r"|\b(?:all|every|each|entire\w*)\b(?! (?:year|day|month|week|time)\b)",
    re.I,
)
_WHOLE = re.compile(r"全部|所有|一律|悉数|都|均|全覆盖|全体")
_SAID = 1.0
"""Words of the claim that a part's own stretch must say."""


def find_part(statement: Statement, comparison: Comparison) -> list[Difference]:
    """At most one difference: the statement says something of all, the sentence of so many of them."""
    asked = _ALL.search(statement.text)
    if not asked:
        return []
    text = comparison.report.text
    slots = find_slots(text)
    shares = any(p.figure is not None and not is_naming(p) for p in statement.pieces)
    sheet = Coverage(statement, comparison)
    wholes = [
        (finding, slot)
        for finding in comparison.findings
        if finding.piece.kind == "figure" and finding.state == SAME and not is_naming(finding.piece)
        for slot in slots
        if any(a < slot.piece.span.end and slot.piece.span.start < b for a, b in finding.spots)
    ]
    for slot in slots:
        own = text[slot.own.start : slot.own.end]
        if slot.piece.figure is None or _WHOLE.search(own) or any(slot is whole for _, whole in wholes):
            continue
        if not _is_part(slot, [whole for _, whole in wholes], shares=not shares) or way(own):
            continue
        theirs = sheet.held(slot.own.start, slot.own.end, slot.piece)
        shared = max((_shared(text, slot, whole, sheet) for _, whole in wholes), default=0.0)
        if theirs - shared >= _SAID:
            claimed = wholes[0][0].piece.text if wholes else asked.group()
            return [Difference("number", claimed, slot.piece.text)]
    return []


def _is_part(slot: Slot, wholes: list[Slot], *, shares: bool) -> bool:
    """Is a figure less than one of the same kind, or a share of less than the whole?"""
    figure = slot.piece.figure
    if figure is None:
        return False
    if figure.dimension == "share":
        return shares and 0 < figure.amount < Fraction(100)
    return any(
        whole.piece.figure is not None
        and same_kind(figure, whole.piece.figure)
        and figure.dimension in ("people", "count", "")
        and 0 < figure.amount < whole.piece.figure.amount
        for whole in wholes
    )


def _shared(text: str, slot: Slot, whole: Slot, sheet: Coverage) -> float:
    """How many of the claim's words in a part's stretch stand in the whole's stretch too."""
    own = text[slot.own.start : slot.own.end]
    mine = {own[n : n + 2] for n in range(len(own) - 1)}
    theirs = text[whole.own.start : whole.own.end]
    return sum(theirs[n : n + 2] in mine for n in range(len(theirs) - 1)) * 1.0 if not slot.beyond else 0.0
