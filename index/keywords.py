"""BM25 over words: each segment keeps which word stands how often in which chunk; scores are made when asked.

Scores stored with a part (as bm25s stores them) hold that part's document frequencies and average length, so that many
parts, and chunks that died, never score quite like an index built in one go. Counts and lengths, weighed by the
frequencies of all living chunks together (bm25.py), do so to the last bit, in half the space.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.sounds import column_of, merge

MOST = 255
"""The most often a word counts in one chunk: far beyond where BM25 saturates, and it fits a byte."""


@lru_cache(maxsize=65_536)
def code_of(word: str) -> int:
    """A word's number in every index: 64 bits of BLAKE2b, which two of a million words share once in 10^7 archives."""
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


@dataclass(frozen=True, slots=True, eq=False)
class Keywords:
    """The words of one segment's chunks. Column n of the postings runs from `starts[n]` to `starts[n + 1]`."""

    codes: NDArray[np.uint64]
    """The words' codes, ascending."""
    starts: NDArray[np.uint32]
    rows: NDArray[np.unsignedinteger]
    """The chunks that hold the word, ascending; 16 bits each where the segment's chunks can be counted with them."""
    counts: NDArray[np.uint8]
    """How often each holds it."""
    lengths: NDArray[np.uint32]
    """How many words each chunk has."""
    sounds: NDArray[np.uint64]
    """Its words by sound, see `index/sounds.py`."""

    @classmethod
    def of(cls, chunks: Iterable[Sequence[str]]) -> Keywords:
        """The words of chunks, each a list of words with repetitions; only one such list is held at a time."""
        numbers: dict[str, int] = {}
        flat, counted = array("I"), array("I")
        for words in chunks:
            counted.append(len(words))
            flat.extend([numbers.setdefault(word, len(numbers)) for word in words])
        lengths = np.array(counted, dtype=np.uint32)
        codes = np.array([code_of.__wrapped__(word) for word in numbers], dtype=np.uint64)
        sounds = column_of(numbers)
        del numbers
        columns, rank = np.unique(codes, return_inverse=True)
        # column and row in one number, sorted in place: a third of the memory of sorting one by the other
        places = rank.astype(np.uint64)[np.frombuffer(flat, dtype=np.uint32)]
        del flat
        places <<= np.uint64(32)
        places |= np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)
        places.sort()
        first = np.flatnonzero(np.diff(places, prepend=~places[:1])).astype(np.uint32)
        counts = np.minimum(np.diff(first, append=np.uint32(len(places))), MOST).astype(np.uint8)
        places = places[first]
        starts = np.searchsorted(places, np.arange(len(columns) + 1, dtype=np.uint64) << np.uint64(32))
        rows = places.astype(np.uint32)
        return cls(columns, starts.astype(np.uint32), _narrow(rows, lengths), counts, lengths, sounds)

    @classmethod
    def join(cls, parts: Iterable[tuple[Keywords, NDArray[np.bool_]]]) -> Keywords:
        """The kept chunks of several parts, numbered through."""
        pieces: list[tuple[NDArray[np.uint64], NDArray[np.uint32], NDArray[np.uint8], NDArray[np.uint32]]] = []
        sounds = []
        first = 0
        for part, kept in parts:
            sounds.append(part.sounds)
            number = np.cumsum(kept, dtype=np.uint32) - np.uint32(1) + np.uint32(first)
            living = kept[part.rows]
            codes = np.repeat(part.codes, part.starts[1:] - part.starts[:-1])[living]
            pieces.append((codes, number[part.rows[living]], part.counts[living], part.lengths[kept]))
            first += int(kept.sum())
        columns = [np.concatenate(column) for column in zip(*pieces, strict=True)]
        return cls.sorted_from(columns[0], columns[1], columns[2], columns[3], merge(sounds))

    @classmethod
    def sorted_from(
        cls,
        codes: NDArray[np.uint64],
        rows: NDArray[np.uint32],
        counts: NDArray[np.uint8],
        lengths: NDArray[np.uint32],
        sounds: NDArray[np.uint64],
    ) -> Keywords:
        """From one (code, row, count) for each place or posting, rows ascending; equal pairs are added up."""
        order = np.argsort(codes, kind="stable")
        codes, rows, counts = codes[order], rows[order], counts[order]
        new = np.ones(len(codes), dtype=np.bool_)
        new[1:] = (codes[1:] != codes[:-1]) | (rows[1:] != rows[:-1])
        first = np.flatnonzero(new)
        total = np.add.reduceat(counts.astype(np.int64), first) if len(first) else np.empty(0, np.int64)
        columns, starts = np.unique(codes[first], return_index=True)
        return cls(
            codes=columns,
            starts=np.append(starts, len(first)).astype(np.uint32),
            rows=_narrow(rows[first], lengths),
            counts=np.minimum(total, MOST).astype(np.uint8),
            lengths=lengths,
            sounds=sounds,
        )

    def write(self, folder: Path) -> None:
        """Write one array a file into the new folder `folder`."""
        folder.mkdir()
        for field in fields(self):
            np.save(folder / f"{field.name}.npy", getattr(self, field.name), allow_pickle=False)

    @classmethod
    def open(cls, folder: Path) -> Keywords:
        """The inverse of `write`, memory-mapped."""
        names = [field.name for field in fields(cls)]
        # plain arrays over the maps: np.memmap's own slices cost ten times an array's
        return cls(*(np.asarray(np.load(folder / f"{n}.npy", mmap_mode="r", allow_pickle=False)) for n in names))

    def find(self, codes: NDArray[np.uint64]) -> NDArray[np.int64]:
        """The column of each code, -1 where the segment does not have it."""
        if not len(self.codes):
            return np.full(len(codes), -1, dtype=np.int64)
        columns = self.codes.searchsorted(codes)
        columns[columns == len(self.codes)] = 0
        columns[self.codes.take(columns) != codes] = -1
        return columns


def _narrow(rows: NDArray[np.uint32], lengths: NDArray[np.uint32]) -> NDArray[np.unsignedinteger]:
    """Rows in as few bytes as number all chunks."""
    return rows.astype(np.uint16 if len(lengths) <= 1 << 16 else np.uint32)
