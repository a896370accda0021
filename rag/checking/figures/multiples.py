"""How many times the one is the other: first prizes half as many as second ones, where the report counts both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from index.numerals import read_number
from rag.answers import Difference
from rag.checking.figures.slots import Slot, find_slots
from rag.checking.wording.bonds import SAME, Comparison, Finding, Statement

_N = "[一二两三四五六七八九十\\d]+"
_TIMES = re.compile(
    rf"(?:是|为|相当于|等于|达到?)(?P<of>[^，。；]{{1,16}}?)的?"
    rf"(?:(?P<half>一半|二分之一|半数)|(?P<n>{_N})倍|(?P<low>{_N})分之(?P<high>{_N}))"
    rf"|比(?P<than>[^，。；]{{1,16}}?)(?:多|高|增加|少|低)(?:出|了)?(?P<one>一半|(?P<more>{_N})倍)"
)
_TIMES_EN = re.compile(
    r"\b(?P<n>half|twice|double|three times|four times|five times|ten times|a third)"
    r"(?: as)? (?:the number of|as many|as much|many|much)?",
    re.I,
)
_WORDS = {"half": (1, 2), "twice": (2, 1), "double": (2, 1), "three": (3, 1), "four": (4, 1), "five": (5, 1)}
_WORDS |= {"ten": (10, 1), "a": (1, 3)}
_SAYS = re.compile(
    "名额|数量|人数|数目|个数|总数|一半|二分之一|半数|倍|分之|half|twice|double|times|third|number", re.I
)
"""Words of a claim that only say how many times the one is the other."""


def told_times(text: str) -> tuple[Fraction, int] | None:
    """How many times the first thing named is the second, and where the second begins; None where it is not said."""
    match = _TIMES.search(text)
    if match and match["than"]:
        less = re.search("少|低", match.group()) is not None
        number = Fraction(1, 2) if match["one"] == "一半" else Fraction(read_number(match["more"]) or 0)
        if less and number >= 1:
            return None
        return (1 - number if less else 1 + number), match.start("than")
    if match:
        if match["half"]:
            return Fraction(1, 2), match.start("of")
        if match["n"]:
            return Fraction(read_number(match["n"]) or 0), match.start("of")
        low, high = read_number(match["low"]), read_number(match["high"])
        return (Fraction(high) / Fraction(low), match.start("of")) if low and high else None
    said = _TIMES_EN.search(text)
    second = re.search(r" (?:as|that of|the) ", text[said.end() :]) if said else None
    if not said or not second:
        return None
    times, parts = _WORDS[said["n"].lower().split()[0]]
    return Fraction(times, parts), said.end() + second.end()


def compare_times(statement: Statement, comparison: Comparison) -> tuple[Comparison, list[Difference]]:
    """The comparison with a relation that the sentence's figures bear out; and the difference where they do not."""
    told = told_times(statement.text)
    if told is None:
        return comparison, []
    ratio, at = told
    slots = [s for s in find_slots(comparison.report.text) if s.piece.figure is not None]
    pairs = [
        (one, other)
        for first in _named(comparison.findings, slots, 0, at)
        for second in _named(comparison.findings, slots, at, len(statement.text))
        for one, other in [(first, second)]
        if one is not other and _amount(other) and _unit(one) == _unit(other)
    ]
    if not pairs:
        return comparison, []
    if any(_amount(one) == ratio * _amount(other) for one, other in pairs):
        found = tuple(_told(finding) for finding in comparison.findings)
        inside = [f if f.state == SAME else replace(f, strength=0.0) for f in found]
        return replace(comparison, findings=found, share=_share(found), inside=_share(inside)), []
    one, other = pairs[0]
    said = f"{one.piece.text}、{other.piece.text}"
    words = next(m.group() for m in (_TIMES.search(statement.text), _TIMES_EN.search(statement.text)) if m)
    return comparison, [Difference("number", words.strip(), said)]


def _named(findings: Sequence[Finding], slots: Sequence[Slot], low: int, high: int) -> Iterator[Slot]:
    """The slots that alone hold a word of a stretch of the claim."""
    for finding in findings:
        if finding.state != SAME or not low <= finding.piece.span.start < high or finding.piece.weight < 0.5:
            continue
        held = [s for s in slots if any(s.own.start <= a and b <= s.own.end for a, b in finding.spots)]
        if len(held) == 1:
            yield held[0]


def _told(finding: Finding) -> Finding:
    says = finding.state != SAME and _SAYS.search(finding.piece.text)
    return Finding(finding.piece, SAME, 1.0) if says else finding


def _share(findings: Sequence[Finding]) -> float:
    total = sum(f.piece.weight for f in findings) or 1.0
    return sum(f.piece.weight * f.strength for f in findings) / total


def _amount(slot: Slot) -> Fraction:
    return slot.piece.figure.amount if slot.piece.figure else Fraction(0)


def _unit(slot: Slot) -> str:
    return slot.piece.figure.canonical if slot.piece.figure else ""
