"""The editor's pages: Jinja templates with everything escaped, in the reader's language, with nothing inline."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from ui.admin.words import WORDS

_HERE = Path(__file__).parent
_TEMPLATES = Environment(
    loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)
LANGUAGES = ("zh", "en")
_KEPT = (
    "q",
    "key",
    "status",
    "liked",
    "verdict",
    "before",
    "after",
    "append",
    "first",
    "last",
    "next",
    "person",
    "since",
    "until",
)
"""Of an address, what stays when another language is chosen."""


def language_of(request: Request) -> str:
    """`?lang=` before what the browser prefers; Chinese where neither is known."""
    asked = request.query_params.get("lang", "")
    if asked in LANGUAGES:
        return asked
    preferred = request.headers.get("accept-language", "zh")[:2].lower()
    return "en" if preferred == "en" else "zh"


def root_of(request: Request) -> str:
    """The path under which a proxy publishes us, without the last slash."""
    return str(request.scope.get("root_path", "")).rstrip("/")


def page(request: Request, template: str, status: int = 200, **values: object) -> Response:
    """A template as a page. `values` are escaped where they are shown."""
    lang = language_of(request)

    def say(key: str, **filled: str) -> str:
        return WORDS[key][LANGUAGES.index(lang)].format(**filled)

    def link(path: str, **query: str) -> str:
        return f"{root_of(request)}{path}?{urlencode({'lang': lang, **query})}"

    def said_of(kind: str, name: str) -> str:
        """The word for a name that may be anything: itself where there is none."""
        return say(kind + name) if kind + name in WORDS else name

    asked = request.query_params
    other = {name: asked[name] for name in _KEPT if name in asked} | {"lang": LANGUAGES[lang == "zh"]}
    said = asked.get("said", "")
    shown = {
        "say": say,
        "link": link,
        "said_of": said_of,
        "lang": lang,
        "root": root_of(request),
        "other": urlencode(other),
        "said": said if said.startswith("did_") and said in WORDS else "",
        "moment": _moment,
    }
    text = _TEMPLATES.get_template(template).render(**shown, **values)
    return Response(text, status, media_type="text/html; charset=utf-8")


def style_sheet() -> Response:
    """The pages' one style sheet."""
    return Response((_HERE / "admin.css").read_text("utf-8"), media_type="text/css; charset=utf-8")


def script() -> Response:
    """The pages' one script."""
    return Response((_HERE / "admin.js").read_text("utf-8"), media_type="text/javascript; charset=utf-8")


def _moment(at: datetime) -> str:
    """A time for people, in UTC."""
    return at.strftime("%Y-%m-%d %H:%M UTC")
