"""Printed lines to units: running text with its paragraphs, display lines, by-lines, captions."""

from __future__ import annotations

from collections.abc import Sequence

from index.bylines import Signature, cut_opening, cut_tail, read_line
from index.captions import points_at_photo, read_caption
from index.columns import (
    LOOK,
    WIDEST,
    are_column,
    column_width,
    is_column_prose,
    is_dangling,
    is_headed,
    is_prose,
    is_same_column,
    is_short,
    looks_indented,
)
from index.lines import Line
from index.notices import HEREBY, is_heading, is_item, numeral, read_issuer
from index.records import Caption
from index.units import Unit, is_overlap, join

_LONGEST_CAPTION = 240
"""Characters of the longest caption seen on pages; anything longer is an article."""


class _Reader:
    """Walks over the lines once; every decision looks at a bounded number of lines ahead."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.signs = [read_line(line.text) for line in lines]
        self.openers = [s is None and cut_opening(line.text)[2] for line, s in zip(lines, self.signs, strict=True)]
        self.captions = [
            None if opener or sign else read_caption(line.text)
            for line, opener, sign in zip(lines, self.openers, self.signs, strict=True)
        ]
        self.ends = [line.is_finished or self._has_tail(i) for i, line in enumerate(lines)]
        self.numerals = [numeral(line.text) for line in lines]
        self.units: list[Unit] = []
        self.columns: dict[tuple[int, int], float] = {}

    def _has_tail(self, at: int) -> bool:
        text = self.lines[at].text
        if text[-1] not in ")）道摄":
            return False
        if at and text[-1] in ")）" and "（" not in text and "(" not in text:
            text = self.lines[at - 1].text + text  # a by-line broken over two lines
        return cut_tail(text)[1] is not None

    def _is_mark(self, at: int) -> bool:
        return bool(self.openers[at]) or self.signs[at] is not None or self.captions[at] is not None

    def starts_body(self, at: int) -> bool:
        """Is the line at `at` running text rather than a display line?"""
        line = self.lines[at]
        if line.width > WIDEST or self.openers[at]:
            return True
        if line.upright or line.text.startswith("——"):
            return False
        if HEREBY.fullmatch(line.text):
            return True
        chunk: list[Line] = []
        ends = False
        for i in range(at, min(at + LOOK, len(self.lines))):
            if i > at and (self._is_mark(i) or self.lines[i].width > WIDEST or self.lines[i].upright):
                break
            if i > at and self.numerals[i] == 1 and self.lines[i - 1].text[-1] in "：:":
                ends = True  # 现将有关事项公告如下： and the first part
                break
            chunk.append(self.lines[i])
            if self.ends[i]:
                ends = True
                break
        finished = ends or len(chunk) == LOOK
        if not finished:
            follows = at + 1 < len(self.lines) and self.lines[at + 1].width > WIDEST
            return (line.text[-1] in "：:" and follows) or self._is_torn(at, chunk)  # 全体居民： opens a notice
        text = "".join(part.text for part in chunk)
        if chunk[-1].text.endswith("——"):
            return False
        if len(chunk) == 1:
            if line.text[-1] in "。…；" or (line.text[-1] in "”’）)" and "。" in text):
                return True
            if ends and line.text[-1] in "：:":
                return "，" in text
            return (self._is_expected() and at + 1 < len(self.lines) and self.starts_body(at + 1))
        if is_headed(self.lines[at : at + LOOK]):
            return False
        if "。" not in text and text[-1] != "…" and sum(text.count(c) for c in "，、；：") < 2:
            return False
        return are_column(chunk, ends=ends) or is_prose(chunk)

    def _is_torn(self, at: int, chunk: Sequence[Line]) -> bool:
        """Is it running text that a photo or another article cuts off before a sentence ends?"""
        end = at + len(chunk)
        if end >= len(self.lines) or not self._is_mark(end) or not is_column_prose(chunk):
            return False
        return "。" in "".join(part.text for part in chunk) or self._is_inset(end)

    def _is_expected(self) -> bool:
        """Must running text come now, because a reporter's line stands above it?"""
        before = [unit for unit in self.units if unit.kind != "caption"]
        return len(before) > 1 and before[-1].kind == "sign" and before[-2].kind == "display"

    def _column(self, at: int, start: int) -> float:
        first = max(start, at - 3)
        known = self.columns.get((at, first))
        if known is not None:
            return known
        last = at
        while last < min(at + 3, len(self.lines) - 1):
            if self._is_mark(last + 1) or self.lines[last + 1].width > WIDEST:
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
        column = self._column(at, start)
        if is_heading(line.text) and (line.width < column - 2 or self.numerals[at] == expected - 1):
            return True
        if self.numerals[at + 1] or is_item(after.text):
            in_turn = expected > 1 and self.numerals[at + 1] == expected
            if line.has_stop or in_turn or is_short(line, column):
                return True
        if not line.is_finished:
            return line.text[-1] in "：；:;" and is_dangling(line, column)
        if line.width > WIDEST or column > WIDEST or is_short(line, column):
            return True
        return looks_indented(after, column)

    def body(self, at: int) -> int:
        """Read running text from line `at` on; the index of the first line after it."""
        start, expected = at, 1
        unit = Unit("body", opened=self.openers[at], resumes=self._resumes(at))
        if unit.resumes:
            for torn in self.units:
                torn.broken = 0.0
        self.units.append(unit)
        last_numbered = self._last_numbered(at)
        inset: list[Unit] = []
        paragraph = ""
        while True:
            line = self.lines[at]
            unit.lines.append(line)
            if not paragraph and self.numerals[at] == expected:
                unit.numbered, expected = True, expected + 1
            paragraph = join(paragraph, line.text) if paragraph else line.text
            at += 1
            rest, signature = self._tail(line, paragraph)
            if signature:
                unit.signature, paragraph = signature, rest
                break
            if self._ends_paragraph(at - 1, start, expected):
                unit.paragraphs.append(paragraph)
                paragraph = ""
            if paragraph and self._is_inset(at):
                inset.append(Unit("caption", [self.lines[at]], caption=self.captions[at]))
                at += 1
            if at == len(self.lines) or self._stops(at, start, unit, unit.numbered and at <= last_numbered):
                break
        if paragraph:
            unit.paragraphs.append(paragraph)
            if not (signature or self.ends[at - 1]) and not is_short(self.lines[at - 1], self._column(at - 1, start)):
                unit.broken = self._column(at - 1, start)
        self.units.extend(inset)
        if unit.opened and unit.paragraphs:
            first, unit.opening, _ = cut_opening(unit.paragraphs[0])
            unit.paragraphs[:1] = [first] if first else []
        return at

    def _is_inset(self, at: int) -> bool:
        """Does a photo's caption stand here within a sentence that goes on below it?"""
        found = self.captions[at]
        if at + 1 >= len(self.lines) or found is None or not found.text or self._is_mark(at + 1):
            return False
        return is_column_prose([self.lines[at - 1], self.lines[at + 1]])

    def _resumes(self, at: int) -> bool:
        """Is the line in the column of a text that broke off above, and not set as a beginning?"""
        broken = [unit.broken for unit in self.units if unit.broken]
        if not broken or self._is_mark(at) or self.units[-1].kind == "display":
            return False
        near = [line for line in self.lines[at : at + 3] if "glyph-spaces" not in line.fixes]
        if not near or near[0] is not self.lines[at]:
            return False
        column = column_width(near, 0, 0, len(near) - 1)
        return any(is_same_column(column, width) for width in broken) and near[0].width > column - 1

    def _last_numbered(self, at: int) -> int:
        """The last line of the series 一、二、三、 that starts at line `at` or soon after it, else -1."""
        last, expected = -1, 1
        for i in range(at, len(self.lines)):
            if self.openers[i] or (last < 0 and i > at + 4 * LOOK):
                break
            if self.numerals[i] == expected:
                last, expected = i, expected + 1
        return last if expected > 2 else -1

    def _tail(self, line: Line, paragraph: str) -> tuple[str, Signature | None]:
        if line.text[-1] in ")）道摄" or "记者" in line.text[-16:]:
            return cut_tail(paragraph)
        return paragraph, None

    def _stops(self, at: int, start: int, unit: Unit, within_notice: bool) -> bool:
        """Does the running text stop before line `at`?"""
        before, line = self.lines[at - 1], self.lines[at]
        if self._is_mark(at) or line.upright:
            return True
        if within_notice or (self.numerals[at] and before.has_stop and unit.numbered):
            return False
        if (unit.numbered or HEREBY.search(before.text)) and read_issuer(self.lines, at):
            return True
        if HEREBY.fullmatch(line.text):
            return False
        if not before.is_finished:
            column = self._column(at - 1, start)
            if at - 2 >= start and not self.lines[at - 2].is_finished:
                column = min(column, self.lines[at - 2].width)  # the column may have become narrower
            return is_dangling(before, column) and not self.starts_body(at)
        if not self.starts_body(at):
            return True
        here = column_width(self.lines, at - 1, max(start, at - 6), at - 1)
        return self._resumes(at) and not any(
            is_same_column(here, unit.broken) for unit in self.units if unit.broken
        )

    def issuer(self, at: int) -> int:
        """Read a notice's issuer and date from line `at` on, if they stand there."""
        unit = self.units[-1] if self.units else None
        if unit is None or unit.kind != "body" or unit.signature:
            return at
        found = read_issuer(self.lines, at)
        if found is None:
            return at
        count, signature = found
        if count == 1 and not unit.numbered and not HEREBY.search(unit.paragraphs[-1] if unit.paragraphs else ""):
            return at
        unit.lines.extend(self.lines[at : at + count])
        unit.signature = signature
        return at + count

    def caption(self, at: int, found: Caption) -> int:
        """Take the caption at line `at`; a bare credit takes the short text above it as its caption."""
        before = self.units[-1] if self.units else None
        loose = before is not None and before.kind == "body" and not (before.opened or before.signature)
        small = before is not None and len(before.paragraphs) <= 2 and len(before.text) <= _LONGEST_CAPTION
        if before and loose and small and (not found.text or before.broken):
            text = join(before.text.replace("\n", ""), found.text)
            before.kind, before.caption = "caption", Caption(text, found.credit)
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
            if end > at and (self.openers[end] or self.signs[end]):
                break
            text = join(text, self.lines[end].text) if text else self.lines[end].text
            end += 1
            if self.lines[end - 1].has_stop or self.captions[end - 1]:
                break
        self.units.append(Unit("caption", list(self.lines[at:end]), caption=read_caption(text) or Caption(text)))
        return end

    def read(self) -> list[Unit]:
        """All units of the page."""
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            after_issuer = self.issuer(at)
            sign, caption = self.signs[at], self.captions[at]
            if after_issuer > at:
                at = after_issuer
            elif sign is not None:
                self.units.append(Unit("sign", [line], signature=sign))
                at += 1
            elif caption is not None:
                at = self.caption(at, caption)
            elif points_at_photo(line.text):
                at = self.pointing(at)
            elif self.starts_body(at) or (self.numerals[at] == 1 and self._last_numbered(at) > at):
                at = self.body(at)
            else:
                if not self.units or self.units[-1].kind != "display":
                    self.units.append(Unit("display"))
                self.units[-1].lines.append(line)
                at += 1
        return self.units


def read_units(lines: Sequence[Line]) -> list[Unit]:
    """The units that the printed lines of a page make, in printed order."""
    return _Reader(lines).read()
