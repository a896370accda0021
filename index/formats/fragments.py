"""Signs of a PDF page to fragments: stretches of one printed line within one column, and vertical lines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from index.formats.glyphs import Glyph

_SAME_SIZE = 1.3
"""Ratio of sizes up to which signs stand in one line: figures are set a little smaller."""
_SAME_BASE = 0.3
"""Ems by which baselines of one line may differ."""
_FOLLOWS = 2.2
"""Ems that may lie between a sign and the next in the file: letter-spaced lines have one and more."""
_TOUCHES = 0.6
"""Ems up to which two stretches on one baseline are one line; a gutter has one em and more."""
_LONG = 6
"""Signs from which a stretch may be a whole line of a column, which its neighbour in the next column must not join."""
_TOUCHES_LONG = 0.15
"""The same gap beside such a stretch: a closing sign may hang into the gutter and leave half an em of it."""
_GAP = 0.7
"""Ems from which a gap may be a gutter."""
_GUTTER_ROWS = 3
"""Neighbouring lines with a gap at the same place that make it a gutter."""
_HANGING = "，。、；：！？”’》）…%"
"""Signs that hang out of a line into the gutter, where no line may begin with them."""
_EDGE = 0.2
"""Ems by which the left edges of a column's lines differ."""
_EDGE_WIDE = 0.5
"""The same where a gap is there too: signs recognised in a picture stand a little off."""
_EDGE_ROWS = 2
"""Neighbouring lines that must start there then."""
_EDGE_LEADINGS = 6
"""Ems above and below a line within which its neighbours tell where a column begins: four lines."""
_UPRIGHT = 3
"""Signs below one another that make a vertical line."""
_SPACE = 0.4
"""Ems of a gap that is passed on as a space; clean-up closes it where it was letter-spacing."""
_WORD_SPACE = 0.15
"""The same between Latin letters and figures, and where the file has a space."""


@dataclass(slots=True)
class Fragment:
    """A stretch of one line. `text` is made when it is complete."""

    glyphs: list[Glyph]
    upright: bool = False
    left: float = field(init=False)
    right: float = field(init=False)
    size: float = field(init=False)
    base: float = field(init=False)
    bottom: float = field(init=False)
    top: float = field(init=False)

    def __post_init__(self) -> None:
        self.left = min(glyph.left for glyph in self.glyphs)
        self.right = max(glyph.right for glyph in self.glyphs)
        self.size = sorted(glyph.size for glyph in self.glyphs)[len(self.glyphs) // 2]
        self.base = self.glyphs[0].base
        self.bottom = min(glyph.base for glyph in self.glyphs) - 0.12 * self.size
        self.top = max(glyph.base for glyph in self.glyphs) + 0.88 * self.size

    @property
    def edge(self) -> float:
        """The right edge without the signs that hang into the gutter."""
        if self.upright:
            return self.right
        return max((glyph.right for glyph in self.glyphs if glyph.text not in _HANGING), default=self.right)

    @property
    def text(self) -> str:
        """The signs with spaces where the gaps are wide."""
        if self.upright:
            return "".join(glyph.text for glyph in self.glyphs)
        parts: list[str] = []
        end = self.left
        usual = self._usual_gap()
        for glyph in self.glyphs:
            gap = (glyph.left - end) / self.size
            latin = bool(parts) and parts[-1].isascii() and glyph.text.isascii()
            narrow = _WORD_SPACE if latin else usual + _WORD_SPACE if glyph.spaced else _SPACE
            if gap >= min(narrow, _SPACE):
                parts.append(" ")
            parts.append(glyph.text)
            end = max(end, glyph.right)
        return "".join(parts).strip()

    def _usual_gap(self) -> float:
        """Ems between most signs of the line: justified lines are spread evenly."""
        gaps = sorted(two.left - one.right for one, two in pairwise(self.glyphs))
        return max(0.0, gaps[len(gaps) // 2] / self.size) if gaps else 0.0


def _is_below(above: Glyph, below: Glyph) -> bool:
    if abs(above.middle - below.middle) > 0.25 * above.size or not _is_alike(above, below):
        return False
    return 0.6 <= (above.base - below.base) / above.size <= 1.9


def _is_alike(one: Glyph, other: Glyph) -> bool:
    return max(one.size, other.size) <= _SAME_SIZE * max(0.1, min(one.size, other.size))


def _follows(before: Glyph, after: Glyph) -> bool:
    if abs(before.base - after.base) > _SAME_BASE * before.size or not _is_alike(before, after):
        return False
    return -0.5 <= (after.left - before.right) / before.size <= _FOLLOWS


def _split_upright(glyphs: Sequence[Glyph]) -> tuple[list[Fragment], list[Glyph]]:
    """Vertical lines, and the signs that are in none."""
    upright: list[Fragment] = []
    rest: list[Glyph] = []
    at = 0
    while at < len(glyphs):
        end = at + 1
        while end < len(glyphs) and _is_below(glyphs[end - 1], glyphs[end]):
            end += 1
        if end - at >= _UPRIGHT:
            upright.append(Fragment(list(glyphs[at:end]), upright=True))
        else:
            rest.extend(glyphs[at:end])
        at = end
    return upright, rest


def _runs(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The signs in stretches that follow one another in the file and on the paper."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and _follows(runs[-1][-1], glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def _gaps(run: Sequence[Glyph]) -> list[tuple[int, float, float]]:
    """Where the run has wide gaps: the index of the sign behind, left and right edge."""
    pairs = enumerate(pairwise(run), 1)
    return [(at, one.right, two.left) for at, (one, two) in pairs if two.left - one.right > _GAP * one.size]


def _split_gutters(runs: list[list[Glyph]]) -> list[list[Glyph]]:
    """Runs cut at gutters: gaps that lines above and below have at the same place."""
    gaps = sorted((run[0].base, left, right, n) for n, run in enumerate(runs) for _, left, right in _gaps(run))
    cuts: dict[int, set[float]] = {}
    for at, (base, left, right, n) in enumerate(gaps):
        reach = 7 * runs[n][0].size
        rows: set[float] = set()
        for step in (-1, 1):
            near = at + step
            while 0 <= near < len(gaps) and abs(gaps[near][0] - base) <= reach and len(rows) < _GUTTER_ROWS:
                other, low, high, m = gaps[near]
                if m != n and low < right and left < high and abs(other - base) > 0.5 * runs[n][0].size:
                    rows.add(round(other, 1))
                near += step
        if len(rows) >= _GUTTER_ROWS:
            cuts.setdefault(n, set()).add(right)
    out: list[list[Glyph]] = []
    for n, run in enumerate(runs):
        start = 0
        for at, _, right in _gaps(run) if n in cuts else ():
            if right in cuts[n]:
                out.append(run[start:at])
                start = at
        out.append(run[start:])
    return out


def _join(runs: list[list[Glyph]]) -> list[list[Glyph]]:
    """Runs that touch on one baseline become one: files may hold a line in pieces, in any order."""
    out: list[list[Glyph]] = []
    row: list[list[Glyph]] = []
    for run in [*sorted(runs, key=lambda run: -run[0].base), []]:
        if run and row and abs(row[0][0].base - run[0].base) <= _SAME_BASE * run[0].size:
            row.append(run)
            continue
        row.sort(key=lambda run: run[0].left)
        for piece in row:
            last = out[-1][-1] if out and out[-1] in row else None
            long = max(len(out[-1]), len(piece)) >= _LONG if last else False
            touch = _TOUCHES_LONG if long else _TOUCHES
            if last and _is_alike(last, piece[0]) and piece[0].left - last.right <= touch * last.size:
                out[-1].extend(piece)
            else:
                out.append(piece)
        row = [run] if run else []
    return out


def _split_edges(runs: list[list[Glyph]]) -> list[list[Glyph]]:
    """Runs cut where a column begins: lines above and below start there, though a hanging sign leaves no gap here."""
    starts = [(run[0].base, run[0].left, run[0].size) for run in runs if len(run) >= _LONG]
    starts += [(run[0].base, left, run[0].size) for run in runs for _, _, left in _gaps(run)]
    starts.sort()
    bases = [base for base, _, _ in starts]
    out: list[list[Glyph]] = []
    for run in runs:
        size, start = run[0].size, 0
        reach = _EDGE_LEADINGS * size
        low, high = bisect_left(bases, run[0].base - reach), bisect_right(bases, run[0].base + reach)
        near = [(left, other) for base, left, other in starts[low:high] if abs(base - run[0].base) > 0.5 * size]
        edges = [left for left, other in near if max(size, other) <= _SAME_SIZE * min(size, other)]
        for at in range(1, len(run)) if len(edges) >= _EDGE_ROWS else ():
            gap = run[at].left - run[at - 1].right > _GAP * size
            if gap or (run[at - 1].text in _HANGING and at - start >= _LONG and len(run) - at > 1):
                slack = (_EDGE_WIDE if gap else _EDGE) * size
                same = sum(abs(left - run[at].left) <= slack for left in edges)
                if same >= (_EDGE_ROWS if gap else _GUTTER_ROWS):
                    out.append(run[start:at])
                    start = at
        out.append(run[start:])
    return out


def find_fragments(glyphs: Sequence[Glyph]) -> list[Fragment]:
    """The fragments of a page, in no particular order."""
    upright, rest = _split_upright([glyph for glyph in glyphs if glyph.text.strip()])
    runs = [sorted(run, key=lambda glyph: glyph.left) for run in _join(_split_gutters(_runs(rest)))]
    return [*upright, *map(Fragment, _split_edges(runs))]
