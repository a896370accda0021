"""Reprints: articles whose texts are near-equal, found by their stored sketches and confirmed by their figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from mmap import MADV_DONTNEED, mmap
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.fingerprints import SKETCH, Print, Sketch, agreement, resemblance
from index.trays import Trays

ALIKE = 0.6
"""Estimated Jaccard similarity from which two texts may be one: a shortened or retyped reprint keeps 0.6 and more, and
the estimate's standard error there is 0.09; two years' reports of one event stay below 0.5."""

AGREE = 0.85
"""... and this share of figures must agree. A form filled anew (a weather report, a notice, a yearly event) shares
nearly all its words with the last one but not its figures; a shortened reprint loses figures, but changes none."""

ROW = np.uint64(24)
"""Bits for a row's number, 16 million articles; 40 bits of a value stay, so that two of a million seldom meet."""

ROWS = (np.uint64(1) << ROW) - np.uint64(1)

STEP = 1_024
"""Rows read, or pairs compared, at a time: half a MiB of sketches, and some 3 while they are compared."""

FEW = 8_192
"""New rows up to which only their own values are sorted: 2 MiB."""

FILLER = np.uint64(2**64 - 1)


def same_text(one: Print, other: Print) -> bool:
    """Are the two texts prints of one?"""
    return one.agrees(other) >= AGREE and resemblance(one.sketch, other.sketch) >= ALIKE


class Sketches:
    """The sketches of all segments, numbered through, as they lie on disk."""

    def __init__(self, parts: Sequence[NDArray[np.uint64]], place: Path | None = None) -> None:
        """`place` is a folder on the disk that has room to sort in."""
        self._parts, self.place = parts, place
        self._first = np.cumsum([0, *map(len, parts)])

    def __len__(self) -> int:
        return int(self._first[-1])

    def blocks(self) -> Iterator[tuple[int, NDArray[np.uint64]]]:
        """The number of the first row and some rows, from first to last."""
        for part, first in zip(self._parts, self._first.tolist(), strict=False):
            for start in range(0, len(part), STEP):
                yield first + start, np.array(part[start : start + STEP])
            _let_go(part)

    def take(self, rows: NDArray[np.int64]) -> NDArray[np.uint64]:
        """Some rows, in the order asked for."""
        taken = np.empty((len(rows), SKETCH), dtype=np.uint64)
        owners = np.searchsorted(self._first, rows, side="right") - 1
        for owner in np.unique(owners).tolist():
            mine = owners == owner
            taken[mine] = self._parts[owner][rows[mine] - self._first[owner]]
            _let_go(self._parts[owner])
        return taken


def _let_go(part: NDArray[np.uint64]) -> None:
    """Give back the memory that a mapped file took by being read; it stays in the system's cache."""
    base = part
    while isinstance(base, np.ndarray) and base.base is not None:
        base = base.base
    if isinstance(base, mmap):
        base.madvise(MADV_DONTNEED)


def find_pairs(sketches: Sketches, new: NDArray[np.bool_], alive: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Pairs of living rows that may be prints of one text, one of them `new`, ascending: linear in the number of rows.

    Rows that share a value are linked to their neighbours in it, not each with each: prints of one text share most
    of their values, so that some value links them whatever rows lie between in others. Values, then pairs are sorted
    in trays: memory does not grow with the rows.
    """
    if not new.any():
        return
    pairs = Trays(len(sketches) * SKETCH, sketches.place)
    width = -(-len(sketches) // pairs.count)
    for codes in _by_value(sketches, new, alive):
        near = np.flatnonzero((codes[1:] ^ codes[:-1]) < (np.uint64(1) << ROW))
        left, right = (codes[near] & ROWS).astype(np.int64), (codes[near + 1] & ROWS).astype(np.int64)
        touched = (new[left] | new[right]) & (left != right)
        left, right = left[touched], right[touched]
        pairs.put(((left << 32) | right).view(np.uint64), left // width)
    for codes in pairs:
        first = codes[np.flatnonzero(np.diff(codes, prepend=~codes[:1]))].view(np.int64)
        for code in _alike(sketches, first):
            yield int(code >> 32), int(code & 0xFFFFFFFF)


def _by_value(sketches: Sketches, new: NDArray[np.bool_], alive: NDArray[np.bool_]) -> Trays:
    """Value and row in one number, by value: of the values that new rows have where those are few, else of all."""
    trays = Trays(len(sketches) * SKETCH, sketches.place)
    fresh = np.flatnonzero(new)
    wanted = np.unique(sketches.take(fresh)) if len(fresh) <= FEW else None
    high = np.uint64(64 - 32)
    for first, block in sketches.blocks():
        used = (block != FILLER) & alive[first : first + len(block), None]
        if wanted is not None:
            used &= wanted[np.minimum(np.searchsorted(wanted, block), len(wanted) - 1)] == block
        codes = (block << ROW) | np.arange(first, first + len(block), dtype=np.uint64)[:, None]
        codes = codes[used]
        trays.put(codes, ((codes >> high) * np.uint64(trays.count)) >> high)
    return trays


def _alike(sketches: Sketches, pairs: NDArray[np.int64]) -> Iterator[np.int64]:
    """The pairs that are alike enough, many at a time: `fingerprints.resemblance` for whole columns."""
    for start in range(0, len(pairs), STEP):
        block = pairs[start : start + STEP]
        one, other = sketches.take(block >> 32), sketches.take(block & 0xFFFFFFFF)
        least = np.minimum((one != FILLER).sum(axis=1), (other != FILLER).sum(axis=1))
        union = np.sort(np.concatenate([one, other], axis=1), axis=1)
        twice = union[:, 1:] == union[:, :-1]
        place = np.arange(1, union.shape[1]) - np.cumsum(twice, axis=1)  # among the different values, from 0
        shared = (twice & (place < least[:, None])).sum(axis=1)
        yield from block[shared / least >= ALIKE]


def pad(rows: Sequence[Sketch]) -> NDArray[np.uint64]:
    """Sketches as the rows of one array."""
    table = np.full((len(rows), SKETCH), FILLER, dtype=np.uint64)
    for number, row in enumerate(rows):
        table[number, : len(row)] = row
    return table


def link(pairs: Iterable[tuple[int, int]], figures: Callable[[int], frozenset[int]]) -> Iterator[tuple[int, int]]:
    """Of the pairs those whose figures agree. `figures` gives a row's figures."""
    return ((one, other) for one, other in pairs if agreement(figures(one), figures(other)) >= AGREE)


def gather(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, ...]]:
    """The groups that pairs make, each sorted, smallest first."""
    head: dict[int, int] = {}

    def find(key: int) -> int:
        while head.setdefault(key, key) != key:
            head[key] = head[head[key]]
            key = head[key]
        return key

    for one, other in pairs:
        head[find(one)] = find(other)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for key in head:
        groups[find(key)].append(key)
    return sorted(tuple(sorted(group)) for group in groups.values() if len(group) > 1)
