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
        code = np.uint64(code_of(word))
        return sum(self._count_living(part.holding(code), n) for n, part in enumerate(self._parts))

    def _count_living(self, rows: NDArray[np.unsignedinteger], number: int) -> int:
        if self._alive is None:
            return len(rows)
        return int(np.count_nonzero(self._alive[self._first[number] : self._first[number + 1]][rows]))

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
        weights = [np.float32(weight * self.information(word)) for word, weight in known.items()]
        scores = np.zeros(len(self._norms))
        for part, first, end in zip(self._parts, self._first, self._first[1:], strict=False):
            found = [(place, w) for place, w in zip(part.places(codes), weights, strict=True) if place.stop]
            if found:
                rows, counts, factors = _gather(part, found)
                norms = self._norms[first:end]
                scores[first:end] = np.bincount(rows, factors * counts / (counts + norms.take(rows)), len(norms))
        return scores

    def score_groups(self, groups: Sequence[Group]) -> NDArray[np.float64]:
        """The scores of all chunks for groups of words that mean the same: each group counts as one word.

        Its frequency in a chunk is the sum of its forms' frequencies, each times its share (probabilistic structured
        queries: Darwish & Oard 2003, doi:10.1145/860435.860497); its weight takes the place of the idf.
        """
        asked = [(weight, forms) for weight, forms in groups if forms]
        codes = np.array([code_of(word) for _, forms in asked for word in forms], dtype=np.uint64)
        shares = [[np.float32(share) for share in forms.values()] for _, forms in asked]
        scores = np.zeros(len(self._norms))
        for part, first, end in zip(self._parts, self._first, self._first[1:], strict=False):
            places = iter(part.places(codes))
            norms, mine = self._norms[first:end], scores[first:end]
            for (weight, _), share in zip(asked, shares, strict=True):
                found = [(place, s) for s, place in zip(share, places, strict=False) if place.stop]
                if found:
                    rows, counts, factors = _gather(part, found)
                    often = np.bincount(rows, factors * counts).take(rows)
                    # a chunk with two of the words stands in `rows` twice and is given the same sum twice
                    mine[rows] = mine.take(rows) + weight * often / (often + norms.take(rows))
        return scores

    def sounding(self, syllables: Sequence[str]) -> list[str]:
        """The words that are spelled with these plain syllables and stand in some living chunk, the commonest first."""
        found = {word for part in self._parts for word in find(part.sounds, syllables)}
        return sorted((word for word in found if self.frequency(word)), key=lambda word: (-self.frequency(word), word))


def _gather(
    part: Keywords, found: Sequence[tuple[slice, np.float32]]
) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.float32]]:
    """Some words' postings one behind the other: chunks, how often each holds the word, and the word's factor."""
    rows = np.concatenate([part.rows[place] for place, _ in found], dtype=np.int64)
    counts = np.concatenate([part.counts[place] for place, _ in found], dtype=np.float32)
    return rows, counts, np.repeat([factor for _, factor in found], [place.stop - place.start for place, _ in found])
