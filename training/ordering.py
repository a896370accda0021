"""Learns `rag/facts/ordering.json` in minutes: `python -m training.ordering [--out FILE]`.

From our own questions (`training/lessons/questions.txt`, the sample newspaper) with the sentence that answers each: it
should stand first among all sentences of the articles found. Told how it orders what it did not learn from, article by
article.
"""

from __future__ import annotations

import argparse
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rag.facts.ordering import SIGNS
from training.witness import Weighed, gather

RIDGE = 0.02
"""Penalty on squared weights of standardised signs, a question; .005 to .1 score the same."""
LOOKED_AT = 30
"""Sentences of a question, as ordered so far, that are learned from: what stands behind these is no rival."""
FOLDS = 10
SPREAD = 4.0
"""Log odds that a difference of 1 in the score stands for."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question's sentences: signs (sentences, SIGNS), the share of the answer that each is, language, article."""

    signs: NDArray[np.float64]
    right: NDArray[np.float64]
    lang: str
    group: str


def plain(text: str) -> str:
    """Letters and digits alone, folded."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(c for c in folded if unicodedata.category(c)[0] in "LN")


def make_lesson(one: Weighed) -> Lesson | None:
    """The lesson of a question; None where the sentence that answers was not found."""
    gold = [plain(part) for part in one.asked.evidence]
    right = [any(len(said := plain(e.text)) > 3 and (said in g or g in said) for g in gold) for e in one.found]
    kept = [n for n in range(len(one.found)) if n < LOOKED_AT or right[n]]
    told = np.array([float(right[n]) for n in kept])
    if not told.any():
        return None
    signs = np.array([one.found[n].signs for n in kept])
    return Lesson(signs, told / told.sum(), one.query.lang, one.group)


def fit(lessons: Sequence[Lesson], ridge: float = RIDGE) -> NDArray[np.float64]:
    """Weights (signs,) under which the right sentences are likeliest (softmax; Newton's method, steps halved)."""
    whole = np.vstack([one.signs for one in lessons])
    middle, spread = whole.mean(0), whole.std(0) + 1e-9
    rows = [(one.signs - middle) / spread for one in lessons]
    found = np.zeros(whole.shape[1])

    def lose(weights: NDArray[np.float64]) -> float:
        lost = 0.5 * ridge * len(rows) * float(weights @ weights)
        for row, one in zip(rows, lessons, strict=True):
            odds = row @ weights
            lost += float(odds.max() + np.log(np.exp(odds - odds.max()).sum()) - one.right @ odds)
        return lost

    for _ in range(15):
        slope, curve = ridge * len(rows) * found, ridge * len(rows) * np.eye(len(found))
        for row, one in zip(rows, lessons, strict=True):
            odds = row @ found
            chance = np.exp(odds - odds.max())
            chance /= chance.sum()
            middle_row = row.T @ chance
            slope = slope + row.T @ (chance - one.right)
            curve = curve + (row.T * chance) @ row - np.outer(middle_row, middle_row)
        step, before, size = np.linalg.solve(curve, slope), lose(found), 1.0
        while size > 1e-4 and lose(found - size * step) > before:
            size /= 2
        found = found - size * step
    return np.asarray(found / spread)


def first_right(lessons: Sequence[Lesson], weights: NDArray[np.float64]) -> float:
    """The share of questions whose first sentence answers."""
    return float(np.mean([one.right[np.argmax(one.signs @ weights)] > 0 for one in lessons]))


def judge(lessons: Sequence[Lesson], ridge: float = RIDGE) -> float:
    """The same with weights learned from other articles."""
    groups = sorted({one.group for one in lessons})
    hits: list[float] = []
    for n in range(FOLDS):
        held = set(groups[n::FOLDS])
        weights = fit([one for one in lessons if one.group not in held], ridge)
        hits += [first_right([one], weights) for one in lessons if one.group in held]
    return float(np.mean(hits))


def learn(lessons: Sequence[Lesson]) -> dict[str, Any]:
    """The weights of both languages as the file holds them, the mean score of the best sentences 2."""
    learned: dict[str, Any] = {}
    for lang in ("zh", "en"):
        mine = [one for one in lessons if one.lang == lang]
        weights = fit(mine) / SPREAD
        bias = BEST - float(np.mean([(one.signs @ weights).max() for one in mine]))
        named = {sign: round(float(value), 4) for sign, value in zip(SIGNS, weights, strict=True)}
        learned[lang] = {"weights": named, "bias": round(bias, 3)}
    return learned


BEST = 2.0
"""The mean score of best sentences, which shares of it are taken of."""


def main() -> None:
    """Gather, judge, fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("rag/facts/ordering.json"))
    given = parser.parse_args()
    lessons = [made for one in gather() if one.asked.answerable and (made := make_lesson(one))]
    for lang in ("zh", "en"):
        mine = [one for one in lessons if one.lang == lang]
        print(f"{lang}: {len(mine)} questions, first of unlearned articles {judge(mine):.3f}")
    given.out.write_text(json.dumps(learn(lessons), ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
