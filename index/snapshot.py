"""The embedded Store: an opened index version, its files checked first, searched by words and with FAISS."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.bm25 import WordSearch, find_largest
from index.chunks import context_of
from index.errata import REACH
from index.errors import IndexDamaged, IndexForeign
from index.filters import Filters
from index.folder import IndexFolder
from index.keyring import KeyRing, Share
from index.manifest import Manifest
from index.numbering import Numbered
from index.overlay import Overlay
from index.records import Article, Chunk, Days, Hit
from index.remembered import lend, remember
from index.segments import Segment, make_room
from index.store import ANY, Filter, Group, Holdings
from index.vectors import Vectors

BEFORE_MOST = 5_000
"""Articles among which that one is looked for which a correction corrects: two hundred days of a daily's pages."""


READ_MOST = 1_000
"""Articles kept as they were read: 4 MiB. A search reads some eighty, and often the same again for the answer."""

PAGE_MOST = 100
"""Articles on each side among which those of the same page are looked for: more than any page holds."""

TIES_MOST = 2_000
"""Chunks with one score that are put in order by their keys: 20 ms."""

FILTERS_MOST = 8
"""Filters whose masks are kept: a bit over 1 MiB at 150,000 chunks. One question uses its own several times."""


class Snapshot(Numbered):
    """One version of the index, opened for searching (see Store) and for the build that comes after it."""

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
        make_room(len(names))
        super().__init__([at_hand.get(name) or Segment(folder.segment(name)) for name in names])
        self._known_vectors = known.__dict__.get("_vectors") if known else None
        self._scored: tuple[tuple[object, ...], NDArray[np.float64]] | None = None
        self.read = remember(self._read, READ_MOST)
        self._mask = remember(self._allowed, FILTERS_MOST)
        self.alive = np.ones(int(self._first[-1]), dtype=np.bool_)
        for first, sums in zip(self._first, manifest.segments, strict=False):
            self.alive[[int(first) + n for n in sums.dead]] = False
        self.overlay = Overlay(folder, manifest)
        self.hidden: set[int] = set()
        """Articles that this version still holds, but that were withdrawn since."""
        if self.overlay.went_back and self.overlay.withdrawals.standing:
            found = [self.keys.get(key) for key in self.overlay.withdrawals.standing]
            self.hidden = {number for number in found if number is not None}
            self.alive[list(self.hidden)] = False
            del self.keys

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
        return Vectors([(segment.vectors, segment.codes) for segment in self.segments], self._known_vectors)

    @cached_property
    def _words(self) -> WordSearch:
        settings = self.manifest.settings
        parts = [segment.keywords for segment in self.segments]
        return WordSearch(parts, self.alive[self._owner], k1=settings["bm25_k1"], b=settings["bm25_b"])

    @cached_property
    def keys(self) -> KeyRing:
        """The numbers of the living articles by key."""
        return KeyRing([segment.keys for segment in self.segments], self.alive, lend(self.name))

    def keys_of(self, source: int) -> Share:
        """The numbers of the living articles that came from one source record, by key."""
        numbers = self.numbers_of(source)
        return Share(self.keys, numbers[self.alive[numbers]], self.name)

    def by_segment(self, numbers: Iterable[int]) -> dict[str, tuple[int, ...]]:
        """Article numbers as each segment counts them, by segment name."""
        wanted = np.unique(np.fromiter(numbers, dtype=np.int64))
        edges = np.searchsorted(wanted, self._first).tolist()
        cut = zip(self.manifest.segments, self._first.tolist(), edges, edges[1:], strict=False)
        return {s.name: tuple((wanted[a:b] - first).tolist()) for s, first, a, b in cut if a < b}

    def living(self) -> NDArray[np.int64]:
        """The numbers of the living articles."""
        return np.flatnonzero(self.alive)

    def living_chunks(self) -> list[NDArray[np.bool_]]:
        """For each segment, which of its chunks belong to living articles."""
        alive = self.alive[self._owner]
        return [alive[first:end] for first, end in pairwise(self._first_chunk)]

    @cached_property
    def _filters(self) -> Filters:
        return Filters(self.segments, self._first, self.alive)

    def _allowed(self, only: Filter) -> NDArray[np.bool_] | None:
        if only == ANY and self.alive.all():
            return None
        return self._filters.fits(only)[self._owner]

    def search_words(self, words: Mapping[str, float], top: int, only: Filter = ANY) -> list[Hit]:
        """See Store."""
        asked = tuple(words.items())
        last = self._scored  # one tuple, so that threads need no lock
        scores = last[1] if last and last[0] == asked else self._words.score(words)
        self._scored = (asked, scores)  # a question searches by its words again, with its days
        return self._best(scores, top, only)

    def search_groups(self, groups: Sequence[Group], top: int, only: Filter = ANY) -> list[Hit]:
        """See Store."""
        asked = tuple((weight, *forms.items()) for weight, forms in groups)
        last = self._scored
        scores = last[1] if last and last[0] == asked else self._words.score_groups(groups)
        self._scored = (asked, scores)
        return self._best(scores, top, only)

    def sounding(self, syllables: Sequence[str]) -> list[str]:
        """See Store."""
        return self._words.sounding(syllables)

    def _best(self, scores: NDArray[np.float64], top: int, only: Filter) -> list[Hit]:
        allowed = self._mask(only)
        scores = scores if allowed is None else np.where(allowed, scores, 0)
        numbers = find_largest(scores, top)
        numbers = numbers[scores[numbers] > 0]
        return self._rank(numbers, scores[numbers], top, "words")

    def search_vectors(self, query: NDArray[np.float32], top: int, only: Filter = ANY) -> list[Hit]:
        """See Store."""
        return self._rank(*self._vectors.search(query, top, self._mask(only)), top, "vectors")

    def liken(self, query: NDArray[np.float32], numbers: Sequence[int]) -> list[float]:
        """See Store."""
        owners = self._owner[list(numbers)]
        first = self._owner.searchsorted(owners)
        many = self._owner.searchsorted(owners, side="right") - first
        before = np.cumsum(many) - many
        scores = self._vectors.weigh(np.arange(int(many.sum())) + (first - before).repeat(many), query)
        likest: list[float] = np.maximum.reduceat(scores, before).tolist()
        return likest

    def _rank(self, numbers: NDArray[np.int64], scores: NDArray[np.floating], top: int, by: str) -> list[Hit]:
        """The `top` hits, best first; what scores the same by key and place, whichever segment holds it."""
        order = np.lexsort((numbers, -scores))
        listed, values = numbers[order].tolist(), scores[order].tolist()
        if len(listed) <= TIES_MOST:  # else a word of an archive of forms: the order is the segments' then
            first = 0
            for end in np.flatnonzero(np.diff(values, append=-np.inf)).tolist():
                if end > first:
                    listed[first : end + 1] = sorted(listed[first : end + 1], key=self._named)
                first = end + 1
        return [Hit(number, values[rank - 1], rank, by) for rank, number in enumerate(listed[:top], 1)]

    def information(self, word: str) -> float:
        """See Store."""
        return self._words.information(word)

    def _read(self, number: int) -> Article:
        """The article with this number, living or not, as this version shows it."""
        return self.overlay.lay(self.stored(number), self.source(number))

    def place(self, number: int) -> tuple[str, int]:
        """The name of the segment that holds an article, and the article's number in it."""
        part, local = self._place(number)
        return self.manifest.segments[part].name, local

    def before(self, article: Article) -> Iterator[Article]:
        """The living articles of the same newspaper that came out no later, as far back as a correction reaches."""
        days = Days.covering(article.published) if article.published else None
        numbers = np.flatnonzero(self._filters.before(article.newspaper, days, REACH))
        return (self.stored(int(number)) for number in numbers[-BEFORE_MOST:])

    def chunk(self, number: int) -> Chunk:
        """See Store."""
        owner = self.owner(number)
        article, span = self.read(owner), self._span(number)
        ordinal = number - int(self._chunks_from[owner])
        return Chunk(article.key, ordinal, span, span.of(article.body), context_of(article))

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
        return (self.read(int(number)) for number in self.living())

    def beside(self, key: str) -> list[Article]:
        """See Store. A page's articles were taken one after the other, so they lie side by side."""
        at = self.keys.get(key)
        if at is None:
            return []
        mine = self.read(at)
        found = {at: mine}
        for step in (-1, 1):
            number = at + step
            while 0 <= number < len(self.alive) and abs(number - at) < PAGE_MOST:
                if self.alive[number]:
                    other = self.read(number)
                    if (other.source, other.page) != (mine.source, mine.page):
                        break
                    found[number] = other
                number += step
        return [found[number] for number in sorted(found)]

    def reports(self, only: Filter) -> bool:
        """See Store."""
        return bool(self._filters.fits(only).any())

    def published(self, only: Filter) -> list[Article]:
        """See Store."""
        found = [self.read(int(number)) for number in np.flatnonzero(self._filters.fits(only))]
        return sorted(found, key=lambda article: (article.published or "", article.key))

    @cached_property
    def holdings(self) -> Holdings:
        """See Store."""
        return self._filters.count()

    def count(self, only: Filter) -> Holdings:
        """See Store."""
        return self._filters.count(only)

    def span(self) -> Days | None:
        """From the first to the last day of publication; None if nothing is dated."""
        held = self.holdings
        return Days.parse(f"{held.first}/{held.last}") if held.first and held.last else None
