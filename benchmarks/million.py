"""Up to a million chunks: building, opening, each stage of a search, answers, memory, a day's pages, recall.

The archive is made up (benchmarks/corpus.py). `make bench ONLY=million` goes to 10,000 articles; a million chunks take
ten minutes of a core to build: `python -m benchmarks.million 333334 DIR` (built in DIR, or measured where it lies).
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.corpus import ask_about, write_records
from benchmarks.load_costs import size_of
from benchmarks.newsroom import time_calls
from benchmarks.servers import product
from benchmarks.trial import Trial
from index.build import build
from index.embeddings import load_embedder
from index.folder import IndexFolder
from index.snapshot import Snapshot
from ui.archive import Archive

SIZES = (1_000, 10_000)
QUESTIONS = 200
DAY = 100
"""Articles of one day's pages."""
NEW = 8_000_000
"""The number of the first of them: no article of any archive here."""
HITS = 60
"""Chunks that a question takes from each search."""
STEP = 50_000
"""Vectors looked at exactly at a time: 50 MiB in float32."""

Pair = tuple[str, str]


def measure() -> Iterator[Pair]:
    """Pairs of what was measured and the figure, for each size."""
    for articles in SIZES:
        with tempfile.TemporaryDirectory(prefix="wenbao-bench-") as place:
            yield from measure_one(articles, Path(place))


def measure_one(articles: int, place: Path) -> Iterator[Pair]:
    """The same for one size; an index that lies in `place` is taken as it is."""
    index = IndexFolder(place / "index")
    if not index.exists():
        write_records(place / "articles.jsonl", articles)
        began = time.process_time()
        report = build([place / "articles.jsonl"], index, load_embedder(), program="benchmark")
        core = articles / (time.process_time() - began)
        clock = articles / report.seconds
        yield f"{articles:,} articles: built", f"{core:,.0f}/s of one core, {clock:,.0f}/s by the clock"
    size = f"{articles:,} articles"
    held = size_of(index.path)
    yield f"{size}: index", f"{held:,.0f} MiB"
    wall, core_ = time.perf_counter(), time.process_time()
    archive = Archive.open(index.path)
    opened = time.perf_counter() - wall, time.process_time() - core_
    archive.search("开放")
    yield (
        f"{size}: open, then with the first search",
        f"{opened[0]:.2f} s ({opened[1]:.2f} s of a core), " + (f"{time.perf_counter() - wall:.2f} s"),
    )
    asked = ask_about(QUESTIONS, articles)
    for name, call in stages(archive, asked):
        clock, spent = time_calls(call, asked)
        yield f"{size}: {name}", f"{clock[0]:.1f} / {clock[1]:.1f} ms; of a core {spent[0]:.1f} / {spent[1]:.1f}"
    yield f"{size}: recall@10 of the codes against all vectors", f"{recall(index, asked):.4f}"
    with product(index.path) as server:
        idle = server.memory
        trial = Trial(index.path, 15.0, 1, tuple(asked))
        trial.run(server, 2, trial.ask)
        yield f"{size}: memory of the server, ready and after answers", f"{idle:,} / {server.memory:,} MiB"
        yield f"{size}: start until ready", f"{server.ready:.1f} s"
    day = place / "day.jsonl"
    write_records(day, DAY, start=NEW)
    wall, core_ = time.perf_counter(), time.process_time()
    build([day], index, load_embedder(), program="benchmark")
    took = time.perf_counter() - wall, time.process_time() - core_
    yield f"{size}: adding {DAY} articles", f"{took[0]:.1f} s ({took[1]:.1f} s of a core)"


def stages(archive: Archive, asked: Sequence[str]) -> Iterator[tuple[str, Callable[[str], object]]]:
    """The steps of a question, each alone."""
    archivist, store = archive._archivist, archive.store  # its parts, which the product has no need to show
    queries = {question: archivist.query(question) for question in asked}

    def words(question: str) -> object:
        terms = queries[question].terms
        return store.search_words({form: term.weight for term in terms for form, _ in term.forms}, HITS)

    yield "reading the question, p50 / p95", archivist.query
    yield "search by words", words
    yield "search by vectors", lambda question: store.search_vectors(queries[question].vector, HITS)
    yield "search, whole", archive.search
    yield "answer", archive.ask


def recall(index: IndexFolder, asked: Sequence[str]) -> float:
    """How many of each question's ten nearest vectors the search by codes finds."""
    model = load_embedder()
    store = Snapshot.open(index, model_name=model.name, model_fingerprint=model.fingerprint)
    queries = model.embed_queries(list(asked))
    blocks = [
        np.asarray(segment.vectors[start : start + STEP], dtype=np.float32) @ queries.T
        for segment in store.segments
        for start in range(0, len(segment.vectors), STEP)
    ]
    scores = np.concatenate(blocks)
    found = []
    for column, query in zip(scores.T, queries, strict=True):
        tenth = np.partition(column, len(column) - 10)[len(column) - 10]
        hits = [hit.number for hit in store.search_vectors(query, 10)]
        found.append(float((column[hits] >= tenth - 1e-6).mean()))  # equal vectors are equally near
    return statistics.mean(found)


if __name__ == "__main__":
    for what, figure in measure_one(int(sys.argv[1]), Path(sys.argv[2])):
        print(f"| {what} | {figure} |", flush=True)
