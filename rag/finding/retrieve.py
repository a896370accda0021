"""Question to ranked articles: both searches asked, their ranks fused, chunks gathered by article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.amounts import amount_words
from index.chunks import split_sentences
from index.embeddings import Embedder
from index.glossary import Glossary
from index.records import Article, Chunk, Days, Hit
from index.store import Filter, Store
from index.words import Segmenter, fold
from rag.finding.clues import find_clues
from rag.finding.ranker import Candidate, rank_scores
from rag.finding.ranker_en import rank_translated
from rag.finding.reranker import RERANKED, Reranker
from rag.questions.english_terms import date_words, english_terms
from rag.questions.terms import Term, chinese_terms, search_groups, search_words, without_dates
from rag.settings import AnswerSettings

DATED = 1.15
"""What an article's score is multiplied by when it fits a favoured day: it decides between likes, no more."""

SPREAD = 4.0
"""Difference of learned scores that makes an article's share 1/e of the best one's."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question as the searches see it: its terms and its vector (dimension,). `text` is the question itself."""

    text: str
    lang: str
    terms: tuple[Term, ...]
    vector: NDArray[np.float32]
    dates: tuple[Term, ...] = ()
    """The words of its dates: they help to find, but say nothing about what an article knows."""
    reranker: Reranker | None = None
    """What orders the best articles anew, if anything does."""
    amounts: tuple[Term, ...] = ()
    """Its amounts as the index names them (`index/amounts.py`): like its dates, for no text shows them so."""

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
    question: str,
    lang: str,
    store: Store,
    embedder: Embedder,
    segmenter: Segmenter,
    glossary: Glossary,
    reranker: Reranker | None = None,
) -> Query:
    """Prepare a question for both searches. `lang` is the language it is asked in."""
    undated = without_dates(question)
    dates: tuple[Term, ...] = ()
    if lang == "zh":
        terms = chinese_terms(undated, segmenter, store)
        if undated != question:
            known = {term.word for term in terms}
            dates = tuple(t for t in chinese_terms(question, segmenter, store, blank=False) if t.word not in known)
    else:
        terms = english_terms(question, segmenter, store, glossary)
        known = {form for term in terms for form, _ in term.forms}
        words = chinese_terms(date_words(question), segmenter, store, blank=False)
        dates = tuple(term for term in words if term.word not in known)
    text = fold(undated).strip() or fold(question)
    amounts = tuple(Term(word, store.information(word), ((word, 1.0),)) for word in dict.fromkeys(amount_words(text)))
    return Query(question, lang, terms, embedder.embed_queries([text])[0], dates, reranker, amounts)


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


def retrieve(
    store: Store, query: Query, only: Filter, settings: AnswerSettings, favoured: tuple[Days, ...] = ()
) -> list[Ranked]:
    """The articles that may answer, best first. What happened on the `favoured` days is lifted, nothing is left out.

    Chinese questions are ranked by what was learned (`rag/finding/ranker.py`), English ones by fewer things
    (`rag/finding/ranker_en.py`): their words stand in the archive only as translated.
    """
    found, candidates = gather(store, query, only, settings, favoured)
    if candidates and query.terms:
        terms = (*query.terms, *query.dates)
        if query.lang == "zh":
            likely = rank_scores(find_clues(query.text, terms, favoured), candidates)
        else:
            likely = rank_translated(terms, candidates, [item.score for item in found])
        shares = np.exp((likely - likely.max()) / SPREAD).tolist()
        found = [Ranked(item.article, item.chunk, share) for item, share in zip(found, shares, strict=True)]
    ranked = one_voice(sorted(found, key=lambda ranked: (-ranked.score, ranked.article.key)))
    ranked = rerank(query, ranked)
    return ranked if only.days else [_with_correction(store, item) for item in ranked]


def gather(
    store: Store, query: Query, only: Filter, settings: AnswerSettings, favoured: tuple[Days, ...] = ()
) -> tuple[list[Ranked], list[Candidate]]:
    """The articles of both searches, best first by their fused scores, and what the ranker wants to know of each.

    An article counts with its best chunk and a little of its others. Of an English question's articles half as many are
    looked at as chunks were found: the translated words put no more of the right ones behind them (RESULTS.md).
    """
    chinese = query.lang == "zh"
    words = _search_words(store, query, only, settings)
    vectors = store.search_vectors(query.vector, settings.hits, only)
    dated: set[int] = set()
    if favoured and not only.days:
        on_days = _search_words(store, query, replace(only, days=favoured), settings)
        dated = {store.owner(hit.number) for hit in on_days}
        known = {hit.number for hit in words}
        words = [*words, *(hit for hit in on_days if hit.number not in known)]
    scores = fuse(
        [
            (settings.words_weight_zh if chinese else settings.words_weight_en, words),
            (settings.vectors_weight_zh if chinese else settings.vectors_weight_en, vectors),
        ]
    )
    best: dict[int, tuple[int, float]] = {}
    for number, score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        owner = store.owner(number)
        if owner in best:  # a second chunk that fits says a little more about the article
            best[owner] = (best[owner][0], best[owner][1] + settings.further_chunks * score)
        else:
            best[owner] = (number, score * DATED if owner in dated and not chinese else score)
    first = sorted(best.values(), key=lambda item: (-item[1], item[0]))[: settings.hits * 2 // (3 if chinese else 4)]
    most = max((hit.score for hit in words), default=1.0) or 1.0
    by_words = {hit.number: hit.score / most for hit in words}
    least = min(by_words.values(), default=0.0)  # what the search left out scores no more
    found = [Ranked(store.article_of(chunk), store.chunk(chunk), score) for chunk, score in first]
    if not found:
        return found, []
    near = store.liken(query.vector, [number for number, _ in first])
    return found, [
        Candidate(item.article, by_words.get(number, least), likeness)
        for item, (number, _), likeness in zip(found, first, near, strict=True)
    ]


def _search_words(store: Store, query: Query, only: Filter, settings: AnswerSettings) -> list[Hit]:
    terms = (*query.terms, *query.dates, *query.amounts)
    if query.lang == "zh":
        return store.search_words(search_words(terms), settings.hits, only)
    return store.search_groups(search_groups(terms), settings.hits, only)


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


def rerank(query: Query, ranked: list[Ranked]) -> list[Ranked]:
    """The first RERANKED articles as the query's reranker orders them; each place keeps the score it had."""
    first = ranked[:RERANKED]
    if query.reranker is None or len(first) < 2:
        return ranked
    scores = query.reranker.judge(query.text, [f"{item.article.headline}\n{item.chunk.text}" for item in first])
    order = np.argsort(-scores, kind="stable").tolist()
    return [*(replace(first[n], score=place.score) for n, place in zip(order, first, strict=True)), *ranked[RERANKED:]]


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
