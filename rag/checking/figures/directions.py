"""The same figure, the other way: a rise of 27 % where the report has a fall of 27 %."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answers import Difference
from rag.checking.claim.parts import Piece
from rag.checking.wording.bonds import BREAK, SAME, Comparison, Finding, Statement

_UP = re.compile(
    r"增|[上提]升|升[至到了]|涨|提高|扩大|多[了出]|比[^，。；]{1,10}多|超[过出]|高于|提前|延长|\b(?:increas|r[io]se|risen|grew|grow|climb|exceed|outnumber)\w*"
    r"|\b(?:more|higher|up|above|over|larger|longer|earlier|faster)\b",
    re.I,
)
_DOWN = re.compile(
    r"减|下降|降[至到低了为]|下滑|跌|缩[短小减]|少[了于]|比[^，。；]{1,10}少|低于|不[足到]|推迟|落后"
    r"|\b(?:decreas|fell|fall|drop|declin|reduc|shrank|shorten)\w*|\b(?:less|fewer|lower|down|below|under|smaller|shorter|later|slower)\b",
    re.I,
)
_BOUND = re.compile(
    r"(?:不到|不足|超过|低于|高于|少于|more than|less than|fewer than|over|under|above|below)"
    r" ?(?=[\d一二三四五六七八九十百千万两半])",
    re.I,
)
"""What says within which bounds a figure is, not how it changed."""
_LONG = 24
"""Characters of a clause that are shown."""


def way(text: str) -> int:
    """1 where a text says that something grew, -1 where it shrank, 0 for neither or both."""
    return bool(_UP.search(text)) - bool(_DOWN.search(text))


def clauses_of(text: str, held: Sequence[Finding]) -> str:
    """The clauses in which the claim's figures stand; the whole text where it has none of them."""
    found = []
    for start, end in (spot for finding in held for spot in finding.spots[:1]):
        low = max((m.end() for m in BREAK.finditer(text, 0, start)), default=0)
        high = next((m.start() for m in BREAK.finditer(text, end)), len(text))
        found.append(text[low:high])
    return "，".join(found) or text


def find_turned_way(statement: Statement, comparison: Comparison) -> list[Difference]:
    """At most one difference: the claimed figure is printed, as a change the other way."""
    held = [f for f in comparison.findings if f.piece.kind == "figure" and f.state == SAME and f.spots]
    if not held:
        return []
    clause = clauses_of(comparison.report.text, held[:1])
    said_way = way(_BOUND.sub("", statement.text))  # 不到一成 did not fall
    if said_way * way(clause) >= 0:
        return []
    words = (_UP if said_way > 0 else _DOWN).search(statement.text)
    said = words.group() if words else ""
    return [Difference("number", f"{said} {held[0].piece.text}".strip(), clause.strip()[:_LONG])]


_CHANGED = re.compile(
    r"(?:增|减|降|升|涨|跌|[提较]高|回落|下滑|同比|环比|少|多|低|高)[^，。；\d]{0,5}$|\b(?:rose|r[ai]se[ns]?|fell|falls?|up|down|grew|by|increas\w+|drop\w*)\b[^,.;\d]{0,14}$",
    re.I,
)


_MORE_BY = re.compile(
    r"(?:比[^，。；]{1,16}[多少高低长短快慢重轻早晚]|[多少高低][出了]|[增减](?:加|少|长)?了|新增|增加(?![到至为]))(?:出|了|约|近|大约|不到)*$"
    r"|\b(?:rose|r[ai]se[ns]?|fell|falls?|grew|increas\w+|drop\w*|up|down|shorter|longer|higher|lower) by "
    r"(?:about |nearly |over )?$",
    re.I,
)
_MORE_THAN = re.compile(
    r"(?: \w+){0,2} (?:more|fewer|less|higher|lower|longer|shorter|later|earlier|faster|older|younger)\b", re.I
)


def is_difference(text: str, piece: Piece) -> bool:
    """Is an amount one by which something is more or less, or changed, and not how much it is?"""
    behind = _MORE_THAN.match(text, piece.span.end)
    return bool(behind or _MORE_BY.search(text[: piece.span.start]))


def is_another_sort(claim: str, piece: Piece, text: str, other: Piece) -> bool:
    """Is one of two figures a change and the other not: 占两成 beside 增加两成, 多300吨 beside how much it was?"""
    if piece.figure is None:
        return False
    shares = is_change(claim, piece) != is_change(text, other)
    return shares or (is_difference(claim, piece) and not is_difference(text, other))


def is_change(text: str, piece: Piece) -> bool:
    """Is a share one by which something changed, not one of a whole?"""
    figure = piece.figure
    if figure is None or figure.dimension != "share":
        return False
    after = re.match(r"\s?(?:more|less|higher|lower|up|down|than|over)\b", text[piece.span.end :])
    return bool(after or _CHANGED.search(text[: piece.span.start]))
