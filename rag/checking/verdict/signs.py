"""Everything that is read of one sentence laid against a statement, in one row: what `weighing.py` judges by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.agreement import same_kind
from rag.answers import Difference
from rag.checking.claim.parts import Piece, take_apart
from rag.checking.contrasts.rivals import find_rival
from rag.checking.figures.directions import clauses_of, way
from rag.checking.verdict import bearing, opposing
from rag.checking.verdict.bearing import is_turned, is_vetoed, read_bearing, shared_pairs
from rag.checking.verdict.opposing import Field, fit, is_of_something_else, read_opposing
from rag.checking.verdict.plain import is_borne_out, is_gainsaid
from rag.checking.verdict.strangers import Stranger
from rag.checking.wording.alignment import Met, covered, meet
from rag.checking.wording.bonds import ABSENT, AROUND, OTHER, SAME, Bench, Comparison, Statement
from rag.facts.negation import NOT

CLASSES = ("verb", "noun", "other")
HARD = ("figure", "name", "body", "title", "proper")
STATES = (SAME, OTHER, AROUND, ABSENT)
MET = 0.3
"""How well a word must be met not to be lost."""
_NOT_EN = re.compile(r"\b(?:not|no|never|nobody|none|neither|nor|without|cannot|refused|failed)\b|n't\b", re.I)
_ONLY = re.compile(r"[只仅唯]|\b(?:only|sole|just)\b", re.I)
_ALL = re.compile(r"[都全各均每]|所有|一律|\b(?:all|every|each|whole)\b", re.I)

ALONE = (
    *(f"b_{name}" for name in bearing.SIGNS),
    *(f"o_{name}" for name in opposing.SIGNS),
    "borne_out", "gainsaid", "vetoed", "turned", "something_else", "denied",
    "met_all", "met_least", *(f"{what}_{sort}" for sort in CLASSES for what in ("has", "least", "mean", "lost")),
    *(f"{state}_{kind}" for kind in HARD for state in STATES),
    "figure_in_article", "figure_alike", "figure_free", "figure_shuffled", "figure_near",
    "name_free", "name_in_article", "body_in_article",
    "signs_in", "signs_around", "signs_article", "pairs_article",
    "not_claimed", "not_reported", "not_differ", "only_claimed", "only_reported", "all_claimed", "all_reported",
    "turned_way", "same_way", "figure_bond", "figure_outdone",
    "copula", "length", "report_length", "rank", "fit", "strangers", "dates", "around_known",
)  # fmt: skip
"""What is read of a sentence by itself, in the order of the weights."""
BESIDE = ("met_all", "b_share", "borne_out", "gainsaid", "b_likeness", "signs_in", "fit", "b_inside")
"""What is also read of the other sentences: the most that any of them has, and how much more this one has."""
SIGNS = (*ALONE, *(f"{how}_{name}" for name in BESIDE for how in ("over", "others")))


def read_signs(
    statement: Statement,
    comparison: Comparison,
    field: Field,
    differences: Sequence[Difference],
    strangers: Sequence[Stranger],
    *,
    denied: bool,
) -> NDArray[np.float64]:
    """The signs (ALONE,) of one sentence; `differences` are what differs, `strangers` what may."""
    stranger = max(strangers, key=lambda one: one.bond, default=None)
    borne = read_bearing(statement, comparison)
    shown = differences or ((stranger.difference,) if stranger else ())
    against = read_opposing(statement, comparison, shown, field, None if differences else stranger)
    met = meet(comparison)
    report, claim = comparison.report, statement.text
    figures = [m.piece for m in met if m.piece.kind == "figure"]
    theirs = take_apart(report.text)
    lost = [m.piece for m in met if m.finding.state in (ABSENT, AROUND)]
    taken = [spot for m in met for spot in m.finding.spots]
    free = [p for p in theirs if not any(a < p.span.end and p.span.start < b for a, b in taken)]
    alike = [
        (mine, other)
        for mine in figures
        if mine in lost or any(m.piece is mine and m.finding.state == OTHER for m in met)
        for other in free
        if mine.figure and other.figure and same_kind(mine.figure, other.figure)
    ]
    held = [m.finding for m in met if m.piece.kind == "figure" and m.finding.state == SAME]
    bench = Bench(statement.pieces, report, claim) if held else None
    turned = way(claim) * way(clauses_of(report.text, held))
    negations = [bool(NOT.search(claim) or _NOT_EN.search(claim)), bool(NOT.search(report.text))]
    total = sum(m.piece.weight for m in met) or 1.0
    return np.array(
        [
            *borne,
            *against,
            is_borne_out(statement, comparison) and not differences,
            bool(differences) and is_gainsaid(statement, comparison, differences, field),
            is_vetoed(borne, statement.lang),
            is_turned(statement, comparison),
            is_of_something_else(against, statement.lang),
            denied,
            sum(m.piece.weight * m.strength for m in met) / total,
            min((m.strength for m in met if m.piece.weight >= 0.5), default=1.0),
            *(value for sort in CLASSES for value in _class(met, sort)),
            *(
                sum(m.finding.state == state for m in met if _sort(m.piece) == kind)
                for kind in HARD
                for state in STATES
            ),
            sum(p.text in report.whole for p in figures if p in lost),
            bool(alike),
            sum(p.kind == "figure" for p in free) / 4,
            any(_digits(a) == _digits(b) and a.text != b.text for a, b in alike),
            any(_near(a, b) for a, b in alike),
            any(p.kind == "name" for p in free),
            sum(p.text in report.whole for p in lost if p.kind == "name"),
            sum(p.text in report.whole for p in lost if p.kind == "body"),
            covered(claim, report.text),
            covered(claim, report.text + report.around),
            covered(claim, report.whole),
            shared_pairs(claim, report.whole),
            *negations,
            negations[0] != negations[1],
            bool(_ONLY.search(claim)),
            bool(_ONLY.search(report.text)),
            bool(_ALL.search(claim)),
            bool(_ALL.search(report.text)),
            turned < 0,
            turned > 0,
            min((f.bond for f in held), default=1.0),
            max((find_rival(bench, f.piece)[1] - f.bond for f in held if bench), default=0.0),
            bool(bearing.COPULA.search(claim)),
            min(1.0, len(met) / 12),
            min(1.0, len(report.text) / 120),
            min(1.0, next((n for n, c in enumerate(field.ranked) if c is comparison), 9) / 9),
            fit(comparison),
            len(strangers) / 3,
            len(comparison.dates),
            field.known,
        ],
        dtype=np.float64,
    )


def _sort(piece: Piece) -> str:
    if piece.kind == "word":
        return "proper" if piece.tag in ("ns", "nr", "nz", "nt") else "word"
    return "figure" if piece.kind == "clock" else piece.kind


def _class(met: Sequence[Met], sort: str) -> Iterable[float]:
    """Has it such words; how well is the least met; all of them; the share that is lost."""
    words = [m for m in met if m.piece.kind == "word" and m.piece.weight >= 0.4 and _class_of(m.piece) == sort]
    if not words:
        return (0.0, 1.0, 1.0, 0.0)
    strengths = [m.strength for m in words]
    return (1.0, min(strengths), sum(strengths) / len(words), sum(s < MET for s in strengths) / 3)


def _class_of(piece: Piece) -> str:
    return {"v": "verb", "n": "noun"}.get(piece.tag[:1], "other")


def _digits(piece: Piece) -> str:
    return "".join(sorted(re.sub(r"[.0]", "", str(piece.figure.value)))) if piece.figure else ""


def _near(one: Piece, other: Piece) -> bool:
    """Is the one figure within a quarter of the other?"""
    if not one.figure or not other.figure:
        return False
    low, high = sorted((float(one.figure.amount), float(other.figure.amount)))
    return high > 0 and low >= 0.75 * high


def set_beside(rows: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """The signs (sentences, SIGNS) of all sentences, each with what the others have."""
    alone = np.array(rows).reshape(-1, len(ALONE))
    columns = []
    for name in BESIDE:
        values = alone[:, ALONE.index(name)]
        others = np.array([max([*values[:n], *values[n + 1 :]], default=0.0) for n in range(len(values))])
        columns += [values - others, others]
    return np.hstack([alone, np.array(columns).T]) if len(alone) else np.zeros((0, len(SIGNS)))
