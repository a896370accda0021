"""A page that must show a ticket, and pages that come and go, in a real Chromium."""

from datetime import UTC, datetime

import pytest

from tests.ui.widget.asking import ask, launch, visited
from ui.widget.assets import snippet
from ui.widget.tokens import sign_ticket

pytestmark = pytest.mark.browser


@pytest.fixture
def ticketed(world):
    """A site that wants tickets: its id, and what its own server signs them with."""
    site = world.sites.add("柳湾县报", [world.host])
    world.sites.change(site.id, settings={"ticket": True})
    return site


def test_the_page_fetches_its_ticket_from_its_own_server(browser, world, ticketed):
    world.pages["/ticket"] = (sign_ticket(ticketed.id, ticketed.secret, datetime.now(UTC)), "")
    lines = snippet(ticketed.id, world.service).replace("<wenbao-chat", '<wenbao-chat ticket-url="/ticket"')
    world.put("/ticketed", lines)
    with visited(browser, world, "/ticketed") as page:
        assert "5000ml" in ask(launch(page), "献血多少？").inner_text()


@pytest.mark.parametrize("url", ["", "/missing", "/wrong"])
def test_without_one_it_is_refused_in_words(browser, world, ticketed, url):
    world.pages["/wrong"] = (sign_ticket(ticketed.id, "0" * 64, datetime.now(UTC)), "")
    lines = snippet(ticketed.id, world.service).replace("<wenbao-chat", f'<wenbao-chat ticket-url="{url}"')
    world.put("/unticketed", lines)
    faults: list[str] = []
    with visited(browser, world, "/unticketed", faults=faults) as page:
        assert "没有得到回答" in ask(launch(page), "献血多少？").inner_text()
    assert len(faults) <= 2  # the browser's own lines on 403 and 404


def test_a_widget_that_the_page_takes_out_and_puts_back_begins_anew(browser, world):
    with visited(browser, world) as page:
        ask(launch(page), "献血多少？")
        page.evaluate("window.kept = document.querySelector('wenbao-chat'); window.kept.remove()")
        assert page.evaluate("Wenbao.widgets.length") == 0
        page.evaluate("document.body.appendChild(window.kept)")
        frame = launch(page)
        assert frame.locator(".turn").count() == 0
        assert "5000ml" in ask(frame, "献血多少？").inner_text()
