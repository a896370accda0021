"""How much each candidate's opening is like those of the others: the reports of one event come together.

What answers is more often one of several reports of an event than a lone text that holds the question's words by chance
(the cluster hypothesis: Jardine & van Rijsbergen 1971, doi:10.1016/0020-0271(71)90051-9).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

OPENING = 400
"""Characters that tell which event a report is of; whole texts are alike for other reasons (RESULTS.md)."""

BINS = 4096
"""Pairs of characters are counted in so many bins: two pairs of a text seldom share one."""

SOFT = 0.4
"""Difference of word scores, over the best, that makes a candidate's say 1/e of the best one's."""


def liken_candidates(texts: Sequence[str], words: Sequence[float]) -> NDArray[np.float64]:
    """For each folded text its mean cosine with all, 0 to 1, those that hold the searched `words` counting for more."""
    row, pair, often = _count_pairs([text[:OPENING] for text in texts])
    size = np.sqrt(np.bincount(row, often, len(texts)))  # of the vector of the counts' roots
    share = np.sqrt(often) / size[row]
    say = np.exp((np.array(words) - max(words)) / SOFT)
    middle = np.bincount(pair, share * (say / say.sum())[row], BINS)
    return np.bincount(row, share * middle[pair], len(texts)).astype(np.float64)


def _count_pairs(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Which pairs of neighbouring characters stand in which text (its number, the pair's bin), and how often."""
    signs = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    row = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    bins = ((signs[:-1] * 2_654_435_761 + signs[1:] * 40_503) >> 4) % BINS
    places, often = np.unique((row[:-1] * BINS + bins)[row[:-1] == row[1:]], return_counts=True)
    return places // BINS, places % BINS, often
