"""The rooms of the house itself: the overview, the index's versions, and the sites that embed the chat."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from index.doctor import examine, go_back
from index.errors import InputError, WenbaoError
from index.folder import IndexFolder
from ui.admin.doubtful import doubts_of
from ui.admin.forms import Form, Room, form_of
from ui.admin.handling import count_complaints, find_complaints
from ui.admin.pages import page
from ui.admin.places import place_of
from ui.admin.sessions import require_editor
from ui.release import VERSION
from ui.service import Service
from ui.widget.assets import snippet
from ui.widget.sites import Sites

_SOON: Final = timedelta(days=3)
_DUE_SHOWN: Final = 5


def router(service: Service) -> APIRouter:
    """The routes."""
    routes = APIRouter(route_class=Room, include_in_schema=False)
    own = Depends(form_of(service))
    sites = Sites(service.state)

    @routes.get("/admin")
    def home(request: Request) -> Response:
        """What the archive holds, how the program stands, and what waits for somebody."""
        editor = require_editor(service, request)
        archive = service.opening.get()
        doubtful = len(doubts_of(archive)) if archive.place else 0
        return page(
            request,
            "home.html",
            editor=editor,
            coverage=archive.coverage(),
            doubtful=str(doubtful),
            counts=count_complaints(service),
            due=find_complaints(service, "open", _DUE_SHOWN),
            now=service.clock(),
            soon=service.clock() + _SOON,
            model=_model(archive.place),
            chat=service.settings.chat_model if service.settings.chat_url else "",
            program=VERSION,
        )

    @routes.get("/admin/versions")
    def versions(request: Request, look: str = "") -> Response:
        """The versions on disk; with `look` every file of the current one is summed."""
        editor = require_editor(service, request)
        place = place_of(service)
        built = place.exists()  # before the first build there is nothing to go back to
        current = place.manifest().version if built else 0
        kept = [place.manifest_of(number) for number in reversed(place.versions())] if built else []
        findings = examine(place) if look and built else []
        return page(request, "versions.html", editor=editor, current=current, kept=kept, findings=findings)

    @routes.post("/admin/versions")
    def roll_back(form: Form = own) -> Response:
        """Make an earlier version current again."""
        asked = form.text("version", 12)
        if not (asked.isascii() and asked.isdigit()):
            raise InputError(f"{asked!r} is no version")
        go_back(place_of(service), int(asked))
        service.opening.get().catch_up()
        return form.to("/admin/versions", "did_roll_back")

    @routes.get("/admin/sites")
    def embedders(request: Request) -> Response:
        """The sites and what each web master pastes."""
        editor = require_editor(service, request)
        base = str(request.base_url).rstrip("/")
        found = [(site, snippet(site.id, base)) for site in sites.all()]
        return page(request, "sites.html", editor=editor, sites=found)

    @routes.post("/admin/sites")
    def add(form: Form = own) -> Response:
        """A new site."""
        name = form.text("name", 100)
        if not name:
            raise InputError("a site needs a name")
        sites.add(name, form.text("parents").split())
        return form.to("/admin/sites", "did_add_site")

    @routes.post("/admin/sites/{id}")
    def pause(id: str, form: Form = own) -> Response:
        """Switch a site off or on: at its next request."""
        paused = form.text("paused", 5) == "yes"
        sites.pause(id, paused)
        return form.to("/admin/sites", "did_pause" if paused else "did_resume")

    return routes


def _model(place: IndexFolder | None) -> str:
    try:
        return place.manifest().model if place and place.exists() else ""
    except WenbaoError as error:
        return error.message
