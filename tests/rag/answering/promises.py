"""The promises that every answer makes, whatever was asked."""

from __future__ import annotations

from rag.answering.proof import check
from rag.answers import Reply


def hold(store, reply: Reply) -> None:
    """Hold a reply to them: its quotes stand in the store's articles, its figures are proved."""
    assert reply.answer is not None
    assert [c.n for c in reply.citations] == list(range(1, len(reply.citations) + 1))
    for c in reply.citations:
        article = store.article(c.key)
        assert article is not None
        assert (c.source, c.published, c.headline) == (article.source, article.published, article.headline)
        if c.field in ("body", "headline"):
            assert getattr(article, c.field)[c.start : c.end] == c.quote
        else:
            assert c.start is c.end is None
            assert c.field != "byline" or c.quote == article.byline_text
    again = check(reply.answer.text, reply.citations, reply.proof.computed)
    assert again.dropped == ()
    assert reply.proof.figures == reply.proof.proved
