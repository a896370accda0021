"""The routes under /widget: the loader, the frame, and what the frame asks. Nothing here passes through the page.

Requests from the frame carry this service's own origin, so nothing about their sender is read from `Origin`: who may
embed the frame is for the browser to enforce (`frame-ancestors`), who asks is proved by a token.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import parse_qs

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from index.errors import Blocked, QuestionRefused, WenbaoError
from rag.answers import Citation, Reply, Turn
from ui.bodies import MAX_QUESTION, AskBody, Name
from ui.faults import error_response, json_response, request_id, status_of
from ui.public.askers import Asker, asker_of, hash_visitor
from ui.public.feedback import ComplaintBody, FeedbackBody, keep_complaint, keep_feedback
from ui.public.reception import Counter
from ui.public.streams import Stream
from ui.public.visitors import delete_traces, export_traces
from ui.service import Service
from ui.sse import frames
from ui.state.tables import new_id
from ui.widget.files import add_files
from ui.widget.pages import frame_page, plain_page
from ui.widget.reader import ArticleBody, read_article
from ui.widget.sites import Embedder, Sites
from ui.widget.tokens import (
    RENEW_SECONDS,
    VISIT_SECONDS,
    Visitor,
    is_ticket,
    new_visitor,
    read_visitor,
    sign_visitor,
    site_of,
)
from ui.widget.words import texts

TOKEN_HEADER = "X-Wenbao-Visitor"


class TokenBody(BaseModel):
    """POST /widget/token: a first visit, or the next quarter of an hour of one."""

    model_config = ConfigDict(extra="forbid")
    site: Annotated[str, Field(max_length=64)]
    ticket: Annotated[str, Field(max_length=300)] = ""
    token: Annotated[str, Field(max_length=300)] = ""


class WidgetAskBody(AskBody):
    """POST /widget/ask. `article` is the article of the page around the widget, by key; `about` its headline."""

    article: Name | None = None
    about: Annotated[Name, Field(max_length=80)] | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """A proved request from the frame of a site."""

    site: Embedder
    asker: Asker


class Door:
    """Where the frame's requests come in."""

    def __init__(self, service: Service) -> None:
        self.service, self.sites = service, Sites(service.state)

    def visit(self, request: Request) -> Visit:
        """Whose frame sent this. Unknown and paused sites are 404, a token that does not hold 401."""
        _from_here(request)
        token = request.headers.get(TOKEN_HEADER, "")
        site = _found(self.sites.find(site_of(token)))
        visitor = read_visitor(token, site, self.service.clock())
        if visitor is None:
            raise HTTPException(401)
        asker = replace(asker_of(request.scope), visitor=hash_visitor(visitor.id), site=site.id)
        request.scope["wenbao.asker"] = asker  # for limits, records and the log
        return Visit(site, asker)


def router(service: Service) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix="/widget", tags=["widget"])
    add_files(routes)
    _add_pages(routes, service)
    _add_questions(routes, Door(service))
    _add_traces(routes, Door(service))
    return routes


def _add_pages(routes: APIRouter, service: Service) -> None:
    sites = Sites(service.state)

    @routes.get("/frame", include_in_schema=False)
    def frame(site: str = "", parent: str = "", lang: str = "zh") -> Response:
        """The page in the frame."""
        return frame_page(_found(sites.find(site)), parent[:300], _language(lang))

    @routes.get("/plain", include_in_schema=False)
    def form(site: str = "", lang: str = "zh") -> Response:
        """The form without scripts."""
        return plain_page(_open(sites.find(site)), _language(lang))

    @routes.post("/plain", include_in_schema=False)
    async def sent(request: Request, site: str = "", lang: str = "zh") -> Response:
        """The same with an answer."""
        _from_here(request)
        given = parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=8)
        return await run_sync(_answer_plainly, request, given.get("question", [""])[0].strip(), site, _language(lang))

    def _answer_plainly(request: Request, asked: str, id: str, lang: str) -> Response:
        embedder = _open(sites.find(id))
        asker = request.scope["wenbao.asker"] = replace(asker_of(request.scope), site=embedder.id)
        try:
            if len(asked) > MAX_QUESTION:
                raise QuestionRefused("too long")
            reply = _counter(service, embedder, asker).ask(asked, lang=None)
        except WenbaoError as error:
            said = texts(lang)
            fault = said["refused"] if status_of(error) == 422 else said["failed"]
            if status_of(error) == 429:
                fault = said["too_many"].format(wait=30)
            page = plain_page(embedder, lang, asked[:MAX_QUESTION], fault=fault)
            page.status_code = status_of(error)
            return page
        return plain_page(embedder, lang, asked, _link_reply(reply, embedder))


def _add_questions(routes: APIRouter, door: Door) -> None:
    service = door.service

    @routes.post("/token")
    def token(body: TokenBody, request: Request) -> Response:
        """A visitor token for 15 minutes: nothing is stored for it. With the last one, the same visitor goes on."""
        _from_here(request)
        site = _found(door.sites.find(body.site))
        now = service.clock()
        visitor: Visitor | None = read_visitor(body.token, site, now, late=RENEW_SECONDS)
        if visitor is None and site.rules.ticket and not is_ticket(body.ticket, site, now):
            return error_response(403, request_id(request), "no_ticket", "this page may not embed this site's widget")
        signed = sign_visitor(visitor or new_visitor(site), site, now)
        return json_response({"token": signed, "expires_in": VISIT_SECONDS})

    @routes.post("/ask")
    def ask(body: WidgetAskBody, request: Request) -> Response:
        """An answer as server-sent events, the same as of /api/v1/ask/stream."""
        visited = door.visit(request)
        allowed = visited.site.rules.collections
        if body.collection is not None and allowed is not None and body.collection not in allowed:
            raise HTTPException(404)
        counter = _counter(service, visited.site, visited.asker)
        trace = new_id()

        def answer() -> Iterator[str]:
            pieces = counter.ask_stream(
                body.question,
                history=body.turns or _about(counter, body),
                id=body.id or trace,
                trace=trace,
                now=body.now,
                lang=body.lang,
                collection=body.collection,
                newspaper=body.newspaper,
            )
            return frames(
                _link_pieces(pieces, visited.site), body.id or trace, body.question, request_id(request), trace
            )

        return Stream(answer, service, request)

    @routes.post("/article")
    def article(body: ArticleBody, request: Request) -> Response:
        """An article to read in the panel: whole, or its lead and the link where the archive is sold."""
        visited = door.visit(request)
        counter = _counter(service, visited.site, visited.asker)
        return read_article(counter, visited.site, body.key, request_id(request))


def _add_traces(routes: APIRouter, door: Door) -> None:
    service = door.service
    recorder = service.reception.recorder

    @routes.post("/feedback", status_code=201)
    def say(body: FeedbackBody, request: Request) -> Response:
        """A thumb up or down on an answer."""
        return json_response({"id": keep_feedback(service, door.visit(request).asker, body)}, 201)

    @routes.post("/complaints", status_code=201)
    def complain(body: ComplaintBody, request: Request) -> Response:
        """A complaint; `id` is its receipt."""
        return json_response(keep_complaint(service, door.visit(request).asker, body), 201)

    @routes.post("/export")
    def export(request: Request) -> Response:
        """Everything that is kept of this visitor."""
        return json_response(export_traces(service.state, recorder, _visitor(door.visit(request))))

    @routes.post("/forget")
    def forget(request: Request) -> Response:
        """Delete it all."""
        return json_response(delete_traces(service.state, recorder, _visitor(door.visit(request))))


def _found(site: Embedder | None) -> Embedder:
    """404 in one form, whether a site is unknown, paused, or no id at all."""
    if site is None:
        raise HTTPException(404)
    return site


def _open(site: Embedder | None) -> Embedder:
    """The same; the plain page stands alone, so that a site that wants tickets has none."""
    if site is None or site.rules.ticket:
        raise HTTPException(404)
    return site


def _from_here(request: Request) -> None:
    """Refuse what a browser sends from another site's page; what is no browser says nothing."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise HTTPException(403)


def _visitor(visited: Visit) -> str:
    assert visited.asker.visitor is not None, "a visit is a visitor's"
    return visited.asker.visitor


def _language(lang: str) -> str:
    return "en" if lang == "en" else "zh"


def _counter(service: Service, site: Embedder, asker: Asker) -> Counter:
    return service.reception.at(asker, site_minute=site.rules.minute, collections=site.rules.collections)


def _about(counter: Counter, body: WidgetAskBody) -> tuple[Turn, ...]:
    """The article around the widget as what was last asked about. One that this site may not see says nothing."""
    try:
        article = counter.article(body.article) if body.article else None
    except Blocked:
        return ()
    headline = article.headline if article and not article.withdrawn else body.about
    return (Turn("user", f"《{headline}》讲了什么？"),) if headline else ()


def _link(citation: Citation, site: Embedder) -> Citation:
    """The citation without a link to a host which the site does not allow."""
    return citation if site.may_link(citation.url) else replace(citation, url=None)


def _link_reply(reply: Reply, site: Embedder) -> Reply:
    return replace(reply, citations=tuple(_link(citation, site) for citation in reply.citations))


def _link_pieces(pieces: Iterator[Citation | str | Reply], site: Embedder) -> Iterator[Citation | str | Reply]:
    for piece in pieces:
        if isinstance(piece, Citation):
            yield _link(piece, site)
        else:
            yield _link_reply(piece, site) if isinstance(piece, Reply) else piece
