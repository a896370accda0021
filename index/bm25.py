"""BM25 over the words of all segments as if they were one: frequencies and lengths are those of all living chunks.

Lucene's formula (Kamphuis et al. 2020, "Which BM25 Do You Mean?"): idf x tf / (tf + k1 (1 - b + b length / average)).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from index.keywords import Keywords
from index.postings import Piece, Table
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
        maxima = scores[:whole].reshape(BLOCK, -1).max(axis=0)  # whatever the blocks are, and this way fast
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
        self._sounds = [part.sounds for part in parts]
        self._table = Table(parts)
        lengths = np.concatenate([np.empty(0, np.uint32), *(part.lengths for part in parts)])
        self._alive = None if alive.all() else alive
        self.chunks = int(alive.sum())
        words = int(lengths[alive].sum(dtype=np.int64))
        average = words / self.chunks if words else 1.0
        self._norms: NDArray[np.float32] = (k1 * (1 - b + b * lengths / average)).astype(np.float32)
        self.frequency = remember(self._frequency, KEPT)

    def _frequency(self, word: str) -> int:
        """In how many living chunks the word occurs."""
        if self._alive is None:
            return self._table.count(word)
        pieces = self._table.find([word])[0]
        return sum(int(np.count_nonzero(self._alive[first:].take(rows))) for rows, _, first in pieces)

    def information(self, word: str) -> float:
        """The word's inverse document frequency."""
        return idf(self.frequency(word), self.chunks)

    def score(self, words: Mapping[str, float]) -> NDArray[np.float64]:
        """The scores of all chunks for weighted words; words that no living chunk has add nothing.

        Each chunk's sum runs over its words in the order of `words`, so that it does not depend on how chunks are
        shared out among segments.
        """
        known = {word: weight for word, weight in words.items() if self.frequency(word)}
        scores = np.zeros(len(self._norms))
        for (word, weight), pieces in zip(known.items(), self._table.find([*known]), strict=True):
            rows, counts, factors = _gather([(np.float32(weight * self.information(word)), pieces)])
            scores[rows] = scores.take(rows) + factors * counts / (counts + self._norms.take(rows))
        return scores

    def score_groups(self, groups: Sequence[Group]) -> NDArray[np.float64]:
        """The scores of all chunks for groups of words that mean the same: each group counts as one word.

        Its frequency in a chunk is the sum of its forms' frequencies, each times its share (probabilistic structured
        queries: Darwish & Oard 2003, doi:10.1145/860435.860497); its weight takes the place of the idf.
        """
        scores, sums = np.zeros(len(self._norms)), np.zeros(len(self._norms))
        found = iter(self._table.find([word for _, forms in groups for word in forms]))
        for weight, forms in groups:
            held = [(np.float32(share), pieces) for share, pieces in zip(forms.values(), found, strict=False) if pieces]
            if not held:
                continue
            rows, counts, shares = _gather(held)
            often = (shares * counts).astype(np.float64)
            if len(held) > 1:
                np.add.at(sums, rows, often)
                often = sums.take(rows)
                sums[rows] = 0
            # a chunk with two of the words stands in `rows` twice and is given the same sum twice
            scores[rows] = scores.take(rows) + weight * often / (often + self._norms.take(rows))
        return scores

    def sounding(self, syllables: Sequence[str]) -> list[str]:
        """The words that are spelled with these plain syllables and stand in some living chunk, the commonest first."""
        found = {word for sounds in self._sounds for word in find(sounds, syllables)}
        return sorted((word for word in found if self.frequency(word)), key=lambda word: (-self.frequency(word), word))


def _gather(
    held: Sequence[tuple[np.float32, Sequence[Piece]]],
) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.float32]]:
    """Some words' postings one behind the other: chunks, how often each holds the word, and the word's factor."""
    pieces = [piece for _, pieces in held for piece in pieces]
    sizes = [len(rows) for rows, _, _ in pieces]
    rows = np.concatenate([rows for rows, _, _ in pieces], dtype=np.int64)
    rows += np.repeat([first for _, _, first in pieces], sizes)
    counts = np.concatenate([counts for _, counts, _ in pieces], dtype=np.float32)
    return rows, counts, np.repeat([factor for factor, pieces in held for _ in pieces], sizes)
