"""Whose each of several is: 甲镇的小品和乙乡的相声 gives no 相声 to 甲镇, though both stand in the sentence.

So with days of the week: 周一小米粥、周三南瓜粥 serves no 小米粥 on a Wednesday.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.words import tag_words
from rag.answers import Difference
from rag.checking.claim.parts import take_apart
from rag.checking.wording.bonds import SAME, Comparison, Finding, Statement

_AREA = re.compile(r"(?:街道|社区|[市县区镇乡村])$")
_SORTS = (("县", "市", "区"), ("街道", "镇", "乡"), ("村", "社区"))
"""Areas of one rank."""


def find_belonging(statement: Statement, comparison: Comparison) -> list[Difference]:
    """At most one difference: a thing of which the sentence names another area of the same sort right before it."""
    if statement.lang != "zh":
        return []
    text, said = comparison.report.text, statement.text
    areas = [p for p in take_apart(text) if p.kind == "body" and _AREA.search(p.text)]
    for n, place in enumerate(comparison.findings[:-1]):
        thing = comparison.findings[n + 1]
        sort = next((one for one in reversed(_SORTS) if place.piece.text.endswith(one)), ())
        if not sort or place.piece.kind != "body" or place.state != SAME or place.strength < 1:
            continue
        gap = said[place.piece.span.end : thing.piece.span.start]
        if gap != "的" or thing.state != SAME or thing.piece.weight < 1 or len({a for a, _ in thing.spots}) != 1:
            continue
        at = thing.spots[0][0]
        before = [p for p in areas if p.span.end <= at and p.text.endswith(sort)]
        other = before[-1] if before else None
        if (
            other is not None
            and not any(a <= other.span.start < b for a, b in place.spots)
            and _parted(text, other.span.end, at, place.spots)
        ):
            return [Difference("place", place.piece.text, other.text)]
    return []


_WEEKDAY = re.compile(r"(?:周|星期|礼拜)(?P<day>[一二三四五六日天])(?![年岁])")
_WEEKDAY_EN = re.compile(r"\b(?P<day>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b")
_DAYS = {"Mon": "一", "Tues": "二", "Wednes": "三", "Thurs": "四", "Fri": "五", "Satur": "六", "Sun": "日"}
_AREA_RUN = re.compile(
    r"(?![全本该各每我两多几这那])[\u4e00-\u9fff]{2,4}?(?P<sort>街道|社区|镇|乡(?!镇|村)|村(?![民委])|县)"
)
_NO_NAME = ("v", "p", "u", "c", "d", "m", "r", "f")
"""Tags of words that stand before an area's name and are none of it."""
_SEPARATES = re.compile(r"[、，；]")


@dataclass(frozen=True, slots=True)
class _Head:
    """What a run of things in a sentence belongs to: an area, or a day of the week."""

    start: int
    end: int
    sort: str
    name: str


def find_run(statement: Statement, comparison: Comparison) -> list[Difference]:
    """At most one difference: a thing stands in the run of another area or weekday than the claim names."""
    text = comparison.report.text
    heads = _find_heads(text)
    for sort in dict.fromkeys(head.sort for head in heads):
        row = [head for head in heads if head.sort == sort]
        claimed = _claimed(statement, comparison, row, sort)
        if len(row) < 2 or not claimed or len({head.name for head in row}) < len(row):
            continue
        if not all(_SEPARATES.search(text[a.end : b.start]) for a, b in pairwise(row)):
            continue
        for finding in comparison.findings:
            owner = _owner(text, row, finding)
            if owner and owner.name not in claimed:
                return [Difference("date" if sort == "day" else "place", min(claimed), owner.name)]
    return []


def _find_heads(text: str) -> list[_Head]:
    days = [_Head(m.start(), m.end(), "day", f"周{m['day'].replace('天', '日')}") for m in _WEEKDAY.finditer(text)]
    areas = [_Head(m.start(), m.end(), m["sort"], _bare(m[0])) for m in _AREA_RUN.finditer(text)]
    return sorted([*days, *areas], key=lambda head: head.start)


def _bare(area: str) -> str:
    """An area's name without the words before it: 走访了白杨镇."""
    words = tag_words(area)
    while len(words) > 1 and words[0][1][:1] in _NO_NAME:
        words = words[1:]
    return "".join(word for word, _ in words)


def _claimed(statement: Statement, comparison: Comparison, row: Sequence[_Head], sort: str) -> set[str]:
    """The one head of this sort that the claim names; none where it names several or none."""
    if sort == "day":
        days = {m["day"].replace("天", "日") for m in _WEEKDAY.finditer(statement.text)}
        days |= {_DAYS[m["day"]] for m in _WEEKDAY_EN.finditer(statement.text)}
        named = {f"周{day}" for day in days}
    else:
        spots = [spot for f in comparison.findings if f.state == SAME and f.piece.kind == "body" for spot in f.spots]
        named = {head.name for head in row if any(a < head.end == b for a, b in spots)}
    return named if len(named) == 1 and named <= {head.name for head in row} else set()


def _owner(text: str, row: Sequence[_Head], finding: Finding) -> _Head | None:
    """The head in whose run a thing of the claim stands, if it stands in the sentence once."""
    piece = finding.piece
    noun = piece.kind in ("body", "title", "name") or (piece.kind == "word" and piece.tag[:1] in ("n", ""))
    if finding.state != SAME or piece.weight < 1 or not noun or len(finding.spots) != 1:
        return None
    at, end = finding.spots[0]
    if any(head.start < end and at < head.end for head in row) or text.count(text[at:end]) > 1:
        return None
    before = [head for head in row if head.end <= at]
    behind = [head for head in row if head.start >= end]
    if (
        behind
        and row[0] is behind[0]
        and behind[0].sort == "day"
        and not _SEPARATES.search(text[end : behind[0].start])
    ):
        return behind[0]  # 内科周二坐诊，骨科周四坐诊: each day behind its thing
    if not before or re.search("[，。；]", text[before[-1].end : at]):
        return None
    return before[-1]


def _parted(text: str, low: int, high: int, mine: tuple[tuple[int, int], ...]) -> bool:
    """Are the thing and its own area in one clause, and the claimed area in another?"""
    if re.search("[，。；]", text[low:high]):
        return False
    return all(re.search("[，；、和]", text[min(b, high) : max(a, low)]) for a, b in mine)
