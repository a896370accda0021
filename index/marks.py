"""Where running text starts among the lines of a page, and where it goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from index.bylines import UNCLOSED, Signature, read_names
from index.columns import (
    LOOK,
    WIDEST,
    are_column,
    is_block,
    is_column_prose,
    is_full,
    is_headed,
    is_indented_by,
    is_odd,
    is_prose,
)
from index.diction import SOUND, SURE, leads, prose_score
from index.lines import Line
from index.notices import HEREBY, announces, is_address, is_title
from index.signs import Signs
from index.tabular import find_rows
from index.threads import are_blocked


class Marks(Signs):
    """The lines of a page with what each one marks; every question looks at a bounded number of lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        super().__init__(lines)
        self.blocked = are_blocked(lines)
        self.rows = find_rows([line.text for line in lines])
        for i, line in enumerate(lines):
            names = None if self.is_mark(i) or (i and UNCLOSED.search(lines[i - 1].text)) else read_names(line.text)
            if names and self._is_signed(i, names):
                self.signs[i] = names

    def _is_signed(self, at: int, names: Signature) -> bool:
        """Do bare names stand where writers are named: over a text or under its end, and nowhere in it?"""
        above = self.lines[max(0, at - _AROUND) : at]
        below = self.lines[at + 1 : at + 1 + _AROUND]
        text = "".join(line.text for line in (*above, *below))
        if any(person.name in text for person in names.people):
            return False
        opens = bool(below) and self.openers[at + 1]
        follows = bool(below) and not opens and self.starts_body(at + 1, expected=False)
        if not above:
            return False
        if not names.people:
            return above[-1].is_finished and not follows
        return above[-1].is_finished or (follows and not above[-1].has_stop)

    def is_inset(self, at: int) -> bool:
        """Does a photo's caption stand here within a sentence that goes on below it?"""
        if at + 1 >= len(self.lines):
            return False
        found = self.captions[at]
        if found is None or not found.text or self.is_mark(at + 1):
            return False
        below = 2 if at + 2 < len(self.lines) and not self.ends[at + 1] and not self.is_mark(at + 2) else 1
        around = [self.lines[at - 1], *self.lines[at + 1 : at + 1 + below]]
        if len(around) > 2 and not self.ends[at - 1] and not leads(around[1].text):
            sound = prose_score(around[0].text) > 0 and prose_score("".join(line.text for line in around)) >= SOUND
            if sound and are_column(around, ends=self.ends[at + 2]):
                return True
        return is_column_prose(around) or (at > 1 and is_block([self.lines[at - 2], *around]))

    def tells_photo(self, at: int) -> bool:
        """Does a photo's text of some lines begin here as reports do, over a line that names the photographer alone?"""
        if self.is_mark(at) or not _DAY.match(self.lines[at].text):
            return False
        for i in range(at + 1, min(at + _PHOTO_LINES, len(self.lines))):
            found = self.captions[i]
            if found is not None:
                return not found.text and self.ends[i - 1]
            if self.is_mark(i) or (_DAY.match(self.lines[i].text) and not self.ends[i - 1]):
                break
        return False

    def last_numbered(self, at: int) -> int:
        """The last line of the series 一、二、三、 that starts at line `at` or soon after it, else -1."""
        last, expected = -1, 1
        for i in range(at, min(len(self.lines), at + _LONGEST_NOTICE)):
            if self.openers[i] or (last < 0 and i > at + 4 * LOOK):
                break
            if self.numerals[i] == expected:
                last, expected = i, expected + 1
        return last if expected > 2 else -1

    def starts_body(self, at: int, *, expected: bool, heads: bool = False) -> bool:
        """Is the line running text rather than a display line?

        `expected`: a reporter's line stands above it; `heads`: other display lines do.
        """
        line = self.lines[at]
        if line.width > WIDEST or self.openers[at] or HEREBY.fullmatch(line.text) or self.rows[at]:
            return True
        apart = self.is_set_apart(at) or self._is_short_block(at)
        if apart or line.upright or line.text.startswith("——") or is_title(line.text):
            return False
        if line.is_indented and not line.size:
            return True  # an extract that kept the paragraphs' blanks has none above headlines
        chunk, ends = self._chunk(at)
        if self.is_fragment(at) or self._is_preamble(at):
            return True
        if not ends and len(chunk) < LOOK:
            return self._is_torn(at, chunk)
        if len(chunk) == 1:
            return self._is_sentence(line) or (
                expected and at + 1 < len(self.lines) and self.starts_body(at + 1, expected=False)
            )
        text = "".join(part.text for part in chunk)
        if text.endswith("——") or self._is_head(at) or self._is_above_lead(at) or self._is_echoed(at):
            return False
        if heads and ends and "。" not in text and text[-1] in "？！":
            return False
        if "。" not in text and text[-1] != "…" and sum(text.count(c) for c in "，、；：") < 2:
            return False
        return are_column(chunk, ends=ends) or is_prose(chunk)

    def _is_short_block(self, at: int) -> bool:
        """Does a block of so few lines begin here, without a stop, that it is a headline over the next?"""
        if not (self.blocked and self.lines[at].gap):
            return False
        for i in range(at, min(at + _SHORT_BLOCK + 1, len(self.lines))):
            if i > at and self.lines[i].gap:
                return True
            if _BREAK.search(self.lines[i].text) or self.lines[i].has_stop:
                return False
        return False

    def is_set_apart(self, at: int) -> bool:
        """Is the line set as no running text is: in large type, or without a stop above a paragraph's indent?"""
        line = self.lines[at]
        if line.is_set_large:
            return "。" not in line.text[:-1]
        if at + 1 == len(self.lines) or not line.is_set_plain or not line.is_indented or self.numerals[at]:
            return False
        return not line.has_stop and bool(self.lines[at + 1].is_indented) and not self.openers[at]

    def is_flush(self, at: int) -> bool:
        """Does the line stand in one block with the text above, without the indent that paragraphs have here?"""
        line = self.lines[at]
        plain = line.is_set_plain and self.lines[at - 1].is_set_plain
        return self.has_indents and plain and not line.gap and line.is_indented is False

    def _is_head(self, at: int) -> bool:
        """Does a paragraph visibly begin below the line, and go on there for some lines?"""
        below = range(at + 1, min(at + 4, len(self.lines)))
        return is_headed(self.lines[at : at + LOOK]) and not any(self.ends[i] or self.is_mark(i) for i in below)

    def _is_preamble(self, at: int) -> bool:
        """Does a letter or a list begin here: 全体居民：, 现公告如下：?"""
        text = self.lines[at].text
        if at + 1 == len(self.lines) or text[-1] not in "：:":
            return False
        return is_address(text) or (announces(text) and self.numerals[at + 1] == 1)

    def is_fragment(self, at: int) -> bool:
        """Does a paragraph that is one long line elsewhere begin here, and break off at a column's end?"""
        line = self.lines[at]
        if at + 1 == len(self.lines) or line.has_stop or self.lines[at + 1].width <= WIDEST or self.openers[at + 1]:
            return False
        if leads(self.lines[at + 1].text) or self.lines[at + 1].text[0] in "“《":
            return False
        within = at > 0 and self.lines[at - 1].is_finished and not self.is_mark(at - 1)
        across = 2 * (line.text[-1] + self.lines[at + 1].text[0] in self._pairs)
        return prose_score(line.text) + across >= (SOUND if within else SURE)

    @cached_property
    def _pairs(self) -> frozenset[str]:
        """Pairs of neighbouring characters in the page's long lines."""
        return frozenset("".join(pair) for line in self.lines if line.width > WIDEST for pair in pairwise(line.text))

    def _is_above_lead(self, at: int) -> bool:
        """Does the line fit no column, and an article's first line stand below it?"""
        below = self.lines[at + 1 : at + 4]
        if len(below) < 3 or prose_score(self.lines[at].text) > 0 or not leads(below[0].text):
            return False
        return is_odd(self.lines[at], max(line.width - line.squeezed / 2 for line in below))

    def _is_echoed(self, at: int) -> bool:
        """Does an article's first line stand below the line, and say again in what follows what the line says?"""
        text = self.lines[at].text
        if (
            at + 2 >= len(self.lines)
            or len(_BREAK.findall(_QUOTED.sub("", text))) > 1
            or not leads(self.lines[at + 1].text)
        ):
            return False
        below = "".join(line.text for line in self.lines[at + 1 : at + 1 + _ECHO_LINES])
        if text[-1] in _INNER:
            return False
        pairs = [one + other for one, other in pairwise(text) if one.isalnum() and other.isalnum()]
        return sum(pair in below for pair in pairs) >= _ECHO * max(1, len(pairs))

    def asks(self, at: int, column: float) -> bool:
        """Does the text of a column go on with a question or a call, which headlines too may be?"""
        chunk, ends = self._chunk(at)
        text = "".join(part.text for part in chunk)
        if not ends or text[-1] not in "？！”" or prose_score(text) < SOUND:
            return False
        below = at + len(chunk)
        if below == len(self.lines) or self.openers[below] or (is_odd(chunk[0], column) and len(chunk) > 1):
            return False
        return self.exclaims(at) if len(chunk) == 1 else self.starts_body(below, expected=False)

    def fits(self, at: int, column: float) -> bool:
        """Does the line begin a paragraph of the column above: narrower by an indent, over a full line?"""
        line = self.lines[at]
        if column > WIDEST or at + 2 >= len(self.lines) or self.is_mark(at) or self.is_mark(at + 1) or line.upright:
            return False
        below = self.lines[at + 1]
        if line.is_finished or line.is_set_large:
            return False
        if below.is_finished:
            return is_indented_by(line, column) and prose_score(line.text + below.text) >= SOUND
        return is_indented_by(line, column) and is_full(below, column) and prose_score(line.text + below.text) >= 1

    def exclaims(self, at: int) -> bool:
        """May the line be a short paragraph that ends in ！ or ？: does text go on below, in no wider a column?"""
        if (
            self.lines[at].text.rstrip("”")[-1:] not in ("！", "？")
            or at + 1 >= len(self.lines)
            or self.is_mark(at + 1)
        ):
            return False
        return self.lines[at].width <= self.lines[at + 1].width + 2 and self.starts_body(at + 1, expected=False)

    def _chunk(self, at: int) -> tuple[list[Line], bool]:
        """The lines from `at` to the end of a sentence at a line's end, and whether it was reached in time."""
        chunk: list[Line] = []
        for i in range(at, min(at + LOOK, len(self.lines))):
            if i > at and (self.is_mark(i) or self.lines[i].width > WIDEST or self.lines[i].upright):
                break
            if i > at and self.numerals[i] == 1 and self.lines[i - 1].text[-1] in "：:":
                return chunk, True  # 现将有关事项公告如下： and the first part
            chunk.append(self.lines[i])
            if self.ends[i] or (i > at and self.lines[i].text[-1] in "：:" and self._lists(i + 1)):
                return chunk, True
        return chunk, False

    def _lists(self, at: int) -> bool:
        """Does the first of several points begin at line `at`?"""
        return at < len(self.lines) and (self.numerals[at] == 1 or bool(_FIRST_POINT.match(self.lines[at].text)))

    @staticmethod
    def _is_sentence(line: Line) -> bool:
        """Is a line that ends alone a sentence, not a headline with a question mark?"""
        last = line.text[-1]
        if last in "！？" and ("。" in line.text or line.text.count("！") > 2):
            return True
        return last in "。…；" or (last in "”’）)" and "。" in line.text) or (last in "：:" and "，" in line.text)

    def _is_torn(self, at: int, chunk: Sequence[Line]) -> bool:
        """Is it running text that a photo or another article cuts off before a sentence ends?"""
        end = at + len(chunk)
        if end >= len(self.lines) or not self.is_mark(end):
            return False
        caption = self.captions[end]
        if caption and caption.text and len(chunk) > 1 and are_column(chunk, ends=False):
            text = "".join(part.text for part in chunk)
            if text.count("，") > 1 and prose_score(text) >= SOUND:
                return True  # a photo's story, the last line of which names the photographer
        if not is_column_prose(chunk):
            return len(chunk) == 1 and self.is_inset(end)
        return "。" in "".join(part.text for part in chunk) or self.is_inset(end)


_BREAK = re.compile("[，。；、]")
_QUOTED = re.compile("“[^”]*”|《[^》]*》")
_INNER = "，。；、"
_FIRST_POINT = re.compile("一是|1[.．、]|（1）|①|首先，|第一，")
_ECHO, _ECHO_LINES = 0.4, 8
"""Share of a headline's pairs of characters that the text below has, and the lines of that text that are looked at."""
_AROUND = 12
"""Lines above and below a line of names in which a subject of the text would be named again."""
_DAY = re.compile(r"(?:\d{1,2}月)?\d{1,2}日|[近昨]日|日前")
_SHORT_BLOCK = 3
"""Lines of the longest block that is a headline for want of any stop."""
_PHOTO_LINES = 10
"""Lines of the longest text under a photo."""
_LONGEST_NOTICE = 400
"""Lines after the start of a notice in which its numbered parts are looked for: a full page has some 400."""
