"""Whether what differs from a statement is a difference of fact: the signs, weighed in `weighing.py`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from rag.answers import Difference
from rag.checking.claim.parts import take_apart
from rag.checking.verdict.bearing import HARD, is_of_another, lost_verb, shared_pairs
from rag.checking.verdict.strangers import Stranger
from rag.checking.wording.bonds import ABSENT, AROUND, OTHER, SAME, Comparison, Statement

KINDS = ("number", "date", "place", "person", "organisation", "name", "negation")
SIGNS = (
    "rest_share", "rest_inside", "rest_lost", "rest_hard", "rest_verb", "rest_weak", "known", "known_ratio", "fit_gap",
    "date_absent", "date_same", "date_other", "kinds", *KINDS, "kin", "another_subject", "elsewhere", "guessed", "bond",
    "others", "alike", "in_sentence", "differences", "pairs", "pieces", "shown", "figure", "of_name", "of_body",
    "of_title", "of_noun", "of_day", "sized", "unlike_noun", "lost_others", "likeness",
)  # fmt: skip
"""What is read of a sentence that differs, in the order of the weights."""
INSIDE = 0.35
"""How much of a statement must stand in a sentence for another day to be the same event's."""
FARTHER = 0.5
"""How much less than the nearest sentence one that differs may say, to speak of the same matter."""
SAME_STORY = 0.8
"""An article that says less than this share of what the best one says of a statement tells another story."""
VERB_LOST = 0.3
"""How much of a verb may be lost for the same to have been done."""
NUMBER_LOST = 0.15
"""How much of an English statement may be lost where another figure or day is taken for its own."""
NEARER = 0.15
"""How much more of a statement must stand in one sentence than in another for it to speak of it rather."""


@dataclass(frozen=True, slots=True)
class Field:
    """All sentences laid against a statement, the best fitting first; what one of them weighs depends on the others."""

    ranked: tuple[Comparison, ...]
    fit: float
    known: float

    @classmethod
    def of(cls, comparisons: Sequence[Comparison]) -> Field:
        """Ordered by `fit`."""
        ranked = tuple(sorted(comparisons, key=lambda c: -fit(c)))
        return cls(ranked, fit(ranked[0]) if ranked else 0.0, max((c.report.known for c in ranked), default=0.0))


def read_opposing(
    statement: Statement,
    comparison: Comparison,
    differences: Sequence[Difference],
    field: Field,
    stranger: Stranger | None = None,
) -> NDArray[np.float64]:
    """The signs (SIGNS,) of a sentence that differs, or may differ by a `stranger`."""
    named = [f for f in comparison.findings if f.state == OTHER or is_named(f.piece.text, differences)]
    rest = tuple(f for f in comparison.findings if f not in named)
    if stranger and stranger.finding:
        rest = tuple(f for f in rest if f is not stranger.finding)
    total = sum(f.piece.weight for f in rest) or 1.0
    lost = [f for f in rest if f.state == ABSENT]
    words = [f for f in rest if f.piece.kind == "word" and f.piece.weight >= 1]
    states = [state for _, state, _ in comparison.dates]
    kinds = {d.kind for d in differences}
    text, sort = comparison.report.text, stranger.sort if stranger else ""
    return np.array(
        [
            sum(f.piece.weight * f.strength for f in rest) / total,
            sum(f.piece.weight * f.strength for f in rest if f.state == SAME) / total,
            sum(f.piece.weight * (1 - f.strength) for f in lost) / total,
            sum(f.piece.kind in HARD or bool(f.piece.sound) for f in lost),
            lost_verb(rest),
            sum(f.strength < 0.5 for f in words) / max(1, len(words)),
            comparison.report.known,
            comparison.report.known / field.known if field.known else 0.0,
            field.fit - fit(comparison),
            states.count(ABSENT),
            states.count(SAME),
            states.count(OTHER),
            len(kinds),
            *(kind in kinds for kind in KINDS),
            is_of_another(replace(comparison, findings=rest)),
            speaks_of_another(comparison),
            stranger is None and is_reported(differences, field.ranked, comparison),
            stranger is not None,
            stranger.bond if stranger else max((f.bond for f in named), default=0.0),
            min(1.0, stranger.others / 4) if stranger else 0.0,
            stranger is not None and stranger.alike,
            any(f.spots for f in named),
            min(1.0, len(differences) / 4),
            shared_pairs(statement.text, text),
            min(1.0, len(rest) / 8),
            sum(d.reported in text for d in differences) / max(1, len(differences)),
            any(f.piece.kind in ("figure", "clock") for f in named),
            *(sort == one for one in ("name", "body", "title", "noun", "day")),
            stranger is not None and stranger.sized,
            sort == "noun" and stranger is not None and not stranger.alike,
            min(1.0, len(lost) / 4),
            comparison.report.likeness,
        ],
        dtype=np.float64,
    )


def is_unsure(signs: NDArray[np.float64]) -> bool:
    """Is a second name or figure of the statement lost, so that the sentence may speak of something else?"""
    return bool(signs[SIGNS.index("rest_hard")])


def is_of_something_else(signs: NDArray[np.float64], lang: str) -> bool:
    """May the sentence speak of something else, whatever the weights say?

    So where it knows nothing of the claim's kin, deed, second name or figure or, in part, of its day and its subject.
    """
    sign = dict(zip(SIGNS, signs, strict=True))
    if (
        sign["kin"]
        or sign["rest_hard"]
        or sign["fit_gap"] > FARTHER
        or (lang == "zh" and sign["rest_verb"] > VERB_LOST)
    ):
        return True
    if not sign["guessed"] and sign["known_ratio"] < SAME_STORY:
        return True
    if sign["date"] and sign["kinds"] == 1 and sign["rest_inside"] < INSIDE:
        return True
    if lang != "zh" and sign["date"] and not sign["date_same"] and sign["rest_lost"] > NUMBER_LOST:
        return True
    if not sign["number"]:
        return False
    if sign["another_subject"] and sign["rest_inside"] < 0.5:
        return True
    return lang != "zh" and bool(sign["in_sentence"] or sign["date_absent"] or sign["rest_lost"] > NUMBER_LOST)


def fit(comparison: Comparison) -> float:
    """How much of the statement stands in the sentence; what stands beside it counts half."""
    dates = [state for _, state, _ in comparison.dates]
    return (
        comparison.inside
        + 0.5 * comparison.share
        + 0.5 * comparison.report.known
        + 0.2 * sum(state == SAME for state in dates)
        + 0.15 * sum(state == AROUND for state in dates)
        + 0.15 * sum(state == OTHER and bool(when.end) and "至" in said for when, state, said in comparison.dates)
        + 0.15 * sum(f.state in (SAME, OTHER) for f in comparison.findings if f.piece.kind in ("figure", "clock"))
    )


def is_reported(differences: Sequence[Difference], ranked: Sequence[Comparison], comparison: Comparison) -> bool:
    """Does a sentence that says more of the statement have the very figure, title or name that this one lacks?"""
    lacks = {f.piece.text for f in comparison.of(OTHER) if f.piece.kind in ("figure", "clock", "title")}
    if not {d.claimed for d in differences} <= lacks:
        return False
    for better in ranked:
        if better is comparison:
            return False
        held = {f.piece.text for f in better.findings if f.state == SAME}
        figures = all(d.kind == "number" for d in differences)
        if (
            better.share >= 0.6
            and (figures or better.inside >= comparison.inside + NEARER)
            and all(d.claimed in held for d in differences)
        ):
            return True
    return False


_THIS = re.compile("[这该此其]")


def speaks_of_another(comparison: Comparison) -> bool:
    """Does the sentence begin with a subject of its own while the claim's stands elsewhere?"""
    first = next(iter(comparison.findings), None)
    if first is None or first.piece.kind not in ("body", "name") or first.state == SAME or first.state == OTHER:
        return False
    theirs = take_apart(comparison.report.text)
    head = next((p for p in theirs if p.weight > 0 and p.kind != "day"), None)
    claimed = {f.piece.text for f in comparison.findings}
    if head is None or head.kind not in ("body", "name") or head.span.start > 2:
        return False
    same = first.piece.text.endswith(head.text[-3:]) or _THIS.match(comparison.report.text)
    return head.text not in claimed and not same


def is_named(text: str, differences: Sequence[Difference]) -> bool:
    """Is a piece what one of the differences is about?"""
    return any(text in d.claimed or d.claimed in text for d in differences)
