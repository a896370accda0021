"""What the panel shows of an article: whole, or its lead where the archive is sold; links to allowed hosts alone."""

import pytest

from tests.ui.fakes import BLOOD, GONE, FakeArchive
from tests.ui.serving import start
from tests.ui.widget.asking import post, token_of
from ui.imprint import PageRules
from ui.server import create_app
from ui.settings import Settings
from ui.state.store import IN_MEMORY, State
from ui.widget.sites import Sites, read_rules


@pytest.mark.parametrize(("reader", "links", "whole"), [("whole", ["liuwan.example"], True), ("snippet", [], False)])
def test_a_sold_archive_gives_its_lead_and_a_site_its_hosts(reader, links, whole):
    state = State.open(IN_MEMORY)
    settings = Settings(page=PageRules(reader=reader))
    service = start(create_app(FakeArchive(), state=state, settings=settings, with_page=False))
    site = Sites(state).add("日报", [], read_rules({"links": links})).id
    read = post(service, "article", token_of(service, site), {"key": BLOOD.key}).json()
    assert read["whole"] is whole
    assert (read["body"] == BLOOD.body) is whole
    assert BLOOD.body.startswith(read["body"].removesuffix("……"))
    assert read["url"] == (BLOOD.url if links else None)
    assert not {"source", "confidence", "published_basis", "fixes"} & read.keys(), "what is not printed is not sent"


def test_a_withdrawn_article_and_no_key_are_not_read(own):
    here = own()
    token = token_of(here.url, here.site)
    assert post(here.url, "article", token, {"key": GONE.key}).status_code == 410
    assert post(here.url, "article", token, {"key": ""}).status_code == 422
