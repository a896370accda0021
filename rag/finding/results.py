"""Ranked articles as the plain results that stand below every answer, each with a snippet around its best words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.answers import Result
from rag.finding.retrieve import Query, Ranked
from rag.finding.snippets import cut_snippet


def list_results(query: Query, ranked: Sequence[Ranked], most: int) -> list[Result]:
    """The first `most` articles as results, ranks from 1; what the paper corrected is followed by the correction."""
    shown = with_corrections(ranked)[:most]
    words = set(query.words)
    snippets = [cut_snippet(item.chunk.text, words) for item in shown]
    return [
        Result(
            key=item.article.key,
            source=item.article.source,
            page=item.article.page,
            newspaper=item.article.newspaper,
            published=item.article.published,
            headline=item.article.headline,
            snippet=snippet.text,
            rank=rank,
            duplicates=item.article.duplicates,
            marks=snippet.marks,
        )
        for rank, (item, snippet) in enumerate(zip(shown, snippets, strict=True), 1)
    ]


def put_first(results: Sequence[Result], keys: Sequence[str]) -> list[Result]:
    """The articles of `keys` before the others, each group in its order: what an answer quotes heads its list."""
    quoted = sorted(results, key=lambda result: result.key not in keys)
    return [replace(result, rank=rank) for rank, result in enumerate(quoted, 1)]


def with_corrections(ranked: Sequence[Ranked]) -> list[Ranked]:
    """The articles with their corrections right behind them, each article once."""
    listed: dict[str, Ranked] = {}
    for item in ranked:
        listed.setdefault(item.article.key, item)
        if item.correction:
            listed.setdefault(item.correction.article.key, item.correction)
    return list(listed.values())
