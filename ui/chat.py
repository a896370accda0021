"""The room 问答: what happens when somebody asks. How it looks is in clippings.py, cards.py and style.css."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, NamedTuple

import gradio as gr
from pydantic import ValidationError

from index.errors import InputError, TooMany, WenbaoError
from index.records import Article
from rag.answers import Citation, Coverage, Reply, Result, Turn
from ui.admin.secret import is_on
from ui.bodies import MAX_QUESTION, AskBody
from ui.cards import sources_html
from ui.clippings import Surroundings, failed_html, nearest, past_html, pending_html, suggestions_html, turn_html
from ui.opening import Opening
from ui.public.reception import Counter
from ui.render import welcome_html
from ui.results import results_html
from ui.scope import Scope, read_scope, scope_html
from ui.service import Service
from ui.suggestions import suggest
from ui.transcript import write_markdown, write_plain
from ui.typeset import text_html
from ui.words import both

log = logging.getLogger(__name__)

KEPT_TURNS = 12
"""Earlier questions that stay on the page and are sent along with the next one."""

RESULTS = 10
"""Plain results below an answer that was looked for within a scope."""

_WITH_SCOPE = "(text, scope, asked) => [text, wenbao.scope(), asked]"
_SAVE = "(text) => { wenbao.save(text); return text; }"


class Page(NamedTuple):
    """One update. What is not given stays as it is."""

    conversation: Any = gr.skip()
    sources: Any = gr.skip()
    results: Any = gr.skip()
    question: Any = gr.skip()
    asked: Any = gr.skip()


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


@dataclass(frozen=True, slots=True)
class Wish:
    """One question as it came from the page: what, where to look, and after what."""

    question: str
    scope: Scope
    so_far: Asked


def build_tab(service: Service, offered: Callable[[], Sequence[str]]) -> None:
    """The room 问答: its components and events, inside the page's Blocks."""
    opening = service.opening
    coverage, admin = coverage_of(opening), is_on(service.settings)
    asked = gr.State(Asked())
    with gr.Column(elem_id="desk"):
        conversation = gr.HTML(welcome_html(coverage, offered(), admin=admin), elem_id="conversation", js_on_load=None)
        sources = gr.HTML(sources_html((), {}, False, asked=False), elem_id="sources", js_on_load=None)
        upcoming = gr.HTML("", elem_id="next", js_on_load=None)
        results = gr.HTML("", elem_id="results", js_on_load=None)
        with gr.Column(elem_id="ask-foot"):
            limits = gr.HTML(scope_html(coverage), elem_id="scope", js_on_load=None)
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
            gr.HTML(f'<p class="notice">{both("notice")}</p>', elem_id="notice", js_on_load=None)
    # What the script fills in or presses: the scope's fields as JSON, and the conversation on its way to a file.
    scope = gr.Textbox(visible=False)
    saved = gr.Textbox(visible="hidden", elem_id="saved")
    export = gr.Button(visible="hidden", elem_id="export")

    def answer(text: str, where: str, so_far: Asked, request: gr.Request) -> Iterator[Page]:
        if request.request is None:
            raise TypeError("a question comes over HTTP")
        yield from _answer(service, service.counter(request.request), Wish(text or "", read_scope(where), so_far))

    def arrive() -> tuple[str, str]:
        now = coverage_of(opening)
        return welcome_html(now, offered(), admin=admin), scope_html(now)

    def transcript(so_far: Asked) -> str:
        cited = [citation for reply in so_far.replies for citation in reply.citations]
        articles = _fetch(service, cited, {})
        return write_markdown(so_far.replies, articles, service.settings.aigc_producer, service.clock())

    hidden: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    # without a trigger: when the page arrives, as the archive may have opened since it was built
    gr.on(None, arrive, None, [conversation, limits], **hidden)
    answered = gr.on(
        [question.submit, send.click],
        answer,
        [question, scope, asked],
        [conversation, sources, results, question, asked],
        js=_WITH_SCOPE,
        trigger_mode="once",
        concurrency_limit=8,
        **hidden,
    )
    # An event of its own: while one runs, another question would not be taken.
    answered.then(lambda so_far: _suggest(service, so_far), asked, upcoming, **hidden)
    export.click(transcript, asked, saved, **hidden).then(None, saved, saved, js=_SAVE, **hidden)


def theme() -> gr.themes.Base:
    """Gradio's plainest theme in system fonts: the style sheet does the rest, and no font comes from anywhere."""
    fonts = ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "system-ui", "sans-serif")
    return gr.themes.Base(font=list(fonts), font_mono=["ui-monospace", "monospace"])


def _answer(service: Service, counter: Counter, wish: Wish) -> Iterator[Page]:
    """Updates of the page while one question is answered."""
    past = past_html(wish.so_far.replies)
    text = wish.question
    if not text.strip():
        yield Page()
        return
    try:
        body = AskBody(question=text)
    except ValidationError:
        yield Page(past + failed_html(text[:80] + "……", _refusal_of(text)), results="")
        return
    wish = Wish(body.question, wish.scope, wish.so_far)
    nothing = sources_html((), {}, False, asked=False)
    yield Page(past + pending_html(body.question), nothing, "", "")
    try:
        yield from _stream(service, counter, wish, past)
    except WenbaoError as error:
        log.warning("a question failed: %s: %s", error.code, error.message)
        shown = _said_of(error)
        yield Page(past + failed_html(body.question, shown), results=_rest(counter, wish))
    except Exception:
        log.exception("a question failed")
        yield Page(past + failed_html(body.question, both("failed")), results=_rest(counter, wish))


def _stream(service: Service, counter: Counter, wish: Wish, past: str) -> Iterator[Page]:
    coverage = counter.coverage()
    only: dict[str, Any] = {"newspaper": wish.scope.newspaper or None, "collection": wish.scope.collection or None}
    citations: list[Citation] = []
    articles: dict[str, Article] = {}
    said = ""
    question = wish.scope.word(wish.question, coverage)
    for piece in counter.ask_stream(question, history=wish.so_far.turns, **only):
        if isinstance(piece, str):
            said += piece
            yield Page(past + pending_html(question, said))
            continue
        new = [piece] if isinstance(piece, Citation) else piece.citations
        articles |= _fetch(service, new, articles)
        if isinstance(piece, Citation):
            citations.append(piece)
            yield Page(past + pending_html(question, said), _sources(service, citations, articles, coverage))
        else:
            yield from _finish(service, counter, Finished(wish, piece, articles, coverage, past))


class Finished(NamedTuple):
    """A reply and what it is shown with."""

    wish: Wish
    reply: Reply
    articles: dict[str, Article]
    coverage: Coverage
    past: str


def _finish(service: Service, counter: Counter, done: Finished) -> Iterator[Page]:
    """The whole reply."""
    wish, reply, articles, coverage, past = done
    around = Surroundings(coverage, write_plain(reply, articles, service.clock().date()))
    sources = _sources(service, reply.citations, articles, coverage)
    below = results_html(_others(reply)) if wish.scope == Scope() else _rest(counter, wish)
    yield Page(past + turn_html(reply, around), sources, below, asked=wish.so_far.plus(reply))


def _suggest(service: Service, so_far: Asked) -> str:
    """What one could ask after the last answer."""
    reply = so_far.replies[-1] if so_far.replies else None
    if reply is None or not reply.citations:
        return ""
    archive = service.opening.get()
    return suggestions_html(reply, tuple(suggest(archive, reply, archive.article(reply.citations[0].key))))


def _sources(service: Service, citations: Sequence[Citation], articles: dict[str, Article], coverage: Coverage) -> str:
    whole = service.settings.page.reader == "whole"
    day = service.clock().date()
    return sources_html(citations, articles, coverage.sample, asked=True, whole=whole, today=day)


def _rest(counter: Counter, wish: Wish) -> str:
    """Plain results within the scope: also where no answer came of it."""
    scope = wish.scope
    try:
        found = counter.search(
            wish.question,
            top=RESULTS,
            since=scope.since,
            until=scope.until,
            newspaper=scope.newspaper or None,
            collection=scope.collection or None,
        )
    except WenbaoError as error:
        log.info("no results either: %s", error.code)
        return ""
    return results_html(found.results)


def _others(reply: Reply) -> list[Result]:
    """The results that a refusal does not show already."""
    shown = {result.key for result in nearest(reply.refusal)} if reply.refusal else set()
    return [result for result in reply.results if result.key not in shown]


def _fetch(service: Service, citations: Sequence[Citation], have: dict[str, Article]) -> dict[str, Article]:
    """The cited articles that are not at hand yet."""
    archive = service.opening.get()
    missing = {citation.key for citation in citations} - have.keys()
    found = {key: archive.article(key) for key in missing}
    return {key: article for key, article in found.items() if article is not None and not article.withdrawn}


def coverage_of(opening: Opening) -> Coverage | None:
    """What the archive holds, or None while it is not open."""
    try:
        return opening.get().coverage()
    except WenbaoError:
        return None


def _said_of(error: WenbaoError) -> str:
    """What a visitor reads of an expected failure."""
    if isinstance(error, TooMany):
        return both("too_many", wait=str(ceil(error.wait)))
    return text_html(error.message) if isinstance(error, InputError) else both("failed")


def _refusal_of(text: str) -> str:
    """Why a text cannot be asked."""
    if len(text) > MAX_QUESTION:
        return both("too_long", length=str(len(text)), limit=str(MAX_QUESTION))
    return both("unreadable")
