"""What a column of print tells: which lines share a width, where a paragraph ends, what is running text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.lines import Line

WIDEST = 45.0
"""Ems of the widest newspaper column; a longer line is a whole paragraph of an extract without line breaks."""
LOOK = 6
"""Lines that are looked at ahead to tell running text from display lines."""
_INDENT = 2.0
"""Ems of a paragraph's indent, which extracts lose."""
_SLACK = 1.6
"""Ems by which justified lines of one column still differ (a figure or a closing sign that may not stand alone)."""
_CLOSED_UP = 3.0
"""Ems by which a letter-spaced line has fewer characters than its column holds, beside the slack."""
_SHORT = 1.3
"""Ems by which the last line of a paragraph is surely shorter than its column."""
_DANGLING = 4.0
"""Ems by which an unfinished line is so short that the text stops there."""
_FIGURES = 0.5
"""Ems that a figure or Latin word may take beyond its half-width signs: the gaps that are set around it."""
_FIGURE = re.compile("[0-9A-Za-z.%]+")
_INDENT_LEAST = 1.5
"""Ems by which an indented line is surely narrower."""
_FITS = 0.6
"""Ems by which a line's width may differ from what its column holds, beside what signs and figures explain."""
_MOST_HEAD = 3
"""Lines of the highest head."""
_STOP = re.compile("[，。；、]")
_PROSE = re.compile("[，。；：]")


def _narrowest(line: Line) -> float:
    return line.width - line.squeezed


def _widest(line: Line) -> float:
    figures = _FIGURES * len(_FIGURE.findall(line.text))
    return line.width + figures + (_CLOSED_UP if "glyph-spaces" in line.fixes else 0.0)


def _unbreakable(line: Line) -> float:
    """Ems of the figure or word that the line starts with: it did not fit on the line above and left it short."""
    match = _FIGURE.match(line.text)
    return len(match.group()) / 2 if match else 0.0


def are_column(lines: Sequence[Line], *, ends: bool) -> bool:
    """May the lines be one paragraph's: one width, but for an indent at the start and (`ends`) a short end?"""
    inner = lines[:-1] if ends and len(lines) > 1 else lines
    least = max(map(_narrowest, lines))
    most = min(
        _widest(line) + (_INDENT if i == 0 else 0.0) + (_unbreakable(lines[i + 1]) if i + 1 < len(lines) else 0.0)
        for i, line in enumerate(inner)
    )
    return least <= most + _SLACK


def is_prose(lines: Sequence[Line]) -> bool:
    """Do the lines read as running text: a comma or stop within nearly every line, a full stop among them?"""
    text = "".join(line.text for line in lines)
    stops = len(_PROSE.findall(text))
    if "。" not in text[:-1] or stops < 3 or not _PROSE.search(lines[0].text[:-1]):
        return False
    return are_column(lines[:3], ends=lines[:3][-1].is_finished)


def is_column_prose(lines: Sequence[Line]) -> bool:
    """Are the lines of one width, each with a comma or stop in it, or nearly?"""
    stops = sum(bool(_PROSE.search(line.text)) for line in lines)
    return stops >= max(1, len(lines) - 1) and are_column(lines, ends=False)


def is_block(lines: Sequence[Line]) -> bool:
    """Are the lines of one width, with a comma or stop in one of two?"""
    stops = sum(bool(_PROSE.search(line.text)) for line in lines)
    return 2 * stops >= len(lines) and are_column(lines, ends=lines[-1].is_finished)


def column_width(lines: Sequence[Line], at: int, first: int, last: int) -> float:
    """The width of the column around line `at`, judged by lines from `first` to `last`."""
    around = sorted([line.width - line.squeezed / 2 for line in lines[max(first, at - 3) : min(last, at + 3) + 1]])
    if len(around) >= 4 and around[-1] > around[-2] + 2 * _SLACK:
        return around[-2]  # a headline right below may be wider than the column
    return around[-1]


def is_same_column(one: float, other: float) -> bool:
    """Are two column widths the same, as far as justification lets one tell?"""
    return abs(one - other) <= _SHORT


def is_dangling(line: Line, column: float) -> bool:
    """Does the text break off at this unfinished line, far from the column's edge?"""
    return line.width <= WIDEST and _widest(line) < column - _DANGLING


def is_short(line: Line, column: float) -> bool:
    """Is the line so short that a paragraph ends with it?"""
    return line.width < column - _SHORT - line.squeezed / 2


def looks_indented(line: Line, column: float) -> bool:
    """Is the line narrower than the column by an indent?"""
    if line.is_finished or "glyph-spaces" in line.fixes:
        return False
    middle = line.width - line.squeezed / 2
    return column - _INDENT - _SLACK <= middle <= column - _INDENT / 2


def is_odd(line: Line, column: float) -> bool:
    """Is the line neither as wide as the column nor narrower by an indent, as no full line of its text is?"""
    middle = line.width - line.squeezed / 2
    return abs(middle - column) > 1 and abs(middle - column + _INDENT) > 1


def is_full(line: Line, column: float) -> bool:
    """Does the line fill the column, as far as squeezed signs and spaced figures let one tell?"""
    return _narrowest(line) - _FITS <= column <= _widest(line) + _FITS


def is_indented_by(line: Line, column: float) -> bool:
    """Does it fill the column but for an indent?"""
    return is_full(line, column - _INDENT)


def is_headed(lines: Sequence[Line]) -> bool:
    """Are the first lines a head, because a paragraph visibly begins below them (its first line is indented)?"""
    for size in range(1, min(_MOST_HEAD, len(lines) - 3) + 1):
        if _STOP.search(lines[size - 1].text) or "glyph-spaces" in lines[size - 1].fixes:
            return False
        if any(line.is_finished or "glyph-spaces" in line.fixes for line in lines[size : size + 3]):
            return False
        column = min(line.width - line.squeezed / 2 for line in lines[size + 1 : size + 3])
        if lines[size].width <= column - _INDENT_LEAST - _unbreakable(lines[size + 1]):
            return True
    return False


def turns(lines: Sequence[Line], at: int, here: float) -> bool:
    """Does a text in another column than one of width `here` begin at line `at`: a photo's, or the same one's?"""
    below = lines[at + 1 : at + 3]
    if len(below) < 2 or here > WIDEST or any(line.width > WIDEST or line.is_finished for line in below):
        return False
    return not is_same_column(column_width(lines, at + 1, at + 1, at + 2), here)
