"""What to name where a sentence gainsays a statement and no rule says in what: the piece that is most likely wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rag.answers import Difference
from rag.checking.claim.parts import Piece
from rag.checking.claim.phrases_en import ACTORS, HEADS
from rag.checking.contrasts.rivals import class_of
from rag.checking.verdict.strangers import Stranger
from rag.checking.wording.bonds import ABSENT, BREAK, SAME, Comparison, Finding, Statement
from rag.facts.negation import NOT

_LONG = 24
"""Characters of a clause that are shown."""
_NOT_EN = re.compile(r"\b(?:not|no|never|nobody|none|neither|nor|without)\b|n't\b", re.I)


def name_difference(statement: Statement, comparison: Comparison, strangers: Sequence[Stranger]) -> Difference:
    """The difference that is likeliest: another of the kind, a denial, or the first piece that is lost."""
    clause = _clause(comparison)
    if strangers:
        return max(strangers, key=lambda one: (one.sort != "noun", one.bond)).difference
    claim, text = statement.text, comparison.report.text
    doer = _the_one(statement, comparison)
    if doer:
        return Difference(doer[0], doer[1], clause)
    if bool(NOT.search(claim) or _NOT_EN.search(claim)) != bool(NOT.search(clause)):
        return Difference("negation", _short(claim), clause)
    lost = [f for f in comparison.findings if f.state != SAME and f.piece.weight >= 0.5]
    kinds = {"figure": "number", "clock": "number", "title": "name"}
    for piece in (f.piece for f in sorted(lost, key=_likelihood)):
        kind = kinds.get(piece.kind, "")
        if piece.kind == "name":
            kind = "person"
        elif piece.kind == "body":
            kind = "place" if class_of(piece.text) in ("area", "site") else "organisation"
        elif piece.kind == "word":
            kind = _kind(piece)
        return Difference(kind, piece.text, clause)
    figures = any(f.piece.kind == "figure" for f in comparison.findings)
    return Difference("number" if figures else "name", _short(claim), clause or _short(text))


_ONE = re.compile("的是(?P<who>[^，。；]{2,20})[。！]?$")


def _the_one(statement: Statement, comparison: Comparison) -> tuple[str, str] | None:
    """Of whom a statement says that it was he who did it (送饭的是某医生甲), and what kind that is."""
    match = _ONE.search(statement.text) if statement.lang == "zh" else None
    pieces = [f.piece for f in comparison.findings if match and f.piece.span.start >= match.start("who")]
    if not match or not any(piece.kind in ("name", "body") for piece in pieces):
        return None
    return "person" if any(piece.kind == "name" for piece in pieces) else "organisation", match["who"]


def _likelihood(finding: Finding) -> tuple[bool, bool, bool]:
    """What the article lacks before what it has elsewhere; names before words, words that are translated first."""
    piece = finding.piece
    named = piece.kind != "word" or (bool(piece.forms) and bool(piece.span.start) and piece.text[:1].isupper())
    return (finding.state != ABSENT, not named, any(form == "\0" for form, _ in piece.forms))


_RUNS = re.compile("(?:[^体关]系|公司|集团|银行|物业|[局厅社站馆院])$")
_PLACE = re.compile("[省市县区镇乡村]$")


def _kind(piece: Piece) -> str:
    """What kind of thing a word is, as a difference is called."""
    if piece.tag == "ns" or any(_PLACE.search(form) for form, _ in piece.forms):
        return "place"
    heads = {form for head in (HEADS, ACTORS) for form in head.get(piece.text.lower().split()[-1], ())}
    if heads or _RUNS.search(piece.text):
        return "organisation"
    return "negation" if piece.tag.startswith(("v", "a")) else "name"


def _clause(comparison: Comparison) -> str:
    """The clause of the sentence in which most of the statement stands."""
    text = comparison.report.text
    ends = [0, *(m.end() for m in BREAK.finditer(text)), len(text)]
    found = [a for f in comparison.findings for a, _ in f.spots[:1]]
    clauses = [(sum(low <= a < high for a in found), text[low:high]) for low, high in pairwise(ends)]
    return _short(max(clauses, key=lambda one: one[0])[1])


def _short(text: str) -> str:
    bare = text.strip(" 　，；。：！？.,;:!?")
    return bare if len(bare) <= _LONG else bare[:_LONG] + "…"
