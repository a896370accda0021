"""Measures an embedding model on held-out sets: `python -m training.evaluate --shared DIR [--model DIR]`.

Prints one line a set (R@1, R@10, MRR@10) and `--json` prints the figures alone. Nothing measured here was trained on.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.embeddings import Embedder, load_embedder
from training.sources import read_rows

CHUNK = 250
"""Characters of an article that make one chunk in the news set, about what an index holds."""


class Score(NamedTuple):
    """Share of queries whose right answer comes first, among the first ten, and the mean of 1/rank (0 past ten)."""

    r1: float
    r10: float
    mrr: float


def score(similar: NDArray[np.float32], right: Sequence[set[int]]) -> Score:
    """Scores similarities (queries, candidates); `right[i]` are the candidates that answer query i."""
    ranks = []
    for row, wanted in zip(similar, right, strict=True):
        best = max(row[i] for i in wanted)
        ranks.append(int((row > best).sum()) + 1)
    rank = np.array(ranks)
    return Score(float((rank == 1).mean()), float((rank <= 10).mean()), float(np.where(rank <= 10, 1 / rank, 0).mean()))


def _order(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def cmrc(model: Embedder, shared: Path) -> Score:
    """Chinese questions of CMRC 2018 dev -> its 848 passages."""
    passages = {row["pid"]: row["text"] for row in read_rows(shared, "cmrc2018_dev_passages")}
    place = {pid: i for i, pid in enumerate(passages)}
    rows = list(read_rows(shared, "cmrc2018_dev_qa"))
    vectors = model.embed_passages(list(passages.values()))
    return score(model.embed_queries([r["question"] for r in rows]) @ vectors.T, [{place[r["pid"]]} for r in rows])


def sentences(model: Embedder, shared: Path, name: str, size: int = 1000) -> Score:
    """English sentence -> its Chinese translation among `size` (the first by sha256 of the id, no doubles)."""
    rows = {row["zh"]: row for row in sorted(read_rows(shared, name), key=lambda row: _order(row["id"]))}
    pairs = [row for row in rows.values() if len(row["zh"]) >= 12][:size]
    english = model.embed_queries([row["en"] for row in pairs])
    return score(english @ model.embed_passages([row["zh"] for row in pairs]).T, [{i} for i in range(len(pairs))])


def news(model: Embedder, shared: Path, questions: int = 300, articles: int = 5000) -> Score:
    """Chinese news questions -> articles, each by the best of its chunks; every gold article is in the sample."""
    rows = [row for row in read_rows(shared, "crud_qa") if row["gold"] and (row["spec"] or 0) >= 4.5][:questions]
    gold = {key for row in rows for key in (*row["gold"], *row.get("also", ()))}
    bodies = {row["id"]: row["text"] for row in read_rows(shared, "crud_news")}
    chosen = sorted(bodies, key=lambda key: (key not in gold, _order(key)))[: max(articles, len(gold))]
    place = {key: i for i, key in enumerate(chosen)}
    chunks, owners = [], []
    for i, key in enumerate(chosen):
        parts = [bodies[key][at : at + CHUNK] for at in range(0, max(len(bodies[key]), 1), CHUNK)]
        chunks += parts
        owners += [i] * len(parts)
    starts = np.searchsorted(owners, np.arange(len(chosen)))
    similar = model.embed_queries([row["question"] for row in rows]) @ model.embed_passages(chunks).T
    best = np.maximum.reduceat(similar, starts, axis=1)
    return score(best, [{place[k] for k in (*row["gold"], *row.get("also", ())) if k in place} for row in rows])


def seeds(model: Embedder, shared: Path) -> Score:
    """English questions on five real newspaper pages -> the Chinese sentence that answers, among all such sentences."""
    lines = (shared / "eval" / "qa_dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row.get("evidence")]
    evidence = list(dict.fromkeys(row["evidence"] for row in rows))
    asked = [row for row in rows if row["lang"] == "en"]
    similar = model.embed_queries([row["question"] for row in asked]) @ model.embed_passages(evidence).T
    return score(similar, [{evidence.index(row["evidence"])} for row in asked])


def measure(model: Embedder, shared: Path) -> dict[str, Score]:
    """All sets, by name."""
    return {
        "zh question -> zh passage (CMRC 2018 dev, 848)": cmrc(model, shared),
        "zh question -> zh news article (CRUD, 5,000)": news(model, shared),
        "en sentence -> zh sentence (News Commentary, 1,000)": sentences(model, shared, "parallel_news_commentary"),
        "en sentence -> zh sentence (WMT 21-23, 1,000)": sentences(model, shared, "parallel_wmt"),
        "en question -> zh sentence (newspaper pages)": seeds(model, shared),
    }


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("WENBAO_SHARED", "../shared")))
    parser.add_argument("--model", default=None, help="folder or hub name; the bundled model if left out")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = measure(load_embedder(given.model), given.shared)
    if given.json:
        print(json.dumps({name: one._asdict() for name, one in found.items()}, indent=1))
        return
    for name, one in found.items():
        print(f"{name:54} R@1 {one.r1:.3f}  R@10 {one.r10:.3f}  MRR@10 {one.mrr:.3f}")


if __name__ == "__main__":
    main()
