"""The words of all segments in one table: where each word's postings lie in every segment that holds it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.keywords import Keywords, code_of

Piece = tuple[NDArray[np.unsignedinteger], NDArray[np.uint8], int]
"""A word's postings in one segment: its chunks as the segment counts them, how often each holds it, and what is added
to a chunk's number to count through all segments."""


class Table:
    """The words of all segments by their codes, 18 bytes a word of a segment.

    To look a word up in one segment after the other took a quarter of a query's time.
    """

    def __init__(self, parts: Sequence[Keywords]) -> None:
        codes = np.concatenate([np.empty(0, np.uint64), *(part.codes for part in parts)])
        order = codes.argsort(kind="stable")  # runs that ascend: merged, not sorted
        self._codes = codes[order]
        columns = np.cumsum([0, *(len(part.codes) for part in parts)])
        self._part = (columns.searchsorted(order, side="right") - 1).astype(np.uint16)
        self._starts = np.concatenate([np.empty(0, np.uint32), *(part.starts[:-1] for part in parts)])[order]
        self._ends = np.concatenate([np.empty(0, np.uint32), *(part.starts[1:] for part in parts)])[order]
        firsts = np.cumsum([0, *(len(part.lengths) for part in parts)]).tolist()
        self._arrays = [(part.rows, part.counts, first) for part, first in zip(parts, firsts, strict=False)]

    def find(self, words: Sequence[str]) -> list[list[Piece]]:
        """For each word its postings, segment by segment."""
        codes = np.array([code_of(word) for word in words], dtype=np.uint64)
        firsts, ends = self._codes.searchsorted(codes), self._codes.searchsorted(codes, side="right")
        return [self._read(slice(*run)) for run in zip(firsts.tolist(), ends.tolist(), strict=True)]

    def _read(self, run: slice) -> list[Piece]:
        arrays = self._arrays
        places = zip(self._part[run].tolist(), self._starts[run].tolist(), self._ends[run].tolist(), strict=True)
        return [
            (arrays[part][0][start:end], arrays[part][1][start:end], arrays[part][2]) for part, start, end in places
        ]

    def count(self, word: str) -> int:
        """How many chunks hold a word, the dead among them."""
        code = np.array([code_of(word)], dtype=np.uint64)
        run = slice(int(self._codes.searchsorted(code)[0]), int(self._codes.searchsorted(code, side="right")[0]))
        return int((self._ends[run] - self._starts[run]).sum())
