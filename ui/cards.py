"""Source cards: each citation as a clipping, its quote marked in the article it stands in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import quote

from index.records import Article
from rag.answers import Citation
from ui.reference import write_reference
from ui.typeset import passage, published_html, text_html
from ui.wire import safe_url
from ui.words import both, either

SAMPLE = "示例"
"""The collection of the made-up articles that come with the program."""

_FIELD_NOTES = {
    "headline": "in_headline",
    "byline": "in_byline",
    "caption": "in_caption",
    "published": "in_published",
}


def sample_badge() -> str:
    """The mark of everything made up."""
    return f'<span class="sample">{both("sample")}</span>'


def article_link(key: str) -> str:
    """Where the archive's room shows an article."""
    return f"#archive/article/{quote(key, safe='')}"


def sources_html(
    citations: Sequence[Citation],
    articles: Mapping[str, Article],
    sample: bool,
    asked: bool,
    *,
    whole: bool = True,
    today: date | None = None,
) -> str:
    """The sources panel. `articles` are those that could be fetched, by key; `asked` says that there was a question.

    `whole`: may whole articles be read here? `today` is the day on which a reference says that it was looked up.
    """
    heading = f'<h2 class="panel-title">{both("sources")}</h2>'
    if not citations:
        return f'{heading}<p class="quiet">{both("sources_none" if asked else "sources_wait")}</p>'
    day = today or date.today()
    cards = "".join(card_html(c, articles.get(c.key), sample, whole=whole, today=day) for c in citations)
    return f'{heading}<ol class="cards" tabindex="-1">{cards}</ol>'


def card_html(
    citation: Citation, article: Article | None, sample: bool, *, whole: bool = True, today: date | None = None
) -> str:
    """One citation. Without its article the card still shows the quote."""
    made_up = sample or (article is not None and article.collection == SAMPLE)
    headline = text_html(citation.headline) if citation.headline else both("untitled")
    if citation.field == "headline":
        headline = f"<mark>{headline}</mark>"
    parts = [
        f'<li class="card" id="source-{citation.n}" data-source="{citation.n}" tabindex="-1">',
        f'<p class="meta"><span class="n">{citation.n}</span>{_origin(citation, article)}',
        f"{sample_badge() if made_up else ''}</p>",
        f"<h3>{headline}</h3>",
        _quote(citation, article),
        _foot(citation, article),
        _whole(citation, article) if whole else "",
        _uses(citation, article, today or date.today()),
        "</li>",
    ]
    return "".join(parts)


def _uses(citation: Citation, article: Article | None, today: date) -> str:
    """What one does with a source: see it on its page, quote it."""
    reference = text_html(write_reference(citation, article, today))
    see = f'<a href="{article_link(citation.key)}">{both("on_page")}</a>' if article is not None else ""
    return (
        f'<p class="uses">{see}<button type="button" data-copy="{reference}" title="{reference}">'
        f"{both('copy_reference')}</button></p>"
    )


def meta_html(newspaper: str, published: str | None, edition: str = "") -> str:
    """Newspaper, date and page in one line."""
    parts = [text_html(newspaper) if newspaper else "", published_html(published)]
    if edition:
        number = text_html(edition)
        parts.append(both("edition", n=number) if edition.isdecimal() else number)
    return '<span class="dot"> · </span>'.join(f"<span>{part}</span>" for part in parts if part)


def _origin(citation: Citation, article: Article | None) -> str:
    return meta_html(citation.newspaper, citation.published, article.edition if article else "")


def _quote(citation: Citation, article: Article | None) -> str:
    if citation.field == "headline":
        return f'<p class="quiet">{both("in_headline")}</p>'
    note = f'<p class="quiet">{both(_FIELD_NOTES[citation.field])}</p>' if citation.field in _FIELD_NOTES else ""
    if citation.field == "published":
        return f"{note}<blockquote><mark>{published_html(citation.quote)}</mark></blockquote>"
    span = _span(citation, article)
    if article is None or span is None:
        return f"{note}<blockquote><mark>{text_html(citation.quote)}</mark></blockquote>"
    around = passage(article.body, *span)
    quote = f"{text_html(around.before)}<mark>{text_html(around.quote)}</mark>{text_html(around.after)}"
    return f"<blockquote>{quote}</blockquote>"


def _span(citation: Citation, article: Article | None) -> tuple[int, int] | None:
    """Where the quote stands in the body, if it really does."""
    start, end = citation.start, citation.end
    if article is None or citation.field != "body" or start is None or end is None:
        return None
    return (start, end) if article.body[start:end] == citation.quote else None


def _foot(citation: Citation, article: Article | None) -> str:
    byline = text_html(article.byline_text) if article and article.byline_text else ""
    url = safe_url(citation.url)
    link = ""
    if url:
        link = f'<a href="{text_html(url)}" target="_blank" rel="noopener noreferrer nofollow">{both("original")}</a>'
    if not byline and not link:
        return ""
    return f'<p class="card-foot"><span class="byline">{byline}</span>{link}</p>'


def _whole(citation: Citation, article: Article | None) -> str:
    if article is None or not article.body:
        return ""
    span = _span(citation, article)
    body = text_html(article.body)
    if span:
        start, end = span
        body = (
            f"{text_html(article.body[:start])}<mark>{text_html(article.body[start:end])}</mark>"
            f"{text_html(article.body[end:])}"
        )
    printed = (c.text if c.credit in c.text else f"{c.text}　{c.credit}" for c in article.captions)
    captions = "".join(f'<p class="caption">{text_html(line)}</p>' for line in printed)
    lines = [text_html(line) for line in (article.kicker, article.subheadline) if line]
    above = f'<p class="quiet">{"　".join(lines)}</p>' if lines else ""
    return (
        f'<details class="whole"><summary>{both("whole")}</summary>'
        f'{above}<div class="body">{body}</div>{captions}</details>'
    )


def length_html(articles: int) -> str:
    """A number of articles, with separators."""
    return either(f"{articles} 篇", f"{articles:,} article{'' if articles == 1 else 's'}")
