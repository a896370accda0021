"""One side of a comparison: its figure, and the proof that it is that of the thing asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.people import is_name
from index.quantities import Quantity, find_amounts
from index.records import Article, Days, Span
from index.words import find_names, fold
from rag.answering.deciding import choose
from rag.facts.evidence import Evidence
from rag.facts.facts import Fact
from rag.facts.hearing import hear
from rag.facts.nearness import find_asking, is_focus
from rag.facts.reader import load_reader
from rag.finding.retrieve import Query
from rag.questions.asked import Need
from rag.questions.terms import Term, meant, share

NAMING = 0.7
"""The weight, as a share of the greatest, from which a word is one of those that name the thing."""
KNOWN, PROVED, PROVED_EN = 0.6, 0.5, 0.45
"""Least shares of a side's question: in its article, of the words beside the asking word by the figure; of an English
one in its article. On our samples right sides reach .63, .5 and .7, wrong ones .56."""
PLACE = re.compile(r"[省市县区镇乡村路桥河山馆校院厂社场园]$")
COUNTS = frozenset(
    {
        "人数",
        "数量",
        "次数",
        "个数",
        "数字",
        "金额",
        "数目",
        "数额",
        "总量",
        "总数",
        "总额",
        "总计",
        "合计",
        "总共",
        "总和",
    }
)
"""Words that say only that something is counted: the unit says that by the figure."""
STAGE = re.compile(r"计划|实际|最终|预计|预算|目标")
"""What is planned and what came of it are two figures: the one asked for must be called so."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the archive says to one side: the sentence, its fact, its amount or its days."""

    evidence: Evidence
    fact: Fact
    amount: Quantity | None = None
    proved: bool = True
    """Is it surely of the thing asked for?"""
    days: Days | None = None

    @property
    def place(self) -> tuple[str, Span, Span]:
        """Where the fact stands."""
        return self.evidence.article.key, self.evidence.span, self.fact.span


def find_side(query: Query, need: Need, group: Sequence[Evidence]) -> Found | None:
    """The figure of one side: from an article that holds all that the side names, if one does."""
    naming = _naming(query)
    whole = [one for one in group if all(term.stands(_text(one.article)) for term in naming)]
    for near in (whole, group):
        heard = hear(load_reader(), query, need, near)
        evidence, fact = choose(query, need, near, heard) if near else (None, None)
        if evidence is None or fact is None:
            continue
        amount = next(iter(find_amounts(fact.value)), None)
        days = next((Days.parse(iso) for iso in evidence.article.event_dates), None)
        return Found(evidence, fact, amount, is_proved(query, evidence), days)
    return None


def is_proved(query: Query, evidence: Evidence) -> bool:
    """Is a sentence's figure surely that of the thing asked for: another harvest's price is soon found.

    Its article must hold the names in the question and most of its words, and what stands beside the asking word must
    stand in the sentence, the one before it or the headline.
    """
    article = evidence.article
    whole = _text(article)
    if query.lang != "zh":
        return share(query.terms, whole) >= PROVED_EN
    names = [term for term in query.terms if PLACE.search(term.word) and len(term.word) > 1]
    if share(query.terms, whole) < KNOWN or not all(term.stands(whole) for term in names):
        return False
    asking = find_asking(query.text)
    stages = STAGE.findall(query.text)
    focus = [t for t in query.terms if is_focus(query.text, t.word, asking) and t.word not in COUNTS]
    start = max(0, article.body.rfind("。", 0, max(0, evidence.span.start - 1)))
    near = fold(f"{article.headline}\n{article.body[start : evidence.span.end]}")
    return (not focus or share(focus, near) >= PROVED) and all(stage in near for stage in stages)


def _naming(query: Query) -> list[Term]:
    most = max((term.weight for term in query.terms), default=0.0)
    return [term for term in query.terms if term.weight >= NAMING * most]


def _text(article: Article) -> str:
    return fold("\n".join((article.kicker, article.headline, article.subheadline, article.body)))


TOLD, NAMED = 0.4, 0.55
"""The least share of a question that must stand by its fact, and the least where a place or body that it names does
not. Right answers to our questions and to those on the real pages reach .44 and .58, wrong ones have .25 and .51."""


ITEM = re.compile(
    r"\s*(?:\d{1,2}[.．、]|[（(]?[一二三四五六七八九十]{1,2}[）)、])\s*(?P<label>[\u4e00-\u9fff]{2,10})[：:]"
)
"""A numbered item of a notice that opens with its name (2.收费标准：…)."""


def is_told(query: Query, need: Need, evidence: Evidence) -> bool:
    """Does a Chinese question's own matter stand by the fact: in its sentence, the one before, the first or a headline?

    A report of many things gives many figures; that of another one is as easily found. Persons that the question names
    need only stand in the report, and that is all that is asked of a list.
    """
    article = evidence.article
    body, at = article.body, evidence.span
    start = max(0, body.rfind("。", 0, max(0, at.start - 1)))
    lead = body[: body.find("。") + 1]
    head = (article.kicker, article.headline, article.subheadline, article.byline_text)
    end = body.find("。", at.end + 1) if evidence.text[0] in "“‘" else at.end  # who speaks stands before it or behind
    near = fold("\n".join((*head, lead, body[start : max(at.end, end)])))
    if (
        ITEM.match(evidence.text) or need.measure == "phone"
    ):  # a notice is of one matter, and its items repeat none of it
        near = _text(article)
    names = [name for span in find_names(query.text) if is_name(name := span.of(query.text))]
    people = all(fold(name) in near or name in body for name in names)
    if need.kind == "list":
        return people
    places = all(term.stands(near) for term in query.terms if len(term.word) > 2 and PLACE.search(term.word))
    things = [term for term in query.terms if need.kind != "number" or term.word not in COUNTS] or query.terms
    return max(meant(query.terms, near), meant(things, near)) >= (TOLD if people and places else NAMED)
