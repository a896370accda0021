"""Two texts whose lines an extract prints by turns, without a blank line to tell: each is put together.

Where 本报讯 or the like follows a line in the middle of a sentence, the text above is cut off for sure. Its other half
stands in the stretch below: where words run over the break, the column fits and wording is shared.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from index.columns import WIDEST, column_width, is_odd
from index.lines import Line
from index.marks import Marks
from index.threads import runs_on_figure, runs_over

_LONGEST = 90
"""Lines of the longest stretch in which the other half is looked for."""
_BEGUN = 3
"""Lines of the text that cuts in, before it can be cut off itself."""
_ABOVE = 14
"""Lines above a break whose wording counts."""
_WORD, _CLOSED, _QUOTE = 2.0, 2.0, 1.5
"""What counts for a break: a word or figure that runs over it, a by-line above it, a quotation that ends below it."""
_INDENTED, _NARROWER = 1.0, 2.0
"""What counts against one: an indent in mid-sentence, or none where a paragraph begins; another column."""
_SHARED = 0.15
"""What each pair of signs counts that a line has from one text and not from the other."""
_SURE = 1.0
"""From how much a place is taken for the other half's."""


class _Stretch:
    """The lines from the one that breaks off to the next head; `torn` is the last of the text above."""

    def __init__(self, marks: Marks, torn: int, end: int) -> None:
        self.marks, self.lines, self.torn, self.end = marks, marks.lines, torn, end
        self.mine = _pairs([line.text for line in self.lines[max(0, torn + 1 - _ABOVE) : torn + 1]])
        self.pairs = {at: _pairs([self.lines[at].text]) for at in range(torn + 1, end)}
        self.column = _column(self.lines, torn)
        self.other = _column(self.lines, min(torn + 3, end - 1))
        self.signed = [at for at in range(torn + 1, end) if marks.ends[at] and self.lines[at].text[-1] in "）)摄"]

    def _sum_leanings(self, first: int) -> list[float]:
        """Sums from line to line: how much more each line has of the text above than of the one down to `first`."""
        theirs = set[str]().union(*(self.pairs[at] for at in range(self.torn + 1, first)))
        sums = [0.0]
        for at in range(first, self.end):
            found = self.pairs[at]
            sums.append(sums[-1] + _SHARED * (len(found & self.mine - theirs) - len(found & theirs - self.mine)))
        return sums

    def _follows(self, before: int, after: int, column: float) -> float:
        """How well line `after` goes on with line `before` in a text of this column."""
        line, below = self.lines[before], self.lines[after]
        width = below.width - below.squeezed / 2
        indented = width <= column - 1.2 and "glyph-spaces" not in below.fixes and not below.is_finished
        score = -_NARROWER * (width > column + 1.5)
        if line.is_finished:
            return score - _INDENTED * (not indented and line.width < column - 1.5)
        whole = runs_over(line.text, below.text) or runs_on_figure(line.text, below.text)
        return score + _WORD * whole - _INDENTED * indented

    def find(self) -> tuple[int, int, int]:
        """Where the other half begins and ends, and the text that cuts in; the same line if there is none."""
        best, where = _SURE, (self.torn, self.torn, self.torn)
        ends = sorted({*(at + 1 for at in self.signed[:2]), self.end})
        for first in range(self.torn + 1 + _BEGUN, self.end):
            start = self._follows(self.torn, first, self.column) - self._follows(first - 1, first, self.other)
            sums = self._sum_leanings(first)
            for end in ends:
                for last in range(first + 1, end + 1):
                    if not self.marks.ends[last - 1] or (last == end and not self.marks.ends[first - 1]):
                        continue
                    score = start + 2 * sums[last - first] - sums[end - first]
                    if last < end:
                        score += self._follows(first - 1, last, self.other)
                        score -= self._follows(last - 1, last, self.column)
                    score += _CLOSED * sum(1 if at + 1 in (first, last, end) else -1 for at in self.signed if at < end)
                    if score > best:
                        best, where = score, (first, last, end)
        return where


def _pairs(texts: Sequence[str]) -> set[str]:
    return {a + b for text in texts for a, b in pairwise(text) if a > "㐀" and b > "㐀" and a.isalnum() and b.isalnum()}


def _column(lines: Sequence[Line], at: int) -> float:
    return column_width(lines, at, max(0, at - 3), min(len(lines) - 1, at + 1))


def _ends_stretch(marks: Marks, at: int, column: float) -> bool:
    """Does a head, a by-line, a caption or another opening stand at line `at`?"""
    line = marks.lines[at]
    if marks.is_mark(at) or line.upright or line.width > WIDEST or marks.numerals[at] == 1:
        return True
    if not marks.ends[at - 1] or "glyph-spaces" in line.fixes:
        return False
    return is_odd(line, column) and not marks.starts_body(at, expected=False)


def untangle(marks: Marks) -> list[Line]:
    """The lines of a page in the order in which they are read."""
    lines = list(marks.lines)
    if marks.blocked or any(line.setting for line in lines):
        return lines  # blank lines and indents tell more
    found: list[Line] = []
    at = 0
    while at < len(lines):
        found.append(lines[at])
        at += 1
        if at >= len(lines) - _BEGUN or not marks.openers[at] or not _breaks_off(marks, at - 1):
            continue
        column, end = _column(lines, min(at + 2, len(lines) - 1)), at + 1
        while end < min(len(lines), at + _LONGEST) and not _ends_stretch(marks, end, column):
            end += 1
        first, last, end = _Stretch(marks, at - 1, end).find()
        if first < last:
            found += [*lines[first:last], *lines[at:first], *lines[last:end]]
            at = end
    return found


def _breaks_off(marks: Marks, at: int) -> bool:
    """Does a text break off in the middle of a sentence at the line?"""
    line = marks.lines[at]
    if marks.ends[at] or marks.is_mark(at) or line.has_stop or line.width > WIDEST or at < 2:
        return False
    above = marks.lines[at - 2 : at + 1]
    stops = sum("，" in one.text or "。" in one.text for one in above)
    stops *= "，" in line.text or "。" in line.text or "、" in line.text
    return stops > 1 and not marks.ends[at - 1] and not is_odd(line, _column(marks.lines, at))
