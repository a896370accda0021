"""The outermost layer of the server: what holds for every request and every response, whoever answers it.

A plain ASGI class, not `@app.middleware`, so that streams pass through piece by piece and mounted applications
(Gradio) are inside it too.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import Final
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.faults import error_response

log = logging.getLogger(__name__)

API_BODY: Final = 64 * 1024
PAGE_BODY: Final = 4 * 1024 * 1024
UPLOAD_BODY: Final = 512 * 1024 * 1024
"""Largest bodies in bytes. The page's is wider: a text pasted into the box is refused there with a sentence; the
editor's rooms take whole issues."""

_STRICT: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_OWN_FILES: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
)
_FRAME_POLICY: Final = _OWN_FILES + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_ADMIN_POLICY: Final = _OWN_FILES + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
# Gradio starts from inline scripts and styles, and gr.HTML compiles its template with Function(): hence the two
# 'unsafe-…'. What they could do is bounded by everything else: no other host for code, data, forms or frames.
_PAGE_POLICY: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-src 'none'; frame-ancestors 'none'"
)
_COMMON: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_ALONE: Final = {"X-Frame-Options": "DENY", "Cross-Origin-Resource-Policy": "same-origin"}
_OWN_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


@dataclass(frozen=True, slots=True)
class Area:
    """What holds for every path at or below one of `starts`."""

    starts: tuple[str, ...]
    policy: str
    """Its Content-Security-Policy."""
    body: int = API_BODY
    """Bytes of the largest request body."""
    gathered: bool = True
    """Is a body read whole before anyone sees it? Uploads pass piece by piece, counted."""
    stored: str = "no-store"
    """Cache-Control, where the route says nothing itself; empty: none."""
    framed: bool = False
    """May routes here be framed and fetched by other sites? They set policy, CORS and CORP themselves, or get ours."""

    def holds(self, path: str) -> bool:
        """Does `path` lie here?"""
        return any(path == start or path.startswith(start + "/") for start in self.starts)


API: Final = Area(("/api", "/v1", "/mcp", "/health", "/metrics", "/openapi.json"), _STRICT)
WIDGET: Final = Area(("/widget",), _FRAME_POLICY, framed=True)
ADMIN: Final = Area(("/admin",), _ADMIN_POLICY, body=UPLOAD_BODY, gathered=False)
PAGE: Final = Area(("",), _PAGE_POLICY, body=PAGE_BODY, stored="")
AREAS: Final = (API, WIDGET, ADMIN, PAGE)
"""The parts of the program by path; the first that holds a path counts, and the page holds the rest."""


def area_of(path: str) -> Area:
    """The area in which `path` lies."""
    return next((area for area in AREAS if area.holds(path)), PAGE)


class TooLarge(Exception):
    """The body went over its limit while it was read."""


class Guard:
    """Request ids, body limits, security headers, no CORS, and no error that shows our insides.

    `root_path` is where a proxy publishes us, whether or not it takes that path away before it hands on a request.
    """

    def __init__(self, app: ASGIApp, root_path: str = "") -> None:
        self.app = app
        self._root_path = root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if self._root_path:
            scope["root_path"] = self._root_path
        headers = Headers(scope=scope)
        given = headers.get("x-request-id", "")
        request_id = given if _OWN_ID.fullmatch(given) else uuid4().hex[:16]
        scope["wenbao.request_id"] = request_id
        area = area_of(_path(scope))
        started = False

        async def marked(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                _set_headers(MutableHeaders(scope=message), request_id, area)
            await send(message)

        try:
            if _declared(headers) > area.body:
                raise TooLarge
            await self.app(scope, await _limited(scope, receive, area), marked)
        except TooLarge:
            await error_response(413, request_id)(scope, receive, marked)
        except Exception:
            log.exception("request %s failed", request_id)
            if not started:
                await error_response(500, request_id)(scope, receive, marked)


def _path(scope: Scope) -> str:
    """The path below the root path under which a proxy may publish us."""
    path, root = str(scope["path"]), str(scope.get("root_path", ""))
    return path[len(root) :] if root and path.startswith(root + "/") else path


def _declared(headers: Headers) -> int:
    length = headers.get("content-length", "0")
    return int(length) if length.isdecimal() and len(length) < 16 else UPLOAD_BODY + 1


async def _limited(scope: Scope, receive: Receive, area: Area) -> Receive:
    """Read the whole body now, within the limit, and hand out what was read: nobody parses a body that is too large."""
    if scope["method"] in ("GET", "HEAD", "OPTIONS"):
        return receive
    if not area.gathered:
        return _counted(receive, area.body)
    body, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            break
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > area.body:
            raise TooLarge
    whole: list[Message] = [{"type": "http.request", "body": bytes(body), "more_body": False}]

    async def replay() -> Message:
        return whole.pop() if whole else await receive()

    return replay


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


def _set_headers(headers: MutableHeaders, request_id: str, area: Area) -> None:
    # Gradio answers any origin with its own name and credentials allowed when it is mounted; nobody needs that.
    if not area.framed:
        for name in [name for name in headers if name.lower().startswith("access-control-")]:
            del headers[name]
    for name, value in _COMMON.items():
        headers[name] = value
    headers["X-Request-ID"] = request_id
    if area.framed and "content-security-policy" in headers:
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    else:
        headers["Content-Security-Policy"] = area.policy
        for name, value in _ALONE.items():
            if not (area.framed and name in headers):
                headers[name] = value
    if area.stored:
        headers.setdefault("Cache-Control", area.stored)
