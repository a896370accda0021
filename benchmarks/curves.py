"""How building and asking grow from a thousand articles to a million chunks, as a table and a picture.

`python -m benchmarks.curves DIR`: made-up archives (benchmarks/corpus.py) are built below DIR, or measured where they
lie; the largest takes ten minutes of a core. The times are one core's own, so that what else the machine does counts
little. Needs the extra `[bench]`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from benchmarks.corpus import CHUNKS, ask_about, write_records
from benchmarks.load_costs import size_of
from benchmarks.million import stages
from benchmarks.newsroom import time_calls
from benchmarks.servers import ROOT, product
from benchmarks.trial import Trial
from index.build import build
from index.embeddings import load_embedder
from index.folder import IndexFolder
from ui.archive import Archive

SIZES = (1_000, 10_000, 63_510, 333_334)
"""Articles: a small paper's year, its ten years, the real news that all figures are measured on, a million chunks."""
QUESTIONS = 200
PICTURE = ROOT / "docs" / "growth.svg"
STAGES = ("reading the question", "search by words", "search by vectors", "search, whole", "answer")


@dataclass(frozen=True, slots=True)
class Size:
    """One archive: milliseconds of a core as (median, 95th percentile) in the order of STAGES; sizes in MiB."""

    articles: int
    built: float
    """Articles a second of one core; 0 for an index that lay ready."""
    opened: float
    """Seconds of a core until the archive can be asked."""
    spent: tuple[tuple[float, float], ...]
    ready: float
    busy: float
    """The server's memory before its first answers and after some hundreds."""
    disk: float


def measure_size(articles: int, place: Path) -> Size:
    """Build the archive in `place`, or take what lies there, and measure it."""
    index, built = IndexFolder(place / "index"), 0.0
    if not index.exists():
        place.mkdir(parents=True, exist_ok=True)
        write_records(place / "articles.jsonl", articles)
        began = time.process_time()
        build([place / "articles.jsonl"], index, load_embedder(), program="benchmark")
        built = articles / (time.process_time() - began)
    began = time.process_time()
    archive = Archive.open(index.path)
    opened = time.process_time() - began
    asked = ask_about(QUESTIONS, articles)
    archive.search("开放")
    spent = tuple(time_calls(call, asked)[1] for _, call in stages(archive, asked))
    with product(index.path) as server:
        ready = server.memory
        trial = Trial(index.path, 15.0, 1, tuple(asked))
        trial.run(server, 2, trial.ask)
        return Size(articles, built, opened, spent, ready, server.memory, size_of(index.path))


def draw(sizes: Sequence[Size], path: Path) -> None:
    """Three curves over the number of chunks: times, memory and disk, articles built a second."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "wenbao"  # the same figures give the same file
    from matplotlib import pyplot

    chunks = [CHUNKS * size.articles for size in sizes]
    figure, (times, room, rate) = pyplot.subplots(1, 3, figsize=(12, 3.6), layout="constrained")
    for at, (name, style) in enumerate(zip(STAGES, (":", "--", "-.", "-", "-"), strict=True)):
        if at:  # reading a question does not grow
            colour = "#a8281e" if name == "answer" else "#3b4252"
            times.plot(chunks, [size.spent[at][0] for size in sizes], style, color=colour, label=name, marker=".")
    times.fill_between(
        chunks, *([size.spent[4][n] for size in sizes] for n in (0, 1)), color="#a8281e", alpha=0.12, label="to p95"
    )
    times.set(title="ms of one core, median", ylim=0)
    room.plot(chunks, [size.busy for size in sizes], "-", color="#a8281e", marker=".", label="server, after answers")
    room.plot(chunks, [size.ready for size in sizes], "--", color="#3b4252", marker=".", label="server, ready")
    room.plot(chunks, [size.disk for size in sizes], ":", color="#3b4252", marker=".", label="index on disk")
    room.set(title="MiB", ylim=0)
    known = [(n, size.built) for n, size in zip(chunks, sizes, strict=True) if size.built]
    rate.plot(*zip(*known, strict=True), "-", color="#a8281e", marker=".", label="built, one core")
    rate.axhline(300, color="#3b4252", linestyle=":", label="asked: 300 a second on two cores")
    rate.set(title="articles a second", ylim=0)
    for panel in (times, room, rate):
        panel.set(xscale="log", xlabel="chunks")
        panel.grid(alpha=0.3)
        panel.legend(fontsize="small", frameon=False)
    figure.savefig(path, metadata={"Date": None})


def main(place: Path) -> None:
    """Print a row for each size as soon as it is there, then draw."""
    print(
        "| articles | built/s | open s | " + " | ".join(f"{name} ms" for name in STAGES) + " | ready, busy, disk MiB |"
    )
    sizes = []
    for articles in SIZES:
        size = measure_size(articles, place / str(articles))
        sizes.append(size)
        _, built, opened, spent, *room = astuple(size)
        shown = " | ".join(f"{middle:.1f} / {tail:.1f}" for middle, tail in spent)
        rooms = " / ".join(f"{each:,.0f}" for each in room)
        print(f"| {articles:,} | {built:,.0f} | {opened:.2f} | {shown} | {rooms} |", flush=True)
    draw(sizes, PICTURE)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
