"""With whom, and by whom: the body that a claim joins to another (携手某团, together with X) and the sentence another.

Speaks only where the claim's body stands nowhere in the article and the sentence has its own in the very place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.answers import Difference
from rag.checking.wording.bonds import ABSENT, SAME, Comparison, Finding, Statement

_WITH = re.compile(r"(?:携手|会同|联手|(?<![市县区全省])联合)(?!会|体|国|社|开展|举办|组织|主办|举行|在|召开)")
_ENDS = re.compile(r"共同|一道|一起|联合|开展|举办|组织|主办|承办|举行|召开|在|赴|对|为|向|走进|来到|[，。；：]")
_WITH_EN = re.compile(
    r"\b(?:together|jointly|in (?:cooperation|partnership|collaboration)|along|hand in hand) with (?P<who>[^,.;]+)"
)
_BY_EN = re.compile(r"\b(?P<deed>\w+ed|held|run|led|given|put on|set up) by (?P<who>[^,.;]+)")
_STOPS_EN = re.compile(r" (?:in|at|on|during|for|last|this|to|from|after|before|under|and then)\b")
_BODY = re.compile(
    r"(?:院|站|团|局|会|社|校|学|中心|公司|集团|银行|委|办|部|队|馆|厂|店|所|协会|学院|中学|小学|政府|基金会|妇联|工会)$"
)
_LONGEST = 16
"""Signs of a body's name."""


def find_partners(statement: Statement, comparison: Comparison) -> list[Difference]:
    """At most one difference: another body with whom, or by whom, it was done."""
    if statement.lang != "zh":
        return _partner_en(statement, comparison)
    match = _WITH.search(statement.text)
    mine = _named(statement.text, match.end()) if match else ""
    if not match or len(mine) < 3 or not _BODY.search(mine):
        return []
    for theirs in _partners(comparison.report.text):
        lost = [
            f for f in comparison.findings if _within(f, match.end(), match.end() + len(mine)) and f.state == ABSENT
        ]
        if lost and not _is_short_for(mine, theirs) and mine[-3:] not in comparison.report.whole:
            return [Difference("organisation", mine, theirs)]
    return []


def _partner_en(statement: Statement, comparison: Comparison) -> list[Difference]:
    text = comparison.report.text
    for pattern in (_WITH_EN, _BY_EN):
        for match in pattern.finditer(statement.text):
            low = match.start("who")
            stop = _STOPS_EN.search(statement.text, low, match.end())
            mine = [f for f in comparison.findings if _within(f, low, stop.start() if stop else match.end())]
            lost = [f for f in mine if f.state == ABSENT and _is_proper(f)]
            deed = [f for f in comparison.findings if f.piece.span.start == match.start()]
            if not lost or (pattern is _BY_EN and not any(f.state == SAME for f in deed)):
                continue
            theirs = next(iter(_partners(text) if pattern is _WITH_EN else _doers(text, deed)), "")
            if theirs:
                said = statement.text[low : stop.start() if stop else match.end()]
                return [Difference("organisation", said, theirs)]
    return []


def _is_proper(finding: Finding) -> bool:
    """Is it of a name that sounds or is translated, and not only a word that the paper puts otherwise?"""
    piece = finding.piece
    known = piece.weight >= 1 and any(form != "\0" for form, _ in piece.forms)
    return bool(piece.sound) or (known and piece.text[:1].isupper())


def _within(finding: Finding, low: int, high: int) -> bool:
    return low <= finding.piece.span.start and finding.piece.span.end <= high


def _named(text: str, start: int) -> str:
    """What stands from a place to the next verb or pause, as far as it may be a name."""
    end = _ENDS.search(text, start)
    return text[start : end.start()] if end else ""


def _partners(text: str) -> Iterator[str]:
    """The bodies that a sentence joins to another."""
    for match in _WITH.finditer(text):
        theirs = _named(text, match.end())
        if 3 <= len(theirs) <= _LONGEST and _BODY.search(theirs):
            yield theirs


def _doers(text: str, deed: list[Finding]) -> Iterator[str]:
    """By whom a sentence says that a deed was done: 由甲、乙发起."""
    for start, _ in (spot for finding in deed for spot in finding.spots):
        match = re.search(r"由(?P<who>[^，。；由]{3,24})$", text[:start])
        if match:
            yield match["who"]


def _is_short_for(one: str, other: str) -> bool:
    """May the two be one body, its name cut short in one?"""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return short in long or all(sign in rest for sign in short)
