"""A learned order of the articles that an English question found, by the places of its words' translations in them.

As in rag/finding/ranker.py a weighted sum of cheap features, fitted by a softmax over a question's candidates
(training/ranker.py). Few, for English questions with their answers are few: more of them fit no better (RESULTS.md).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.finding.likeness import liken_candidates
from rag.finding.ranker import Candidate, fold_article
from rag.questions.terms import Term

FEATURES_EN = ("fused", "kin", "neighbours", "held", "together", "lead")

WINDOW = 60
"""Characters of a clause or two (as in rag/finding/ranker.py)."""

LEAD = 200
"""Characters of headline and lead, where news says what it is about."""

FAR = 10_000
"""Characters between two texts that are looked through as one: no word of one is near a word of the other."""

LOOKED = 20_000
"""Characters of a text that are looked through: more than any report has."""

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
    known = [term for term in terms if term.forms]
    return np.stack([np.array(fused) / max(fused), kin, *_look(known, texts)], axis=1)


def _look(terms: Sequence[Term], texts: Sequence[str]) -> tuple[NDArray[np.float64], ...]:
    """How much of the question's information stands in neighbours, at all, together, and in the lead of each text."""
    weights = np.array([term.weight for term in terms])
    at, text, term, held, lead = _find(terms, texts)
    crowded, near = np.zeros(len(at)), np.zeros(len(texts))
    before = after = at
    for n, weight in enumerate(weights):
        here = term == n
        if n:  # how near each place of this word has one of the word before it
            gap = np.minimum(at[here] - before[here], after[here] - at[here])
            side = np.zeros(len(texts))
            np.maximum.at(side, text[here], np.exp(-np.maximum(gap - TOUCH, 0) / REACH))
            near += (weights[n - 1] + weight) * side
        before = np.maximum.accumulate(np.where(here, at, -FAR))
        after = np.minimum.accumulate(np.where(here, at, at[-1:] + FAR)[::-1])[::-1]
        crowded += np.where(at - before <= WINDOW, (weight * held[:, n])[text], 0)
    together = np.zeros(len(texts))
    np.maximum.at(together, text, crowded)
    whole = float(weights.sum()) or 1.0
    return (
        near / (float((weights[1:] + weights[:-1]).sum()) or 1.0),
        held @ weights / whole,
        together / whole,
        lead @ weights / whole,
    )


def _find(
    terms: Sequence[Term], texts: Sequence[str]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Where terms stand: the places in order, FAR between two texts, and each one's text and term. And how surely.

    How surely is (texts, terms), the strength of the best form that stands in the text, and of the best in its lead.
    """
    shown = [text[:LOOKED] for text in texts]
    one, starts = "\0".join(shown), np.cumsum([0, *(len(text) + 1 for text in shown[:-1])])
    found: list[int] = []
    each: list[int] = []
    for form in (form for term in terms for form, _ in term.forms):
        before, place = len(found), one.find(form)
        while place >= 0:
            found.append(place)
            place = one.find(form, place + 1)
        each.append(len(found) - before)
    at = np.array(found, dtype=np.int64)
    term = np.repeat([n for n, term in enumerate(terms) for _ in term.forms], each).astype(np.int64)
    sure = np.repeat([sure for term in terms for _, sure in term.forms], each)
    text = np.searchsorted(starts, at, side="right") - 1
    held, lead = np.zeros((len(texts), len(terms))), np.zeros((len(texts), len(terms)))
    np.maximum.at(held, (text, term), sure)
    early = at - starts[text] < LEAD
    np.maximum.at(lead, (text[early], term[early]), sure[early])
    order = np.lexsort((term, at))
    text = text[order]
    return at[order] + FAR * text, text, term[order], held, lead
