"""Do two stores find the same? Hits are compared by article, place and score, because numbers are each store's own."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from index.records import Statement
from index.store import ANY, Filter, Store
from index.words import load_segmenter
from tests.fakes import EMBEDDER

TOP = 60

STATED = Statement(newspaper="霁川新报", collection="示例")
"""Of the made-up paper."""


def hits(store: Store, found):
    return [(store.chunk(hit.number), hit.score, hit.rank, hit.found_by) for hit in found]


def searches(store: Store, text: str, only: Filter = ANY, top: int = TOP, embedder=EMBEDDER):
    """All three searches for one text."""
    words = load_segmenter()(text)
    weights = {word: store.information(word) ** 0.5 + 0.25 for word in words}
    groups = [(store.information(word), {word: 0.7, other: 0.3}) for word, other in pairwise(words)]
    vector = embedder.embed_queries([text])[0]
    found = store.search_vectors(vector, top, only)
    return (
        hits(store, store.search_words(weights, top, only)),
        hits(store, store.search_groups(groups, top, only)),
        hits(store, found),
        np.array(store.liken(vector, [hit.number for hit in found])) if found else None,
    )


def assert_alike(embedded: Store, remote: Store, texts: Iterable[str], filters: Iterable[Filter] = (ANY,)) -> None:
    """To the last bit."""
    for only in filters:
        assert remote.count(only) == embedded.count(only), only
        assert remote.reports(only) == embedded.reports(only), only
        for text in texts:
            for mine, other in zip(searches(embedded, text, only), searches(remote, text, only), strict=True):
                assert np.array_equal(mine, other) if isinstance(mine, np.ndarray) else mine == other, (text, only)
