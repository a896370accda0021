"""Articles to evidence: every sentence weighed against the question, the best ones kept with their place."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.chunks import split_sentences
from index.dates import find_dates
from index.embeddings import Embedder
from index.measures import count_alike
from index.orders import is_order
from index.quantities import UNITS, Quantity, find_quantities
from index.records import Article, Span
from index.words import find_names, fold
from rag.facts.counting import agree, read_asked_noun, read_counted
from rag.facts.nearness import asked_part
from rag.facts.ordering import order
from rag.facts.sorts import names_sort
from rag.finding.retrieve import Query, Ranked
from rag.questions.asked import Need
from rag.questions.terms import meant


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of an article's body that may answer.

    `known` is the share of the question's information found in the article, `said` the share found in the sentence
    itself (both 0 to 1, weighted by rarity); `likeness` the cosine with the question; `score` orders evidence.
    """

    article: Article
    span: Span
    known: float
    said: float
    likeness: float
    score: float
    signs: tuple[float, ...] = field(default=(), compare=False, repr=False)
    """What its score was made of (`rag/facts/ordering.py`)."""

    @property
    def text(self) -> str:
        """The sentence as printed."""
        return self.span.of(self.article.body)


@dataclass(frozen=True, slots=True)
class Fact:
    """A bare fact: where it stands in the evidence sentence and `value`, how it is shown.

    `score`: as found, how well its own form suits the question (about -1 to 1); as chosen, how well it answers.
    """

    span: Span
    value: str
    score: float = 0.0


def fits_kind(need: Need, sentence: str) -> float:
    """Does a sentence hold the form of answer that is asked for? 1 yes, 0 nothing asked, -1 no."""
    if need.sorts and names_sort(need, sentence):
        return 1.4
    if need.kind == "number":
        found = read_figures(sentence)
        if need.unit or need.measure:
            fitting = [q for q in found if quantity_fits(q, need)]
            return (1.6 if any(q.total for q in fitting) else 1.0) if fitting else -0.8
        return (0.8 if any(q.total for q in found) else 0.6) if found else -1.0
    if need.kind == "date":
        return 0.8 if any(m.kind != "vague" for m in find_dates(sentence)) else -0.5
    if need.kind == "person":
        return 0.8 if find_names(sentence) else -0.6
    if need.kind == "list":
        marks = sentence.count("、") + sentence.count("《") + sentence.count("；")
        return 1.4 if marks > 2 else 0.8 if marks else -0.2
    if need.kind == "why":
        return 0.6 if re.search(r"因|由于|为了?|所以|导致|紧张|不足", sentence) else 0.0
    if need.kind == "name":
        return 0.4 if re.search(r"[“《‘]|@|[A-Za-z]{3}", sentence) else 0.0
    return 0.0


SENTENCES_KEPT = 2048
"""Sentences whose figures are kept: what judges, chooses and compares reads those of eight articles up to six times."""


@lru_cache(maxsize=SENTENCES_KEPT)
def read_figures(sentence: str) -> tuple[Quantity, ...]:
    """Every figure of a sentence, as `index.quantities.find_quantities` has it."""
    return tuple(find_quantities(sentence))


MEASURED = frozenset({
    "money", "length", "area", "volume", "mass", "share", "time", "temperature", "points", "times", "months", "age",
    "score", "data", "energy", "power",
})  # fmt: skip
"""What no thing that is counted is given in."""


def quantity_fits(quantity: Quantity, need: Need) -> bool:
    """Is this quantity counted in the unit asked for, in one that converts into it, or of the measure asked for?"""
    if quantity.text[0] == "一" and len(quantity.text) <= 2 and need.measure != "time":
        return False  # 一位, 一次: an article in all but name, hardly ever the figure asked for
    if need.measure == "phone":
        return not quantity.unit and len(quantity.text) >= 7
    if need.measure == "count":
        return quantity.measure not in MEASURED
    if need.unit == "岁" and quantity.dimension == "age":
        return True
    if need.measure == "extent":
        return quantity.measure in ("length", "time") or quantity.unit in ("字", "页")
    if need.measure == "money":
        return quantity.dimension.startswith("money:")  # whatever the currency
    if need.measure:
        return quantity.measure == need.measure or (need.measure == "share" and quantity.unit == "成")
    wanted = UNITS.get(need.unit.lower())
    if wanted:
        return quantity.measure == wanted[0]
    if not need.unit or (need.unit == "级" and quantity.unit.endswith("级")):
        return True
    return bool(quantity.unit) and count_alike(need.unit, quantity.unit)


ARTICLES_KEPT = 64
"""Articles that are kept cut into sentences with their vectors, about 30 kB each: the days of a question, the sides of
a comparison and the questions that follow weigh the same ones again."""


@dataclass(frozen=True, slots=True)
class Laid:
    """An article as it is weighed, whatever is asked."""

    spans: tuple[Span, ...]
    texts: tuple[str, ...]
    """The sentences, folded."""
    head: str
    """Headlines and by-line, folded."""
    vectors: NDArray[np.float32]
    """(sentences, dimension)"""


@dataclass(frozen=True, slots=True)
class _Model:
    """A model, the same as any that gives equal vectors."""

    fingerprint: str
    embedder: Embedder = field(compare=False)


@lru_cache(maxsize=ARTICLES_KEPT)
def _lay_out(model: _Model, head: str, body: str) -> Laid:
    spans = tuple(span for span in split_sentences(body) if not is_order(span.of(body)))
    texts = tuple(fold(span.of(body)) for span in spans)
    return Laid(spans, texts, fold(head), model.embedder.embed_passages(texts))


def weigh_evidence(query: Query, need: Need, ranked: Sequence[Ranked], embedder: Embedder) -> list[Evidence]:
    """All sentences of the ranked articles as evidence, best first."""
    found: list[Evidence] = []
    top = ranked[0].score if ranked else 1.0
    model = _Model(embedder.fingerprint, embedder)
    noun = read_asked_noun(asked_part(query.text)) if query.lang == "zh" and need.kind == "number" else ""
    for place, item in enumerate(ranked):
        article = item.article
        head = " ".join((article.kicker, article.headline, article.subheadline, article.byline_text))
        laid = _lay_out(model, head, article.body)
        head, texts = laid.head, laid.texts
        if not texts:
            continue
        known, headed = meant(query.terms, "\n".join((head, *texts))), meant(query.terms, head)
        likeness = np.clip(laid.vectors @ query.vector, 0, 1).tolist()
        rows: list[tuple[float, ...]] = []
        for n, span in enumerate(laid.spans):
            sentence, before = span.of(article.body), "\n".join(texts[max(0, n - 1) : n + 1])
            around = "\n".join((head, *texts[max(0, n - 1) : n + 2]))
            said, near = meant(query.terms, texts[n]), meant(query.terms, around)
            kind, agreed = fits_kind(need, sentence), _agree(noun, sentence) if noun else 0.0
            of_article = (item.score / top, float(place == 0))
            shown = (math.log1p(len(sentence)), agreed, float(sentence[0] in "“‘"), headed)
            rows.append((said, near, meant(query.terms, before), likeness[n], kind, *of_article, *shown))
        signs = np.array(rows)
        for n, score in enumerate(order(signs, query.lang).tolist()):
            found.append(Evidence(article, laid.spans[n], known, rows[n][0], likeness[n], score, rows[n]))
    return sorted(found, key=lambda e: (-e.score, e.article.key, e.span.start))


def _agree(noun: str, sentence: str) -> float:
    """Does any figure of a sentence count what is asked? 1 yes, 0 none says, -1 all that say count another thing."""
    said = [agree(noun, read_counted(sentence, one)) for one in read_figures(sentence)]
    return float(max(said, default=0))
