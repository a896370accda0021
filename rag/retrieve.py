"""Question to ranked articles: both searches asked, their ranks fused, chunks gathered by article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.dates import find_dates
from index.embeddings import Embedder
from index.records import Article, Chunk, Hit
from index.store import Filter, Store
from index.words import Segmenter, fold
from rag.settings import AnswerSettings

STOP_ZH = frozenset(
    ["的", "了", "在", "是", "我", "有", "和", "就", "不", "都", "一", "上", "也", "很", "到", "说", "要", "去", "你", "会", "着", "没有", "看", "这", "那", "与", "及", "等", "为", "被", "把", "对", "从", "由", "其", "之", "而", "或", "个", "吗", "呢", "吧", "什么", "多少", "哪些", "哪个", "哪里", "哪几", "哪", "几", "谁", "怎么", "怎样", "如何", "为什么", "是否", "多", "少", "何", "请问", "请", "一下", "告诉", "知道", "关于", "以及", "还", "又", "该", "此", "将", "于", "以", "所", "并", "则", "但", "可以", "能", "能够", "进行", "哪位", "哪家", "哪天", "哪年", "什么时候", "时候", "几个", "分别", "一共", "共", "叫", "做", "次", "名", "位", "人", "年", "月", "日", "天", "篇", "报道", "文章"]
)
STOP_EN = frozenset(
    ["a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "is", "are", "was", "were", "be", "been", "did", "do", "does", "how", "much", "many", "what", "which", "who", "whom", "when", "where", "why", "that", "this", "these", "those", "it", "its", "as", "into", "about", "there", "their", "they", "he", "she", "his", "her", "has", "have", "had", "not", "no"]
)


@dataclass(frozen=True, slots=True)
class Query:
    """A question as the searches see it: content words of the fold, and its vector (dimension,)."""

    text: str
    lang: str
    words: tuple[str, ...]
    vector: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Ranked:
    """An article with its fused score and its best chunk."""

    article: Article
    chunk: Chunk
    score: float


def make_query(question: str, lang: str, embedder: Embedder, segmenter: Segmenter) -> Query:
    """Prepare a question for both searches. Dates are left to the date filter: their digits match everything."""
    text = list(question)
    for mention in find_dates(question):
        text[mention.span.start : mention.span.end] = " " * (mention.span.end - mention.span.start)
    folded = fold("".join(text))
    stop = STOP_ZH if lang == "zh" else STOP_EN | STOP_ZH
    words = tuple(word for word in segmenter(folded) if word not in stop)
    vector = embedder.embed_queries([folded.strip() or fold(question)])[0]
    return Query(question, lang, words, vector)


def fuse(lists: Sequence[tuple[float, Sequence[Hit]]], constant: float) -> dict[int, float]:
    """Reciprocal rank fusion (Cormack, Clarke & Buettcher 2009) of weighted hit lists: chunk number to score."""
    scores: defaultdict[int, float] = defaultdict(float)
    for weight, hits in lists:
        for hit in hits:
            scores[hit.number] += weight / (constant + hit.rank)
    return dict(scores)


def retrieve(store: Store, query: Query, only: Filter, settings: AnswerSettings) -> list[Ranked]:
    """The articles that may answer, best first; an article counts with its best chunk and a little of its others."""
    chinese = query.lang == "zh"
    words = store.search_words(query.words, settings.hits, only)
    vectors = store.search_vectors(query.vector, settings.hits, only)
    scores = fuse(
        [
            (settings.words_weight_zh if chinese else settings.words_weight_en, words),
            (settings.vectors_weight_zh if chinese else settings.vectors_weight_en, vectors),
        ],
        settings.rank_constant,
    )
    best: dict[str, Ranked] = {}
    for number, score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        chunk = store.chunk(number)
        known = best.get(chunk.article_key)
        if known is None:
            best[chunk.article_key] = Ranked(store.article_of(number), chunk, score)
        else:
            more = known.score + 0.1 * score  # a second chunk that fits says a little more about the article
            best[chunk.article_key] = Ranked(known.article, known.chunk, more)
    return sorted(best.values(), key=lambda ranked: (-ranked.score, ranked.article.key))
