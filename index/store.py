"""The seam between search and the engine that stores chunks: the Store Protocol and what it is asked with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.records import Article, Chunk, Days, Hit

Group = tuple[float, Mapping[str, float]]
"""Words that mean the same: the weight of all together, and the share of each."""


MONTHS_MOST = 92
"""Days; what lasts longer than a quarter is news of the days when it begins and ends, not of each between."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles a search may find. Empty fields allow everything; several `days` are alternatives.

    An article fits `days` if it reports an event that overlaps one of them (a long one with its first or last day), or
    was published entirely within one.
    """

    days: tuple[Days, ...] = ()
    newspaper: str = ""
    collection: str = ""
    within: tuple[str, ...] | None = None
    """The collections that the asker may see at all; None: every one."""


ANY = Filter()
"""The filter that allows every article."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a store holds. `months` counts articles by month of publication."""

    articles: int
    newspapers: tuple[str, ...]
    collections: tuple[str, ...]
    months: tuple[tuple[str, int], ...]
    first: str | None
    last: str | None
    days: tuple[tuple[str, int], ...] = ()
    """(YYYY-MM-DD, articles published that day), oldest first; those known by month or year alone are not in it."""


class Store(Protocol):
    """One opened, unchanging version of an index, whatever engine keeps it."""

    @property
    def version(self) -> str:
        """The version's name."""
        ...

    @property
    def holdings(self) -> Holdings:
        """What it holds."""
        ...

    def count(self, only: Filter) -> Holdings:
        """What of it fits a filter."""
        ...

    def search_words(self, words: Mapping[str, float], top: int, only: Filter) -> list[Hit]:
        """The best chunks by BM25 over weighted words."""
        ...

    def search_groups(self, groups: Sequence[Group], top: int, only: Filter) -> list[Hit]:
        """The best chunks by BM25 over groups of words that mean the same, each counted as one word of its weight."""
        ...

    def sounding(self, syllables: Sequence[str]) -> list[str]:
        """The words of two to four characters that are spelled so in pinyin without tones, the commonest first."""
        ...

    def search_vectors(self, query: NDArray[np.float32], top: int, only: Filter) -> list[Hit]:
        """The nearest chunks by inner product with one query vector (dimension,)."""
        ...

    def liken(self, query: NDArray[np.float32], numbers: Sequence[int]) -> list[float]:
        """For each chunk the inner product of a query vector with the nearest chunk of the same article."""
        ...

    def information(self, word: str) -> float:
        """How much a word says: its inverse document frequency over all chunks, highest for a word that is in none."""
        ...

    def owner(self, number: int) -> int:
        """The number of the article that a hit's chunk belongs to: equal for chunks of one article."""
        ...

    def chunk(self, number: int) -> Chunk:
        """The chunk of a hit."""
        ...

    def article_of(self, number: int) -> Article:
        """The article of a hit's chunk."""
        ...

    def article(self, key: str) -> Article | None:
        """The living article with this key; of a withdrawn one that it is withdrawn, and nothing else."""
        ...

    def articles(self) -> Iterator[Article]:
        """All living articles, in the order they were taken."""
        ...

    def beside(self, key: str) -> list[Article]:
        """The living articles of the page that an article stands on, itself included, in their order on it."""
        ...

    def reports(self, only: Filter) -> bool:
        """Does any article fit?"""
        ...

    def published(self, only: Filter) -> list[Article]:
        """The articles that fit a filter with days, oldest first (for coverage and lists)."""
        ...
