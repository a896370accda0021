"""Ranked articles as the plain results that stand below every answer, each with a snippet around its best words."""

from __future__ import annotations

from collections.abc import Sequence

from index.chunks import split_sentences
from index.words import fold
from rag.answers import Result
from rag.retrieve import Query, Ranked

SNIPPET = 120
"""Characters of a snippet: three lines of the result list."""


def list_results(query: Query, ranked: Sequence[Ranked], most: int) -> list[Result]:
    """The first `most` articles as results, ranks from 1; what the paper corrected is followed by the correction."""
    return [
        Result(
            key=item.article.key,
            source=item.article.source,
            page=item.article.page,
            newspaper=item.article.newspaper,
            published=item.article.published,
            headline=item.article.headline,
            snippet=cut_snippet(query, item),
            rank=rank,
            duplicates=item.article.duplicates,
        )
        for rank, item in enumerate(with_corrections(ranked)[:most], 1)
    ]


def with_corrections(ranked: Sequence[Ranked]) -> list[Ranked]:
    """The articles with their corrections right behind them, each article once."""
    listed: dict[str, Ranked] = {}
    for item in ranked:
        listed.setdefault(item.article.key, item)
        if item.correction:
            listed.setdefault(item.correction.article.key, item.correction)
    return list(listed.values())


def cut_snippet(query: Query, item: Ranked) -> str:
    """The sentence of the best chunk that holds most of the question's words, and what follows it."""
    text = item.chunk.text
    spans = list(split_sentences(text))
    if not spans:
        return text[:SNIPPET]
    words = set(query.words)
    best = max(spans, key=lambda span: sum(word in fold(span.of(text)) for word in words))
    cut = text[best.start : best.start + SNIPPET]
    return cut if best.start + SNIPPET >= len(text) else cut.rstrip("，、；") + "…"
