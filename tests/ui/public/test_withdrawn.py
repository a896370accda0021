"""A withdrawn article is gone from every door of a running program at once (row D13)."""

import time

import httpx
import pytest

from tests.ui.serving import UNLIMITED, start
from ui.archive import Archive
from ui.cli import main
from ui.looks import EVERY
from ui.server import create_app

PAPER = """{"id": "wl-1", "title": "青禾镇植树", "text": "3月12日，青禾镇在河滩植树420棵。", "date": "2024-03-13"}
{"id": "wl-2", "title": "柳溪镇修桥", "text": "3月12日，柳溪镇新修石桥两座。", "date": "2024-03-13"}
"""
ASKED = {"question": "青禾镇植树多少棵？", "now": "2024-03-20"}


@pytest.fixture
def place(tmp_path):
    (tmp_path / "p.jsonl").write_text(PAPER, "utf-8")
    assert main(["build", str(tmp_path / "p.jsonl"), "--index", str(tmp_path / "index")]) == 0
    return tmp_path / "index"


def doors(http):
    """What each door says of the article."""
    call = {"name": "ask", "arguments": ASKED}
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
    messages = [{"role": "user", "content": ASKED["question"]}]
    return [
        http.post("/api/v1/ask", json=ASKED).text,
        http.post("/api/v1/ask/stream", json=ASKED).text.encode().decode("unicode_escape"),
        http.post("/v1/chat/completions", json={"messages": messages}).text,
        http.post("/mcp", json=body, headers={"accept": "application/json, text/event-stream"}).text,
        http.post("/api/v1/search", json={"query": "青禾镇植树"}).text,
        http.post("/api/v1/check", json={"claim": "青禾镇植树420棵。"}).text,
    ]


def test_d13_a_withdrawn_article_is_gone_from_every_door(place):
    url = start(create_app(Archive.open(place), settings=UNLIMITED, with_page=False))
    with httpx.Client(base_url=url, timeout=60) as http:
        assert all("wl-1" in said for said in doors(http))
        assert main(["withdraw", "wl-1", "--reason", "法院裁定", "--index", str(place)]) == 0
        deadline = time.monotonic() + 20 * EVERY
        while http.get("/api/v1/articles/wl-1").status_code != 410:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        for said in doors(http):
            assert "wl-1" not in said
            assert "河滩" not in said
        gone = http.get("/api/v1/articles/wl-1")
        assert (gone.json()["error"]["code"], "河滩" in gone.text) == ("withdrawn", False)
        assert http.get("/api/v1/articles/wl-2").status_code == 200
        assert main(["withdraw", "wl-1", "--undo", "--index", str(place)]) == 0
