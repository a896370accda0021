"""The outermost layer of the server: what holds for every request and every response, whoever answers it.

A plain ASGI class, not `@app.middleware`, so that streams pass through piece by piece and mounted applications
(Gradio) are inside it too.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
import time
from typing import Final

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rag.model import leaving
from ui.areas import API, FRAME, PAGE, UPLOAD_BODY, WATCHED, WIDGET, Area, area_of
from ui.faults import error_response
from ui.public.askers import asker_of, find_asker, is_trusted
from ui.service import Service

log = logging.getLogger(__name__)

_COMMON: Final = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"x-robots-tag": b"noindex",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=()",
}
_CORP: Final = b"cross-origin-resource-policy"
_ALONE: Final = {b"x-frame-options": b"DENY", _CORP: b"same-origin"}
_OWN_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


_HOPS: Final = frozenset((b"x-forwarded-host", b"x-forwarded-port", b"x-forwarded-prefix"))
"""Headers that only a trusted proxy may set; of X-Forwarded-Proto Gradio must learn behind any, or its page has http in
it on https."""
_METHODS: Final = {name: name for name in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")}


class TooLarge(Exception):
    """The body went over its limit while it was read."""


class TooSlow(Exception):
    """The body was not there in time."""


class Guard:
    """Request ids, who asks, body limits and deadlines, security headers, no CORS, and no error that shows our insides.

    `root_path` is where a proxy publishes us, whether or not it takes that path away before it hands on a request.
    """

    def __init__(self, app: ASGIApp, service: Service, root_path: str = "") -> None:
        self.app = app
        self._service = service
        self._root_path = root_path
        self._proxies = service.settings.public.proxies
        self._rules = service.settings.limits
        self._at_work = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.monotonic()
        area = self._look_at(scope)
        request_id = scope["wenbao.request_id"]
        status = 0

        async def marked(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _set_headers(message, request_id, area)
            await send(message)

        works = area in (API, WIDGET) and not WATCHED.holds(_path(scope))

        def work_out() -> None:
            nonlocal works
            self._at_work -= works
            works = False

        scope["wenbao.worked_out"] = work_out
        self._at_work += works
        try:
            refusal = await self._serve(scope, receive, marked, area, works)
        except Exception as error:
            log.exception("request %s failed", request_id)
            self._service.metrics.faults.labels(type(error).__name__).inc()
            refusal = error_response(500, request_id)
        finally:
            self._at_work -= works
        if refusal is not None and not status:
            await refusal(scope, receive, marked)
        self._note(scope, area, status, time.monotonic() - began)

    def _look_at(self, scope: Scope) -> Area:
        """Write into `scope` what all that follows needs to know, and say where it leads."""
        if self._root_path:
            scope["root_path"] = self._root_path
        given = _field(scope, b"x-request-id")
        scope["wenbao.request_id"] = given if _OWN_ID.fullmatch(given) else os.urandom(8).hex()
        scope["wenbao.asker"] = find_asker(scope, self._proxies)
        if not is_trusted(scope, self._proxies):
            # Gradio would build its page's addresses from a stranger's X-Forwarded-Host
            scope["headers"] = [each for each in scope["headers"] if each[0] not in _HOPS]
        elif (scheme := _field(scope, b"x-forwarded-proto")) in ("http", "https"):
            scope["scheme"] = scheme
        return area_of(_path(scope))

    async def _serve(self, scope: Scope, receive: Receive, send: Send, area: Area, works: bool) -> Response | None:
        """Let the program answer; what it was not even asked gets the refusal that is returned."""
        request_id = scope["wenbao.request_id"]
        if works and 0 < self._rules.at_once < self._at_work:
            self._service.metrics.limited.labels("at_once").inc()
            return error_response(503, request_id, "busy", "too many requests at a time", {"Retry-After": "2"})
        length = _field(scope, b"content-length")
        if length and _field(scope, b"transfer-encoding"):
            # two lengths: a proxy in front may see another request begin where we see this one's body
            return error_response(400, request_id, headers={"Connection": "close"})
        try:
            if _declared(length) > area.body:
                raise TooLarge
            whole, gone = await _limited(scope, receive, area, self._rules.body_seconds)
            if gone is None:
                await self.app(scope, whole, send)
                return None
            leaving.set(gone.done)  # copied into the threads that work for this request (row F23)
            try:
                await self.app(scope, whole, send)
            finally:
                gone.cancel()
        except (TooLarge, TooSlow) as error:
            status = 413 if isinstance(error, TooLarge) else 408
            return error_response(status, request_id, headers={"Connection": "close"})
        return None

    def _note(self, scope: Scope, area: Area, status: int, seconds: float) -> None:
        """Count the request and write its line: the route's pattern, never the path, which may hold what was sought."""
        metrics = self._service.metrics
        pattern = str(getattr(scope.get("route"), "path", "unknown"))
        route = "page" if area in (FRAME, PAGE) else pattern
        method = _METHODS.get(scope["method"], "other")
        metrics.note(route, method, status, seconds)
        asker = asker_of(scope)
        entry = {
            "request": scope["wenbao.request_id"],
            "site": asker.site,
            "route": route,
            "method": method,
            "status": status,
            "ms": round(1000 * seconds, 1),
            "version": metrics.last_version,
        }
        self._service.logbook.write(entry, asker.address)


def _path(scope: Scope) -> str:
    """The path below the root path under which a proxy may publish us."""
    path, root = str(scope["path"]), str(scope.get("root_path", ""))
    return path[len(root) :] if root and path.startswith(root + "/") else path


def _field(scope: Scope, name: bytes) -> str:
    """The first header of this name, empty where there is none; Starlette's decode each name they pass."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def _declared(length: str) -> int:
    length = length or "0"
    return int(length) if length.isdecimal() and len(length) < 16 else UPLOAD_BODY + 1


async def _limited(
    scope: Scope, receive: Receive, area: Area, seconds: float
) -> tuple[Receive, asyncio.Task[Message] | None]:
    """Read the whole body now, within the limit, and hand out what was read: nobody parses a body that is too large.

    With it comes what is done once the sender has gone, None where that is not watched.
    """
    if scope["method"] in ("GET", "HEAD", "OPTIONS"):
        return receive, None
    if not area.gathered:
        return _counted(receive, area.body), None
    body, more = bytearray(), True
    try:
        async with asyncio.timeout(seconds):
            while more:
                message = await receive()
                if message["type"] != "http.request":
                    break
                body += message.get("body", b"")
                more = message.get("more_body", False)
                if len(body) > area.body:
                    raise TooLarge
    except TimeoutError:
        raise TooSlow from None
    whole: list[Message] = [{"type": "http.request", "body": bytes(body), "more_body": False}]

    async def next_message() -> Message:
        return await receive()

    gone = asyncio.create_task(next_message())

    async def replay() -> Message:
        return whole.pop() if whole else await asyncio.shield(gone)

    return replay, gone


def _counted(receive: Receive, limit: int) -> Receive:
    """The same body, until it has more than `limit` bytes."""
    size = 0

    async def counting() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > limit:
            raise TooLarge
        return message

    return counting


def _set_headers(message: Message, request_id: str, area: Area) -> None:
    """Ours take the place of what the program said.

    On the raw list, in one go: Starlette's headers look through all of them each time one is set.
    """
    given: list[tuple[bytes, bytes]] = [(name.lower(), value) for name, value in message["headers"]]
    names = {name for name, _ in given}
    ours = {**_COMMON, b"x-request-id": request_id.encode("latin-1")}
    if not (area.framed and b"content-security-policy" in names):
        ours[b"content-security-policy"] = area.policy.encode("latin-1")
        ours |= {name: value for name, value in _ALONE.items() if not (area.framed and name in names)}
    elif _CORP not in names:
        ours[_CORP] = b"same-origin"
    if area.stored and b"cache-control" not in names:
        ours[b"cache-control"] = area.stored.encode("latin-1")
    # Gradio answers any origin with its own name and credentials allowed when it is mounted; nobody needs that.
    message["headers"] = [
        (name, value)
        for name, value in given
        if name not in ours and (area.framed or not name.startswith(b"access-control-"))
    ] + list(ours.items())
