"""BM25 over the words of all segments as if they were one: frequencies and lengths are those of all living chunks.

Lucene's formula (Kamphuis et al. 2020, "Which BM25 Do You Mean?"): idf x tf / (tf + k1 (1 - b + b length / average)).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from index.keywords import Keywords, code_of
from index.remembered import remember
from index.sounds import find
from index.store import Group

KEPT = 65_536
"""Words whose frequency is remembered: 10 MiB, more than a day of questions uses."""


BLOCK = 64
"""Scores of which only the largest is looked at first: a hundredth of 150,000 chunks is put in order instead of all."""


def find_largest(scores: NDArray[np.float64], top: int) -> NDArray[np.int64]:
    """Where the `top` largest scores stand, in order of place, with all that equal the smallest of them."""
    if len(scores) <= top:
        return np.arange(len(scores))
    whole = len(scores) // BLOCK * BLOCK
    if whole // BLOCK >= top:  # the top-th largest of the blocks' maxima is no more than the top-th largest score
        maxima = scores[:whole].reshape(-1, BLOCK).max(axis=1)
        near = np.flatnonzero(scores >= np.partition(maxima, len(maxima) - top)[len(maxima) - top])
    else:
        near = np.arange(len(scores))
    least = np.partition(scores[near], len(near) - top)[len(near) - top]
    found: NDArray[np.int64] = near[scores[near] >= least]
    return found


def idf(frequency: int, chunks: int) -> float:
    """Lucene's inverse document frequency, never negative."""
    return float(np.log1p((chunks - frequency + 0.5) / (frequency + 0.5)))


class WordSearch:
    """The word indexes of all segments, numbered through. Unchanging; safe to share by threads."""

    def __init__(self, parts: Sequence[Keywords], alive: NDArray[np.bool_], *, k1: float, b: float) -> None:
        """`alive` says which of all chunks count; the others get scores too, but change nobody else's."""
        self._parts = parts
        lengths = np.concatenate([part.lengths for part in parts]) if parts else np.empty(0, np.uint32)
        self._first = np.cumsum([0, *[len(part.lengths) for part in parts]])
        self._alive = None if alive.all() else alive
        self.chunks = int(alive.sum())
        words = int(lengths[alive].sum(dtype=np.int64))
        average = words / self.chunks if words else 1.0
        self._norms: NDArray[np.float32] = (k1 * (1 - b + b * lengths / average)).astype(np.float32)
        self.frequency = remember(self._frequency, KEPT)

    def _frequency(self, word: str) -> int:
        """In how many living chunks the word occurs."""
        code = np.array([code_of(word)], dtype=np.uint64)
        return sum(
            self._living(part, int(column), n)
            for n, part in enumerate(self._parts)
            if (column := part.find(code)[0]) >= 0
        )

    def _living(self, part: Keywords, column: int, number: int) -> int:
        start, end = int(part.starts[column]), int(part.starts[column + 1])
        if self._alive is None:
            return end - start
        return int(np.count_nonzero(self._alive[self._first[number] : self._first[number + 1]][part.rows[start:end]]))

    def information(self, word: str) -> float:
        """The word's inverse document frequency."""
        return idf(self.frequency(word), self.chunks)

    def score(self, words: Mapping[str, float]) -> NDArray[np.float64]:
        """The scores of all chunks for weighted words; words that no living chunk has add nothing.

        Each chunk's sum runs over its words in the order of `words`, so that it does not depend on how chunks are
        shared out among segments.
        """
        known = {word: weight for word, weight in words.items() if self.frequency(word)}
        codes = np.array([code_of(word) for word in known], dtype=np.uint64)
        weights = np.array([weight * self.information(word) for word, weight in known.items()], dtype=np.float32)
        scores = np.zeros(int(self._first[-1]))
        for part, first, end in zip(self._parts, self._first, self._first[1:], strict=False):
            columns = part.find(codes)
            here = columns >= 0
            if here.any():
                scores[first:end] = _score(part, columns[here], weights[here], self._norms[first:end])
        return scores

    def score_groups(self, groups: Sequence[Group]) -> NDArray[np.float64]:
        """The scores of all chunks for groups of words that mean the same: each group counts as one word.

        Its frequency in a chunk is the sum of its forms' frequencies, each times its share (probabilistic structured
        queries: Darwish & Oard 2003, doi:10.1145/860435.860497); its weight takes the place of the idf.
        """
        asked = [
            (
                weight,
                np.array([code_of(word) for word in forms], dtype=np.uint64),
                np.array(list(forms.values()), dtype=np.float32),
            )
            for weight, forms in groups
            if forms
        ]
        scores = np.zeros(int(self._first[-1]))
        for part, first, end in zip(self._parts, self._first, self._first[1:], strict=False):
            norms = self._norms[first:end]
            for weight, codes, shares in asked:
                columns = part.find(codes)
                here = columns >= 0
                if here.any():
                    often = _count(part, columns[here], shares[here])
                    scores[first:end] += weight * often / (often + norms)
        return scores

    def sounding(self, syllables: Sequence[str]) -> list[str]:
        """The words that are spelled with these plain syllables and stand in some living chunk, the commonest first."""
        found = {word for part in self._parts for word in find(part.sounds, syllables)}
        return sorted((word for word in found if self.frequency(word)), key=lambda word: (-self.frequency(word), word))


def _count(part: Keywords, columns: NDArray[np.int64], shares: NDArray[np.float32]) -> NDArray[np.float64]:
    """How often the columns' words stand in each chunk, each times its share."""
    starts, ends = part.starts[columns].tolist(), part.starts[columns + 1].tolist()
    slices = [slice(start, end) for start, end in zip(starts, ends, strict=True)]
    rows = np.concatenate([part.rows[s] for s in slices])
    counts = np.concatenate([part.counts[s] for s in slices]).astype(np.float32)
    factors = np.repeat(shares, np.subtract(ends, starts))
    return np.bincount(rows, factors * counts, len(part.lengths))  # type: ignore[return-value]


def _score(
    part: Keywords, columns: NDArray[np.int64], weights: NDArray[np.float32], norms: NDArray[np.float32]
) -> NDArray[np.float64]:
    starts, ends = part.starts[columns].tolist(), part.starts[columns + 1].tolist()
    slices = [slice(start, end) for start, end in zip(starts, ends, strict=True)]
    rows = np.concatenate([part.rows[s] for s in slices])
    counts = np.concatenate([part.counts[s] for s in slices]).astype(np.float32)
    factors = np.repeat(weights, np.subtract(ends, starts))
    # sums in float64
    return np.bincount(rows, factors * counts / (counts + norms[rows]), len(norms))  # type: ignore[return-value]
