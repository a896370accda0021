"""BM25 of a few candidates, each to the last bit what `index/bm25.py` gives it.

Milvus finds candidates by inner product with weights made when they were written. How often a word stands in a chunk is
read back from its weight, and the score made anew with the frequencies and lengths of the whole release.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from index.bm25 import idf
from index.store import Group


def norms_of(lengths: NDArray[np.int64], average: float, k1: float, b: float) -> NDArray[np.float32]:
    """What a chunk's length does to its counts."""
    norms: NDArray[np.float32] = (k1 * (1 - b + b * lengths / average)).astype(np.float32)
    return norms


def weight_of(counts: NDArray[np.float32], norm: float) -> NDArray[np.float32]:
    """The weights of words that stand so often in a chunk: what BM25 gives each beside its idf."""
    return (counts / (counts + np.float32(norm))).astype(np.float32)


def counts_of(weights: Mapping[int, float], dims: Sequence[int], norm: float) -> list[float]:
    """How often the words of some dimensions stand in a chunk: the inverse of `weight_of`."""
    held = [float(weights.get(dim, 0.0)) for dim in dims]
    return [float(round(weight * norm / (1 - weight))) if weight else 0.0 for weight in held]


class Candidates:
    """Chunks as Milvus handed them out: weights by dimension, and lengths."""

    def __init__(
        self,
        words: Sequence[Mapping[int, float]],
        lengths: Sequence[int],
        *,
        written: float,
        average: float,
        k1: float,
        b: float,
    ) -> None:
        """`written`: the average length that the weights were made with; `average`: that of the release."""
        sizes = np.array(lengths, dtype=np.int64)
        self._words = words
        self._written = norms_of(sizes, written, k1, b).tolist()
        self._norms = norms_of(sizes, average, k1, b)

    def _counts(self, dims: Sequence[int]) -> NDArray[np.float32]:
        rows = [counts_of(words, dims, norm) for words, norm in zip(self._words, self._written, strict=True)]
        return np.array(rows, dtype=np.float32).reshape(len(self._words), len(dims))

    def score(
        self, words: Mapping[str, float], known: Mapping[str, tuple[int, int]], chunks: int
    ) -> NDArray[np.float64]:
        """See WordSearch.score."""
        asked = [(weight, *known[word]) for word, weight in words.items() if known[word][1]]
        counts = self._counts([dim for _, dim, _ in asked])
        scores = np.zeros(len(self._words))
        for n, (weight, _, frequency) in enumerate(asked):
            factor = np.float32(weight * idf(frequency, chunks))
            scores += factor * counts[:, n] / (counts[:, n] + self._norms)
        return scores

    def score_groups(self, groups: Sequence[Group], known: Mapping[str, tuple[int, int]]) -> NDArray[np.float64]:
        """See WordSearch.score_groups."""
        scores = np.zeros(len(self._words))
        for weight, forms in groups:
            here = [(known[form][0], share) for form, share in forms.items() if known[form][1]]
            if here:
                counts = self._counts([dim for dim, _ in here])
                often = np.zeros(len(self._words))
                for n, (_, share) in enumerate(here):
                    often += np.float32(share) * counts[:, n]
                scores += weight * often / (often + self._norms)
        return scores


def query_of(words: Mapping[str, float], known: Mapping[str, tuple[int, int]], chunks: int) -> dict[int, float]:
    """The sparse vector that finds candidates for weighted words."""
    asked: dict[int, float] = {}
    for word, weight in words.items():
        dim, frequency = known[word]
        if frequency:
            asked[dim] = asked.get(dim, 0.0) + weight * idf(frequency, chunks)
    return asked


def query_of_groups(groups: Sequence[Group], known: Mapping[str, tuple[int, int]], k1: float) -> dict[int, float]:
    """The same for groups: each form with what its group would score if it stood once in a chunk of average length."""
    asked: dict[int, float] = {}
    for weight, forms in groups:
        for form, share in forms.items():
            dim, frequency = known[form]
            if frequency:
                alone = share / (share + k1) * (1 + k1)
                asked[dim] = asked.get(dim, 0.0) + weight * alone
    return asked
