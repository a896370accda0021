"""Printed lines to units: running text with its paragraphs, display lines, by-lines, captions."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from itertools import islice

from index.bylines import ENDS, cut_opening, cut_tail, join_signs, may_close, names_only
from index.captions import points_at_photo, read_caption
from index.columns import LOOK, WIDEST, column_width, is_dangling, is_same_column, is_short, looks_indented, turns
from index.lines import Line
from index.marks import Marks
from index.notices import announces, closes, closes_letter, corrects, is_address, is_heading, is_item, read_issuer
from index.records import Caption
from index.roles import BULLETS
from index.strands import untangle
from index.units import Unit, add_line, follows_text, is_overlap, join

_LONGEST_CAPTION = 240
"""Characters of the longest caption seen on pages; anything longer is an article."""
_LONGEST_PHOTO_STORY = 480
"""The same where the credit ends the sentence in which the text above breaks off: then it is sure to be the photo's."""

_TAIL_LINES = 4
"""Printed lines that a by-line at a text's end can reach over."""
_MOST_TORN = 4
"""Torn texts that are kept in mind; a page has one or two."""
_LOCAL = 4
"""Lines above a place that show how wide the column is there."""
_CLOSES = re.compile("[^“。，]{1,14}”")
_GOES_ON = re.compile("(?:记者|通讯员)[在从了到看走来跟随]")
"""A reporter in a sentence that goes on below (记者在县|城看到), not under an article; none of these begins a name."""


def _is_open(text: str) -> bool:
    return text.count("“") > text.count("”")


class _Reader:
    """Walks over the lines once; every decision looks at a bounded number of lines ahead."""

    def __init__(self, lines: Sequence[Line], marks: Marks) -> None:
        self.lines, self.marks = lines, marks
        self.units: list[Unit] = []
        self.columns: dict[tuple[int, int], float] = {}
        self.torn: deque[float] = deque(maxlen=_MOST_TORN)
        """The widths of the columns in which a text broke off."""

    def _starts_body(self, at: int) -> bool:
        heads = bool(self.units) and self.units[-1].kind == "display"
        if heads and _is_open(self.units[-1].lines[-1].text) and _CLOSES.match(self.lines[at].text):
            return False  # the second line of a headline with a quotation in it
        return self.marks.starts_body(at, expected=self._is_expected(), heads=heads)

    def _is_expected(self) -> bool:
        """Must running text come now, because a reporter's line stands above it?"""
        before = islice((unit.kind for unit in reversed(self.units) if unit.kind != "caption"), 2)
        return list(before) == ["sign", "display"]

    def _column(self, at: int, start: int) -> float:
        first = max(start, at - 3)
        known = self.columns.get((at, first))
        if known is not None:
            return known
        last = at
        while last < min(at + 3, len(self.lines) - 1):
            if self.marks.is_mark(last + 1) or self.lines[last + 1].width > WIDEST:
                break
            last += 1
        width = self.columns[at, first] = column_width(self.lines, at, first, last)
        return width

    def _ends_paragraph(self, at: int, start: int, expected: int) -> bool:
        """Does a paragraph end with line `at`, a line of running text?"""
        line = self.lines[at]
        if at + 1 == len(self.lines):
            return True
        after = self.lines[at + 1]
        if is_overlap(line.text, after.text):
            return False
        if self.marks.rows[at] or closes(after.text) or closes(line.text, told=True):
            return True
        column = self._column(at, start)
        if is_heading(line.text) and (line.width < column - 2 or self.marks.numerals[at] == expected - 1):
            return True
        if self.marks.numerals[at + 1] or is_item(after.text):
            in_turn = expected > 1 and self.marks.numerals[at + 1] == expected
            if line.has_stop or in_turn or is_short(line, column):
                return True
        if not line.is_finished:
            return (
                (at == start and is_address(line.text))
                or announces(line.text)
                or (line.text[-1] in "：；:;" and is_dangling(line, column))
            )
        if line.width > WIDEST or column > WIDEST or is_short(line, column):
            return True
        return looks_indented(after, column) if after.is_indented is None else after.is_indented

    def body(self, at: int) -> int:
        """Read running text from line `at` on; the index of the first line after it."""
        start, expected = at, 1
        unit = Unit("body", opened=self.marks.openers[at], resumes=self._resumes(at))
        unit.addressed = is_address(self.lines[at].text) or (self.marks.rows[at] and not follows_text(self.units))
        unit.apart = self.marks.blocked and self.lines[at].gap and follows_text(self.units)
        if unit.resumes:
            self.torn.clear()
        self.units.append(unit)
        last_numbered = self.marks.last_numbered(at)
        inset: list[Unit] = []
        parts: list[str] = []
        while True:
            line = self.lines[at]
            unit.lines.append(line)
            if not parts and self.marks.numerals[at] == expected:
                if expected == 1 and len(unit.lines) > 1:
                    last_numbered = max(last_numbered, self.marks.last_numbered(at))
                unit.numbered, expected = True, expected + 1
            add_line(parts, line.text)
            at += 1
            if self._close(unit, line, parts, at):
                break
            if self._ends_paragraph(at - 1, start, expected):
                unit.paragraphs.append("".join(parts))
                parts.clear()
            elif self.marks.is_inset(at):
                inset.append(Unit("caption", [self.lines[at]], caption=self.marks.captions[at]))
                at += 1
            if at == len(self.lines) or self._stops(at, start, unit, unit.numbered and at <= last_numbered):
                break
        self._finish(unit, parts, at - 1, start)
        self.units.extend(inset)
        return at

    def _close(self, unit: Unit, line: Line, parts: list[str], at: int) -> bool:
        """Take the by-line in which the text ends off `parts`, if it ends in one; `at`: the line below."""
        if not (may_close(line.text) or line.text[-1] == "图" or "记者" in line.text[-16:]):
            return False
        below = self.lines[at] if at < len(self.lines) else None
        text = "".join(parts[-_TAIL_LINES:])
        rest, found = cut_tail(text)
        if found and line.text[-1] not in ENDS + "图" and below and cut_tail(text + below.text)[1]:
            return False  # 记者 王小|明 摄影报道
        if found is None or (line.text[-1] not in ")）]】〕" and _GOES_ON.search(found.text)):
            return False
        if names_only(found) and below and not self.marks.openers[at] and read_caption(found.text + below.text):
            return False  # 王小|明 摄
        unit.signature = found
        parts[-_TAIL_LINES:] = [rest] if rest else []
        return True

    def _finish(self, unit: Unit, parts: list[str], last: int, start: int) -> None:
        """Close the unit, whose last line is `last`: its opening is a by-line; note where it is torn."""
        if parts:
            unit.paragraphs.append("".join(parts))
            column = self._column(last, start)
            if not (unit.signature or self.marks.ends[last] or is_short(self.lines[last], column)):
                unit.broken = column
                self.torn.append(column)
        if unit.opened and unit.paragraphs:
            first, unit.opening, _ = cut_opening(unit.paragraphs[0])
            unit.paragraphs[:1] = [first] if first else []
        elif unit.paragraphs and unit.paragraphs[0][0] in BULLETS:
            unit.paragraphs[:1] = [text for text in [unit.paragraphs[0].lstrip(BULLETS + " ")] if text]

    def _resumes(self, at: int) -> bool:
        """Is the line in the column of a text that broke off above, and not set as a beginning?"""
        if not self.torn or self.marks.is_mark(at) or self.units[-1].kind == "display":
            return False
        near = [line for line in self.lines[at : at + 3] if "glyph-spaces" not in line.fixes]
        if not near or near[0] is not self.lines[at]:
            return False
        column = column_width(near, 0, 0, len(near) - 1)
        return any(is_same_column(column, width) for width in self.torn) and near[0].width > column - 1

    def _stops(self, at: int, start: int, unit: Unit, within_notice: bool) -> bool:
        """Does the running text stop before line `at`?"""
        before, line = self.lines[at - 1], self.lines[at]
        if not before.is_finished and self.marks.tells_photo(at):
            return True
        if self.marks.blocked and line.gap and self.marks.ends[at - 1]:
            return True
        if self.marks.is_mark(at) or line.upright or (line.is_set_large and self.marks.is_set_apart(at)):
            return True
        if within_notice or self.marks.is_flush(at) or (self.marks.numerals[at] and before.has_stop and unit.numbered):
            return False
        if closes(line.text, told=unit.numbered or unit.addressed) or all(self.marks.rows[at - 1 : at + 1]):
            return False
        if before.is_finished and points_at_photo(line.text):
            return True
        if before.is_finished and is_address(line.text):
            return True
        issued = unit.numbered or unit.addressed or closes(before.text, within=True) or corrects(self.lines[start].text)
        return (issued and read_issuer(self.lines, at) is not None) or self._breaks_off(at, start, unit)

    def _breaks_off(self, at: int, start: int, unit: Unit) -> bool:
        """Does no running text go on at line `at`, which is marked in no way?"""
        before = self.lines[at - 1]
        if not before.is_finished:
            if self.marks.is_tail_end(at) or before.text[-1] in "：:":
                return False
            column = self._column(at - 1, start)
            if at - 2 >= start and not self.lines[at - 2].is_finished:
                column = min(column, self.lines[at - 2].width)  # the column may have become narrower
            elif at - start >= _LOCAL:  # or become wider below
                column = min(column, max(above.width for above in self.lines[at - _LOCAL : at]))
            heads = unit.numbered and is_heading(before.text)
            return is_dangling(before, column) and not (heads or self._starts_body(at))
        if not self._starts_body(at):
            column = self._column(at - 1, start)
            goes_on = (unit.opened and self.marks.exclaims(at)) or self.marks.asks(at, column)
            goes_on = goes_on or self.marks.fits(at, column)
            return not (goes_on or closes_letter(self.lines, at))
        here = column_width(self.lines, at - 1, max(start, at - 6), at - 1)
        if self._resumes(at):
            return not any(is_same_column(here, width) for width in self.torn)
        return turns(self.lines, at, here)

    def issuer(self, at: int) -> int:
        """Read a notice's issuer and date from line `at` on, if they stand there."""
        unit = self.units[-1] if self.units else None
        if unit is None or unit.kind != "body" or unit.signature:
            return at
        known = unit.numbered or unit.addressed or closes("".join(unit.paragraphs[-1:]), within=True)
        known = known or corrects("".join(unit.paragraphs[:1]))
        found = read_issuer(self.lines, at, alone=known)
        if found is None:
            return at
        count, signature = found
        unit.lines.extend(self.lines[at : at + count])
        unit.signature = signature
        return at + count

    def caption(self, at: int, found: Caption) -> int:
        """Take the caption at line `at`; a bare credit takes the short text above it as its caption."""
        before = self.units[-1] if self.units else None
        loose = before is not None and before.kind == "body" and not (before.opened or before.signature)
        small = before is not None and len(before.paragraphs) <= 2 and len(before.text) <= _LONGEST_CAPTION
        closes = before is not None and before.broken and len(before.text) <= _LONGEST_PHOTO_STORY
        if before and loose and (closes or (small and not found.text)):
            above = before.text.replace("\n", "")
            whole = read_caption(join(above, self.lines[at].text))  # the role may stand on the line above: 本报记|者
            before.kind, before.caption = "caption", whole or Caption(join(above, found.text), found.credit)
            before.lines.append(self.lines[at])
            before.broken = 0.0
            return at + 1
        self.units.append(Unit("caption", [self.lines[at]], caption=found))
        return at + 1

    def pointing(self, at: int) -> int:
        """Read a caption that begins 图为… and runs over some lines."""
        text = ""
        end = at
        while end < min(at + LOOK, len(self.lines)):
            if end > at and (self.marks.openers[end] or self.marks.signs[end]):
                break
            text = join(text, self.lines[end].text) if text else self.lines[end].text
            end += 1
            if self.lines[end - 1].has_stop or self.marks.captions[end - 1] or read_caption(text):
                break
        self.units.append(Unit("caption", list(self.lines[at:end]), caption=read_caption(text) or Caption(text)))
        return end

    def read(self) -> list[Unit]:
        """All units of the page."""
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            after_issuer = self.issuer(at)
            sign, caption = self.marks.signs[at], self.marks.captions[at]
            if after_issuer > at:
                at = after_issuer
            elif sign is not None:
                self.units.append(Unit("sign", [line], signature=sign))
                at += 1
            elif caption is not None:
                at = self.caption(at, caption)
            elif points_at_photo(line.text):
                at = self.pointing(at)
            elif self._starts_body(at) or (self.marks.numerals[at] == 1 and self.marks.last_numbered(at) > at):
                at = self.body(at)
            else:
                if not self.units or self.units[-1].kind != "display":
                    self.units.append(Unit("display"))
                self.units[-1].lines.append(line)
                at += 1
        return self.units


def read_units(lines: Sequence[Line]) -> list[Unit]:
    """The units that the printed lines of a page make, in printed order."""
    lines = join_signs(lines)
    marks = Marks(lines)
    order = untangle(marks)
    return _Reader(order, marks if order == lines else Marks(order)).read()
