"""Very many 64-bit codes laid out in trays, each small enough to be sorted in memory: on disk where one will not do."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile

import numpy as np
from numpy.typing import NDArray

FULL = 1 << 17
"""Codes in a tray when they fall evenly: 1 MiB, and some 6 while they are sorted and compared."""

MOST = 128
"""Trays: files open at once. Beyond 16 million codes, half a million articles, trays grow instead."""


class Trays:
    """Takes codes and gives them back tray by tray."""

    def __init__(self, codes: int, place: Path | None) -> None:
        """For about so many codes; files without names in the folder `place` hold what one tray does not."""
        self.count = min(MOST, -(-codes // FULL) or 1)
        self._held: list[NDArray[np.uint64]] = []
        self._files = [TemporaryFile(dir=place) for _ in range(self.count if self.count > 1 else 0)]  # noqa: SIM115
        for file in self._files:
            weakref.finalize(self, file.close)

    def put(self, codes: NDArray[np.uint64], trays: NDArray[np.integer]) -> None:
        """Lay each code in its tray, `trays` from 0."""
        if not self._files:
            self._held.append(codes)
            return
        for number, file in enumerate(self._files):
            file.write(codes[trays == number].tobytes())

    def __iter__(self) -> Iterator[NDArray[np.uint64]]:
        """The codes of each tray in ascending order; a tray is given once."""
        if not self._files:
            held, self._held = self._held, []
            codes = np.concatenate(held) if held else np.empty(0, np.uint64)
            del held
            codes.sort()
            yield codes
        for file in self._files:
            file.seek(0)
            codes = np.fromfile(file, dtype=np.uint64)
            file.truncate(0)
            codes.sort()
            yield codes
