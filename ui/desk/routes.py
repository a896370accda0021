"""The desk over HTTP: /api/v1/check/file and /api/v1/checks. The page's script uses the same routes."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from index.errors import FileRefused, QuestionRefused
from ui.admin.sessions import require_editor, require_own_form
from ui.bodies import CheckBody
from ui.desk.bodies import ExportBody, Format, Overall, SignBody
from ui.desk.checking import cut_text
from ui.desk.documents import Asked, Paper, digest, paper_json
from ui.desk.exports import FORMATS
from ui.desk.files import Export, Publisher
from ui.desk.manuscripts import FILE_MOST, read_manuscript
from ui.desk.signing import PAGE, Earlier, find_same, find_signed, get_signed, sign
from ui.desk.standing import Standing
from ui.desk.visits import Visit
from ui.faults import error_response, json_response, request_id
from ui.service import Service
from ui.wire import Json

_REFUSALS = {"busy": 503, "too_large": 413, "unsupported": 415}
_WORDS_MOST = 200


def drafts(service: Service) -> APIRouter:
    """What anybody may do: bring a text, have it checked, take the draft home."""
    routes = APIRouter(prefix="/api/v1", tags=["desk"])

    @routes.post("/check/file")
    async def read_file(request: Request) -> Response:
        """A .txt or .docx as the body → its text and the pieces of it that can be checked one by one."""
        body = bytearray()
        async for piece in request.stream():
            body += piece
            if len(body) > FILE_MOST:
                break
        return await run_in_threadpool(_read_file, service, request, bytes(body))

    @routes.post("/checks/draft")
    def draft(body: CheckBody, request: Request) -> Response:
        """A draft: the verdict, its digest for signing, and signed checks of the same claim."""
        visit, asked = Visit.of(service, request), _asked(service, body)
        paper = visit.draft(body.claim, asked)
        earlier = [earlier_json(visit, one, paper) for one in find_same(service.state, body.claim, asked)]
        return json_response({**paper_json(paper), "digest": digest(paper.verdict), "earlier": earlier})

    @routes.post("/checks/export")
    def export_draft(body: ExportBody, request: Request) -> Response:
        """A draft as a file."""
        paper = Visit.of(service, request).draft(body.claim, _asked(service, body))
        return _file(FORMATS[body.format](paper, publisher(service), body.lang or "zh"))

    return routes


def signed(service: Service) -> APIRouter:
    """What an editor signs, and what becomes of it. Who has a signed check's id may read it: it cannot be guessed."""
    routes = APIRouter(prefix="/api/v1", tags=["desk"])

    def staff(request: Request) -> None:
        """Before the body is even looked at."""
        editor = require_editor(service, request)
        if request.method != "GET":
            require_own_form(request, editor)

    @routes.post("/checks", dependencies=[Depends(staff)], include_in_schema=False)
    def sign_check(body: SignBody, request: Request) -> Response:
        """Sign what the editor has read. 409 where the archive now says otherwise: look again, then sign."""
        visit, asked = Visit.of(service, request), _asked(service, body)
        paper = visit.draft(body.claim, asked)
        if digest(paper.verdict) != body.digest:
            message = "the archive has changed and so has the verdict; nothing was signed: read the new draft first"
            return error_response(409, request_id(request), "changed", message)
        name = require_editor(service, request).name
        kept = sign(service.state, paper, name, service.clock(), " ".join(body.remark.split()))
        return json_response(paper_json(kept), 201)

    @routes.get("/checks", dependencies=[Depends(staff)], include_in_schema=False)
    def list_signed(
        request: Request,
        q: Annotated[str, Query(max_length=_WORDS_MOST)] = "",
        verdict: Overall | None = None,
        before: str | None = None,
        top: Annotated[int, Query(ge=1, le=PAGE)] = 20,
    ) -> Response:
        """Signed checks, the newest first: by words of claim, headlines or editor; `before` gives the next page."""
        visit = Visit.of(service, request)
        found = find_signed(service.state, q, verdict=verdict or "", before=read_moment(before), top=top)
        return json_response({"checks": [paper_json(visit.cleared(paper)) for paper in found]})

    @routes.get("/checks/{id}")
    def one(id: str, request: Request) -> Response:
        """A signed check, and whether today's archive would say otherwise."""
        paper = get_signed(service.state, id)
        if paper is None:
            return _missing(request)
        visit = Visit.of(service, request)
        visit.admit(paper.verdict.claim)
        standing = visit.stand(paper)
        return json_response({**paper_json(standing.paper), "standing": standing_json(standing)})

    @routes.get("/checks/{id}/export")
    def export_signed(id: str, request: Request, format: Format, lang: str = "zh") -> Response:
        """A signed check as a file."""
        paper = get_signed(service.state, id)
        if paper is None:
            return _missing(request)
        kept = Visit.of(service, request).cleared(paper)
        return _file(FORMATS[format](kept, publisher(service), "en" if lang == "en" else "zh"))

    return routes


def earlier_json(visit: Visit, earlier: Earlier, today: Paper) -> Json:
    """A signed check that is offered for a claim, beside today's draft of it."""
    standing = visit.stand(earlier.paper, today.verdict)
    paper = standing.paper
    return {
        "id": paper.id,
        "claim": paper.verdict.claim,
        "same": earlier.same,
        "verdict": paper.verdict.verdict,
        "signed": {"by": paper.signed_by, "at": paper_json(paper)["made"], "remark": paper.remark},
        "index": {"version": paper.version},
        "standing": standing_json(standing),
    }


def standing_json(standing: Standing) -> Json:
    """Whether a signed check would be signed so today."""
    return {
        "holds": standing.holds,
        "changes": list(standing.changes),
        "today": standing.today,
        "withdrawn": list(standing.paper.withdrawn),
    }


def publisher(service: Service) -> Publisher:
    """Whose checks these are."""
    names = service.opening.get().coverage().newspapers
    return Publisher("、".join(names[:3]), service.settings.aigc_producer)


def _asked(service: Service, body: CheckBody) -> Asked:
    return Asked(body.now or service.opening.get().today(), body.lang, body.collection, body.newspaper)


def _read_file(service: Service, request: Request, body: bytes) -> Response:
    visit = Visit.of(service, request)
    visit.admit("")
    try:
        text = read_manuscript(body, request.headers.get("content-type", ""))
    except FileRefused as refusal:
        status = _REFUSALS.get(refusal.reason, 422)
        headers = {"Retry-After": "5"} if status == 503 else None
        return error_response(status, request_id(request), refusal.code, refusal.message, headers)
    return json_response({"text": text, "pieces": list(cut_text(text))})


def read_moment(text: str | None) -> datetime | None:
    """A moment of a query, None where there is none. Raises QuestionRefused."""
    if not text:
        return None
    with contextlib.suppress(ValueError, OverflowError):
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    raise QuestionRefused("before: a moment is written 2026-03-05T08:00:00Z")


def _missing(request: Request) -> Response:
    return error_response(404, request_id(request), "no_check", "there is no signed check with this id")


def _file(export: Export) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{export.name}"'}
    return Response(export.data, 200, headers, export.media_type)
