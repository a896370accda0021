"""The room 核查: a text is brought, read sentence by sentence, and stands as a proof sheet beside its evidence."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import gradio as gr
from pydantic import ValidationError
from starlette.requests import Request

from index.errors import InputError, WenbaoError
from index.records import Article
from rag.answers import Verdict
from ui.admin.secret import is_on
from ui.archive import Archive
from ui.bodies import CheckBody
from ui.desk.checking import TEXT_MOST, today_in
from ui.desk.evidence import cards_html
from ui.desk.sheet import chosen, earlier_html, foot_html, headline_html, text_of
from ui.desk.signing import find_same
from ui.desk.visits import Visit
from ui.results import results_html
from ui.service import Service
from ui.typeset import text_html
from ui.words import both

log = logging.getLogger(__name__)


def build_tab(service: Service) -> None:
    """The components and events of the room, inside the page's Blocks."""
    gr.HTML(_intro_html(), elem_id="desk-intro", js_on_load=None)
    with gr.Column(elem_id="desk-form"):
        text = gr.Textbox(
            label="要核查的文字 Text to check",
            show_label=False,
            container=False,
            lines=5,
            max_lines=14,
            elem_id="desk-text",
        )
        with gr.Row(elem_id="desk-acts"):
            gr.HTML(_file_html(), elem_id="desk-file", js_on_load=None)
            check = gr.Button("核查", elem_id="desk-check", variant="primary", scale=0)
    proof = gr.HTML("", elem_id="desk-proof", js_on_load=None)

    def read(given: str, request: gr.Request) -> Iterator[str]:
        assert request.request is not None, "Gradio always hands over the request of an event"
        yield from proofs(service, request.request, given or "")

    check.click(
        read,
        [text],
        [proof],
        trigger_mode="once",
        concurrency_limit=4,
        show_progress="hidden",
        api_visibility="private",
    )


def proofs(service: Service, request: Request, text: str) -> Iterator[str]:
    """The proof sheet of `text` as it grows; or why there is none."""
    if not text.strip():
        yield failed_html(both("desk_empty"))
        return
    if len(text.strip()) > TEXT_MOST:
        yield failed_html(both("desk_too_long", length=str(len(text.strip())), limit=str(TEXT_MOST)))
        return
    try:
        body = CheckBody(claim=text)
    except ValidationError:
        yield failed_html(both("desk_unreadable"))
        return
    try:
        yield from _proofs(Visit.of(service, request), body.claim)
    except WenbaoError as error:
        log.warning("a check failed: %s: %s", error.code, error.message)
        yield failed_html(text_html(error.message) if isinstance(error, InputError) else both("desk_failed"))
    except Exception:
        log.exception("a check failed")
        yield failed_html(both("desk_failed"))


def _proofs(visit: Visit, text: str) -> Iterator[str]:
    archive, service = visit.archive, visit.service
    asked = today_in(archive)
    sample = archive.coverage().sample
    for progress in visit.check(text, asked):
        paper = visit.paper(progress.verdict, asked)
        if not progress.finished:
            reading = _area("head", headline_html(paper, sample, progress.done))
            reading += _area("text", text_of(paper, progress.done, -1))
            yield f'<div class="proof" data-state="reading">{reading}</div>'
            continue
        selected = chosen(paper.verdict.parts)
        same = find_same(service.state, text, asked)
        earlier = earlier_html([(one, visit.stand(one.paper, paper.verdict)) for one in same])
        name = visit.editor.name if visit.editor else ""
        cards = cards_html(paper.verdict.parts, cited_articles(archive, paper.verdict), selected)
        sheet = (
            _area("head", headline_html(paper, sample) + earlier),
            _area("text", text_of(paper, len(text), selected)),
            _area("cards", cards),
            _area("foot", foot_html(paper, can_sign=is_on(service.settings), name=name)),
        )
        yield f'<div class="proof" data-state="done">{"".join(sheet)}</div>{results_html(paper.verdict.results)}'


def _area(name: str, inside: str) -> str:
    return f'<div class="area-{name}">{inside}</div>'


def cited_articles(archive: Archive, verdict: Verdict) -> dict[str, Article]:
    """The cited articles that can be shown, by key."""
    keys = {c.key for part in verdict.parts for c in (*part.supporting, *part.against)}
    found = {key: archive.article(key) for key in keys}
    return {key: article for key, article in found.items() if article is not None and not article.withdrawn}


def failed_html(said: str) -> str:
    """Why nothing was checked; `said` is HTML."""
    return f'<div class="proof" data-state="failed"><p class="lead" role="alert">{said}</p></div>'


def _intro_html() -> str:
    return f'<p class="lead">{both("desk_lead")}</p><p class="more">{both("desk_more")}</p>'


def _file_html() -> str:
    """The file is read by the page's script and never goes through Gradio's upload, which our gate keeps shut."""
    return (
        f'<label class="quiet-button" for="desk-file-input">{both("desk_file")}</label>'
        '<input type="file" id="desk-file-input" accept=".txt,.docx">'
        '<button type="button" class="quiet-button" data-desk="again" hidden>' + both("desk_again") + "</button>"
        '<p class="told" role="status"></p><div class="pieces"></div>'
    )
