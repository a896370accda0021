"""The stretches of one kind into which a page's lines fall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.bylines import Signature
from index.lines import Line
from index.records import Caption


@dataclass(slots=True)
class Unit:
    """A stretch of one kind: `body`, `display`, `sign`, `caption`."""

    kind: str
    lines: list[Line] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    opened: bool = False
    """Does it start with 本报讯 or the like?"""
    addressed: bool = False
    """Does it start as a letter does, with those whom it is for, or with a table?"""
    opening: Signature | None = None
    signature: Signature | None = None
    """The by-line that closes it."""
    caption: Caption | None = None
    numbered: bool = False
    """Has it parts numbered 一、二、?"""
    broken: float = 0.0
    """The width of its column where its last sentence breaks off, else 0."""
    apart: bool = False
    """Does it begin with a block of the page, right below other running text?"""
    resumes: bool = False
    """Does it go on with a text that broke off further up the page?"""

    @property
    def size(self) -> float:
        """The size of its largest line as a ratio to that of the running text; 0 where the file does not tell."""
        return max((line.size for line in self.lines), default=0.0)

    @property
    def text(self) -> str:
        """Everything that it prints."""
        return "\n".join(self.paragraphs) if self.paragraphs else " ".join(line.text for line in self.lines)


def follows_text(units: Sequence[Unit]) -> bool:
    """Is the last of the units running text that nothing closes?"""
    return bool(units) and units[-1].kind == "body" and units[-1].signature is None


def join(before: str, after: str) -> str:
    """Two printed lines as running text; words of Latin letters keep their space."""
    if before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha():
        return f"{before} {after}"
    if is_overlap(before, after):
        return before[:-2] + after
    return before + after


def is_overlap(before: str, after: str) -> bool:
    """Was a character printed on both sides of a column break: …焕然一新。|新；…?"""
    return len(before) > 2 < len(after) and before[-1] == "。" and after[0] == before[-2] and after[1] in "；，、"


def add_line(parts: list[str], line: str) -> None:
    """Add a printed line to a paragraph's parts, as `join` would; in constant time."""
    if parts:
        last = parts.pop()
        whole = join(last, line)
        parts += [whole[: -len(line)], line]
    else:
        parts.append(line)
