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
_EVERY = 3
"""Of the page's places only every third is kept; a body is then looked for from three of its own."""
_TRIED = 4
"""Places after and before the present one that are tried where those characters stand on the page more than once."""
_COMPARED = 64
"""Characters by which such places are told apart; two texts of a page seldom share more."""
_NEAR = ((3, 60), (1, 16))
"""Characters looked for, and how far ahead, where text is short or printed twice (in pieces of up to 20 characters)."""


class _Print:
    """The printed characters of a text, quotes as cut bodies have them, and where each stands."""

    def __init__(self, text: str) -> None:
        pieces: list[str] = []
        self.offsets: list[int] = []
        self.ends: list[int] = []
        """Where among the printed characters the unbroken piece ends that each one is in."""
        for match in _PRINTED.finditer(turn_vertical(text)):  # one character for one
            first, last = match.span()
            self.offsets.extend(range(first, last))
            self.ends.extend([len(self.offsets)] * (last - first))
            pieces.append(match.group())
        self.text = "".join(pieces)


class Tracer:
    """Finds bodies on one page; every step looks at a bounded number of places, so the cost is linear."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._print = _Print(page)
        self._places: dict[str, list[int]] = {}
        text = self._print.text
        for at in range(0, len(text) - _GRAM + 1, _EVERY):
            self._places.setdefault(text[at : at + _GRAM], []).append(at)
        self._at = 0
        """Where the last body ended: of equal texts each has its own place."""

    def _same(self, body: str, start: int, at: int, most: int) -> int:
        """How many characters the body from `start` and the page from `at` have in common."""
        page = self._print.text
        most = min(most, len(body) - start, len(page) - at)
        if body.startswith(page[at : at + most], start):
            return most
        return next(i for i in range(most) if body[start + i] != page[at + i])

    def _find(self, body: str, start: int, at: int) -> int:
        """Where on the page the body goes on from `start`, the last piece having ended at `at`; -1 if nowhere."""
        tried: list[int] = []
        for ahead in range(_EVERY):
            places = self._places.get(body[start + ahead : start + ahead + _GRAM], [])
            after = bisect_left(places, at + ahead)
            near = places[after : after + _TRIED] + places[max(0, after - _TRIED) : after]
            tried += [place - ahead for place in near if place >= ahead]
        if tried:
            best = max(tried, key=lambda place: (self._same(body, start, place, _COMPARED), place >= at))
            if self._same(body, start, best, _GRAM) == _GRAM:
                return best
        for size, reach in _NEAR:
            found = self._print.text.find(body[start : start + size], at, at + reach)
            if found >= 0:
                return found
        return -1

    def trace(self, body: str) -> Origin:
        """The runs of `body`; a character that a clean-up made has none."""
        print_ = _Print(body)
        runs: list[tuple[int, int, int]] = []
        start, at = 0, self._at
        while start < len(print_.text):
            found = self._find(print_.text, start, at)
            if found < 0:
                start += 1
                continue
            end, at = start + self._same(print_.text, start, found, len(print_.text)), found
            while start < end:
                size = min(end, print_.ends[start]) - start
                size = min(size, self._print.ends[at] - at)
                self._add(runs, body, print_.offsets[start], self._print.offsets[at], size)
                start, at = start + size, at + size
        self._at = at
        return tuple(runs)

    def _add(self, runs: list[tuple[int, int, int]], body: str, at: int, source: int, size: int) -> None:
        """Add a run, to the last one where it follows it or follows one equal blank after it."""
        if runs:
            first, first_source, length = runs[-1]
            step = at - first - length
            if step == source - first_source - length and (
                step == 0 or (step == 1 and body[at - 1] == self._page[source - 1])
            ):
                runs[-1] = (first, first_source, length + step + size)
                return
        runs.append((at, source, size))


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
