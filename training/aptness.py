"""Learns `rag/answering/aptness.json` in minutes: `python -m training.aptness [--out FILE]`.

From our own questions: what is chosen for one that its report answers is right where it is the sentence that answers;
what is chosen for one whose detail is not reported, or when that sentence is taken out of the report, is wrong.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rag.answering.aptness import SIGNS, read_signs
from rag.answering.compose import LONGER, Said, find_said
from rag.facts.evidence import Evidence
from rag.finding.retrieve import Query
from rag.questions.asked import Need
from training.ordering import plain
from training.witness import Weighed, gather

TAKEN = 0.25
"""What a lesson counts whose sentence was taken out of its report: the real ones are harder."""

RIDGE = 0.1
"""Penalty on squared weights of signs of unit spread, a lesson; .01 to .3 score the same."""
KEPT = (0.97, 0.95, 0.9)
"""Shares of the right answers that a bar may keep."""


@dataclass(frozen=True, slots=True)
class Row:
    """One lesson: signs (SIGNS,), is it right, what it counts, the language, the article, is it a real near miss."""

    signs: NDArray[np.float64]
    right: bool
    counts: float
    lang: str
    group: str
    real: bool


def _choose(query: Query, need: Need, found: Sequence[Evidence]) -> list[Said]:
    return [Said(query, need, found[0], None)] if need.kind in LONGER else find_said(query, need, found)


def make_rows(one: Weighed) -> Iterator[Row]:
    """What is learned from a question."""
    gold = [plain(part) for part in one.asked.evidence]
    lang = "zh" if one.query.lang == "zh" else "en"

    def row(found: list[Evidence], right: bool, counts: float, *, real: bool) -> Row:
        said = _choose(one.query, one.need, found)[0]
        return Row(read_signs(said, found), right, counts, lang, one.group, real)

    if one.need.kind == "yesno" or one.need.about_byline:
        return
    if not gold:
        yield row(one.found, False, 1.0, real=True)
        return
    told = [any(len(said := plain(e.text)) > 3 and (said in g or g in said) for g in gold) for e in one.found]
    chosen = _choose(one.query, one.need, one.found)[0].evidence
    if any(
        e.span == chosen.span and e.article.key == chosen.article.key for e, t in zip(one.found, told, strict=True) if t
    ):
        yield row(one.found, True, 1.0, real=True)
    rest = [e for e, t in zip(one.found, told, strict=True) if not t]
    if any(told) and rest:
        yield row(rest, False, TAKEN, real=False)


def fit(rows: Sequence[Row], ridge: float) -> NDArray[np.float64]:
    """Weights and bias (SIGNS + 1,) of a logistic regression, both answers counting the same (Newton's method)."""
    signs = np.array([[*row.signs, 1.0] for row in rows])
    spread = np.array([*(signs[:, :-1].std(0) + 1e-9), 1.0])
    signs = signs / spread
    right, counts = np.array([row.right for row in rows]), np.array([row.counts for row in rows])
    weight = np.where(right, 0.5 * counts / counts[right].sum(), 0.5 * counts / counts[~right].sum()) * len(rows)
    penalty = ridge * len(rows) * np.array([*[1.0] * len(SIGNS), 1e-6])
    found = np.zeros(len(SIGNS) + 1)
    for _ in range(40):
        chance = 1 / (1 + np.exp(-np.clip(signs @ found, -30, 30)))
        slope = signs.T @ (weight * (chance - right)) + penalty * found
        found = found - np.linalg.solve((signs.T * (weight * chance * (1 - chance))) @ signs + np.diag(penalty), slope)
    return np.asarray(found / spread)


def judge(rows: Sequence[Row], ridge: float = RIDGE, folds: int = 10) -> tuple[list[float], list[Row]]:
    """Log odds of each real lesson by weights learned from other articles."""
    groups = sorted({row.group for row in rows})
    odds: list[float] = []
    seen: list[Row] = []
    for n in range(folds):
        held = set(groups[n::folds])
        found = fit([row for row in rows if row.group not in held], ridge)
        for row in rows:
            if row.group in held and row.real:
                odds.append(float(row.signs @ found[:-1] + found[-1]))
                seen.append(row)
    return odds, seen


def learn(rows: Sequence[Row]) -> dict[str, Any]:
    """The weights of both languages as the file holds them."""
    learned: dict[str, Any] = {}
    for lang in ("zh", "en"):
        found = fit([row for row in rows if row.lang == lang], RIDGE)
        named = {sign: round(float(value), 3) for sign, value in zip(SIGNS, found, strict=False)}
        learned[lang] = {"weights": named, "bias": round(float(found[-1]), 3)}
    return learned


def main() -> None:
    """Gather, judge, fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("rag/answering/aptness.json"))
    given = parser.parse_args()
    rows = [row for one in gather() for row in make_rows(one)]
    for lang in ("zh", "en"):
        odds, seen = judge([row for row in rows if row.lang == lang])
        right = np.array([row.right for row in seen])
        for kept in KEPT:
            bar = float(np.quantile(np.array(odds)[right], 1 - kept))
            refused = float(np.mean(np.array(odds)[~right] < bar))
            print(
                f"{lang}: {right.sum()} right, {(~right).sum()} not; bar {bar:.2f} keeps {kept}, refuses {refused:.2f}"
            )
    given.out.write_text(json.dumps(learn(rows), ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
