"""A page as clean printed lines: widths, gaps, vertical headlines set upright, page furniture dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.clean import clean
from index.diction import leads
from index.furniture import is_furniture
from index.records import Setting

_UPRIGHT = 4
"""Lines of one character in a row that make a vertical headline; shorter ones are leftovers of a layout."""
_HEADER = 3
"""Lines at the top of a page among which a bare date is the paper's own, not an article's."""
_INITIAL = re.compile(r"[\u4e00-\u9fff“]|\d{1,2}")
"""A text's first sign, set so large that the extract has it on a line of its own."""
_SQUEEZABLE = "，。、；：！？“”‘’（）《》"
_TERMINALS = frozenset("。！？…；：”’!?;:")
_HALF = re.compile("[\u0020-\u007e\u00a1-\u00b6\u00b8-\u02ff\uff61-\uff9f]")
_LARGE = 1.3
"""Size of type, to that of the running text, from which a line is display; headlines have 1.5 and more."""
_PLAIN = 1.12
"""The same below which a line is set like running text: a sub-head it may be, a headline never."""
_INDENTED = 1.2
"""Ems of an indent; newspapers set two, and a justified line may be squeezed or recognised a little off."""
_GLUED = re.compile(
    r".{2,80}?[。 ](?:\S{0,4}(?:记者|通讯员) ?)?\S{2,4} ?摄影?\s+(?=本报\S{0,5}?讯|本报\s?[（(]|据?新华社)"
)
"""A photo's caption to which the next article's opening is glued."""
_NEAR = 4
"""Lines above and below one from which its column's width is judged."""
_NARROWEST = 9.0
"""Ems of the narrowest column."""
_RAGGED = 1.6
"""Ems by which the lines of a column differ."""
_LINES = 3
"""Lines of one width that show a column."""
_INDENT = 2.0
_AD = re.compile("[·•【（]?广 ?告[·•】）]?")
_LONGEST_AD = 8
"""Lines of the longest advertisement that is printed among the texts."""
_KEPT_INDENT = re.compile("\u3000{2}(?=[^\\s\u3000])")
_STOP = re.compile("[，。；]")
_BLANK = re.compile(r"(?<=[\u4e00-\u9fff，。、；]) (?=[\u4e00-\u9fff“])")
_FEWEST_INDENTS, _LEAST_INDENTS = 4, 0.05
"""Lines of a page, and share of its lines, that begin with two wide blanks where paragraphs are marked in that way."""
_ENDS_SENTENCE = re.compile(r"[。！？…!?][”’」』）)]*$")
_LAST_SIGNS = frozenset("。！？…!?”’」』）)")
"""What such a line ends with; most lines end with none of them, and are told without the pattern."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, clean. `width` is in ems (half-width signs count one half)."""

    text: str
    gap: bool
    """Does a blank line stand above it?"""
    width: float
    upright: bool = False
    """Was it set vertically, one character a line?"""
    squeezed: float = 0.0
    """Ems by which it may be narrower in print: justified setting squeezes punctuation to half its width."""
    fixes: tuple[str, ...] = ()
    setting: Setting | None = None
    """Its size and indent, where the file tells."""

    @property
    def size(self) -> float:
        """Its size as a ratio to that of the running text; 0 where the file does not tell."""
        return self.setting.size if self.setting else 0.0

    @property
    def is_set_large(self) -> bool:
        """Is it surely too large for running text?"""
        return self.size >= _LARGE

    @property
    def is_set_plain(self) -> bool:
        """Is it surely no larger than running text?"""
        return 0 < self.size < _PLAIN

    @property
    def is_indented(self) -> bool | None:
        """Does a paragraph begin with it? None where the file does not tell."""
        indent = self.setting.indent if self.setting else None
        return None if indent is None else indent >= _INDENTED

    @property
    def is_finished(self) -> bool:
        """Does a sentence end where the line ends?"""
        return self.text[-1:] in _LAST_SIGNS and bool(_ENDS_SENTENCE.search(self.text))

    @property
    def has_stop(self) -> bool:
        """May a paragraph end here: any closing sign at the end, not only a full stop?"""
        return self.text[-1] in _TERMINALS or self.is_finished


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a page prints: its lines, and the furniture that belongs to no article."""

    lines: tuple[Line, ...]
    dropped: tuple[str, ...]


def em_width(text: str) -> float:
    """How wide the text is printed, in ems."""
    return len(text) - len(_HALF.findall(text)) / 2


def _make(
    text: str, gap: bool, setting: Setting | None = None, *, upright: bool = False, off: frozenset[str]
) -> Line | None:
    fixed, fixes = clean(text, off=off)
    if not fixed.strip():
        return None
    squeezed = sum(map(fixed.count, _SQUEEZABLE)) / 2
    return Line(fixed, gap, em_width(fixed), upright, squeezed, fixes, setting)


def _raw_lines(text: str) -> Iterator[tuple[str, int]]:
    """Each printed line with the number of blank lines above it."""
    blanks = 0
    for raw in text.splitlines():
        stripped = raw.strip()
        if stripped:
            glued = _GLUED.match(stripped) if "摄" in stripped else None
            if glued:
                yield glued[0].rstrip(), blanks
                stripped, blanks = stripped[glued.end() :], 0
            yield stripped, blanks
            blanks = 0
        else:
            blanks += 1


def _upright_text(run: list[tuple[str, int]]) -> str:
    """The characters of a vertical headline; a gap wider than the usual one separates phrases."""
    usual = min((blanks for _, blanks in run[1:]), default=0)
    return "".join((" " if i and blanks > usual else "") + char for i, (char, blanks) in enumerate(run))


def _read_indents(text: str) -> list[Setting]:
    """The indent of each printed line where an extract has kept the paragraphs' own, else nothing."""
    lines = [line for line in text.splitlines() if line.strip()]
    indents = [len(match[0]) if (match := _KEPT_INDENT.match(line)) else 0 for line in lines]
    if sum(map(bool, indents)) < max(_FEWEST_INDENTS, _LEAST_INDENTS * len(lines)):
        return []
    return [Setting(0.0, float(indent)) for indent in indents]


def _join_initials(raw: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """The lines, a large initial put back before the text that it begins: 近|日，…, “|我们…, 10|月18日，…."""
    found: list[tuple[str, int]] = []
    for text, blanks in raw:
        if found and len(text) > 1 and (_INITIAL.fullmatch(found[-1][0])):
            single = len(found) < 2 or len(found[-2][0]) > 1
            whole = found[-1][0] + text
            if single and (found[-1][0] == "“" or leads(whole)):
                found[-1] = (whole, found[-1][1])
                continue
        found.append((text, blanks))
    return found


def _part_glued(raw: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """The lines, two printed ones that an extract has on one line with a blank between parted again."""
    widths = [em_width(text) for text, _ in raw]
    found: list[tuple[str, int]] = []
    for at, (text, blanks) in enumerate(raw):
        around = raw[max(0, at - _NEAR) : at + 1 + _NEAR]
        prose = _STOP.search(text) and 2 * sum(bool(_STOP.search(line)) for line, _ in around) >= len(around)
        near = widths[max(0, at - _NEAR) : at] + widths[at + 1 : at + 1 + _NEAR]
        beside = [one for one in widths[max(0, at - 1) : at] + widths[at + 1 : at + 2] if _is_column(one, near)]
        if prose and text.count(" ") <= widths[at] / _NEAR:
            cut = next((cut for width in beside if (cut := _find_seam(text, width))), 0)
            if cut:
                found.append((text[:cut], blanks))
                text, blanks = text[cut + 1 :], 0
        found.append((text, blanks))
    return found


def _is_column(width: float, near: Sequence[float]) -> bool:
    """Have several of the lines about this width, as a column's have and a headline has not?"""
    return sum(abs(one - width) <= _RAGGED for one in near) >= _LINES


def _find_seam(text: str, column: float) -> int:
    """Where the blank stands between two printed lines of a column, 0 if the line is one."""
    if not _NARROWEST <= column < em_width(text) - _RAGGED:
        return 0
    for match in _BLANK.finditer(text):
        left, right = text[: match.start()], text[match.end() :]
        if left.count("（") > left.count("）") or left.count("(") > left.count(")"):
            continue
        if _ENDS_SENTENCE.search(left):  # the end of a paragraph, and an indented line
            if "，" in right and abs(em_width(right) - column + _INDENT / 2) <= _RAGGED:
                return match.start()
        elif abs(em_width(left) - column) <= _RAGGED and _INDENT <= em_width(right) <= column + _RAGGED:
            return match.start()
    return 0


def _drop_block(lines: list[Line], dropped: list[str]) -> None:
    """Drop the block of lines under which 广告 stands."""
    first = next((n for n in range(1, min(_LONGEST_AD, len(lines)) + 1) if lines[-n].gap), 0)
    if first:
        dropped += [line.text for line in lines[-first:]]
        del lines[-first:]


def read_lines(text: str, settings: Sequence[Setting] = (), *, off: Sequence[str] = ()) -> Sheet:
    """The printed lines of a page's text; `settings` has one item for each line that is not blank, or none.

    `off` names clean-ups that are left out.
    """
    without = frozenset(off)
    raw = list(_raw_lines(text))
    if not settings:
        raw = _part_glued(_join_initials(raw))
    settings = settings or _read_indents(text)
    known = settings if len(settings) == len(raw) else [None] * len(raw)
    lines: list[Line] = []
    dropped: list[str] = []
    at = 0
    while at < len(raw):
        end = at
        while end < len(raw) and len(raw[end][0]) == 1:
            end += 1
        gap = raw[at][1] > 0 or at == 0
        if end - at >= _UPRIGHT:
            line = _make(_upright_text(raw[at:end]), gap, upright=True, off=without)
            at = end
        else:
            line = _make(raw[at][0], gap, known[at], off=without)
            at += 1
        if line is None:
            continue
        if is_furniture(line.text, on_top=at <= _HEADER):
            dropped.append(line.text)
            if _AD.fullmatch(line.text) and not line.gap:
                _drop_block(lines, dropped)
        else:
            lines.append(line)
    return Sheet(lines=tuple(lines), dropped=tuple(dropped))
