"""What can be reckoned from a report's figures: the rise from 8 to 15 is 7, three firsts and six seconds are nine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from rag.parts import Piece

_RISES = "增加|增长|减少|下降|提高|上升|缩短|降低|扩大|延长"
_CHANGE = re.compile(
    rf"(?:{_RISES}|多|少)(?:了|出)?\s*$|\b(?:by|rose|fell|increased|decreased|grew|dropped) (?:by )?$", re.I
)
_FROM_TO = re.compile(rf"[^，。；]{{0,10}}?(?:{_RISES}|调整|变)[到至为成](?:了)?[^，。；\d]{{0,4}}$")
_TOTAL = re.compile(
    r"(?:共|合计|总共|一共|共计|总计)[^，。；\d]{0,6}$" r"|\b(?:total of|altogether|in all|in total)\b", re.I
)


def find_sum(statement: str, piece: Piece, theirs: Sequence[Piece], text: str) -> list[tuple[int, int]]:
    """The figures of a sentence from which a claimed difference or total can be reckoned; [] where none fit."""
    figure = piece.figure
    if figure is None or not figure.unit:
        return []
    alike = [p for p in theirs if p.figure is not None and p.figure.canonical == figure.canonical]
    before = statement[: piece.span.start]
    if _CHANGE.search(before):
        return _changes(figure.amount, alike, text)
    return _totals(figure.amount, alike, text) if _TOTAL.search(before) else []


def _amount(piece: Piece) -> Fraction:
    return piece.figure.amount if piece.figure else Fraction(0)


def _changes(amount: Fraction, alike: Sequence[Piece], text: str) -> list[tuple[int, int]]:
    """由甲增加到乙, where the two are the claimed amount apart."""
    return [
        (one.span.start, other.span.end)
        for one, other in pairwise(alike)
        if _FROM_TO.fullmatch(text[one.span.end : other.span.start]) and abs(_amount(other) - _amount(one)) == amount
    ]


def _totals(amount: Fraction, alike: Sequence[Piece], text: str) -> list[tuple[int, int]]:
    """Amounts in one list, 甲、乙、丙, that make the claimed one together."""
    for n, first in enumerate(alike):
        total, last = _amount(first), first
        for p in alike[n + 1 :]:
            gap = text[last.span.end : p.span.start]
            if "、" not in gap or re.search("[。；]", gap):
                break
            total, last = total + _amount(p), p
            if total == amount:
                return [(first.span.start, last.span.end)]
    return []
