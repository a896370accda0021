"""Questions for reports themselves: which articles write about something."""

from __future__ import annotations

from collections.abc import Sequence

from index.chunks import split_sentences
from index.records import Article, Span
from index.words import fold
from rag.compose import Draft
from rag.retrieve import Query, Ranked
from rag.terms import share

LEAST = 0.85
"""Share of the question's information that an article must hold to be one of the reports asked for."""

MOST = 8
"""Reports listed in an answer; more stand in the results below it."""


def compose_reports(query: Query, ranked: Sequence[Ranked]) -> Draft:
    """The articles that hold what the question names, each cited with the sentence that says most of it."""
    found = [item.article for item in ranked if share(query.terms, _whole(item.article)) >= LEAST][:MOST]
    draft = Draft()
    for article in found:
        span = _best(query, article)
        number = draft.quote(article, "body", span.of(article.body), span.start)
        if article.headline:
            title = draft.quote(article, "headline", article.headline, 0)
            draft.texts.append(f"《{article.headline}》[{title}][{number}]")
        else:
            draft.texts.append(f"{span.of(article.body)[:24]}…[{number}]")
    return draft


def _whole(article: Article) -> str:
    return fold("\n".join((article.kicker, article.headline, article.subheadline, article.body)))


def _best(query: Query, article: Article) -> Span:
    spans = list(split_sentences(article.body))
    return max(spans, key=lambda span: share(query.terms, fold(span.of(article.body))))
