"""Makes the pictures in docs/ from the running program over the sample paper: `.venv/bin/python docs/pictures.py`.

Needs Chromium and a font with Chinese signs, as the tests do (tests/install_tools.sh).
"""

from __future__ import annotations

import queue
import sys
import tempfile
import threading
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from examples.host_page import host_page, host_policy, serve_pages  # noqa: E402
from ui.archive import Archive  # noqa: E402
from ui.cli import main  # noqa: E402
from ui.commands.serve import read_examples  # noqa: E402
from ui.server import create_app, serve  # noqa: E402
from ui.state.store import IN_MEMORY, State  # noqa: E402
from ui.widget.assets import snippet  # noqa: E402
from ui.widget.sites import Sites, read_rules  # noqa: E402

QUESTION = "2022年3月5日霁河广场的无偿献血活动献血总量是多少？"
CLAIM = "2022年3月5日，县红十字会在霁河广场开展无偿献血活动，当天共有98人成功献血，献血总量32400毫升。"
CHROMIUM = "/usr/bin/chromium"


class Picture(NamedTuple):
    """One picture: its file, the window it is taken in, and what is done before."""

    name: str
    width: int = 1280
    height: int = 800
    scheme: str = "light"
    lang: str = "zh-CN"
    place: str = ""
    ask: str = ""
    wait: str = "#conversation .welcome"


PICTURES = (
    Picture("page", ask=QUESTION, wait=".next [data-question]"),
    Picture("refusal", scheme="dark", ask="3月15日的献血活动共献血多少？", wait=".strip"),
    Picture("archive", place="#archive/year/2022", wait="#shelf .months"),
    Picture("article", place="#archive/search/q=%E9%9C%81%E6%9E%AB%E5%85%AC%E8%B7%AF", wait="#shelf .found"),
    Picture("check", place="#check", wait="#desk-text textarea"),
    Picture("phone", width=390, height=844, lang="en-US", ask="How many people gave blood on 5 March 2022?"),
)


def take(page: Page, picture: Picture, folder: Path) -> None:
    """Ask, wait, press the button."""
    page.locator("#question textarea").wait_for(state="attached")
    page.wait_for_timeout(1500)  # Gradio binds its events after it has drawn
    if picture.ask:
        page.fill("#question textarea", picture.ask)
        page.press("#question textarea", "Enter")
        page.locator("#conversation .turn[data-state=done]").wait_for()
    if picture.name == "article":
        page.locator("#shelf .found h3 a").first.click()
        page.locator("#shelf article h2").wait_for()
    elif picture.name == "check":
        page.fill("#desk-text textarea", CLAIM)
        page.click("#desk-check")
        page.locator(".proof[data-state=done]").wait_for()
    elif not (picture.ask and picture.wait.endswith("welcome")):
        page.locator(picture.wait).first.wait_for()
    page.evaluate("document.activeElement?.blur()")
    page.wait_for_timeout(500)
    page.screenshot(path=folder / f"{picture.name}.png")


def take_widget(browser: Browser, service: str, sites: Sites, folder: Path) -> None:
    """The widget on a newspaper's page at another origin: an answer, and beside it the article that it quotes."""
    pages: dict[str, tuple[str, str]] = {}
    host = f"http://127.0.0.1:{serve_pages(pages).server_port}"
    site = sites.add("示例日报", [host], read_rules({"title": "霁川新报"}))
    pages["/"] = (host_page(snippet(site.id, service)), host_policy(service))
    page = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN").new_page()
    page.goto(host)
    page.locator("wenbao-chat button").first.click()
    frame = page.frame_locator("wenbao-chat iframe")
    frame.locator("#question").fill(QUESTION)
    frame.locator("#question").press("Enter")
    frame.locator(".short").wait_for()
    frame.locator("#form:not([aria-busy])").wait_for()
    page.wait_for_timeout(500)
    page.screenshot(path=folder / "widget.png")
    frame.locator(".card .read").first.click()
    frame.locator("#reader mark").wait_for()
    page.wait_for_timeout(500)
    page.screenshot(path=folder / "reader.png")


def run(folder: Path) -> None:
    """Build the sample paper, serve it, and take all pictures into `folder`."""
    with tempfile.TemporaryDirectory() as place:
        pages, index = str(ROOT / "examples" / "pages"), str(Path(place) / "index")
        main(["build", pages, "--index", index, "--newspaper", "霁川新报", "--collection", "示例"])
        state = State.open(IN_MEMORY)
        app = create_app(Archive.open(index), state=state, examples=read_examples(ROOT / "examples" / "ask.json"))
        addresses: queue.Queue[str] = queue.Queue()
        serving = {"announce": addresses.put}
        threading.Thread(target=serve, args=(app, "127.0.0.1", 0), kwargs=serving, daemon=True).start()
        url = addresses.get(timeout=120)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
            for picture in PICTURES:
                context = browser.new_context(
                    viewport={"width": picture.width, "height": picture.height},
                    locale=picture.lang,
                    color_scheme="dark" if picture.scheme == "dark" else "light",
                )
                page = context.new_page()
                page.goto(url + "/" + picture.place)
                take(page, picture, folder)
                context.close()
            take_widget(browser, url, Sites(state), folder)
            browser.close()


if __name__ == "__main__":
    run(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs")
