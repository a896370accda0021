"""How much of a text's wording another text shares, rare wording counting more."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence, Set
from functools import cached_property
from itertools import chain, repeat
from operator import add

_RUN = re.compile(r"[\u3400-\u9fffA-Za-z0-9]+")


def grams(text: str) -> set[str]:
    """Pairs and triples of neighbouring characters, within runs of letters and figures."""
    found: set[str] = set()
    for run in _RUN.findall(text):
        pairs = list(map(add, run, run[1:]))
        found.update(pairs, map(add, pairs, run[2:]))
    return found


class Overlap:
    """Compares texts of one page; wording that many of its texts have counts little.

    A gram that n of N texts have weighs log((N + 1) / n), one that none has as much as one of a single text. Sums are
    rounded once, so that the order of a set, which changes from process to process, never decides between two texts.
    """

    def __init__(self, texts: Sequence[str], known: Overlap | None = None) -> None:
        self._texts = texts
        self._most = math.log(max(2, len(texts)) + 1)
        self._cache: dict[str, set[str]] = known._cache if known else {}
        self._shares: dict[str, list[float]] = {}

    @cached_property
    def _places(self) -> tuple[dict[str, int], dict[str, list[int]]]:
        """A text that has each gram of the page, and all of them for the few that several have."""
        one: dict[str, int] = {}
        several: dict[str, list[int]] = {}
        for number, text in enumerate(self._texts):
            found = self.of(text)
            for gram in one.keys() & found:
                having = several.get(gram)
                if having is None:
                    several[gram] = [one[gram], number]
                else:
                    having.append(number)
            one.update(zip(found, repeat(number)))
        return one, several

    @cached_property
    def _less(self) -> dict[str, float]:
        """How much less a gram weighs because several texts have it."""
        logs = [math.log(max(1, count)) for count in range(len(self._texts) + 1)]
        return {gram: logs[len(having)] for gram, having in self._places[1].items()}

    @cached_property
    def _signs(self) -> Counter[str]:
        """How many of the page's texts have a character."""
        return Counter(chain.from_iterable(map(set, self._texts)))

    def of(self, text: str) -> set[str]:
        """The grams of a text, reckoned once."""
        found = self._cache.get(text)
        if found is None:
            found = self._cache[text] = grams(text)
        return found

    def weight(self, found: Set[str]) -> float:
        """What the grams weigh together: the rarer on the page, the more."""
        less = self._less
        return self._most * len(found) - math.fsum([less[gram] for gram in less.keys() & found])

    def shared(self, text: str, other: str) -> float:
        """The weight of what both texts have."""
        return self.weight(self.of(text) & self.of(other))

    def share(self, text: str, other: str) -> float:
        """The part of `text`'s wording that `other` has, by weight, from 0 to 1."""
        whole = self.weight(self.of(text))
        return self.shared(text, other) / whole if whole else 0.0

    def shares(self, text: str) -> list[float]:
        """`share` of the text in every text of the page, in their order; reckoned once."""
        found = self._shares.get(text)
        if found is None:
            found = self._shares[text] = self._reckon(text)
        return found

    def _reckon(self, text: str) -> list[float]:
        one, several = self._places
        counts = [0] * len(self._texts)
        less: dict[int, list[float]] = {}
        wanted = self.of(text)
        for gram in one.keys() & wanted:
            if gram not in several:
                counts[one[gram]] += 1
                continue
            for number in several[gram]:
                counts[number] += 1
                less.setdefault(number, []).append(self._less[gram])
        whole = self.weight(wanted)
        if not whole:
            return [0.0] * len(counts)
        return [
            (self._most * count - math.fsum(less.get(number, ()))) / whole if count else 0.0
            for number, count in enumerate(counts)
        ]

    def rare_share(self, text: str, other: str) -> float:
        """The part of `text`'s single characters that `other` has, those that few texts have counting more."""
        signs = {c for c in text if _RUN.match(c)}
        weights = {c: 1.0 / (1 + self._signs[c]) for c in signs}
        whole = math.fsum(weights.values())
        return math.fsum(weight for c, weight in weights.items() if c in other) / whole if whole else 0.0
