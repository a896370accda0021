"""Articles that come up whatever is asked: stuffed with common words or with a list of questions (row A15).

The probes are the archive's own headlines, the likest to questions that it holds. A sound article answers to its own
and a few others; one in the first five of more than a twentieth of them is looked at by an editor.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from index.snapshot import Snapshot
from index.words import Segmenter, fold

PROBES, LEAST = 200, 50
"""Headlines that are asked, spread evenly over the articles; with fewer than LEAST nothing can be said."""
OPENING = 40
"""Characters of the text that stand in for a headline where there is none."""
FIRST, CHUNKS = 5, 15
"""Articles that a reader looks at, and the chunks from which they are taken."""
SHARE, TIMES = 0.05, 8.0
"""The row's own share; and how many times as often as if all articles came up alike, which small archives need."""


@dataclass(frozen=True, slots=True)
class Hub:
    """An article that is among the first five for `share` of the probes, its own left out."""

    key: str
    headline: str
    share: float


def find_hubs(snapshot: Snapshot, segmenter: Segmenter) -> list[Hub]:
    """The articles that come up too often, the most frequent first. Costs some 2 s of a core at 60,000 articles."""
    living = snapshot.living()
    if len(living) < LEAST:
        return []
    seen: Counter[int] = Counter()
    asked = 0
    for article in map(int, living[np.unique(np.linspace(0, len(living) - 1, PROBES).astype(int))]):
        probe = snapshot.stored(article).headline or snapshot.stored(article).body[:OPENING]
        words = dict.fromkeys(segmenter(fold(probe)), 1.0)
        if not words:
            continue
        asked += 1
        owners = dict.fromkeys(snapshot.owner(hit.number) for hit in snapshot.search_words(words, CHUNKS))
        seen.update(owner for owner in list(owners)[:FIRST] if owner != article)
    often = max(SHARE, TIMES * FIRST / len(living)) * max(asked, 1)
    found = [(snapshot.stored(number), count) for number, count in seen.most_common() if count > often]
    return [Hub(article.key, article.headline, count / asked) for article, count in found]
