"""Two in a row with what belongs to each: 甲县的小品《A》和乙市的相声《B》 says nothing of a 小品 from 乙市.

Each part of the row has one of a kind beside one of another kind. A claim that takes the one from this part and the
other from that part joins what the report keeps apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rag.answers import Difference
from rag.checking.claim.parts import Piece, take_apart
from rag.checking.contrasts.rivals import class_of
from rag.checking.wording.bonds import SAME, Comparison, Finding, Statement

_ROW = re.compile("[、和与及]|以及")
_BREAK = re.compile("[，；。：！？]")
_TITLED = re.compile("《[^》]*》|“[^”]*”")
_PHRASES = re.compile("[\u4e00-\u9fff]{4}(?:、[\u4e00-\u9fff]{4})+")
"""A row of phrases of one build: 大事公开、小事自理."""


def find_crossed(statement: Statement, comparison: Comparison) -> list[Difference]:
    """At most one difference: the claim joins what stands in two parts of a row, each beside another of its kind."""
    crossed = _phrases(statement, comparison) if statement.lang == "zh" else None
    if crossed:
        return [crossed]
    text = comparison.report.text
    told = [f for f in comparison.findings if f.state == SAME and len(f.spots) == 1]
    told = [f for f in told if f.piece.weight >= 1 or _is_thing(f, text)]
    theirs = take_apart(text)
    free = [p for p in theirs if not _is_held(p, comparison)]
    for row in _rows(text):
        places = [(f, part) for f in told if (part := _part(row, f.spots[0])) is not None]
        for holder, at in places:
            for thing, other in places:
                if at == other or not _is_holder(holder, theirs) or not _is_thing(thing, text):
                    continue
                same = _holders(free, row[other], holder, theirs)
                rival = _thing(text, row[at], thing)
                if same and rival:
                    return [Difference("name", thing.piece.text, rival)]
    return []


def _rows(text: str) -> Iterator[list[tuple[int, int]]]:
    """The parts of each row, within a clause; what stands in quotation marks is not parted."""
    covered = _TITLED.sub(lambda m: "□" * len(m.group()), text)
    edges = [0, *(m.end() for m in _BREAK.finditer(covered)), len(text)]
    for low, high in pairwise(edges):
        cuts = [low, *(m.end() for m in _ROW.finditer(covered, low, high)), high]
        if len(cuts) > 2:
            yield list(pairwise(cuts))


def _part(row: Sequence[tuple[int, int]], spot: tuple[int, int]) -> int | None:
    return next((n for n, (low, high) in enumerate(row) if low <= spot[0] and spot[1] <= high), None)


def _is_holder(finding: Finding, theirs: Sequence[Piece]) -> bool:
    """Is it a place, a body or a person in the report?"""
    return any(p.kind in ("body", "name") or p.tag == "ns" for p in _under(theirs, finding.spots[0]))


def _under(theirs: Sequence[Piece], spot: tuple[int, int]) -> list[Piece]:
    return [p for p in theirs if p.span.start < spot[1] and spot[0] < p.span.end]


def _is_held(piece: Piece, comparison: Comparison) -> bool:
    return any(a < piece.span.end and piece.span.start < b for f in comparison.of(SAME) for a, b in f.spots)


def _holders(free: Sequence[Piece], part: tuple[int, int], mine: Finding, theirs: Sequence[Piece]) -> list[Piece]:
    """Those of the other part that are of the kind of the claim's own, and that the claim does not name."""
    kinds = {(p.kind, class_of(p.text)) for p in _under(theirs, mine.spots[0])}
    return [p for p in free if part[0] <= p.span.start < part[1] and (p.kind, class_of(p.text)) in kinds]


def _is_thing(finding: Finding, text: str) -> bool:
    """Does a work's title stand right behind it: 小品《A》?"""
    return text[finding.spots[0][1] :][:1] in "《“" and finding.piece.kind == "word"


def _thing(text: str, part: tuple[int, int], mine: Finding) -> str:
    """What stands in the thing's place in a part of the row."""
    title = _TITLED.search(text, *part)
    width = mine.spots[0][1] - mine.spots[0][0]
    if title is None or title.start() - part[0] < width:
        return ""
    rival = text[title.start() - width : title.start()]
    return "" if rival == text[slice(*mine.spots[0])] else rival


def _phrases(statement: Statement, comparison: Comparison) -> Difference | None:
    """A claim's two halves of two phrases of one build: 大事自理, of 大事公开、小事自理."""
    for row in _PHRASES.finditer(comparison.report.text):
        phrases = row.group().split("、")
        for one in phrases:
            for other in phrases:
                alike = sum(a == b for a, b in zip(one, other, strict=True))
                head, tail = one[:2], other[2:]
                if one == other or not alike or one[:2] == other[:2] or one[2:] == other[2:]:
                    continue
                if one[1] != other[1] and one[3] != other[3]:
                    continue
                if re.search(f"{head}(?:要|应|须|必须|一律|应当|需要?)?{tail}", statement.text):
                    return Difference("name", head + tail, one)
    return None
