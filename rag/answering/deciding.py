"""The sentence and the fact that answer a question: which of the best sentences, which of what they hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.records import Span
from index.words import fold
from rag.english.choosing import asks_office, choose_english, choose_row, lacks_place, point_english
from rag.english.facts_en import counts_asked, is_named, is_word
from rag.english.headed import is_clause, is_nominal, is_of_noun
from rag.english.rendering import asks_who_held
from rag.english.tallies import find_tally
from rag.english.telling import keep_kin
from rag.facts.counting import counts_another
from rag.facts.evidence import Evidence
from rag.facts.facts import Fact, Taken, Weights, choose_fact, is_taken, weigh_fact
from rag.facts.hearing import Hearing
from rag.facts.nearness import asked_part, find_asking
from rag.facts.polarity import find_opposed, find_yes_no, is_asserted
from rag.facts.winners import tells_prize
from rag.finding.retrieve import Query
from rag.questions.asked import Need, understand
from rag.questions.terms import meant

UNHEARD = Hearing()

SURE = frozenset({"number", "date", "person"})
"""Forms that are surely recognised in a sentence, whatever the language of the question."""

HOPS, HOP_LEAST = 8, 0.55
"""How many sentences are looked at for the fact, and the least score of one as a share of the best."""

RUNS_ON = 200
"""Characters of the longest list that is taken together over sentences that end in a semicolon."""


def choose(
    query: Query, need: Need, group: Sequence[Evidence], hearing: Hearing = UNHEARD, taken: Taken = frozenset()
) -> tuple[Evidence, Fact | None]:
    """The best sentence that holds a fact of the form asked for; else the best sentence without one."""
    chosen = choose_english(query, need, group)
    if chosen:
        return chosen
    if need.kind == "yesno":
        near = [one for one in group[:HOPS] if one.article.key == group[0].article.key]
        fit = [one for one in near if one.score >= HOP_LEAST * near[0].score]
        opposed = find_opposed(query, [one.text for one in fit])
        told = (
            fit[opposed] if opposed is not None else next((one for one in near if is_asserted(query, one.text)), None)
        )
        return (told, find_yes_no(query, told)) if told else (group[0], None)
    # in an English question only figures, dates and names are surely recognised: the best sentence stands for the rest
    hops = HOPS if query.lang == "zh" or need.kind in SURE else 1
    near = _look_at(need, group, hops)
    if query.lang == "zh" and need.kind in ("person", "org", "list"):
        mine = [one for one in group if one.article.key == group[0].article.key]
        near = [one for one in mine if tells_prize(query.text, one.text)] or near
    return choose_fact(query, need, near, hearing, taken=taken) or (group[0], None)


POINTED, FITTING = 0.3, 1.0
"""How well a fact suits in form that the rooms for English questions point at, and what their own fit adds to it."""
RENDERED = Weights(near=0.8, frame=0.4, unsorted=0.0, sides=False)
"""Of a rendered question: its words stand in no Chinese order, so what stands beside its asking word says little."""
OWN = frozenset({"date", "place"})
"""Forms that those rooms choose by themselves, where they find one."""
BEHIND = 1.6
"""What a sentence loses for a difference of 1 in score, as in `rag/facts/facts.py`."""


def choose_rendered(
    query: Query, asked: Query, need: Need, group: Sequence[Evidence], hearing: Hearing, taken: Taken = frozenset()
) -> tuple[Evidence, Fact | None]:
    """The same for an English question and what it says in a report's own words: the rooms of both languages point."""
    group = keep_kin(query, group)
    row = None if asks_who_held(query.text, need) else choose_row(query, need, group)
    if row:
        return row[0], None if lacks_place(query.text, row[0].text) else row[1]
    if need.kind in OWN or need.count or asks_office(need):
        first = choose_english(query, need, group)
        if first:
            return first
    pointed = None if asks_who_held(query.text, need) else point_english(query, need, group)
    if pointed is not None and not pointed:
        return group[0], None
    best = choose_fact(asked, need, _look_at(need, group, HOPS), hearing, RENDERED, taken)
    if best and (best[1].value in query.text or (need.kind == "person" and is_named(query, best[1].value))):
        best = None
    if best and need.kind == "name" and not is_of_noun(query, best[1].value):
        best = None
    clause = need.kind in NAMED and best is not None and is_clause(best[1].value)
    clause = clause or (need.kind == "name" and best is not None and not is_nominal(best[1].value))
    found = [(best[1].score - CLAUSE * clause, *best)] if best else []
    for evidence, fact, fit in (one for one in pointed or () if not is_taken(one[0], one[1], taken)):
        said = weigh_fact(asked, evidence, fact, POINTED + FITTING * fit, hearing, RENDERED)
        found.append((said.score - BEHIND * (group[0].score - evidence.score), evidence, said))
    if not found:
        return find_tally(query, asked, need, group) or (group[0], None)
    _, evidence, fact = max(found, key=lambda one: one[0])
    another = (
        need.kind == "number" and need.measure in ("", "count") and not counts_asked(query, evidence.text, fact.span)
    )
    tally = find_tally(query, asked, need, group) if another else None
    another = another and (tally is not None or counts_another(asked.text, evidence.text, fact.span))
    another = another or (need.kind in DOERS and lacks_place(query.text, evidence.text))
    another = another or (need.kind == "person" and is_word(fact.value))
    if another or _is_no_body(need, fact.value):
        return tally or find_tally(query, asked, need, group) or (evidence, None)
    return evidence, fact


DOERS = frozenset({"person", "org"})
NAMED = frozenset({"name", "org", "place"})
CLAUSE = 0.5
"""What it counts against a span that only the reader found, that it is no name but a clause."""
WORD = 3
"""Signs of a word that names no body by itself, unless it ends as one: 思想 for who hosted it."""


def _is_no_body(need: Need, value: str) -> bool:
    return need.kind == "org" and len(value) <= WORD and not any(sort in value for sort in need.sorts)


def _look_at(need: Need, group: Sequence[Evidence], hops: int) -> list[Evidence]:
    """The sentences in which the fact is looked for."""
    near = [
        evidence
        for evidence in group[:hops]
        if evidence.score >= HOP_LEAST * group[0].score
        # another article's figure answers only if that article is as much about the question
        and (evidence.article.key == group[0].article.key or evidence.known >= group[0].known)
    ]
    return list(dict.fromkeys(run_on(evidence, group) for evidence in near)) if need.kind == "list" else near


def run_on(evidence: Evidence, group: Sequence[Evidence]) -> Evidence:
    """A sentence with those behind it, as long as it ends in a semicolon: one list, set in several."""
    spans = sorted((e.span for e in group if e.article.key == evidence.article.key), key=lambda span: span.start)
    end, body = evidence.span.end, evidence.article.body
    for span in spans:
        if span.start >= end and body[end - 1] in "；：;:" and span.end - evidence.span.start <= RUNS_ON:
            end = span.end
    return replace(evidence, span=Span(evidence.span.start, end))


def split_question(query: Query, need: Need) -> list[tuple[Query, Need]]:
    """A question that asks twice (多少名市民献血，献血总量多少) as its parts, each with what the whole is about."""
    if query.lang == "en" and need.kind != "yesno":
        return _split_english(query, need)
    clauses = [part for part in re.split(r"[，、；。？?]", asked_part(query.text)) if find_asking(part)]
    if query.lang != "zh" or len(clauses) < 2 or need.kind == "yesno":
        return [(query, need)]
    about = query.text.removesuffix(asked_part(query.text))
    return [(replace(query, text=about + clause), understand(clause, "zh")) for clause in clauses]


_ASKS_TOO = r",? and (?=(?:(?:in|at|on|by|for|with|from|to) )?(?:how|what|which|whom?|when|where|whose)\b)"
_AND_ASKS = re.compile(_ASKS_TOO, re.I)
_BY_NOUN = re.compile(rf"^(?:how|what|which|who|when|where)\b.*{_ASKS_TOO}", re.I)


def _split_english(query: Query, need: Need) -> list[tuple[Query, Need]]:
    if not _BY_NOUN.search(query.text):
        return [(query, need)]
    found: list[tuple[Query, Need]] = []
    for clause in _AND_ASKS.split(query.text):
        wanted = understand(clause, "en")
        if wanted.kind in ("why", "how", "summary", "yesno", "reports"):
            return [(query, need)]
        own = tuple(term for term in query.terms if term.word.lower() in clause.lower())
        found.append((replace(query, text=clause, terms=own or query.terms), wanted))
    return found


def lean(part: Query, whole: Query, group: Sequence[Evidence]) -> Sequence[Evidence]:
    """Evidence for the whole question in the order that suits one part of it."""
    if part.terms == whole.terms:
        return group
    near = [
        replace(one, score=one.score - one.said + meant(part.terms, fold(one.text)))
        for one in group
        if one.article.key == group[0].article.key
    ]
    return sorted(near, key=lambda one: -one.score)
