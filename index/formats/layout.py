"""Fragments of a PDF page in reading order: blocks of lines, then columns and bands of blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.formats.fragments import Fragment, find_fragments
from index.formats.glyphs import Glyph
from index.records import Setting

_LEADING = 2.1
"""Ems from one baseline to the next within a block; newspapers set 1.2 to 1.6, headlines up to 2."""
_SAME_SIZE = 1.15
"""Ratio of sizes up to which lines belong to one block."""
_OVERLAP = 0.5
"""Share of the narrower line's width that must lie below the other line."""
_HANGS = 2.2
"""Ems by which a line may stand out of its block to the right: two closing signs hang there."""
_INDENT = 2.5
"""Ems by which a paragraph's first line may be indented."""
_OPENING = 3
"""Lines at the top of a column that may all be first lines of paragraphs."""
_BESIDE = 2.2
"""Ems between the middles of vertical lines of one block."""
_BLOCKS_MOST = 2000
"""Blocks of a page up to which each is compared with all others; a page of small advertisements has some 500."""
_DEEPEST = 60
"""Levels of cutting; a page has ten at most."""


@dataclass(slots=True)
class Block:
    """Lines that stand under one another (or, vertical, beside one another) in one size."""

    lines: list[Fragment]
    left: float
    right: float
    bottom: float
    top: float
    edge: float
    """The right edge without the signs that hang into the gutter."""

    @classmethod
    def of(cls, line: Fragment) -> Block:
        """A block of one line."""
        return cls([line], line.left, line.right, line.bottom, line.top, line.edge)

    def add(self, line: Fragment) -> None:
        """Take in one more line."""
        self.lines.append(line)
        self.left, self.right = min(self.left, line.left), max(self.right, line.right)
        self.bottom, self.top = min(self.bottom, line.bottom), max(self.top, line.top)
        self.edge = max(self.edge, line.edge)


def _shared(low: float, high: float, other_low: float, other_high: float) -> float:
    """Share of the shorter stretch that the two have in common."""
    shorter = min(high - low, other_high - other_low)
    return (min(high, other_high) - max(low, other_low)) / shorter if shorter > 0 else 0.0


def _is_alike(one: Fragment, other: Fragment) -> bool:
    return max(one.size, other.size) <= _SAME_SIZE * min(one.size, other.size)


def _continues(block: Block, line: Fragment) -> bool:
    last = block.lines[-1]
    if not _is_alike(last, line) or not 0.3 * line.size < last.base - line.base <= _LEADING * line.size:
        return False
    if _shared(block.left, block.right, line.left, line.right) < _OVERLAP:
        return False
    em = line.size
    fits = block.left - em <= line.left and line.right <= block.right + _HANGS * em
    opens = len(block.lines) <= 2 and line.left <= block.left + em and block.right <= line.right + 3 * em
    indented = len(block.lines) <= _OPENING and block.left - _INDENT * em <= line.left <= block.left
    return fits or opens or (indented and line.right <= block.right + _HANGS * em)


def _rows(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    rows: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda fragment: (-fragment.base, fragment.left)):
        if rows and abs(rows[-1][0].base - fragment.base) <= 0.3 * fragment.size:
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    return rows


def _stack(fragments: Sequence[Fragment]) -> list[Block]:
    """Horizontal lines to blocks. A line goes on a block only where no other line of its row could too."""
    done: list[Block] = []
    open_: list[Block] = []
    for row in _rows(fragments):
        largest = max(line.size for line in row)
        kept: list[Block] = []
        for block in open_:
            last = block.lines[-1]
            within = last.base - row[0].base <= _LEADING * max(largest, last.size)
            (kept if within else done).append(block)
        open_ = kept
        fresh: list[Block] = []
        for line in row:
            fitting = [block for block in open_ if _continues(block, line)]
            alone = [
                block
                for block in fitting
                if sum(_shared(block.left, block.right, other.left, other.right) > _OVERLAP for other in row) == 1
            ]
            if alone:
                min(alone, key=lambda block: abs(block.left - line.left)).add(line)
            else:
                fresh.append(Block.of(line))
        open_ += fresh
    return done + open_


def _stand(fragments: Sequence[Fragment]) -> list[Block]:
    """Vertical lines to blocks, from right to left."""
    blocks: list[Block] = []
    for line in sorted(fragments, key=lambda line: -line.right):
        for block in blocks:
            last = block.lines[-1]
            near = (last.left + last.right - line.left - line.right) / 2 <= _BESIDE * line.size
            if near and _is_alike(last, line) and _shared(last.bottom, last.top, line.bottom, line.top) >= _OVERLAP:
                block.add(line)
                break
        else:
            blocks.append(Block.of(line))
    return blocks


def _cut(spans: Sequence[tuple[float, float]], least: float) -> float | None:
    """The middle of the widest gap that no span crosses, if it is at least `least` wide."""
    ordered = sorted(spans)
    end, best, where = ordered[0][1], least, None
    for low, high in ordered[1:]:
        if low - end > best:
            best, where = low - end, (low + end) / 2
        end = max(end, high)
    return where


def _order(blocks: list[Block], depth: int = 0) -> list[Block]:
    """The blocks in reading order: column by column where a gutter runs through, else band by band."""
    if len(blocks) < 2:
        return blocks
    if depth < _DEEPEST:
        where = _cut([(block.left, block.edge) for block in blocks], 1.0)
        if where is not None:
            first = [block for block in blocks if block.edge <= where]
            rest = [block for block in blocks if block.edge > where]
            return _order(first, depth + 1) + _order(rest, depth + 1)
        where = _cut([(block.bottom, block.top) for block in blocks], 0.0)
        if where is not None:
            first = [block for block in blocks if block.bottom >= where]
            rest = [block for block in blocks if block.bottom < where]
            return _order(first, depth + 1) + _order(rest, depth + 1)
    # Interlocked: the widest block that spans others opens or closes the band, the rest is tried again without it.
    widest = max(blocks, key=lambda block: block.right - block.left)
    rest = [block for block in blocks if block is not widest]
    if depth >= _DEEPEST:
        return sorted(blocks, key=lambda block: (round(block.left / 20), -block.top))
    before = [block for block in rest if block.bottom >= widest.bottom]
    after = [block for block in rest if block.bottom < widest.bottom]
    return [*_order(before, depth + 1), widest, *_order(after, depth + 1)]


def _running_size(fragments: Sequence[Fragment]) -> float:
    """The size of the page's running text: the one in which most signs are set."""
    sizes: Counter[float] = Counter()
    for line in fragments:
        sizes[round(line.size, 1)] += len(line.glyphs)
    return max(0.1, sizes.most_common(1)[0][0]) if sizes else 1.0


def _start(block: Block, blocks: Sequence[Block]) -> float | None:
    """The left edge of the block's column: few lines may all be indented. None where no other line tells."""
    first = block.lines[0]
    if len(block.lines) > _OPENING or first.upright or len(blocks) > _BLOCKS_MOST:
        return block.left
    column = [
        other.left
        for other in blocks
        if block.left - _INDENT * first.size <= other.left <= block.left
        and (other is not block or len(block.lines) > 1)
        and _is_alike(other.lines[0], first)
        and _shared(other.left, other.edge, block.left, block.edge) >= _OVERLAP
    ]
    return min(column, default=None)


def _settings(block: Block, blocks: Sequence[Block], running: float) -> Iterator[Setting]:
    start = _start(block, blocks)
    for line in block.lines:
        indent = None
        if line.upright and len(block.lines) > 1:
            indent = round((block.top - line.top) / max(0.1, line.size), 1)
        elif start is not None and not line.upright:
            indent = round((line.left - start) / max(0.1, line.size), 1)
        yield Setting(round(line.size / running, 2), indent)


def set_in_order(glyphs: Sequence[Glyph]) -> tuple[str, tuple[Setting, ...]]:
    """The text of a page, a printed line a line, a blank line between blocks; and how each line is set."""
    fragments = find_fragments(glyphs)
    blocks = _stack([fragment for fragment in fragments if not fragment.upright])
    blocks += _stand([fragment for fragment in fragments if fragment.upright])
    ordered = _order(blocks)
    text = "\n\n".join("\n".join(line.text for line in block.lines) for block in ordered)
    running = _running_size(fragments)
    return text, tuple(setting for block in ordered for setting in _settings(block, ordered, running))
