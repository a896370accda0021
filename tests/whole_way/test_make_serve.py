"""From `make serve` to a cited answer in a real Chromium, on real pages and on the sample archive."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.ui.visiting import arrive
from tests.whole_way.serving import make_serve

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SAMPLE_PAPER = "霁川新报"
ZH = "3月5日献血活动共献血多少？"


@pytest.fixture(scope="module")
def seeds_url(root: Path, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with make_serve(root, tmp_path_factory.mktemp("home"), f"PAGES={shared / 'seeds'}") as address:
        yield address


@pytest.fixture(scope="module")
def sample_url(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with make_serve(root, tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture(scope="module")
def drive(shared: Path) -> dict[str, str]:
    """What the gold labels say of the blood drive that is asked for: its headline and the sentence with the amount."""
    lines = (shared / "eval" / "qa_dev.jsonl").read_text("utf-8").splitlines()
    question = next(q for q in map(json.loads, lines) if q["question"] == ZH)
    pages = json.loads((shared / "eval" / "pages_dev.json").read_text("utf-8"))["pages"]
    article = next(a for page in pages for a in page["articles"] if a["id"] == question["article_id"])
    return {"headline": article["headline"], "evidence": question["evidence"], "answer": question["answer"]}


def squeeze(text: str) -> str:
    return "".join(text.split())


def ask(browser: Any, address: str, question: str, locale: str = "zh-CN") -> dict[str, Any]:
    """Type a question into the chat, press Enter, and read what the page shows."""
    context = browser.new_context(locale=locale, viewport={"width": 1280, "height": 860})
    page = context.new_page()
    page.set_default_timeout(60_000)
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    try:
        arrive(page, address, "#question textarea")
        page.fill("#question textarea", question)
        page.keyboard.press("Enter")
        page.wait_for_selector(".turn[data-state=done]")
        # the parts of the page arrive one after the other
        page.wait_for_function("document.querySelector('#sources').innerText.trim().length > 0")
        refusal = page.query_selector(".turn .refusal")
        return {
            "short": page.inner_text(".turn .short") if page.query_selector(".turn .short") else "",
            "text": page.inner_text(".turn"),
            "refusal": refusal.get_attribute("data-kind") if refusal else None,
            "sources": page.inner_text("#sources"),
            "marked": [mark.inner_text() for mark in page.query_selector_all("#sources mark")],
            "hosts": hosts,
        }
    finally:
        context.close()


@pytest.mark.shared
def test_the_blood_drive_of_5_march_in_chinese(browser: Any, seeds_url: str, drive: dict[str, str]) -> None:
    shown = ask(browser, seeds_url, ZH)
    assert shown["short"] == drive["answer"] == "5000ml"
    assert "[1]" in shown["text"]
    assert "2023年3月" in shown["sources"]
    assert squeeze(drive["headline"]) in squeeze(shown["sources"])
    assert squeeze(drive["evidence"]) in {squeeze(mark) for mark in shown["marked"]}
    assert shown["hosts"] == {seeds_url.removeprefix("http://")}


@pytest.mark.shared
def test_the_blood_drive_of_5_march_in_english(browser: Any, seeds_url: str, drive: dict[str, str]) -> None:
    shown = ask(browser, seeds_url, "how much blood was donated on 5 March", locale="en-GB")
    assert shown["short"].replace(",", "").replace(" ", "") == "5000ml"
    assert "as reported in March 2023" in shown["text"]
    assert squeeze(drive["headline"]) in squeeze(shown["sources"])
    assert squeeze(drive["evidence"]) in {squeeze(mark) for mark in shown["marked"]}


@pytest.mark.shared
def test_15_march_is_refused_with_a_reason(browser: Any, seeds_url: str) -> None:
    shown = ask(browser, seeds_url, "3月15日的献血活动共献血多少？")
    assert shown["refusal"] == "not_reported"
    assert "3月15日" in shown["text"]
    assert not shown["short"]


@pytest.mark.shared
def test_the_answer_cites_the_article_of_that_day(seeds_url: str) -> None:
    reply = httpx.post(f"{seeds_url}/api/v1/ask", json={"question": ZH}, timeout=30).json()
    citation = reply["citations"][0]
    article = httpx.get(f"{seeds_url}/api/v1/articles/{citation['key']}", timeout=30).json()
    assert article["headline"] == citation["headline"]
    assert article["body"][citation["start"] : citation["end"]] == citation["quote"]
    assert "2023-03-05" in article["event_dates"]


def test_the_sample_archive_answers_and_says_that_it_is_one(browser: Any, sample_url: str) -> None:
    shown = ask(browser, sample_url, "2022年3月5日霁河广场的无偿献血活动献血总量是多少？")
    assert shown["short"].replace(" ", "") == "32400毫升"
    assert "示例" in shown["sources"]
    assert SAMPLE_PAPER in shown["sources"]
    shown = ask(browser, sample_url, "3月15日的献血活动共献血多少？")
    assert shown["refusal"]


def papers(address: str) -> tuple[list[str], list[str]]:
    held = httpx.get(f"{address}/api/v1/coverage", timeout=30).json()
    return held["newspapers"], held["collections"]


@pytest.mark.shared
@pytest.mark.parametrize("first", ["sample", "own"])
def test_sample_and_own_archive_never_mix(root: Path, shared: Path, tmp_path: Path, first: str) -> None:
    own = f"PAGES={shared / 'seeds'}"
    for turn in (first, "own" if first == "sample" else "sample"):
        with make_serve(root, tmp_path, *([own] if turn == "own" else [])) as address:
            newspapers, collections = papers(address)
            found = httpx.get(f"{address}/api/v1/search", params={"q": "献血", "top": 50}, timeout=30).json()["results"]
            assert found
            if turn == "own":
                assert SAMPLE_PAPER not in newspapers
                assert "示例" not in collections
                assert not [r for r in found if r["newspaper"] == SAMPLE_PAPER]
            else:
                assert newspapers == [SAMPLE_PAPER]
                assert collections == ["示例"]
                assert {r["newspaper"] for r in found} == {SAMPLE_PAPER}
