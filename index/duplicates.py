"""Reprints: articles whose texts are near-equal, found by their stored sketches and confirmed by their figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from index.fingerprints import SKETCH, Print, Sketch, agreement, resemblance

ALIKE = 0.6
"""Estimated Jaccard similarity from which two texts may be one: a shortened or retyped reprint keeps 0.6 and more, and
the estimate's standard error there is 0.09; two years' reports of one event stay below 0.5."""

AGREE = 0.85
"""... and this share of figures must agree. A form filled anew (a weather report, a notice, a yearly event) shares
nearly all its words with the last one but not its figures; a shortened reprint loses figures, but changes none."""

ROW = np.uint64(24)
"""Bits for a row's number, 16 million articles; 40 bits of a value stay, so that two of a million seldom meet."""

STEP = 8_192
"""Pairs compared at a time: 4 MiB of sketches."""

FILLER = np.uint64(2**64 - 1)


def same_text(one: Print, other: Print) -> bool:
    """Are the two texts prints of one?"""
    return one.agrees(other) >= AGREE and resemblance(one.sketch, other.sketch) >= ALIKE


def find_pairs(sketches: NDArray[np.uint64], new: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Pairs of rows that may be prints of one text, one of them `new`: linear in the number of rows.

    Rows that share a value are linked to their neighbours in it, not each with each: prints of one text share most
    of their values, so that some value links them whatever rows lie between in others.
    """
    if not new.any():
        return []
    at = np.flatnonzero(sketches != FILLER)
    if not new.all():
        wanted = np.unique(sketches[new])
        values = sketches.ravel()[at]
        at = at[wanted[np.minimum(np.searchsorted(wanted, values), len(wanted) - 1)] == values]
        del values
    # value and row in one number, sorted in place: a tenth of the memory of sorting one by the other
    codes = sketches.ravel()[at]
    codes <<= ROW
    at //= SKETCH
    codes |= at.view(np.uint64)
    del at
    codes.sort()
    near = np.flatnonzero((codes[1:] ^ codes[:-1]) < (np.uint64(1) << ROW))
    mask = (np.uint64(1) << ROW) - np.uint64(1)
    left, right = (codes[near] & mask).astype(np.int32), (codes[near + 1] & mask).astype(np.int32)
    del codes, near
    touched = (new[left] | new[right]) & (left != right)
    pairs = (left[touched].astype(np.int64) << 32) | right[touched]
    pairs.sort()
    first = np.flatnonzero(np.diff(pairs, prepend=-1))
    return [(int(code >> 32), int(code & 0xFFFFFFFF)) for code in _alike(sketches, pairs[first])]


def _alike(sketches: NDArray[np.uint64], pairs: NDArray[np.int64]) -> Iterator[np.int64]:
    """The pairs that are alike enough, many at a time: `fingerprints.resemblance` for whole columns."""
    for start in range(0, len(pairs), STEP):
        block = pairs[start : start + STEP]
        one, other = sketches[block >> 32], sketches[block & 0xFFFFFFFF]
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


def link(pairs: Iterable[tuple[int, int]], figures: Callable[[int], frozenset[int]]) -> list[tuple[int, int]]:
    """Of the pairs those whose figures agree. `figures` gives a row's figures."""
    return [(one, other) for one, other in pairs if agreement(figures(one), figures(other)) >= AGREE]


def gather(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """The groups that pairs make, each sorted, smallest first."""
    head: dict[str, str] = {}

    def find(key: str) -> str:
        while head.setdefault(key, key) != key:
            head[key] = head[head[key]]
            key = head[key]
        return key

    for one, other in pairs:
        head[find(one)] = find(other)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for key in head:
        groups[find(key)].append(key)
    return sorted(tuple(sorted(group)) for group in groups.values() if len(group) > 1)
