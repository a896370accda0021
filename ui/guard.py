"""The outermost layer of the server: what holds for every request and every response, whoever answers it.

A plain ASGI class, not `@app.middleware`, so that streams pass through piece by piece and mounted applications
(Gradio) are inside it too.
"""

from __future__ import annotations

import logging
import re
from typing import Final
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.faults import error_response

log = logging.getLogger(__name__)

API_BODY: Final = 64 * 1024
PAGE_BODY: Final = 4 * 1024 * 1024
"""Largest bodies in bytes. The page's is wider: a text pasted into the box is refused there with a sentence."""

API_PATHS: Final = ("/api", "/v1", "/health", "/openapi.json")

_COMMON: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_API_POLICY: Final = "default-src 'none'; frame-ancestors 'none'"
# Gradio starts from inline scripts and styles, and gr.HTML compiles its template with Function(): hence the two
# 'unsafe-…'. What they could do is bounded by everything else: no other host for code, data, forms or frames.
_PAGE_POLICY: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-src 'none'; frame-ancestors 'none'"
)
_OWN_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


class TooLarge(Exception):
    """The body went over its limit while it was read."""


def is_api(path: str) -> bool:
    """Does this path belong to programs (contract errors, small bodies) and not to the page?"""
    return any(path == start or path.startswith(start + "/") for start in API_PATHS)


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
        api = is_api(_path(scope))
        started = False

        async def marked(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                _set_headers(MutableHeaders(scope=message), request_id, api)
            await send(message)

        limit = API_BODY if api else PAGE_BODY
        try:
            if _declared(headers) > limit:
                raise TooLarge
            await self.app(scope, await _limited(scope, receive, limit), marked)
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
    return int(length) if length.isdecimal() and len(length) < 16 else API_BODY + PAGE_BODY


async def _limited(scope: Scope, receive: Receive, limit: int) -> Receive:
    """Read the whole body now, within the limit, and hand out what was read: nobody parses a body that is too large."""
    if scope["method"] in ("GET", "HEAD", "OPTIONS"):
        return receive
    body, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            break
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > limit:
            raise TooLarge
    whole: list[Message] = [{"type": "http.request", "body": bytes(body), "more_body": False}]

    async def replay() -> Message:
        return whole.pop() if whole else await receive()

    return replay


def _set_headers(headers: MutableHeaders, request_id: str, api: bool) -> None:
    # Gradio answers any origin with its own name and credentials allowed when it is mounted; nobody needs that.
    for name in [name for name in headers if name.lower().startswith("access-control-")]:
        del headers[name]
    for name, value in _COMMON.items():
        headers[name] = value
    headers["X-Request-ID"] = request_id
    headers["Content-Security-Policy"] = _API_POLICY if api else _PAGE_POLICY
    if api:
        headers.setdefault("Cache-Control", "no-store")
