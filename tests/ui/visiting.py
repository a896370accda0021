"""A visitor of the page in a real Chromium."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

STREAM = "/gradio_api/queue/data"
"""The stream by which Gradio's server sends what its events made; it ends when all of them are done."""
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
GRADIO: dict[str, str] = {}
"""Faults inside Gradio's own components, axe rule -> why it is theirs. The list only shrinks; it is empty since the
page's markup is ours down to the box and the button."""

LEAVING = ("AbortError: signal is aborted", "Connection errored out")
"""What Gradio's client says on the console when its page is left while a stream is open."""


def faults_of(page: Any) -> list[str]:
    """What axe-core finds wrong with the whole document as it is now.

    In a window as high as the page: it would take what scrolls under the question box for a target too small to hit.
    """
    size = page.viewport_size
    page.set_viewport_size({"width": size["width"], "height": 4000})
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": list(TAGS)}}).response["violations"]
    page.set_viewport_size(size)
    return [f"{v['id']}: {node['html'][:160]}" for v in found if v["id"] not in GRADIO for node in v["nodes"]]


def arrive(page: Any, url: str, box: str) -> None:
    """Go there; wait for the field `box` and for all that is sent on arrival, which overwrites what stands there."""
    streams: list[int] = []
    page.on("request", lambda r: streams.append(1) if STREAM in r.url else None)
    for end in ("requestfinished", "requestfailed"):  # the page itself breaks it off at the last word
        page.on(end, lambda r: streams.append(-1) if STREAM in r.url else None)
    page.goto(url)
    page.locator(box).wait_for()
    deadline = time.monotonic() + 10  # the end of a stream is not always noticed
    while (not streams or sum(streams) > 0) and time.monotonic() < deadline:
        page.wait_for_timeout(20)
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


@contextmanager
def watched(
    browser: Any,
    url: str,
    *,
    width: int = 1280,
    lang: str = "zh-CN",
    scheme: str = "light",
    refused: str = "",
    box: str = "",
    leaves: bool = False,
) -> Iterator[Any]:
    """A page at `url` that fails its test if it asks another host, shows a dialog, throws or breaks its policy.

    `box`: the field of a room of Gradio's, see `arrive`.
    `refused`: the status of requests that the test wants refused; browsers note those on the console. `leaves`: the
    test goes from Gradio's page to another one, and what Gradio says of its stream that breaks off counts for nothing.
    """
    context = browser.new_context(viewport={"width": width, "height": 844}, locale=lang, color_scheme=scheme)
    page = context.new_page()
    page.set_default_timeout(60_000)
    faults: list[str] = []
    own = urlsplit(url).netloc
    page.on("request", lambda r: None if urlsplit(r.url).netloc in (own, "") else faults.append(f"asked {r.url}"))
    page.on("dialog", lambda dialog: (faults.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: faults.append(f"error {error}"))
    noted = f"responded with a status of {refused} " if refused else "\0"
    ignored = (noted, *(LEAVING if leaves else ()))
    page.on(
        "console",
        lambda m: (
            faults.append(f"console {m.text}") if m.type == "error" and not any(i in m.text for i in ignored) else None
        ),
    )
    if box:
        arrive(page, url, box)
    else:
        page.goto(url)
    yield page
    context.close()
    assert not faults, faults


@contextmanager
def opened(browser: Any, url: str, width: int = 1280, lang: str = "zh-CN", scheme: str = "light") -> Iterator[Any]:
    """The Ask room, watched."""
    with watched(browser, url, width=width, lang=lang, scheme=scheme, box="#question textarea") as page:
        yield page


def shows(page: Any, place: str, *parts: str) -> None:
    """Wait until a place reads all of this: the page's parts arrive one after the other."""
    for part in parts:
        expect(page.locator(place)).to_contain_text(part, use_inner_text=True)


def focuses(page: Any, what: str) -> None:
    """Wait until a condition on the element `e` holds for the one with the focus."""
    page.wait_for_function(f"(e => {what})(document.activeElement)")


def ask(page: Any, question: str) -> None:
    """Type a question, press Enter, wait for the end of its answer."""
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    page.wait_for_function(
        """asked => {
            const turn = document.querySelector("#conversation .turn:not([data-state=pending])");
            return turn && turn.querySelector(".asked").textContent.startsWith(asked);
        }""",
        arg=question.strip()[:60],
    )
    # the parts of the page arrive one after the other: an answered or refused turn fills the sources last
    page.wait_for_function(
        """() => document.querySelector("#conversation [role=alert]")
            || document.querySelector("#sources").innerText.trim().length > 0"""
    )
