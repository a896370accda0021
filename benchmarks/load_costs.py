"""What a server costs: G8 (memory, at rest and while it takes another version) and G10 (start, and taking pages)."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.corpus import write_records
from benchmarks.load_streams import copied, taking
from benchmarks.servers import ROOT, product
from benchmarks.trial import Row, Trial
from index.build import build
from index.chunks import split_article
from index.embeddings import load_embedder
from index.folder import IndexFolder
from index.intake import take
from index.records import Article, Statement
from index.settings import IndexSettings
from index.sources import File

MODEL = ROOT / "index" / "model"
TAKEN = 4_000

OPEN = """
import sys, time
from pathlib import Path
from wenbao import launch
launch()
began = time.perf_counter()
from ui.archive import Archive
Archive.open(Path(sys.argv[1])).search("活动")
print(time.perf_counter() - began)
"""


def size_of(folder: Path) -> float:
    """MiB of all files below."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20


def memory(trial: Trial) -> Iterator[Row]:
    """G8: resident memory, of the whole program with its page."""
    held, model = size_of(trial.index), size_of(MODEL)
    with copied(trial.index) as index, product(index) as ours:
        idle = ours.memory
        for clients in (1, 10):
            trial.run(ours, clients, trial.ask)
        busy = most = ours.memory
        with taking(index, 100, 9_100_000) as build_:
            while build_.poll() is None:
                trial.run(ours, 1, trial.ask)
                most = max(most, ours.memory)
        for _ in range(3):
            trial.run(ours, 1, trial.ask)
            most = max(most, ours.memory)
    allowed = 200 + model + 1.3 * held
    yield "G8", "idle, 50,000 chunks", f"{idle} MiB (index {held:.0f}, model {model:.0f})", f"≤ {allowed:.0f}, ≤ 700"
    yield "G8", "after answering; most while a version is swapped", f"{busy}; {most} MiB", f"≤ +{held:.0f}"


def start(trial: Trial) -> Iterator[Row]:
    """G10: until the server is ready, against opening alone; articles taken, against parsing and encoding alone."""
    opened, ready = [], []
    for _ in range(trial.blocks):
        words = [sys.executable, "-c", OPEN, str(trial.index)]
        opened.append(float(subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True).stdout))
        with product(trial.index) as ours:
            ready.append(ours.ready)
    ratio = sorted(a / b for a, b in zip(ready, opened, strict=True))[len(opened) // 2]
    yield "G10", "start until ready, against opening and one search", f"{ratio:.1f} × ({min(opened):.1f} s)", "≤ 3"
    with copied(trial.index) as index:
        source, empty = index.parent / "taken.jsonl", IndexFolder(index.parent / "new")
        write_records(source, TAKEN)
        embedder, began = load_embedder(), time.process_time()
        articles = [a for a in islice(take(File(source, source.name), Statement()), TAKEN) if isinstance(a, Article)]
        embedder.embed_passages([c.text for a in articles for c in split_article(a, IndexSettings())])
        alone, began = time.process_time() - began, time.process_time()
        build([source], empty, embedder, program="benchmark")
        whole = time.process_time() - began
    shown = f"{alone / whole:.2f} × ({TAKEN / whole:,.0f} articles/s of one core)"
    yield "G10", "articles taken a second, against parsing and encoding alone", shown, "≥ 0.8"
