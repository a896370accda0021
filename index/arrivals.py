"""What arrives in a drop folder: notices when files have come, changed or gone, and lie still."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from index.sources import find_files

EVERY = 2.0
"""Seconds between two looks: a file that does not change from one look to the next has been written whole."""

Listing = frozenset[tuple[str, int, int]]


def list_files(paths: Sequence[Path]) -> Listing:
    """Name, size and time of change of every file below the paths; a path that is not there yet holds none."""
    listing = set()
    for file in find_files([path for path in paths if path.exists()], warn=False):
        try:
            state = file.path.stat()
        except OSError:
            continue  # gone between the two calls
        listing.add((str(file.path), state.st_size, state.st_mtime_ns))
    return frozenset(listing)


def await_arrivals(paths: Sequence[Path], sleep: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """Yield once at the start, then each time the files below the paths differ from those taken and lie still."""
    taken: Listing | None = None
    before = list_files(paths)
    while True:
        if before != taken:
            taken = before
            yield
        sleep(EVERY)
        now = list_files(paths)
        while now != before:
            before = now
            sleep(EVERY)
            now = list_files(paths)
