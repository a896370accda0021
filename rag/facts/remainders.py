"""What is left of a whole that a report prints with its parts: 共需80万元，省里补助50万元，其余由县里承担."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from index.approximation import Kind
from index.quantities import Quantity, find_amounts
from rag.facts.evidence import Evidence, quantity_fits
from rag.facts.sums import CHANGE, OLD, SPOKEN_OF, Sum, subtract, write_terms
from rag.questions.asked import Need

_REST = re.compile(
    r"(?:其余|余下|剩余|剩下)(?:的|部分|资金|费用|款项)*(?:则|均|都|全)?(?:由|是|靠|为)?(?P<who>[^，。；]*)"
)
_ASKS_REST = re.compile(r"其余|余下|剩余|剩下|还剩")
_UNDONE = re.compile(
    r"(?:还有|还剩下?|剩下?|尚有|有)(?:多少|几)(?P<unit>[\u4e00-\u9fff])[^，。？没未]{0,12}(?:没有?|未能?|尚未|还没有?)(?P<done>[^，。？]{1,12})"
)
_LEFT = re.compile(r"还有|尚有|还剩|剩|没有|没能|未")
_CLAUSE = re.compile(r"[，。；：！？]")


def remainder(question: str, need: Need, evidence: Sequence[Evidence]) -> Sum | None:
    """The whole less its parts, for a question about what bears the rest or about how much is not yet done."""
    if need.kind != "number":
        return None
    key = evidence[0].article.key
    mine = [one for one in evidence if one.article.key == key]
    return _find_rest(question, need, mine) or _find_undone(question, need, mine)


_LAST_YEAR = re.compile(r"去年|上年|前一年|上一年|上届|上次|上月")
_MORE = re.compile(
    r"^[，,]?[\u4e00-\u9fff]{0,6}?比(?:去年|上年|前一年|上一年|上届|上次|上月)(?:同期)?"
    r"(?:(?P<up>多|增加|增|提高|上升|上涨|高)|少|减少|减|降低|下降|低)[\u4e00-\u9fff]{0,4}$"
)
_RAISED = re.compile(r"^[^，。；]{0,8}[，,]?使[^，。；0-9]{2,12}(?:增加|扩大|增)[到至为]$")
_ADDED = re.compile(r"(?:增加|新增|招聘|抽调|调[入来]|新[招添购建]|添[置购])[^，。；]{0,8}$")


def former(question: str, need: Need, evidence: Sequence[Evidence]) -> Sum | None:
    """What it was before, where a report prints what it is and how much that is more: 46万尾，比去年多8万尾.

    None where more than one figure that suits the question is told so.
    """
    last = _LAST_YEAR.search(question)
    if need.kind != "number" or CHANGE.search(question) or "比" in question or not (last or OLD.search(question)):
        return None
    key = evidence[0].article.key
    found = [
        was
        for one in evidence
        if one.article.key == key and one.said >= SPOKEN_OF
        for first, second in pairwise(find_amounts(one.text))
        if (was := _read_former(question, need, one, first, second))
    ]
    return found[0] if len(found) == 1 else None


def _read_former(question: str, need: Need, one: Evidence, first: Quantity, second: Quantity) -> Sum | None:
    """The figure of before that two of one measure tell, one of them as the change."""
    between, last = one.text[first.span.end : second.span.start], _LAST_YEAR.search(question)
    unit = "" if first.unit else between[:1]
    counted = (
        quantity_fits(first, need) if first.unit else unit and re.search(f"(?:多少|几){re.escape(unit)}", question)
    )
    alike = (first.dimension, first.unit) == (second.dimension, second.unit) and one.text.startswith(
        unit, second.span.end
    )
    if not (alike and counted) or {first.kind, second.kind} != {Kind.EXACT}:
        return None
    between = between.removeprefix(unit)
    if last and (more := _MORE.match(between)) and last.group() in between:
        was = first.amount - second.amount if more["up"] else first.amount + second.amount
        return write_terms([first, second], "－" if more["up"] else "＋", was, (one,), unit) if was > 0 else None
    grown = not last and _RAISED.match(between) and _ADDED.search(one.text[: first.span.start])
    left = second.amount - first.amount
    return write_terms([second, first], "－", left, (one,), unit) if grown and left > 0 else None


def _find_rest(question: str, need: Need, evidence: Sequence[Evidence]) -> Sum | None:
    """其余由…承担: the first amount of the sentence less those between it and the rest, which it gives no figure."""
    for one in evidence:
        match = _REST.search(one.text)
        if match is None or any(quantity_fits(q, need) for q in find_amounts(match["who"])):
            continue
        if not (_ASKS_REST.search(question) or _pairs(match["who"]) & _pairs(question)):
            continue
        told = [q for q in find_amounts(one.text) if q.span.end <= match.start() and quantity_fits(q, need)]
        if len(told) < 2 or len({(q.dimension, q.unit) for q in told}) > 1:
            continue
        whole, *parts = told
        if whole.amount > sum((q.amount for q in parts), Fraction(0)) and all(q.kind is Kind.EXACT for q in told):
            left = whole.amount - sum((q.amount for q in parts), Fraction(0))
            return write_terms([whole, *parts], "－", left, (one,))
    return None


def _find_undone(question: str, need: Need, evidence: Sequence[Evidence]) -> Sum | None:
    """还有多少件没办成: those there are less those that are done, where no sentence says it itself."""
    match = _UNDONE.search(question)
    if match is None:
        return None
    told = [
        (q, one, _clause(one.text, q))
        for one in evidence
        for q in find_amounts(one.text)
        if (quantity_fits(q, need) if need.unit and q.unit else _in(match["unit"], q, one.text))
    ]
    if any(_LEFT.search(clause) for _, _, clause in told):
        return None
    signs = set(match["done"]) - set("的了有在完成能到给是")
    done = [each for each in told if _pairs(match["done"]) & _pairs(each[2]) or signs & set(each[2])]
    if not done:
        return None
    low, home, _ = max(done, key=lambda each: each[0].amount)  # not one household's share of it
    asked = _pairs(question[: match.start()])
    wholes = [
        (len(asked & _pairs(clause)) + (one is home), q, one)
        for q, one, clause in told
        if q.amount > low.amount and q.unit == low.unit and (one is not home or q.span.end < low.span.start)
    ]
    fit = [each for each in wholes if each[0]] or (wholes if len(wholes) == 1 else [])
    if not fit or low.kind is not Kind.EXACT:
        return None
    _, high, one = max(fit, key=lambda each: each[0])
    if high.kind not in (Kind.EXACT, Kind.ABOUT):
        return None
    sentences = tuple(dict.fromkeys((one, home)))
    return replace(subtract(high, low, match["unit"]), evidence=sentences, about=high.kind is Kind.ABOUT)


def _in(unit: str, quantity: Quantity, sentence: str) -> bool:
    """Is it counted in a measure word that the tables of units lack?"""
    return quantity.unit == unit or (not quantity.unit and sentence.startswith(unit, quantity.span.end))


def _clause(sentence: str, quantity: Quantity) -> str:
    """The clause of a sentence in which an amount stands."""
    start = max((m.end() for m in _CLAUSE.finditer(sentence, 0, quantity.span.start)), default=0)
    end = _CLAUSE.search(sentence, quantity.span.end)
    return sentence[start : end.start() if end else len(sentence)]


def _pairs(text: str) -> set[str]:
    """Two signs next to each other, of Chinese words alone."""
    return {
        text[n : n + 2] for n in range(len(text) - 1) if all("\u4e00" <= sign <= "\u9fff" for sign in text[n : n + 2])
    }
