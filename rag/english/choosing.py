"""The sentence and the fact that answer an English question: by the sort of thing it names, by yes and no."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from index.records import Span
from index.words import fold
from rag.english.days_en import find_day
from rag.english.facts_en import find_object, find_person, find_scene, find_title
from rag.english.headed import find_headed
from rag.english.rendering import find_noun
from rag.english.rows import Found, find_members, is_sure_row
from rag.english.several import choose_several
from rag.english.telling import tell_apart
from rag.english.yes_no import is_no, says_opposite
from rag.facts.evidence import Evidence
from rag.facts.facts import Fact
from rag.facts.openings import find_open
from rag.facts.polarity import find_opposed, is_asserted
from rag.facts.sorts import seek_sorted
from rag.finding.retrieve import Query
from rag.questions.asked import Need, detect_language
from rag.questions.terms import share

Finder = Callable[[Query, Need, Evidence], Found | None]

LOOKED = 24
"""How many sentences are looked at for a thing of the sort asked for."""

LISTED = 0.75
"""The same for a list: another enumeration of as many is quickly found."""

SPOKEN = 0.6
"""The least share of the question that a sentence with such a list says, of the best one's."""

LEAST, NEAR = 0.55, 0.85
"""The least score of such a sentence, and the least share of the question in its article, each of the best one's."""

FITTING = 0.4
"""What a thing's fit within its sentence counts beside the sentence's score."""

LEAST_TOLD, TOLD = 0.4, 1.0
"""The least score of a sentence that tells yes or no, of the best one's; what telling it apart adds."""

LATE = re.compile(
    r"\bmiss(?:es|ed|ing)? (?:the|that) (?:deadline|date)|\b(?:too|is|are|am|apply|applies) late\b|\boverdue\b", re.I
)
"""Asks of those who come late: what a notice says of them stands in one sentence of its own."""

OPPOSED = 8
"""How many sentences of the best article are looked at for the opposite of what is asked."""

TITLED = re.compile(
    r"\b(?:name|title|theme|slogan|motto|song|show|opera|play|book|campaign|activit|event|program|project|prize|award|"
    r"honour|brand|method|model|mechanism|system|game|festival|lecture|course|class|film|article|document|essay|dance)",
    re.I,
)
CALLED = 0.4
"""What it adds to a person to be called what the question calls him: 村民 before the name of a villager."""
UNTITLED = 0.7
"""Things that are printed in quotation marks; what it counts against a quoted name that another thing is asked for."""

OFFICES = re.compile(r"[长记任]$|主席|经理|负责人")
"""Sorts of persons who are named by their office, or not at all."""


RANKED = re.compile(
    r"\b(?:who|which|what)\b.*\b(?:the most|the fewest|"
    r"(?:first|second|third)(?:,? (?:and )?(?:first|second|third))* (?:place|prize)|"
    r"came (?:first|top|last)|came out on top)\b",
    re.I,
)
"""Asks who stands at which place among others."""
_PLACED = re.compile(r"最|第[一二三\d]|[一二三特]等|[冠亚季]军|[金银铜]|首|夺|获|居|名列|榜|多于|少于")


def lacks_place(question: str, sentence: str) -> bool:
    """Is it asked who did the most or came first, of a sentence that says nothing of any place?"""
    return bool(RANKED.search(question)) and not _PLACED.search(sentence)


def find_focus(query: Query, sentence: str) -> Span:
    """The clause that holds most of what the question says."""
    cuts = [0, *[m.end() for m in re.finditer(r"[，；：。！？,;]", sentence)], len(sentence)]
    clauses = [Span(a, b) for a, b in pairwise(cuts) if b > a]
    return max(clauses, key=lambda clause: share(query.terms, fold(clause.of(sentence))))


def choose_english(query: Query, need: Need, group: Sequence[Evidence]) -> tuple[Evidence, Fact | None] | None:
    """The evidence and its fact, where the English question itself says how to choose; None where any fact fits."""
    if detect_language(query.text) != "en" or not group:
        return None
    if need.kind == "yesno":
        return _choose_verdict(query, group)
    if need.kind in ("list", "place") and not need.count and not need.sorts:
        told = (find_members if need.kind == "list" else find_scene)(query, need, group[0])
        return (group[0], told[0]) if told else None
    finder = _finder(query, need)
    if finder is None:
        return None
    found = _pick(query, need, group, finder)
    if found:
        return found
    office = asks_office(need)
    return (group[0], None) if office or need.count or need.kind == "date" else None


def point_english(query: Query, need: Need, group: Sequence[Evidence]) -> list[tuple[Evidence, Fact, float]] | None:
    """What the rooms for English questions point at, with how well it fits there; None where they have none for it.

    Empty where only they can tell: no office, no such number of members, no day.
    """
    if need.kind == "yesno":
        return None
    if need.kind in ("list", "place") and not need.count and not need.sorts:
        told = (find_members if need.kind == "list" else find_scene)(query, need, group[0])
        return [(group[0], *told)] if told else None
    finder = _finder(query, need)
    if finder is None:
        return None
    near = _near(query, need, group)
    found = [(evidence, *told) for evidence in near if (told := finder(query, need, evidence))]
    office = asks_office(need)
    if need.kind == "person" and need.sorts and not office:  # a pupil is not always called one
        found = [(evidence, fact, fit + CALLED) for evidence, fact, fit in found]
        found += [(evidence, *told) for evidence in near if (told := find_person(query, need, evidence))]
    if finder is find_title:
        found += [(evidence, *told) for evidence in near if (told := find_object(query, need, evidence))]
        headed = [(evidence, *told) for evidence in near if (told := find_headed(query, need, evidence))]
    if finder is find_title and (noun := find_noun(query.text)) and not TITLED.search(noun):
        found = [(evidence, fact, fit - UNTITLED) for evidence, fact, fit in found]  # which fund: hardly what is quoted
    if finder is find_title:
        found += headed
    return found if found or office or need.count or need.kind == "date" else None


def asks_office(need: Need) -> bool:
    """Does the question ask for a person by an office, which is always printed?"""
    return need.kind == "person" and any(OFFICES.search(sort) for sort in need.sorts)


def choose_row(query: Query, need: Need, group: Sequence[Evidence]) -> tuple[Evidence, Fact] | None:
    """The row that answers a question in the plural (`rag/english/several.py`)."""
    if not need.several or not group:
        return None
    return choose_several(query, need, _near(query, replace(need, count=0), group), FITTING)


def _near(query: Query, need: Need, group: Sequence[Evidence]) -> list[Evidence]:
    """The sentences in which a fact is looked for."""
    best = group[0]
    kept = []
    for evidence in group[:LOOKED]:
        if need.count and evidence.article.key == best.article.key and is_sure_row(query, need, evidence.text):
            kept.append(evidence)
            continue
        if evidence.score < (LISTED if need.count else LEAST) * best.score:
            if not need.count:
                break
            continue
        other = evidence.article.key != best.article.key
        if other and (need.count or evidence.known < NEAR * best.known):
            continue
        if need.count and evidence.said < SPOKEN * best.said:
            continue
        kept.append(evidence)
    return kept


def _finder(query: Query, need: Need) -> Finder | None:
    """What finds the fact in a sentence, where the English question says more than its kind."""
    if need.kind == "date":
        return find_day
    if need.count:
        return find_members
    if need.sorts:
        return find_sorted
    return {"name": find_title, "person": find_person}.get(need.kind)


def find_sorted(query: Query, need: Need, evidence: Evidence) -> Found | None:
    """The thing of the sort asked for (`rag/facts/sorts.py`)."""
    found = seek_sorted(query, need, evidence.text)
    if found is None:
        return None
    span, fit = found
    return Fact(span, span.of(evidence.text).strip("“”"), evidence.score), fit


def _pick(query: Query, need: Need, group: Sequence[Evidence], finder: Finder) -> tuple[Evidence, Fact] | None:
    """The evidence whose score and whose fact's fit are best together."""
    best = group[0]
    chosen: tuple[float, Evidence, Fact] | None = None
    for evidence in _near(query, need, group):
        found = finder(query, need, evidence)
        if found:
            value = evidence.score / best.score + FITTING * found[1]
            if chosen is None or value > chosen[0]:
                chosen = value, evidence, found[0]
    return chosen[1:] if chosen else None


def _choose_verdict(query: Query, group: Sequence[Evidence]) -> tuple[Evidence, Fact | None]:
    words = {"zh": ("是", "否"), "en": ("Yes", "No")}[query.lang]
    best = group[0]
    same = [evidence for evidence in group[:OPPOSED] if evidence.article.key == best.article.key]
    for evidence in same:
        opening = find_open(query.text, evidence.text)
        if opening:
            return evidence, Fact(opening[0], words[0 if opening[1] else 1])
    opposed = next((e for e in same if e.score >= LEAST * best.score and says_opposite(query.text, e.text)), None)
    near = [e for e in same if e.score >= LEAST_TOLD * best.score]
    late = (
        [e for e in group if e.article.key == best.article.key and "逾期" in e.text] if LATE.search(query.text) else []
    )
    barred = late or near
    at = find_opposed(query, [e.text for e in barred]) if opposed is None else None
    opposed = opposed if at is None else barred[at]
    if opposed:
        return opposed, Fact(Span(0, 1), words[1])
    mine = [evidence for evidence in group if evidence.article.key == best.article.key]
    apart = {id(evidence): share_ for evidence, share_ in zip(mine, tell_apart(query, mine), strict=True)}
    asserting = [e for e in same if e.score >= LEAST_TOLD * best.score and is_asserted(query, e.text)]
    told = max(asserting, key=lambda e: e.score / best.score + TOLD * apart[id(e)], default=None)
    if told is None:
        return best, None
    clause = find_focus(query, told.text).of(told.text)
    return told, Fact(Span(0, 1), words[is_no(query.text, told.text, clause)])
