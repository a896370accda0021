"""How much each candidate's opening is like those of the others: the reports of one event come together.

What answers is more often one of several reports of an event than a lone text that holds the question's words by chance
(the cluster hypothesis: Jardine & van Rijsbergen 1971, doi:10.1016/0020-0271(71)90051-9).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

OPENING = 400
"""Characters that tell which event a report is of; whole texts are alike for other reasons (RESULTS.md)."""

BINS = 4096
"""Pairs of characters are counted in so many bins: 16 kB a text."""

SOFT = 0.4
"""Difference of word scores, over the best, that makes a candidate's say 1/e of the best one's."""


def liken_candidates(texts: Sequence[str], words: Sequence[float]) -> NDArray[np.float64]:
    """For each folded text its mean cosine with all, 0 to 1, those that hold the searched `words` counting for more."""
    bags = np.stack([_bag(text[:OPENING]) for text in texts])
    say = np.exp((np.array(words) - max(words)) / SOFT)
    shared: NDArray[np.float64] = bags.astype(np.float64) @ (bags.T @ (say / say.sum()))
    return shared


@lru_cache(1_000)
def _bag(text: str) -> NDArray[np.float32]:
    """Roots of the counts of neighbouring characters, of length 1 (or 0 where there are none)."""
    signs = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    bins = ((signs[:-1] * 2_654_435_761 + signs[1:] * 40_503) >> 4) % BINS
    counts = np.sqrt(np.bincount(bins, minlength=BINS)).astype(np.float32)
    size = float(np.linalg.norm(counts))
    return counts / size if size else counts
