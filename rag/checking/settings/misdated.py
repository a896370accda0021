"""A claimed day that the sentence gives to something else: 1912年义塾改为学堂，次年招收女生 is no 1912年招收女生."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index.records import Span
from rag.answers import Difference
from rag.checking.claim.when import When, find_when, same_days
from rag.checking.figures.misplaced import Coverage
from rag.checking.wording.bonds import AROUND, BREAK, SAME, Comparison, Statement

_OTHER_TIME = re.compile(r"次年|翌年|第二年|转年|次日|翌日|第二天|[这本此]次|[本上]届")
"""Times told from another, or from the report's own."""
_BASE = re.compile(
    r"(?:[比较同]|相比|截至|截止)(?:上?了)?$|\b(?:than|as)(?: in| the same months of| that of)? ?$|[《“][^》”]*$"
)
"""What stands before a time with which another is compared, or in a name."""
_YEAR = re.compile(r"\d{4}|[今去明前]年")
MARGIN = 1.0
"""Words of the claim by which the stretch of another day must say more."""
TOLD = 0.6
"""Share of what the sentence says of the claim that the other day's stretch must hold."""
INSIDE = 0.55
"""How much of a statement must stand in a sentence of another year to be told of that one."""
_MONTH = 31


def find_misdated(statement: Statement, comparison: Comparison) -> list[Difference]:
    """At most one difference: the claimed day is not the one under which the sentence tells what is claimed."""
    found = _misdate(statement, comparison)
    return [found[0]] if found and (found[1] or comparison.inside >= INSIDE) else []


def tells_another_year(statement: Statement, comparison: Comparison) -> bool:
    """Does the sentence tell of another year than the claim, or of another day what is claimed?"""
    return _misdate(statement, comparison) is not None


def _misdate(statement: Statement, comparison: Comparison) -> tuple[Difference, bool] | None:
    """The claimed day and the sentence's; does the sentence have the claimed one too, for something else?"""
    text = comparison.report.text
    marks = _marks(text, comparison.report.article.published)
    claimed = [(when, state) for when, state, _ in comparison.dates if state in (SAME, AROUND) and not when.weekday]
    claimed = [(when, state) for when, state in claimed if not _BASE.search(statement.text[: when.span.start])]
    if not marks or not claimed:
        return None
    sheet = Coverage(statement, comparison)
    whole = sheet.held(0, len(text))
    told = [sheet.held(low, high) for low, high in _reaches(text, [span for span, _ in marks])]
    for when, state in claimed:
        mine = [n for n, (_, other) in enumerate(marks) if other is not None and same_days(when, other)]
        others = [n for n, mark in enumerate(marks) if n not in mine and _is_rival(text, when, *mark, named=bool(mine))]
        if not others or any(_BASE.search(text[: marks[n][0].start]) for n in mine):
            continue
        if not mine and (state == SAME or not _is_year(when)):
            continue
        best = max(others, key=lambda n: told[n])
        if told[best] >= max((told[n] for n in mine), default=0.0) + MARGIN and told[best] >= TOLD * whole:
            return Difference("date", when.text, marks[best][0].of(text)), bool(mine)
    return None


def _marks(text: str, published: str | None) -> list[tuple[Span, When | None]]:
    """The times of a sentence in order; None for one that is told from another."""
    found: list[tuple[Span, When | None]] = [
        (when.span, when) for when in find_when(text, published=published) if not when.weekday
    ]
    for match in _OTHER_TIME.finditer(text):
        if not any(match.start() < span.end and span.start < match.end() for span, _ in found):
            found.append((Span(*match.span()), None))
    return sorted(found, key=lambda item: item[0].start)


def _is_rival(text: str, claimed: When, span: Span, other: When | None, *, named: bool) -> bool:
    """May a time of the sentence be told where the claim has its own: as fine as that, and no measure of another?"""
    if _BASE.search(text[: span.start]):
        return False
    if other is None:
        return named
    if not named:  # the sentence speaks of another year altogether
        opens = not text[: span.start].strip("　 ") or text[span.start - 1] in "，；。"
        return opens and bool(_YEAR.search(other.text)) and not claimed.days.overlaps(other.days)
    return (other.days.last - other.days.first).days <= max((claimed.days.last - claimed.days.first).days, _MONTH)


def _is_year(when: When) -> bool:
    return when.year and (when.days.last - when.days.first).days > _MONTH


def _reaches(text: str, spans: Sequence[Span]) -> list[tuple[int, int]]:
    """The stretch of each day: from its clause's beginning, or the day before it there, to the next day's stretch."""
    lows = [0]
    for before, span in pairwise(spans):
        clause = max((m.end() for m in BREAK.finditer(text, 0, span.start)), default=0)
        lows.append(max(clause, before.end))
    return [(low, lows[n + 1] if n + 1 < len(lows) else len(text)) for n, low in enumerate(lows)]
