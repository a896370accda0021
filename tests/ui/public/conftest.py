"""Servers with limits, a state and a clock of their own."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from tests.ui.fakes import FakeArchive
from tests.ui.serving import BUDGETS, start
from ui.public.rules import LimitRules, PublicRules
from ui.server import create_app
from ui.settings import Settings


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass
class Served:
    """A running program and what it works with."""

    http: httpx.Client
    app: object
    clock: Clock

    @property
    def service(self):
        return self.app.state.service


@pytest.fixture
def serve(tmp_path, request):
    """A function that starts a program: `serve(limits={…}, public={…})`; limits that are not named are off."""

    def starting(*, limits=(), public=(), with_page=False, archive=None) -> Served:
        clock = Clock()
        settings = Settings(
            limits=LimitRules(**{**dict.fromkeys(BUDGETS, 0), **dict(limits)}), public=PublicRules(**dict(public))
        )
        app = create_app(
            archive or FakeArchive(), settings=settings, clock=clock, logs=tmp_path / "log", with_page=with_page
        )
        client = httpx.Client(base_url=start(app), timeout=10)
        request.addfinalizer(client.close)
        return Served(client, app, clock)

    return starting
