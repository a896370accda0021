"""How much of a text's wording another text shares, rare wording counting more."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

_RUN = re.compile(r"[\u3400-\u9fffA-Za-z0-9]+")


def grams(text: str) -> set[str]:
    """Pairs and triples of neighbouring characters, within runs of letters and figures."""
    found: set[str] = set()
    for run in _RUN.findall(text):
        found.update(map("".join, pairwise(run)))
        found.update(map("".join, zip(run, run[1:], run[2:], strict=False)))
    return found


class Overlap:
    """Compares texts of one page; wording that many of its texts have counts little."""

    def __init__(self, texts: Sequence[str], known: Overlap | None = None) -> None:
        self._size = max(2, len(texts))
        self._texts = texts
        self._cache: dict[str, set[str]] = known._cache if known else {}

    @cached_property
    def _postings(self) -> Mapping[str, list[int]]:
        """Which of the page's texts have a gram."""
        found: dict[str, list[int]] = {}
        for number, text in enumerate(self._texts):
            for gram in self.of(text):
                found.setdefault(gram, []).append(number)
        return found

    @cached_property
    def _most(self) -> float:
        """The weight of a gram that no text has."""
        return math.log(self._size + 1)

    @cached_property
    def _weights(self) -> Mapping[str, float]:
        """The weights of the page's grams."""
        by_count = [self._most, *(self._most - math.log(n) for n in range(1, len(self._texts) + 1))]
        return {gram: by_count[len(having)] for gram, having in self._postings.items()}

    def of(self, text: str) -> set[str]:
        """The grams of a text, reckoned once."""
        found = self._cache.get(text)
        if found is None:
            found = self._cache[text] = grams(text)
        return found

    def weight(self, found: Iterable[str]) -> float:
        """What the grams weigh together: the rarer on the page, the more."""
        most, known = self._most, self._weights
        return sum([known.get(gram, most) for gram in found])

    def shared(self, text: str, other: str) -> float:
        """The weight of what both texts have."""
        return self.weight(self.of(text) & self.of(other))

    def share(self, text: str, other: str) -> float:
        """The part of `text`'s wording that `other` has, by weight, from 0 to 1."""
        whole = self.weight(self.of(text))
        return self.shared(text, other) / whole if whole else 0.0

    def shares(self, text: str) -> list[float]:
        """`share` of the text in every text of the page, in their order."""
        most = self._most
        found = [0.0] * len(self._texts)
        whole = 0.0
        for gram in self.of(text):
            having = self._postings.get(gram, [])
            weight = most - math.log(len(having)) if having else most
            whole += weight
            for number in having:
                found[number] += weight
        return [weight / whole for weight in found] if whole else found

    def rare_share(self, text: str, other: str) -> float:
        """The part of `text`'s single characters that `other` has, those that few texts have counting more."""
        signs = {c for c in text if _RUN.match(c)}
        weights = {c: 1.0 / (1 + sum(c in body for body in self._texts)) for c in signs}
        whole = sum(weights.values())
        return sum(weight for c, weight in weights.items() if c in other) / whole if whole else 0.0
