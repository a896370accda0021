"""Where it was, which way it went: the place that a statement names for an event, against the reported one."""

from __future__ import annotations

import re

from index.words import tag_words
from rag.answers import Difference
from rag.checking.claim.parts import take_apart
from rag.checking.settings.where import areas, rank_of
from rag.checking.wording.bonds import ABSENT, AROUND, SAME, Comparison, Finding, Statement
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
        or _come_from(statement, comparison)
        or _at_end(statement, comparison)
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


_LEAD = 160
"""Signs at the head of an article: whom it names there, it may speak of in any sentence."""
_OWN = (3, 4, 5)
"""Ranks of areas of which a county has many."""


def find_elsewhere(statement: Statement, comparison: Comparison) -> list[Difference]:
    """At most one difference: what is told of a village or community beside that of the claim, which is not there."""
    report = comparison.report
    lead = f"{report.article.headline}\n{report.whole[:_LEAD]}"
    mine = [f for f in comparison.findings if f.piece.kind == "body" and f.state == SAME]
    held = {report.text[a:b] for f in mine for a, b in f.spots}
    for finding in comparison.findings:
        piece = finding.piece
        rank = rank_of(piece.forms[0][0] if piece.forms else piece.text)
        if piece.kind != "body" or finding.state != AROUND or rank not in _OWN or spots(piece, lead):
            continue
        if statement.lang == "zh" and piece.text not in report.whole:
            continue
        bodies = (p.text for p in take_apart(report.text) if p.kind == "body")
        theirs = [area for area in bodies if rank_of(area) == rank and _is_named(area)]
        named = any(area in one or one in area for area in theirs for one in held)
        if theirs and not named and not any(area in statement.text for area in theirs):
            return [Difference("place", piece.text, theirs[0])]
    return []


def _is_named(area: str) -> bool:
    """Is what stands before its head a name, and no deed or number: 柳湾社区, not 提升社区, 一支懂社区?"""
    words = [tag for word, tag in tag_words(area) if len(word) < len(area)]
    return not any(tag[:1] in ("v", "d", "p", "m", "q", "r", "u", "c") for tag in words[:-1])


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


_FROM = re.compile("来自(?P<where>[\u4e00-\u9fff]{2,12}?)(?=的|[，。；]|$)")


def _come_from(statement: Statement, comparison: Comparison) -> list[Difference]:
    """甲来自云南 where the sentence has 来自贵州的甲, and another come from there."""
    said = _FROM.search(statement.text)
    for finding in comparison.findings:
        if not said or finding.piece.kind not in ("name", "title") or statement.lang != "zh":
            continue
        for start, _ in finding.spots:
            before = re.split("[，。；：！？、]|来自", comparison.report.text[:start])[-1]
            where = before.partition("的")[0]
            at = start - len(before) - 2
            if comparison.report.text[max(0, at) : at + 2] != "来自" or not 2 <= len(where) <= 12:
                continue
            if where[:2] not in statement.text and said["where"][:2] not in before:
                return [Difference("place", said["where"], where)]
    return []


_ENDS_EN = {
    "起点": r"\b(?:start(?:s|ed|ing)?|set off|sets off|beg[ai]n)\b[^.,]{0,12}\b(?:at|in|from)\b",
    "终点": r"\b(?:finish(?:es|ed|ing)?|end(?:s|ed|ing)?)\b[^.,]{0,12}\b(?:at|in)\b",
}
_ENDS_ZH = {
    "起点": r"起点[设在为是于]{1,2}|从(?=[\u4e00-\u9fff]{2,12}(?:出发|起跑))|在(?=[\u4e00-\u9fff]{2,12}(?:起跑|开跑))",
    "终点": r"终点[设在为是于]{1,2}|在(?=[\u4e00-\u9fff]{2,12}(?:冲线|到达终点))|(?:跑|骑|走)到",
}


def _at_end(statement: Statement, comparison: Comparison) -> list[Difference]:
    """Finished at the square, where the sentence has the square on the way and the end elsewhere."""
    text = comparison.report.text
    for end, pattern in _ENDS_EN.items():
        zh = _ENDS_ZH[end]
        said = re.search(zh if statement.lang == "zh" else pattern, statement.text)
        reported = re.search(f"{end}[设在为是于]{{1,2}}(?P<where>[^，。；、]{{2,16}})", text)
        if not said or not reported:
            continue
        low, high = reported.span("where")
        after = [f for f in comparison.findings if f.piece.span.start >= said.end() and f.piece.kind in _SITES][:1]
        if any(f.spots and not any(low <= a < high for a, _ in f.spots) for f in after):
            return [Difference("place", after[0].piece.text, reported["where"])]
    return []


_SITES = ("body", "name")
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
