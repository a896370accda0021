"""A whole archive: how fast it is built, how large it lies on disk, how fast it answers, what a day's pages cost.

The articles are those of WENBAO_SHARED (data/crud_news.jsonl.gz) and their questions, else made up as in growth.py.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.growth import DEEDS, SEED, TOWNS, write_articles
from index.build import build
from index.embeddings import load_embedder
from index.folder import IndexFolder
from ui.archive import Archive

QUESTIONS = 300
DAY = 100
"""Articles of one day's pages."""

MADE_UP = 5_000
"""Articles where there is no shared folder."""


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
    with tempfile.TemporaryDirectory() as place:
        source, questions = read_sources(Path(place))
        folder, embedder = IndexFolder(Path(place) / "index"), load_embedder()
        started = time.process_time()
        report = build([source], folder, embedder, program="benchmark")
        took = time.process_time() - started
        yield "articles", f"{report.articles:,}"
        yield "build, wall", f"{report.seconds:.0f} s, {report.articles / report.seconds:,.0f} articles/s"
        yield "build, one core's time", f"{took:.0f} s, {report.articles / took:,.0f} articles/s"
        text = sum(len(a.body.encode()) + len(a.headline.encode()) for a in Archive.open(folder.path).articles())
        size = sum(path.stat().st_size for path in folder.path.rglob("*") if path.is_file())
        yield "index on disk", f"{size / 1e6:,.0f} MB, {size / text:.2f} times the text in UTF-8"
        started = time.perf_counter()
        archive = Archive.open(folder.path)
        archive.search(questions[0])
        yield "open and first search", f"{time.perf_counter() - started:.2f} s"
        asked = random.Random(SEED).sample(questions, min(QUESTIONS, len(questions)))
        for name, call in (("search", archive.search), ("answer", archive.ask)):
            wall, core = time_calls(call, asked)
            yield f"{name} p50 / p95, wall", f"{wall[0]:.1f} / {wall[1]:.1f} ms"
            yield f"{name} p50 / p95, one core's time", f"{core[0]:.1f} / {core[1]:.1f} ms"
        yield "memory of the process that answers", f"{resident():,} MiB"
        day = Path(place) / "day.jsonl"
        write_articles(day, DAY)
        started = time.perf_counter()
        build([day], folder, embedder, program="benchmark")
        yield f"adding a day of {DAY} articles", f"{time.perf_counter() - started:.2f} s"


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


def resident() -> int:
    """Memory of this process now, in MiB, mapped files that were read included; 0 where the system does not say."""
    status = Path("/proc/self/status")
    lines = status.read_text("ascii").splitlines() if status.is_file() else []
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS")), 0)
