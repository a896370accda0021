"""The frame of the page as HTML, head, welcome and foot: pure functions, every text escaped, no state."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answers import Coverage
from ui.cards import length_html, sample_badge
from ui.imprint import PageRules
from ui.strip import strip_html
from ui.typeset import text_html, years
from ui.words import both


def masthead_html(coverage: Coverage | None, *, admin: bool = False) -> str:
    """The head of the page: the program's name, whose archive this is, the bar of rooms and the switches."""
    holds = ""
    if coverage is not None and coverage.articles:
        names = "、".join(coverage.newspapers[:3]) + ("……" if len(coverage.newspapers) > 3 else "")
        span = years(coverage.first, coverage.last)
        parts = [text_html(names), text_html(span), length_html(coverage.articles)]
        holds = '<span class="dot"> · </span>'.join(f"<span>{part}</span>" for part in parts if part)
        holds += sample_badge() if coverage.sample else ""
    switches = "".join(
        f'<button type="button" class="switch" data-switch="{name}">{label}</button>'
        for name, label in (
            ("large", both("large")),
            ("language", both("language")),
            (
                "theme",
                '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6"/>'
                '<path class="fill" d="M8 2a6 6 0 0 1 0 12z"/></svg>',
            ),
        )
    )
    return (
        f'<a class="skip" href="#question">{both("skip")}</a>'
        f'<h1>问报</h1><p class="holds">{holds}</p>{_rooms_html(admin)}<div class="switches">{switches}</div>'
    )


def _rooms_html(admin: bool) -> str:
    """The bar of rooms: links to fragments, which the page's script follows; the editor's rooms are pages apart."""
    links = "".join(
        f'<a href="#{name}" data-room="{name}">{both("room_" + name)}</a>' for name in ("ask", "check", "archive")
    )
    away = f'<a href="admin" data-away="admin">{both("room_admin")}</a>' if admin else ""
    return f'<nav class="rooms">{links}{away}</nav>'


def welcome_html(coverage: Coverage | None, examples: Sequence[str], *, admin: bool = False) -> str:
    """What stands in the conversation before the first question; `admin`: editors can add pages here."""
    if coverage is None:
        return f'<div class="welcome"><p class="lead">{both("not_ready")}</p></div>'
    if not coverage.articles:
        return _empty_html(admin)
    offered = "".join(
        f'<li><button type="button" class="example" data-question="{text_html(question)}">{text_html(question)}'
        "</button></li>"
        for question in examples
    )
    tries = f'<h2 class="small-title">{both("try")}</h2><ul class="examples">{offered}</ul>' if offered else ""
    sample = f'<p class="quiet">{sample_badge()}{both("sample_note")}</p>' if coverage.sample else ""
    return (
        f'<div class="welcome"><p class="lead">{both("welcome")}</p><p class="more">{both("welcome_more")}</p>'
        f"{sample}{tries}{strip_html(coverage)}</div>"
    )


def _empty_html(admin: bool) -> str:
    """An archive without a page yet: the way to add the first ones, on the page itself where an editor can sign in."""
    folder = both("folder")
    commands = (
        f"<p>{both('empty_make')}</p><pre><code>make serve PAGES={folder}</code></pre>"
        f"<p>{both('empty_build')}</p><pre><code>wenbao build {folder}</code></pre>"
    )
    if admin:
        to = "admin/uploads"
        way = f'<p class="go"><a class="primary" href="{to}" data-away="{to}">{both("empty_go")}</a></p>'
        commands = f"{way}<details><summary>{both('empty_command')}</summary>{commands}</details>"
    else:
        commands += f'<p class="quiet">{both("empty_shut")}</p>'
    more = both("empty_page" if admin else "empty_more")
    return f'<div class="welcome empty"><p class="lead">{both("empty")}</p><p class="more">{more}</p>{commands}</div>'


def colophon_html(rules: PageRules, model_host: str = "") -> str:
    """The foot of the page: that a machine answers and how far to trust it, whom to ask, what is filed."""
    links = "".join(
        f' <a href="{text_html(url)}" target="_blank" rel="noopener noreferrer">{both(key)}</a>'
        for key, url in (("privacy", rules.privacy_url), ("agreement", rules.agreement_url))
        if url
    )
    opener = '<button type="button" class="quiet-button" data-complain aria-haspopup="dialog">'
    complain = f"{opener}{both('complain_site')}</button>"
    filings = f"<p>{'　'.join(text_html(number) for number in rules.filings)}</p>" if rules.filings else ""
    sold = f'<p class="sold">{both("reading_sold")}</p>' if rules.reader == "snippet" else ""
    told = f"<p>{both('model_host', host=text_html(model_host))}</p>" if model_host else ""
    return f"<p>{both('colophon')}{links} {complain}</p>{told}{sold}{filings}"
