"""What can be reckoned from a report's figures: the rise from 8 to 15 is 7, three firsts and six seconds are nine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from rag.answers import Difference
from rag.checking.claim.parts import Piece, take_apart
from rag.checking.wording.bonds import SAME, Comparison, Statement

_RISES = "增加|增长|减少|下降|提高|上升|缩短|降低|扩大|延长"
_CHANGE = re.compile(
    rf"(?:{_RISES}|多|少)(?:了|出)?\s*$|\b(?:by|rose|fell|increased|decreased|grew|dropped) (?:by )?$", re.I
)
_FROM_TO = re.compile(rf"[^，。；]{{0,10}}?(?:{_RISES}|调整|变)[到至为成](?:了)?[^，。；\d]{{0,4}}$")
_TOTAL = re.compile(
    r"(?:共|合计|总共|一共|共计|总计|加起来|加在一起|相加|合起来|加总)[^，。；\d]{0,6}$"
    r"|\b(?:total of|altogether|in all|in total)\b",
    re.I,
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
    if not _TOTAL.search(before):
        return []
    asked = _asked(before, alike, text) or _asked(statement[piece.span.end :], alike, text)
    if asked:
        fits = sum(map(_amount, asked)) == figure.amount
        return [(asked[0].span.start, asked[-1].span.end)] if fits else []
    return _totals(figure.amount, alike, text)


def find_wrong_sums(statement: Statement, comparison: Comparison) -> list[Difference]:
    """At most one difference: a claimed total of things of which the sentence quotes each number."""
    text = comparison.report.text
    for finding in comparison.findings:
        figure = finding.piece.figure
        if figure is None or finding.state == SAME or not _TOTAL.search(statement.text[: finding.piece.span.start]):
            continue
        alike = [p for p in take_apart(text) if p.figure is not None and p.figure.canonical == figure.canonical]
        before = statement.text[: finding.piece.span.start]
        asked = _asked(before, alike, text) or _of_one_sort(statement.text[finding.piece.span.end :], alike, text)
        if asked and sum(map(_amount, asked)) != figure.amount:
            return [Difference("number", finding.piece.text, text[asked[0].span.start : asked[-1].span.end])]
    return []


_LISTED = re.compile(r"[、，和及与以]*(?P<what>[\u4e00-\u9fff]{1,8})$")


def _label(piece: Piece, before: Piece | None, text: str) -> str:
    """What a listed figure counts: 金奖 in 金奖2个、银奖3个."""
    low = before.span.end if before else 0
    match = _LISTED.search(text[low : piece.span.start])
    return match["what"] if match else ""


def _asked(claim: str, alike: Sequence[Piece], text: str) -> list[Piece]:
    """The listed figures whose things a claim names by their first signs: 金、银、铜奖; [] for fewer than two."""
    found = []
    for n, piece in enumerate(alike):
        label = _label(piece, alike[n - 1] if n else None, text)
        end = label[-1:]
        if len(label) >= 2 and re.search(rf"{label[-2]}(?:{end}|[、和及与])", claim):
            found.append(piece)
    joined = all("。" not in text[a.span.end : b.span.start] for a, b in pairwise(found))
    return found if len(found) > 1 and joined else []


def _of_one_sort(after: str, alike: Sequence[Piece], text: str) -> list[Piece]:
    """All figures of a list whose things end alike in what the claim counts: 金奖、银奖 are 奖."""
    sort = re.match(r"[\u4e00-\u9fff]", after)
    if not sort or len(alike) < 2:
        return []
    labels = [_label(piece, alike[n - 1] if n else None, text) for n, piece in enumerate(alike)]
    rows = all("、" in text[a.span.end : b.span.start] for a, b in pairwise(alike))
    return list(alike) if rows and all(label.endswith(sort.group()) for label in labels) else []


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
