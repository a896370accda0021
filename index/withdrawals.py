"""Tombstones: what an editor withdrew, known by key and by print, so that no later build brings it back.

They are a checksummed file of every version. Those of the newest version on disk hold for all: going back to an earlier
version brings nothing withdrawn back with it. A tombstone holds no word of its text.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from index.duplicates import same_text
from index.fingerprints import Print, resemblance
from index.keys import SAME, make_key
from index.records import Article

NAME = "withdrawals.json"
"""The file within a version's folder."""

CERTAIN = 0.8
"""Estimated Jaccard similarity from which a text is the withdrawn one though some of its figures differ: to let a
withdrawn text through for a changed figure is worse than to hold back a form filled anew, which the report names."""

HALF = 0.5
"""... as long as this share of its figures agrees."""


@dataclass(frozen=True, slots=True, eq=False)
class Tombstone:
    """One withdrawn article. `made` is where its text lies if it still does: segment and number in it."""

    key: str
    cause: str
    """The key that the editor named: the article's own, or that of the article it is a reprint of."""
    reason: str
    when: str
    """UTC, ISO 8601."""
    newspaper: str
    published: str | None
    source: int
    """The number of the source record that it came from."""
    prints: tuple[Print, ...]
    """Of its text, and of the text before the editor corrected it."""
    made: tuple[str, int]
    undone: bool = False
    """Taken back, but its text must be read again: its key waits for it."""
    withheld: tuple[int, ...] = ()
    """Source records in which builds met it again."""

    @property
    def shown(self) -> Article:
        """What a reader is told of it: that it is withdrawn, and nothing else."""
        return Article(key=self.key, source="", page=1, body="", newspaper=self.newspaper, withdrawn=True)

    def catches(self, article: Article, mine: Print, source: int, rival: float) -> bool:
        """Is this its text? Not where a living article (`rival`: the share of text) is more like it."""
        for old in self.prints:
            shared = resemblance(old.sketch, mine.sketch)
            if shared < rival or (shared == rival and rival):
                continue
            if same_text(old, mine) or (shared >= CERTAIN and old.agrees(mine) >= HALF):
                return True
            if not article.key and source == self.source and article.newspaper == self.newspaper and shared >= SAME:
                return True  # its page was cut anew: the rule by which it would have kept its key
        return False


class Withdrawals:
    """The tombstones of a version."""

    def __init__(self, stones: Iterable[Tombstone] = ()) -> None:
        self._stones: dict[str, Tombstone] = {}
        self._having: defaultdict[int, set[str]] = defaultdict(set)
        for stone in stones:
            self.put(stone)

    def __iter__(self) -> Iterator[Tombstone]:
        return iter(self._stones.values())

    @property
    def standing(self) -> dict[str, Tombstone]:
        """Those that were not taken back, by key."""
        return {key: stone for key, stone in self._stones.items() if not stone.undone}

    @property
    def waiting(self) -> dict[str, Tombstone]:
        """Those taken back whose text has not come yet, by key."""
        return {key: stone for key, stone in self._stones.items() if stone.undone}

    def put(self, stone: Tombstone) -> None:
        """Set a stone, or change one."""
        self._stones[stone.key] = stone
        for old in stone.prints:
            for value in old.sketch.tolist():
                self._having[value].add(stone.key)

    def drop(self, key: str) -> None:
        """Take a stone away."""
        self._stones.pop(key, None)

    def catch(self, article: Article, source: int, rival: float) -> Tombstone | None:
        """The stone that holds an article of this source record back, if one does."""
        standing = self.standing
        if not standing:
            return None
        stone = standing.get(article.key or make_key(article))
        if stone is None:
            mine = Print.of(article.body)
            near = {key for value in mine.sketch.tolist() for key in self._having.get(value, ()) if key in standing}
            stones = (standing[key] for key in sorted(near))
            stone = next((s for s in stones if s.catches(article, mine, source, rival)), None)
        if stone is not None and source not in stone.withheld:
            self.put(replace(stone, withheld=(*stone.withheld, source)))
        return stone

    def dump(self) -> bytes:
        """As JSON."""
        return json.dumps([_fields(stone) for stone in self], ensure_ascii=False, indent=1).encode()

    @classmethod
    def load(cls, data: bytes | None) -> Withdrawals:
        """The inverse of `dump`; of no file, nothing is withdrawn."""
        return cls(_stone(fields) for fields in json.loads(data)) if data else cls()


def _fields(stone: Tombstone) -> dict[str, Any]:
    fields = {name: getattr(stone, name) for name in Tombstone.__slots__}
    prints = [{"sketch": p.sketch.tolist(), "figures": sorted(p.figures)} for p in stone.prints]
    return {**fields, "prints": prints}


def _stone(fields: dict[str, Any]) -> Tombstone:
    prints = tuple(Print(np.array(p["sketch"], dtype=np.uint64), frozenset(p["figures"])) for p in fields.pop("prints"))
    segment, number = fields.pop("made")
    withheld = tuple(fields.pop("withheld"))
    return Tombstone(**fields, prints=prints, made=(segment, number), withheld=withheld)
