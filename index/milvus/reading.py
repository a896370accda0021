"""Articles and chunks of one release, fetched when asked for, many at once, and remembered."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.chunks import context_of
from index.errors import IndexUnavailable
from index.milvus.door import Door, Row
from index.milvus.expressions import joined, living, one_of
from index.milvus.release import Release
from index.milvus.rows import PLACES, join, owner_of, read
from index.records import Article, Chunk, Span

READ_MOST = 1_000
"""Articles kept as they were read: 4 MiB."""

HEADS_MOST = 20_000
"""Chunks whose place in their article is kept: 5 MiB."""

AHEAD = 128
"""Articles fetched at once: those of all hits of one question."""

DATA = ("id", "no", "part", "data")


@dataclass(frozen=True, slots=True)
class Head:
    """A chunk without its text."""

    key: str
    start: int
    stop: int


class Reading:
    """Articles and chunks of one release. Safe to share by threads."""

    def __init__(self, door: Door, release: Release) -> None:
        self._door = door
        self.alive = living(release.number, release.gone)
        self._articles: OrderedDict[int, Article] = OrderedDict()
        self._heads: OrderedDict[int, Head] = OrderedDict()
        self._lock = threading.Lock()
        self._mine = threading.local()

    def found(self, rows: Iterable[Row]) -> None:
        """Remember what a search found: whoever asks for one of these articles will ask for the others too."""
        heads = _heads(rows)
        self._mine.owners = [*dict.fromkeys(map(owner_of, heads)), *getattr(self._mine, "owners", ())][: 2 * AHEAD]
        self._remember_heads(heads)

    def _remember_heads(self, heads: dict[int, Head]) -> None:
        with self._lock:
            self._heads.update(heads)
            while len(self._heads) > HEADS_MOST:
                self._heads.popitem(last=False)

    def head(self, number: int) -> Head:
        """Of a chunk: its article's key and its place."""
        found = self._heads.get(number)
        if found is None:
            rows = self._door.query("chunks", joined(self.alive, f"id == {number}"), ["id", "key", "start", "stop"])
            self._remember_heads(
                {int(row["id"]): Head(row["key"], int(row["start"]), int(row["stop"])) for row in rows}
            )
            found = self._heads.get(number)
        if found is None:
            raise _changed()
        return found

    def named(self, number: int) -> tuple[str, int]:
        """A chunk's article by key, and the chunk's place in it."""
        return self.head(number).key, number & (1 << PLACES) - 1

    def chunk(self, number: int) -> Chunk:
        """See Store."""
        article, head = self.article(owner_of(number)), self.head(number)
        span = Span(head.start, head.stop)
        return Chunk(article.key, number & (1 << PLACES) - 1, span, span.of(article.body), context_of(article))

    def article(self, no: int) -> Article:
        """The article with this number; with it come those that the last searches of this thread found."""
        known = self._articles.get(no)
        if known is not None:
            return known
        others = (each for each in getattr(self._mine, "owners", ()) if each not in self._articles)
        wanted = list(dict.fromkeys([no, *others]))[:AHEAD]
        self._mine.owners = []
        found = self.fetch(one_of("no", wanted))
        if no not in found:
            raise _changed()
        return found[no]

    def fetch(self, expression: str) -> dict[int, Article]:
        """The articles that an expression fits, by number."""
        rows = self._door.query("articles", joined(self.alive, expression), DATA)
        found = {no: read(data)[1] for no, (data, _) in join(rows).items()}
        with self._lock:
            self._articles.update(found)
            while len(self._articles) > READ_MOST:
                self._articles.popitem(last=False)
        return found

    def walk(self, expression: str = "") -> Iterator[Article]:
        """All articles that an expression fits, in the order they were taken."""
        held: list[Row] = []
        for row in self._door.walk("articles", joined(self.alive, expression), DATA):
            if held and held[0]["no"] != row["no"]:
                yield from _whole(held)
                held = []
            held.append(row)
        yield from _whole(held)


def _heads(rows: Iterable[Row]) -> dict[int, Head]:
    return {int(row["id"]): Head(row["key"], int(row["start"]), int(row["stop"])) for row in rows}


def _whole(rows: Sequence[Row]) -> Iterator[Article]:
    return (read(data)[1] for data, _ in join(rows).values())


def _changed() -> IndexUnavailable:
    return IndexUnavailable("the archive changed while it was read: ask again")
