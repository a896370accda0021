"""What each figure of a Chinese sentence is said of: 出栏 of the second in 6月末存栏5.4万只，出栏4.1万只.

A figure's slot is its stretch of the sentence: what stands before it since the last figure or pause, and what it counts
behind it. What begins with 其中, or only says by how much something changed, is said of the slot before it too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.records import Span
from rag.checking.claim.parts import Piece, take_apart
from rag.checking.wording.bonds import BREAK

_NAMING = re.compile(r"(?:级|期|届|批|号|组|轮|年级|楼|类|等|阶段)$")
"""Units of figures that tell which one, not how many."""
_PART = re.compile(r"^[，；]?(?:其中|内含|含|包括|另有|还有|仅)")
_CHANGE = re.compile(r"增[长加幅]?|减少|下降|上升|提高|降低|回落|同比|环比|比上?[年月]|占")
_ALSO = re.compile(r"、|和|及|与")
_COUNTED = re.compile(r"n|b|j|l|i|vn|s")


@dataclass(frozen=True, slots=True)
class Slot:
    """A figure, its own stretch of the sentence, and the stretches of those that it is said of too."""

    piece: Piece
    own: Span
    beyond: tuple[Span, ...] = ()

    @property
    def changes(self) -> bool:
        """Is it by how much something changed, or its share?"""
        figure = self.piece.figure
        return figure is not None and figure.dimension in ("share", "points")


def is_naming(piece: Piece) -> bool:
    """Does a figure only tell which one is meant: 二期, 第三届, 一级?"""
    figure = piece.figure
    return figure is not None and (figure.role != "amount" or bool(_NAMING.search(figure.unit)))


@lru_cache(maxsize=2048)
def find_slots(text: str) -> tuple[Slot, ...]:
    """The slots of a Chinese sentence's amounts and clock times, in order."""
    pieces = take_apart(text)
    figures = [p for p in pieces if p.kind in ("figure", "clock") and not is_naming(p)]
    edges = [_edge(text, pieces, figures[n - 1] if n else None, p) for n, p in enumerate(figures)]
    found: list[Slot] = []
    for n, (piece, low) in enumerate(zip(figures, edges, strict=True)):
        pause = next((m.start() for m in BREAK.finditer(text, piece.span.end)), len(text))
        high = min(pause, edges[n + 1]) if n + 1 < len(figures) else pause
        slot = Slot(piece, Span(low, max(high, piece.span.end)))
        parent = _parent(text, slot, found, figures)
        found.append(Slot(piece, slot.own, (parent.own, *parent.beyond)) if parent else slot)
    return tuple(found)


def _edge(text: str, pieces: Sequence[Piece], before: Piece | None, piece: Piece) -> int:
    """Where a figure's stretch begins."""
    low = max((m.end() for m in BREAK.finditer(text, 0, piece.span.start)), default=0)
    if before is None or before.span.end <= low:
        return low
    gap = list(_ALSO.finditer(text, before.span.end, piece.span.start))
    if gap:
        return gap[0].end()
    end = before.span.end
    for one in pieces:
        if one.span.start == end and end < piece.span.start and (one.kind == "body" or _COUNTED.match(one.tag)):
            end = one.span.end
    return end


def _parent(text: str, slot: Slot, found: Sequence[Slot], figures: Sequence[Piece]) -> Slot | None:
    """The slot that another is also said of."""
    if not found:
        return None
    own = text[slot.own.start : slot.piece.span.start]
    if _PART.search(own):
        return next((s for s in reversed(found) if not _PART.search(text[s.own.start :])), found[-1])
    if not slot.changes:
        return None
    low = max((m.end() for m in BREAK.finditer(text, 0, slot.piece.span.start)), default=0)
    amounts = [s for s in found if not s.changes]
    if "分别" in text[low : slot.piece.span.start]:
        told = [p for p in figures if low <= p.span.start]
        at = next(n for n, p in enumerate(told) if p is slot.piece)
        high = next((m.start() for m in BREAK.finditer(text, slot.piece.span.end)), len(text))
        many = sum(p.span.start < high for p in told)
        return amounts[-many:][at] if len(amounts) >= many else None
    return amounts[-1] if amounts and _CHANGE.search(own) else None
