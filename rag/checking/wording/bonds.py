"""A statement laid against one sentence of a report: which of its pieces stand there too, bound to the same words.

A piece is the same only where it stands beside what it stands beside in the claim: in 一等奖3名、三等奖9名 the 9名 do
not speak for 一等奖. What stands in its place there is its rival.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.agreement import Reason
from index.agreement import compare as agree
from index.approximation import Kind
from index.quantities import Quantity
from index.records import Article, Span
from rag.checking.claim.parts import Piece, take_apart
from rag.checking.claim.when import When
from rag.checking.wording.spots import spots

SAME, OTHER, AROUND, ABSENT = "same", "other", "around", "absent"
"""In the sentence; another in its place; beside the sentence; nowhere near."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as it is compared: its words, its language and its pieces."""

    text: str
    lang: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One sentence of an article, with what stands around it."""

    article: Article
    span: Span
    text: str
    around: str
    """The sentences beside it and the headline lines."""
    whole: str = ""
    """The whole article."""
    known: float = 1.0
    """How much of the statement's sentence stands in the article, 0 to 1."""
    likeness: float = 0.0
    """The cosine of the statement's meaning and the sentence's."""
    page: tuple[str, ...] = ()
    """The other articles of its page, where it has one."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of a piece: `state`, how surely (0 to 1), and its rival where another stands in its place."""

    piece: Piece
    state: str
    strength: float
    rival: str = ""
    spots: tuple[tuple[int, int], ...] = ()
    bond: float = 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """A statement against a report.

    `share` is how much of what it says stands in the sentence or beside it, `inside` how much in the sentence itself;
    pieces with a rival are left out of both.
    """

    report: Report
    findings: tuple[Finding, ...]
    share: float
    inside: float
    dates: tuple[tuple[When, str, str], ...] = ()
    """(claimed, state, reported text)."""

    def of(self, state: str) -> list[Finding]:
        """The findings of one state."""
        return [finding for finding in self.findings if finding.state == state]


BREAK = re.compile(r"[，；。：！？]")
_PAUSE = re.compile(r"[、“”《》（）]")


def closeness(text: str, one: tuple[int, int], other: tuple[int, int]) -> float:
    """How closely two stretches of a sentence belong together: 1 side by side, less with every pause between."""
    low, high = (one, other) if one[0] <= other[0] else (other, one)
    if high[0] < low[1]:
        return 0.0 if one == other else 0.9
    gap = text[low[1] : high[0]]
    breaks = len(BREAK.findall(gap))
    if breaks:
        return max(0.1, 0.35 - 0.1 * breaks)
    if "、" in gap:
        return max(0.2, 0.5 - 0.05 * gap.count("、"))
    return max(0.6, 1.0 - 0.02 * len(_PAUSE.sub("", gap)))


class Bench:
    """One statement's pieces on one sentence."""

    def __init__(self, pieces: Sequence[Piece], report: Report, claim: str = "") -> None:
        self.claim = claim
        self.pieces = [piece for piece in pieces if piece.kind == "day" or piece.weight > 0]
        self.text, self.whole = report.text, report.whole
        self.theirs = take_apart(report.text)
        self.spots = {id(piece): self._spots(piece) for piece in self.pieces}

    def _spots(self, piece: Piece) -> list[tuple[int, int, float]]:
        if piece.kind == "day":
            return []
        if piece.kind not in ("figure", "clock"):
            return spots(piece, self.text)
        return [(p.span.start, p.span.end, 1.0) for p in self.theirs if self._equal(piece, p)]

    def _equal(self, piece: Piece, other: Piece) -> bool:
        if piece.figure is not None and other.figure is not None:
            if is_share(self.claim, piece) and is_sum(self.text, other) and not is_share(self.text, other):
                return False
            return bears_out(piece.figure, other.figure) or counts_times(piece.figure, other.figure)
        return piece.kind == other.kind == "clock" and piece.minute == other.minute

    def neighbours(self, piece: Piece) -> list[tuple[Piece, float, int]]:
        """The claim's pieces beside this one, with how much each counts and on which side it stands."""
        n = next(i for i, p in enumerate(self.pieces) if p is piece)
        return [
            (self.pieces[n + step], (1.0, 0.5, 0.25)[abs(step) - 1], step)
            for step in (-3, -2, -1, 1, 2, 3)
            if 0 <= n + step < len(self.pieces) and self.pieces[n + step].kind != "day"
        ]

    def bond(self, piece: Piece, spot: tuple[int, int], *, words: bool = False) -> float:
        """How well a stretch of the sentence is bound to what the piece is bound to in the claim, 0 to 1."""
        total = strength = 0.0
        for near, weight, _ in self.neighbours(piece):
            where = [(a, b) for a, b, _ in self.spots[id(near)] if not (a <= spot[0] and spot[1] <= b)]
            if not where or (words and near.kind == piece.kind):
                continue
            total += weight
            strength += weight * max(self._tie(piece, spot, at) for at in where)
        if not total and piece.tag == "agent":
            known = [(a, b) for p in self.pieces for a, b, _ in self.spots[id(p)] if p is not piece]
            return max((closeness(self.text, spot, at) for at in known), default=0.0)
        return strength / total if total else 0.0

    def _tie(self, piece: Piece, spot: tuple[int, int], at: tuple[int, int]) -> float:
        tie = closeness(self.text, spot, at)
        # who did it stands before what was done: what begins another clause is bound to that one
        return tie * 0.5 if piece.kind in ("name", "body", "title") and spot[0] > at[1] and tie < 0.4 else tie


def bears_out(claimed: Quantity, reported: Quantity) -> bool:
    """Does a reported amount bear out a claimed one? The claim may be the rougher of the two, not the finer."""
    outcome = agree(claimed, reported)
    if outcome.reason is Reason.ROUNDED:
        return _digits(claimed) <= _digits(reported)
    if Kind.RANGE is claimed.kind is reported.kind:
        return (claimed.low, claimed.high) == (reported.low, reported.high)
    if outcome.reason is Reason.WITHIN and claimed.kind is not Kind.RANGE:
        low, high = sorted((claimed.amount, reported.amount))
        return high <= WITHIN * low
    return outcome.agrees


WITHIN = 2
"""How many times the other the one may be where a bound admits it: 60 is up to 100,000, but is not what that says."""
_EACH = re.compile(
    r"(?:每[\u4e00-\u9fff]|人均|户均|各)[^，。；！？]{0,14}$|\b(?:each|every|per|apiece)\b[^,.;]{0,40}$", re.I
)
_EACH_OF = re.compile(r"\b(?:each|every one) of (?:the |these |those |its |their )?$", re.I)
"""Each of the five: the five are all of them."""
_EACH_AFTER = re.compile(r"^\s?(?:each|apiece|per |a head|an? (?:person|household|mu|year|month|day|week))\b", re.I)
_SUM = re.compile(r"(?:共计?|合计|总计|累计|总额|总量|总共)[^，。；！？]{0,6}$")


def is_share(text: str, piece: Piece) -> bool:
    """Is a figure said to be what each gets, not what all get together?"""
    before = _EACH_OF.sub("", text[: piece.span.start])
    return bool(_EACH.search(before) or _EACH_AFTER.match(text[piece.span.end :]))


def is_sum(text: str, piece: Piece) -> bool:
    """Does a Chinese sentence say of a figure that it is a total?"""
    return bool(_SUM.search(text[: piece.span.start]))


def _digits(quantity: Quantity) -> int:
    """Significant digits, so that 1.2万 has two."""
    return len(format(quantity.value.normalize(), "E").split("E")[0].replace(".", "").strip("-"))


def counts_times(one: Quantity, other: Quantity) -> bool:
    """第52次 and 52 times, 30th anniversary and 30周年: the same number of times or years."""
    ordered = [q for q in (one, other) if q.role == "ordinal" or q.dimension == "times"]
    counted = [q for q in (one, other) if q.unit in _TIMES]
    return one.value == other.value and bool(ordered) and (bool(counted) or len(ordered) == 2)


_TIMES = ("次", "届", "周年", "年", "回", "场")
