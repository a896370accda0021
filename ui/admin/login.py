"""Signing in and out: a form for the newspaper's people, and `/api/v1/session` for the page's script."""

from __future__ import annotations

import logging
import re
from typing import Final

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from ui.admin.forms import read_fields
from ui.admin.pages import language_of, page, root_of, script, style_sheet
from ui.admin.secret import is_on, opens, why_shut
from ui.admin.sessions import (
    CSRF_FIELD,
    begin_session,
    end_session,
    is_loopback,
    is_same_origin,
    is_secure,
    require_own_form,
    signed_in,
)
from ui.admin.waiting import Waiting
from ui.admin.words import WORDS
from ui.faults import json_response
from ui.public.askers import asker_of
from ui.service import Service

log = logging.getLogger(__name__)

NAME_MOST: Final = 40
_LOCAL_PATH = re.compile(r"/(?![/\\])[\w/.#?=&%-]*", re.ASCII)
_UNNAMEABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def router(service: Service) -> APIRouter:
    """The routes. Wrong sign-ins are counted for as long as the program runs."""
    routes = APIRouter(tags=["session"])
    waiting = Waiting()
    if service.settings.admin_secret is not None and not is_on(service.settings):
        log.warning("nobody can sign in: %s; set another WENBAO_ADMIN_SECRET", why_shut(service.settings))

    @routes.get("/api/v1/session", include_in_schema=False)
    def session(request: Request) -> Response:
        """Who is signed in, and the proof that requests with an effect must carry (`X-CSRF-Token`)."""
        editor = signed_in(service, request)
        can = is_on(service.settings) and (is_secure(request) or is_loopback(request))
        shown = editor and {"name": editor.name, "csrf": editor.csrf}
        return json_response({"editor": shown, "can_sign_in": can})

    @routes.get("/admin/admin.css", include_in_schema=False)
    def style() -> Response:
        return style_sheet()

    @routes.get("/admin/admin.js", include_in_schema=False)
    def code() -> Response:
        return script()

    @routes.get("/admin/login", include_in_schema=False)
    def ask(request: Request) -> Response:
        """The form, or why there is none."""
        return _form(service, request, next=_local(request.query_params.get("next", "")))

    @routes.post("/admin/login", include_in_schema=False)
    async def enter(request: Request) -> Response:
        """Sign in."""
        given = await read_fields(request)
        return await run_in_threadpool(_enter, service, request, waiting, given)

    @routes.post("/admin/logout", include_in_schema=False)
    async def leave(request: Request) -> Response:
        """Sign out."""
        require_own_form(request, None)
        given = await read_fields(request)
        return await run_in_threadpool(_leave, service, request, given)

    return routes


def _enter(service: Service, request: Request, waiting: Waiting, given: dict[str, str]) -> Response:
    """One attempt. The secret is compared once, here, and appears in nothing that is said or kept."""
    name, next = " ".join(given.get("name", "").split()), _local(given.get("next", ""))
    if not is_same_origin(request):
        return _form(service, request, 403, fault="foreign", next=next)
    if _closed(service, request):
        return _form(service, request, 403, next=next)
    address, now = asker_of(request.scope).address, service.clock()
    seconds = waiting.seconds(address, now)
    if seconds:
        answer = _form(service, request, 429, fault="wait", next=next, name=name, seconds=str(seconds))
        answer.headers["Retry-After"] = str(seconds)
        return answer
    if not opens(service.settings, given.get("secret", "")):
        waiting.count(address, now)
        log.warning("request %s: a wrong sign-in", request.scope.get("wenbao.request_id", ""))
        return _form(service, request, 401, fault="wrong", next=next, name=name)
    if not name or len(name) > NAME_MOST or _UNNAMEABLE.search(name):
        return _form(service, request, 422, fault="no_name", next=next)
    waiting.forget(address)
    answer = RedirectResponse(f"{root_of(request)}{next}", 303)
    begin_session(service, request, answer, name)
    return answer


def _leave(service: Service, request: Request, given: dict[str, str]) -> Response:
    editor = signed_in(service, request)
    if editor is not None:
        require_own_form(request, editor, given.get(CSRF_FIELD, ""))
    answer = RedirectResponse(f"{root_of(request)}/admin/login?lang={language_of(request)}", 303)
    end_session(service, request, answer)
    return answer


def _form(
    service: Service,
    request: Request,
    status: int = 200,
    *,
    next: str,
    fault: str = "",
    name: str = "",
    seconds: str = "",
) -> Response:
    lang = language_of(request)
    said = WORDS[fault][lang == "en"].format(seconds=seconds) if fault else ""
    closed = _closed(service, request)
    return page(request, "login.html", status, closed=closed, fault=said, name=name[:NAME_MOST], next=next)


def _closed(service: Service, request: Request) -> str:
    """Why nobody can sign in here (a key of the words), or ""."""
    if not is_on(service.settings):
        return "off"
    return "" if is_secure(request) or is_loopback(request) else "insecure"


def _local(next: str) -> str:
    """Where to go after signing in: a path on this host and nothing else."""
    return next if _LOCAL_PATH.fullmatch(next) else "/admin"
