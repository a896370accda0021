"""Stable article keys: made from the text, inherited when a page is cut or typed better, never from a path."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Container, Iterable

import numpy as np
from numpy.typing import NDArray

from index.fingerprints import Sketch, digest, letters, resemblance, sketch
from index.records import Article

SAME = 0.4
"""Estimated Jaccard similarity from which a gone article is taken to live on in a new one: two texts that share more
than half of their five-character shingles each way reach 0.4 (0.57 of each for texts of equal length)."""

RELABELLED = 0.8
"""The same from which an article of a file that is taken again under another newspaper's name is still the same one."""


def make_key(article: Article) -> str:
    """A key from newspaper and words; the same text in the same newspaper has the same key wherever it lies."""
    return digest(article.newspaper, letters(article.body))


class Heirs:
    """Gone articles whose keys new articles may inherit: each key goes to one heir."""

    def __init__(self, gone: Iterable[tuple[str, str, Sketch]], own: Container[str] = ()) -> None:
        """Each gone article as (key, newspaper, sketch of its body); `own` are the keys that came from the same file.

        Those live on in the same text when only the newspaper is stated anew; others only in their own newspaper.
        """
        self._own = own
        self._gone: list[tuple[str, str]] = []
        values, lengths = array("Q"), [0]
        for key, newspaper, row in gone:
            self._gone.append((key, sys.intern(newspaper)))
            values.frombytes(np.ascontiguousarray(row).tobytes())
            lengths.append(len(values))
        self._values, self._starts = np.array(values, dtype=np.uint64), np.array(lengths)
        self._order = np.argsort(self._values, kind="stable")
        self._left = np.ones(len(self._gone), dtype=np.bool_)

    def _near(self, mine: Sketch) -> NDArray[np.int64]:
        """Who shares any of these values, by number."""
        first = np.searchsorted(self._values, mine, sorter=self._order)
        end = np.searchsorted(self._values, mine, side="right", sorter=self._order)
        places = [self._order[a:b] for a, b in zip(first, end, strict=True) if a < b]
        found = np.concatenate(places) if places else np.empty(0, np.int64)
        return np.unique(np.searchsorted(self._starts, found, side="right") - 1)

    def _best(self, article: Article) -> tuple[float, int] | None:
        if not self._left.any():
            return None
        mine = sketch(article.body)
        near = self._near(mine)
        ranked = []
        for number in near[self._left[near]].tolist():
            key, newspaper = self._gone[number]
            row = self._values[self._starts[number] : self._starts[number + 1]]
            share, elsewhere = resemblance(mine, row), newspaper != article.newspaper
            if share >= (RELABELLED if elsewhere else SAME) and (key in self._own or not elsewhere):
                ranked.append((elsewhere, -share, key, number))
        if not ranked:
            return None
        _, share, _, number = min(ranked)
        return -share, number

    def best(self, article: Article) -> tuple[float, str] | None:
        """How much text is shared with the gone article that shares most, one of the same newspaper first; its key."""
        found = self._best(article)
        return (found[0], self._gone[found[1]][0]) if found else None

    def claim(self, article: Article) -> str | None:
        """The key of the gone article that lives on in this one, which no other can have then; None for a new one."""
        found = self._best(article)
        if found is None:
            return None
        self._left[found[1]] = False
        return self._gone[found[1]][0]


def trim(row: Sketch) -> Sketch:
    """A stored sketch row without its padding."""
    kept: Sketch = row[row != np.uint64(2**64 - 1)]
    return kept
