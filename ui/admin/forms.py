"""Forms of the editor's pages: sent by a page of ours, by somebody signed in; and their faults told as a page."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qs, urlencode

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response
from fastapi.routing import APIRoute

from index.errors import ForeignRequest, InputError, NotSignedIn, WenbaoError
from ui.admin.pages import language_of, page, root_of
from ui.admin.sessions import CSRF_FIELD, Editor, is_same_origin, require_editor, require_own_form
from ui.bodies import clean
from ui.faults import public, request_id, status_of
from ui.service import Service

log = logging.getLogger(__name__)

FORM_MOST: Final = 8 * 1024
"""Bytes of a form of a few lines."""
TEXT_MOST: Final = 4 * 2**20
"""Bytes of a form with an article's text in it: 400,000 characters as browsers send them."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form that a signed-in editor sent from our own page."""

    request: Request
    editor: Editor
    fields: Mapping[str, str]

    def text(self, name: str, most: int = 4000) -> str:
        """A field without controls and outer blanks, "" where it was left out. Raises InputError."""
        given = self.fields.get(name, "").replace("\r\n", "\n").replace("\r", "\n")
        try:
            text = clean(given).strip()
        except ValueError as error:
            raise InputError(f"{name}: {error}") from error
        if len(text) > most:
            raise InputError(f"{name} has {len(text)} characters; the limit is {most}: shorten it")
        return text

    def to(self, path: str, said: str = "", **query: str) -> Response:
        """Go on to a page, which says what was done."""
        return go(self.request, path, said=said, **query)


def go(request: Request, path: str, **query: str) -> Response:
    """On to another of the editor's pages, in the same language."""
    kept = {"lang": language_of(request), **{name: value for name, value in query.items() if value}}
    return RedirectResponse(f"{root_of(request)}{path}?{urlencode(kept)}", 303)


def form_of(service: Service, most: int = FORM_MOST, fields: int = 20) -> Callable[[Request], Awaitable[Form]]:
    """What a route with an effect depends on. Raises NotSignedIn, ForeignRequest, InputError; reads nothing before."""

    async def read(request: Request) -> Form:
        editor = await entering(service, request)
        given = await read_fields(request, most, fields)
        require_own_form(request, editor, given.get(CSRF_FIELD, ""))
        return Form(request, editor, given)

    return read


async def entering(service: Service, request: Request) -> Editor:
    """Who sends a form, known before a byte of it is read. Raises ForeignRequest, NotSignedIn."""
    if not is_same_origin(request):
        raise ForeignRequest("this request came from another site and was not carried out")
    return await run_in_threadpool(require_editor, service, request)


async def read_fields(request: Request, most: int = FORM_MOST, count: int = 20) -> dict[str, str]:
    """A form of plain fields, each once. Raises InputError."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise InputError("this takes a form, not another kind of body")
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise InputError(f"the form has more than {most} bytes")
    try:
        fields = parse_qs(body.decode("ascii"), keep_blank_values=True, max_num_fields=count, errors="replace")
    except ValueError as error:
        raise InputError("the form cannot be read") from error
    return {name: values[-1] for name, values in fields.items()}


class Room(APIRoute):
    """A route of the editor's rooms: strangers are sent to sign in, and what cannot be done is told as a page."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """As FastAPI's, with our faults."""
        handle = super().get_route_handler()

        async def kindly(request: Request) -> Response:
            try:
                return await handle(request)
            except NotSignedIn as error:
                if request.method in ("GET", "HEAD"):
                    asked = request.url.path.removeprefix(root_of(request)) + f"?{request.url.query}"
                    return go(request, "/admin/login", next=asked.rstrip("?"))
                return fault_page(request, error)
            except WenbaoError as error:
                return fault_page(request, error)

        return kindly


def fault_page(request: Request, error: WenbaoError) -> Response:
    """Why something was not done, in the program's one line."""
    status = status_of(error)
    if status >= 500:
        log.error("request %s: %s: %s", request_id(request), error.code, error.message)
    code, message = public(error)  # it may be a stranger who asked
    return page(request, "fault.html", status, code=code, message=message, editor=None)
