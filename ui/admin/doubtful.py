"""The articles of which the cutter is not sure, the least sure first: found once for each segment."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from index.records import Article
from index.settings import DOUBTFUL
from index.snapshot import Snapshot
from index.store import Store
from ui.archive import Archive

Part = tuple[tuple[int, "Line"], ...]
"""The doubtful articles of one segment, with their numbers in it: a segment never changes."""


@dataclass(frozen=True, slots=True)
class Line:
    """One of them, as far as a list shows it."""

    key: str
    headline: str
    newspaper: str
    published: str
    source: str
    page: int
    confidence: float

    @classmethod
    def of(cls, article: Article) -> Line:
        """Of an article."""
        return cls(
            article.key,
            article.headline,
            article.newspaper,
            article.published or "",
            article.source,
            article.page,
            article.confidence,
        )

    @property
    def percent(self) -> str:
        """How sure, in hundredths."""
        return f"{100 * self.confidence:.0f}%"


class Doubts:
    """The list of the version that is open. Safe to share by threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._version = ""
        self._lines: tuple[Line, ...] = ()
        self._parts: dict[str, Part] = {}

    def of(self, store: Store) -> tuple[Line, ...]:
        """The doubtful articles of a version. Reads all of the first one, 4 s for 60,000 articles, then what is new."""
        with self._lock:
            if store.version != self._version:
                found = self._living(store) if isinstance(store, Snapshot) else _doubtful(store.articles())
                self._lines = tuple(sorted(found, key=lambda line: (line.confidence, line.key)))
                self._version = store.version
            return self._lines

    def _living(self, store: Snapshot) -> Iterator[Line]:
        """Those that live in a version, segment by segment: most segments stand in the version before too."""
        before, self._parts = self._parts, {}
        first = 0
        for sums, segment in zip(store.manifest.segments, store.segments, strict=True):
            part = before.get(sums.name)
            if part is None:
                each = ((n, segment.article(n)) for n in range(len(segment)))
                part = tuple((n, Line.of(article)) for n, article in each if article.confidence < DOUBTFUL)
            self._parts[sums.name] = part
            yield from (line for n, line in part if store.alive[first + n])
            first += len(segment)


def _doubtful(articles: Iterable[Article]) -> Iterator[Line]:
    return (Line.of(each) for each in articles if each.confidence < DOUBTFUL)


_KNOWN: WeakKeyDictionary[Archive, Doubts] = WeakKeyDictionary()


def doubts_of(archive: Archive) -> tuple[Line, ...]:
    """The doubtful articles of an archive's current version, counted once for all rooms."""
    return _KNOWN.setdefault(archive, Doubts()).of(archive.store)
