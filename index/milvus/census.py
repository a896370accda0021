"""What an archive holds, counted when it is published: by newspaper, collection and days of publication."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from index.milvus.days import iso
from index.store import Filter, Holdings

NAME = "census.json"
"""The file of a release."""

MONTH = 31
"""Days: what is known by year alone is counted in no month."""

Kind = tuple[str, str, int, int]
"""Newspaper, collection, first and last day of publication as ordinals (0: not known)."""


@dataclass(frozen=True, slots=True)
class Census:
    """How many articles there are of each kind."""

    counts: Counter[Kind]

    @classmethod
    def of(cls, kinds: Iterable[Kind]) -> Census:
        """Count."""
        return cls(Counter(kinds))

    def dump(self) -> bytes:
        """One kind a line."""
        lines = (json.dumps([*kind, n], ensure_ascii=False) for kind, n in sorted(self.counts.items()))
        return "\n".join(lines).encode()

    @classmethod
    def load(cls, data: bytes | None) -> Census:
        """The inverse of `dump`."""
        read = (json.loads(line) for line in (data or b"").decode().split("\n") if line)
        return cls(Counter({(kind[0], kind[1], kind[2], kind[3]): kind[4] for kind in read}))

    def holdings(self, only: Filter = Filter()) -> Holdings:  # noqa: B008
        """What fits a filter; its days are not looked at."""
        kept = [(kind, n) for kind, n in self.counts.items() if _fits(kind, only)]
        months: Counter[str] = Counter()
        days: Counter[str] = Counter()
        for (_, _, first, last), n in kept:
            if first and last - first < MONTH:
                months[iso(first)[:7]] += n
            if first and first == last:
                days[iso(first)] += n
        firsts = [kind[2] for kind, _ in kept if kind[2]]
        lasts = [kind[3] for kind, _ in kept if kind[2]]
        return Holdings(
            articles=sum(n for _, n in kept),
            newspapers=tuple(sorted({kind[0] for kind, _ in kept} - {""})),
            collections=tuple(sorted({kind[1] for kind, _ in kept})),
            months=tuple(sorted(months.items())),
            first=iso(min(firsts)) if firsts else None,
            last=iso(max(lasts)) if lasts else None,
            days=tuple(sorted(days.items())),
        )


def _fits(kind: Kind, only: Filter) -> bool:
    newspaper, collection, _, _ = kind
    return (
        (not only.newspaper or newspaper == only.newspaper)
        and (not only.collection or collection == only.collection)
        and (only.within is None or collection in only.within)
    )
