"""How long things are kept: what is older than its class's days is deleted, every hour (row P2)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.engine import CursorResult

from ui.public.logbook import Logbook
from ui.public.rules import PublicRules
from ui.state.store import State
from ui.state.tables import AnswerRecord, Complaint, Feedback, Session

log = logging.getLogger(__name__)

HOUR = 3600.0
"""Seconds between two purges."""


def purge(
    state: State,
    logbook: Logbook,
    rules: PublicRules,
    now: datetime,
    uploads: Callable[[datetime, datetime | None], int] = lambda *_: 0,
) -> dict[str, int]:
    """Delete what is too old at `now`; how much of each class. Raises StateUnavailable.

    Complaints that are still open are kept, whatever their age. `uploads` is told the moment now and the one before
    which uploads go, None for never (`Staging.purge`).
    """

    def before(days: int) -> datetime:
        return now - timedelta(days=days)

    old = {
        "records": delete(AnswerRecord).where(AnswerRecord.at < before(rules.record_days)),
        "feedback": delete(Feedback).where(Feedback.at < before(rules.feedback_days)),
        "complaints": delete(Complaint).where(Complaint.at < before(rules.complaint_days), Complaint.status != "open"),
        "sessions": delete(Session).where(Session.expires < now),
    }
    gone: dict[str, int] = {}
    with state.begin() as writing:
        for name, statement in old.items():
            done = writing.execute(statement)
            gone[name] = done.rowcount if isinstance(done, CursorResult) else 0
    gone["logs"] = logbook.purge(before(rules.log_days).date())
    gone["uploads"] = uploads(now, before(rules.upload_days) if rules.upload_days else None)
    return gone
