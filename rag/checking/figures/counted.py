"""What is counted: 20余名环卫工人 are not twenty 退役军人, though the number is the same."""

from __future__ import annotations

import re

from rag.answers import Difference
from rag.checking.claim.parts import Piece, take_apart
from rag.checking.wording.bonds import ABSENT, SAME, Comparison, Finding, Statement

_NOUN = ("n", "j")
"""First letters of the tags of nouns; j is a short name: 交警."""
_PARTS = re.compile(r"\s?of (?:the|its|their|his|her|these|those)\b", re.I)
"""Two of the women are a part of those whom the report counts."""


_RANKED = re.compile("前$")
_STOREYS = ("楼", "年级", "车道")


def counts_nothing(text: str, piece: Piece, claimed: Piece) -> bool:
    """Is a figure of a sentence none that could stand for the claimed one: 前三名, 一次, 二楼?"""
    figure, before = piece.figure, text[: piece.span.start]
    if figure is None or claimed.figure is None:
        return False
    if figure.unit in _STOREYS or figure.indefinite:
        return claimed.figure.unit != figure.unit
    return figure.unit in ("名", "位", "强") and bool(_RANKED.search(before))


def is_part(statement: Statement, piece: Piece) -> bool:
    """Does an English figure count some of those of whom the statement speaks?"""
    return statement.lang != "zh" and bool(_PARTS.match(statement.text[piece.span.end :]))


def find_counted(statement: Statement, comparison: Comparison) -> list[Difference]:
    """At most one difference: the same number of something else."""
    findings = comparison.findings
    for n, finding in enumerate(findings):
        if finding.piece.kind != "figure" or finding.state != SAME or not finding.spots:
            continue
        if statement.lang == "zh":
            other = _counts_longer(statement.text, finding, comparison.report.text)
            if other:
                return [Difference("number", finding.piece.text, other)]
        noun = _noun_after(statement, findings[n], findings[n + 1 :])
        if noun is None:
            continue
        rival = _counted_there(comparison.report.text, finding)
        if rival and rival not in statement.text and rival[-1] not in noun.piece.text:  # 队伍, of a 志愿队
            return [Difference("name", noun.piece.text, rival)]
    return []


def _counts_longer(claim: str, finding: Finding, text: str) -> str:
    """The figure of what is claimed, where the claimed one counts what is called after it: 30个村, 12个村卫生室."""
    noun = re.match(r"(?P<noun>[\u4e00-\u9fff]{2,4})[，。；！]?$", claim[finding.piece.span.end :])
    if noun is None:
        return ""
    longer = all(re.match(rf"{noun['noun']}[\u4e00-\u9fff]{{2}}", text[end:]) for _, end in finding.spots)
    for piece in take_apart(text):
        if piece.figure is None or any(a < piece.span.end and piece.span.start < b for a, b in finding.spots):
            continue
        if longer and re.match(rf"{noun['noun']}(?:[，。；、中里]|$)", text[piece.span.end :]):
            return piece.text
    return ""


def lost_noun(statement: Statement, comparison: Comparison) -> bool:
    """Is something counted that the sentence does not name, though it has the number?"""
    return any(
        _noun_after(statement, finding, comparison.findings[n + 1 :]) is not None
        for n, finding in enumerate(comparison.findings)
        if finding.piece.kind == "figure" and finding.state == SAME
    )


def counts_unnamed(statement: Statement, comparison: Comparison, figure: Finding) -> bool:
    """Does a figure count what no report of the article names: three foreigners of fourteen pupils?"""
    at = next(n for n, finding in enumerate(comparison.findings) if finding is figure)
    return _noun_after(statement, figure, comparison.findings[at + 1 :]) is not None


def _noun_after(statement: Statement, figure: Finding, after: tuple[Finding, ...]) -> Finding | None:
    """The noun that a figure counts, where no report of the article has it."""
    end, last = figure.piece.span.end, None
    for finding in after:
        gap = statement.text[end : finding.piece.span.start]
        if statement.lang == "zh":
            if gap or finding.piece.kind != "word" or finding.piece.tag[:1] not in _NOUN:
                break
            last = finding
            break
        if not re.fullmatch(r"[\s-]*", gap) or finding.piece.kind != "word":
            break
        if finding.strength >= 0.3 or finding.state != ABSENT:
            return None
        last, end = finding, finding.piece.span.end
    if last is None or last.piece.weight < 1 or last.state != ABSENT or last.strength >= 0.3:
        return None
    return last


def _counted_there(text: str, figure: Finding) -> str:
    """The noun right behind the same figure in the sentence."""
    ends = {b for _, b in figure.spots}
    for piece in take_apart(text):
        if piece.span.start in ends and piece.kind in ("word", "body") and piece.weight >= 1 and len(piece.text) > 1:
            return piece.text if piece.kind == "body" or piece.tag.startswith("n") else ""
    return ""
