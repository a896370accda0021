"""A day's paper as a table of contents, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from index.records import Article
from rag.answers import Coverage
from ui.cards import SAMPLE, article_link, sample_badge
from ui.reading.calendar import neighbours_html
from ui.typeset import published_html, text_html
from ui.words import both

Sheet = tuple[str, str, str, int]
"""A printed page: newspaper, edition, source and number in it."""


def day_html(coverage: Coverage, day: str, articles: Sequence[Article]) -> str:
    """What stood in the papers of `day` (a day, or a month where only that is known)."""
    head = f'<h2 class="lead">{published_html(day)}</h2>'
    around = neighbours_html(coverage, day)
    if not articles:
        return f'{around}{head}<p class="quiet">{both("reading_no_paper")}</p>'
    pages = "".join(
        _page_html(sheet, list(group)) for sheet, group in groupby(sorted(articles, key=_place), key=sheet_of)
    )
    count = both("reading_articles", articles=str(len(articles)))
    return f'{around}{head}<p class="quiet">{count}</p><div class="contents">{pages}</div>'


def sheet_of(article: Article) -> Sheet:
    """The printed page that an article stood on."""
    return article.newspaper, article.edition, article.source, article.page


def page_name(article: Article) -> str:
    """第3版, or which page of its file it is where the paper does not say."""
    if article.edition:
        number = text_html(article.edition)
        return both("edition", n=number) if article.edition.isdecimal() else both("reading_edition", n=number)
    return both("reading_page", n=str(article.page)) if article.page > 1 else both("reading_no_page")


def _place(article: Article) -> tuple[str, int, str, str, int]:
    number = int(article.edition) if article.edition.isdecimal() and len(article.edition) < 5 else 10_000
    return article.newspaper, number, article.edition, article.source, article.page


def _page_html(sheet: Sheet, articles: Sequence[Article]) -> str:
    paper = f"{text_html(sheet[0])} " if sheet[0] else ""
    made_up = sample_badge() if articles[0].collection == SAMPLE else ""
    items = "".join(f"<li>{entry_html(article)}</li>" for article in articles)
    return f'<section><h3 class="small-title">{paper}{page_name(articles[0])}{made_up}</h3><ol>{items}</ol></section>'


def title_html(article: Article) -> str:
    """The headline, or how the text begins where the paper printed none."""
    if article.headline:
        return text_html(article.headline)
    start = " ".join(article.body.split())
    return text_html(start[:24] + ("……" if len(start) > 24 else "")) or both("untitled")


def entry_html(article: Article) -> str:
    """One article in a table of contents."""
    kicker = f'<span class="kicker">{text_html(article.kicker)}</span>' if article.kicker else ""
    who = f'<span class="byline">{text_html(article.byline_text)}</span>' if article.byline_text else ""
    return f'<a href="{article_link(article.key)}">{kicker}<span class="headline">{title_html(article)}</span></a>{who}'
