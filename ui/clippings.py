"""One turn of a conversation as HTML: the answer as a clipping, or the refusal with what there is instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rag.answers import Answer, AskedDate, Coverage, Refusal, Reply, Result
from ui.cards import sample_badge
from ui.results import results_html
from ui.rewordings import reword_each, reword_without, reword_years
from ui.strip import strip_html
from ui.typeset import days_html, text_html
from ui.words import both, either

_MARKER = re.compile(r"\[(\d{1,3})\]")
_CHECK = '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M2.5 8.5l3.5 3.5 7.5-8"/></svg>'
_OPEN = '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M8 3v6M8 12v1"/></svg>'
_MORE = '<svg class="icon more" viewBox="0 0 16 16" aria-hidden="true"><path d="M4 6.5l4 4 4-4"/></svg>'


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a turn is shown with: what the archive holds, the answer as plain text."""

    coverage: Coverage | None = None
    plain: str = ""
    """The answer with its label and sources, for the clipboard."""


ALONE = Surroundings()


def turn_html(reply: Reply, around: Surroundings = ALONE) -> str:
    """The current question and its answer or refusal."""
    if reply.answer is not None:
        body = _answer_html(reply.answer, reply, around)
    else:
        assert reply.refusal is not None, "a reply has either"
        body = _refusal_html(reply.refusal, reply, around)
    body += _tools_html(reply, around)
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


def nearest(refusal: Refusal) -> tuple[Result, ...]:
    """The few articles that stand right under a refusal; more of them follow with the other results."""
    return refusal.nearest[:3]


def _past_turn(reply: Reply) -> str:
    if reply.answer is not None:
        line, whole = reply.answer.short or reply.answer.text, reply.answer.text
        label = f'<span class="label {reply.answer.mode}">{both(reply.answer.mode)}</span>'
    else:
        assert reply.refusal is not None, "a reply has either"
        line = whole = reply.refusal.message
        label = ""
    line = _MARKER.sub("", line)
    cited = "；".join(f"[{c.n}] {c.newspaper} {c.published or ''} {c.headline}".strip() for c in reply.citations)
    sources = f'<p class="quiet">{text_html(cited)}</p>' if cited else ""
    return (
        f'<details><summary><span class="q">{text_html(reply.question.asked)}</span>'
        f'<span class="a">{text_html(line)}</span></summary><p>{text_html(whole)}</p>'
        f'{sources}<p class="quiet">{label}</p></details>'
    )


def _turn(asked: str, body: str, state: str) -> str:
    return (
        f'<section class="turn" data-state="{state}"><h2 class="asked">{text_html(asked)}</h2>'
        f'<div class="clipping">{body}</div></section>'
    )


def _answer_html(answer: Answer, reply: Reply, around: Surroundings) -> str:
    known = frozenset(citation.n for citation in reply.citations)
    lang = "zh-CN" if answer.lang == "zh" else "en"
    short = ""
    if answer.short:
        size = " long" if len(answer.short) > 14 else ""
        short = f'<p class="short{size}" lang="{lang}">{text_html(answer.short)}</p>'
    note = f'<p class="quiet">{text_html(reply.note)}</p>' if reply.note else ""
    says = f'<p class="says" lang="{lang}">{_marked(answer.text, known)}</p>'
    return short + says + _checks(answer, reply, around) + note


def _marked(text: str, known: frozenset[int]) -> str:
    """`text` with its markers as links to the cards that exist."""

    def link(match: re.Match[str]) -> str:
        n = int(match[1])
        if n not in known:
            return match[0]
        return f'<a class="marker" href="#source-{n}" data-source="{n}">[{n}]</a>'

    return _MARKER.sub(link, text_html(text))


def _checks(answer: Answer, reply: Reply, around: Surroundings) -> str:
    items = []
    proof = reply.proof
    if proof.figures:
        whole = proof.proved >= proof.figures
        words = both("figures" if whole else "figures_open", proved=str(proof.proved), figures=str(proof.figures))
        items.append(f'<li class="{"checked" if whole else "unchecked"}">{_CHECK if whole else _OPEN}{words}</li>')
    for value in proof.computed:
        markers = _marked("".join(f"[{n}]" for n in value.sources), frozenset(c.n for c in reply.citations))
        items.append(f"<li>{text_html(value.value)}: {both('computed', markers=markers)}</li>")
    items += _date_items(reply, around.coverage)
    items.append(f'<li class="label {answer.mode}">{both(answer.mode)}</li>')
    if around.coverage and around.coverage.sample:
        items.append(f"<li>{sample_badge()}</li>")
    return f'<ul class="checks">{"".join(items)}</ul>'


def _date_items(reply: Reply, coverage: Coverage | None) -> list[str]:
    """One item for each date asked about, with all its readings: 3月5日 may lie in several years."""
    label = both("date") + either("：", ": ")
    items = []
    for text, group in groupby(reply.question.dates, key=lambda asked: asked.text):
        readings = list(group)
        days = either("，或 ", ", or ").join(days_html(asked.days) for asked in readings)
        chip = _chip(reply, readings, f"{label}{days}", coverage)
        items.append(f'<li class="date" title="{text_html(text)}">{chip}</li>')
    return items


def _chip(reply: Reply, readings: Sequence[AskedDate], label: str, coverage: Coverage | None) -> str:
    """The date, which opens to other years and to no date at all; the label alone where nothing can be changed.

    Where it was answered for several years, each of them can be asked about alone, before any other.
    """
    asked = readings[0]
    question = reply.question.asked if asked.text in reply.question.asked else reply.question.standalone
    one = [(either(f"{year}年", str(year)), again) for year, again in reword_each(question, readings)]
    other = [
        (either(f"{year}年", str(year)), again)
        for year, again in (reword_years(question, readings, coverage) if coverage else ())
    ]
    without = reword_without(question, asked)
    if without:
        other.append((both("date_clear"), without))
    groups = "".join(_choices("date_one", one) + _choices("date_other", other))
    if not groups:
        return label
    return f'<details class="chip"><summary>{label}{_MORE}</summary><div class="choices">{groups}</div></details>'


def _choices(title: str, choices: Sequence[tuple[str, str]]) -> str:
    """Questions to ask instead under what they have in common, or nothing."""
    if not choices:
        return ""
    buttons = "".join(
        f'<li><button type="button" data-question="{text_html(question)}">{name}</button></li>'
        for name, question in choices
    )
    return f'<p class="quiet">{both(title)}</p><ul>{buttons}</ul>'


def _refusal_html(refusal: Refusal, reply: Reply, around: Surroundings) -> str:
    dates = "".join(_date_items(reply, around.coverage))
    checks = f'<ul class="checks">{dates}</ul>' if dates else ""
    strip = strip_html(around.coverage, tuple(d.days for d in reply.question.dates)) if around.coverage else ""
    note = f'<p class="quiet">{text_html(reply.note)}</p>' if reply.note else ""
    return (
        f'<p class="lead refusal" data-kind="{refusal.kind}">{text_html(refusal.message)}</p>{checks}{note}{strip}'
        f"{results_html(nearest(refusal), 'nearest')}"
    )


def suggestions_html(reply: Reply, suggestions: Sequence[str]) -> str:
    """What one could ask next; the page's script shows it under the answer it belongs to and no other."""
    if not suggestions:
        return ""
    offered = "".join(
        f'<li><button type="button" data-question="{text_html(text)}">{text_html(text)}</button></li>'
        for text in suggestions
    )
    id = text_html(reply.id)
    return f'<div class="next" data-for="{id}"><h3 class="small-title">{both("next")}</h3><ul>{offered}</ul></div>'


def _tools_html(reply: Reply, around: Surroundings) -> str:
    """What one may do with an answer: keep it, pass it on, say what one thinks of it."""
    id = text_html(reply.id)
    copy = (
        f'<button type="button" data-copy="{text_html(around.plain)}">{both("copy")}</button>' if around.plain else ""
    )
    return (
        f'<div class="tools" data-answer="{id}">{copy}'
        f'<button type="button" data-share="{text_html(reply.question.asked)}">{both("share")}</button>'
        f'<button type="button" data-export>{both("export")}</button>'
        '<span class="spring"></span>'
        f'<button type="button" data-like="yes" aria-pressed="false">{both("like")}</button>'
        f'<button type="button" data-like="no" aria-pressed="false">{both("dislike")}</button>'
        f'<button type="button" data-complain aria-haspopup="dialog">{both("complain")}</button></div>'
    )
