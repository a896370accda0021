"""Which articles belong together: reprints of one text, and the paper's own corrections with what they correct.

Kept by key in a small checksummed file of every version and laid over the articles when they are read, so that no
segment is written again when a reprint comes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.duplicates import find_pairs, gather, link
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

    def lay(self, article: Article) -> Article:
        """The article with what belongs to it."""
        key = article.key
        others = tuple(other for other in self._group.get(key, ()) if other != key)
        corrects, corrected_by = self.errata.get(key), self._corrected_by.get(key)
        if not others and not corrects and not corrected_by:
            return article
        return replace(article, duplicates=others, corrects=corrects, corrected_by=corrected_by)


def relate(snapshot: Snapshot, old: Relations | None, fresh: Iterable[str]) -> Relations:
    """The relations of a version, from those of the one before and the keys of its new or changed articles."""
    keys = list(snapshot.keys)
    numbers = np.array(list(snapshot.keys.values()), dtype=np.int64)
    new = set(keys) if old is None else set(fresh)
    old = old or Relations()
    kept: list[tuple[str, str]] = []
    for group in old.groups:
        left = [key for key in group if key in snapshot.keys and key not in new]
        if len(left) == len(group):
            kept += [(left[0], key) for key in left[1:]]
        else:
            new |= set(left)  # what held them together may be gone
    return Relations(tuple(gather([*kept, *_reprints(snapshot, keys, numbers, new)])), _errata(snapshot, old, new))


def _reprints(snapshot: Snapshot, keys: list[str], numbers: NDArray[np.int64], new: set[str]) -> list[tuple[str, str]]:
    if not new or len(keys) < 2:
        return []
    sketches = np.concatenate([segment.sketches for segment in snapshot.segments])
    sketches = sketches if len(sketches) == len(numbers) else sketches[numbers]
    mask = np.fromiter((key in new for key in keys), dtype=np.bool_, count=len(keys))
    known: dict[int, frozenset[int]] = {}

    def figures_of(row: int) -> frozenset[int]:
        if len(known) > KNOWN_MOST:
            known.clear()
        if row not in known:
            known[row] = figures(snapshot.stored(int(numbers[row])).body)
        return known[row]

    return [(keys[a], keys[b]) for a, b in link(find_pairs(sketches, mask), figures_of)]


def _errata(snapshot: Snapshot, old: Relations, new: set[str]) -> dict[str, str | None]:
    """Every correction, looked up anew where it or what it corrects is new, or where nothing was found yet."""
    errata: dict[str, str | None] = {}
    for key, of in old.errata.items():
        if key in snapshot.keys and key not in new:
            errata[key] = of if of in snapshot.keys and of not in new else None
    for key in new & snapshot.keys.keys():
        if is_erratum(snapshot.stored(snapshot.keys[key])):
            errata[key] = None
    for key in [key for key, of in errata.items() if of is None]:
        article = snapshot.stored(snapshot.keys[key])
        errata[key] = find_corrected(article, snapshot.before(article))
    return errata
