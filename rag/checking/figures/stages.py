"""A figure of another stage, or the other end of a stretch: planned for final, 开始 at the hour at which it ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index.records import Span
from rag.answers import Difference
from rag.checking.figures.slots import find_slots
from rag.checking.wording.bonds import SAME, Comparison, Finding, Statement
from rag.facts.clocks import find_clocks

_PLANNED = re.compile(
    r"计划|规划|预[计算期估]|概算|原定|初步|拟(?=[投建于用开])|估[计算]|目标|力争"
    r"|\b(?:plan\w*|expect\w*|estimat\w*|preliminar\w*|initial\w*|budget\w*|target\w*|project(?:ed|ion\w*))\b",
    re.I,
)
_FINAL = re.compile(
    r"最终|实际|核定|决算|结算|到头来|\b(?:final\w*|eventual\w*|actual\w*|in the end|ended up|turned out|came to)\b",
    re.I,
)


def is_of_another_stage(statement: Statement, comparison: Comparison) -> bool:
    """Does a statement say what something came to in the end, and the sentence print it as planned; or the contrary?"""
    said = _stage(statement.text)
    if not said:
        return False
    text = comparison.report.text
    held = [f for f in comparison.findings if f.piece.kind == "figure" and f.state == SAME]
    stretches = [
        text[slot.own.start : slot.piece.span.end]
        for slot in find_slots(text)
        for finding in held
        if any(a < slot.piece.span.end and slot.piece.span.start < b for a, b in finding.spots)
    ]
    return bool(stretches) and all(_stage(own) == -said for own in stretches)


def _stage(text: str) -> int:
    """1 of what a text says came out in the end, -1 of what was planned, 0 for neither or both."""
    return bool(_FINAL.search(text)) - bool(_PLANNED.search(text))


_EACH = re.compile(
    r"每|人均|户均|平均|[日月年]均|一次(?!性)|一[位名个](?=[\u4e00-\u9fff])"
    r"|\b(?:each|per|average|apiece|one person)\b",
    re.I,
)
_TOTAL = re.compile(r"共|合计|总|累计|\b(?:total|altogether|in all|together)\b", re.I)
_LEFT = re.compile(r"还剩|剩余|剩下|还差|尚差|尚需|余下")
_REST = re.compile(r"[剩差余没未尚]|还有|还要|\b(?:left|remain\w*|rest|still|not|to go|un\w+)\b", re.I)
_LAST_YEAR = re.compile(r"(?<![比较])(?<!相比)(?:去年|上年)|(?<!than )(?<!from )\blast year\b", re.I)
_THAN_LAST = re.compile(r"(?:[比较同]|相比)(?:去年|上年)(?:同期)?")


def is_of_another_scope(statement: Statement, comparison: Comparison) -> bool:
    """Is the claimed figure there that of all for that of one, of what is left for what is done, of this year for last?

    Each is told by words of the figure's own stretch of the sentence and of the whole claim.
    """
    text, said = comparison.report.text, statement.text
    held = [f for f in comparison.findings if f.piece.kind in ("figure", "clock") and f.state == SAME and f.spots]
    slots = [
        slot
        for slot in find_slots(text)
        for finding in held
        if any(a < slot.piece.span.end and slot.piece.span.start < b for a, b in finding.spots)
    ]
    own = [text[slot.own.start : slot.piece.span.end] for slot in slots]
    if not own:
        return False
    if _LAST_YEAR.search(said) and _THAN_LAST.search(text) and not _LAST_YEAR.search(text):
        return True
    if not _REST.search(said) and all(_LEFT.search(one) for one in own):
        return True
    if any(f.piece.kind == "figure" and f.state == SAME and not f.spots for f in comparison.findings):
        return False  # reckoned: each of five got a fifth of all
    each, total = bool(_EACH.search(said)), bool(_TOTAL.search(said))
    return each != total and all(_is_for(one, total=each) for one in own)


def _is_for(stretch: str, *, total: bool) -> bool:
    """Does a stretch tell the figure of all, or of each, and not both?"""
    each, of_all = bool(_EACH.search(stretch)), bool(_TOTAL.search(stretch))
    return each != of_all and of_all is total


_TO = re.compile(r"[\s]*[至到—–~-]+[\s]*(?:(?:次日|当[天日晚]|翌日|\d{1,2}月\d{1,2}[日号]|\d{1,2}[日号])[\s]*)?")
_FROM = re.compile(r"[从自]$|\bfrom $", re.I)
_STARTS = re.compile(r"(?:钟|正|整)?(?:起(?!床)|开始|启动|开馆|开门|开放(?!到|至)|开工)")
_STARTS_EN = re.compile(r"\b(?:start|begin|began|open)\w*(?: \w+){0,2} (?:at|from) $", re.I)
_UNTIL = re.compile(r"(?:[到至]|截至|截止到?)$|\b(?:until|till) $", re.I)
_STOPS = re.compile(r"(?:钟|正|整)?(?:止|结束|截止|闭馆|关门|停止|收工)")
_STOPS_EN = re.compile(r"\b(?:end|finish|clos|stop)\w*(?: \w+){0,2} (?:at|by) $", re.I)


def find_ends(statement: Statement, comparison: Comparison) -> list[Difference]:
    """At most one difference: the hour at which the statement has begin what the sentence has end then, or back."""
    text = comparison.report.text
    stretches = _stretches(text)
    clocks = [f for f in comparison.findings if f.piece.kind == "clock" and f.state == SAME]
    if len(clocks) != 1 or not stretches:
        return []
    finding = clocks[0]
    end = _end_said(statement.text, finding)
    if end is None:
        return []
    held = [[_is_at(finding, hour) for hour in stretch] for stretch in stretches]
    wrong = [stretch for stretch, at in zip(stretches, held, strict=True) if at[1 - end] and not at[end]]
    if not wrong or any(at[end] for at in held):
        return []
    return [Difference("number", finding.piece.text, wrong[0][end].of(text))]


def _end_said(text: str, finding: Finding) -> int | None:
    """0 where a statement has something begin at an hour, 1 where it has it end then, None for neither or both."""
    before, after = text[: finding.piece.span.start], text[finding.piece.span.end :]
    before = re.sub(r"(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]\s*$", "", before)
    starts = _FROM.search(before) or _STARTS.match(after) or _STARTS_EN.search(before)
    stops = _UNTIL.search(before) or _STOPS.match(after) or _STOPS_EN.search(before)
    return None if bool(starts) == bool(stops) else int(bool(stops))


def _stretches(text: str) -> Sequence[tuple[Span, Span]]:
    """The hours from and to which something goes on in a sentence."""
    clocks = [span for span, _ in find_clocks(text)]
    return [(one, two) for one, two in pairwise(clocks) if _TO.fullmatch(text[one.end : two.start])]


def _is_at(finding: Finding, hour: Span) -> bool:
    return any(a < hour.end and hour.start < b for a, b in finding.spots)
