"""A part of a store: what somebody may see who may see some collections alone, as if nothing else were there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.records import Article, Chunk, Hit
from index.store import Filter, Group, Holdings, Store


class Part:
    """A Store whose searches, counts and lists know the articles of `collections` only.

    The limit goes into each search's own filter and is not laid over what it found: what the rest of the archive holds
    shows neither in counts, nor in refusals, nor in how many results there are. How rare a word is counts over the
    whole archive (`information`).
    """

    def __init__(self, whole: Store, collections: Sequence[str]) -> None:
        """`collections` are the allowed ones; one that the archive does not hold allows nothing."""
        self._whole, self._within = whole, tuple(collections)

    def _limit(self, only: Filter) -> Filter:
        within = self._within if only.within is None else tuple(name for name in self._within if name in only.within)
        return replace(only, within=within)

    def _shown(self, article: Article) -> Article:
        """The article without the keys of others that stand outside."""
        duplicates = tuple(key for key in article.duplicates if self.article(key))
        return replace(article, duplicates=duplicates) if duplicates != article.duplicates else article

    @property
    def version(self) -> str:
        """See Store."""
        return self._whole.version

    @cached_property
    def holdings(self) -> Holdings:
        """See Store."""
        return self._whole.count(self._limit(Filter()))

    def count(self, only: Filter) -> Holdings:
        """See Store."""
        return self._whole.count(self._limit(only))

    def search_words(self, words: Mapping[str, float], top: int, only: Filter) -> list[Hit]:
        """See Store."""
        return self._whole.search_words(words, top, self._limit(only))

    def search_groups(self, groups: Sequence[Group], top: int, only: Filter) -> list[Hit]:
        """See Store."""
        return self._whole.search_groups(groups, top, self._limit(only))

    def search_vectors(self, query: NDArray[np.float32], top: int, only: Filter) -> list[Hit]:
        """See Store."""
        return self._whole.search_vectors(query, top, self._limit(only))

    def sounding(self, syllables: Sequence[str]) -> list[str]:
        """See Store."""
        return self._whole.sounding(syllables)

    def liken(self, query: NDArray[np.float32], numbers: Sequence[int]) -> list[float]:
        """See Store."""
        return self._whole.liken(query, numbers)

    def information(self, word: str) -> float:
        """See Store."""
        return self._whole.information(word)

    def owner(self, number: int) -> int:
        """See Store."""
        return self._whole.owner(number)

    def chunk(self, number: int) -> Chunk:
        """See Store."""
        return self._whole.chunk(number)

    def article_of(self, number: int) -> Article:
        """See Store."""
        return self._shown(self._whole.article_of(number))

    def article(self, key: str) -> Article | None:
        """See Store; of what stands outside, also when it is withdrawn, nobody is told that it exists."""
        found = self._whole.article(key)
        return found if found is not None and found.collection in self._within else None

    def articles(self) -> Iterator[Article]:
        """See Store."""
        return (self._shown(article) for article in self._whole.articles() if article.collection in self._within)

    def beside(self, key: str) -> list[Article]:
        """See Store."""
        if self.article(key) is None:
            return []
        return [self._shown(article) for article in self._whole.beside(key) if article.collection in self._within]

    def reports(self, only: Filter) -> bool:
        """See Store."""
        return self._whole.reports(self._limit(only))

    def published(self, only: Filter) -> list[Article]:
        """See Store."""
        return [self._shown(article) for article in self._whole.published(self._limit(only))]
