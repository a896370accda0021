"""Learns `rag/checking/weights.json` in a minute: `python -m training.bearing [--out FILE]`.

From labelled claims of our own about made-up articles (`training/lessons`, the sample newspaper, the tests' cases), and
from the same claims asked of an archive without their article.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
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
from rag.checking import bearing, opposing
from rag.checking.check import Desk, lay
from rag.checking.claims import find_statements
from rag.checking.verdicts import Reading, read_all
from rag.finding.search import Search
from training.claim_lessons import read_written
from training.ranker import open_index

SAMPLE, CASES = Path("examples"), Path("tests/cases/claims.json")
SILENT = {"verdict": "not_enough_info", "evidence": ""}
CASE = {"article_id": ""}
SEEN = 3
"""Sentences of a claim that is not borne out from which it is learned what does not bear out."""
FAR, FAR_COUNTS = 0.5, 0.25
"""A sentence that fits so much worse than the best one is an easy lesson, and counts so much."""
RIDGE = 1e-2


@dataclass(frozen=True, slots=True)
class Row:
    """One lesson: what is asked, in which language, the signs, the right answer, and the article (`group`) it is of."""

    asked: str
    lang: str
    signs: NDArray[np.float64]
    right: bool
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
            lang = "zh" if said.lang == "zh" else "en"
            readings = list(read_all(said, opposing.Field.of(comparisons), texts))
            if "evidence" not in claim and readings:
                gold = [_plain(readings[0].comparison.report.text)]  # no one said which: the nearest
            for asked, signs, right in _lessons(readings, claim, gold):
                rows.append(Row(asked, lang, signs, right, of))
    return rows


def _lessons(
    readings: Sequence[Reading], claim: dict[str, Any], gold: Sequence[str]
) -> Iterator[tuple[str, NDArray[np.float64], bool]]:
    """What is asked of each sentence, its signs, and the right answer, as far as the claim's label tells."""
    so, not_so, seen = claim["verdict"] == "supported", claim["verdict"] == "refuted", 0
    for reading in readings:
        decides = _decides(reading.comparison.report.text, gold)
        if reading.signs is not None and reading.differences:
            if decides or not not_so:
                yield "opposing", reading.signs, decides and not_so
        elif reading.signs is not None and (decides if so else seen < SEEN):
            seen += 1
            yield "bearing", reading.signs, so
        for _, signs in reading.guesses:
            if decides or not not_so:
                yield "guessing", signs, decides and not_so


def fit(rows: Sequence[Row]) -> NDArray[np.float64]:
    """Weights and bias (signs + 1,) of a logistic regression, both answers counting the same (Newton's method)."""
    signs = np.array([[*row.signs, 1.0] for row in rows])
    right = np.array([row.right for row in rows])
    counts = np.ones(len(rows))
    if rows[0].asked != "bearing":
        far = signs[:, opposing.SIGNS.index("fit_gap")] > FAR
        counts[far & ~right] *= FAR_COUNTS
    weight = np.where(right, 0.5 * counts / counts[right].sum(), 0.5 * counts / counts[~right].sum()) * len(rows)
    penalty = RIDGE * len(rows) * np.array([*[1.0] * (signs.shape[1] - 1), 1e-6])
    found = np.zeros(signs.shape[1])
    for _ in range(40):
        chance = 1 / (1 + np.exp(-np.clip(signs @ found, -30, 30)))
        slope = signs.T @ (weight * (chance - right)) + penalty * found
        curve = (signs.T * (weight * chance * (1 - chance))) @ signs + np.diag(penalty)
        found -= np.linalg.solve(curve, slope)
    return found


def learn(rows: Sequence[Row]) -> dict[str, Any]:
    """The weights of every question and language, as the file holds them."""
    learned: dict[str, Any] = {}
    for asked, names in (("bearing", bearing.SIGNS), ("opposing", opposing.SIGNS), ("guessing", opposing.SIGNS)):
        for lang in ("zh", "en"):
            found = fit([row for row in rows if (row.asked, row.lang) == (asked, lang)])
            weights = {name: round(float(value), 3) for name, value in zip(names, found, strict=False)}
            learned[f"{asked}_{lang}"] = {"weights": weights, "bias": round(float(found[-1]), 3)}
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
    articles, claims = read_written()
    rows = read_rows(_archivist(place, "written", articles), claims, "written")
    for half in (0, 1):  # what the other half of the articles say is not reported in this one
        kept = [one for one in articles if int(one["id"]) % 2 == half]
        silent = [one | SILENT for one in claims if int(one["article_id"]) % 2 != half]
        rows += read_rows(_archivist(place, f"half{half}", kept), silent, "silent")
    sample = [json.loads(line) for line in (SAMPLE / "gold/claims.jsonl").read_text("utf-8").splitlines()]
    rows += read_rows(open_archivist(place / "sample", [SAMPLE / "pages"]), sample, "sample")
    cases = json.loads(CASES.read_text("utf-8"))
    paper = [{"date": "2024-05-20", **one} for one in cases["articles"]]
    return rows + read_rows(_archivist(place, "cases", paper), [CASE | one for one in cases["claims"]], "cases")


def main() -> None:
    """Gather, fit and write; tell how many lessons there were."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("rag/checking/weights.json"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        rows = gather(Path(place))
    print(Counter((row.asked, row.lang, row.right) for row in rows))
    given.out.write_text(json.dumps(learn(rows), ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
