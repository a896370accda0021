"""Programs with and without an editor's secret, over the fake archive, with a clock that stands."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.ui.desk.conftest import SETTINGS, Clock, Desk
from tests.ui.fakes import FakeArchive
from tests.ui.serving import start
from ui.server import create_app
from ui.settings import Settings


@pytest.fixture
def open_rooms():
    def open_one(settings: Settings = SETTINGS, **how: Any) -> Desk:
        clock = Clock()
        app = create_app(FakeArchive(), settings=settings, clock=clock, with_page=False, **how)
        return Desk(httpx.Client(base_url=start(app), timeout=10), app, clock)

    return open_one


@pytest.fixture
def rooms(open_rooms) -> Desk:
    return open_rooms()
