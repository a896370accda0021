"""An article as a clipping: its text as printed, its page's other articles, where it stood, how the story went on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.records import Article
from ui.cards import SAMPLE, article_link, meta_html, sample_badge
from ui.reading.contents import entry_html, page_name, title_html
from ui.reading.outline import outline_svg
from ui.reference import write_reference
from ui.typeset import published_html, text_html
from ui.wire import safe_url
from ui.words import both


@dataclass(frozen=True, slots=True)
class Clip:
    """An article with what stands around it."""

    article: Article
    """As the public may read it."""
    page: tuple[Article, ...]
    """All articles of its page, in order."""
    story: tuple[Article, ...]
    """The reports of its matter, by date."""
    whole: bool
    """Is all of it shown?"""
    today: date


def clip_html(clip: Clip) -> str:
    """The reader."""
    article = clip.article
    aside = _page_html(clip) + _story_html(clip)
    day = article.published or ""
    back = (
        f'<a href="#archive/day/{text_html(day)}">← {published_html(day)}</a>'
        if len(day) >= 7
        else f'<a href="#archive">← {both("reading_calendar")}</a>'
    )
    key = text_html(article.key)
    return (
        f'<nav class="issues" data-label="reading_issues">{back}</nav><div class="spread">'
        f'<article class="clip" data-reading="{key}">{_text_html(clip)}</article><aside>{aside}</aside></div>'
    )


def _text_html(clip: Clip) -> str:
    article = clip.article
    lines = [
        f'<p class="meta">{meta_html(article.newspaper, article.published)}<span class="dot"> · </span>'
        f"{page_name(article)}{sample_badge() if article.collection == SAMPLE else ''}</p>"
    ]
    if article.kicker:
        lines.append(f'<p class="kicker">{text_html(article.kicker)}</p>')
    headline = text_html(article.headline) if article.headline else both("untitled")
    lines.append(f"<h2>{headline}</h2>")
    if article.subheadline:
        lines.append(f'<p class="subheadline">{text_html(article.subheadline)}</p>')
    if article.byline_text:
        lines.append(f'<p class="byline">{text_html(article.byline_text)}</p>')
    lines += _corrections(article)
    body = "".join(f"<p>{text_html(paragraph)}</p>" for paragraph in article.body.split("\n") if paragraph.strip())
    lines.append(f'<div class="body">{body}</div>')
    for caption in article.captions:
        said = caption.text if caption.credit in caption.text else f"{caption.text}　{caption.credit}"
        lines.append(f'<p class="caption">{text_html(said)}</p>')
    if not clip.whole:
        lines.append(f'<p class="quiet sold">{both("reading_sold")}</p>')
    lines.append(_uses(clip))
    return "".join(lines)


def _corrections(article: Article) -> list[str]:
    """A correction stands before what it corrects (labelling row L7), and the corrected article is one step away."""
    found = []
    for key, word in ((article.corrected_by, "reading_corrected_by"), (article.corrects, "reading_corrects")):
        if key:
            found.append(f'<p class="corrected"><a href="{article_link(key)}">{both(word)}</a></p>')
    return found


def _uses(clip: Clip) -> str:
    article = clip.article
    url = safe_url(article.url)
    reference = text_html(write_reference(article, article, clip.today))
    link = ""
    if url:
        link = f'<a href="{text_html(url)}" target="_blank" rel="noopener noreferrer nofollow">{both("original")}</a>'
    asked = text_html(f"《{article.headline}》讲了什么？") if article.headline else ""
    ask = f'<button type="button" data-question="{asked}">{both("reading_ask")}</button>' if asked else ""
    return (
        f'<p class="uses">{link}{ask}<button type="button" data-copy="{reference}">{both("copy_reference")}</button>'
        f'<button type="button" data-print>{both("reading_print")}</button>'
        f'<button type="button" data-complain aria-haspopup="dialog">{both("complain")}</button></p>'
    )


def _page_html(clip: Clip) -> str:
    others = [article for article in clip.page if article.key != clip.article.key]
    if not others:
        return ""
    items = "".join(_listed(article, clip.article.key) for article in clip.page)
    return (
        f'<section class="on-page"><h3 class="small-title">{both("reading_on_page")}</h3>'
        f"{outline_svg(clip.page, clip.article.key)}<ol>{items}</ol>"
        f'<p class="quiet">{both("reading_outline_note")}</p></section>'
    )


def _listed(article: Article, key: str) -> str:
    if article.key == key:
        return f'<li aria-current="true"><span class="headline">{title_html(article)}</span></li>'
    return f"<li>{entry_html(article)}</li>"


def _story_html(clip: Clip) -> str:
    if len(clip.story) < 2:
        return ""
    items = "".join(_dated(article, clip.article.key) for article in clip.story)
    return f'<section class="story"><h3 class="small-title">{both("reading_story")}</h3><ol>{items}</ol></section>'


def _dated(article: Article, key: str) -> str:
    here = ' aria-current="true"' if article.key == key else ""
    title = title_html(article)
    name = title if here else f'<a href="{article_link(article.key)}">{title}</a>'
    when = f'<span class="when">{published_html(article.published)}</span>'
    return f'<li{here}>{when}<span class="headline">{name}</span></li>'


def gone_html() -> str:
    """A withdrawn article: that it was one, and nothing of it."""
    return f'<p class="lead" role="alert">{both("reading_gone")}</p>'


def unknown_html() -> str:
    """No such article."""
    return f'<p class="lead" role="alert">{both("no_article")}</p>'


def hide(articles: Sequence[Article], blocked: frozenset[str]) -> tuple[Article, ...]:
    """Without what the operator took out of answers."""
    return tuple(article for article in articles if article.key not in blocked and not article.withdrawn)
