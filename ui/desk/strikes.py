"""Only the signs that differ: what a proof reader strikes in the text, and what she sets in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[A-Za-z]+|.", re.S)
_ALIKE = 0.3
"""Where less than this share is common, striking single signs is harder to read than striking all."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that both sides share, or that is struck on one side and set on the other."""

    text: str
    differs: bool


def strike(claimed: str, reported: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both sides in pieces. Law: each side's pieces joined are that side. A number differs as a whole."""
    ours, theirs = _TOKEN.findall(claimed), _TOKEN.findall(reported)
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return _whole(claimed), _whole(reported)
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, i, j, m, n in matcher.get_opcodes():
        _add(left, "".join(ours[i:j]), kind != "equal")
        _add(right, "".join(theirs[m:n]), kind != "equal")
    return tuple(left), tuple(right)


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text, True),) if text else ()


def _add(pieces: list[Piece], text: str, differs: bool) -> None:
    if text:
        pieces.append(Piece(text, differs))
