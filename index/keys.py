"""Stable article keys: made from the text, inherited when a page is cut or typed better, never from a path."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np

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

    def __init__(self, gone: Iterable[tuple[str, str, Sketch]], own: Collection[str] = ()) -> None:
        """Each gone article as (key, newspaper, sketch of its body); `own` are the keys that came from the same file.

        Those live on in the same text when only the newspaper is stated anew; others only in their own newspaper.
        """
        self._own = own
        self._gone = {key: (newspaper, row) for key, newspaper, row in gone}
        self._having: dict[int, set[str]] = {}
        for key, (_, row) in self._gone.items():
            for value in row.tolist():
                self._having.setdefault(value, set()).add(key)

    def best(self, article: Article) -> tuple[float, str] | None:
        """How much text is shared with the gone article that shares most, one of the same newspaper first; its key."""
        if not self._gone:
            return None
        mine = sketch(article.body)
        near = {key for value in mine.tolist() for key in self._having.get(value, ())}
        ranked = []
        for key in near & self._gone.keys():
            newspaper, row = self._gone[key]
            share, elsewhere = resemblance(mine, row), newspaper != article.newspaper
            if share >= (RELABELLED if elsewhere else SAME) and (key in self._own or not elsewhere):
                ranked.append((elsewhere, -share, key))
        if not ranked:
            return None
        _, share, key = min(ranked)
        return -share, key

    def claim(self, article: Article) -> str | None:
        """The key of the gone article that lives on in this one, which no other can have then; None for a new one."""
        found = self.best(article)
        if found is None:
            return None
        del self._gone[found[1]]
        return found[1]


def trim(row: Sketch) -> Sketch:
    """A stored sketch row without its padding."""
    kept: Sketch = row[row != np.uint64(2**64 - 1)]
    return kept
