"""Plain results of a search as HTML: they stand below every answer and every refusal."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answers import Result
from ui.cards import article_link, meta_html
from ui.typeset import text_html
from ui.words import both


def results_html(results: Sequence[Result], key: str = "related") -> str:
    """A list under the heading `key`. Whole articles are fetched by the page's script when they are opened."""
    if not results:
        return ""
    items = "".join(result_html(result) for result in results)
    sorts = "".join(
        f'<button type="button" data-sort="{name}" aria-pressed="{str(name == "relevance").lower()}">'
        f"{both('by_' + name)}</button>"
        for name in ("relevance", "newest", "oldest")
    )
    sorts = f'<div class="sorts">{sorts}</div>' if key == "related" and len(results) > 1 else ""
    count = f' <span class="count">{len(results)}</span>' if key == "related" else ""
    head = f'<div class="results-head"><h2 class="small-title">{both(key)}{count}</h2>{sorts}</div>'
    return f'<section class="results">{head}<ol>{items}</ol></section>'


def result_html(result: Result) -> str:
    """One result."""
    headline = text_html(result.headline) if result.headline else both("untitled")
    return (
        f'<li data-rank="{result.rank}" data-published="{text_html(result.published or "")}">'
        f'<p class="meta">{meta_html(result.newspaper, result.published)}</p>'
        f'<h3><a href="{article_link(result.key)}">{headline}</a></h3>'
        f'<p class="snippet">{snippet_html(result)}</p>'
        f'<details class="whole" data-key="{text_html(result.key)}"><summary>{both("whole")}</summary>'
        '<div class="body"></div></details></li>'
    )


def snippet_html(result: Result) -> str:
    """A result's snippet with what was searched marked."""
    pieces, at = [], 0
    for mark in result.marks:
        pieces += [text_html(result.snippet[at : mark.start]), f"<mark>{text_html(mark.of(result.snippet))}</mark>"]
        at = mark.end
    return "".join((*pieces, text_html(result.snippet[at:])))
