"""The embedded Store: an opened index version, its files checked first, searched with FAISS and bm25s."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.chunks import context_of
from index.errata import REACH
from index.errors import IndexDamaged, IndexForeign
from index.folder import IndexFolder
from index.keys import trim
from index.keywords import idf, score_words
from index.manifest import Manifest
from index.overlay import Overlay
from index.records import Article, Chunk, Days, Hit, Span
from index.segments import EVENT, PUBLISHED, Segment
from index.store import ANY, Filter, Holdings
from index.vectors import Vectors

MONTHS_MOST = 92
"""An "event" that lasts longer than a quarter (2022年, 上半年) is background, not what happened on a day: days."""


BEFORE_MOST = 5_000
"""Articles among which that one is looked for which a correction corrects: two hundred days of a daily's pages."""


class Snapshot:
    """One version of the index. Articles and chunks are numbered through all its segments."""

    def __init__(
        self, folder: IndexFolder, manifest: Manifest, *, check: bool = True, known: Snapshot | None = None
    ) -> None:
        """Open a version; what it shares with the `known` one is neither checked nor opened again."""
        if check and (wrong := folder.check(manifest, sound=known.manifest.segments if known else ())):
            more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
            raise IndexDamaged(f"the index is damaged: {wrong[0]}{more}; run: wenbao doctor --index {folder.path}")
        self.manifest: Manifest = manifest
        names = [s.name for s in manifest.segments]
        here = [s.name for s in known.manifest.segments] if known else []
        at_hand = dict(zip(here, known.segments, strict=True)) if known else {}
        self.segments: list[Segment] = [at_hand.get(name) or Segment(folder.segment(name)) for name in names]
        if known and names == here and "_vectors" in known.__dict__:
            self._vectors = known._vectors
        self._first = np.cumsum([0, *[len(s) for s in self.segments]])
        self._first_chunk = np.cumsum([0, *[len(s.chunks) for s in self.segments]])
        owners = [s.chunks[:, 0] + first for s, first in zip(self.segments, self._first, strict=False)]
        self._owner: NDArray[np.int64] = np.concatenate(owners) if owners else np.empty(0, np.int64)
        self.alive = np.ones(int(self._first[-1]), dtype=np.bool_)
        for first, sums in zip(self._first, manifest.segments, strict=False):
            self.alive[[int(first) + n for n in sums.dead]] = False
        self.overlay = Overlay(folder, manifest)
        self.hidden: set[int] = set()
        """Articles that this version still holds, but that were withdrawn since."""
        if self.overlay.went_back and self.overlay.withdrawals.standing:
            standing = self.overlay.withdrawals.standing
            self.hidden = {n for n in np.flatnonzero(self.alive).tolist() if self._key(n) in standing}
            self.alive[list(self.hidden)] = False

    @classmethod
    def open(
        cls, folder: IndexFolder, *, model_name: str, model_fingerprint: str, known: Snapshot | None = None
    ) -> Snapshot:
        """Open the current version. Raises IndexMissing, IndexDamaged, IndexForeign, IndexNewer."""
        manifest = folder.manifest()
        if manifest.model_fingerprint != model_fingerprint:
            same = manifest.model == model_name
            other = (
                "an earlier release of its model" if same else f"another model ({manifest.model!r}) than the one in use"
            )
            choice = "" if same else "choose that model, or "
            raise IndexForeign(
                f"the index in {folder.path} was made with {other} ({model_name!r}): "
                f"{choice}run wenbao build again to take the index over"
            )
        return cls(folder, manifest, known=known)

    @property
    def version(self) -> str:
        """The version's number as text."""
        return str(self.manifest.version)

    @cached_property
    def _vectors(self) -> Vectors:
        return Vectors([segment.vectors for segment in self.segments], self.manifest.dimension)

    @cached_property
    def keys(self) -> dict[str, int]:
        """The numbers of the living articles by key."""
        return {self._key(number): number for number in np.flatnonzero(self.alive).tolist()}

    @cached_property
    def _sources(self) -> NDArray[np.int32]:
        columns = [segment.labels[:, 0] for segment in self.segments]
        return np.concatenate(columns) if columns else np.empty(0, np.int32)

    def keys_of(self, source: int) -> dict[str, int]:
        """The numbers of the living articles that came from one source record, by key."""
        numbers = np.flatnonzero((self._sources == source) & self.alive).tolist()
        return {self._key(number): number for number in numbers}

    def by_segment(self, numbers: set[int]) -> dict[str, tuple[int, ...]]:
        """Article numbers as each segment counts them, by segment name."""
        parts: dict[str, tuple[int, ...]] = {}
        for number in sorted(numbers):
            part, local = self._place(number)
            name = self.manifest.segments[part].name
            parts[name] = (*parts.get(name, ()), local)
        return parts

    def living(self) -> list[int]:
        """The numbers of the living articles."""
        return np.flatnonzero(self.alive).tolist()

    def source(self, number: int) -> int:
        """The source record that an article came from."""
        return int(self._sources[number])

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

    def _place(self, number: int) -> tuple[int, int]:
        """The segment that holds an article, and the article's number in it."""
        part = int(np.searchsorted(self._first, number, side="right")) - 1
        return part, number - int(self._first[part])

    def _key(self, number: int) -> str:
        part, local = self._place(number)
        return self.segments[part].key(local)

    @cached_property
    def _days(self) -> NDArray[np.int64]:
        rows = [s.days + np.array([first, 0, 0, 0]) for s, first in zip(self.segments, self._first, strict=False)]
        return np.concatenate(rows) if rows else np.empty((0, 4), np.int64)

    def _labels(self, column: int, name: str) -> NDArray[np.bool_]:
        kind = "newspapers" if column == 1 else "collections"
        masks = []
        for segment in self.segments:
            known: list[str] = getattr(segment, kind)
            wanted = known.index(name) if name in known else -1
            masks.append(segment.labels[:, column] == wanted)
        return np.concatenate(masks) if masks else np.empty(0, np.bool_)

    def _fits(self, only: Filter) -> NDArray[np.bool_]:
        """The living articles that fit the filter."""
        fits = self.alive.copy()
        if only.newspaper:
            fits &= self._labels(1, only.newspaper)
        if only.collection:
            fits &= self._labels(2, only.collection)
        if only.days:
            dated = np.zeros_like(fits)
            article, kind, first, last = self._days.T
            for days in only.days:
                start, end = days.first.toordinal(), days.last.toordinal()
                within = (kind == PUBLISHED) & (first >= start) & (last <= end)
                event = (kind == EVENT) & (first <= end) & (last >= start) & (last - first <= MONTHS_MOST)
                dated[article[within | event]] = True
            fits &= dated
        return fits

    def _allowed(self, only: Filter) -> NDArray[np.bool_] | None:
        if only == ANY and self.alive.all():
            return None
        return self._fits(only)[self._owner]

    def search_words(self, words: Mapping[str, float], top: int, only: Filter = ANY) -> list[Hit]:
        """See Store."""
        scores = score_words([segment.keywords for segment in self.segments], words)
        allowed = self._allowed(only)
        if allowed is not None:
            scores[~allowed] = 0
        nearest = np.argpartition(-scores, min(top, len(scores) - 1))[:top] if len(scores) else np.empty(0, np.int64)
        best = sorted((int(n) for n in nearest if scores[n] > 0), key=lambda n: (-scores[n], n))
        return [Hit(n, float(scores[n]), rank, "words") for rank, n in enumerate(best, 1)]

    def search_vectors(self, query: NDArray[np.float32], top: int, only: Filter = ANY) -> list[Hit]:
        """See Store."""
        numbers, scores = self._vectors.search(query, top, self._allowed(only))
        pairs = zip(numbers.tolist(), scores.tolist(), strict=True)
        return [Hit(n, score, rank, "vectors") for rank, (n, score) in enumerate(pairs, 1)]

    def information(self, word: str) -> float:
        """See Store."""
        return idf(sum(s.keywords.frequency(word) for s in self.segments), len(self._owner))

    def read(self, number: int) -> Article:
        """The article with this number, living or not, as this version shows it."""
        return self.overlay.lay(self.stored(number), self.source(number))

    def stored(self, number: int) -> Article:
        """The article with this number as its segment holds it."""
        part, local = self._place(number)
        return self.segments[part].article(local)

    def place(self, number: int) -> tuple[str, int]:
        """The name of the segment that holds an article, and the article's number in it."""
        part, local = self._place(number)
        return self.manifest.segments[part].name, local

    def before(self, article: Article) -> Iterator[Article]:
        """The living articles of the same newspaper that came out no later, as far back as a correction reaches."""
        fits = self._fits(Filter(newspaper=article.newspaper)) & (self._labels(1, article.newspaper))
        if article.published:
            last = Days.covering(article.published).last.toordinal()
            owner, kind, first, _ = self._days.T
            outside = (kind == PUBLISHED) & ((first > last) | (first < last - REACH))
            fits[owner[outside]] = False
        return (self.stored(int(number)) for number in np.flatnonzero(fits)[-BEFORE_MOST:])

    def owner(self, number: int) -> int:
        """See Store."""
        return int(self._owner[number])

    def chunk(self, number: int) -> Chunk:
        """See Store."""
        part = int(np.searchsorted(self._first_chunk, number, side="right")) - 1
        rows = self.segments[part].chunks
        local = number - int(self._first_chunk[part])
        owner, start, end = (int(value) for value in rows[local])
        article = self.segments[part].article(owner)
        ordinal = local - int(np.searchsorted(rows[:, 0], owner))
        return Chunk(article.key, ordinal, Span(start, end), article.body[start:end], context_of(article))

    def article_of(self, number: int) -> Article:
        """See Store."""
        return self.read(int(self._owner[number]))

    def article(self, key: str) -> Article | None:
        """See Store."""
        number = self.keys.get(key)
        if number is not None:
            return self.read(number)
        stone = self.overlay.withdrawals.standing.get(key)
        return stone.shown if stone else None

    def articles(self) -> Iterator[Article]:
        """See Store."""
        return (self.read(int(number)) for number in np.flatnonzero(self.alive))

    def reports(self, only: Filter) -> bool:
        """See Store."""
        return bool(self._fits(only).any())

    def published(self, only: Filter) -> list[Article]:
        """See Store."""
        found = [self.read(int(number)) for number in np.flatnonzero(self._fits(only))]
        return sorted(found, key=lambda article: (article.published or "", article.key))

    @cached_property
    def holdings(self) -> Holdings:
        """See Store."""
        article, kind, first, last = self._days.T
        printed = (kind == PUBLISHED) & self.alive[article]
        months = Counter(
            date.fromordinal(int(a)).isoformat()[:7]
            for a, b in zip(first[printed], last[printed], strict=True)
            if b - a < 31
        )
        newspapers: set[str] = set()
        collections: set[str] = set()
        for segment, start in zip(self.segments, self._first, strict=False):
            living = segment.labels[self.alive[start : start + len(segment)]]
            newspapers |= {segment.newspapers[n] for n in set(living[:, 1].tolist())} - {""}
            collections |= {segment.collections[n] for n in set(living[:, 2].tolist())}
        return Holdings(
            articles=int(self.alive.sum()),
            newspapers=tuple(sorted(newspapers)),
            collections=tuple(sorted(collections)),
            months=tuple(sorted(months.items())),
            first=date.fromordinal(int(first[printed].min())).isoformat() if printed.any() else None,
            last=date.fromordinal(int(last[printed].max())).isoformat() if printed.any() else None,
        )

    def span(self) -> Days | None:
        """From the first to the last day of publication; None if nothing is dated."""
        held = self.holdings
        return Days.parse(f"{held.first}/{held.last}") if held.first and held.last else None
