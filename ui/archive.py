"""The assembled archive: the one place that picks classes and joins them, and the Python face `wenbao.Archive`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from index.records import Article
from rag.answers import Citation, Coverage, Found, Reply, Turn


class Archive:
    """An opened archive. (The interface that command line, server and page use; being built.)"""

    @classmethod
    def open(cls, folder: str | Path | None = None) -> Archive:
        """Open the archive in `folder`. Raises IndexMissing, IndexDamaged."""
        raise NotImplementedError

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        now: date | None = None,
        lang: str | None = None,
        collection: str | None = None,
        newspaper: str | None = None,
        id: str | None = None,
    ) -> Reply:
        """Answer one question or refuse it with a reason. Raises QuestionRefused."""
        raise NotImplementedError

    def ask_stream(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        now: date | None = None,
        lang: str | None = None,
        collection: str | None = None,
        newspaper: str | None = None,
        id: str | None = None,
    ) -> Iterator[Citation | str | Reply]:
        """The same in pieces: its citations, then pieces of the text, and last the whole Reply."""
        raise NotImplementedError

    def search(
        self,
        words: str,
        *,
        top: int = 10,
        sort: str = "relevance",
        since: date | None = None,
        until: date | None = None,
        collection: str | None = None,
        newspaper: str | None = None,
        now: date | None = None,
        id: str | None = None,
    ) -> Found:
        """Plain ranked results. Raises QuestionRefused."""
        raise NotImplementedError

    def article(self, key: str) -> Article | None:
        """The article with this key; None if there is none."""
        raise NotImplementedError

    def coverage(self) -> Coverage:
        """What the archive holds."""
        raise NotImplementedError
