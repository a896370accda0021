"""BM25 over words (bm25s), one immutable part per segment, scored together with document frequencies of all parts.

bm25s stores for every (word, chunk) its eager score, idf x saturated tf. The idf of a part is exact only for that part;
so a query multiplies each word's column by idf(all parts) / idf(part), which makes many small parts rank like one.
The average length stays each part's own.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.settings import IndexSettings

FILES = ("data.csc.index.npy", "indices.csc.index.npy", "indptr.csc.index.npy", "vocab.index.json", "params.index.json")


def write_keywords(folder: Path, chunks: Sequence[Sequence[str]], settings: IndexSettings) -> None:
    """Write the word index of one segment's chunks (each a list of words) into `folder`."""
    import bm25s

    logging.getLogger("bm25s").setLevel(logging.WARNING)  # it sets itself to DEBUG on import
    vocabulary: dict[str, int] = {}
    ids = [[vocabulary.setdefault(word, len(vocabulary)) for word in words] for words in chunks]
    vocabulary.setdefault("", len(vocabulary))  # bm25s wants a column for the empty word
    index = bm25s.BM25(k1=settings.bm25_k1, b=settings.bm25_b, method="lucene")
    index.index((ids, vocabulary), show_progress=False)
    index.save(folder, show_progress=False)


class Keywords:
    """The word index of one segment, memory-mapped."""

    def __init__(self, folder: Path) -> None:
        import bm25s

        logging.getLogger("bm25s").setLevel(logging.WARNING)
        index = bm25s.BM25.load(folder, mmap=True, allow_pickle=False, show_progress=False)
        self.vocabulary: dict[str, int] = index.vocab_dict
        self.chunks = int(index.scores["num_docs"])
        self._data: NDArray[np.float32] = index.scores["data"]
        self._rows: NDArray[np.int32] = index.scores["indices"]
        self._starts: NDArray[np.int32] = index.scores["indptr"]

    def frequency(self, word: str) -> int:
        """In how many of this segment's chunks the word occurs."""
        column = self.vocabulary.get(word)
        if column is None or column + 1 >= len(self._starts):
            return 0
        return int(self._starts[column + 1] - self._starts[column])

    def add_scores(self, weights: dict[str, float], out: NDArray[np.float32]) -> None:
        """Add each word's weighted score to `out`, a vector over this segment's chunks."""
        for word, weight in weights.items():
            if self.frequency(word):
                column = self.vocabulary[word]
                start, end = int(self._starts[column]), int(self._starts[column + 1])
                out[self._rows[start:end]] += np.float32(weight) * self._data[start:end]


def idf(frequency: int, chunks: int) -> float:
    """Lucene's inverse document frequency, never negative (as in bm25s `method="lucene"`)."""
    return float(np.log1p((chunks - frequency + 0.5) / (frequency + 0.5)))


def score_words(parts: Sequence[Keywords], words: Mapping[str, float]) -> NDArray[np.float32]:
    """BM25 scores of weighted query words for the chunks of all parts, one after the other."""
    chunks = sum(part.chunks for part in parts)
    scores = np.zeros(chunks, dtype=np.float32)
    whole = {word: idf(sum(part.frequency(word) for part in parts), chunks) for word in words}
    start = 0
    for part in parts:
        weights = {
            word: weight * whole[word] / idf(part.frequency(word), part.chunks)
            for word, weight in words.items()
            if part.frequency(word)
        }
        part.add_scores(weights, scores[start : start + part.chunks])
        start += part.chunks
    return scores
