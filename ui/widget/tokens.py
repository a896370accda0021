"""Who asks in the frame: embed tickets that a site signs for its own pages, visitor tokens that we sign for 15 minutes.

Both are bound to one site by its secret (HMAC-SHA256, RFC 2104) and hold no name. A new secret makes all of them void.
"""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from ui.state.tables import new_id
from ui.widget.sites import Embedder

TICKET_SECONDS: Final = 60
"""How long an embed ticket may live at most: from the making of a page to the opening of the widget's frame."""

VISIT_SECONDS: Final = 15 * 60
"""How long a visitor token lives."""

RENEW_SECONDS: Final = 12 * 3600
"""How long after its end a token still gets its visitor the next one: who looked away may still delete their traces."""

_TOKEN: Final = re.compile(r"v1\.([0-9a-f]{32})\.([0-9a-f]{32})\.([0-9]{10})\.([0-9a-f]{64})")
_TICKET: Final = re.compile(r"t1\.([0-9a-f]{32})\.([0-9]{10})\.([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Visitor:
    """A visitor of one site, known by 128 random bits alone."""

    site: str
    id: str


def new_visitor(site: Embedder) -> Visitor:
    """Somebody new."""
    return Visitor(site.id, new_id())


def sign_visitor(visitor: Visitor, site: Embedder, now: datetime) -> str:
    """A visitor token: `v1.SITE.VISITOR.EXPIRES.SIGNATURE`."""
    said = f"v1.{site.id}.{visitor.id}.{int(now.timestamp()) + VISIT_SECONDS}"
    return f"{said}.{_sign('visitor', said, site.secret)}"


def site_of(token: str) -> str:
    """The site that a visitor token names, proved or not; empty where it names none."""
    found = _TOKEN.fullmatch(token)
    return found[1] if found else ""


def read_visitor(token: str, site: Embedder, now: datetime, late: int = 0) -> Visitor | None:
    """The visitor of a token that `site` signed and that still holds, or held `late` seconds ago."""
    found = _TOKEN.fullmatch(token)
    if found is None or not _holds("visitor", token, site.secret):
        return None
    mine = found[1] == site.id and int(found[3]) + late > now.timestamp()
    return Visitor(site.id, found[2]) if mine else None


def sign_ticket(site_id: str, secret: str, now: datetime, seconds: int = TICKET_SECONDS) -> str:
    """An embed ticket, as the newspaper's own server makes it: `t1.SITE.EXPIRES.SIGNATURE` (docs/embedding.md)."""
    said = f"t1.{site_id}.{int(now.timestamp()) + seconds}"
    return f"{said}.{_sign('ticket', said, secret)}"


def is_ticket(ticket: str, site: Embedder, now: datetime) -> bool:
    """Was this ticket signed for `site`, not long ago and not for long?"""
    found = _TICKET.fullmatch(ticket)
    if found is None or not _holds("ticket", ticket, site.secret) or found[1] != site.id:
        return False
    return 0 < int(found[2]) - now.timestamp() <= TICKET_SECONDS


def _sign(purpose: str, said: str, secret: str) -> str:
    return hmac.new(secret.encode(), f"{purpose}|{said}".encode(), "sha256").hexdigest()


def _holds(purpose: str, signed: str, secret: str) -> bool:
    said, _, signature = signed.rpartition(".")
    return hmac.compare_digest(signature, _sign(purpose, said, secret))
