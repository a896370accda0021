"""A service, a newspaper's page on a second port and a stranger's page on a third: three origins on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from examples.host_page import Page, serve_pages
from tests.ui.fakes import FakeArchive
from tests.ui.serving import start
from tests.ui.widget.asking import World
from ui.public.rules import LimitRules
from ui.server import create_app
from ui.settings import Settings
from ui.state.store import IN_MEMORY, State
from ui.widget.sites import Sites, read_rules


@pytest.fixture(scope="session")
def world() -> Iterator[World]:
    archive, state = FakeArchive(), State.open(IN_MEMORY)
    pages: dict[str, Page] = {}
    strange: dict[str, Page] = {}
    servers = [serve_pages(pages), serve_pages(strange)]
    host, stranger = (f"http://127.0.0.1:{server.server_port}" for server in servers)
    service = start(create_app(archive, state=state, with_page=False))
    sites = Sites(state)
    rules = read_rules(
        {"title": "柳湾县报", "links": ["liuwan.example"], "suggestions": ["3月5日献血活动共献血多少？"]}
    )
    site = sites.add("柳湾县报", [host], rules)
    made = World(service, host, stranger, site.id, sites, state, archive, pages, strange)
    made.put("/", made.snippet)
    yield made
    for server in servers:
        server.shutdown()


@pytest.fixture
def own(tmp_path):
    """A service of one's own: (address, sites, the folder of its state), with a clock that the test sets."""

    class Own:
        time = datetime.now(UTC)

        def __init__(self, limits: LimitRules | None = None, archive: object | None = None) -> None:
            self.state = State.open(f"sqlite:///{tmp_path / 'state.db'}")
            self.sites = Sites(self.state)
            self.site = self.sites.add("日报", ["https://paper.example"]).id
            settings = Settings(limits=limits or LimitRules())
            app = create_app(
                archive or FakeArchive(), state=self.state, settings=settings, clock=lambda: self.time, with_page=False
            )
            self.url = start(app)
            self.folder = tmp_path

    return Own
