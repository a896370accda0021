"""What single lines are by themselves: openings, by-lines, captions, numbered parts."""

from __future__ import annotations

from collections.abc import Sequence

from index.bylines import UNCLOSED, cut_opening, cut_tail, may_close, read_line
from index.captions import read_caption
from index.lines import Line
from index.notices import numeral


class Signs:
    """The lines of a page, and for each what it signs, opens, shows or numbers."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.signs = [
            None if i and UNCLOSED.search(lines[i - 1].text) else read_line(line.text) for i, line in enumerate(lines)
        ]
        self.openers = [s is None and self._opens(i) for i, s in enumerate(self.signs)]
        self.captions = [
            None if opener or sign or UNCLOSED.search(line.text) else read_caption(line.text)
            for line, opener, sign in zip(lines, self.openers, self.signs, strict=True)
        ]
        self.has_indents = any(line.is_indented for line in lines)
        self.ends = [line.is_finished or self._has_tail(i) for i, line in enumerate(lines)]
        self.numerals = [numeral(line.text) for line in lines]

    def _opens(self, at: int) -> bool:
        text = self.lines[at].text
        if text[0] in "(（" and UNCLOSED.match(text):  # （本报记者 王小明 通讯员|李红）
            text += "".join(line.text for line in self.lines[at + 1 : at + 2])
        return cut_opening(text)[2]

    def _has_tail(self, at: int) -> bool:
        text = self.lines[at].text
        if not may_close(text) and text[-1] != "图":
            return False
        for above in range(at - 1, max(-1, at - _TAIL_LINES), -1):  # a by-line broken over lines
            if text[-1] not in ")）" or "（" in text or "(" in text:
                break
            text = self.lines[above].text + text
        return cut_tail(text)[1] is not None

    def is_tail_end(self, at: int) -> bool:
        """Is the line the second half of a by-line that was broken at a line's end: （通讯|员 …）?"""
        text = self.lines[at].text
        return text[-1] in ")）" and not any(sign in text for sign in "（(") and self._has_tail(at)

    def is_mark(self, at: int) -> bool:
        """Is the line an opening, a by-line or a caption: nothing that text runs through?"""
        return bool(self.openers[at]) or self.signs[at] is not None or self.captions[at] is not None


_TAIL_LINES = 4
"""Printed lines that a by-line at a text's end can reach over, its own among them."""
