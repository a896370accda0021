"""Evidence to the words of an extractive answer: a window of the quoted sentence, its marker, the bare fact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from index.records import Article, Days, Span
from rag.answering.deciding import choose, choose_rendered, lean, split_question
from rag.answers import Answer, AskedDate, Citation, Computed
from rag.english.choosing import find_focus
from rag.english.framing import frame_fact, frame_sentence
from rag.english.rendering import render
from rag.facts.evidence import Evidence
from rag.facts.facts import Fact, Taken, is_taken
from rag.facts.figures import find_figures
from rag.facts.hearing import hear
from rag.facts.holders import choose_holder
from rag.facts.owners import find_owner
from rag.facts.posts import choose_post
from rag.facts.reader import load_reader
from rag.facts.titled import choose_title
from rag.facts.winners import is_winner
from rag.finding.retrieve import Query
from rag.questions.asked import FACTOID, Need, detect_language
from rag.settings import AnswerSettings

LABELS = {
    ("extract", "zh"): "原文摘录",
    ("extract", "en"): "Quoted from the newspaper",
    ("model", "zh"): "本回答由人工智能生成，请核对原文",
    ("model", "en"): "AI-generated: check the original",
}
"""What stands on every answer, by how its words were made."""


@dataclass
class Draft:
    """An answer being put together."""

    texts: list[str] = field(default_factory=list)
    shorts: list[str] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    computed: list[Computed] = field(default_factory=list)
    days: tuple[Days, ...] = ()
    """The readings of the question's dates that it answers; empty where none was asked."""
    read_back: tuple[AskedDate, ...] = ()
    """How the question's 今年 was read in an archive that ends before this year; else empty."""

    def cite(self, evidence: Evidence) -> int:
        """Cite a sentence; the same sentence is cited once. Returns its number."""
        return self.quote(evidence.article, "body", evidence.text, evidence.span.start)

    def quote(self, article: Article, where: str, text: str, start: int | None) -> int:
        """Cite a field of an article."""
        for citation in self.citations:
            if (citation.key, citation.field, citation.quote, citation.start) == (article.key, where, text, start):
                return citation.n
        self.citations.append(Citation.of(len(self.citations) + 1, article, where, text, start))
        return len(self.citations)

    def answer(self, lang: str) -> Answer:
        """The finished answer."""
        short = ("；" if lang == "zh" else "; ").join(dict.fromkeys(self.shorts)) or None
        joint = "\n" if len(self.texts) > 1 else ""
        return Answer(joint.join(self.texts), short, lang, "extract", LABELS["extract", lang])


QUOTE_MOST = 70
"""Letters of a Chinese quote within an English sentence; the card shows the whole of it."""

LONGER = frozenset({"why", "how", "summary"})
"""Forms whose quote is the answer itself: it is not cut so short."""


def count_letters(text: str) -> int:
    """Letters and digits, as the contract counts an answer's length."""
    return sum(c.isalnum() for c in text)


def window(sentence: str, focus: Span, most: int) -> Span:
    """The clauses around `focus`, whole clauses as long as they have at most `most` letters and digits."""
    if count_letters(sentence) <= most:
        return Span(0, len(sentence))
    cuts = [0, *[m.end() for m in re.finditer(r"[，；：。！？,;]", sentence)], len(sentence)]
    clauses = [(a, b) for a, b in pairwise(cuts) if b > a]
    first = last = next((n for n, (a, b) in enumerate(clauses) if a <= focus.start < b), 0)
    while last + 1 < len(clauses) and clauses[last][1] < focus.end:
        last += 1
    while True:
        after = (first, last + 1) if last + 1 < len(clauses) else None
        before = (first - 1, last) if first else None
        grown = next(
            (
                pair
                for pair in (before, after)
                if pair and count_letters(sentence[clauses[pair[0]][0] : clauses[pair[1]][1]]) <= most
            ),
            None,
        )
        if grown is None:
            break
        first, last = grown
    whole = Span(clauses[first][0], clauses[last][1])
    return whole if count_letters(whole.of(sentence)) <= most else _cut_hard(sentence, whole, focus, most)


_NUMERAL = re.compile(r"[\d.,〇零一二两三四五六七八九十百千万亿]")


def _cut_hard(sentence: str, clause: Span, focus: Span, most: int) -> Span:
    """One clause longer than the limit: the focus, what fits before it, then what fits behind; no numeral is cut."""
    start, end = focus.start, focus.start
    room = most
    while end < focus.end and room >= sentence[end].isalnum():
        room -= sentence[end].isalnum()
        end += 1
    while start > clause.start and room >= sentence[start - 1].isalnum():
        start -= 1
        room -= sentence[start].isalnum()
    while end < clause.end and room >= sentence[end].isalnum():
        room -= sentence[end].isalnum()
        end += 1
    while (
        clause.start < start < focus.start and _NUMERAL.match(sentence[start]) and _NUMERAL.match(sentence[start - 1])
    ):
        start += 1
    while focus.end < end < clause.end and _NUMERAL.match(sentence[end]) and _NUMERAL.match(sentence[end - 1]):
        end -= 1
    return Span(start, max(end, start + 1))


def add_sentence(draft: Draft, query: Query, need: Need, evidence: Evidence, fact: Fact | None, most: int) -> None:
    """Add one quoted sentence with its marker, and its fact."""
    number = draft.cite(evidence)
    sentence = evidence.text
    focus = fact.span if fact and need.kind != "yesno" else find_focus(query, sentence)
    if query.lang == "en" and need.kind not in LONGER:
        most = min(most, QUOTE_MOST)
    part = window(sentence, focus, most).of(sentence).strip()
    if query.lang == "zh":
        part = re.sub(
            r"(?<=；)(?=.)", f"[{number}]", part.rstrip("，；：、")
        )  # each half-sentence is proved for itself
        if f"{part}[{number}]" not in draft.texts:  # one sentence may answer two parts of a question
            draft.texts.append(f"{part}[{number}]")
        if fact:
            draft.shorts.append(fact.value)
        return
    framed = frame_fact(query.text, need, evidence, fact) if fact else None
    further = bool(draft.texts) and draft.citations[0].key == evidence.article.key
    draft.texts.append(frame_sentence(framed.said if framed else "", part, evidence, number, further=further))
    if framed:
        draft.shorts.append(framed.short)
        draft.computed += [Computed(figure, (number,)) for figure in framed.computed]


@dataclass(frozen=True, slots=True)
class Said:
    """A part of a question with the sentence that answers it and the fact in it."""

    query: Query
    need: Need
    evidence: Evidence
    fact: Fact | None
    sure: bool = False
    """Was it found by the very office or person that the question names, and not weighed against other sentences?"""


def find_said(query: Query, need: Need, group: Sequence[Evidence]) -> list[Said]:
    """What a group of evidence says to each part of the question; empty for forms whose quote is the answer itself."""
    if need.kind in LONGER:
        return []
    post = choose_post(query, group)
    if post:
        return [Said(query, replace(need, kind="name"), *post)]
    titled = choose_title(query, group)
    if titled:
        return [Said(query, replace(need, kind="name"), *titled, sure=True)]
    held = choose_holder(query, group) if need.kind in ("person", "name") else None
    if held:
        return [Said(query, replace(need, kind="person"), *held, sure=True)]
    parts = split_question(query, need)
    found = [_say(part, wanted, query, group) for part, wanted in parts]
    found[1:] = [_follow(found[0], one, query) or one for one in found[1:]]
    for n, one in enumerate(found[:-1]):  # 多少人，其中多少学生: two parts are not answered by one fact
        taken = frozenset(
            (later.evidence.article.key, later.evidence.span, later.fact.span) for later in found[n + 1 :] if later.fact
        )
        if one.fact and is_taken(one.evidence, one.fact, taken):
            again = _say(*parts[n], query, group, taken)
            found[n] = again if again.fact else one
    return found


def _follow(first: Said, part: Said, whole: Query) -> Said | None:
    """Who won, and in what time? A part without words of its own is told right behind the first part's fact."""
    bare = part.query.lang == "en" and part.query.terms == whole.terms and part.need.kind == "number"
    if not bare or first.fact is None or first.need.kind not in ("person", "org"):
        return None
    end = first.fact.span.end
    figures = [one for one in find_figures(part.query.text, part.need, first.evidence.text) if one.span.start >= end]
    return replace(part, evidence=first.evidence, fact=figures[0]) if figures else None


def _say(part: Query, wanted: Need, whole: Query, group: Sequence[Evidence], taken: Taken = frozenset()) -> Said:
    near = lean(part, whole, group)
    asked = part if part.lang == "zh" else in_chinese(part, wanted, near)
    heard = hear(load_reader(), asked, wanted, near)
    if asked is part:
        chosen = choose(part, wanted, near, heard, taken)
        own = wanted.unit == AGE_UNIT and bool(find_owner(part, wanted, near))  # then no other's age is a candidate
        sure = (own and chosen[1] is not None) or is_winner(part.text, *chosen)
        return Said(part, wanted, *chosen, sure=sure)
    return Said(part, wanted, *choose_rendered(part, asked, wanted, near, heard, taken))


AGE_UNIT = "岁"


def in_chinese(query: Query, need: Need, group: Sequence[Evidence]) -> Query:
    """An English question in the words of the report that fits best."""
    if need.kind == "yesno" or detect_language(query.text) != "en":
        return query
    article = group[0].article
    return render(query, need, f"{article.headline}\n{article.body}")


def add_said(draft: Draft, said: Sequence[Said], room: int) -> None:
    """Add the sentences in at most `room` letters with their facts."""
    for one in said:
        facts = count_letters(one.fact.value) + 14 if one.fact and one.query.lang == "en" else 0
        add_sentence(draft, one.query, one.need, one.evidence, one.fact, max(30, room // len(said) - facts))


def room_of(need: Need, groups: int, settings: AnswerSettings) -> int:
    """Letters that each of so many groups of evidence may fill."""
    if need.kind in LONGER:
        return settings.longer_most
    return settings.factoid_most // groups - 4 if need.kind in FACTOID else settings.longer_most // (2 * groups)


def compose_at_length(draft: Draft, query: Query, need: Need, group: Sequence[Evidence], room: int) -> None:
    """Add whole sentences of the best article in the order of the report: how, why, what it is about."""
    best = group[0]
    mine = [e for e in group if e.article.key == best.article.key]
    if need.kind == "summary":  # it opens as the report does: the lead says what happened
        mine.sort(key=lambda e: e.span.start)
    else:
        order = sorted(mine, key=lambda e: e.span.start)
        home = order.index(best)
        beside = {id(e) for e in order[max(0, home - 1) : home + 3]}  # a cause, a way is told on, not repeated
        mine = [e for e in mine if id(e) in beside or e.score >= AT_LENGTH_LEAST * best.score]
        mine.sort(key=lambda e: -e.score - BESIDE * (id(e) in beside))
    chosen: list[Evidence] = []
    for evidence in mine:
        size = count_letters(evidence.text)
        if size <= room and len(chosen) < AT_LENGTH:
            chosen.append(evidence)
            room -= size
    for evidence in sorted(chosen, key=lambda e: e.span.start):
        add_sentence(draft, query, need, evidence, None, count_letters(evidence.text))
    if not chosen:
        add_sentence(draft, query, need, group[0], None, room)


AT_LENGTH, AT_LENGTH_LEAST = 4, 0.6
"""Sentences of an answer at length, and the least score of one as a share of the best."""

BESIDE = 0.4
"""What it adds to a sentence's score to stand beside the best one."""
