"""A word of the claim in whose place the sentence has another: 浙江甲 for 浙江乙, 京剧《某》 for 晋剧《某》."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answers import Difference
from rag.checking.claim.parts import Piece, take_apart
from rag.checking.wording.bonds import ABSENT, AROUND, SAME, Comparison, Finding, Statement

_IS = re.compile(r"(?:是|为|叫做?|属于?)(?:[一两][\u4e00-\u9fff])?(?:名|位|个)?$")


def find_replaced(statement: Statement, comparison: Comparison) -> list[Difference]:
    """A word of the claim in whose place the sentence has another, between the same neighbours.

    浙江甲 and 浙江乙 before the same 、 or 等; 甲剧《某》 where the claim says that 《某》 is 乙剧.
    """
    if statement.lang != "zh":
        return []
    findings = list(comparison.findings)
    found: list[Difference] = []
    for n, finding in enumerate(findings):
        piece = finding.piece
        if piece.kind != "word" or piece.weight < 0.5 or len(piece.text) < 2:
            continue
        if _IS.search(statement.text[: piece.span.start]):
            found += _classed(finding, findings, comparison)
            continue
        if finding.state not in (ABSENT, AROUND) or finding.strength >= BESIDE_ENOUGH:
            continue
        before = findings[n - 1] if n else None
        after = findings[n + 1] if n + 1 < len(findings) else None
        rival = _between(statement.text, piece, before, after, comparison)
        done = piece.tag.startswith("v")  # 收集 and 征集: another verb of the same things gainsays nothing
        if rival and not done and not _stands_elsewhere(statement.text, piece, before, comparison.report.whole):
            place = piece.tag == "ns" or (before is not None and before.piece.tag == "ns")
            counted = _NUMERAL.match(piece.text) and _NUMERAL.match(rival)
            found.append(Difference("place" if place else "number" if counted else "name", piece.text, rival))
    return found


def _stands_elsewhere(statement: str, piece: Piece, before: Finding | None, whole: str) -> bool:
    """Does the article have the word behind its very neighbour, in another sentence: 宣传视频 beside 宣传活动?"""
    joined = before is not None and before.piece.span.end == piece.span.start
    return joined and before is not None and statement[before.piece.span.start : piece.span.end] in whole


_NUMERAL = re.compile("[一二两三四五六七八九十百千万\\d]")
BESIDE_ENOUGH = 0.65
"""A word found beside the sentence this surely is no other one."""


def _between(
    statement: str, piece: Piece, before: Finding | None, after: Finding | None, comparison: Comparison
) -> str:
    """What stands in the sentence between the neighbours of a lost word, where it is one word of its sort."""
    text = comparison.report.text
    size = len(piece.text)
    left = before is not None and before.state == SAME and statement[before.piece.span.end : piece.span.start] == ""
    if left and before is not None and before.piece.text + piece.text in comparison.report.whole:
        return ""  # the article has both: 宣传活动, and then 宣传视频
    right = after is not None and after.state == SAME and statement[piece.span.end : after.piece.span.start] == ""
    closed = re.match(r"[，。；、！]|等|$", statement[piece.span.end :]) is not None
    for other in take_apart(text):
        if other.kind != "word" or other.weight < 0.5 or other.text == piece.text or len(other.text) != len(piece.text):
            continue
        if not (other.tag[:1] == piece.tag[:1] or other.text[-1] == piece.text[-1]) or other.text in statement:
            continue
        at_left = left and before is not None and any(end == other.span.start for _, end in before.spots)
        at_right = right and after is not None and any(start == other.span.end for start, _ in after.spots)
        shut = re.match(r"[，。；、！]|等|$", text[other.span.end :]) is not None
        if (at_left and (at_right or (closed and shut))) or (at_right and other.text[-1] == piece.text[-1]):
            return other.text
    if left and closed and before is not None and not piece.tag.startswith("v"):
        for _, end in before.spots:
            rival = text[end : end + size]
            if re.fullmatch(rf"[\u4e00-\u9fff]{{{size}}}", rival) and re.match(
                r"[，。；、！]|等|$", text[end + size :]
            ):
                return rival if rival != piece.text else ""
    return ""


def _classed(finding: Finding, findings: Sequence[Finding], comparison: Comparison) -> list[Difference]:
    """X is a Y: the sentence has another Y' of Y's sort right beside X, and Y beside something else."""
    piece, text = finding.piece, comparison.report.text
    sort = _run(piece, findings)
    for subject in findings:
        if subject.piece is piece or subject.state != SAME or subject.piece.kind not in ("title", "name", "body"):
            continue
        for start, _ in subject.spots:
            low = start - 1 if text[start - 1 : start] in "《“" else start
            for mine in (piece.text, sort):
                window = text[max(0, low - len(mine)) : low]
                if len(window) == len(mine) and _HAN.fullmatch(window) and window != mine and window[-1] == mine[-1]:
                    return [Difference("name", mine, window)]
            theirs = _SORT.search(text[:low])
            whole = _GENRE.sub("", sort)
            if (
                subject.piece.kind == "title"
                and theirs
                and len(whole) > 2
                and re.search(f"{re.escape(whole)}[《“]", text)
                and not theirs[0].endswith(whole)
            ):
                return [Difference("name", whole, theirs[0])]
            of_another = re.search(f"{re.escape(piece.text)}[《“]", text)
            if subject.piece.kind == "title" and theirs and of_another and not set(piece.text) & set(theirs[0]):
                return [Difference("name", piece.text, theirs[0])]
    return []


_GENRE = re.compile("(?:节目|作品|曲目|剧目|演出|形式)$")
"""What says no more of a sort: 男女对唱节目."""
_HAN = re.compile("[\u4e00-\u9fff]+")


def _run(piece: Piece, findings: Sequence[Finding]) -> str:
    """A word and those that follow without a gap: 二胡|独奏."""
    words = piece.text
    for finding in findings:
        if finding.piece.span.start == piece.span.start + len(words) and finding.piece.kind == "word":
            words += finding.piece.text
    return words


_SORT = re.compile("(?<=[、，；。》”和])[\u4e00-\u9fff]{2,6}$")
"""What sort of thing a title in a list is of: 相声 in 小品《甲》、相声《乙》."""
