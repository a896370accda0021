"""What an English number counts, in Chinese: eight key projects are 八大重点工程, two lions 两头雄狮."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.numerals import read_number
from rag.checking.bonds import OTHER, SAME, Finding

_COUNTED = re.compile(
    r"(?<!每)(?P<n>[一二两三四五六七八九十百\d]{1,4})(?:余|多)?"
    r"(?P<unit>[大个项条头只名位户家支场次座种辆件批类处所本份套部篇级届棵株台对双副幅尊匹])(?P<gap>[\u4e00-\u9fff]{0,3})$"
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
        return finding
    same = [said for said, value in counts.items() if value == figure.value]
    if same:
        place = text.find(same[0])
        return Finding(finding.piece, SAME, 1.0, spots=((place, place + len(same[0])),), bond=1.0)
    return Finding(finding.piece, OTHER, 0.0, next(iter(counts)), finding.spots, 1.0)


def _counts(spots: Sequence[tuple[int, int]], text: str) -> dict[str, int]:
    """Numbers with their measure right before some places, as printed, and their values."""
    found = {}
    for start, end in spots:
        match = _COUNTED.search(text[:start])
        if match and end - start >= 1:
            value = read_number(match["n"])
            if value is not None:
                found[match["n"] + match["unit"]] = int(value)
    return found
