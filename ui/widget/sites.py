"""Web sites that may embed the widget: who they are, what their visitors may see, and when they are paused."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import select

from index.errors import InputError
from ui.bodies import fault
from ui.state.store import State
from ui.state.tables import Site
from ui.wire import safe_url

_ID: Final = re.compile(r"[0-9a-f]{32}")
_HOST: Final = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?|\[[0-9a-f:]+\]"
)
_PORTS: Final = {"http": 80, "https": 443}
_NOWHERE: Final = "0" * 32
"""Looked up instead of a malformed id, so that such a request costs what any other costs (row W10)."""


def parse_origin(text: str) -> str:
    """An exact origin (scheme, host, port) as browsers write it; no path, no wildcard. Raises InputError."""
    try:
        parts = urlsplit(text.strip())
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError):
        host, port, parts = "", None, urlsplit("")
    bracketed = f"[{host}]" if ":" in host else host
    whole = parts.path in ("", "/") and not (parts.query or parts.fragment or "@" in parts.netloc)
    if parts.scheme not in _PORTS or not whole or not _HOST.fullmatch(bracketed):
        raise InputError(
            f"{text!r} is no web origin: write scheme and host alone, for example https://www.paper.example"
        )
    return f"{parts.scheme}://{bracketed}" + (f":{port}" if port and port != _PORTS[parts.scheme] else "")


def _host(text: str) -> str:
    host = text.strip().lower().encode("idna").decode()
    if not _HOST.fullmatch(host):
        raise ValueError("a host is written like www.paper.example")
    return host


def _link(text: str) -> str:
    if text and not safe_url(text):
        raise ValueError("a link begins with https:// or http://")
    return text


class SiteRules(BaseModel):
    """What the newspaper decides for one site: the JSON of the `settings` column."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    collections: tuple[str, ...] | None = Field(default=None, description="what its visitors may see; None: everything")
    minute: Annotated[int, Field(ge=1)] | None = Field(default=None, description="questions a minute from all of it")
    ticket: bool = Field(default=False, description="must the page that embeds it show a signed ticket?")
    links: tuple[Annotated[str, AfterValidator(_host)], ...] = Field(
        default=(), description="hosts besides its own to whose pages sources may link, their subdomains too"
    )
    title: Annotated[str, Field(max_length=60)] = Field(default="", description="the paper's name in the head")
    greeting: Annotated[str, Field(max_length=300)] = Field(default="", description="before the first question")
    suggestions: Annotated[tuple[Annotated[str, Field(max_length=120)], ...], Field(max_length=4)] = ()
    privacy: Annotated[str, AfterValidator(_link)] = Field(default="", description="address of the privacy text")
    terms: Annotated[str, AfterValidator(_link)] = Field(default="", description="address of the service agreement")
    lang: Literal["", "zh", "en"] = Field(default="", description="the widget's language; empty: the page's")


@dataclass(frozen=True, slots=True)
class Embedder:
    """A site that may embed the widget now."""

    id: str
    name: str
    parents: tuple[str, ...]
    """Exact origins; none: nowhere."""
    rules: SiteRules
    secret: str

    def may_link(self, url: str | None) -> bool:
        """Does `url` lead to a host that this site allows: one of its own or of its list, or below one?"""
        host = urlsplit(url).hostname if url and safe_url(url) else None
        own = [urlsplit(parent).hostname or "" for parent in self.parents]
        return host is not None and any(
            host == allowed or host.endswith(f".{allowed}") for allowed in (*own, *self.rules.links)
        )


class Sites:
    """The sites in the state store. Read at each request: a pause acts at once, in every process."""

    def __init__(self, state: State) -> None:
        self._state = state

    def find(self, id: str) -> Embedder | None:
        """The site with this id; None where it is unknown, paused or no id at all: nobody is told which."""
        with self._state.begin() as reading:
            site = reading.get(Site, id if _ID.fullmatch(id) else _NOWHERE)
            return None if site is None or site.paused else _embedder(site)

    def add(self, name: str, parents: Sequence[str] = (), rules: SiteRules | None = None) -> Site:
        """A new site. Raises InputError where a parent is no origin."""
        given = (rules or SiteRules()).model_dump(mode="json", exclude_defaults=True)
        site = Site(name=name, parents=[*dict.fromkeys(map(parse_origin, parents))], settings=given)
        with self._state.begin() as writing:
            writing.add(site)
        return site

    def all(self) -> list[Site]:
        """Every site, paused ones too, in the order in which they were made."""
        with self._state.begin() as reading:
            return list(reading.scalars(select(Site).order_by(Site.created, Site.id)))

    def get(self, id: str) -> Site:
        """The site with this id, paused or not. Raises InputError."""
        with self._state.begin() as reading:
            return _known(reading.get(Site, id), id)

    def pause(self, id: str, paused: bool = True) -> Site:
        """Switch a site off or on again. Raises InputError."""
        with self._state.begin(alone=True) as writing:
            site = _known(writing.get(Site, id), id)
            site.paused = paused
            return site

    def change(
        self, id: str, *, parents: Sequence[str] | None = None, settings: Mapping[str, Any] | None = None
    ) -> Site:
        """Other parents, or other values of some settings. Raises InputError."""
        with self._state.begin(alone=True) as writing:
            site = _known(writing.get(Site, id), id)
            if parents is not None:
                site.parents = [*dict.fromkeys(map(parse_origin, parents))]
            if settings:
                site.settings = read_rules({**site.settings, **settings}).model_dump(mode="json", exclude_defaults=True)
            return site


def read_rules(given: Mapping[str, Any]) -> SiteRules:
    """Settings of a site as given by a person. Raises InputError in one line."""
    try:
        return SiteRules.model_validate(dict(given))
    except ValidationError as error:
        raise InputError(f"setting of a site: {fault(error)}") from error


def _embedder(site: Site) -> Embedder:
    return Embedder(site.id, site.name, tuple(site.parents), SiteRules.model_validate(site.settings), site.secret)


def _known(site: Site | None, id: str) -> Site:
    if site is None:
        raise InputError(f"there is no site {id!r}: wenbao site list shows them")
    return site
