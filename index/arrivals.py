"""What arrives in a drop folder: notices when files have come, changed or gone, and lie still."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from index.sources import find_files

EVERY = 2.0
"""Seconds between two looks: a file that does not change from one look to the next has been written whole."""


def list_files(paths: Sequence[Path]) -> str:
    """A sum over name, size and time of change of every file below the paths; empty where no file is there yet."""
    listing, count = hashlib.sha256(), 0
    for file in find_files([path for path in paths if path.exists()], warn=False):
        try:
            state = file.path.stat()
        except OSError:
            continue  # gone between the two calls
        listing.update(json.dumps((str(file.path), state.st_size, state.st_mtime_ns)).encode())
        count += 1
    return listing.hexdigest() if count else ""


def await_arrivals(paths: Sequence[Path], sleep: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """Yield once at the start, then each time the files below the paths differ from those taken and lie still."""
    taken: str | None = None
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
