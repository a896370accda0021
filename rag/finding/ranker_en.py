"""A learned order of the articles that an English question found, by the places of its words' translations in them.

As in rag/finding/ranker.py a weighted sum of cheap features, fitted by a softmax over a question's candidates
(training/ranker.py). Few, for English questions with their answers are few: more of them fit no better (RESULTS.md).
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.finding.likeness import liken_candidates
from rag.finding.ranker import Candidate, crowd, fold_article
from rag.questions.terms import Term

FEATURES_EN = ("fused", "kin", "neighbours", "held", "together", "lead")

WINDOW = 60
"""Characters of a clause or two (as in rag/finding/ranker.py)."""

LEAD = 200
"""Characters of headline and lead, where news says what it is about."""

PLACES_MOST = 8
"""Places of one form that are looked at."""

TOUCH, REACH = 4, 8.0
"""Characters up to which two words stand side by side, and over which that falls to 1/e."""


@cache
def load_weights_en() -> NDArray[np.float64]:
    """The learned weights in the order of FEATURES_EN."""
    table = json.loads((Path(__file__).parent / "ranker_en.json").read_text("utf-8"))["weights"]
    return np.array([table[name] for name in FEATURES_EN])


def rank_translated(
    terms: Sequence[Term], candidates: Sequence[Candidate], fused: Sequence[float]
) -> NDArray[np.float64]:
    """A score for each candidate, the higher the better; only differences mean anything."""
    return weigh_translated(terms, candidates, fused) @ load_weights_en()


def weigh_translated(
    terms: Sequence[Term], candidates: Sequence[Candidate], fused: Sequence[float]
) -> NDArray[np.float64]:
    """The features of all candidates, float64 (candidates, FEATURES_EN), each between 0 and 1.

    `fused` are the candidates' scores of both searches, of any scale.
    """
    texts = [
        fold_article(c.article.kicker, c.article.headline, c.article.subheadline, c.article.body) for c in candidates
    ]
    kin = liken_candidates(texts, [c.words for c in candidates])
    top = max(fused)
    known = [term for term in terms if term.forms]
    return np.array(
        [
            (score / top, alike, *_look(known, text))
            for score, alike, text in zip(fused, kin.tolist(), texts, strict=True)
        ]
    )


def _look(terms: Sequence[Term], text: str) -> tuple[float, float, float, float]:
    """How much of the question's information stands in neighbours, at all, together, and in the lead."""
    whole = sum(term.weight for term in terms) or 1.0
    places = [_find(term, text) for term in terms]
    best = [max((strength for _, strength in spots), default=0.0) for spots in places]
    crowded = [
        (at, str(n), term.weight * best[n])
        for n, term in enumerate(terms)
        for at in sorted({at for at, _ in places[n]})
    ]
    lead = [max((strength for at, strength in spots if at < LEAD), default=0.0) for spots in places]
    pairs = neighbours = 0.0
    for (one, here), (other, there) in pairwise(zip(terms, places, strict=True)):
        weight = one.weight + other.weight
        pairs += weight
        if here and there:
            neighbours += weight * math.exp(-max(0, _gap(here, there) - TOUCH) / REACH)
    return (
        neighbours / pairs if pairs else 0.0,
        sum(term.weight * share for term, share in zip(terms, best, strict=True)) / whole,
        crowd(sorted(crowded), WINDOW)[0] / whole,
        sum(term.weight * share for term, share in zip(terms, lead, strict=True)) / whole,
    )


def _find(term: Term, text: str) -> list[tuple[int, float]]:
    """Where the term's forms stand in the text, in order, each with its strength."""
    spots = []
    for form, strength in term.forms:
        at, times = text.find(form), 0
        while at >= 0 and times < PLACES_MOST:
            spots.append((at, strength))
            at, times = text.find(form, at + 1), times + 1
    return sorted(spots)


def _gap(one: Sequence[tuple[int, float]], other: Sequence[tuple[int, float]]) -> int:
    """The least distance between places of two words; both lists run forward."""
    n = m = 0
    least = abs(one[0][0] - other[0][0])
    while n < len(one) and m < len(other):
        distance = one[n][0] - other[m][0]
        least = min(least, abs(distance))
        n, m = (n + 1, m) if distance < 0 else (n, m + 1)
    return least
