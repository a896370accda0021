"""What an operator answers for, as one table for a regulator: blocked words, what was stopped, complaints, withdrawals.

Row L5. No question is in it, and no way to reach a visitor: neither is kept with what was stopped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import select

from index.errors import InputError
from index.records import Days
from index.withdrawals import Withdrawals
from ui.admin.articles import withdrawals
from ui.admin.complaints import as_csv
from ui.admin.forms import Room
from ui.admin.sessions import require_editor
from ui.public.feedback import moment
from ui.public.records import BLOCKED
from ui.service import Service
from ui.state.tables import AnswerRecord, Block, Complaint


class Line(NamedTuple):
    """One thing that happened, or how many `times` one did on a day. Moments are UTC."""

    at: str
    what: str
    """block, stopped, answered, complaint or withdrawal."""
    kind: str
    times: int
    text: str
    """The blocked words, the complaint, or the key of what was withdrawn."""
    status: str
    outcome: str
    """What came of it, or why it was done."""
    by: str


def router(service: Service) -> APIRouter:
    """The route."""
    routes = APIRouter(route_class=Room, include_in_schema=False)

    @routes.get("/admin/report.csv")
    def report(request: Request, since: str = "", until: str = "") -> Response:
        """Of some days; by default of the last year."""
        require_editor(service, request)
        first, end = _period(since, until, service.clock())
        service.reception.recorder.flush()
        place = service.opening.get().place
        stones = withdrawals(place) if place else Withdrawals()
        return as_csv("report", Line._fields, lines_of(service, stones, first, end))

    return routes


def _period(since: str, until: str, now: datetime) -> tuple[datetime, datetime]:
    """The moments from the first day to the end of the last one, UTC. Raises InputError."""
    try:
        last = Days.covering(until).last if until else now.date()
        first = Days.covering(since).first if since else last - timedelta(days=364)
        days = Days(first, last)
    except (ValueError, OverflowError) as error:
        what = f"{since[:40]!r} to {until[:40]!r}"
        raise InputError(f"{what} are no days: write 2024-01-31, the first one first") from error
    return datetime.combine(days.first, time(), UTC), datetime.combine(days.last, time.max, UTC)


def lines_of(service: Service, stones: Withdrawals, since: datetime, until: datetime) -> Iterator[Line]:
    """What happened from `since` to before `until`, and all of the block-list that is in force."""
    with service.state.begin() as reading:
        for block in reading.scalars(select(Block).order_by(Block.at)):
            yield Line(moment(block.at), "block", block.kind, 1, block.pattern, "in force", block.reason, "")
        within = select(AnswerRecord.at, AnswerRecord.mode).where(AnswerRecord.at >= since, AnswerRecord.at < until)
        days = Counter((at.strftime("%Y-%m-%d"), mode) for at, mode in reading.execute(within))
        for (day, mode), count in sorted(days.items()):
            what = "stopped" if mode == BLOCKED else "answered"
            yield Line(day, what, mode, count, "", "", "", "")
        asked = select(Complaint).where(Complaint.at >= since, Complaint.at < until).order_by(Complaint.at)
        for each in reading.scalars(asked):
            yield Line(
                moment(each.at), "complaint", each.kind, 1, each.text, each.status, each.outcome, each.handled_by or ""
            )
    for stone in sorted(stones.standing.values(), key=lambda stone: stone.when):
        if since <= datetime.fromisoformat(stone.when) < until:
            yield Line(stone.when, "withdrawal", stone.newspaper, 1, stone.key, "withdrawn", stone.reason, "")
