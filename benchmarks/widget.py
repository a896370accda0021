"""How long a reader waits: from the press on the widget's button to its frame, and from a question to its answer."""

from __future__ import annotations

import statistics
import tempfile
import threading
import time
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from examples.host_page import Page, host_page, host_policy, serve_pages
from ui.archive import Archive
from ui.cli import main
from ui.server import create_app, serve
from ui.state.store import IN_MEMORY, State
from ui.widget.assets import snippet
from ui.widget.sites import Sites

if TYPE_CHECKING:
    from playwright.sync_api import Page as Visit

ROUNDS = 10
CHROMIUM = Path("/usr/bin/chromium")
PAGES = Path(__file__).resolve().parent.parent / "examples" / "pages"
ASKED = "青砚路改造工程最终投资多少？"


def measure() -> list[tuple[str, float, float]]:
    """(what, median ms, worst ms) in a real Chromium on loopback, each visit with an empty cache."""
    with tempfile.TemporaryDirectory() as home:
        with redirect_stdout(StringIO()):
            main(["build", str(PAGES), "--index", home])
        state = State.open(IN_MEMORY)
        pages: dict[str, Page] = {}
        host = f"http://127.0.0.1:{serve_pages(pages).server_port}"
        site = Sites(state).add("bench", [host]).id
        started = threading.Event()
        places: list[str] = []
        app = create_app(Archive.open(home), state=state, with_page=False)

        def announce(address: str) -> None:
            places.append(address)
            started.set()

        threading.Thread(target=serve, args=(app, "127.0.0.1", 0), kwargs={"announce": announce}, daemon=True).start()
        started.wait(60)
        pages["/"] = (host_page(snippet(site, places[0])), host_policy(places[0]))
        visits = _visits(host)
    names = ("button to frame", "question to answer")
    columns = zip(names, zip(*visits, strict=True), strict=True)
    return [(name, statistics.median(times), max(times)) for name, times in columns]


def _visits(host: str) -> list[tuple[float, float]]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = {"executable_path": str(CHROMIUM)} if CHROMIUM.exists() else {}
        browser = playwright.chromium.launch(args=["--no-sandbox"], **own)
        times = [_visit(browser.new_context().new_page(), host) for _ in range(ROUNDS)]
        browser.close()
    return times


def _visit(page: Visit, host: str) -> tuple[float, float]:
    page.goto(host)
    page.locator("wenbao-chat button").wait_for()
    began = time.perf_counter()
    page.locator("wenbao-chat button").click()
    frame = page.frame_locator("wenbao-chat iframe")
    frame.locator(".welcome").wait_for()
    opened = time.perf_counter()
    frame.locator("#question").fill(ASKED)
    frame.locator("#question").press("Enter")
    frame.locator(".says").wait_for()
    answered = time.perf_counter()
    page.context.close()
    return 1000 * (opened - began), 1000 * (answered - opened)
