"""Texts that others cut in two on a page of blocks: what goes on further down is put back where it broke off.

Many extracts set a blank line between blocks and none within. There a block that ends in the middle of a sentence goes
on in the next one of its column that begins in the middle of one; what stands between is another article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.bylines import cut_opening, cut_tail
from index.captions import read_caption
from index.columns import WIDEST, is_same_column
from index.lines import Line
from index.words import cut_known

_BLOCKED = 0.5
"""Share of a page's lines that have a blank one above, up to which blank lines stand between blocks."""
_FEWEST = 3
"""Blocks of the smallest page that is read by them."""
_REACH = 8
"""Blocks below a torn one among which its other half is looked for."""
_INDENT = 3.2
"""Ems by which a line may be narrower than its column and still run on: an indent, and a sign squeezed."""
_FULL = 1.1
"""Ems by which a line without an indent may be narrower than its column."""
_SPACED = 3.0
"""Ems by which a letter-spaced line has fewer signs than its column holds."""
_PROSE = re.compile("[，。；、]")
_CLOSED = frozenset("）)】〕摄图文道”：:")
_NO_START = frozenset("，。、；：！？”’）》…%")
_UNIT = re.compile("[年月日时分点万亿元%％个人公吨米名户]|[0-9]")
"""What follows a figure."""
_AROUND = 6
"""Signs on each side of a break in which a word is looked for that runs over it."""


@dataclass(frozen=True, slots=True)
class _Block:
    """Printed lines without a blank one between."""

    lines: tuple[Line, ...]

    @property
    def column(self) -> float:
        """Its width in ems."""
        widths = sorted(line.width - line.squeezed / 2 for line in self.lines)
        return widths[-2] if len(widths) > 3 else widths[-1]

    @property
    def is_text(self) -> bool:
        """Does it hold running text, as far as its stops tell?"""
        stops = sum(bool(_PROSE.search(line.text)) for line in self.lines)
        return len(self.lines) > 1 and 2 * stops >= len(self.lines) and self.column <= WIDEST

    @property
    def breaks_off(self) -> bool:
        """Does it end in the middle of a sentence?"""
        last = self.lines[-1]
        if not self.is_text or last.is_finished or last.text[-1] in _CLOSED or read_caption(last.text):
            return False
        return _reach(last) >= self.column - _INDENT and cut_tail(self.lines[-2].text + last.text)[1] is None

    @property
    def goes_on(self) -> bool:
        """Does it begin in the middle of a paragraph, without an indent or with the paragraph's last line?"""
        first = self.lines[0]
        if first.text[0] in _NO_START:
            return True
        if cut_opening(first.text)[2] or read_caption(first.text) or first.upright:
            return False
        if len(self.lines) == 1:
            return first.is_finished and bool(_PROSE.search(first.text))
        return self.is_text and (first.is_finished or _reach(first) >= self.column - _FULL)


def _reach(line: Line) -> float:
    return line.width + (_SPACED if "glyph-spaces" in line.fixes else 0.0)


def are_blocked(lines: Sequence[Line]) -> bool:
    """Do blank lines stand between blocks, and not between all lines or none?"""
    if any(line.setting for line in lines):
        return False
    return _FEWEST < sum(line.gap for line in lines) <= _BLOCKED * len(lines)


def runs_over(before: str, after: str) -> bool:
    """Does a word run over the break between two lines?"""
    head = before[-_AROUND:]
    at = 0
    for word in cut_known(head + after[:_AROUND]):
        at += len(word)
        if at == len(head):
            return False
        if at > len(head):
            return True
    return False


def runs_on_figure(before: str, after: str) -> bool:
    """Does a figure, or its unit, stand below the break?"""
    return before[-1].isdigit() and bool(_UNIT.match(after))


def _fit(torn: _Block, other: _Block) -> float:
    """How well the second block goes on with the first; 0 if it does not."""
    before, after = torn.lines[-1].text, other.lines[0].text
    alike = is_same_column(torn.column, other.column)
    opened = "".join(line.text for line in torn.lines)
    text = "".join(line.text for line in other.lines)
    closes = opened.count("“") > opened.count("”") and -1 < text.find("”") < (text.find("“") % (len(text) + 1))
    whole = runs_over(before, after) or runs_on_figure(before, after)
    return 2 * alike + 2 * whole + 1.5 * closes


def join_threads(lines: Sequence[Line]) -> list[Line]:
    """The lines in the order in which they are read."""
    if not are_blocked(lines):
        return list(lines)
    blocks: list[list[Line]] = []
    for line in lines:
        if line.gap or line.upright or not blocks or blocks[-1][-1].upright:
            blocks.append([])
        blocks[-1].append(line)
    left = [_Block(tuple(block)) for block in blocks]
    found: list[Line] = []
    while left:
        block = left.pop(0)
        found += block.lines
        while block.breaks_off and left:
            near = [(_fit(block, other), -n) for n, other in enumerate(left[:_REACH]) if other.goes_on]
            best, place = max(near, default=(0.0, 0))
            if best < 2:
                break
            block = left.pop(-place)
            found += block.lines
    return found
