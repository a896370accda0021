"""Asking through the widget, in a browser and over HTTP."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx
from playwright.sync_api import expect

from examples.host_page import Page, host_page, host_policy
from tests.ui.fakes import FakeArchive
from ui.state.store import State
from ui.widget.assets import snippet
from ui.widget.sites import Sites

HEADER = "X-Wenbao-Visitor"


def token_of(service: str, site: str, **more: str) -> str:
    return httpx.post(f"{service}/widget/token", json={"site": site, **more}).raise_for_status().json()["token"]


def post(service: str, path: str, token: str, given: dict[str, object] | None = None, **headers: str) -> httpx.Response:
    return httpx.post(f"{service}/widget/{path}", json=given or {}, headers={HEADER: token, **headers}, timeout=20)


def events(answer: httpx.Response) -> list[tuple[str, dict[str, object]]]:
    found = re.findall(r"event: (\w+)\ndata: (.*)\n\n", answer.text)
    return [(name, json.loads(data)) for name, data in found]


def holds(view: Any, condition: str, seconds: int = 30) -> None:
    """Wait until a condition holds in a page or a frame, asked anew from outside each time.

    Playwright's own waiting evaluates text within the page from its second look on, which a strict policy forbids.
    """
    until = time.monotonic() + seconds
    while not view.evaluate(condition):
        assert time.monotonic() < until, f"{condition} did not come to hold within {seconds} s"
        view.wait_for_timeout(50)


@dataclass(frozen=True)
class World:
    """The three origins and what stands behind them."""

    service: str
    host: str
    stranger: str
    site: str
    sites: Sites
    state: State
    archive: FakeArchive
    pages: dict[str, Page]
    """Of the newspaper's server, by path; tests add their own."""
    strange: dict[str, Page]

    @property
    def snippet(self) -> str:
        return snippet(self.site, self.service)

    @property
    def policy(self) -> str:
        return host_policy(self.service)

    def put(self, path: str, snippet: str, *, more: str = "", lang: str = "zh-CN") -> str:
        """A page of the newspaper; its address."""
        self.pages[path] = (host_page(snippet, lang=lang, more=more), self.policy)
        return self.host + path


@contextmanager
def visited(
    browser: Any,
    world: World,
    path: str = "/",
    *,
    width: int = 1280,
    height: int = 800,
    scheme: str = "light",
    faults: list[str] | None = None,
    **context_options: Any,
) -> Iterator[Any]:
    """A page of the newspaper; fails its test if it asks a stranger, breaks a policy, shows a dialog or throws.

    Where faults are expected, the test hands in a list and looks at it itself.
    """
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, locale="zh-CN", **context_options
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    seen: list[str] = [] if faults is None else faults
    known = {urlsplit(each).netloc for each in (world.service, world.host)} | {""}
    context.on("request", lambda r: None if urlsplit(r.url).netloc in known else seen.append(f"asked {r.url}"))
    page.on("dialog", lambda dialog: (seen.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: seen.append(f"error {error}"))
    page.on("console", lambda m: seen.append(f"console {m.text}") if m.type == "error" else None)
    page.goto(world.host + path)
    yield page
    context.close()
    if faults is None:
        assert not seen, seen


def launch(page: Any) -> Any:
    """Open the widget by its button; its frame, ready."""
    page.locator("wenbao-chat button").first.click()
    return panel(page)


def panel(page: Any) -> Any:
    """The frame of the first widget, once it is ready."""
    frame = page.frame_locator("wenbao-chat iframe").first
    frame.locator(".welcome, .turn").first.wait_for()
    return frame


def shows(place: Any, *parts: str) -> None:
    """Wait until a place reads all of this: what a frame shows follows a message or an answer, not the click."""
    for part in parts:
        expect(place).to_contain_text(part, use_inner_text=True)


def ask(frame: Any, question: str) -> Any:
    """Type a question, press Enter; its turn once it is answered."""
    frame.locator("#question").fill(question)
    frame.locator("#question").press("Enter")
    frame.locator("#form:not([aria-busy])").wait_for()
    return frame.locator(".turn").last
