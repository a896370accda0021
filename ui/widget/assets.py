"""The widget's files as they go out: the loader with its hash, the frame's script and style under names that change.

A loader's address carries its release, and what was once published under it never changes: the loaders of earlier
releases lie in `static/releases`, the present one is made from `static/loader.js`.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256, sha384
from pathlib import Path
from typing import Final

from ui.release import VERSION

_STATIC: Final = Path(__file__).parent / "static"
_RELEASE: Final = re.compile(r"\d+\.\d+\.\d+")
PANEL: Final = {
    "panel.js": "text/javascript; charset=utf-8",
    "panel.css": "text/css; charset=utf-8",
    "panel.svg": "image/svg+xml",
}
"""The frame's own files and their types."""


@cache
def loader(version: str = VERSION) -> bytes | None:
    """The loader of a release; None where there is none. The present one goes out without its indentation."""
    if version == VERSION:
        lines = (_STATIC / "loader.js").read_text("utf-8").splitlines()
        return "\n".join(filter(None, (line.strip() for line in lines))).encode()
    old = _STATIC / "releases" / f"v{version}.js"
    return old.read_bytes() if _RELEASE.fullmatch(version) and old.is_file() else None


def integrity(content: bytes) -> str:
    """Its hash as browsers check it (Subresource Integrity, W3C)."""
    return "sha384-" + b64encode(sha384(content).digest()).decode()


@cache
def panel(name: str) -> bytes:
    """One of the frame's files."""
    return (_STATIC / name).read_bytes()


@cache
def stamps() -> dict[str, str]:
    """What stands in the names of the frame's files: other contents, other names."""
    return {name: sha256(panel(name)).hexdigest()[:12] for name in PANEL}


def snippet(site: str, service: str, lang: str = "zh") -> str:
    """The lines that a web master pastes: a link that works without the script, and the script with its hash."""
    base = service.rstrip("/")
    words = "向本报提问" if lang == "zh" else "Ask this newspaper"
    content = loader() or b""
    return (
        f'<wenbao-chat site="{site}"><a href="{base}/widget/plain?site={site}">{words}</a></wenbao-chat>\n'
        f'<script async src="{base}/widget/v{VERSION}.js" integrity="{integrity(content)}" crossorigin="anonymous">'
        "</script>"
    )
