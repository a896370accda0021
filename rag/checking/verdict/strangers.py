"""What a claim names and its article does not: the sentence that says all the rest has another of the kind there.

Only a guess at the difference. Whether it is one is learned (`weighing.py`): from how much of the rest stands in the
sentence, how closely the other is bound to it, and how many others there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.agreement import same_kind
from rag.answers import Difference
from rag.checking.claim.parts import Piece
from rag.checking.claim.phrases_en import ACTORS, HEADS
from rag.checking.claim.when import find_when, same_days
from rag.checking.contrasts.rivals import class_of
from rag.checking.figures.counted import counts_nothing
from rag.checking.verdict.bearing import shared_pairs
from rag.checking.wording.bonds import ABSENT, AROUND, SAME, Bench, Comparison, Finding, Statement

_PROPER = ("ns", "nr", "nz", "nt")
HALF = 0.5
"""A piece of which this share stands in the sentence was cut wrongly: 率兴县."""
_NAMING = ("n", "j", "b", "s", "i", "l")
"""First letters of the tags of words that name."""


@dataclass(frozen=True, slots=True)
class Stranger:
    """A guessed difference, how well its reported side is bound (0 to 1), and how many others might be it."""

    finding: Finding | None
    """None for a date."""
    difference: Difference
    bond: float
    others: int
    alike: bool
    """Do both end in the same sign?"""
    sort: str
    """What kind of piece it is: a kind of `parts.KINDS`, `noun` or `day`."""
    sized: bool = False
    """Are both as long?"""


def find_strangers(statement: Statement, comparison: Comparison) -> list[Stranger]:
    """A guess for each piece of the statement that stands nowhere in the article; the best bound of its kind."""
    if not comparison.of(SAME):
        return []
    found = _days(comparison)
    lost = [f for f in comparison.findings if _is_strange(f, statement, comparison.report.text)]
    if not lost:
        return found
    bench = Bench(statement.pieces, comparison.report, statement.text)
    taken = [spot for f in comparison.findings for spot in f.spots]
    for finding in lost:
        rivals = [
            (bench.bond(finding.piece, spot), text)
            for kind, text, spot in _free(bench, taken)
            if _is_alike(finding.piece, kind, text, bench) and text not in statement.text
        ]
        if rivals:
            bond, text = max(rivals)
            mine = finding.piece
            sort = "noun" if mine.kind == "word" and mine.tag not in _PROPER else mine.kind
            found.append(
                Stranger(
                    finding,
                    Difference(_kind(statement, mine, text), mine.text, text),
                    bond,
                    len(rivals) - 1,
                    not mine.forms and text[-1] == mine.text[-1],
                    sort,
                    len(text) == len(mine.text),
                )
            )
    return found


def _days(comparison: Comparison) -> list[Stranger]:
    """A year, month or day of the statement that the sentence has not, where it has another as fine."""
    report = comparison.report
    said = [w for w in find_when(report.text, published=report.article.published) if not w.weekday]
    found = []
    for claimed, state, _ in comparison.dates:
        length = (claimed.days.last - claimed.days.first).days
        if state == SAME or claimed.weekday:
            continue
        others = [w for w in said if abs((w.days.last - w.days.first).days - length) <= (1 if length < 300 else 3)]
        if others and not any(same_days(claimed, w) for w in others):
            difference = Difference("date", claimed.text, others[0].text)
            found.append(Stranger(None, difference, 1.0 if state == ABSENT else 0.5, len(others) - 1, False, "day"))
    return found


def _is_strange(finding: Finding, statement: Statement, text: str) -> bool:
    piece = finding.piece
    if finding.state not in (ABSENT, AROUND) or finding.strength >= 0.6:
        return False
    if shared_pairs(piece.text, text) >= HALF:
        return False
    if finding.state == AROUND and piece.kind not in ("figure", "clock"):
        return False
    if piece.kind in ("figure", "clock", "name", "title", "body"):
        return True
    if statement.lang == "zh":
        return piece.tag[:1] in _NAMING and piece.weight >= 1
    return piece.weight >= 0.7 and (piece.text[:1].isupper() or piece.weight >= 1.5) and piece.tag != "title"


def _free(bench: Bench, taken: list[tuple[int, int]]) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """(kind, text, place) of what the sentence names beyond what the claim names of it."""
    for piece in bench.theirs:
        start, end = piece.span.start, piece.span.end
        inner = [b for a, b in taken if a <= start < b < end]
        start = max([start, *inner])  # 某县城延安街: the claim has 某县
        if any(a < end and start < b for a, b in taken) or end - start < 2:
            continue
        if piece.kind == "day" or (piece.kind == "word" and (piece.tag[:1] not in _NAMING or piece.weight < 1)):
            continue
        yield piece.kind if piece.kind != "word" else piece.tag, bench.text[start:end], (start, end)


def _is_alike(piece: Piece, kind: str, text: str, bench: Bench) -> bool:
    """May the one stand where the other stands?"""
    if piece.kind in ("figure", "clock"):
        theirs = [p for p in bench.theirs if p.kind == piece.kind and p.text == text]
        if piece.kind == "clock" or piece.figure is None:
            return bool(theirs)
        return any(
            p.figure is not None and same_kind(piece.figure, p.figure) and not counts_nothing(bench.text, p, piece)
            for p in theirs
        )
    if piece.kind == "title":
        return kind == "title"
    if piece.forms or piece.sound:
        return _is_alike_en(piece, kind, text)
    if piece.kind == "name" or piece.tag == "nr":
        return kind in ("name", "nr")
    if piece.tag == "ns":
        return kind == "ns" or (kind == "body" and class_of(text) == "area")
    if piece.kind == "body":
        return kind == "body" and class_of(text) == class_of(piece.text)
    if piece.tag in _PROPER:
        return kind == piece.tag or kind == "body"
    if text[-1] != piece.text[-1]:
        return False  # 停车场 for 煤场; of others nobody knows whether they are of one kind
    return kind not in (*_PROPER, "figure", "clock", "title", "name")


def _is_alike_en(piece: Piece, kind: str, text: str) -> bool:
    words = piece.text.lower().split()
    heads = [form for word in words[-1:] for form in (*HEADS.get(word, ()), *ACTORS.get(word, ()))]
    if heads:
        wanted = {class_of(head) for head in heads}
        return kind == "body" and (class_of(text) in wanted or (kind == "body" and "house" in wanted))
    if piece.sound and len(piece.text.split()) == 2:
        return kind in ("name", "nr")
    if piece.kind == "word" and piece.weight >= 1.5:
        return kind in ("body", "nt")
    return kind in ("name", "body", *_PROPER)


def _kind(statement: Statement, piece: Piece, text: str) -> str:
    if piece.kind in ("figure", "clock"):
        return "number"
    if piece.kind == "title" or (piece.kind == "word" and not piece.forms and piece.tag not in _PROPER):
        return "place" if re.search("[在到位于]$", statement.text[: piece.span.start]) else "name"
    if piece.kind == "name" or piece.tag == "nr":
        return "place" if class_of(text) in ("area", "site") and len(text) > 2 else "person"
    sort = class_of(text)
    if piece.tag == "ns" or re.search("(?:在|到|位于)$", statement.text[: piece.span.start]):
        return "place"
    return "organisation" if sort in ("actor", "house") else "place"
