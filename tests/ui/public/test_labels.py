"""How an answer was made is said at every door in both modes (row L1), and in refusals nothing is called an answer."""

import json

import pytest

EXTRACT, MODEL = ("献血多少？", False, "原文摘录"), ("大桥？", True, "AI 生成")


def by_ask(api, question):
    return api.post("/api/v1/ask", json={"question": question}).json()


def by_stream(api, question):
    text = api.post("/api/v1/ask/stream", json={"question": question}).text
    return json.loads(text.split("event: done\ndata: ")[1].split("\n")[0])


def by_chat(api, question):
    body = {"messages": [{"role": "user", "content": question}]}
    got = api.post("/v1/chat/completions", json=body).json()
    if got["wenbao"]["answer"]:  # who shows the words alone shows the label with them
        assert got["choices"][0]["message"]["content"].endswith(f"（{got['wenbao']['answer']['label']}）")
    return got["wenbao"]


def by_chat_stream(api, question):
    body = {"messages": [{"role": "user", "content": question}], "stream": True}
    lines = api.post("/v1/chat/completions", json=body).text.splitlines()
    chunks = [json.loads(line[6:]) for line in lines if line.startswith("data: {")]
    words = "".join(chunk["choices"][0]["delta"].get("content", "") for chunk in chunks)
    reply = chunks[-1]["wenbao"]
    if reply["answer"]:
        assert words.endswith(f"（{reply['answer']['label']}）")
    return reply


def by_mcp(api, question):
    call = {"name": "ask", "arguments": {"question": question}}
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
    got = api.post("/mcp", json=body, headers={"accept": "application/json, text/event-stream"}).json()["result"]
    assert json.loads(got["content"][0]["text"]) == got["structuredContent"], "the text says what the structure says"
    return got["structuredContent"]


DOORS = [by_ask, by_stream, by_chat, by_chat_stream, by_mcp]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(("question", "made", "label"), [EXTRACT, MODEL])
def test_l1_every_door_says_how_the_words_were_made(api, door, question, made, label):
    answer = door(api, question)["answer"]
    assert (answer["ai_generated"], answer["mode"] == "model", answer["label"]) == (made, made, label)


@pytest.mark.parametrize("door", DOORS)
def test_l1_a_refusal_has_no_label(api, door):
    assert door(api, "月亮？")["answer"] is None


@pytest.mark.parametrize("door", DOORS)
def test_d14_no_scores_leave_at_any_door(api, door):
    def names(value):
        if isinstance(value, dict):
            return {*value, *(name for inner in value.values() for name in names(inner))}
        return {name for inner in value for name in names(inner)} if isinstance(value, list) else set()

    for question in ("献血多少？", "月亮？"):
        reply = door(api, question)
        assert not [name for name in names(reply) if any(w in name for w in ("score", "vector", "prob", "embedding"))]


@pytest.mark.parametrize("door", DOORS)
def test_l6_d6_every_door_gives_a_trace_that_cannot_be_guessed(api, door):
    traces = {door(api, "献血多少？")["trace"] for _ in range(2)}
    assert len(traces) == 2
    assert all(len(trace) == 32 for trace in traces)
