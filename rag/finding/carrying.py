"""The last answer's articles carried into a follow-up: whether it goes on about them, and how they are weighed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.chunks import split_sentences
from index.records import Article, Chunk
from index.store import Store
from index.words import fold
from rag.finding.retrieve import Query, Ranked
from rag.questions.followup import Standing
from rag.questions.terms import Term, share

KNOWN_LEANING, KNOWN_FREE = {"zh": 0.5, "en": 0.3}, {"zh": 0.65, "en": 0.5}
"""Share of the follow-up's own information that the last answer's articles must hold; more where it does not lean."""

KNOWN_HANGING, BEHIND = 0.2, 0.15
"""The same where it names nothing by which its report could be known, and how far they may be behind another report."""

ASKED = re.compile(r"^(?:多[大长久高远重宽深厚]|大|年[纪龄]|岁数|当时|当年|现在|目前|如今|后来|原来|还|there|until)$")
"""Words that ask for a measure or point to a time: no report needs to print them."""

TOPIC = 0.3
"""What the topic's words weigh beside those that were just asked: they choose the article, not the sentence."""


def rank_carried(store: Store, keys: Sequence[str], most: int = 3) -> list[Ranked]:
    """The carried articles that still stand, the best first."""
    found = [store.article(key) for key in keys[:most]]
    living = [article for article in found if article is not None and not article.withdrawn]
    return [ranked for article in living if (ranked := rank_article(article, 1.0))]


def rank_article(article: Article, score: float) -> Ranked | None:
    """An article as if found by its first sentence; None if it has no text."""
    span = next(iter(split_sentences(article.body)), None)
    return Ranked(article, Chunk(article.key, 0, span, span.of(article.body)), score) if span else None


def whole(article: Article) -> str:
    """All that is searched of an article, folded."""
    return fold("\n".join((article.kicker, article.headline, article.subheadline, article.byline_text, article.body)))


def carry(own: Query, ranked: Sequence[Ranked], standing: Standing, everything: Sequence[Ranked]) -> bool:
    """Does a follow-up go on about the carried articles?

    `own` is what was just asked, `everything` what it finds by itself. One that leans goes on unless another report
    says more of it; one that names nothing, if none says much more; any other if all it names stands in them.
    """
    if not ranked:
        return False
    terms = naming(own)
    if not terms:
        return standing.leans or standing.hangs
    known = max(share(terms, whole(item.article)) for item in ranked)
    best = max((share(terms, whole(item.article)) for item in everything[:1]), default=None)
    if standing.leans:
        return known >= KNOWN_LEANING[own.lang] or (best is not None and known >= best)
    if best is None:
        return False
    if standing.hangs:
        return known >= max(KNOWN_HANGING, best - BEHIND)
    return known >= max(KNOWN_FREE[own.lang], best - 0.02)


def naming(own: Query) -> tuple[Term, ...]:
    """The words of a question that a report would have to print."""
    return tuple(term for term in own.terms if not ASKED.match(term.word))


def lean_on(own: Query, topic: Query, text: str) -> Query:
    """What was just asked with the topic's words behind it; the topic alone where nothing new was named (为什么)."""
    terms = naming(own)
    if not terms:
        return replace(own, text=text, terms=topic.terms, vector=topic.vector)
    said = {term.word for term in terms}
    behind = tuple(replace(term, weight=term.weight * TOPIC) for term in topic.terms if term.word not in said)
    return replace(own, text=text, terms=(*terms, *behind))
