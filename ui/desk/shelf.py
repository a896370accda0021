"""The shelf of signed checks: a page for the newspaper's people to search them and take them out."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from ui.admin.pages import page, root_of
from ui.admin.sessions import signed_in
from ui.desk.bodies import Overall
from ui.desk.documents import paper_json
from ui.desk.exports import FORMATS
from ui.desk.files import day
from ui.desk.routes import read_moment
from ui.desk.signing import find_signed
from ui.desk.visits import Visit
from ui.desk.words import word
from ui.service import Service

_SHOWN = 20
_VERDICTS: dict[str, Overall] = {
    "supported": "supported",
    "refuted": "refuted",
    "not_enough_info": "not_enough_info",
}


def router(service: Service) -> APIRouter:
    """The page."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/admin/checks")
    def shelf(request: Request, q: str = "", verdict: str = "", before: str = "") -> Response:
        """Signed checks, the newest first."""
        editor = signed_in(service, request)
        if editor is None:
            return RedirectResponse(f"{root_of(request)}/admin/login?next=/admin/checks", 303)
        visit = Visit.of(service, request)
        papers = find_signed(
            service.state, q[:200], verdict=_VERDICTS.get(verdict, ""), before=read_moment(before), top=_SHOWN
        )
        shown = [{"paper": visit.cleared(paper), "day": day(paper)} for paper in papers]
        older = paper_json(papers[-1])["made"] if len(papers) == _SHOWN else ""
        return page(
            request,
            "checks.html",
            editor=editor,
            shown=shown,
            q=q[:200],
            verdict=verdict if verdict in _VERDICTS else "",
            verdicts=list(_VERDICTS),
            older=older,
            formats=list(FORMATS),
            name_of=word,
        )

    return routes
