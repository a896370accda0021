"""Two told in a row: 甲班收全额，乙班收50% says nothing of 乙班 and all of it, though both stand there.

A claim's subject opens one clause of the sentence, what is said of it stands in another one alone, and that other
clause opens with a subject of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index.agreement import same_kind
from rag.answers import Difference
from rag.checking.claim.parts import Piece, take_apart
from rag.checking.claim.plain_words import SAYS_NOTHING
from rag.checking.settings.where import rank_of
from rag.checking.wording.bonds import SAME, Comparison, Finding, Statement, bears_out

_BREAK = re.compile("[，；。：]")
_AGED = re.compile("周?岁$")
"""Who is meant may be told by an age alone: 80岁以上只收5元."""
_OPENING = 4
"""Signs at the head of a clause within which its subject begins: 其中, 另有 go before."""


def find_parallels(statement: Statement, comparison: Comparison) -> list[Difference]:
    """At most one difference: what the claim says of one is said of another in the row."""
    text = comparison.report.text
    clauses = _clauses(text)
    told = [f for f in comparison.findings if f.state == SAME and f.piece.weight >= 1 and f.spots]
    subjects = [f for f in told if _is_noun(f.piece) or _AGED.search(f.piece.text)]
    told = [f for f in told if len(f.spots) == 1]
    theirs = take_apart(text)
    for value in (f for f in told if _is_value(f, text)):
        home = _clause_of(clauses, value.spots[0][0])
        for subject in subjects:
            spots = [(a, b) for a, b in subject.spots if text[a:b] not in SAYS_NOTHING]
            places = [clause for a, _ in spots if _opens(clause := _clause_of(clauses, a), a)]
            if len(places) != 1 or home in places or subject is value:
                continue
            other = _subject(theirs, home)
            rival = _rival([p for p in theirs if not _is_held(p, comparison)], places[0], value, text)
            apart = subject.piece.kind == "figure" or (
                other and not _is_claimed(other, subject.piece, statement, comparison)
            )
            if apart and rival:
                return [Difference(_kind(value), value.piece.text, rival)]
    return []


def _clauses(text: str) -> list[tuple[int, int]]:
    edges = [0, *(m.end() for m in _BREAK.finditer(text)), len(text)]
    return [(a, b) for a, b in pairwise(edges) if a < b]


def _clause_of(clauses: list[tuple[int, int]], at: int) -> tuple[int, int]:
    return next((clause for clause in clauses if clause[0] <= at < clause[1]), clauses[-1])


def _is_noun(piece: Piece) -> bool:
    return piece.kind in ("body", "name") or (
        piece.kind == "word" and piece.tag[:1] in ("n", "j", "") and not piece.denied
    )


def _is_value(finding: Finding, text: str) -> bool:
    """Is it a figure, how much of it all, or which prize?"""
    piece = finding.piece
    if piece.text in _SHARES or _PRIZE.search(text, *finding.spots[0]):
        return True
    return piece.kind in ("figure", "clock") and not _AGED.search(piece.text)


_PRIZE = re.compile("[金银铜]奖|[特一二三]等奖|[冠亚季]军|优秀奖|鼓励奖|组织奖")
_SHARES = ("全额", "半额", "全价", "半价", "免费")


def _opens(clause: tuple[int, int], at: int) -> bool:
    """Does what begins there open its clause?"""
    return at - clause[0] <= _OPENING


def _subject(theirs: tuple[Piece, ...], clause: tuple[int, int]) -> Piece | None:
    """The noun that opens a clause; what stands before it there says of which sort it is (特困人员)."""
    opening = [p for p in theirs if clause[0] <= p.span.start <= clause[0] + _OPENING and p.weight >= 0.5]
    return next((p for p in opening[:2] if p.span.start < clause[1] and _is_noun(p)), None)


def _rival(theirs: Sequence[Piece], clause: tuple[int, int], value: Finding, text: str) -> str:
    """What is said of the subject itself, of the same kind."""
    mine = _PRIZE.search(text, *value.spots[0])
    if mine:
        others = {match.group() for match in _PRIZE.finditer(text, *clause)}
        return next(iter(others)) if others and mine.group() not in others else ""
    inside = [p for p in theirs if clause[0] <= p.span.start < clause[1]]
    figure = value.piece.figure
    if figure is not None:
        return next(
            (
                p.text
                for p in inside
                if p.figure is not None and same_kind(figure, p.figure) and not bears_out(figure, p.figure)
            ),
            "",
        )
    shares = [p.text for p in inside if p.text in _SHARES or (p.figure is not None and p.figure.dimension == "share")]
    return shares[0] if shares else ""


def _is_claimed(other: Piece, mine: Piece, statement: Statement, comparison: Comparison) -> bool:
    """Does the claim name the other subject too, or may it be the area that the claim's own lies in?"""
    if other.text in statement.text or rank_of(other.text) not in (None, rank_of(mine.text)):
        return True
    return any(a <= other.span.start < b for f in comparison.of(SAME) for a, b in f.spots)


def _is_held(piece: Piece, comparison: Comparison) -> bool:
    """Does a piece of the claim stand there?"""
    span = piece.span
    return any(a < span.end and span.start < b for f in comparison.of(SAME) for a, b in f.spots)


def _kind(value: Finding) -> str:
    if value.piece.kind in ("figure", "clock"):
        return "number"
    return "other" if value.piece.text in _SHARES else "name"
