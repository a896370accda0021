"""What an English number counts, in Chinese: eight key projects are 八大重点工程, two lions 两头雄狮."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.approximation import Kind
from index.numerals import read_number
from index.quantities import Quantity
from rag.checking.wording.bonds import ABSENT, BREAK, OTHER, SAME, Finding

_COUNTED = re.compile(
    r"(?<!每)(?P<n>[一二两三四五六七八九十百\d]{1,4})(?:余|多)?"
    r"(?P<unit>[大个项条头只名位户家支场次座种辆件批类处所本份套部篇级届棵株台对双副幅尊匹])(?P<gap>[\u4e00-\u9fff]{0,3})$"
    r"|(?<![一二两三四五六七八九十百千万第周期\d])(?P<bare>[两三四五六七八九])$"
)
"""A Chinese number and its measure right before what it counts."""
_NEAR = 24
"""Characters between an English number and the thing that it counts."""


def recount(statement: str, findings: Sequence[Finding], text: str) -> list[Finding]:
    """The findings, those of bare English numbers judged by the number that stands before the counted thing."""
    return [_recounted(statement, finding, findings[n + 1 :], text) for n, finding in enumerate(findings)]


def _recounted(statement: str, finding: Finding, after: Sequence[Finding], text: str) -> Finding:
    figure = finding.piece.figure
    if figure is None or figure.unit or figure.role == "ordinal":
        return finding
    counts: dict[str, int] = {}
    at = finding.piece.span.end
    for thing in after:
        gap = statement[at : thing.piece.span.start]
        if (
            not re.fullmatch(r"[\s-]*", gap)
            or thing.piece.kind not in ("word", "body")
            or thing.piece.span.start - at > _NEAR
        ):
            break
        at = thing.piece.span.end
        counts |= _counts(thing.spots, text)
    if not counts:
        return _by_clause(statement, finding, after, text)
    same = [said for said, value in counts.items() if _admits(figure, value)]
    if same:
        place = text.find(same[0])
        return Finding(finding.piece, SAME, 1.0, spots=((place, place + len(same[0])),), bond=1.0)
    return Finding(finding.piece, OTHER, 0.0, next(iter(counts)), finding.spots, 1.0)


def _admits(figure: Quantity, value: int) -> bool:
    """Is a number the claim's, or within the bounds of its words: 404 for over four hundred?"""
    if figure.kind is Kind.EXACT or figure.low is None or figure.high is None:
        return value == figure.value
    return figure.low <= value <= figure.high


_WORKS = re.compile(r"\s?(?:acts?|works?|plays?|songs?|dances?|programmes?|pieces|sketches|books|films|operas)\b", re.I)
"""What has a title of its own."""


def _by_clause(statement: str, finding: Finding, after: Sequence[Finding], text: str) -> Finding:
    """A number whose thing the sentence does not name: told in the clause of what the claim says of it, or not told."""
    said = next((f for f in after if f.spots and f.piece.weight >= 1), None)
    things = [f for f in after if said is None or f.piece.span.start < said.piece.span.start]
    if said is None or not things or finding.piece.figure is None:
        return finding
    clauses = [_clause(text, at) for at, _ in said.spots]
    if _WORKS.match(statement, finding.piece.span.end):
        for low, high in clauses:
            titles = {m.group() for m in re.finditer("《[^》]+》", text[low:high])}
            if len(titles) == finding.piece.figure.value > 1:
                return Finding(finding.piece, SAME, 1.0, spots=((low, high),), bond=1.0)
    if finding.state == SAME and finding.spots and all(f.state == ABSENT for f in things):
        held = any(low <= a and b <= high for low, high in clauses for a, b in finding.spots)
        return finding if held else Finding(finding.piece, ABSENT, 0.0)
    return finding


def _clause(text: str, at: int) -> tuple[int, int]:
    """The clause of a place in a sentence."""
    low = max((m.end() for m in BREAK.finditer(text, 0, at)), default=0)
    return low, next((m.start() for m in BREAK.finditer(text, at)), len(text))


def _counts(spots: Sequence[tuple[int, int]], text: str) -> dict[str, int]:
    """Numbers with their measure right before some places, as printed, and their values."""
    found = {}
    for start, end in spots:
        match = _COUNTED.search(text[:start])
        if match and end - start >= 1:
            number = match["n"] or match["bare"]
            value = read_number(number)
            if value is not None:
                found[number + (match["unit"] or text[start:end])] = int(value)
    return found
