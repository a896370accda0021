"""What the server carries: the load goals G1 to G8 and G10, each beside a server of the same kind in the same run.

Server on the first core, client on the second; blocks of both servers in turn, the median of their ratios. A longer
run: `python -m benchmarks.load SECONDS BLOCKS [G2 G3 ...]`. An index that lies ready: BENCH_INDEX=DIR.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from benchmarks import load_costs, load_streams
from benchmarks.client import get, open_loop, quantile
from benchmarks.corpus import ask_about, write_records
from benchmarks.servers import beside, pin, product
from benchmarks.trial import Row, Trial, costs, rates, tails
from index.build import build
from index.embeddings import load_embedder
from index.folder import IndexFolder

ARTICLES = 16_667
"""Three chunks each: 50,000 chunks."""

SECONDS, BLOCKS = 1.0, 3
"""Of the short form; the goals' own method has 5 blocks, and a run that is to be reported at least 3 s."""

QUESTIONS = 500


def plain_paths(trial: Trial) -> Iterator[Row]:
    """G1: what needs no archive."""
    with beside("bare") as bare, product(trial.index) as ours:
        for path in ("/health/live", "/api/v1/coverage", "/widget/wenbao.js"):
            pairs = trial.beside(50, (bare, lambda _: get("/")), (ours, lambda _, path=path: get(path)))
            shown = f"{rates(pairs):.2f} × bare (by processor {costs(pairs):.2f}); p99 {tails(pairs, 0.99):.2f} ×"
            yield "G1", f"{path}, 50 clients", shown, "≥ 0.8; ≤ 1.5"


def answers(trial: Trial) -> Iterator[Row]:
    """G2: an answer, against its search alone, against the same answer inline, against nothing at all."""
    with ExitStack() as open_:
        bare, floor, inline = (open_.enter_context(beside(kind, trial.index)) for kind in ("bare", "floor", "inline"))
        ours = open_.enter_context(product(trial.index))
        growth = {}
        for clients in (1, 10, 50):
            for name, server, wanted in (("the searches", floor, "≥ 0.75; ≤ 1.4"), ("the answer", inline, "")):
                pairs = trial.beside(clients, (server, trial.floor), (ours, trial.ask))
                shown = f"{rates(pairs):.2f} × (by processor {costs(pairs):.2f}, {pairs[-1][1].cost:.0f} ms); "
                shown += f"p95 {tails(pairs, 0.95):.2f} ×"
                yield "G2", f"ask, {clients} clients, against {name} inline", shown, wanted
            if clients < 50:
                pairs = trial.beside(clients, (bare, lambda _: get("/")), (ours, trial.ask))
                growth[clients] = pairs[-1]
                if clients == 1:
                    yield "G2", "ask, 1 client, p50 against bare", f"{tails(pairs, 0.5):.0f} ×", "≤ 50"
                else:
                    yield "G2", "ask, 10 clients, req/s against bare", f"1/{1 / rates(pairs):.0f}", "≥ 1/25"
        many = trial.beside(100, (bare, lambda _: get("/")), (ours, trial.ask))
        ratios = [many[-1][n].part(0.5) / growth[1][n].part(0.5) for n in (1, 0)]
        yield "G2", "p50 of 100 clients to that of 1; bare", f"{ratios[0]:.0f} ×; {ratios[1]:.0f} ×", "≤ bare's own"


def crowd(trial: Trial) -> Iterator[Row]:
    """G3: a hundred at a time do not bring it down."""
    with product(trial.index) as ours:
        pairs = trial.beside(10, (ours, trial.ask), (ours, trial.ask))
        few = max(load.rate for pair in pairs for load in pair)
        loads = [trial.run(ours, 100, trial.ask) for _ in range(trial.blocks)]
    errors, rate = sum(load.errors for load in loads), quantile([load.rate for load in loads], 0.5)
    spread = quantile([load.part(0.99) / load.part(0.5) for load in loads], 0.5)
    shown = f"{errors} errors; {rate / few:.2f} × the rate at 10 ({few:.0f}/s); p99 {spread:.1f} × p50"
    yield "G3", "ask, 100 clients", shown, "0; ≥ 0.9; ≤ 3"


def overload(trial: Trial) -> Iterator[Row]:
    """G7: three times what it can do."""
    seconds = max(5.0, 10 * trial.seconds)
    with beside("bare") as bare, product(trial.index) as ours:
        empty = trial.run(bare, 1, lambda _: get("/"))
        trial.run(ours, 10, trial.ask)
        capacity = trial.run(ours, 10, trial.ask)
        flood = asyncio.run(open_loop(ours.port, 3 * capacity.rate, seconds, trial.ask))
        asyncio.run(asyncio.sleep(1))
        after = trial.run(ours, 10, trial.ask)
    shed = quantile(flood.shed, 0.5) * 1000 / empty.part(0.5) if flood.shed else 0.0
    told = flood.waits / len(flood.shed) if flood.shed else 1.0
    later = after.part(0.95) / capacity.part(0.95)
    shown = (
        f"{flood.rate / capacity.rate:.2f} × capacity ({capacity.rate:.0f}/s); {len(flood.shed):,} sent away in "
        f"{shed:.1f} × bare's p50, {told:.0%} with Retry-After; p95 after {later:.2f} ×;"
        f" {flood.errors} errors"
    )
    yield "G7", f"3 × capacity, {seconds:.0f} s", shown, "≥ 0.8; ≤ 5, all; 1; 0"


GOALS: dict[str, Callable[[Trial], Iterator[Row]]] = {
    "G1": plain_paths,
    "G2": answers,
    "G3": crowd,
    "G4": load_streams.streams,
    "G5": load_streams.page,
    "G6": load_streams.mixed,
    "G7": overload,
    "G8": load_costs.memory,
    "G10": load_costs.start,
}


def measure(seconds: float = SECONDS, blocks: int = BLOCKS, goals: tuple[str, ...] = ()) -> Iterator[Row]:
    """The rows of these goals, of all where none is named."""
    ours, ready = os.sched_getaffinity(0), os.environ.get("BENCH_INDEX")
    with tempfile.TemporaryDirectory(prefix="wenbao-bench-") as place:
        index = Path(ready or place) / ("" if ready else "index")
        if not ready:
            write_records(Path(place) / "articles.jsonl", ARTICLES)
            build([Path(place) / "articles.jsonl"], IndexFolder(index), load_embedder(), program="benchmark")
        trial = Trial(index, seconds, blocks, tuple(ask_about(QUESTIONS, ARTICLES)))
        pin(1)
        try:
            for name in goals or GOALS:
                yield from GOALS[name](trial)
        finally:
            os.sched_setaffinity(0, ours)


if __name__ == "__main__":
    for row in measure(float(sys.argv[1]), int(sys.argv[2]), tuple(sys.argv[3:])):
        print(f"| {' | '.join(row)} |", flush=True)
