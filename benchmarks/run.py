"""`make bench`: every benchmark as a table in Markdown; `make bench ONLY="newsroom starter"` runs those named."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from benchmarks import cutting, growth, issue, load, many_files, million, newsroom, peers, starter, startup, widget

TABLES: dict[str, tuple[tuple[str, ...], tuple[str, ...], Callable[[], Iterable[Sequence[Any]]]]] = {
    "startup": (("cold start", "median s", "ratio"), ("", ".2f", ".1f"), startup.measure),
    "cutting": (
        ("page length, times", "characters", "pages a second, one core", "cost a character, ratio"),
        ("", ",.0f", ".0f", ".2f"),
        cutting.measure,
    ),
    "issue": (("file", "pages", "characters", "seconds"), ("", "", ",", ".1f"), issue.measure),
    "many_files": (("one build", "peak MiB", "ratio"), ("", ",", ".2f"), many_files.measure),
    "growth": (
        ("articles", "built a second", "search p50 ms", "answer p50 ms", "peak MiB"),
        (",", ",.0f", ".1f", ".1f", ","),
        growth.measure,
    ),
    "widget": (("on loopback, in Chromium", "median ms", "worst ms"), ("", ".0f", ".0f"), widget.measure),
    "newsroom": (("a whole archive", "figure"), ("", ""), newsroom.measure),
    "starter": (
        ("one core's time", "the usual pipeline", "Wenbao", "ratio"),
        ("", ",.1f", ",.1f", ".2f"),
        starter.measure,
    ),
    "peers": (
        ("10,000 articles, one core's time", "ms to take one", "ms a question", "to our words"),
        ("", ".2f", ".2f", ".1f"),
        peers.measure,
    ),
    "million": (("made-up archives", "figure"), ("", ""), million.measure),
    "load": (("goal", "load", "measured", "wanted"), ("", "", "", ""), load.measure),
}
"""By name: the columns, how each is written, and what measures the rows."""


def main(names: Sequence[str]) -> None:
    """Print the tables of these benchmarks, of all where none is named, each row as soon as it is there."""
    unknown = [name for name in names if name not in TABLES]
    if unknown:
        sys.exit(f"there is no benchmark {unknown[0]!r}: choose among {', '.join(TABLES)}")
    began = time.monotonic()
    for name in names or TABLES:
        columns, formats, measure = TABLES[name]
        print(f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}", flush=True)
        for row in measure():
            print(f"| {' | '.join(format(cell, how) for cell, how in zip(row, formats, strict=True))} |", flush=True)
        print(flush=True)
    print(f"All in {(time.monotonic() - began) / 60:.1f} minutes.")


if __name__ == "__main__":
    main(sys.argv[1:])
