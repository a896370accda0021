"""What every route works with: archive, state store, settings and clock, joined once by `create_app`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ui.opening import Opening
from ui.settings import Settings
from ui.state.store import State

Clock = Callable[[], datetime]
"""The present moment, aware, in UTC; tests put their own in its place."""


def utc_now() -> datetime:
    """The machine's clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Service:
    """One running program. Routers are functions of it: `router(service) -> APIRouter`, listed in ui/api.py."""

    opening: Opening
    state: State
    settings: Settings
    clock: Clock = field(default=utc_now)
