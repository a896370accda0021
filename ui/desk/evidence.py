"""A statement's card: its verdict, the signs that differ, and the clippings for and against it by date, as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.records import Article
from rag.answers import Citation, Difference, Part, Reported
from ui.cards import article_link, meta_html, sample_badge
from ui.desk.sheet import icon
from ui.desk.strikes import Piece, strike
from ui.typeset import passage, published_html, text_html
from ui.words import both

_SAMPLE = "示例"


def cards_html(parts: Sequence[Part], articles: Mapping[str, Article], selected: int) -> str:
    """All cards, of which the page shows the selected one. `articles` are the cited ones that could be fetched."""
    cards = "".join(card_html(n, part, articles, shown=n == selected) for n, part in enumerate(parts))
    return f'<h2 class="panel-title">{both("desk_card")}</h2><p class="quiet pick">{both("desk_pick")}</p>{cards}'


def card_html(n: int, part: Part, articles: Mapping[str, Article], *, shown: bool) -> str:
    """One statement's card."""
    difference = _difference(part.difference) if part.difference else ""
    said = part.note and not part.difference and part.verdict != "supported"
    note = f'<p class="note">{text_html(part.note)}</p>' if said else ""
    return (
        f'<section class="desk-card" id="desk-card-{n}" data-part="{n}" tabindex="-1"{"" if shown else " hidden"}>'
        f'<p class="overall small {part.verdict}">{icon(part.verdict)}'
        f'<span class="words">{both(f"desk_{part.verdict}")}</span></p>'
        f'<p class="quoted">{text_html(part.text)}</p>{difference}{note}'
        f"{_clippings('desk_against', part.against, articles)}{_values(part.reported)}"
        f"{_clippings('desk_for', part.supporting, articles)}</section>"
    )


def _difference(difference: Difference) -> str:
    """Two lines, as a proof reader marks them: what is struck in the text, what is printed."""
    ours, theirs = strike(difference.claimed, difference.reported)
    return (
        f'<dl class="minimal"><dt>{both("desk_claimed")}</dt><dd>{_pieces(ours, "del")}</dd>'
        f"<dt>{both('desk_printed')}</dt><dd>{_pieces(theirs, 'ins')}</dd></dl>"
    )


def _pieces(pieces: Sequence[Piece], tag: str) -> str:
    return "".join(f"<{tag}>{text_html(p.text)}</{tag}>" if p.differs else text_html(p.text) for p in pieces)


def _clippings(key: str, citations: Sequence[Citation], articles: Mapping[str, Article]) -> str:
    if not citations:
        return ""
    newest = sorted(citations, key=lambda c: (c.published or "", -c.n), reverse=True)
    items = "".join(_clipping(citation, articles.get(citation.key)) for citation in newest)
    return f'<h3 class="small-title">{both(key)}</h3><ol class="clips">{items}</ol>'


def _clipping(citation: Citation, article: Article | None) -> str:
    headline = text_html(citation.headline) if citation.headline else both("untitled")
    made_up = sample_badge() if article is not None and article.collection == _SAMPLE else ""
    meta = meta_html(citation.newspaper, citation.published, article.edition if article else "")
    return (
        f'<li><p class="meta"><span class="n">{citation.n}</span>{meta}{made_up}</p>'
        f'<p class="headline"><a href="{article_link(citation.key)}">{headline}</a></p>'
        f"<blockquote>{_quote(citation, article)}</blockquote></li>"
    )


def _quote(citation: Citation, article: Article | None) -> str:
    start, end = citation.start, citation.end
    if article is None or start is None or end is None or article.body[start:end] != citation.quote:
        return f"<mark>{text_html(citation.quote)}</mark>"
    around = passage(article.body, start, end, room=40)
    return f"{text_html(around.before)}<mark>{text_html(around.quote)}</mark>{text_html(around.after)}"


def _values(values: Sequence[Reported]) -> str:
    """Several reported values, newest first: a later correction stands above what it corrects."""
    if len(values) < 2:
        return ""
    newest = sorted(values, key=lambda value: (value.published or "", not value.superseded), reverse=True)
    items = "".join(
        f'<li><span class="when">{published_html(value.published)}</span> '
        + (f"<s>{text_html(value.value)}</s>" if value.superseded else f"<b>{text_html(value.value)}</b>")
        + (f' <span class="late">{both("desk_superseded")}</span>' if value.superseded else "")
        + f' <span class="n">{value.n}</span></li>'
        for value in newest
    )
    return f'<h3 class="small-title">{both("desk_values")}</h3><ol class="values">{items}</ol>'
