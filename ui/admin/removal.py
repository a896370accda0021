"""The room where articles are withdrawn by a person's name or by date: looked through, then all at once (row P3)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlalchemy import select
from sqlalchemy.orm import Session as Reading

from index.desk import withdraw_all
from index.erasing import erase
from index.errors import InputError
from index.mentions import NAME_MOST, Wanted, find_mentions, name_pattern
from index.words import fold
from ui.admin.forms import Form, Room, form_of
from ui.admin.pages import page
from ui.admin.places import article_of, place_of
from ui.admin.sessions import require_editor
from ui.release import VERSION
from ui.service import Service
from ui.state.tables import Complaint, Feedback, SignedCheck

AT_ONCE: Final = 500
"""Articles shown and withdrawn at once."""
_FORM_MOST: Final = 256 * 1024


def router(service: Service) -> APIRouter:
    """The routes."""
    routes = APIRouter(route_class=Room, include_in_schema=False)
    long = Depends(form_of(service, _FORM_MOST, fields=AT_ONCE + 20))

    @routes.get("/admin/removal")
    def look(request: Request, person: str = "", since: str = "", until: str = "") -> Response:
        """The form; with something in it, every article that fits and what else holds the name."""
        editor = require_editor(service, request)
        wanted = Wanted.of(person[:200], since[:40], until[:40])
        found, kept = [], {}
        if wanted:
            articles = service.opening.get().store.articles()
            found = list(islice(find_mentions(articles, wanted.person, wanted.days), AT_ONCE + 1))
            with service.state.begin() as reading:
                kept = {kind: str(len(rows)) for kind, rows in naming(reading, wanted.person).items() if rows}
        return page(
            request, "removal.html", editor=editor, wanted=wanted, found=found[:AT_ONCE], kept=kept,
            more=len(found) > AT_ONCE, most=str(AT_ONCE),
        )  # fmt: skip

    @routes.post("/admin/removal")
    def remove(form: Form = long) -> Response:
        """Withdraw what is ticked, in one version; and where it is asked for, off the disk and out of the records."""
        erased = _remove(service, form)
        return form.to("/admin/withdrawn", "did_erase" if erased else "did_withdraw")

    return routes


def _remove(service: Service, form: Form) -> bool:
    """Do it; was it erased from the disk? Raises InputError."""
    reason, person = form.text("reason", 1000), form.text("person", NAME_MOST)
    if not reason:
        raise InputError("a withdrawal needs a reason: write why")
    keys = [value for name, value in form.fields.items() if name.startswith("key-")]
    from_disk, from_records = form.text("erase", 5) == "yes", form.text("records", 5) == "yes"
    if not keys and not from_records:
        raise InputError("nothing is ticked: tick what is to be withdrawn")
    if keys:
        for key in keys:
            article_of(service, key)  # its fault names no folder of this machine
        withdraw_all(place_of(service), keys, reason, program=VERSION)
        service.opening.get().catch_up()
    if from_disk:
        erase(place_of(service), program=VERSION)
        service.opening.get().catch_up()
    if from_records and person:
        with service.state.begin(alone=True) as writing:
            for rows in naming(writing, Wanted.of(person, "", "").person).values():
                for row in rows:
                    writing.delete(row)
    return from_disk


def naming(reading: Reading, person: str) -> dict[str, list[Any]]:
    """Feedback, complaints that are closed and signed checks in which the name stands, however it is spaced."""
    if not person:
        return {}
    name = name_pattern(person)
    kinds: tuple[tuple[str, type[Any], tuple[str, ...]], ...] = (
        ("feedback", Feedback, ("remark", "asked")),
        ("complaints", Complaint, ("text", "asked", "contact", "outcome")),
        ("checks", SignedCheck, ("claim", "remark", "verdict")),
    )
    return {
        kind: [
            row
            for row in reading.scalars(select(table))
            if getattr(row, "status", "") != "open"
            and any(name.search(fold(text)) for field in fields for text in _texts(getattr(row, field)))
        ]
        for kind, table, fields in kinds
    }


def _texts(value: object) -> Iterator[str]:
    """All texts within a value as JSON has them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
