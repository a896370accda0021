"""What came first: a statement that puts two things in an order, against a report that tells the other one."""

from __future__ import annotations

import re

from rag.answers import Difference
from rag.checking.wording.bonds import Comparison, Finding, Statement

_LATER_EN = re.compile(r"\b(?:after|once|following)\b", re.I)
_EARLIER_EN = re.compile(r"\bbefore\b", re.I)
_THEN = re.compile(r"(?:结束|完成|完毕)?(?:之后|以后|过后|后)[，,]?(?!来|续|勤|备|方)")
_UNTIL = re.compile(r"(?:之前|以前|前)[，,]?(?!来|往|后|进|期|景|沿|列|提|台)")
_FIRST = re.compile(r"先(?!进|后|生|锋|行|前|天)")
_SECOND = re.compile(r"(?:，|；)?(?:然后|而后|接着|随后|后来|最后|再|又|才|后)")
_ONE_BY_ONE = re.compile(r"先后|依次|陆续")
_ENDS = re.compile(r"^(?:结束|完成|完毕|举行|举办|开展)$|\b(?:end|ended|ends|finish|finished|over|staged|held)\b", re.I)


def find_order(statement: Statement, comparison: Comparison) -> list[Difference]:
    """At most one difference: 甲 after 乙 where the sentence has 甲后，乙."""
    claimed, text = _halves(statement), comparison.report.text
    if not claimed:
        return []
    first, second = (_telling(comparison, low, high) for low, high in claimed)
    low, high = claimed[0]
    if _ONE_BY_ONE.search(text):
        turned = (
            first and second and min(a for f in first for a, _ in f.spots) > max(b for f in second for _, b in f.spots)
        )
        return [Difference("other", statement.text[low:high].strip(" ，,."), text)] if turned else []
    split = _turn(text) or _THEN.search(text)
    if not split:
        return []
    late = [f for f in first if all(a >= split.end() for a, _ in f.spots)]
    early = [f for f in second if all(b <= split.end() for _, b in f.spots)]
    if first and late == first and early:
        return [Difference("other", statement.text[low:high].strip(" ，,."), text[: split.end()])]
    return []


def _turn(text: str) -> re.Match[str] | None:
    """Where 先甲，再乙 turns from the one to the other."""
    first = _FIRST.search(text)
    return _SECOND.search(text, first.end() + 2) if first else None


def _halves(statement: Statement) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where the statement tells what came first and where what came then."""
    text, end = statement.text, len(statement.text)
    if statement.lang == "zh":
        turn = _turn(text)
        if turn:
            return (_FIRST.search(text).end(), turn.start()), (turn.end(), end)  # type: ignore[union-attr]
        then, until = _THEN.search(text), _UNTIL.search(text)
        if then and then.start() > 1:
            low = text.rfind("在", 0, then.start()) + 1
            return ((low, then.start()), (0, low)) if low > 1 else ((0, then.start()), (then.end(), end))
        return ((until.end(), end), (0, until.start())) if until and until.start() > 1 else None
    later, earlier = _LATER_EN.search(text), _EARLIER_EN.search(text)
    if later:
        comma = text.find(",", later.end()) if later.start() == 0 else -1
        if later.start() == 0:
            return ((later.end(), comma), (comma, end)) if comma > 0 else None
        return (later.end(), end), (0, later.start())
    return ((0, earlier.start()), (earlier.end(), end)) if earlier and earlier.start() else None


def _telling(comparison: Comparison, low: int, high: int) -> list[Finding]:
    """The findings within a stretch of the statement that stand in the sentence and tell one event from another."""
    return [
        f
        for f in comparison.findings
        if low <= f.piece.span.start < high
        and f.spots
        and f.piece.weight >= 1
        and f.strength >= 0.5
        and not _ENDS.search(f.piece.text)
        and not set("先再") & set(f.piece.text)
    ]
