"""The rooms of complaints, feedback and the block-list."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from index.errors import InputError
from ui.admin.forms import Form, Room, form_of
from ui.admin.handling import (
    KINDS,
    Decision,
    add_block,
    all_blocks,
    count_complaints,
    count_feedback,
    drop_block,
    find_complaints,
    find_feedback,
    handle,
    make_block,
    records_of,
)
from ui.admin.pages import page
from ui.admin.sessions import require_editor
from ui.public.feedback import moment
from ui.reading.searching import safe_cell
from ui.service import Service

_STATUSES: Final = ("open", "upheld", "rejected")
_COMPLAINT: Final = (
    "id", "at", "kind", "text", "contact", "asked", "answer_id", "article_key", "site", "due", "status", "outcome",
    "handled_by", "handled_at",
)  # fmt: skip
_FEEDBACK: Final = ("id", "at", "answer_id", "liked", "remark", "asked", "site", "archive_version")
_WORDS_MOST: Final = 200


def router(service: Service) -> APIRouter:
    """The routes."""
    routes = APIRouter(route_class=Room, include_in_schema=False)
    own = Depends(form_of(service))

    @routes.get("/admin/complaints")
    def complaints(request: Request, status: str = "open") -> Response:
        """The queue: what is due first stands first."""
        editor = require_editor(service, request)
        status = status if status in _STATUSES else "open"
        found = find_complaints(service, status)
        records = records_of(service, [each.answer_id for each in found if each.answer_id])
        return page(
            request,
            "complaints.html",
            editor=editor,
            found=found,
            chosen=status,
            counts=count_complaints(service),
            records=records,
            now=service.clock(),
        )

    @routes.post("/admin/complaints/{id}")
    def decide(id: str, form: Form = own) -> Response:
        """Uphold or reject one."""
        words = form.text("words", _WORDS_MOST)
        decision = Decision(
            status=form.text("status", 20),
            outcome=form.text("outcome"),
            by=form.editor.name,
            kind=form.text("kind", 20) if words else "",
            words=words,
            withdraw=form.text("withdraw", 5) == "yes",
        )
        handle(service, id, decision)
        return form.to("/admin/complaints", "did_handle")

    @routes.get("/admin/complaints.csv")
    def export(request: Request) -> Response:
        """All complaints, for regulators."""
        require_editor(service, request)
        return as_csv("complaints", _COMPLAINT, find_complaints(service, "", None))

    @routes.get("/admin/feedback")
    def feedback(request: Request, liked: str = "") -> Response:
        """Thumbs and remarks."""
        editor = require_editor(service, request)
        chosen = {"yes": True, "no": False}.get(liked)
        up, down = count_feedback(service)
        found = find_feedback(service, chosen)
        return page(request, "feedback.html", editor=editor, found=found, liked=liked, up=str(up), down=str(down))

    @routes.get("/admin/feedback.csv")
    def export_feedback(request: Request) -> Response:
        """All feedback."""
        require_editor(service, request)
        return as_csv("feedback", _FEEDBACK, find_feedback(service, None, None))

    @routes.get("/admin/blocks")
    def blocks(request: Request) -> Response:
        """The block-list."""
        editor = require_editor(service, request)
        return page(request, "blocks.html", editor=editor, blocks=all_blocks(service), kinds=KINDS)

    @routes.post("/admin/blocks")
    def block(form: Form = own) -> Response:
        """A new line, in force at once."""
        pattern = form.text("pattern", _WORDS_MOST)
        if "\n" in pattern:
            raise InputError("the words to block are one line: add another line of the list for others")
        add_block(service, make_block(form.text("kind", 20), pattern, form.text("reason")))
        return form.to("/admin/blocks", "did_block")

    @routes.post("/admin/blocks/{id}/drop")
    def drop(id: str, form: Form = own) -> Response:
        """A line less."""
        drop_block(service, id)
        return form.to("/admin/blocks", "did_unblock")

    return routes


def as_csv(name: str, columns: Sequence[str], rows: Iterable[object]) -> Response:
    """Rows as RFC 4180, UTF-8 with the mark that Excel needs; no cell begins a formula (row B6)."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(columns)
    for row in rows:
        writer.writerow(_cell(getattr(row, column)) for column in columns)
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(sheet.getvalue().encode("utf-8-sig"), headers=headers, media_type="text/csv; charset=utf-8")


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return moment(value)
    return safe_cell("" if value is None else str(value))
