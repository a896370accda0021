"""What somebody said: the sentences of a report that give the words of the one asked about, quoted whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.people import is_name
from index.utterances import VERBS, Utterance, find_utterances
from rag.answering.compose import Draft, add_sentence, count_letters
from rag.english.rendering import render
from rag.facts.evidence import Evidence
from rag.facts.nearness import asked_part
from rag.facts.persons import name_persons
from rag.finding.retrieve import Query
from rag.questions.asked import Need
from rag.questions.followup import JOINS

_ASKS = re.compile(
    rf"(?P<who>.*?)(?:是|又|还|都|曾)?(?:(?:{VERBS}|提|谈|评价)(?:过|了|到|出)?(?:[^，。？]{{0,10}}的)?些?什么(?!时候|地方|原因)|"
    rf"(?:怎么|如何|怎样)(?:{VERBS}|谈|看|评价|回应)(?:的)?(?:[？?]|$)|有(?:什么|怎样的|哪些)(?:感受|感想|体会|看法|评价|心声))"
)
_ASKS_EN = re.compile(
    r"\bwhat (?:did|does|do|has|had) (?P<who>.+?) (?:say|said|tell|told|promise|call for|stress|announce|urge|think|"
    r"comment|explain|point out|hope|suggest)\b",
    re.I,
)
_ASIDE = re.compile(r"(?:在|对|就|关于|针对|向|跟|和|当).{1,14}$|^.*?(?:上|中|里|时|后|，|的)(?=[\u4e00-\u9fff]{2,}$)")
"""Where, when and of what he spoke, beside who he is."""
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
_LIKE = 0.6
"""Share of the words for who is asked about that the report's words for a speaker hold: 医院院长 and 人民医院院长."""
SHORT_MOST = 60
"""Letters of the longest words that stand as the short answer."""
MOST = 3
"""Times that one speaks in an answer."""


def compose_speech(query: Query, need: Need, group: Sequence[Evidence], room: int) -> Draft | None:
    """The words of the one asked about in at most `room` letters; None where none is asked for or he says nothing."""
    own = query.text.rsplit(JOINS["en"], 1)[-1]  # what a follow-up leans on asked for words, not it
    asked = _ASKS.search(asked_part(query.text)) if query.lang == "zh" else _ASKS_EN.search(own)
    if asked is None or not asked["who"].strip():
        return None
    bodies = {one.article.key: one.article.body for one in group}
    for key in bodies:  # the best report in which he speaks
        mine = sorted((one for one in group if one.article.key == key), key=lambda one: one.span.start)
        spoken = [one for one in find_utterances(bodies[key]) if _is_his(asked["who"], query, need, mine[0], one)]
        if spoken:
            return _write(query, mine, spoken[:MOST], room)
    return None


def asks_words(query: Query) -> bool:
    """Does a Chinese question ask what somebody said whom it names?"""
    asked = _ASKS.search(asked_part(query.text)) if query.lang == "zh" else None
    return asked is not None and (bool(name_persons(asked["who"])) or is_name(asked["who"]))


def _is_his(who: str, query: Query, need: Need, evidence: Evidence, said: Utterance) -> bool:
    if query.lang == "zh":
        return _is_meant(who, said.who)
    own = tuple(term for term in query.terms if term.word.lower() in who.lower())
    if not own:
        return False
    printed = render(replace(query, text=f"who is {who}?", terms=own), need, evidence.article.body).terms
    found = sum(term.weight for term in printed if term.word in said.who)
    return bool(printed) and found >= _LIKE * sum(term.weight for term in own)


def _is_meant(who: str, speaker: str) -> bool:
    """Is the one asked about he who speaks? By name where the question names him, else by what he is called."""
    if any(span.of(who) in speaker for span in name_persons(who)):
        return True
    asked = {part for part in (who, _ASIDE.sub("", who)) if _HAN.search(part)}
    return any(_tail(part, speaker) >= max(2, _LIKE * len(part)) for part in asked)


def _tail(part: str, speaker: str) -> int:
    """Signs of the longest end of `part` that stands in `speaker`."""
    return next((len(part) - n for n in range(len(part)) if part[n:] in speaker), 0)


def _write(query: Query, sentences: Sequence[Evidence], spoken: Sequence[Utterance], room: int) -> Draft:
    draft, body = Draft(), sentences[0].article.body
    form = Need("summary")  # the quotation itself is the answer: it is not cut short
    for said in spoken:
        over = [one for one in sentences if one.span.start < said.whole.end and said.whole.start < one.span.end]
        size = sum(count_letters(one.text) for one in over)
        if draft.texts and size > room:
            break
        room -= size
        for evidence in over:
            add_sentence(draft, query, form, evidence, None, max(60, count_letters(evidence.text)))
    words = spoken[0].words.of(body).strip("“”")
    if len(spoken) == 1 and count_letters(words) <= SHORT_MOST:
        draft.shorts.append(words)
    return draft
