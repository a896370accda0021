"""Who did it: the body or person that a claim says did something by 由 or 被, and who did it in the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index.records import Span
from rag.answers import Difference
from rag.checking.claim.parts import take_apart
from rag.checking.wording.bonds import SAME, Comparison, Finding, Statement
from rag.facts.offices import OFFICE

_BY = re.compile(r"由|被(?!评|称|授|列|聘|选|认定|确定|命名|誉|判|罚|抓|盗|困|免|任|录|取|定|处|送|批)")
_SEGMENT = re.compile(r"[，；。：！？]")
_OFFICER = re.compile(rf"(?:{OFFICE.pattern}|代表|人员|员|长|者|们)$")


def find_agents(statement: Statement, comparison: Comparison) -> list[Difference]:
    """At most one difference: 由甲承办 where the report says that 乙 did it. Chinese statements only."""
    if statement.lang != "zh":
        return []
    for match in _BY.finditer(statement.text):
        claimed, deed = agent_of(match.end(), comparison.findings)
        if not claimed or deed is None or deed.state != SAME or not deed.spots:
            continue
        said = Span(claimed[0].piece.span.start, claimed[-1].piece.span.end).of(statement.text)
        named = [f for f in claimed if f.piece.kind in ("body", "name")]
        if all(f.state == SAME for f in (claimed if not named or OFFICE.search(said) else named)):
            continue  # 市、区两级某会和某站: all who are named stand there
        rival = _doer(comparison.report.text, deed.spots)
        if rival and rival not in said and said not in rival:
            kind = "person" if _OFFICER.search(rival) or claimed[-1].piece.kind == "name" else "organisation"
            return [Difference(kind, said, rival)]
    return _subject(statement, comparison) or _object(statement, comparison) or _prize(statement, comparison)


_SCENE = re.compile(
    r"^(?:[^，。；]{0,16}[上中时后前里内]，)?(?:[\u4e00-\u9fff]{0,10}(?:书记|[县市区镇乡]长|主任|院长|站长|会长))?$"
)
"""What may stand before the subject of a sentence: a scene, an office."""


def _subject(statement: Statement, comparison: Comparison) -> list[Difference]:
    """甲为某队授旗 where the sentence, which does not name 甲, says that 乙 did."""
    named = next((f for f in comparison.findings if f.piece.kind == "name"), None)
    if named is None or named.state == SAME or not _SCENE.match(statement.text[: named.piece.span.start]):
        return []
    after = [f for f in comparison.findings if f.piece.span.start >= named.piece.span.end]
    deed = next((f for f in after if f.piece.kind == "word" and f.piece.tag.startswith("v") and f.spots), None)
    if deed is None or named.piece.text in comparison.report.text:
        return []
    low = min(start for start, _ in deed.spots)
    others = [p for p in take_apart(comparison.report.text) if p.kind == "name" and p.span.end <= low]
    near = [p for p in others if not re.search("[。；]", comparison.report.text[p.span.end : low])]
    return [Difference("person", named.piece.text, "、".join(dict.fromkeys(p.text for p in near)))] if near else []


def _prize(statement: Statement, comparison: Comparison) -> list[Difference]:
    """获得铜奖 where the sentence says 获得金奖, though 铜奖 stands in it too."""
    text = comparison.report.text
    for deed, thing in pairwise(comparison.findings):
        word = thing.piece.text
        joined = deed.piece.span.end == thing.piece.span.start and deed.piece.tag.startswith("v") and deed.spots
        if not joined or len(word) < 2 or not thing.piece.tag.startswith("n"):
            continue
        theirs = [text[end : end + len(word)] for _, end in deed.spots]
        rival = next((other for other in theirs if other[-1:] == word[-1] and other[:1] != word[0]), "")
        if rival and word not in theirs:
            return [Difference("name", word, rival)]
    return []


_THE_ONE = re.compile(r"(?P<verb>[\u4e00-\u9fff]{2})的是(?P<object>[^，。；]{2,14})[。！]?$")


def _object(statement: Statement, comparison: Comparison) -> list[Difference]:
    """讲解的是甲 where the sentence says 讲解乙."""
    match = _THE_ONE.search(statement.text)
    if match is None:
        return []
    lost = [f for f in comparison.findings if f.piece.span.start >= match.start("object")]
    if all(f.state == SAME for f in lost):
        return []
    said = re.search(rf"{match['verb']}[了过着]?(?P<object>[^，。；：！？…、的]{{2,14}})", comparison.report.text)
    return [Difference(_sort(match["object"], lost), match["object"], said["object"])] if said else []


_RUNS = re.compile("(?:物业|公司|集团|银行|营业部|[局厅队社站馆院所会部系校])$")


def _sort(words: str, findings: Sequence[Finding]) -> str:
    """What kind of thing is said to be the one."""
    if _OFFICER.search(words) or any(f.piece.kind == "name" for f in findings):
        return "person"
    return "organisation" if _RUNS.search(words) or any(f.piece.kind == "body" for f in findings) else "name"


def agent_of(start: int, findings: Sequence[Finding]) -> tuple[list[Finding], Finding | None]:
    """The findings of the pieces from `start` to the next verb, and that verb's."""
    claimed: list[Finding] = []
    for finding in findings:
        if finding.piece.span.start < start:
            continue
        if finding.piece.kind == "word" and finding.piece.tag.startswith("v") and claimed:
            return claimed, finding
        claimed.append(finding)
    return claimed, None


def _doer(text: str, spots: Sequence[tuple[int, int]]) -> str:
    """Who stands before a deed in the sentence, or behind it in a list: 承办单位：某公司."""
    for start, end in spots:
        listed = re.match(r"(?:机构|单位|方|人|者|部门)[：:](?P<who>[^，。；]{2,30})", text[end:])
        if listed:
            return listed["who"]
        parts = [piece for piece in take_apart(text) if piece.span.end <= start]
        segments = [m.end() for m in _SEGMENT.finditer(text) if m.end() <= start]
        for low in [*reversed(segments), 0]:
            named = [p for p in parts if p.span.start >= low and (p.kind in ("body", "name") or OFFICE.search(p.text))]
            if named:
                first, last = named[0], named[-1]
                whole = text[first.span.start : last.span.end]
                return whole if len(whole) <= 16 and not _SEGMENT.search(whole) else last.text
    return ""
