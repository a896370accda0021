"""Real servers on loopback ports and a real Chromium, over the fake archive."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.ui.fakes import BLOOD, BRIDGE, FakeArchive
from tests.ui.serving import start
from ui.server import create_app

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
EXAMPLES = ("3月5日献血活动共献血多少？", "how much blood was donated on 5 March")


@pytest.fixture(scope="session")
def archive() -> FakeArchive:
    return FakeArchive()


@pytest.fixture(scope="session")
def api(archive: FakeArchive) -> Iterator[httpx.Client]:
    """The API of a server without a page."""
    with httpx.Client(base_url=start(create_app(archive, with_page=False)), timeout=10) as client:
        yield client


@pytest.fixture(scope="session")
def page_url(archive: FakeArchive) -> str:
    """A server with the page."""
    return start(create_app(archive, examples=EXAMPLES))


@pytest.fixture(scope="session")
def sample_url() -> str:
    """A server with the page over an archive of examples."""
    return start(create_app(FakeArchive((BLOOD, BRIDGE), ("示例",)), examples=EXAMPLES))


@pytest.fixture(scope="session")
def empty_url() -> str:
    """A server with the page over an archive without articles."""
    return start(create_app(FakeArchive(()), examples=EXAMPLES))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium. Without one the tests are skipped on a developer's machine and fail in CI."""
    if not CHROMIUM.exists():
        message = f"no {CHROMIUM}: install Debian's chromium and a CJK font"
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield chromium
        chromium.close()
