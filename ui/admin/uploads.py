"""The room of uploads: pages come in, are built in the background, and the report stands file by file."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from starlette.datastructures import FormData, UploadFile

from index.errors import InputError, WenbaoError
from index.records import Days, Statement
from ui.admin.building import Builder, Running
from ui.admin.forms import Form, Room, entering, form_of, go
from ui.admin.pages import language_of, page
from ui.admin.places import place_of, staging_of
from ui.admin.sessions import CSRF_FIELD, Editor, require_editor, require_own_form
from ui.admin.staging import FILES_MOST, Batch
from ui.areas import UPLOAD_BODY
from ui.bodies import clean
from ui.commands.build import REASONS
from ui.faults import json_response
from ui.service import Service

_FIELDS: Final = ("newspaper", "edition", "collection", "date")
_FIELD_MOST: Final = 100
_KINDS: Final = ".txt,.jsonl,.gz,.csv,.md,.html,.htm,.docx,.pdf,.png,.jpg,.jpeg,.tif,.tiff,.zip"


def router(service: Service) -> APIRouter:
    """The routes. One build runs at a time in this program; the index's own lock holds off other programs."""
    routes = APIRouter(route_class=Room, include_in_schema=False)
    own = Depends(form_of(service))
    builder = Builder(service.settings, service.clock, lambda: service.opening.get().catch_up())

    @routes.get("/admin/uploads")
    def uploads(request: Request) -> Response:
        """The form, and what came in before."""
        editor = require_editor(service, request)
        staging = staging_of(service)
        batches = [(batch, _state(builder, batch, staging.report(batch.id))) for batch in staging.all()]
        coverage = service.opening.get().coverage()
        return page(
            request,
            "uploads.html",
            editor=editor,
            batches=batches,
            held=coverage.articles,
            newspapers=coverage.newspapers,
            collections=coverage.collections,
            kinds=_KINDS,
            files_most=str(FILES_MOST),
            megabytes=str(UPLOAD_BODY // 2**20),
        )

    @routes.post("/admin/uploads")
    async def upload(request: Request) -> Response:
        """Take pages in and start to build them."""
        editor = await entering(service, request)  # before a byte is kept
        if not request.headers.get("content-type", "").startswith("multipart/form-data"):
            raise InputError("this takes a form with files, not another kind of body")
        async with request.form(max_files=FILES_MOST, max_fields=20) as given:
            require_own_form(request, editor, str(given.get(CSRF_FIELD, "")))
            batch = await run_in_threadpool(_keep, service, editor, given)
        await run_in_threadpool(_begin, service, builder, batch)
        return go(request, f"/admin/uploads/{batch.id}")

    @routes.get("/admin/uploads/{id}")
    def batch(request: Request, id: str) -> Response:
        """One upload: its progress, then its report."""
        editor = require_editor(service, request)
        staging = staging_of(service)
        found, report = staging.find(id), staging.report(id)
        state = _state(builder, found, report)
        return page(
            request,
            "batch.html",
            editor=editor,
            batch=found,
            report=report,
            state=state,
            running=builder.running if state == "running" else None,
            why=lambda reason: f"{REASONS[reason]} — " if reason in REASONS and language_of(request) == "zh" else "",
        )

    @routes.get("/admin/uploads/{id}/progress")
    def progress(request: Request, id: str) -> Response:
        """The same for the page's script, every second."""
        require_editor(service, request)
        staging = staging_of(service)
        state = _state(builder, staging.find(id), staging.report(id))
        running = builder.running if state == "running" else None
        return json_response({"state": state, **(_moment(running) if running else {})})

    @routes.post("/admin/uploads/{id}/build")
    def build(id: str, form: Form = own) -> Response:
        """Build it (again): after one that was broken off, or when the index was busy."""
        _begin(service, builder, staging_of(service).find(id))
        return form.to(f"/admin/uploads/{id}")

    return routes


def _keep(service: Service, editor: Editor, given: FormData) -> Batch:
    """Keep the files. Raises InputError."""
    told = {name: _line(name, given.get(name, "")) for name in _FIELDS}
    if told["date"]:
        try:
            Days.covering(told["date"])
        except ValueError as error:
            raise InputError(f"{told['date']!r} is no date: write 2023, 2023-03 or 2023-03-05") from error
    stated = Statement(
        published=told["date"] or None,
        newspaper=told["newspaper"],
        edition=told["edition"],
        collection=told["collection"],
    )
    files = [each for each in given.getlist("files") if isinstance(each, UploadFile) and each.filename]
    named = ((each.filename or "", each.file) for each in files)
    return staging_of(service).take(named, editor.name, service.clock(), stated)


def _line(name: str, given: object) -> str:
    """A field of one line. Raises InputError."""
    try:
        text = " ".join(clean(given if isinstance(given, str) else "").split())
    except ValueError as error:
        raise InputError(f"{name}: {error}") from error
    if len(text) > _FIELD_MOST:
        raise InputError(f"{name} has {len(text)} characters; the limit is {_FIELD_MOST}: shorten it")
    return text


def _begin(service: Service, builder: Builder, batch: Batch) -> None:
    staging = staging_of(service)
    if not batch.names:
        staging.keep_report(
            batch.id, {"failed": ["bad_input", "no file of this upload can be read"], "ended": batch.at}
        )
        return
    try:
        builder.begin(staging, batch, place_of(service))
    except WenbaoError as error:
        staging.keep_report(batch.id, {"failed": [error.code, error.message], "ended": batch.at})


def _state(builder: Builder, batch: Batch, report: dict[str, Any] | None) -> str:
    """running, done, failed, or stopped: begun by a program that ended before it."""
    running = builder.running
    if running is not None and running.batch == batch.id:
        return "running"
    if report is None:
        return "stopped"
    return "done" if "done" in report else "failed"


def _moment(running: Running) -> dict[str, Any]:
    return {
        "step": running.step,
        "source": running.source,
        "done": running.files_done,
        "files": running.files,
        "articles": running.articles,
    }
