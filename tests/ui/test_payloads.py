"""Row B1 at its full count: sixty payloads in every field, parsed and in Chromium, with no policy in the way."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from index.records import Caption
from tests.fakes import write_records
from tests.ui.admin.house import open_house
from tests.ui.fakes import EVIL, reply_of, result_of
from tests.ui.test_render import ATTRIBUTES, TAGS, Reader
from ui.cards import sources_html
from ui.cli import main
from ui.clippings import failed_html, past_html, pending_html, suggestions_html
from ui.results import results_html
from ui.typeset import text_html

PAYLOADS: list[str] = json.loads((Path(__file__).parent.parent / "cases" / "payloads.json").read_text("utf-8"))


def rendered(payload: str) -> str:
    """The page's pieces over an article that says nothing else."""
    article = replace(
        EVIL, key=payload, source=payload, headline=payload, kicker=payload, body=f"{payload}。", newspaper=payload,
        edition=payload, byline_text=payload, captions=(Caption(payload, payload),), url=payload,
    )  # fmt: skip
    reply = reply_of(article, f"{payload}。", short=payload, asked=payload)
    return "".join(
        (
            past_html([reply]), results_html([result_of(article)]), suggestions_html(reply, (payload,)),
            sources_html(reply.citations, {article.key: article}, False, asked=True),
            sources_html(reply.citations, {}, True, asked=True),
            pending_html(payload, payload), failed_html(payload, text_html(payload)),
        )
    )  # fmt: skip


def test_b1_there_are_as_many_payloads_as_promised():
    assert len(set(PAYLOADS)) >= 60


@pytest.mark.parametrize("payload", PAYLOADS)
def test_b1_no_payload_makes_an_element_a_handler_or_a_link(payload):
    reader = Reader(rendered(payload))
    assert set(reader.tags) <= set(TAGS.split())
    assert {name for name, _ in reader.attributes if not name.startswith("data-")} <= set(ATTRIBUTES.split())
    assert all(value.startswith(("#", "https://", "http://")) for name, value in reader.attributes if name == "href")


@pytest.mark.browser
def test_b1_none_of_them_does_anything_in_chromium(browser):
    page = browser.new_page()
    did: list[str] = []
    page.on("dialog", lambda dialog: (did.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: did.append(request.url))
    page.on("pageerror", lambda error: did.append(str(error)))
    page.set_content(f"<!doctype html><div id=all>{''.join(map(rendered, PAYLOADS))}</div>")
    tags = page.evaluate("[...document.querySelectorAll('#all *')].map(e => e.localName)")
    handlers = page.evaluate(
        "[...document.querySelectorAll('#all *')].flatMap(e => e.getAttributeNames()).filter(n => n.startsWith('on'))"
    )
    page.evaluate("for (const e of document.querySelectorAll('#all *')) { e.dispatchEvent(new Event('mouseover')); }")
    assert set(tags) <= set(TAGS.split())
    assert (handlers, did) == ([], [])
    page.close()


def test_b1_the_editors_lists_show_them_as_text(tmp_path):
    house = open_house(tmp_path)
    rows = [
        {"id": f"x{n}", "title": payload, "text": f"{payload}。", "newspaper": payload, "date": "2023-05-06"}
        for n, payload in enumerate(PAYLOADS)
    ]
    assert main(["build", str(write_records(tmp_path / "x.jsonl", rows)), "--index", str(tmp_path / "index")]) in (0, 3)
    house.app.state.service.opening.get().catch_up()
    house.sign_in()
    empty = set(Reader(house.http.get("/admin/removal").text).tags) | {"ol", "li", "h2"}
    for path in ("/admin/removal?since=2023-05-06&until=2023-05-06", "/admin/articles?q=alert", "/admin/uploads"):
        page = Reader(house.http.get(path).text)
        assert set(page.tags) <= empty | {"fieldset", "legend", "datalist", "option"}
        assert not [name for name, _ in page.attributes if name.startswith("on")]
        scripts = [value for name, value in page.attributes if name == "src"]
        assert all(value.endswith("/admin/admin.js") for value in scripts)
