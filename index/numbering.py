"""Articles and chunks numbered through all segments of a version, and what their segments hold of each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.keys import trim
from index.records import Article, Span
from index.segments import Segment


class Numbered:
    """The first article of the first segment is 0, and so on to the last of the last; chunks likewise."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = list(segments)
        self._first = np.cumsum([0, *[len(s) for s in self.segments]])
        self._first_chunk = np.cumsum([0, *[len(s.chunks) for s in self.segments]])
        owners = [s.chunks[:, 0] + first for s, first in zip(self.segments, self._first, strict=False)]
        self._owner: NDArray[np.int64] = np.concatenate(owners) if owners else np.empty(0, np.int64)

    def _place(self, number: int) -> tuple[int, int]:
        """The segment that holds an article, and the article's number in it."""
        part = int(np.searchsorted(self._first, number, side="right")) - 1
        return part, number - int(self._first[part])

    def locate(self, number: int) -> tuple[int, int]:
        """See `_place`, for those who read segments themselves."""
        return self._place(number)

    def _span(self, number: int) -> Span:
        """Where a chunk stands in its article's body."""
        part = int(np.searchsorted(self._first_chunk, number, side="right")) - 1
        _, start, end = self.segments[part].chunks[number - int(self._first_chunk[part])].tolist()
        return Span(start, end)

    @cached_property
    def _chunks_from(self) -> NDArray[np.int64]:
        """The number of each article's first chunk."""
        return np.searchsorted(self._owner, np.arange(int(self._first[-1])))

    @cached_property
    def sources(self) -> NDArray[np.int32]:
        """The source record that each article came from."""
        columns = [segment.labels[:, 0] for segment in self.segments]
        return np.concatenate(columns) if columns else np.empty(0, np.int32)

    @cached_property
    def _by_source(self) -> NDArray[np.int64]:
        """The articles in the order of their source records."""
        return np.argsort(self.sources, kind="stable")

    def numbers_of(self, source: int) -> NDArray[np.int64]:
        """The articles that came from one source record, living or not."""
        first, end = np.searchsorted(self.sources, (source, source + 1), sorter=self._by_source)
        return self._by_source[first:end]

    def name(self, number: int) -> str:
        """The key of an article."""
        part, local = self._place(number)
        return self.segments[part].key(local)

    def _named(self, number: int) -> tuple[str, int]:
        """A chunk's article by key, and the chunk's place in it."""
        owner = self.owner(number)
        return self.name(owner), number - int(self._chunks_from[owner])

    def owner(self, number: int) -> int:
        """The number of the article that a chunk belongs to."""
        return int(self._owner[number])

    def first_chunk(self, article: int) -> int | None:
        """The number of an article's first chunk, None if it has none."""
        number = int(self._chunks_from[article])
        return number if number < len(self._owner) and self._owner[number] == article else None

    def vector(self, chunk: int) -> NDArray[np.float32]:
        """A chunk's stored vector."""
        part = int(np.searchsorted(self._first_chunk, chunk, side="right")) - 1
        row = self.segments[part].vectors[chunk - int(self._first_chunk[part])]
        return np.asarray(row, dtype=np.float32)

    def source(self, number: int) -> int:
        """The source record that an article came from."""
        return int(self.sources[number])

    def digest(self, number: int) -> int:
        """The stored fingerprint of an article."""
        part, local = self._place(number)
        return int(self.segments[part].digests[local])

    def sketch(self, number: int) -> NDArray[np.uint64]:
        """The stored sketch of an article's body."""
        part, local = self._place(number)
        return trim(self.segments[part].sketches[local])

    def newspaper(self, number: int) -> str:
        """The newspaper of an article."""
        part, local = self._place(number)
        segment = self.segments[part]
        return segment.newspapers[int(segment.labels[local, 1])]

    def stored(self, number: int) -> Article:
        """The article with this number as its segment holds it."""
        part, local = self._place(number)
        return self.segments[part].article(local)
