"""Answers, refusals and results as HTML: pure functions, every text escaped, no state."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answers import Answer, Coverage, Refusal, Reply, Result
from ui.cards import length_html, meta_html, sample_badge
from ui.typeset import days_html, published_html, text_html, years
from ui.words import both, either

_MARKER = re.compile(r"\[(\d{1,3})\]")
_CHECK = '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M2.5 8.5l3.5 3.5 7.5-8"/></svg>'
_OPEN = '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M8 3v6M8 12v1"/></svg>'


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
    away = f'<a href="admin">{both("room_admin")}</a>' if admin else ""
    return f'<nav class="rooms">{links}{away}</nav>'


def welcome_html(coverage: Coverage | None, examples: Sequence[str]) -> str:
    """What stands in the conversation before the first question."""
    if coverage is None:
        return f'<div class="welcome"><p class="lead">{both("not_ready")}</p></div>'
    if not coverage.articles:
        return _empty_html()
    offered = "".join(
        f'<li><button type="button" class="example" data-question="{text_html(question)}">{text_html(question)}'
        "</button></li>"
        for question in examples
    )
    tries = f'<h2 class="small-title">{both("try")}</h2><ul class="examples">{offered}</ul>' if offered else ""
    sample = f'<p class="quiet">{sample_badge()}{both("sample_note")}</p>' if coverage.sample else ""
    return (
        f'<div class="welcome"><p class="lead">{both("welcome")}</p><p class="more">{both("welcome_more")}</p>'
        f"{sample}{tries}</div>"
    )


def _empty_html() -> str:
    folder = both("folder")
    return (
        f'<div class="welcome empty"><p class="lead">{both("empty")}</p><p class="more">{both("empty_more")}</p>'
        f"<p>{both('empty_make')}</p><pre><code>make serve PAGES={folder}</code></pre>"
        f"<p>{both('empty_build')}</p><pre><code>wenbao build {folder}</code></pre></div>"
    )


def turn_html(reply: Reply, coverage: Coverage | None) -> str:
    """The current question and its answer or refusal."""
    if reply.answer is not None:
        body = _answer_html(reply.answer, reply, bool(coverage and coverage.sample))
    else:
        assert reply.refusal is not None, "a reply has either"
        body = _refusal_html(reply.refusal, reply, coverage)
    return _turn(reply.question.asked, body, "done")


def pending_html(asked: str, text: str = "") -> str:
    """The current question while its answer is on its way; `text` is what has come so far."""
    said = f'<p class="says">{_marked(text, frozenset())}</p>' if text else f'<p class="quiet">{both("reading")}</p>'
    return _turn(asked, said, "pending")


def failed_html(asked: str, said: str) -> str:
    """The current question and why nothing came of it; `said` is HTML."""
    return _turn(asked, f'<p class="lead" role="alert">{said}</p>', "failed")


def past_html(replies: Sequence[Reply]) -> str:
    """Earlier turns, one line each, that open to the whole answer."""
    if not replies:
        return ""
    turns = "".join(_past_turn(reply) for reply in replies)
    return f'<section class="past"><h2 class="small-title">{both("earlier")}</h2>{turns}</section>'


def _past_turn(reply: Reply) -> str:
    if reply.answer is not None:
        line, whole = reply.answer.short or reply.answer.text, reply.answer.text
    else:
        assert reply.refusal is not None, "a reply has either"
        line = whole = reply.refusal.message
    line = _MARKER.sub("", line)
    return (
        f'<details><summary><span class="q">{text_html(reply.question.asked)}</span>'
        f'<span class="a">{text_html(line)}</span></summary><p>{text_html(whole)}</p></details>'
    )


def results_html(results: Sequence[Result], key: str = "related") -> str:
    """Plain results. Whole articles are fetched by the page's script when they are opened."""
    if not results:
        return ""
    items = "".join(_result_html(result) for result in results)
    sorts = "".join(
        f'<button type="button" data-sort="{name}" aria-pressed="{str(name == "relevance").lower()}">'
        f"{both('by_' + name)}</button>"
        for name in ("relevance", "newest", "oldest")
    )
    sorts = f'<div class="sorts">{sorts}</div>' if key == "related" and len(results) > 1 else ""
    count = f' <span class="count">{len(results)}</span>' if key == "related" else ""
    head = f'<div class="results-head"><h2 class="small-title">{both(key)}{count}</h2>{sorts}</div>'
    return f'<section class="results">{head}<ol>{items}</ol></section>'


def nearest(refusal: Refusal) -> tuple[Result, ...]:
    """The few articles that stand right under a refusal; more of them follow with the other results."""
    return refusal.nearest[:3]


def colophon_html() -> str:
    """The foot of the page."""
    return f"<p>{both('colophon')}</p>"


def _turn(asked: str, body: str, state: str) -> str:
    return (
        f'<section class="turn" data-state="{state}"><h2 class="asked">{text_html(asked)}</h2>'
        f'<div class="clipping">{body}</div></section>'
    )


def _answer_html(answer: Answer, reply: Reply, sample: bool) -> str:
    known = frozenset(citation.n for citation in reply.citations)
    lang = "zh-CN" if answer.lang == "zh" else "en"
    short = ""
    if answer.short:
        size = " long" if len(answer.short) > 14 else ""
        short = f'<p class="short{size}" lang="{lang}">{text_html(answer.short)}</p>'
    note = f'<p class="quiet">{text_html(reply.note)}</p>' if reply.note else ""
    return (
        f'{short}<p class="says" lang="{lang}">{_marked(answer.text, known)}</p>{_checks(answer, reply, sample)}{note}'
    )


def _marked(text: str, known: frozenset[int]) -> str:
    """`text` with its markers as links to the cards that exist."""

    def link(match: re.Match[str]) -> str:
        n = int(match[1])
        if n not in known:
            return match[0]
        return f'<a class="marker" href="#source-{n}" data-source="{n}">[{n}]</a>'

    return _MARKER.sub(link, text_html(text))


def _checks(answer: Answer, reply: Reply, sample: bool) -> str:
    items = []
    proof = reply.proof
    if proof.figures:
        whole = proof.proved >= proof.figures
        words = both("figures" if whole else "figures_open", proved=str(proof.proved), figures=str(proof.figures))
        items.append(f'<li class="{"checked" if whole else "unchecked"}">{_CHECK if whole else _OPEN}{words}</li>')
    for value in proof.computed:
        markers = _marked("".join(f"[{n}]" for n in value.sources), frozenset(c.n for c in reply.citations))
        items.append(f"<li>{text_html(value.value)}: {both('computed', markers=markers)}</li>")
    items += _date_items(reply)
    items.append(f'<li class="label {answer.mode}">{both(answer.mode)}</li>')
    if sample:
        items.append(f"<li>{sample_badge()}</li>")
    return f'<ul class="checks">{"".join(items)}</ul>'


def _date_items(reply: Reply) -> list[str]:
    """One item for each date asked about, with all its readings: 3月5日 may lie in several years."""
    readings: dict[str, list[str]] = {}
    for asked in reply.question.dates:
        readings.setdefault(asked.text, []).append(days_html(asked.days))
    label = both("date") + either("：", ": ")
    return [
        f'<li class="date" title="{text_html(text)}">{label}{either("，或 ", ", or ").join(days)}</li>'
        for text, days in readings.items()
    ]


def _refusal_html(refusal: Refusal, reply: Reply, coverage: Coverage | None) -> str:
    dates = "".join(_date_items(reply))
    checks = f'<ul class="checks">{dates}</ul>' if dates else ""
    strip = _strip_html(coverage) if coverage is not None else ""
    note = f'<p class="quiet">{text_html(reply.note)}</p>' if reply.note else ""
    return (
        f'<p class="lead refusal" data-kind="{refusal.kind}">{text_html(refusal.message)}</p>{checks}{note}{strip}'
        f"{results_html(nearest(refusal), 'nearest')}"
    )


def _strip_html(coverage: Coverage) -> str:
    """A strip of the coverage calendar: one bar a month, the more ink the more articles; gaps stay white."""
    counts = dict(coverage.months)
    months = _months_between(coverage.months[0][0], coverage.months[-1][0]) if coverage.months else []
    if not 1 <= len(months) <= 600:
        return ""
    most = max(counts.values())
    bars = "".join(
        f'<rect x="{i * 10}" width="9" height="20" opacity="{0.25 + 0.75 * counts[month] / most:.2f}"/>'
        for i, month in enumerate(months)
        if counts.get(month)
    )
    span = either("：", ": ") + published_html(months[0]) + either("至", " to ") + published_html(months[-1])
    return (
        f'<figure class="strip"><figcaption>{both("holdings")}{span}</figcaption>'
        f'<svg viewBox="0 0 {len(months) * 10} 20" preserveAspectRatio="none" aria-hidden="true">{bars}</svg></figure>'
    )


def _months_between(first: str, last: str) -> list[str]:
    try:
        (y, m), (end_y, end_m) = (tuple(int(part) for part in month.split("-")) for month in (first, last))
    except ValueError:
        return []
    numbers = range(y * 12 + m - 1, end_y * 12 + end_m)
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in numbers]


def snippet_html(result: Result) -> str:
    """A result's snippet with what was searched marked."""
    pieces, at = [], 0
    for mark in result.marks:
        pieces += [text_html(result.snippet[at : mark.start]), f"<mark>{text_html(mark.of(result.snippet))}</mark>"]
        at = mark.end
    return "".join((*pieces, text_html(result.snippet[at:])))


def _result_html(result: Result) -> str:
    headline = text_html(result.headline) if result.headline else both("untitled")
    return (
        f'<li data-rank="{result.rank}" data-published="{text_html(result.published or "")}">'
        f'<p class="meta">{meta_html(result.newspaper, result.published)}</p><h3>{headline}</h3>'
        f'<p class="snippet">{snippet_html(result)}</p>'
        f'<details class="whole" data-key="{text_html(result.key)}"><summary>{both("whole")}</summary>'
        '<div class="body"></div></details></li>'
    )
