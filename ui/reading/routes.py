"""/reading/…: the archive's room, piece by piece, as HTML that the page puts in its place (and one CSV)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import ValidationError

from index.errors import InputError, QuestionRefused
from index.records import Article, Days
from index.store import Filter
from rag.answers import Found
from ui.bodies import SearchBody, fault
from ui.public.askers import asker_of
from ui.public.limits import SEARCH_COST
from ui.reading.calendar import year_html
from ui.reading.clip import Clip, clip_html, gone_html, hide, unknown_html
from ui.reading.contents import day_html
from ui.reading.searching import TOP, form_html, found_html, write_csv
from ui.service import Service

_DAY: Final = re.compile(r"\d{4}-\d\d(?:-\d\d)?", re.ASCII)


def router(service: Service) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix="/reading", include_in_schema=False)

    @routes.get("/calendar")
    def calendar(request: Request, year: int | None = None) -> Response:
        coverage = service.counter(request).coverage()
        return HTMLResponse(form_html(coverage) + year_html(coverage, year))

    @routes.get("/day/{day}")
    def contents(request: Request, day: str) -> Response:
        service.limits.take(asker_of(request.scope), SEARCH_COST)
        coverage = service.counter(request).coverage()
        found = hide(_published(service, day), _blocked(service))
        return HTMLResponse(day_html(coverage, day, found))

    @routes.get("/article/{key:path}")
    def article(request: Request, key: str) -> Response:
        found = service.counter(request).article(key)
        if found is None:
            return HTMLResponse(unknown_html(), 404)
        if found.withdrawn:
            return HTMLResponse(gone_html(), 410)
        archive, blocked = service.opening.get(), _blocked(service)
        kept = archive.article(key)
        clip = Clip(
            article=found,
            page=hide(archive.store.beside(key), blocked),
            story=hide(archive.story(key), blocked),
            whole=kept is not None and kept.body == found.body,
            today=service.clock().date(),
        )
        return HTMLResponse(clip_html(clip))

    @routes.get("/search")
    def search(request: Request) -> Response:
        body, found = _search(service, request)
        coverage = service.counter(request).coverage()
        base = str(request.scope.get("root_path", "")).rstrip("/")
        return HTMLResponse(form_html(coverage, body) + found_html(body, found.results, base))

    @routes.get("/search.csv")
    def table(request: Request) -> Response:
        _, found = _search(service, request)
        headers = {"Content-Disposition": 'attachment; filename="wenbao-search.csv"'}
        return Response(write_csv(found.results), media_type="text/csv; charset=utf-8", headers=headers)

    return routes


def _search(service: Service, request: Request) -> tuple[SearchBody, Found]:
    body = _body_of(request)
    found = service.counter(request).search(
        body.query,
        top=TOP,
        sort=body.sort,
        since=body.since,
        until=body.until,
        newspaper=body.newspaper,
        collection=body.collection,
    )
    # a search by likeness has no end; once anything holds the words that were asked, what holds none is left out
    held = tuple(result for result in found.results if result.marks)
    return body, replace(found, results=held or found.results)


def _body_of(request: Request) -> SearchBody:
    """The form's fields; what is empty was not filled in."""
    given = {name: value for name, value in request.query_params.items() if value}
    try:
        return SearchBody.model_validate({"query" if name == "q" else name: value for name, value in given.items()})
    except ValidationError as error:
        raise QuestionRefused(fault(error)) from error


def _published(service: Service, day: str) -> list[Article]:
    """What came out on just that day, or what is known by that month alone."""
    if not _DAY.fullmatch(day):
        raise InputError("a day is written YYYY-MM-DD")
    try:
        days = Days.covering(day)
    except ValueError as error:
        raise InputError(f"there is no such day: {day}") from error
    store = service.opening.get().store
    return [article for article in store.published(Filter(days=(days,))) if article.published == day]


def _blocked(service: Service) -> frozenset[str]:
    return frozenset(service.reception.blocks.current().articles)
