"""Which articles fit a filter, and what an archive holds: days, newspapers and collections of all segments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.records import Days
from index.segments import EVENT, PUBLISHED, Segment
from index.store import ANY, MONTHS_MOST, Filter, Holdings


class Filters:
    """The articles of all segments, numbered through from `first`, by their days and labels."""

    def __init__(self, segments: Sequence[Segment], first: NDArray[np.int64], alive: NDArray[np.bool_]) -> None:
        self._segments, self._first, self._alive = segments, first, alive

    @cached_property
    def _days(self) -> NDArray[np.int64]:
        """Four columns, each in one piece: article, kind, first day, last day."""
        rows = [s.days + np.array([first, 0, 0, 0]) for s, first in zip(self._segments, self._first, strict=False)]
        return np.ascontiguousarray(np.concatenate(rows).T) if rows else np.empty((4, 0), np.int64)

    def _labels(self, column: int, name: str) -> NDArray[np.bool_]:
        kind = "newspapers" if column == 1 else "collections"
        masks = []
        for segment in self._segments:
            known: list[str] = getattr(segment, kind)
            wanted = known.index(name) if name in known else -1
            masks.append(segment.labels[:, column] == wanted)
        return np.concatenate(masks) if masks else np.empty(0, np.bool_)

    def fits(self, only: Filter) -> NDArray[np.bool_]:
        """The living articles that fit the filter."""
        fits = self._alive.copy()
        if only.newspaper:
            fits &= self._labels(1, only.newspaper)
        if only.collection:
            fits &= self._labels(2, only.collection)
        if only.within is not None:
            seen = np.zeros_like(fits)
            for name in only.within:
                seen |= self._labels(2, name)
            fits &= seen
        if only.days:
            dated = np.zeros_like(fits)
            article, kind, first, last = self._days
            for days in only.days:
                start, end = days.first.toordinal(), days.last.toordinal()
                within = (kind == PUBLISHED) & (first >= start) & (last <= end)
                edge = (last - first <= MONTHS_MOST) | (first >= start) | (last <= end)
                event = (kind == EVENT) & (first <= end) & (last >= start) & edge
                dated[article[within | event]] = True
            fits &= dated
        return fits

    def before(self, newspaper: str, published: Days | None, reach: int) -> NDArray[np.bool_]:
        """The living articles of a newspaper that came out within `reach` days up to a day; without a day all."""
        fits = self.fits(Filter(newspaper=newspaper)) & self._labels(1, newspaper)
        if published:
            last = published.last.toordinal()
            owner, kind, first, _ = self._days
            fits[owner[(kind == PUBLISHED) & ((first > last) | (first < last - reach))]] = False
        return fits

    def count(self, only: Filter = ANY) -> Holdings:
        """What the living articles are that fit the filter."""
        fits = self.fits(only)
        article, kind, first, last = self._days
        printed = (kind == PUBLISHED) & fits[article]
        first, last = first[printed], last[printed]
        short = first[last - first < 31]
        months = Counter(date.fromordinal(day).isoformat()[:7] for day in short.tolist())
        days = Counter(date.fromordinal(day).isoformat() for day in first[last == first].tolist())
        newspapers: set[str] = set()
        collections: set[str] = set()
        for segment, start in zip(self._segments, self._first, strict=False):
            living = segment.labels[fits[start : start + len(segment)]]
            newspapers |= {segment.newspapers[n] for n in set(living[:, 1].tolist())} - {""}
            collections |= {segment.collections[n] for n in set(living[:, 2].tolist())}
        return Holdings(
            articles=int(fits.sum()),
            newspapers=tuple(sorted(newspapers)),
            collections=tuple(sorted(collections)),
            months=tuple(sorted(months.items())),
            first=date.fromordinal(int(first.min())).isoformat() if len(first) else None,
            last=date.fromordinal(int(last.max())).isoformat() if len(last) else None,
            days=tuple(sorted(days.items())),
        )
