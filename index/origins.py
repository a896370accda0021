"""Where the characters of a cut body stand in the page that it was cut from."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from index.clean import HIDDEN, turn_vertical
from index.records import Span

Origin = tuple[tuple[int, int, int], ...]
"""Runs (offset in the body, offset in the page, length), sorted by the first."""

_PRINTED = re.compile(rf"[^\s{HIDDEN}]+")
_GRAM = 6
"""Characters by which a stretch of text is looked for on the page: one that is short enough for the shortest line."""
_TRIED = 4
"""Places after and before the present one that are tried where those characters stand on the page more than once."""
_COMPARED = 64
"""Characters by which such places are told apart; two texts of a page seldom share more."""
_NEAR = ((3, 60), (1, 16))
"""Characters looked for, and how far ahead, where text is short or printed twice (in pieces of up to 20 characters)."""


def _squeeze(text: str) -> tuple[str, list[int]]:
    """The printed characters of a text, quotes as cut bodies have them, and the offset of each."""
    text = turn_vertical(text)  # one character for one
    offsets: list[int] = []
    parts: list[str] = []
    for match in _PRINTED.finditer(text):
        offsets.extend(range(*match.span()))
        parts.append(match.group())
    return "".join(parts), offsets


class Tracer:
    """Finds bodies on one page; every step looks at a bounded number of places, so the cost is linear."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._text, self._offsets = _squeeze(page)
        self._places: dict[str, list[int]] = {}
        for at in range(len(self._text) - _GRAM + 1):
            self._places.setdefault(self._text[at : at + _GRAM], []).append(at)
        self._at = 0
        """Where the last body ended: of equal texts each has its own place."""

    def _same(self, body: str, start: int, at: int, most: int) -> int:
        """How many characters the body from `start` and the page from `at` have in common."""
        most = min(most, len(body) - start, len(self._text) - at)
        if body.startswith(self._text[at : at + most], start):
            return most
        return next(i for i in range(most) if body[start + i] != self._text[at + i])

    def _find(self, body: str, start: int, at: int) -> int:
        """Where on the page the body goes on from `start`, the last piece having ended at `at`; -1 if nowhere."""
        places = self._places.get(body[start : start + _GRAM])
        if places:
            next_one = bisect_left(places, at)
            tried = places[next_one : next_one + _TRIED] + places[max(0, next_one - _TRIED) : next_one]
            return max(tried, key=lambda place: self._same(body, start, place, _COMPARED))
        for size, reach in _NEAR:
            found = self._text.find(body[start : start + size], at, at + reach)
            if found >= 0:
                return found
        return -1

    def trace(self, body: str) -> Origin:
        """The runs of `body`; a character that a clean-up made has none."""
        text, offsets = _squeeze(body)
        runs: list[tuple[int, int, int]] = []
        start, at = 0, self._at
        while start < len(text):
            found = self._find(text, start, at)
            if found < 0:
                start += 1
                continue
            size = self._same(text, start, found, len(text))
            for i in range(size):
                self._add(runs, body, offsets[start + i], self._offsets[found + i])
            start, at = start + size, found + size
        self._at = at
        return tuple(runs)

    def _add(self, runs: list[tuple[int, int, int]], body: str, at: int, source: int) -> None:
        """Add one character, to the last run where it follows it or follows one equal blank after it."""
        if runs:
            first, first_source, length = runs[-1]
            step = at - first - length
            if step == source - first_source - length and (
                step == 0 or (step == 1 and body[at - 1] == self._page[source - 1])
            ):
                runs[-1] = (first, first_source, length + step + 1)
                return
        runs.append((at, source, 1))


def trace(body: str, page: str) -> Origin:
    """Where the characters of `body` stand in the text of `page`."""
    return Tracer(page).trace(body)


def locate(origin: Origin, span: Span) -> list[Span]:
    """The stretches of the page that print the body's `span`, in the order of the body."""
    found: list[Span] = []
    first = bisect_right(origin, span.start, key=lambda run: run[0]) - 1
    for at, source, length in origin[max(0, first) :]:
        if at >= span.end:
            break
        low, high = max(at, span.start), min(at + length, span.end)
        if low < high:
            found.append(Span(source + low - at, source + high - at))
    return found
