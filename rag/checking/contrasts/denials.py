"""What a claim says and a report denies, or the other way round."""

from __future__ import annotations

import re

from index.agreement import same_kind
from rag.answers import Difference
from rag.checking.claim.parts import take_apart
from rag.checking.wording.bonds import ABSENT, AROUND, SAME, Comparison, Finding
from rag.checking.wording.spots import spots
from rag.facts.negation import NOT, is_denied

_SEGMENT = re.compile(r"[，；。：！？]")
_ALL = "\u4e00-\u9fff"


def find_denials(statement: str, comparison: Comparison) -> list[Difference]:
    """At most one difference: the first word that one side denies and the other does not."""
    text, whole = comparison.report.text, comparison.report.whole
    for finding in comparison.findings:
        found = _denial(statement, finding, text)
        if found and not (
            finding.piece.denied and (counts_rest(statement, comparison) or _is_denied_in(finding, whole))
        ):
            return [found]
    return _lacking(statement, comparison) or _left_out(statement, comparison)


_NOT_THIS = re.compile("的?(?:并)?不是(?P<who>[\u4e00-\u9fff]{2,12}?)(?=[，。；！]|$)")
_TOLD = 0.8
"""How much of what stands before a 不是 must be told in the sentence for it to speak of the same deed."""


def _left_out(statement: str, comparison: Comparison) -> list[Difference]:
    """给居民准备礼物的不是银行 where the sentence has the bank do all of that."""
    said = _NOT_THIS.search(statement)
    text = comparison.report.text
    if not said or said["who"] not in text or is_denied(text, text.find(said["who"])):
        return []
    told = [f for f in comparison.findings if f.piece.span.end <= said.start() and f.piece.weight >= 0.5]
    weight = sum(f.piece.weight for f in told)
    held = sum(f.piece.weight for f in told if f.state == SAME)
    if told and told[-1].state == SAME and held >= _TOLD * weight - 1:
        at = text.find(said["who"])
        return [Difference("negation", f"不是{said['who']}", _around(text, (at, at + len(said["who"]))))]
    return []


_LACKED = re.compile("(?:[都也却则倒并]|一[个份点分]都?)?(?:没有|没了?|不给|不发)(?=[，。；！]|$)")
"""Behind what there is none of: 证书有，奖金没有."""


def _lacking(statement: str, comparison: Comparison) -> list[Difference]:
    """What the claim says there is none of, and the sentence names without denial."""
    text = comparison.report.text
    for finding in comparison.findings:
        piece = finding.piece
        if piece.kind != "word" or not piece.tag.startswith("n") or finding.state != SAME or finding.strength < 0.8:
            continue
        after = _LACKED.match(statement, piece.span.end)
        if after and finding.spots and not any(_is_lacked(text, start, end) for start, end in finding.spots):
            return [Difference("negation", f"{piece.text}{after.group()}", _around(text, finding.spots[0]))]
    return []


def _is_lacked(text: str, start: int, end: int) -> bool:
    return is_denied(text, start) or _LACKED.match(text, end) is not None


def _is_denied_in(finding: Finding, whole: str) -> bool:
    """Does the article deny elsewhere what the claim denies?"""
    found = [(a, b) for a, b, strength in spots(finding.piece, whole) if strength >= 0.8 and b - a > 1]
    return any(is_denied(whole, start) for start, _ in found)


_NOT_ALL = re.compile("(?:没有?|未|不[是会能]?)(?:能|曾)?(?:全部?|都|完全|所有|一直)")


def counts_rest(statement: str, comparison: Comparison) -> bool:
    """Does the claim say how many did not, or not all, where the sentence says how many did: 没拿到 of 61 less 58?"""
    figures = [f for f in comparison.findings if f.piece.figure is not None and f.piece.figure.role == "amount"]
    others = [f for f in figures if f.state != SAME or not f.spots]
    theirs = [p.figure for p in take_apart(comparison.report.text) if p.figure is not None]
    return bool(_NOT_ALL.search(statement)) or any(
        f.piece.figure is not None and same_kind(f.piece.figure, other) for f in others for other in theirs
    )


def _denial(statement: str, finding: Finding, text: str) -> Difference | None:
    piece = finding.piece
    if piece.kind != "word" or (piece.weight < 0.4 and not piece.forms) or NOT.fullmatch(piece.text):
        return None
    if finding.state in (ABSENT, AROUND) or not finding.spots:
        return _shortened(finding, text)
    if finding.state != SAME or finding.strength < 0.8:
        return None
    if not (piece.forms or piece.tag.startswith(("v", "a", "i", "l"))):
        return None
    found = [(a, b) for a, b in finding.spots if b - a > 1 or not piece.forms]
    if not found:
        return None  # a word of one sign says too little: 下 in 放心不下
    denied = [is_denied(text, start) and not _is_condition(text, start) for start, _ in found]
    if piece.denied and not any(denied):
        negator = _negator(statement[: piece.span.start])
        if negator and negator in _segment(text, finding.spots[0][0]):
            return None
        return Difference("negation", f"{negator}{piece.text}", _around(text, finding.spots[0]))
    if not piece.denied and all(denied) and (piece.tag.startswith("v") or piece.forms or len(denied) == 1):
        negator = _negator(text[: finding.spots[0][0]])
        if (negator and negator in statement) or is_unsure(statement, piece.span.start, piece.span.end):
            return None
        return Difference("negation", piece.text, _around(text, finding.spots[0]))
    return None


_IF_NOT = re.compile(rf"[未不没][{_ALL}]{{1,8}}[者的](?:，|视|将|不予|按|取消|一律)")
"""What befalls those who do not: 逾期未申报者视为放弃 denies nobody's 申报."""


def _is_condition(text: str, start: int) -> bool:
    """Does a place lie in or behind words that only tell what befalls those who do not?"""
    low = max((m.end() for m in _SEGMENT.finditer(text, 0, start)), default=0)
    return any(m.start() < start for m in _IF_NOT.finditer(text, low))


_WISHED = re.compile("[想盼]|希望|打算|愿意|试")
_WISHED_EN = re.compile(r"\b(?:want|hop|wish|try|tri|plan|intend|long)\w*\b[^.,;]*$", re.I)
_NEAR_EN = 30
"""Characters of an English statement before a word in which a wish governs it."""
_WISH = 12
"""Signs of a clause in which a wish governs what follows."""


def is_unsure(statement: str, start: int, end: int) -> bool:
    """Does the statement itself deny what comes of a word (献血那天，有人没献成), or only wish it (想试着献血)?"""
    denies = re.search(rf"[没未][能有]?[{_ALL}]{{1,2}}(?:成|上|到)", statement[end:])
    wished = _WISHED_EN.search(statement[max(0, start - _NEAR_EN) : start])
    return bool(denies or wished or _WISHED.search(_segment(statement, start)[:_WISH]))


def _shortened(finding: Finding, text: str) -> Difference | None:
    """休息 against 不休: a lost verb of two signs of which one stands there denied."""
    piece = finding.piece
    if piece.forms or piece.denied or len(piece.text) != 2 or not piece.tag.startswith("v"):
        return None
    for sign in piece.text:
        match = re.search(rf"[不未没无]{sign}(?![{_ALL}])", text)
        if match:
            return Difference("negation", piece.text, match.group())
    return None


def _negator(before: str) -> str:
    matches = list(NOT.finditer(before[-8:] + "某"))
    return matches[-1].group() if matches else ""


def _segment(text: str, at: int) -> str:
    starts = [m.end() for m in _SEGMENT.finditer(text) if m.end() <= at]
    ends = [m.start() for m in _SEGMENT.finditer(text) if m.start() >= at]
    return text[starts[-1] if starts else 0 : ends[0] if ends else len(text)]


def _around(text: str, spot: tuple[int, int]) -> str:
    segment = _segment(text, spot[0])
    return segment if len(segment) <= 24 else text[max(0, spot[0] - 6) : spot[1] + 4]
