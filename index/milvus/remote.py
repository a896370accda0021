"""The Store on Milvus: one release of an archive, searched and read over the network, nothing of it on this machine.

Both searches ask Milvus for candidates and weigh these exactly as the embedded store does (index/snapshot.py), so that
scores and order are the same wherever the true ones are among the candidates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.milvus import pieces
from index.milvus.census import NAME as CENSUS
from index.milvus.census import Census
from index.milvus.door import ROWS_MOST, Door, Row
from index.milvus.expressions import fits, joined, one_of, quote
from index.milvus.reading import Reading
from index.milvus.release import Release
from index.milvus.rows import owner_of, read_vector
from index.milvus.stones import read_stone
from index.milvus.vocabulary import Vocabulary
from index.milvus.weighing import Candidates, query_of, query_of_groups
from index.records import Article, Chunk, Hit
from index.store import ANY, Filter, Group, Holdings

SPARE, LEAST = 4, 240
"""Candidates for each chunk wanted, and in all: as many as the embedded store weighs (index/vectors.py)."""

WIDE = 12
"""Candidates for each chunk wanted by groups of words, whose scores no inner product equals: over 63,610 articles .999
of the first 10 and .994 of the first 60 are among 720, of 240 .994 and .95 (RESULTS.md)."""

HEAD = ("no", "key", "start", "stop")

LIKENED = 4_000
"""Chunks whose vectors are fetched at once: 2 MB."""


class RemoteStore:
    """One release of an archive on Milvus (see Store). Safe to share by threads."""

    def __init__(self, door: Door, release: Release) -> None:
        """Raises IndexUnavailable."""
        self._door, self.release = door, release
        self._reading = Reading(door, release)
        self._vocabulary = Vocabulary(door, release)
        self._average = release.words / release.chunks if release.words else 1.0

    @property
    def version(self) -> str:
        """See Store."""
        return self.release.version

    @cached_property
    def _census(self) -> Census:
        return Census.load(pieces.read_file(self._door, self.release.number, CENSUS))

    @cached_property
    def holdings(self) -> Holdings:
        """See Store; articles withdrawn since the release was published still count in its days."""
        return self._census.holdings()

    def count(self, only: Filter = ANY) -> Holdings:
        """See Store."""
        if not only.days:
            return self._census.holdings(only)
        fields = ["newspaper", "collection", "first", "last"]
        rows = self._door.walk("articles", joined(self._reading.alive, "part == 0", *fits(only)), fields)
        return Census.of((r["newspaper"], r["collection"], int(r["first"]), int(r["last"])) for r in rows).holdings()

    def _candidates(self, asked: dict[int, float], limit: int, only: Filter) -> tuple[list[Row], Candidates]:
        rows: list[Row] = []
        if asked:
            expression = joined(self._reading.alive, *fits(only))
            rows = self._door.search("words", asked, expression, limit, [*HEAD, "words", "length"])
        self._reading.found(rows)
        release = self.release
        return rows, Candidates(
            [row["words"] for row in rows],
            [int(row["length"]) for row in rows],
            written=release.average,
            average=self._average,
            k1=release.k1,
            b=release.b,
        )

    def search_words(self, words: Mapping[str, float], top: int, only: Filter = ANY) -> list[Hit]:
        """See Store."""
        known, chunks = self._vocabulary.look_up(words), self._vocabulary.chunks
        rows, found = self._candidates(query_of(words, known, chunks), max(SPARE * top, LEAST), only)
        return self._rank(rows, found.score(words, known, chunks), top, "words")

    def search_groups(self, groups: Sequence[Group], top: int, only: Filter = ANY) -> list[Hit]:
        """See Store."""
        known = self._vocabulary.look_up({form for _, forms in groups for form in forms})
        asked = query_of_groups(groups, known, self.release.k1)
        rows, found = self._candidates(asked, max(WIDE * top, LEAST), only)
        return self._rank(rows, found.score_groups(groups, known), top, "words")

    def search_vectors(self, query: NDArray[np.float32], top: int, only: Filter = ANY) -> list[Hit]:
        """See Store."""
        if not self.release.chunks:
            return []
        asked = query.astype(np.float32 if self._door.lite else np.float16)
        limit = max(SPARE * top, LEAST)
        expression = joined(self._reading.alive, *fits(only))
        rows = self._door.search("vector", asked, expression, limit, [*HEAD, "vector"], ef=2 * limit)
        self._reading.found(rows)
        vectors = np.array([read_vector(row["vector"]) for row in rows], np.float32).reshape(len(rows), len(query))
        return self._rank(rows, (vectors * query).sum(axis=1), top, "vectors")

    def _rank(self, rows: Sequence[Row], scores: NDArray[np.floating], top: int, by: str) -> list[Hit]:
        """The `top` hits, best first; what scores the same by key and place."""
        pairs = [(float(s), int(row["id"])) for s, row in zip(scores, rows, strict=True) if by == "vectors" or s > 0]
        pairs.sort(key=lambda pair: (-pair[0], self._reading.named(pair[1])))
        return [Hit(number, score, rank, by) for rank, (score, number) in enumerate(pairs[:top], 1)]

    def liken(self, query: NDArray[np.float32], numbers: Sequence[int]) -> list[float]:
        """See Store."""
        owners = [owner_of(number) for number in numbers]
        best: dict[int, float] = {}
        expression = joined(self._reading.alive, one_of("no", sorted(set(owners))))
        rows = self._door.query("chunks", expression, ["no", "vector"])
        if len(rows) == ROWS_MOST:  # articles of hundreds of pages
            rows = list(self._door.walk("chunks", expression, ["no", "vector"]))
        for row in rows:
            score = float((read_vector(row["vector"]) * query).sum())
            best[int(row["no"])] = max(score, best.get(int(row["no"]), score))
        return [best.get(owner, 0.0) for owner in owners]

    def sounding(self, syllables: Sequence[str]) -> list[str]:
        """See Store."""
        return self._vocabulary.sounding(syllables)

    def information(self, word: str) -> float:
        """See Store."""
        return self._vocabulary.information(word)

    def owner(self, number: int) -> int:
        """See Store."""
        return owner_of(number)

    def chunk(self, number: int) -> Chunk:
        """See Store."""
        return self._reading.chunk(number)

    def article_of(self, number: int) -> Article:
        """See Store."""
        return self._reading.article(owner_of(number))

    def article(self, key: str) -> Article | None:
        """See Store."""
        found = self._reading.fetch(f"key == {quote(key)}")
        if found:
            return next(iter(found.values()))
        stone = read_stone(self._door, key)
        return stone.shown if stone else None

    def articles(self) -> Iterator[Article]:
        """See Store."""
        return self._reading.walk()

    def beside(self, key: str) -> list[Article]:
        """See Store."""
        rows = self._door.query(
            "articles",
            joined(self._reading.alive, "part == 0", f"key == {quote(key)}"),
            ["source", "page", "record"],
        )
        if not rows:
            return []
        here = f"source == {quote(rows[0]['source'])} and page == {rows[0]['page']} and record == {rows[0]['record']}"
        found = self._reading.fetch(here)
        return [found[no] for no in sorted(found)]

    def reports(self, only: Filter) -> bool:
        """See Store."""
        return self._door.count("articles", joined(self._reading.alive, "part == 0", *fits(only))) > 0

    def published(self, only: Filter) -> list[Article]:
        """See Store."""
        found = self._reading.walk(joined(*fits(only)))
        return sorted(found, key=lambda article: (article.published or "", article.key))

    def close(self) -> None:
        """Let go of the Milvus."""
        self._door.close()
