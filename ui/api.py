"""The HTTP routes for programs: /api/v1/…, /v1/…, /health/…. Blocking work runs in threads (plain `def` routes)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import Response
from pydantic import ValidationError
from starlette.routing import BaseRoute, Match

from index.errors import QuestionRefused
from ui import completions
from ui.admin import articles, complaints, house, lines, login, removal, report, scorecard, uploads
from ui.bodies import AskBody, CheckBody, SearchBody, fault
from ui.desk import routes as desk
from ui.desk import shelf
from ui.faults import error_response, json_response, request_id
from ui.public import feedback, watching
from ui.public.reception import Counter
from ui.public.streams import Stream
from ui.reading import routes as reading
from ui.service import Service
from ui.sse import frames
from ui.state.tables import new_id
from ui.strict import StrictRoute
from ui.widget import routes as widget
from ui.wire import article_json, coverage_json, found_json, reply_json, verdict_json

_LINK_FIELDS = ("q", "top", "sort", "from", "to", "collection", "newspaper", "now")
_LINK_SCHEMA: dict[str, Any] = {
    "parameters": [
        {"name": name, "in": "query", "required": name == "q", "schema": {"type": "string"}} for name in _LINK_FIELDS
    ]
}
_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def install(app: FastAPI, service: Service, more: Sequence[BaseRoute] = ()) -> None:
    """Add the routes to `app`, and our own answers to unknown paths, which the page at `/` would take otherwise.

    `more` are routes that no router makes.
    """
    routers = [make(service) for make in ROUTERS]
    for router in routers:
        app.include_router(router)
    app.router.routes.extend(more)
    known = [*more, *(route for router in routers for route in router.routes)]

    async def unknown(request: Request) -> Response:
        others = [route for route in known if route.matches(request.scope)[0] is Match.PARTIAL]
        allowed = ", ".join(sorted({method for route in others for method in getattr(route, "methods", None) or ()}))
        if allowed:
            return error_response(405, request_id(request), headers={"Allow": allowed})
        return error_response(404, request_id(request))

    for area in AREAS:
        for path in (f"/{area}", f"/{area}/{{rest:path}}"):
            app.add_route(path, unknown, methods=_METHODS, include_in_schema=False)


def _health(service: Service) -> APIRouter:
    router = APIRouter(prefix="/health", tags=["health"])

    @router.get("/live")
    async def live() -> Response:
        """The process answers."""
        return json_response({"status": "live"})

    @router.get("/ready")
    async def ready(request: Request) -> Response:
        """An archive is open and can be searched: one without its first pages is not ready."""
        if not service.opening.ready:
            service.opening.begin()
            return error_response(
                503, request_id(request), "not_ready", "the archive is not open yet, or has no pages yet"
            )
        return json_response({"status": "ready"})

    return router


def _questions(service: Service) -> APIRouter:
    router = APIRouter(prefix="/api/v1", route_class=StrictRoute, tags=["questions"])

    @router.post("/ask")
    def ask(body: AskBody, request: Request) -> Response:
        """One answer with its citations, or a refusal with its reason."""
        trace = new_id()
        reply = service.counter(request).ask(body.question, trace=trace, **_asking(body))
        return json_response(reply_json(reply, trace))

    @router.post("/ask/stream")
    def ask_stream(body: AskBody, request: Request) -> Response:
        """The same as server-sent events: question, citation, text, done or error."""
        trace = new_id()
        asking = {**_asking(body), "id": body.id or trace}

        def answer() -> Iterator[str]:
            # What is refused is refused here, before the headers go out, and gets its own status.
            pieces = service.counter(request).ask_stream(body.question, trace=trace, **asking)
            return frames(pieces, asking["id"], body.question, request_id(request), trace)

        return Stream(answer, service, request)

    @router.post("/check")
    def check(body: CheckBody, request: Request) -> Response:
        """What the archive holds on each statement of a claim."""
        checked = service.counter(request).check(
            body.claim,
            lang=body.lang,
            collection=body.collection,
            newspaper=body.newspaper,
            now=body.now,
            id=body.id,
        )
        return json_response(verdict_json(checked))

    @router.post("/search")
    def search(body: SearchBody, request: Request) -> Response:
        """Plain ranked results."""
        return _search(service.counter(request), body)

    @router.get("/search", openapi_extra=_LINK_SCHEMA)
    def search_link(request: Request) -> Response:
        """The same for links: `?q=`."""
        return _search(service.counter(request), _link_body(request))

    return router


def _holdings(service: Service) -> APIRouter:
    router = APIRouter(prefix="/api/v1", route_class=StrictRoute, tags=["archive"])

    @router.get("/articles/{key:path}")
    def article(key: str, request: Request) -> Response:
        """A whole article."""
        found = service.counter(request).article(key)
        if found is None:
            return error_response(404, request_id(request), "no_article", "there is no article with this key")
        if found.withdrawn:
            return error_response(410, request_id(request), "withdrawn", "this article was withdrawn")
        return json_response(article_json(found))

    @router.get("/coverage")
    def coverage() -> Response:
        """What the archive holds."""
        return json_response(coverage_json(service.opening.get().coverage()))

    return router


def _asking(body: AskBody) -> dict[str, Any]:
    return {
        "history": body.turns,
        "now": body.now,
        "lang": body.lang,
        "collection": body.collection,
        "newspaper": body.newspaper,
        "id": body.id,
    }


def _search(archive: Counter, body: SearchBody) -> Response:
    found = archive.search(
        body.query,
        top=body.top,
        sort=body.sort,
        since=body.since,
        until=body.until,
        collection=body.collection,
        newspaper=body.newspaper,
        now=body.now,
        id=body.id,
    )
    return json_response(found_json(found))


def _link_body(request: Request) -> SearchBody:
    """A search from a link's parameters: the same rules, but numbers come as text and `q` is the query."""
    given: dict[str, object] = dict(request.query_params)
    if len(given) != len(request.query_params.multi_items()):
        raise QuestionRefused("a parameter stands twice in the link")
    if "q" in given and "query" not in given:
        given["query"] = given.pop("q")
    top = given.get("top")
    if isinstance(top, str) and top.isascii() and top.isdigit() and len(top) < 6:
        given["top"] = int(top)
    try:
        return SearchBody.model_validate(given)
    except ValidationError as error:
        raise QuestionRefused(fault(error)) from error


ROUTERS: tuple[Callable[[Service], APIRouter], ...] = (
    _health,
    _questions,
    widget.router,  # every page view of an embedding site: routes are tried one after the other
    _holdings,
    completions.router,
    feedback.router,
    watching.router,
    desk.drafts,
    desk.signed,
    shelf.router,
    login.router,
    house.router,
    scorecard.router,
    uploads.router,
    articles.router,
    lines.router,
    removal.router,
    complaints.router,
    report.router,
    reading.router,
)
"""Every room's routes, each a function of the service. A room adds one line here and nothing else."""

AREAS = ("api", "v1", "health", "metrics", "mcp", "admin", "widget", "reading")
"""First parts of paths that are never the page's: what is unknown below them gets the contract's error."""
