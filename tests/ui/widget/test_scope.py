"""A site's visitors see its collections alone, by whatever parameter they ask (row D7), on a real archive."""

from __future__ import annotations

from datetime import datetime

import httpx
import pytest

from tests.fakes import COUNTY, write_records
from tests.ui.serving import start
from tests.ui.widget.asking import events, post, token_of
from ui.archive import Archive
from ui.cli import main
from ui.server import create_app
from ui.state.store import IN_MEMORY, State
from ui.widget.sites import Sites, read_rules

SECRET = {
    "id": "inner",
    "title": "内部通报：石桥水库闸门检修",
    "text": "2023年6月8日，石桥水库闸门检修，共更换螺栓318套，工程师穆青川负责。",
    "date": "2023-06-09",
    "newspaper": "内部通报",
    "collection": "内部",
}
ASKED = "2023年6月8日石桥水库检修更换了多少套螺栓？"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """(service, a site that sees the daily alone, one that sees everything)."""
    folder = tmp_path_factory.mktemp("scope")
    records = [*({**record, "collection": "日报"} for record in COUNTY), SECRET]
    assert main(["build", str(write_records(folder / "all.jsonl", records)), "--index", str(folder / "index")]) == 0
    state = State.open(IN_MEMORY)
    sites = Sites(state)
    narrow = sites.add("日报", [], read_rules({"collections": ["日报"]})).id
    wide = sites.add("编辑部").id
    return start(create_app(Archive.open(folder / "index"), state=state, with_page=False)), narrow, wide


def done(service: str, site: str, **given: object) -> dict:
    answer = post(service, "ask", token_of(service, site), {"question": ASKED, "now": "2024-01-15", **given})
    assert answer.status_code == 200, answer.text
    name, reply = events(answer)[-1]
    assert name == "done"
    return reply


def test_who_may_see_everything_is_answered(place):
    service, _, wide = place
    assert done(service, wide)["answer"]["short"] == "318套"


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"newspaper": "内部通报"},
        {"article": "inner"},
        {"collection": "日报"},
        {
            "history": [
                {"role": "user", "content": "石桥水库更换螺栓多少套？"},
                {"role": "assistant", "content": "318套"},
            ]
        },
    ],
)
def test_d7_who_may_not_sees_nothing_of_it_in_answer_results_or_counts(place, more):
    service, narrow, _ = place
    reply = done(service, narrow, **more)
    assert reply["answer"] is None
    said = str({**reply, "question": ""})
    assert not [word for word in ("inner", "318套", "内部", "穆青川", "螺栓") if word in said]
    assert reply["index"]["articles"] == len(COUNTY)


@pytest.mark.parametrize("collection", ["内部", "没有", "", "日报 "])
def test_d7_another_collection_is_404_whether_it_is_there_or_not(place, collection):
    service, narrow, _ = place
    given = {"question": ASKED, "collection": collection}
    answer = post(service, "ask", token_of(service, narrow), given)
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"


def test_d7_an_article_is_read_by_those_alone_who_may_see_it(place):
    service, narrow, wide = place
    token = {site: token_of(service, site) for site in (narrow, wide)}
    read = post(service, "article", token[wide], {"key": "inner"}).json()
    assert (read["headline"], read["body"], read["whole"]) == (SECRET["title"], SECRET["text"], True)
    kept, missing = (post(service, "article", token[narrow], {"key": key}) for key in ("inner", "no-such"))
    assert (kept.status_code, missing.status_code) == (404, 404)
    assert {**kept.json()["error"], "request_id": ""} == {**missing.json()["error"], "request_id": ""}
    assert post(service, "article", token[wide], {"key": "inner", "whole": True}).status_code == 422


def test_the_plain_page_is_as_narrow(place):
    service, narrow, wide = place
    said = [
        httpx.post(f"{service}/widget/plain?site={site}", data={"question": ASKED}, timeout=20).text
        for site in (narrow, wide)
    ]
    assert "318套" not in said[0]
    assert "318套" in said[1]


def test_a_first_answer_is_labelled_and_dated(place):
    service, narrow, _ = place
    reply = done(service, narrow, question="2022年3月5日献血总量是多少？")
    assert reply["answer"]["label"] == "原文摘录"
    assert datetime.fromisoformat(reply["question"]["dates"][0]["from"]).day == 5
