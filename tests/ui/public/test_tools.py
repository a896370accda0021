"""/mcp, asked by the official SDK's own client over real HTTP."""

import pytest
from mcp import Client

from tests.ui.fakes import BLOOD, BRIDGE
from tests.ui.serving import wait_for

CALL = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
HEADERS = {"accept": "application/json, text/event-stream", "content-type": "application/json"}


def call(api, name, **arguments):
    async def calling():
        async with Client(f"{api.base_url}/mcp") as client:
            return await client.call_tool(name, arguments)

    return wait_for(calling())


def test_the_four_tools_are_described_as_reading_only(api):
    async def listing():
        async with Client(f"{api.base_url}/mcp") as client:
            return await client.list_tools()

    tools = wait_for(listing()).tools
    assert sorted(tool.name for tool in tools) == ["article", "ask", "check", "search"]
    assert all(tool.annotations.read_only_hint and tool.description for tool in tools)


@pytest.mark.parametrize(
    ("question", "made", "label"), [("献血多少？", False, "原文摘录"), ("大桥？", True, "AI 生成")]
)
def test_l1_an_answer_carries_its_label_and_citations(api, question, made, label):
    reply = call(api, "ask", question=question).structured_content
    assert (reply["answer"]["ai_generated"], reply["answer"]["label"]) == (made, label)
    assert reply["citations"][0]["quote"] in (BLOOD.body + BRIDGE.body)
    assert len(reply["trace"]) == 32


def test_search_and_article(api):
    found = call(api, "search", query="大桥", top=1).structured_content
    assert len(found["results"]) == 1
    assert call(api, "article", key=BLOOD.key).structured_content["body"] == BLOOD.body


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("article", {"key": "none"}, "no article"),
        ("article", {"key": "lw-gone"}, "withdrawn"),
        ("ask", {"question": ""}, "question"),
        ("ask", {"question": "字" * 2001}, "2001 characters"),
        ("ask", {"question": "献血", "now": "tomorrow"}, "YYYY-MM-DD"),
        ("search", {"query": "献血", "top": 1000}, "top"),
        ("ask", {"question": "爆炸"}, "something went wrong"),
    ],
)
def test_d12_a_fault_is_one_line_without_our_insides(api, tool, arguments, words):
    got = call(api, tool, **arguments)
    assert got.is_error
    assert words in got.content[0].text
    assert "/secret" not in got.content[0].text
    assert "Traceback" not in got.content[0].text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "evil.example"}, 421),
        ({"Host": "localhost.evil.example:80"}, 421),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost.evil.example"}, 403),
        ({"content-type": "text/plain"}, 400),
    ],
)
def test_d4_a_rebound_name_or_foreign_page_does_not_reach_the_tools(api, headers, status):
    response = api.post("/mcp", json=CALL, headers={**HEADERS, **headers})
    assert response.status_code == status
    assert not [name for name in response.headers if name.startswith("access-control-")]


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT"])
def test_d6_there_is_no_session_to_listen_to_or_end(api, method):
    response = api.request(method, "/mcp", headers={**HEADERS, "Mcp-Session-Id": "1"})
    assert response.status_code == 405
    assert "mcp-session-id" not in api.post("/mcp", json=CALL, headers=HEADERS).headers


def test_e1_a_large_body_is_refused(api):
    response = api.post("/mcp", content=b" " * 70_000, headers=HEADERS)
    assert response.status_code == 413
