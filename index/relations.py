"""Which articles belong together: reprints of one text, and the paper's own corrections with what they correct.

Kept by key in a small checksummed file of every version and laid over the articles when they are read, so that no
segment is written again when a reprint comes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.duplicates import Sketches, find_pairs, gather, link
from index.errata import find_corrected, is_erratum
from index.fingerprints import figures
from index.records import Article

if TYPE_CHECKING:
    from index.snapshot import Snapshot

NAME = "relations.json"
"""The file within a version's folder."""


KNOWN_MOST = 4_000
"""Articles whose figures are remembered at once: 4 MiB. Neighbours are asked for together."""


@dataclass(frozen=True)
class Relations:
    """Groups of reprints, and for each correction the key of what it corrects (None where that is not sure)."""

    groups: tuple[tuple[str, ...], ...] = ()
    errata: Mapping[str, str | None] = field(default_factory=dict)

    def without(self, keys: set[str]) -> Relations:
        """The relations of the other articles."""
        if not keys:
            return self
        groups = (tuple(key for key in group if key not in keys) for group in self.groups)
        errata = {key: None if of in keys else of for key, of in self.errata.items() if key not in keys}
        return Relations(tuple(group for group in groups if len(group) > 1), errata)

    def dump(self) -> bytes:
        """As JSON."""
        fields = {"groups": self.groups, "errata": dict(sorted(self.errata.items()))}
        return json.dumps(fields, ensure_ascii=False, indent=0).encode()

    @classmethod
    def load(cls, data: bytes | None) -> Relations | None:
        """The inverse of `dump`; None of no file."""
        if data is None:
            return None
        fields = json.loads(data)
        return cls(tuple(map(tuple, fields["groups"])), fields["errata"])

    @cached_property
    def _group(self) -> dict[str, tuple[str, ...]]:
        return {key: group for group in self.groups for key in group}

    @cached_property
    def _corrected_by(self) -> dict[str, str]:
        # of several corrections the last by key: a fixed choice
        return {of: key for key, of in sorted(self.errata.items()) if of}

    def touches(self, key: str) -> bool:
        """Does anything belong to this article?"""
        return key in self._group or key in self.errata or key in self._corrected_by

    def lay(self, article: Article) -> Article:
        """The article with what belongs to it."""
        key = article.key
        others = tuple(other for other in self._group.get(key, ()) if other != key)
        corrects, corrected_by = self.errata.get(key), self._corrected_by.get(key)
        if not others and not corrects and not corrected_by:
            return article
        return replace(article, duplicates=others, corrects=corrects, corrected_by=corrected_by)


def relate(
    snapshot: Snapshot,
    old: Relations | None,
    fresh: Iterable[str],
    errata: Iterable[str] | None,
    place: Path | None = None,
) -> Relations:
    """The relations of a version, from those of the one before and the keys of its new or changed articles.

    `errata` are those of the new that may be corrections, None where nobody looked; `place` has room to sort in.
    """
    new = np.zeros_like(snapshot.alive)
    if old is None:
        new |= snapshot.alive
        errata = None
    else:
        for number in map(snapshot.keys.get, fresh):
            if number is not None:
                new[number] = True
    old = old or Relations()
    for group in old.groups:
        left = _left(snapshot, new, group)
        if len(left) < len(group):
            new[left] = True  # what held them together may be gone
    whole = (_left(snapshot, new, group) for group in old.groups)
    kept = ((left[0], number) for left in whole if left for number in left[1:])
    found = gather(chain(kept, _reprints(snapshot, new, place)))
    groups = tuple(sorted(tuple(sorted(map(snapshot.name, group))) for group in found))
    return Relations(groups, _errata(snapshot, old, new, errata))


def _left(snapshot: Snapshot, new: NDArray[np.bool_], group: Sequence[str]) -> list[int]:
    """The articles of a group that are as they were."""
    numbers = map(snapshot.keys.get, group)
    return [number for number in numbers if number is not None and not new[number]]


def _reprints(snapshot: Snapshot, new: NDArray[np.bool_], place: Path | None) -> Iterator[tuple[int, int]]:
    @lru_cache(KNOWN_MOST)
    def figures_of(number: int) -> frozenset[int]:
        return figures(snapshot.stored(number).body)

    sketches = Sketches([segment.sketches for segment in snapshot.segments], place)
    return link(find_pairs(sketches, new, snapshot.alive), figures_of)


def _errata(
    snapshot: Snapshot, old: Relations, new: NDArray[np.bool_], suspects: Iterable[str] | None
) -> dict[str, str | None]:
    """Every correction, looked up anew where it or what it corrects is new, or where nothing was found yet."""

    def standing(key: str | None) -> int | None:
        number = snapshot.keys.get(key) if key else None
        return None if number is None or new[number] else number

    errata = {key: None if standing(of) is None else of for key, of in old.errata.items() if standing(key) is not None}
    for key in snapshot.keys if suspects is None else chain(suspects, old.errata):
        number = snapshot.keys.get(key)
        if number is not None and new[number] and is_erratum(snapshot.stored(number)):
            errata[key] = None
    for key in [key for key, of in errata.items() if of is None]:
        article = snapshot.stored(snapshot.keys[key])
        errata[key] = find_corrected(article, snapshot.before(article))
    return errata
