"""Sums over a row that a report prints without its total: the places of four courses, the money of all prizes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from index.approximation import Kind
from index.numerals import read_number
from index.quantities import Quantity, find_amounts
from rag.facts.evidence import Evidence, quantity_fits
from rag.facts.sums import TOTAL, Sum, find_labelled, read_labels, write_terms
from rag.questions.asked import Need

_SO_MANY = re.compile(r"(?P<count>[两三四五六七八九十]|\d{1,2})[个类种项所家支]")
_APART = re.compile(r"[、，；和及与]")
_ALL_MONEY, _GRADE = re.compile(r"奖金总[额数]|总奖金"), re.compile(r"[特一二三四]等奖")
_ALL_PRIZES = re.compile(r"(?:一共|总共|共)[^，。？]{0,6}(?:多少|几)个?(?:奖项?|人获奖)[？?]?$")
_EACH = re.compile(r"[每各]")


def row_total(question: str, need: Need, evidence: Sequence[Evidence]) -> Sum | None:
    """四个专业加起来招多少人: a row of exactly so many amounts of the unit asked for, of which none is their total."""
    asked = TOTAL.search(question)
    if need.kind != "number" or not need.unit or asked is None or not evidence:
        return None
    counts = {read_number(m["count"].replace("两", "二")) for m in _SO_MANY.finditer(question)}
    key = evidence[0].article.key
    if prizes := _count_prizes(question, [one for one in evidence if one.article.key == key]):
        return prizes
    rows = [(one, _fitting(one, need)) for one in evidence if one.article.key == key]
    if any(q.total for _, row in rows for q in row):
        return None
    for one, row in rows:
        apart = all(_APART.search(one.text[a.span.end : b.span.start]) for a, b in pairwise(row))
        alike = len({q.unit for q in row}) == 1 and all(q.kind is Kind.EXACT for q in row)
        if len(row) in counts and len(row) > 1 and apart and alike:
            return write_terms(row, "＋", sum((q.amount for q in row), Fraction(0)), (one,))
    return None


def _count_prizes(question: str, evidence: Sequence[Evidence]) -> Sum | None:
    """一共设多少个奖: how many of each grade, all of them added, where each is told once."""
    if not _ALL_PRIZES.search(question):
        return None
    labels = list(dict.fromkeys(label for one in evidence for label in _GRADE.findall(one.text)))
    pairs = find_labelled(labels, evidence) if len(labels) > 1 else []
    terms = [q for q, _ in pairs]
    if (
        not terms
        or len({q.unit for q in terms}) > 1
        or any(q.unit not in "名个件项" or q.kind is not Kind.EXACT for q in terms)
    ):
        return None
    return write_terms(
        terms, "＋", sum((q.amount for q in terms), Fraction(0)), tuple(dict.fromkeys(e for _, e in pairs))
    )


def _fitting(one: Evidence, need: Need) -> list[Quantity]:
    return [q for q in find_amounts(one.text) if q.unit and quantity_fits(q, need)]


def prize_money(question: str, need: Need, evidence: Sequence[Evidence]) -> Sum | None:
    """一、二、三等奖奖金总共多少元: how many of each times what each gets."""
    asked = TOTAL.search(question) or _ALL_MONEY.search(question)
    names = re.sub(r"的?(?:奖金|奖励).*", "", question[: asked.start()]) if asked else ""
    labels = [each for each in read_labels(names) if each.endswith("等奖")]
    if asked and not labels and not re.search(r"等奖|[金银铜]奖", question):
        key = evidence[0].article.key
        graded = (_GRADE.findall(one.text) for one in evidence if one.article.key == key)
        labels = list(dict.fromkeys(label for row in graded for label in row))
    if need.measure != "money" or "奖" not in question or len(labels) < 2:
        return None
    pairs = find_labelled(labels, evidence)
    if len({(q.span, one.span) for q, one in pairs}) != len(labels) or any(q.unit in "元块" for q, _ in pairs):
        return None
    money: list[Quantity] = []
    for count, one in pairs:
        behind = re.split(r"[；。]|[一二三四]等奖", one.text[count.span.end :], maxsplit=1)[0]
        sums = [q for q in find_amounts(behind) if quantity_fits(q, need) and q.kind is Kind.EXACT]
        if len(sums) != 1 or (count.amount != 1 and not _EACH.search(behind[: sums[0].span.start])):
            return None
        money.append(sums[0])
    if len({"万" in q.text for q in money}) > 1:
        return None
    whole = sum((q.amount * count.amount for q, (count, _) in zip(money, pairs, strict=True)), Fraction(0))
    sentences = tuple(dict.fromkeys(one for _, one in pairs))
    added = write_terms(money, "＋", whole, sentences)
    terms = (
        f"{q.text.removesuffix(q.unit)}×{count.amount}" if count.amount != 1 else q.text.removesuffix(q.unit)
        for q, (count, _) in zip(money, pairs, strict=True)
    )
    return Sum(added.value, f"{'＋'.join(terms)}＝{added.value}", sentences)
