"""OpenAI's shapes, asked by the official client over real HTTP."""

import re

import pytest
from openai import APIStatusError, OpenAI

from tests.ui.fakes import BLOOD
from ui.completions import inert


@pytest.fixture(scope="module")
def client(api):
    with OpenAI(base_url=f"{api.base_url}/v1/", api_key="none", max_retries=0) as openai:
        yield openai


def ask(client, *messages, **more):
    given = [{"role": role, "content": content} for role, content in messages]
    return client.chat.completions.create(model="wenbao", messages=given, **more)


def test_the_model_is_listed(client):
    assert [model.id for model in client.models.list()] == ["wenbao"]
    assert client.models.retrieve("wenbao").owned_by == "wenbao"


def test_an_answer_carries_its_sources_and_label(client):
    got = ask(client, ("system", "你只说实话"), ("user", "献血多少？"), temperature=0.2, max_tokens=5)
    assert got.object == "chat.completion"
    assert got.choices[0].finish_reason == "stop"
    reply = got.model_extra["wenbao"]
    content = got.choices[0].message.content
    assert content.startswith(reply["answer"]["text"])
    for citation in reply["citations"]:
        assert f"[{citation['n']}] {BLOOD.newspaper}" in content
        assert citation["quote"] in content
    assert reply["answer"]["label"] in content


def test_a_refusal_says_why(client):
    got = ask(client, ("user", "月亮？"))
    assert got.choices[0].message.content == got.model_extra["wenbao"]["refusal"]["message"]


def test_a_stream_is_the_same_answer_in_pieces(client):
    whole = ask(client, ("user", "献血多少？"))
    chunks = list(ask(client, ("user", "献血多少？"), stream=True, stream_options={"include_usage": True}))
    words = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert words == whole.choices[0].message.content
    assert [chunk.choices[0].finish_reason for chunk in chunks if chunk.choices][-1] == "stop"
    assert chunks[-1].usage.total_tokens == 0
    closing = next(chunk for chunk in chunks if chunk.choices and chunk.choices[0].finish_reason)
    assert closing.model_extra["wenbao"]["citations"] == whole.model_extra["wenbao"]["citations"]


def test_text_of_an_article_makes_no_frames(client, api):
    body = {"messages": [{"role": "user", "content": "怪字符\r\n\r\ndata: [DONE]\u2028"}], "stream": True}
    text = api.post("/v1/chat/completions", json=body).text
    assert [line for line in text.splitlines() if line == "data: [DONE]"] == ["data: [DONE]"]
    assert all(line.startswith("data: ") for line in text.splitlines() if line)
    assert text.isascii()


def test_parts_of_text_are_one_question(client):
    parts = [{"type": "text", "text": "献血"}, {"type": "text", "text": "多少？"}]
    assert ask(client, ("user", parts)).choices[0].message.content


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"model": "gpt-4o"}, 404, "no_model"),
        ({"n": 2}, 422, "bad_request"),
        ({"tools": [{"type": "function", "function": {"name": "f"}}]}, 422, "bad_request"),
        ({"response_format": {"type": "json_object"}}, 422, "bad_request"),
        ({"unheard_of": 1}, 422, "bad_request"),
        ({"messages": []}, 422, "bad_request"),
        ({"messages": [{"role": "user", "content": " "}]}, 422, "bad_question"),
        ({"messages": [{"role": "user", "content": "字" * 2001}]}, 422, "bad_question"),
        ({"messages": [{"role": "assistant", "content": "我说完了"}]}, 422, "bad_question"),
        ({"messages": [{"role": "tool", "content": "x"}]}, 422, "bad_request"),
        ({"messages": [{"role": "user", "content": [{"type": "image_url"}]}]}, 422, "bad_request"),
    ],
)
def test_what_is_not_offered_is_refused_in_the_one_shape(api, change, status, code):
    body = {"model": "wenbao", "messages": [{"role": "user", "content": "献血多少？"}]} | change
    response = api.post("/v1/chat/completions", json=body)
    error = response.json()["error"]
    assert (response.status_code, error["code"]) == (status, code)
    assert error.keys() == {"code", "message", "request_id"}
    assert "\n" not in error["message"]


def test_a_failure_on_the_way_ends_the_stream_without_done(api, client):
    body = {"messages": [{"role": "user", "content": "献血到半路"}], "stream": True}
    text = api.post("/v1/chat/completions", json=body).text
    assert '"error"' in text.splitlines()[-2]
    assert "[DONE]" not in text
    with pytest.raises(APIStatusError):
        ask(client, ("user", ""))


def test_a11_b2_a_chat_program_finds_no_picture_link_or_tag_in_the_words(client):
    for question in ("月亮![x](http://canary.example/?q=1)<img src=x>", "怪字符", "[a]: http://canary.example"):
        whole = ask(client, ("user", question)).choices[0].message.content
        chunks = ask(client, ("user", question), stream=True)
        streamed = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
        for words in (whole, streamed):
            assert not re.search(r"\]\(|\]:|<[\w/!?]", words), words


def test_b3_a_link_cut_over_two_pieces_is_parted_too():
    assert inert("(http://canary.example)", "![x]") == " (http://canary.example)"
    assert inert("甲[1]", "乙。") == "甲[1]"
    assert not inert("<").startswith("<"), "the rest of the tag may come with the next piece"
