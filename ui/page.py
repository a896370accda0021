"""Puts the Gradio page at `/`, behind a gate that lets through only what the page itself needs.

Mounted Gradio brings some forty routes: uploads without a login, file and proxy routes, a call interface, a
monitoring page. None of them is wanted here, so the gate is a list of what is allowed, not of what is not.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from starlette.routing import Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.admin.secret import is_on
from ui.faults import error_response
from ui.service import Service
from ui.strict import read_json
from ui.words import attributes

_HERE = Path(__file__).parent
# The frame first, then each room's own: a room's script finds `wenbao` there (see the end of page.js).
_STYLES: Final = ("style.css", "ask.css", "desk/desk.css", "reading/reading.css")
_SCRIPTS: Final = ("page.js", "ask.js", "desk/desk.js", "reading/reading.js")

_ALLOWED: Final = re.compile(
    r"GET /(config|theme\.css|favicon\.ico|manifest\.json|robots\.txt|(assets|static)/[\w./~-]+)?"
    r"|HEAD /"
    r"|GET /gradio_api/(queue/data|app_id|heartbeat/\w+)"
    r"|POST /gradio_api/(queue/join|cancel|reset)/?"
)
# A red seal with 问, in the document itself: browsers would ask for /favicon.ico, above any root path.
_ICON: Final = (
    '<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 32 32%22%3E'
    "%3Crect width=%2232%22 height=%2232%22 rx=%224%22 fill=%22%23a8281e%22/%3E%3Ctext x=%2216%22 y=%2224%22 "
    'font-size=%2222%22 text-anchor=%22middle%22 fill=%22%23fff%22 font-family=%22serif%22%3E问%3C/text%3E%3C/svg%3E">'
)
_FOREIGN_META = re.compile(rb'\s*<meta\s+(?:property|name)="(?:og|twitter):[^>]*?/>')


SESSIONS = 300
"""Visits of the page that Gradio keeps in mind, the last ones: some 120 KiB each. Its own bound is 10,000, more than a
GiB, and closing the page frees nothing. Whoever comes back after 300 others goes on without the question before."""


_KEPT = {"GRADIO_ANALYTICS_MAX_EVENTS": "1", "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000000000"}
"""Gradio keeps its last 10,000 events and makes a table of all of them after each one, for a dashboard that is off:
some 6 KiB a visit, and ever more time."""


def mount_page(app: FastAPI, service: Service, offered: Callable[[], Sequence[str]], root_path: str) -> None:
    """Mount the page on `app`, last of all routes."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when gradio is imported
    for name, value in _KEPT.items():
        os.environ.setdefault(name, value)  # read when the page is made
    import gradio

    from ui.chat import theme
    from ui.rooms import build_page

    page = build_page(service, offered, admin=is_on(service.settings))
    page.state_session_capacity = SESSIONS
    gradio.mount_gradio_app(
        app,
        page,
        path="/",
        root_path=root_path or None,
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size=1,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        theme=theme(),
    )
    mount = app.router.routes[-1]
    if not isinstance(mount, Mount):
        raise TypeError("gradio did not mount its page last")
    mount.app = Gate(mount.app, frozenset(number for number, each in page.fns.items() if each.fn is not None))


def head() -> bytes:
    """What the page's <head> holds from us: style, texts and script, in the document itself so that nothing flashes."""
    style = "\n".join((_HERE / name).read_text("utf-8") for name in _STYLES)
    script = "\n".join((_HERE / name).read_text("utf-8") for name in _SCRIPTS)
    words = json.dumps(attributes()).replace("<", "\\u003c")
    return f"{_ICON}<style>{style}</style><script>const wenbaoWords = {words};\n{script}</script>".encode()


class Gate:
    """Lets through what the page needs of Gradio, and puts our head into its document."""

    def __init__(self, app: ASGIApp, functions: frozenset[int]) -> None:
        """`functions` are the numbers that a call may name: Gradio fails on others."""
        self.app = app
        self._functions = functions
        self._head = head()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request to the page."""
        if scope["type"] != "http":
            return
        path = _below_root(scope)
        if not _ALLOWED.fullmatch(f"{scope['method']} {path}") or ".." in path:
            await error_response(404, str(scope.get("wenbao.request_id", "")))(scope, receive, send)
        elif path == "/" and scope["method"] == "GET":
            await self._document(scope, receive, send)
        elif path.startswith("/gradio_api/queue/join"):
            await self._call(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _call(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A call of a function that there is; the outermost layer has read its body whole."""
        first = await receive()
        try:
            call = read_json(first.get("body", b""))
        except ValueError:
            call = None
        number = call.get("fn_index") if isinstance(call, dict) else None
        if type(number) is not int or number not in self._functions:
            await error_response(422, str(scope.get("wenbao.request_id", "")))(scope, receive, send)
            return
        given = [first]

        async def replay() -> Message:
            return given.pop() if given else await receive()

        await self.app(scope, replay, send)

    async def _document(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The document with our head in it, without the pictures and titles that Gradio gives to other sites."""
        start: Message = {}
        body = bytearray()

        async def gather(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            body.extend(message.get("body", b""))
            if message.get("more_body"):
                return
            whole = self._dress(bytes(body)) if start["status"] == 200 else bytes(body)
            kept = [(k, v) for k, v in start["headers"] if k.lower() not in (b"content-length", b"etag")]
            kept += [(b"content-length", str(len(whole)).encode()), (b"cache-control", b"no-cache")]
            await send({**start, "headers": kept})
            await send({"type": "http.response.body", "body": whole})

        await self.app(scope, receive, gather)

    def _dress(self, document: bytes) -> bytes:
        document = _FOREIGN_META.sub(b"", document)
        document = document.replace(b'lang="en"', b'lang="zh-CN"', 1)
        document = document.replace(b'href="/manifest.json"', b'href="./manifest.json"', 1)  # there may be a root path
        return document.replace(b"</head>", self._head + b"</head>", 1)


def _below_root(scope: Scope) -> str:
    path, root = str(scope["path"]), str(scope.get("root_path", ""))
    return (path[len(root) :] or "/") if root and path.startswith(root) else path
