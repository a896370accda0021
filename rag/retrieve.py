"""Question to ranked articles: both searches asked, their ranks fused, chunks gathered by article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.chunks import split_sentences
from index.embeddings import Embedder
from index.glossary import Glossary
from index.records import Article, Chunk, Hit
from index.store import Filter, Store
from index.words import Segmenter, fold
from rag.english_terms import english_terms
from rag.settings import AnswerSettings
from rag.terms import Term, chinese_terms, search_groups, search_words, without_dates


@dataclass(frozen=True, slots=True)
class Query:
    """A question as the searches see it: its terms and its vector (dimension,). `text` is the question itself."""

    text: str
    lang: str
    terms: tuple[Term, ...]
    vector: NDArray[np.float32]

    @property
    def words(self) -> tuple[str, ...]:
        """All forms of all terms."""
        return tuple(search_words(self.terms))


@dataclass(frozen=True, slots=True)
class Ranked:
    """An article with its fused score and its best chunk."""

    article: Article
    chunk: Chunk
    score: float
    correction: Ranked | None = None
    """The paper's own correction of it."""


def make_query(
    question: str, lang: str, store: Store, embedder: Embedder, segmenter: Segmenter, glossary: Glossary
) -> Query:
    """Prepare a question for both searches. `lang` is the language it is asked in."""
    if lang == "zh":
        terms = chinese_terms(question, segmenter, store)
    else:
        terms = english_terms(question, segmenter, store, glossary)
    text = fold(without_dates(question)).strip() or fold(question)
    return Query(question, lang, terms, embedder.embed_queries([text])[0])


def fuse(lists: Sequence[tuple[float, Sequence[Hit]]]) -> dict[int, float]:
    """Weighted sum of scores, each search's divided by its best one: chunk number to score.

    A convex combination of scores beats reciprocal rank fusion where one search is much better than the other
    (Bruch, Gai & Ingber 2023, "An Analysis of Fusion Functions for Hybrid Retrieval"; our figures in RESULTS.md).
    """
    scores: defaultdict[int, float] = defaultdict(float)
    for weight, hits in lists:
        best = max((hit.score for hit in hits), default=0.0)
        for hit in hits:
            if best > 0:
                scores[hit.number] += weight * max(hit.score, 0.0) / best
    return dict(scores)


def retrieve(store: Store, query: Query, only: Filter, settings: AnswerSettings) -> list[Ranked]:
    """The articles that may answer, best first; an article counts with its best chunk and a little of its others."""
    chinese = query.lang == "zh"
    if chinese:
        words = store.search_words(search_words(query.terms), settings.hits, only)
    else:
        words = store.search_groups(search_groups(query.terms), settings.hits, only)
    vectors = store.search_vectors(query.vector, settings.hits, only)
    scores = fuse(
        [
            (settings.words_weight_zh if chinese else settings.words_weight_en, words),
            (settings.vectors_weight_zh if chinese else settings.vectors_weight_en, vectors),
        ]
    )
    best: dict[int, tuple[int, float]] = {}
    for number, score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        owner = store.owner(number)
        chunk, so_far = best.get(owner, (number, 0.0))
        # a second chunk that fits says a little more about the article
        best[owner] = (chunk, so_far + settings.further_chunks * score if so_far else score)
    found = [Ranked(store.article_of(chunk), store.chunk(chunk), score) for chunk, score in best.values()]
    ranked = one_voice(sorted(found, key=lambda ranked: (-ranked.score, ranked.article.key)))
    return ranked if only.days else [_with_correction(store, item) for item in ranked]


def one_voice(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Of the prints of one text the earliest published, in the place of the best: a reprint is no new source."""
    voices: dict[str, Ranked] = {}
    for item in ranked:
        voice = min((item.article.key, *item.article.duplicates))
        first = voices.get(voice)
        if first is None:
            voices[voice] = item
        elif _issued(item.article) < _issued(first.article):
            voices[voice] = replace(item, score=first.score)
    return list(voices.values())


def _issued(article: Article) -> tuple[str, str]:
    return article.published or "9999", article.key


def _with_correction(store: Store, item: Ranked) -> Ranked:
    """The article with the correction that the paper printed of it, if it did."""
    if item.article.corrected_by is None:
        return item
    correction = store.article(item.article.corrected_by)
    if correction is None or correction.withdrawn:
        return item
    span = next(split_sentences(correction.body), None)
    if span is None:
        return item
    chunk = Chunk(correction.key, 0, span, span.of(correction.body))
    return replace(item, correction=Ranked(correction, chunk, item.score))
