"""The widget's two pages: the frame in which its script runs, and the plain form for where no script may run."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import Response

from index.records import Days
from rag.answers import Reply
from ui.widget.assets import stamps
from ui.widget.sites import Embedder
from ui.widget.words import WORDS, texts

_TEMPLATES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
)
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action {forms}; frame-ancestors {parents}; require-trusted-types-for 'script'; trusted-types 'none'"
)


def policy(site: Embedder, *, forms: str = "'none'") -> str:
    """The frame's Content-Security-Policy: who may embed it is decided here, by the browser; no parents: nobody."""
    return _POLICY.format(forms=forms, parents=" ".join(site.parents) or "'none'")


def frame_page(site: Embedder, parent: str, lang: str) -> Response:
    """The frame. `parent` is the origin that says it embeds it: the script speaks with it if the site lists it."""
    lang = site.rules.lang or lang
    said = {
        "site": site.id,
        "parent": parent if parent in site.parents else "",
        "lang": lang,
        "fixed": site.rules.lang,
        "greeting": site.rules.greeting,
        "suggestions": list(site.rules.suggestions),
        "words": {key: list(both) for key, both in WORDS.items()},
    }
    text = _render("frame.html", site, lang, said=json.dumps(said, ensure_ascii=False))
    return _response(text, policy(site))


def plain_page(site: Embedder, lang: str, asked: str = "", reply: Reply | None = None, fault: str = "") -> Response:
    """The form without scripts, with the answer to what was asked, or why there is none."""
    lang = site.rules.lang or lang
    readings: dict[str, list[str]] = {}
    for each in reply.question.dates if reply else ():
        readings.setdefault(each.text, []).append(days_text(each.days, lang))
    dates = [texts(lang)["or"].join(days) for days in readings.values()]
    text = _render("plain.html", site, lang, asked=asked, reply=reply, fault=fault, dates=dates)
    return _response(text, policy(site, forms="'self'"))


def published_text(published: str | None, lang: str) -> str:
    """A date of publication as exactly as it is known, without markup."""
    if published is None:
        return texts(lang)["undated"]
    try:
        return days_text(Days.covering(published), lang) if len(published) == 10 else _month_text(published, lang)
    except ValueError:
        return published


def days_text(days: Days, lang: str) -> str:
    """One day, or the first and the last of several, without markup."""
    first, last = _day_text(days.first, lang), _day_text(days.last, lang)
    return first if days.first == days.last else f"{first}{' to ' if lang == 'en' else '至'}{last}"


def _day_text(day: date, lang: str) -> str:
    return f"{day.day} {day:%B} {day.year}" if lang == "en" else f"{day.year}年{day.month}月{day.day}日"


def _month_text(published: str, lang: str) -> str:
    if len(published) == 7:
        month = date.fromisoformat(f"{published}-01")
        return f"{month:%B} {month.year}" if lang == "en" else f"{month.year}年{month.month}月"
    return published if lang == "en" else f"{published}年"


def _render(template: str, site: Embedder, lang: str, **values: object) -> str:
    say = texts(lang)
    title = site.rules.title or say["name"]

    def published(text: str | None) -> str:
        return published_text(text, lang)

    page = _TEMPLATES.get_template(template)
    return page.render(site=site, lang=lang, say=say, title=title, stamps=stamps(), published=published, **values)


def _response(text: str, policy: str) -> Response:
    return Response(text, media_type="text/html; charset=utf-8", headers={"Content-Security-Policy": policy})
