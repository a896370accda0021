"""What every route works with: archive, state store, settings and clock, joined once by `create_app`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from starlette.requests import Request

from index.errors import StateUnavailable
from ui.archive import Archive
from ui.opening import Opening
from ui.public.askers import asker_of
from ui.public.blocking import BlockList
from ui.public.limits import Limits
from ui.public.logbook import Logbook
from ui.public.metrics import Metrics
from ui.public.reception import Counter, Reception
from ui.public.records import Recorder
from ui.public.retention import HOUR, purge
from ui.settings import Settings
from ui.state.store import State

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]
"""The present moment, aware, in UTC; tests put their own in its place."""


def utc_now() -> datetime:
    """The machine's clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Service:
    """One running program. Routers are functions of it: `router(service) -> APIRouter`, listed in ui/api.py.

    Visitors' questions go through `counter`; `opening.get()` is the archive itself, for the newspaper's own people.
    """

    opening: Opening
    state: State
    settings: Settings
    clock: Clock
    reception: Reception
    logbook: Logbook

    def counter(self, request: Request) -> Counter:
        """The archive as the sender of `request` may use it: limits, block-list, records."""
        return self.reception.at(asker_of(request.scope))

    @property
    def metrics(self) -> Metrics:
        """Its counters."""
        return self.reception.metrics

    @property
    def limits(self) -> Limits:
        """Its limits."""
        return self.reception.limits

    async def keep_tidy(self, uploads: Callable[[datetime, datetime | None], int] = lambda *_: 0) -> None:
        """Delete what is too old, now and every hour, until cancelled. `uploads`: see purge."""
        while True:
            try:
                rules, now = self.settings.public, self.clock()
                await asyncio.to_thread(purge, self.state, self.logbook, rules, now, uploads)
            except StateUnavailable as error:
                log.error("what is too old could not be deleted: %s", error.message)
            await asyncio.sleep(HOUR)

    def close(self) -> None:
        """Write what waits."""
        self.reception.recorder.close()
        self.logbook.close()


def open_service(
    archive: Archive | Callable[[], Archive], state: State, settings: Settings, clock: Clock, logs: Path | None
) -> Service:
    """Join the parts; `logs` is the folder of the access log, None for none."""
    opening = Opening(archive)
    metrics = Metrics()
    reception = Reception(
        opening=opening,
        limits=Limits(settings.limits, told=lambda name: metrics.limited.labels(name).inc()),
        blocks=BlockList(state),
        recorder=Recorder(state, metrics.lost.inc),
        metrics=metrics,
        clock=clock,
        page=settings.page,
        model=settings.chat_model if settings.chat_url else None,
    )
    rules = settings.public
    logbook = Logbook(logs if rules.access_log else None, clock, with_address=rules.log_address)
    return Service(opening, state, settings, clock, reception, logbook)
