"""A desk over a made-up county's archive: a real index, a state store, a clock that stands, an editor's secret."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.fakes import COUNTY, write_records
from tests.ui.serving import BUDGETS, start
from ui.archive import Archive
from ui.cli import main
from ui.desk.checking import check_whole
from ui.desk.documents import Asked, Paper
from ui.public.rules import LimitRules
from ui.server import create_app
from ui.settings import Settings

SECRET = "rote-Laterne-am-Fluss-7"
NOW = datetime(2024, 1, 15, 4, 0, tzinfo=UTC)
CLAIM = "2023年3月5日，柳塘县红十字会在东湖广场举办无偿献血活动，共有61人成功献血，献血总量28000毫升。我认为办得很好。"
"""Two statements that agree, one figure that does not, one opinion."""
SETTINGS = Settings(admin_secret=SECRET, aigc_producer="柳塘报社", limits=LimitRules(**dict.fromkeys(BUDGETS, 0)))


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


def make_index(folder: Path, records: tuple[dict[str, object], ...] = COUNTY) -> Path:
    """An index with the bundled model, as the program makes it."""
    path = write_records(folder / "county.jsonl", records)
    assert main(["build", str(path), "--index", str(folder / "index")]) == 0
    return folder / "index"


@pytest.fixture(scope="session")
def county(tmp_path_factory) -> Archive:
    """The archive; nobody may change it."""
    return Archive.open(make_index(tmp_path_factory.mktemp("desk")), settings=Settings())


@pytest.fixture
def asked() -> Asked:
    return Asked(date(2024, 1, 15))


@pytest.fixture(scope="session")
def paper(county) -> Paper:
    """A draft of CLAIM."""
    asked = Asked(date(2024, 1, 15))
    return Paper("d1af7", check_whole(county, CLAIM, asked), asked, "1", NOW)


@dataclass
class Desk:
    """A running program and one browser's side of it."""

    http: httpx.Client
    app: Any
    clock: Clock
    csrf: str = ""

    @property
    def own(self) -> dict[str, str]:
        """What a page of ours sends along."""
        origin = str(self.http.base_url).rstrip("/")
        return {"Origin": origin, "Sec-Fetch-Site": "same-origin", "X-CSRF-Token": self.csrf}

    def sign_in(self, name: str = "林编辑", secret: str = SECRET) -> httpx.Response:
        response = self.http.post("/admin/login", data={"name": name, "secret": secret}, headers=self.own)
        editor = self.http.get("/api/v1/session").json()["editor"]
        self.csrf = editor["csrf"] if editor else ""
        return response

    def draft(self, claim: str = CLAIM, **how: object) -> dict[str, Any]:
        response = self.http.post("/api/v1/checks/draft", json={"claim": claim, **how})
        assert response.status_code == 200, response.text
        return response.json()

    def sign(self, claim: str = CLAIM, **how: object) -> httpx.Response:
        digest = self.draft(claim)["digest"]
        return self.http.post("/api/v1/checks", json={"claim": claim, "digest": digest, **how}, headers=self.own)


@pytest.fixture
def open_desk(county) -> Callable[..., Desk]:
    def open_one(archive: Archive = county, settings: Settings = SETTINGS, **how: Any) -> Desk:
        clock = Clock()
        app = create_app(archive, settings=settings, clock=clock, **{"with_page": False, **how})
        return Desk(httpx.Client(base_url=start(app), timeout=30), app, clock)

    return open_one


@pytest.fixture
def desk(open_desk) -> Desk:
    return open_desk()
