"""A made-up county's archive that an editor may change, and what an editor sends to it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import httpx

from tests.ui.desk.conftest import SETTINGS, Clock, Desk, make_index
from tests.ui.serving import start
from ui.archive import Archive
from ui.server import create_app
from ui.settings import Settings

ROOMS = (
    "",
    "/uploads",
    "/articles",
    "/withdrawn",
    "/removal",
    "/complaints",
    "/feedback",
    "/blocks",
    "/sites",
    "/versions",
    "/scorecard",
    "/checks",
)
"""The editor's rooms below /admin."""


def open_house(folder: Path, *, settings: Settings = SETTINGS, **how: Any) -> Desk:
    """A program over an index of its own below `folder`, nobody signed in yet."""
    archive = Archive.open(make_index(folder), settings=settings)
    clock = Clock()
    app = create_app(archive, settings=settings, clock=clock, **{"with_page": False, **how})
    return Desk(httpx.Client(base_url=start(app), timeout=30), app, clock)


def send(house: Desk, path: str, **fields: str) -> httpx.Response:
    """A form of ours."""
    headers = {name: value for name, value in house.own.items() if name != "X-CSRF-Token"}
    return house.http.post(path, data={"csrf": house.csrf, **fields}, headers=headers)


def upload(house: Desk, *files: tuple[str, bytes], **fields: str) -> httpx.Response:
    """Files sent as the form sends them."""
    parts = [("files", (name, data, "application/octet-stream")) for name, data in files]
    headers = {name: value for name, value in house.own.items() if name != "X-CSRF-Token"}
    return house.http.post("/admin/uploads", data={"csrf": house.csrf, **fields}, files=parts, headers=headers)


def await_build(house: Desk, batch: str) -> str:
    """How a build ended."""
    for _ in range(600):
        state = house.http.get(f"{batch}/progress").json()["state"]
        if state != "running":
            return str(state)
        time.sleep(0.1)
    raise AssertionError("the build does not end")


def batch_of(response: httpx.Response) -> str:
    """The path of an upload's page."""
    assert response.status_code == 303, response.text
    return response.headers["location"].partition("?")[0]


def keys_of(house: Desk) -> dict[str, str]:
    """The archive's articles: headline -> key."""
    store = house.app.state.service.opening.get().store
    return {article.headline: article.key for article in store.articles()}
