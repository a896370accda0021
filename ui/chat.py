"""The room 问答: what happens when somebody asks. How it looks is in render.py, cards.py and style.css."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr
from pydantic import ValidationError

from index.errors import InputError, WenbaoError
from index.records import Article
from rag.answers import Citation, Coverage, Reply, Result, Turn
from ui.archive import Archive
from ui.bodies import MAX_QUESTION, AskBody
from ui.cards import sources_html
from ui.opening import Opening
from ui.render import (
    failed_html,
    nearest,
    past_html,
    pending_html,
    results_html,
    turn_html,
    welcome_html,
)
from ui.service import Service
from ui.typeset import text_html
from ui.words import both

log = logging.getLogger(__name__)

KEPT_TURNS = 12
"""Earlier questions that stay on the page and are sent along with the next one."""

Page = tuple[str, str, str, Any, Any]
"""One update: conversation, sources, results, the question box, the session's replies."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The replies of one session, oldest first."""

    replies: tuple[Reply, ...] = ()

    def plus(self, reply: Reply) -> Asked:
        """With one reply more, without those that are too old."""
        return Asked((*self.replies, reply)[-KEPT_TURNS:])

    @property
    def turns(self) -> list[Turn]:
        """What was said, as the next question's history."""
        turns = []
        for reply in self.replies:
            said = reply.answer.text if reply.answer else reply.refusal.message if reply.refusal else ""
            turns += [Turn("user", reply.question.asked), Turn("assistant", said)]
        return turns


def build_tab(service: Service, examples: Sequence[str]) -> None:
    """The room 问答: its components and events, inside the page's Blocks."""
    opening = service.opening
    coverage = coverage_of(opening)
    asked = gr.State(Asked())
    with gr.Column(elem_id="desk"):
        conversation = gr.HTML(welcome_html(coverage, examples), elem_id="conversation", js_on_load=None)
        sources = gr.HTML(sources_html((), {}, False, asked=False), elem_id="sources", js_on_load=None)
        results = gr.HTML("", elem_id="results", js_on_load=None)
        with gr.Row(elem_id="ask-form"):
            question = gr.Textbox(
                label="您的问题 Your question",
                show_label=False,
                container=False,
                lines=1,
                max_lines=5,
                elem_id="question",
                scale=1,
            )
            send = gr.Button("提问", elem_id="send", variant="primary", scale=0)

    def answer(text: str, so_far: Asked) -> Iterator[Page]:
        yield from _answer(opening, text, so_far)

    hidden: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    gr.on(
        [question.submit, send.click],
        answer,
        [question, asked],
        [conversation, sources, results, question, asked],
        trigger_mode="once",
        concurrency_limit=8,
        **hidden,
    )
    # without a trigger: when the page arrives, as the archive may have opened since it was built
    gr.on(None, lambda: welcome_html(coverage_of(opening), examples), None, conversation, **hidden)


def theme() -> gr.themes.Base:
    """Gradio's plainest theme in system fonts: the style sheet does the rest, and no font comes from anywhere."""
    fonts = ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "system-ui", "sans-serif")
    return gr.themes.Base(font=list(fonts), font_mono=["ui-monospace", "monospace"])


def _answer(opening: Opening, text: str, so_far: Asked) -> Iterator[Page]:
    """Updates of the page while one question is answered."""
    past = past_html(so_far.replies)
    keep = gr.skip()
    if not (text or "").strip():
        yield keep, keep, keep, keep, keep
        return
    try:
        body = AskBody(question=text)
    except ValidationError:
        yield past + failed_html(text[:80] + "……", _refusal_of(text)), keep, "", keep, keep
        return
    yield past + pending_html(body.question), sources_html((), {}, False, asked=False), "", "", keep
    try:
        yield from _stream(opening.get(), body.question, so_far, past)
    except WenbaoError as error:
        log.warning("a question failed: %s: %s", error.code, error.message)
        shown = text_html(error.message) if isinstance(error, InputError) else both("failed")
        yield past + failed_html(body.question, shown), keep, "", keep, keep
    except Exception:
        log.exception("a question failed")
        yield past + failed_html(body.question, both("failed")), keep, "", keep, keep


def _stream(archive: Archive, question: str, so_far: Asked, past: str) -> Iterator[Page]:
    keep = gr.skip()
    coverage = archive.coverage()
    citations: list[Citation] = []
    articles: dict[str, Article] = {}
    said = ""
    for piece in archive.ask_stream(question, history=so_far.turns):
        if isinstance(piece, Citation):
            citations.append(piece)
            articles |= _fetch(archive, [piece], articles)
            shown = sources_html(citations, articles, coverage.sample, asked=True)
            yield past + pending_html(question, said), shown, "", keep, keep
        elif isinstance(piece, Reply):
            articles |= _fetch(archive, piece.citations, articles)
            shown = sources_html(piece.citations, articles, coverage.sample, asked=True)
            yield past + turn_html(piece, coverage), shown, results_html(_others(piece)), keep, so_far.plus(piece)
        else:
            said += piece
            yield past + pending_html(question, said), keep, "", keep, keep


def _others(reply: Reply) -> list[Result]:
    """The results that a refusal does not show already."""
    shown = {result.key for result in nearest(reply.refusal)} if reply.refusal else set()
    return [result for result in reply.results if result.key not in shown]


def _fetch(archive: Archive, citations: Sequence[Citation], have: dict[str, Article]) -> dict[str, Article]:
    """The cited articles that are not at hand yet."""
    missing = {citation.key for citation in citations} - have.keys()
    found = {key: archive.article(key) for key in missing}
    return {key: article for key, article in found.items() if article is not None and not article.withdrawn}


def coverage_of(opening: Opening) -> Coverage | None:
    """What the archive holds, or None while it is not open."""
    try:
        return opening.get().coverage()
    except WenbaoError:
        return None


def _refusal_of(text: str) -> str:
    """Why a text cannot be asked."""
    if len(text) > MAX_QUESTION:
        return both("too_long", length=str(len(text)), limit=str(MAX_QUESTION))
    return both("unreadable")
