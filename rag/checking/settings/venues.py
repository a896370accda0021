"""Where it was, which way it went: the place that a statement names for an event, against the reported one."""

from __future__ import annotations

import re

from rag.answers import Difference
from rag.checking.settings.where import areas, rank_of
from rag.checking.wording.bonds import ABSENT, Comparison, Finding, Statement
from rag.checking.wording.spots import spots

_HELD = r"(?:成功|正式|隆重|顺利|圆满)?(?:举行|召开|开展|举办|进行|启动|开幕|闭幕|落幕|开赛|揭牌|开讲|上演|办|开|搞)"
_AT = re.compile(rf"在(?P<place>[^，。；在]{{2,16}}?){_HELD}")
_AT_EN = re.compile(
    r"\b(?:held|took place|place|launched|staged|organi[sz]ed|opened)\b[^.]{0,30}?\b(?:in|at)(?: the)? $"
)
_END = re.compile(r"(?P<way>[东南西北][起至])(?P<end>[\u4e00-\u9fff]{2,10})")
_GOES = re.compile(r"来到|赶到|奔赴|走进|前往|赴|(?<![得达收看受感遇见])到(?!底|位|达|了)")


def find_venues(statement: Statement, comparison: Comparison) -> list[Difference]:
    """At most one difference: an event held elsewhere, or the guests taken for the hosts."""
    for finding in comparison.findings:
        piece = finding.piece
        if finding.state != ABSENT or piece.kind not in ("body", "word") or spots(piece, comparison.report.whole):
            continue
        if not _is_venue(statement, finding):
            continue
        rival = _venue(comparison.report.text, finding)
        if rival and rival not in statement.text:
            return [Difference("place", piece.text, rival)]
    return (
        _ends(statement.text, comparison.report.text)
        or _swapped(statement, comparison)
        or _titled(statement, comparison)
    )


def _is_venue(statement: Statement, finding: Finding) -> bool:
    span = finding.piece.span
    if statement.lang != "zh":
        return finding.piece.kind == "body" and bool(_AT_EN.search(statement.text[: span.start]))
    return any(m.start("place") <= span.start < m.end("place") for m in _AT.finditer(statement.text)) and (
        finding.piece.kind == "body" or finding.piece.tag == "ns"
    )


def _venue(text: str, finding: Finding) -> str:
    """The place that a sentence gives in its stead: one of the same sort, or where it says the event was held."""
    heads = [form for form, _ in finding.piece.forms] or [finding.piece.text]
    rank = next((rank for head in heads if (rank := rank_of(head)) is not None), None)
    if rank is not None:
        return next((area for area in areas(text) if rank_of(area) == rank), "")
    held = _AT.search(text)
    return held["place"] if held and len(held["place"]) <= 12 else ""


def _titled(statement: Statement, comparison: Comparison) -> list[Difference]:
    """《某》 of 甲县 where the words right before 《某》 in the sentence name 乙县: 来自乙县的相声《某》."""
    text = comparison.report.text
    claimed = areas(statement.text)
    for finding in comparison.findings:
        if finding.piece.kind != "title" or not claimed or statement.lang != "zh":
            continue
        for start, _ in finding.spots:
            before = re.split("[，。；：！？、》”和与]", text[: start - 1])[-1]
            theirs = areas(before)
            mine = [area for area in claimed if area in text]
            other = next((b for b in theirs for a in mine if rank_of(a) in _ALIKE[rank_of(b) or 0] and a != b), "")
            if other and not set(mine) & set(theirs):
                return [Difference("place", mine[0], other)]
    return []


_ALIKE: dict[int, tuple[int, ...]] = {0: (0,), 1: (1, 2), 2: (1, 2), 3: (3,), 4: (4,), 5: (5,)}
"""Ranks of places that may be named in each other's stead: a county-level city is a 市 too."""


def _ends(statement: str, report: str) -> list[Difference]:
    """北起甲 where the report has 北起乙."""
    theirs = {match["way"]: match["end"] for match in _END.finditer(report)}
    for match in _END.finditer(statement):
        mine, other = match["end"], theirs.get(match["way"], "")
        if other and mine not in other and other not in mine:
            return [Difference("place", mine, other)]
    return []


def _swapped(statement: Statement, comparison: Comparison) -> list[Difference]:
    """甲到乙考察 where the report has 乙 coming to 甲."""
    if statement.lang != "zh":
        return []
    went = _GOES.search(statement.text)
    if not went:
        return []
    before, after = areas(statement.text[: went.start()]), areas(statement.text[went.end() :])
    report = _GOES.search(comparison.report.text)
    if not before or not after or not report:
        return []
    came, gone = comparison.report.text[: report.start()], comparison.report.text[report.end() :]
    guest, host = before[-1], after[0]
    stem = guest.rstrip("省市县区镇乡村")
    if host in came and host not in gone and stem in gone and guest not in came and stem not in came:
        return [Difference("organisation", f"{guest}{went.group()}{host}", f"{host}{report.group()}{stem}")]
    return []
