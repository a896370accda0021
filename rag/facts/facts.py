"""Evidence to the bare fact: candidates from the rooms by kind and from the reader, weighed, the best one taken.

figures, days, persons, phrases_zh, titles, members each find what has the form asked for; the reader points at spans
without regard to form. What decides between them: how well the form suits (the room's own score), how near the
question's words stand, what the reader thinks of the span, how well the whole sentence fits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.dates import find_dates
from index.records import Span
from rag.facts.days import find_days
from rag.facts.evidence import Evidence, Fact
from rag.facts.figures import find_figures
from rag.facts.hearing import Hearing, open_pair
from rag.facts.hosts import find_hosts
from rag.facts.members import find_members, find_named, trim
from rag.facts.nearness import Bearings, asked_part, take_bearings
from rag.facts.owners import find_owner, is_anothers, is_other_side
from rag.facts.persons import find_persons, may_be_somebody
from rag.facts.phrases_zh import ORGANS, SITES, asked_noun, endings, find_things, is_of_sort
from rag.facts.receivers import find_receivers
from rag.facts.titles import find_extremes, find_titles
from rag.facts.whereabouts import find_whereabouts
from rag.facts.winners import find_winners
from rag.finding.retrieve import Query
from rag.questions.asked import Need

__all__ = ["Fact", "choose_fact", "find_fact", "weigh_facts"]


@dataclass(frozen=True, slots=True)
class Weights:
    """What decides between candidates.

    Set on CMRC dev questions (a half), our sample pages and two thirds of the news questions, not on the seeds.
    """

    form: float = 1.0
    near: float = 1.2
    reader: float = 0.12
    """For a log odds of 1; odds are taken from -HEARD to HEARD."""
    sentence: float = 1.6
    """For a difference of 1 in the evidence's score."""
    frame: float = 0.9
    """For standing between the very words that the question's asking word stands between."""
    read_only: float = -0.15
    """A span that only the reader found, no room."""
    odd: float = -1.0
    """... and that has not the outward form of what is asked for."""
    unsorted: float = -0.7
    """... where another one bears the name of the sort asked for (哪家书店: …书店) and it does not."""
    sides: bool = True
    """May the question's own word tell one of two sides: 女子, and not 男子? Not what only a rendering put there."""


WEIGHTS = Weights()
HEARD = 10.0
READ_LEAST = -1.0
"""The least log odds of a span that no room found."""
STRICT = frozenset({"number", "date"})
"""Forms that are surely recognised in a sentence: here a span that only the reader found does not stand beside them."""
READ = frozenset({"place", "org", "name", "list", "other", "why", "how", "person", "number", "date"})
"""Forms for which the reader's own spans are candidates."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d年?度?$|届.{1,2}次")
_COUNT = re.compile(
    r"\d|[〇零一二两三四五六七八九十百千万半]{2}|[二两三四五六七八九十百千万半](?:余|多|几)?[\u4e00-\u9fff]"
    r"|一(?:[个名位人户家支条件项次场岁年月天座台辆株份本册页间组]|万|千|百)"
)
"""A figure that counts: 一群 and 一走进 hold a numeral and count nothing."""
COUNT_MOST = 12
"""Signs of the longest figure with what it counts."""
DAY_MOST = 12
"""Signs of the longest time that only the reader found: 决定在施工期间实行管制 is none."""
_DAY = re.compile(r"\d\s?[年月日号时点:：./-]|(?:19|20)\d\d|[年月日代朝期季春夏秋冬周]|世纪|时候")
_PERSON = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff·]{2,20}·[\u4e00-\u9fff·]+")
_BY, _HOLDS = re.compile(r"[由是]$"), re.compile(r"(?:联合|共同|牵头)?(?:主办|承办|举办|协办|组织|发起)")
"""Around who held it: he is not where it was held."""
_SITE = re.compile(rf"(?:{SITES}|{ORGANS}|[前后内外里上下旁边口处中]|\d+号)$")
_BODY = re.compile(
    rf"(?:{ORGANS}|[协会村镇乡县区市省州校厂社店队团组班部院所站局委办处馆台户家者们行府军国])[”》）)]?$"
)
HELD_END = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:隆重|正式|成功|顺利|如期)?(?:举[行办]|开[展幕放业工馆]|召开|启[动用]|成立|揭牌|落成|挂牌|投用|投入使用)$"
)
"""What happened there is no part of a place: 广场南侧正式开放."""
_JOINT = re.compile(r"[、，和与及]|以及")
THEME, MARKED = re.compile(r"主题|口号|标语"), re.compile(r"[“《]")
_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")


def find_candidates(query: Query, need: Need, evidence: Evidence) -> list[Fact]:
    """What has the form asked for, within one sentence; `score` is how well the form suits."""
    question, sentence = asked_part(query.text), evidence.text
    if need.kind == "number":
        return find_figures(question, need, sentence)
    if need.kind == "date":
        return find_days(question, sentence, evidence.article)
    if need.kind == "person":
        named = find_persons(question, sentence) + find_winners(question, sentence)
        return named + find_receivers(question, sentence) + find_hosts(question, sentence)
    if need.kind in ("place", "org"):
        said = find_hosts(question, sentence) if need.kind == "org" else find_whereabouts(question, sentence)
        said = said + find_winners(question, sentence) if need.kind == "org" else said
        return said + find_things(question, need.kind, sentence) + find_extremes(question, sentence)
    if need.kind in ("name", "other"):
        return find_titles(question, sentence) if need.kind == "name" else find_extremes(question, sentence)
    if need.kind == "list":
        return find_members(question, sentence) + find_named(question, sentence) + find_hosts(question, sentence)
    return []


def weigh_facts(
    query: Query,
    need: Need,
    evidence: Evidence,
    hearing: Hearing,
    weights: Weights = WEIGHTS,
    *,
    sort: bool = False,
    owner: str = "",
) -> list[Fact]:
    """The candidates of one sentence with how well each answers, best first.

    `sort`: other sentences name one of the sort of thing asked for. `owner`: of whom it must be told; "" of anybody.
    """
    bearings, question = take_bearings(query, evidence.text), asked_part(query.text)
    told = query.text[: query.text.find(question)] if need.kind in STRICT else query.text
    found = [
        fact
        for fact in find_candidates(query, need, evidence)
        if fact.value not in told
        and not is_another_ones(question if weights.sides else "", owner, need, evidence, fact.span)
    ]
    weighed = [_weigh(fact, fact.score, bearings, hearing.odds(evidence, fact.span), weights) for fact in found]
    if need.kind in READ and not (need.kind in STRICT and weighed):
        spans, asked = {fact.span: fact.score for fact in found}, asked_part(query.text)
        sort = sort or holds_sort(asked, need, found)
        for heard in hearing.spans(evidence):
            span = cut_to_form(need, evidence.text, open_pair(evidence.text, heard))
            text = span.of(evidence.text)
            if span != heard and span in spans:  # a room found what the reader points at with its verb
                odds = hearing.odds(evidence, heard)
                weighed.append(_weigh(Fact(span, text), spans[span], bearings, odds, weights))
            if span in spans or not _HAN.search(text) or text in query.text:
                continue
            if is_another_ones(question if weights.sides else "", owner, need, evidence, span):
                continue
            if not may_be_read(need, evidence.text, span):
                continue
            odds = hearing.odds(evidence, heard)
            fits = looks_right(need, text) and not is_another(question, need, text, found)
            sure = odds is not None and odds >= READ_LEAST
            if not sure and need.kind in ("name", "other", "org", "person"):
                continue  # better no short answer than what the reader itself thinks is none
            form = weights.read_only + (0.0 if fits else weights.odd)
            form += weights.odd * (need.kind == "place" and "，" in text)  # two clauses are no place
            form += weights.unsorted * (sort and not is_of_sort(asked, need.kind, text))
            weighed.append(_weigh(Fact(span, text), form, bearings, odds, weights))
    return sorted(weighed, key=lambda fact: (-fact.score, fact.span.start))


def is_another_ones(question: str, owner: str, need: Need, evidence: Evidence, span: Span) -> bool:
    """Does a fact belong to another person than the `owner`, or to the other of two sides?"""
    return is_other_side(question, evidence.text, span) or bool(owner and is_anothers(owner, need, evidence, span))


def cut_to_form(need: Need, sentence: str, span: Span) -> Span:
    """What the reader points at without what belongs to its clause: a row of members, a place without its opening."""
    if need.kind == "list" and "、" in span.of(sentence):
        return trim(sentence, span)
    done = HELD_END.search(span.of(sentence)) if need.kind == "place" else None
    return Span(span.start, span.end - len(done.group())) if done else span


SORTED = frozenset({"place", "org", "name"})
"""Forms of which a question may name the sort of thing."""


def holds_sort(question: str, need: Need, found: Sequence[Fact]) -> bool:
    """Is any of the candidates that the rooms found of the sort of thing that the question names?"""
    return need.kind in SORTED and any(is_of_sort(question, need.kind, fact.value) for fact in found)


def may_be_read(need: Need, sentence: str, span: Span) -> bool:
    """May a span that only the reader found answer, by its form?"""
    text = span.of(sentence)
    if need.kind == "number":
        if (
            len(text) > COUNT_MOST
            or not _COUNT.search(text)
            or (text[0] == "一" and len(text) <= 2)  # 没有转移一名群众
            or _YEAR.search(text)
            or need.unit
            or need.measure not in ("", "count")
        ):
            return False
        return not any(
            d.kind != "vague" and d.span.start < span.end and span.start < d.span.end for d in find_dates(sentence)
        )
    if need.kind == "date":
        return bool(_DAY.search(text)) and len(text) <= DAY_MOST
    if need.kind == "place":
        if sentence.rfind("“", 0, span.start) > sentence.rfind("”", 0, span.start):
            return False  # a word of a motto
        return not (_BY.search(sentence[: span.start]) and _HOLDS.match(sentence, span.end))
    return need.kind != "person" or may_be_somebody(sentence, span)


def is_another(question: str, need: Need, text: str, found: Sequence[Fact]) -> bool:
    """Does the question name the sort of body (哪个银行), a room find one of it, and this one is none?"""
    if need.kind == "name" and THEME.search(question):  # a theme stands in quotation marks where any does
        return not MARKED.match(text) and any(MARKED.match(one.value) for one in found)
    noun = asked_noun(question) if need.kind == "org" and found else ""
    return bool(noun) and not re.search(rf"(?:{endings(noun, need.kind)})$", text)


def looks_right(need: Need, text: str) -> bool:
    """Has such a span the outward form of what is asked for: names where a person is, members where a list is?"""
    if need.kind == "person":
        return all(_PERSON.fullmatch(part) for part in _JOINT.split(text))
    if need.kind == "list":
        return bool(_JOINT.search(text))
    if need.kind == "org":
        return bool(_BODY.search(text) or "、" in text) and "，" not in text
    if need.kind == "place":
        return bool(_SITE.search(text)) and "，" not in text
    return need.kind in ("why", "how", "other") or "，" not in text


def _weigh(fact: Fact, form: float, bearings: Bearings, odds: float | None, weights: Weights) -> Fact:
    heard = 0.0 if odds is None else max(-HEARD, min(HEARD, odds))
    near, frame = bearings.near(fact.span), bearings.frame(fact.span)
    score = weights.form * form + weights.near * near + weights.frame * frame + weights.reader * heard
    return replace(fact, score=score)


def weigh_fact(
    query: Query, evidence: Evidence, fact: Fact, form: float, hearing: Hearing, weights: Weights = WEIGHTS
) -> Fact:
    """A fact that another room pointed at, weighed like those of the rooms here; `form` is how well its form suits."""
    return _weigh(fact, form, take_bearings(query, evidence.text), hearing.odds(evidence, fact.span), weights)


def find_fact(query: Query, need: Need, evidence: Evidence, hearing: Hearing | None = None) -> Fact | None:
    """The fact that answers within one sentence; None if the sentence holds none of that form."""
    return next(iter(weigh_facts(query, need, evidence, hearing or Hearing())), None)


Taken = frozenset[tuple[str, Span, Span]]
"""Articles, sentences and stretches of them."""


def is_taken(evidence: Evidence, fact: Fact, taken: Taken) -> bool:
    """Does a fact overlap one that answers another part of the question?"""
    return any(
        (key, sentence) == (evidence.article.key, evidence.span)
        and span.start < fact.span.end
        and fact.span.start < span.end
        for key, sentence, span in taken
    )


def choose_fact(
    query: Query,
    need: Need,
    group: Sequence[Evidence],
    hearing: Hearing,
    weights: Weights = WEIGHTS,
    taken: Taken = frozenset(),
) -> tuple[Evidence, Fact] | None:
    """The sentence and the fact in it that answer best; None where no sentence holds any of that form.

    `taken` are facts that answer another part of the question.
    """
    found: list[tuple[float, Evidence, Fact]] = []
    best = group[0].score if group else 0.0
    if need.kind == "date":  # what only the reader took for a day stands beside no day in any of the sentences
        group = [one for one in group if find_candidates(query, need, one)] or group
    asked = asked_part(query.text)
    owner = find_owner(query, need, group)
    sort = need.kind in SORTED and any(holds_sort(asked, need, find_candidates(query, need, one)) for one in group)
    for evidence in group:
        known = (
            one
            for one in weigh_facts(query, need, evidence, hearing, weights, sort=sort, owner=owner)
            if not is_taken(evidence, one, taken)
        )
        fact = next(known, None)
        if fact:
            behind = weights.sentence * (best - evidence.score)
            found.append((fact.score - behind, evidence, fact))
    if not found:
        return None
    score, evidence, fact = max(found, key=lambda item: item[0])
    return evidence, replace(fact, score=score)
