"""The articles of which the cutter is not sure, the least sure first: counted once for each version of the index."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from index.records import Article
from index.settings import DOUBTFUL
from index.store import Store


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

    def of(self, store: Store) -> tuple[Line, ...]:
        """The doubtful articles of a version; reads all of it when the version is new: 2 s for 60,000 articles."""
        with self._lock:
            if store.version != self._version:
                found = (Line.of(each) for each in store.articles() if each.confidence < DOUBTFUL)
                self._lines = tuple(sorted(found, key=lambda line: (line.confidence, line.key)))
                self._version = store.version
            return self._lines
