"""Display lines as phrases: which lines are one phrase of a headline, and how they read as one text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.lines import Line
from index.overlap import Overlap
from index.units import Unit

LEAST = 0.14
"""Share of a headline's wording that must occur in a text for it to be given to a text that it does not touch."""
_RUNS_ON = re.compile(r"[、，：“《（—·]$|[和与及暨的对在向为]$")
_CLOSES = re.compile("[”》]")
_PREDICATE = re.compile("开展|举办|召开|举行|组织开展|推进会|积极参|助力|暨")
"""Verbs with which a headline goes on after its subject stood on a line of its own."""
_RUBRIC = re.compile(
    r"[\u4e00-\u9fff]{2,4}(?:夜话|速递|快递|追踪|传真|热线|聚焦|观察|絮语|茶座|动态|播报|连线|回音|问答|手记|访谈|论坛|漫谈|杂谈|随笔"
    r"|点击|直通车|直播间|快讯|简报|短波|集锦|之窗|视窗|时评|点评|提醒|服务台|会客厅)"
)
_STANDFIRST = 28.0
"""Ems from which three or more display lines in one block are a small text rather than a headline."""
_SAME_SIZE = 1.15
"""Ratio of type sizes up to which lines may be one phrase."""


@dataclass(slots=True)
class Group:
    """Display lines that are one phrase of a headline."""

    lines: list[Line]
    unit: int
    place: int
    """Its place among the groups of its display."""
    last: bool = False
    """Is it the last of its display?"""

    @property
    def text(self) -> str:
        """The phrase."""
        return head_text(self.lines)

    @property
    def size(self) -> float:
        """Its type size as a ratio to that of the running text; 0 where the file does not tell."""
        return max(line.size for line in self.lines)


def head_text(lines: Sequence[Line], body: str = "") -> str:
    """The lines of one display as one text: a space between phrases, none where a phrase runs over the break."""
    text = ""
    for line in lines:
        if text and not runs_on(text, line.text, body) and not _is_block(lines):
            text += " "
        words = line.text.split()
        text += "".join(words) if all(len(word) == 1 for word in words) else line.text  # 更 正
    return text


def runs_on(before: str, after: str, body: str = "") -> bool:
    """Is there no break in the phrase between two lines? The text may tell, where it has the words in one."""
    if before[-1] in "，、：—“《（" or after[0] in "”》），、" or before.count("“") > before.count("”"):
        return True
    if _PREDICATE.match(after) and " " not in before:
        return True
    bare = body.replace("”", "").replace("》", "")
    return before[-2:] + after[:2] in body or before[-2:].strip("”》") + after[:2] in bare


def _is_block(lines: Sequence[Line]) -> bool:
    """Are the lines a small text set in a block (a standfirst), broken anywhere?"""
    return len(lines) >= 3 and sum(line.width for line in lines) > _STANDFIRST


def _gaps_tell(displays: Sequence[tuple[int, Unit]]) -> bool:
    """Do blank lines separate headlines here? Not where no line has one above it."""
    flags = [line.gap for _, unit in displays for line in unit.lines[1:]]
    return any(flags) or not flags


def _is_open(text: str) -> bool:
    return text.count("“") > text.count("”") or text.count("《") > text.count("》")


def group_lines(displays: Sequence[tuple[int, Unit]], overlap: Overlap) -> list[Group]:
    """The display lines as phrases: lines of one block, and lines that are no phrase without the next."""
    tell = _gaps_tell(displays)
    groups: list[Group] = []
    for at, unit in displays:
        first = len(groups)
        for line in unit.lines:
            current = groups[-1] if len(groups) > first else None
            if current is not None and _belongs(current, line, tell, overlap):
                current.lines.append(line)
            else:
                groups.append(Group([line], at, len(groups) - first))
        groups[-1].last = True
    return groups


def _belongs(group: Group, line: Line, tell: bool, overlap: Overlap) -> bool:
    text = group.lines[-1].text
    if is_rubric(text) or line.upright or group.lines[-1].upright or are_unlike(group.size, line.size):
        return False
    if (_is_open(group.text) and _CLOSES.search(line.text)) or _RUNS_ON.search(text) or line.text[0] in "”》）、，暨":
        return True
    if not tell or line.gap:
        return False
    # One block of the layout is one headline, unless both its lines clearly speak of different articles.
    shares: list[list[float]] = []
    for part in (text, line.text):
        shares.append(overlap.shares(part))
        if max(shares[-1], default=0.0) < 2 * LEAST:
            return True
    best = [row.index(max(row)) for row in shares]
    return not (best[0] != best[1] and shares[0][best[1]] < LEAST and shares[1][best[0]] < LEAST)


def is_rubric(text: str) -> bool:
    """Is it the name of a column that a paper always has, not of one article: 街谈夜话, 便民速递?"""
    return bool(_RUBRIC.fullmatch(text))


def are_unlike(one: float, other: float) -> bool:
    """Are the sizes known, and not those of one phrase?"""
    return min(one, other) > 0 and max(one, other) > _SAME_SIZE * min(one, other)
