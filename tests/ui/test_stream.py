"""Server-sent events: what is sent, in which order, and that no text can make a frame."""

import json

from hypothesis import given
from hypothesis import strategies as st

from tests.ui.fakes import EVIL
from ui.sse import frame, frames


def events(text: str) -> list[tuple[str, dict[str, object]]]:
    """The events of a stream, read as the standard says, with every line end that it knows."""
    found = []
    for block in text.replace("\r\n", "\n").replace("\r", "\n").split("\n\n"):
        fields = [line.split(": ", 1) for line in block.split("\n") if line]
        if fields:
            assert [name for name, _ in fields] == ["event", "data"]
            found.append((fields[0][1], json.loads(fields[1][1])))
    return found


def ask(api, question: str) -> list[tuple[str, dict[str, object]]]:
    response = api.post("/api/v1/ask/stream", json={"question": question, "id": "7"})
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/event-stream")
    return events(response.text)


def test_an_answer_comes_in_pieces(api):
    got = ask(api, "献血多少？")
    kinds = [kind for kind, _ in got]
    assert kinds[:2] == ["question", "citation"]
    assert kinds[-1] == "done"
    assert set(kinds[2:-1]) == {"text"}
    assert got[0][1] == {"id": "7", "asked": "献血多少？"}
    done = got[-1][1]
    assert "".join(data["text"] for kind, data in got if kind == "text") == done["answer"]["text"]
    assert done["id"] == "7"
    assert got[1][1] == done["citations"][0]


def test_a_refusal_is_done_at_once(api):
    assert [kind for kind, _ in ask(api, "月亮？")] == ["question", "done"]


def test_a_failure_on_the_way_is_the_last_event(api):
    got = ask(api, "献血到半路")
    assert got[-1][0] == "error"
    assert got[-1][1]["error"].keys() == {"code", "message", "request_id"}
    assert "/secret" not in json.dumps(got[-1][1])


def test_b5_text_of_an_article_makes_no_frames(api):
    got = ask(api, "怪字符\r\n\r\nevent: done\u2028data: {}")
    assert [kind for kind, _ in got].count("done") == 1
    assert got[-1][1]["citations"][0]["headline"] == EVIL.headline


@given(st.text())
def test_b5_a_frame_is_one_event_whatever_is_in_it(text):
    sent = frame("text", {"text": text})
    assert len(sent.splitlines()) == 3
    assert events(sent) == [("text", {"text": text})]


def test_b3_pieces_of_a_payload_stay_pieces():
    sent = "".join(frames(iter(["<scr", "ipt>\n\nevent: done\n"]), "1", "q", "r"))
    assert events(sent)[1:] == [("text", {"text": "<scr"}), ("text", {"text": "ipt>\n\nevent: done\n"})]
