"""G9: visitors for minutes or hours, with leavers, new versions and new pages of Gradio: does anything grow?

`python -m benchmarks.soak MINUTES`: at 30 % of capacity; one in twenty hangs up in mid-stream; each visit of the page
is a session of its own; every five minutes (a fifth of a run shorter than 25) a build makes another version current.
Slopes are Theil and Sen's, over what came after the first sixth of the run.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from itertools import combinations
from pathlib import Path

from benchmarks.client import Connection, Load, closed_loop, get, post
from benchmarks.corpus import ask_about, write_records
from benchmarks.load_streams import find_function, taking, visit
from benchmarks.servers import Running, pin, product
from index.build import build
from index.embeddings import load_embedder
from index.folder import IndexFolder

ARTICLES = 4_000
CLIENTS = 4
SHARE = 0.3
"""Of what the server can do."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What the server holds: hours since the start, MiB, descriptors, threads, files in its temporary folder."""

    hours: float
    memory: float
    descriptors: float
    threads: float
    files: float


def slope(samples: Sequence[tuple[float, float]]) -> float:
    """The median slope over all pairs (Theil 1950, Sen 1968): a few outliers change nothing."""
    slopes = [(b - a) / (t - s) for (s, a), (t, b) in combinations(samples, 2) if t > s]
    return statistics.median(slopes) if slopes else 0.0


def look(server: Running, began: float, place: Path) -> Sample:
    """One sample."""
    proc = Path(f"/proc/{server.pid}")
    return Sample(
        (time.monotonic() - began) / 3600,
        server.memory,
        len(list((proc / "fd").iterdir())),
        len(list((proc / "task").iterdir())),
        sum(1 for _ in place.rglob("*")),
    )


async def visitors(server: Running, questions: Sequence[str], rate: float, seconds: float, function: int) -> Load:
    """CLIENTS that ask, stream, leave and open the page, `rate` visits a second in all."""
    load, end = Load(seconds), time.monotonic() + seconds

    async def one(number: int) -> None:
        while time.monotonic() < end:
            number += CLIENTS
            began, line = time.monotonic(), Connection(server.port)
            question = {"question": questions[number % len(questions)]}
            if number % 20 == 1:
                load.note(await line.ask(post("/api/v1/ask/stream", question), leave=True))
            elif number % 20 < 4:
                load.note(await line.ask(post("/api/v1/ask/stream", question)))
            elif number % 10 == 5:
                load.note(await line.ask(get("/")))
                await visit(server.port, function, [question["question"], "", None], f"soak{began:.6f}{number}")
            else:
                load.note(await line.ask(post("/api/v1/ask", question)))
            line.close()
            await asyncio.sleep(max(0.0, began + CLIENTS / rate - time.monotonic()))

    await asyncio.gather(*(one(number) for number in range(CLIENTS)))
    return load


def measure(minutes: float) -> Iterator[tuple[str, str, str]]:
    """(what, figure, what is wanted)."""
    with tempfile.TemporaryDirectory(prefix="wenbao-bench-") as place:
        index, temporary = Path(place) / "index", Path(place) / "tmp"
        temporary.mkdir()
        write_records(Path(place) / "articles.jsonl", ARTICLES)
        build([Path(place) / "articles.jsonl"], IndexFolder(index), load_embedder(), program="benchmark")
        questions = ask_about(200, ARTICLES)
        pin(1)
        with product(index, TMPDIR=str(temporary)) as server:
            function = find_function(server.port, 3)
            ask = [post("/api/v1/ask", {"question": question}) for question in questions]
            full = asyncio.run(closed_loop(server.port, CLIENTS, 10, lambda n: ask[n % len(ask)]))
            began, every = time.monotonic(), min(300.0, 60 * minutes / 5)
            samples, loads, swapped = [look(server, began, temporary)], [], 0
            while (passed := time.monotonic() - began) < 60 * minutes:
                loads.append(asyncio.run(visitors(server, questions, SHARE * full.rate, min(10.0, every), function)))
                samples.append(look(server, began, temporary))
                if passed > every * (swapped + 1):
                    swapped += 1
                    taking(index, 5, 9_500_000 + 5 * swapped).wait()
    late = [sample for sample in samples if sample.hours > minutes / 60 / 6]
    base = late[0].memory
    grown = slope([(s.hours, s.memory) for s in late]) / base
    yield (
        "visits; errors; versions",
        f"{sum(sum(one.statuses.values()) for one in loads):,}; " + (f"{sum(one.errors for one in loads)}; {swapped}"),
        "0 errors",
    )
    yield "memory", f"{base:.0f} → {late[-1].memory:.0f} MiB, slope {grown:+.1%} an hour", "≤ +2 % an hour, ≤ +10 %"
    for at, name in enumerate(("descriptors", "threads", "files in its temporary folder"), 2):
        values = [astuple(sample)[at] for sample in late]
        yield name, f"{values[0]:.0f} → {values[-1]:.0f} ({min(values):.0f} to {max(values):.0f})", "± 5, flat"


if __name__ == "__main__":
    for row in measure(float(sys.argv[1]) if len(sys.argv) > 1 else 10.0):
        print(f"| {' | '.join(row)} |", flush=True)
