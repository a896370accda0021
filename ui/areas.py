"""The parts of the program by path: what their responses may do in a browser, and how large their requests may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

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
MANUSCRIPT: Final = Area(("/api/v1/check/file",), _STRICT, body=PAGE_BODY)
WIDGET: Final = Area(("/widget",), _FRAME_POLICY, framed=True)
UPLOADS: Final = Area(("/admin/uploads",), _ADMIN_POLICY, body=UPLOAD_BODY, gathered=False)
"""Who sends is known before a byte is read."""
ADMIN: Final = Area(("/admin",), _ADMIN_POLICY, body=PAGE_BODY)
READING: Final = Area(("/reading",), _STRICT)
FRAME: Final = Area(("/config", "/gradio_api"), _PAGE_POLICY, body=PAGE_BODY)
"""What the page fetches: Gradio builds its addresses from the Host header, so that no cache may keep it."""
PAGE: Final = Area(("",), _PAGE_POLICY, body=PAGE_BODY, stored="")
AREAS: Final = (MANUSCRIPT, API, WIDGET, UPLOADS, ADMIN, READING, FRAME, PAGE)
"""The parts of the program by path; the first that holds a path counts, and the page holds the rest."""
WATCHED: Final = Area(("/health", "/metrics"), _STRICT)
"""What machines that watch us ask for: answered also when nothing else is."""


def area_of(path: str) -> Area:
    """The area in which `path` lies."""
    return next((area for area in AREAS if area.holds(path)), PAGE)
