"""A whole archive: how fast it is built, how large it lies on disk, how fast it answers, what a day's pages cost.

The articles are those of WENBAO_SHARED (data/crud_news.jsonl.gz) and their questions, else made up as in growth.py.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from benchmarks.growth import DEEDS, SEED, TOWNS, write_articles
from index.build import build
from index.embeddings import load_embedder
from index.folder import IndexFolder
from index.snapshot import Snapshot
from ui.archive import Archive

QUESTIONS = 300
DAY = 100
"""Articles of one day's pages."""

MADE_UP = 5_000
"""Articles where there is no shared folder."""

ROOT = Path(__file__).resolve().parent.parent

ANSWER = """
import json, pathlib, sys
from wenbao import launch
launch()
from ui.archive import Archive
archive = Archive.open(pathlib.Path(sys.argv[1]))
for question in json.load(sys.stdin):
    archive.ask(question)
status = pathlib.Path("/proc/self/status")
lines = status.read_text("ascii").splitlines() if status.is_file() else []
print(next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS")), 0))
"""


@dataclass(frozen=True)
class Newsroom:
    """An archive that was built for measuring: its index, what it was built from, and what that cost."""

    path: Path
    source: Path
    questions: tuple[str, ...]
    articles: int
    seconds: float
    core_seconds: float
    text: int
    """Bytes of its articles in UTF-8."""
    disk: int
    """Bytes of its index."""


_PLACE = tempfile.TemporaryDirectory(prefix="wenbao-bench-")


@cache
def open_newsroom() -> Newsroom:
    """The archive, built when it is first wanted; its folder goes with the process."""
    place = Path(_PLACE.name)
    source, questions = read_sources(place)
    folder = IndexFolder(place / "index")
    started = time.process_time()
    report = build([source], folder, load_embedder(), program="benchmark")
    took = time.process_time() - started
    text = sum(len(a.body.encode()) + len(a.headline.encode()) for a in Archive.open(folder.path).articles())
    size = sum(path.stat().st_size for path in folder.path.rglob("*") if path.is_file())
    asked = random.Random(SEED).sample(questions, min(QUESTIONS, len(questions)))
    return Newsroom(folder.path, source, tuple(asked), report.articles, report.seconds, took, text, size)


def read_sources(folder: Path) -> tuple[Path, list[str]]:
    """The archive's one source file and questions about it; `folder` takes what has to be made up."""
    shared = Path(os.environ.get("WENBAO_SHARED", "../shared")) / "data"
    if (shared / "crud_news.jsonl.gz").is_file():
        with gzip.open(shared / "crud_qa.jsonl.gz", "rt", encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        return shared / "crud_news.jsonl.gz", [row["question"] for row in rows if (row.get("spec") or 0) >= 4.5]
    source = folder / "articles.jsonl"
    write_articles(source, MADE_UP)
    chance = random.Random(SEED + 1)
    asked = [f"{chance.choice(TOWNS)}镇{chance.choice(DEEDS)[0]}活动共有多少人参加？" for _ in range(QUESTIONS)]
    return source, asked


def measure() -> Iterator[tuple[str, str]]:
    """Pairs of what was measured and the figure with its unit."""
    room = open_newsroom()
    yield "articles", f"{room.articles:,}"
    yield "build, wall", f"{room.seconds:.0f} s, {room.articles / room.seconds:,.0f} articles/s"
    yield "build, one core's time", f"{room.core_seconds:.0f} s, {room.articles / room.core_seconds:,.0f} articles/s"
    yield "index on disk", f"{room.disk / 1e6:,.0f} MB, {room.disk / room.text:.2f} times the text in UTF-8"
    started = time.perf_counter()
    archive = Archive.open(room.path)
    archive.search(room.questions[0])
    yield "open and first search", f"{time.perf_counter() - started:.2f} s"
    for name, call in (("search", archive.search), ("answer", archive.ask), ("check", archive.check)):
        wall, core = time_calls(call, room.questions)
        yield f"{name} p50 / p95, wall", f"{wall[0]:.1f} / {wall[1]:.1f} ms"
        yield f"{name} p50 / p95, one core's time", f"{core[0]:.1f} / {core[1]:.1f} ms"
    yield "memory of a process that answers", f"{memory(room):,} MiB"
    chunks, recall = vectors_found(room)
    yield f"recall@10 of {chunks:,} vectors against all in float32", f"{recall:.4f}"
    with tempfile.TemporaryDirectory() as place:
        day = Path(place) / "day.jsonl"
        write_articles(day, DAY)
        started = time.perf_counter()
        build([day], IndexFolder(room.path), load_embedder(), program="benchmark")
        yield f"adding a day of {DAY} articles", f"{time.perf_counter() - started:.2f} s"


def memory(room: Newsroom) -> int:
    """MiB of a process of its own that opened the archive and answered; mapped files that were read included."""
    words = [sys.executable, "-c", ANSWER, str(room.path)]
    asked = json.dumps(room.questions[:100])
    done = subprocess.run(words, input=asked, cwd=ROOT, check=True, capture_output=True, text=True)
    return int(done.stdout.split()[-1])


def vectors_found(room: Newsroom) -> tuple[int, float]:
    """How many vectors there are, and how many of each question's ten nearest ones the search by codes finds."""
    model = load_embedder()
    store = Snapshot.open(IndexFolder(room.path), model_name=model.name, model_fingerprint=model.fingerprint)
    vectors = np.concatenate([np.asarray(segment.vectors, dtype=np.float32) for segment in store.segments])
    queries = model.embed_queries(list(room.questions))
    found = 0
    for query in queries:
        scores = vectors @ query
        tenth = np.partition(scores, len(scores) - 10)[len(scores) - 10]
        hits = [hit.number for hit in store.search_vectors(query, 10)]
        found += int((scores[hits] >= tenth - 1e-6).sum())  # equal vectors are equally near
    return len(vectors), found / (10 * len(queries))


def time_calls(
    call: Callable[[str], object], questions: Sequence[str]
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Milliseconds (median, 95th percentile) of a call a question: by the clock, and of one core's time."""
    wall, core = [], []
    call(questions[0])
    for question in questions:
        clock, spent = time.perf_counter(), time.process_time()
        call(question)
        wall.append((time.perf_counter() - clock) * 1000)
        core.append((time.process_time() - spent) * 1000)
    return _middle_and_tail(wall), _middle_and_tail(core)


def _middle_and_tail(times: Sequence[float]) -> tuple[float, float]:
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]
