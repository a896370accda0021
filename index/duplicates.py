"""Reprints: articles whose texts are near-equal, found by their stored sketches and confirmed by their figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.fingerprints import SKETCH, Print, Sketch, resemblance

ALIKE = 0.6
"""Estimated Jaccard similarity from which two texts may be one: a shortened or retyped reprint keeps 0.6 and more, and
the estimate's standard error there is 0.09; two years' reports of one event stay below 0.5."""

AGREE = 0.85
"""... and this share of figures must agree. A form filled anew (a weather report, a notice, a yearly event) shares
nearly all its words with the last one but not its figures; a shortened reprint loses figures, but changes none."""

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
    wanted = np.unique(sketches[new])
    flat = sketches.ravel()
    at = np.flatnonzero(np.isin(flat, wanted[wanted != FILLER]))
    values, rows = flat[at], at // SKETCH
    order = np.lexsort((rows, values))
    values, rows = values[order], rows[order]
    near = values[1:] == values[:-1]
    left, right = rows[:-1][near], rows[1:][near]
    touched = new[left] | new[right]
    codes = np.unique(left[touched] * len(sketches) + right[touched])
    return [(int(code) // len(sketches), int(code) % len(sketches)) for code in codes]


def pad(rows: Sequence[Sketch]) -> NDArray[np.uint64]:
    """Sketches as the rows of one array."""
    table = np.full((len(rows), SKETCH), FILLER, dtype=np.uint64)
    for number, row in enumerate(rows):
        table[number, : len(row)] = row
    return table


def link(
    pairs: Iterable[tuple[int, int]], sketches: NDArray[np.uint64], figures: Callable[[int], frozenset[int]]
) -> list[tuple[int, int]]:
    """Of the pairs those that are prints of one text. `figures` gives a row's figures and is asked only when needed."""
    found = []
    for one, other in pairs:
        a, b = sketches[one], sketches[other]
        a, b = a[a != FILLER], b[b != FILLER]
        if resemblance(a, b) >= ALIKE and Print(a, figures(one)).agrees(Print(b, figures(other))) >= AGREE:
            found.append((one, other))
    return found


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
