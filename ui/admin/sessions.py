"""Who is signed in: a random token in the cookie, its SHA-256 in the state store, and proof that a form is ours."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy import delete
from starlette.requests import Request
from starlette.responses import Response

from index.errors import ForeignRequest, NotSignedIn
from ui.admin.secret import is_on
from ui.service import Service
from ui.state.tables import Session

LASTS: Final = timedelta(hours=12)
"""A working day; then one signs in again."""
_TOKEN_BYTES: Final = 32
"""256 random bits."""
_COOKIE: Final = "__Host-wenbao"
_LOOPBACK_COOKIE: Final = "wenbao-local"
"""On http://127.0.0.1 a cookie can be neither Secure nor, therefore, named `__Host-`."""
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
CSRF_FIELD: Final = "csrf"
CSRF_HEADER: Final = "X-CSRF-Token"


@dataclass(frozen=True, slots=True)
class Editor:
    """A signed-in person. `csrf` goes into every form and request with an effect."""

    name: str
    csrf: str
    until: datetime


def begin_session(service: Service, request: Request, response: Response, name: str) -> None:
    """Sign `name` in: a new token, whatever cookie came along. Sessions that have ended are deleted."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    now = service.clock()
    with service.state.begin() as transaction:
        transaction.execute(delete(Session).where(Session.expires <= now))
        transaction.add(Session(id=_hash(token), name=name, created=now, expires=now + LASTS))
    response.set_cookie(
        cookie_name(request),
        token,
        max_age=int(LASTS.total_seconds()),
        path="/",
        secure=is_secure(request),
        httponly=True,
        samesite="strict",
    )


def end_session(service: Service, request: Request, response: Response) -> None:
    """Sign out: the token counts no more, wherever it was copied to."""
    token = request.cookies.get(cookie_name(request), "")
    if token:
        with service.state.begin() as transaction:
            transaction.execute(delete(Session).where(Session.id == _hash(token)))
    response.delete_cookie(cookie_name(request), path="/", secure=is_secure(request), httponly=True, samesite="strict")


def signed_in(service: Service, request: Request) -> Editor | None:
    """Who sent this request, None for a visitor. Sign-in that is switched off ends all sessions."""
    if not is_on(service.settings):
        return None
    token = request.cookies.get(cookie_name(request), "")
    if not token or len(token) > 100:
        return None
    with service.state.begin() as transaction:
        kept = transaction.get(Session, _hash(token))
    if kept is None or kept.expires <= service.clock():
        return None
    return Editor(kept.name, _csrf(token), kept.expires)


def require_editor(service: Service, request: Request) -> Editor:
    """Who sent this request. Raises NotSignedIn."""
    editor = signed_in(service, request)
    if editor is None:
        raise NotSignedIn("this is for the newspaper's own people: sign in at /admin/login")
    return editor


def require_own_form(request: Request, editor: Editor | None, csrf: str | None = None) -> None:
    """A request with an effect must come from a page of ours, and carry its session's proof. Raises ForeignRequest.

    `csrf` is the form's field; without one the header counts. `editor` is None for the sign-in form itself.
    """
    if not is_same_origin(request):
        raise ForeignRequest("this request came from another site and was not carried out")
    if editor is not None:
        given = request.headers.get(CSRF_HEADER, "") if csrf is None else csrf
        if not hmac.compare_digest(given.encode("utf-8", "replace"), editor.csrf.encode()):
            raise ForeignRequest("this form is not of this session any more: load the page again")


def is_same_origin(request: Request) -> bool:
    """Is it sent by a page of this very host? A browser says so itself (Fetch Metadata), an older one by `Origin`."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None and site != "same-origin":
        return False
    if origin in (None, "null"):  # under our Referrer-Policy a form's origin is null, and only Fetch Metadata tells
        return site == "same-origin"
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc.lower() == request.headers.get("host", "").lower()


def is_loopback(request: Request) -> bool:
    """Does the browser speak to its own machine? What it calls us decides, for that is what its cookies go by."""
    return (request.url.hostname or "") in LOOPBACK


def is_secure(request: Request) -> bool:
    """Did it come over https? A trusted proxy's word counts."""
    return request.url.scheme == "https"


def cookie_name(request: Request) -> str:
    """The session cookie's name on this connection."""
    return _COOKIE if is_secure(request) else _LOOPBACK_COOKIE


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _csrf(token: str) -> str:
    """A form's proof: made from the token, so that nothing more is kept; the token cannot be had back from it."""
    return hmac.new(token.encode("utf-8", "replace"), b"wenbao form", hashlib.sha256).hexdigest()
