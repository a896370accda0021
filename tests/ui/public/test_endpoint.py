"""A language model that fails, drags, babbles, costs too much or is left: the extract stays.

Rows A21, E4, F19 to F23 and P4, with a real endpoint on loopback.
"""

from __future__ import annotations

import json
import time

import httpx
import pytest

from index.errors import ModelUnavailable
from rag.fluent import NOTES, mask_private
from rag.model import ANSWER_MOST
from tests import openai_stub
from tests.fakes import COUNTY, FakeChat, write_records
from tests.ui.serving import UNLIMITED, start
from ui.archive import Archive
from ui.cli import main
from ui.imprint import PageRules
from ui.public.endpoint import FAILURES, REST, CarefulModel, remote_host
from ui.public.rules import LimitRules
from ui.render import colophon_html
from ui.server import create_app
from ui.settings import Settings

QUESTION = "白鹭大桥全长多少米？"
TRUE = "大桥全长1260米[1]。"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("endpoint")
    path = write_records(folder / "a.jsonl", COUNTY)
    assert main(["build", str(path), "--index", str(folder / "index")]) == 0
    return folder / "index"


@pytest.fixture
def stub():
    with openai_stub.running() as running:
        yield running


def opened(place, stub, seconds=5.0, **limits):
    rules = LimitRules(**{**UNLIMITED.limits.model_dump(), **limits})
    settings = Settings(chat_url=stub.url, chat_model="stub", chat_timeout=seconds, limits=rules)
    return Archive.open(place, settings=settings)


def frame(text, finish=None):
    delta = {"role": "assistant", "content": text} if text is not None else {}
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    chunk = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "stub", "choices": [choice]}
    return f"data: {json.dumps(chunk, ensure_ascii=False)}".encode()


def raw(*parts, pause=0.0, kind="text/event-stream"):
    """A script that sends these bytes, one after the other."""

    def script(stub, request, handler):
        handler.send_response(200)
        handler.send_header("Content-Type", kind)
        handler.end_headers()
        for part in parts:
            try:
                handler.wfile.write(part)
                handler.wfile.flush()
            except OSError:
                return
            time.sleep(pause)

    return script


def is_extract(reply, note="failed"):
    assert reply.answer is not None
    assert reply.answer.mode == "extract"
    assert "1260米" in reply.answer.text
    return reply.note == NOTES[note, "zh"]


@pytest.mark.parametrize("status", [401, 404, 429, 500, 502, 503])
def test_f19_i5_a_refusal_leaves_the_extract_after_one_more_try_at_most(place, stub, status, caplog):
    stub.script = lambda s, r, h: openai_stub.refuse(h, status)
    reply = opened(place, stub).ask(QUESTION)
    assert is_extract(reply)
    assert len(stub.requests) == (1 if status in (401, 404) else 2)
    assert ("refused the key" in caplog.text) is (status == 401), "told to the keeper"
    assert "401" not in (reply.note or "")


@pytest.mark.parametrize("wait", ["30", "Wed, 21 Oct 2065 07:28:00 GMT", "rubbish"])
def test_f19_a_long_retry_after_is_not_waited_for(place, stub, wait):
    def script(stub, request, handler):
        handler.send_response(429)
        handler.send_header("Retry-After", wait)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    stub.script = script
    assert is_extract(opened(place, stub).ask(QUESTION))
    assert len(stub.requests) == 1


def test_f19_the_breaker_opens_after_five_and_one_question_tries_again():
    at = [0.0]
    model = FakeChat("cut")
    careful = CarefulModel(model, LimitRules(), tick=lambda: at[0])
    prompt = "[1] （2023）大桥全长1260米。"
    for _ in range(FAILURES + 4):
        with pytest.raises(ModelUnavailable):
            careful.complete(prompt)
    assert len(model.prompts) == FAILURES, "then nothing is sent"
    at[0] = REST + 1
    for _ in range(3):
        with pytest.raises(ModelUnavailable):
            careful.complete(prompt)
    assert len(model.prompts) == FAILURES + 1, "one probe"
    at[0] = 3 * REST
    model.script = "好[1]。"
    for _ in range(3):
        assert careful.complete(prompt) == "好[1]。"


@pytest.mark.parametrize(
    ("script", "what"),
    [
        (raw(frame("大桥"), pause=30), "hangs between tokens"),
        (raw(*[frame("一") + b"\n\n"] * 200, pause=0.1), "drips for ever"),
        (lambda s, r, h: time.sleep(25), "hangs before headers"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_f20_a_model_that_drags_is_left_at_the_deadline(place, stub, script, what):
    stub.script = script
    began = time.monotonic()
    assert is_extract(opened(place, stub, seconds=0.6).ask(QUESTION))
    assert time.monotonic() - began < 15, "the shortest of these takes 20 s"


WHOLE = [frame("大桥全长"), frame("1260米[1]。"), frame(None, "stop"), b"data: [DONE]"]


@pytest.mark.parametrize(
    ("body", "mode"),
    [
        (b"\r\n\r\n".join(WHOLE) + b"\r\n\r\n", "model"),
        (b"\xef\xbb\xbf" + b"\n\n".join(WHOLE) + b"\n\n", None),
        (b"\n\n".join([*WHOLE, WHOLE[-1]]) + b"\n\n", "model"),
        (b"\n\n".join(WHOLE[:3]) + b"\n\n", "model"),
        (b"\n\n".join(WHOLE[:2]) + b"\n\n", "extract"),
        (b"\n\n".join(WHOLE[:1]) + b"\n\n" + WHOLE[1][:-30], "extract"),
        (b"data: " + b"x" * 3_000_000 + b"\n\n", "extract"),
    ],
    ids=["CRLF", "BOM", "two DONE", "no DONE", "no end", "half a frame", "a line of 3 MB"],
)
def test_f21_odd_streams_are_whole_answers_or_none(place, stub, body, mode):
    stub.script = raw(body)
    reply = opened(place, stub).ask(QUESTION)
    if reply.answer.mode == "model":
        assert reply.answer.text == TRUE
    else:
        is_extract(reply)
    assert mode in (None, reply.answer.mode)


def test_f21_a_stream_cut_at_any_byte_gives_no_mojibake(place, stub):
    whole = b"\n\n".join(WHOLE) + b"\n\n"
    archive = opened(place, stub)
    for at in range(0, len(whole), 37):
        stub.script = raw(whole[:at], whole[at:])
        assert archive.ask(QUESTION).answer.text == TRUE


@pytest.mark.parametrize(
    "script",
    [
        raw(b"{]", kind="application/json"),
        raw(b"<html>502</html>", kind="text/html"),
        raw(frame("")[:-1] + b"\n\n"),
        raw(b"\n\n".join([frame(None), frame(None, "stop")]) + b"\n\n"),
        raw(b"\n\n".join([frame("The bridge of another country is long."), frame(None, "stop")]) + b"\n\n"),
        raw(b"\n\n".join([frame("好" * ANSWER_MOST)] * 50) + b"\n\n"),
        raw(
            b"\n\n".join([frame("白鹭@大桥全长1260米@[1]。").replace(b"@", b"\\ud800"), frame(None, "stop")]) + b"\n\n"
        ),
    ],
    ids=["no JSON", "HTML", "broken", "null", "another language", "endless", "half characters"],
)
def test_f22_e4_rubbish_leaves_the_extract(place, stub, script):
    stub.script = script
    assert is_extract(opened(place, stub).ask(QUESTION)) in (True, False)


TOOLS = [{"index": 0, "id": "t", "type": "function", "function": {"name": "run", "arguments": '{"c": "id"}'}}]


@pytest.mark.parametrize(
    "delta", [{"tool_calls": TOOLS}, {"function_call": TOOLS[0]["function"]}, {"content": '{"action": "delete"}'}]
)
def test_a21_tools_are_not_offered_and_not_called(place, stub, delta):
    choice = {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": None}
    chunk = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "stub", "choices": [choice]}
    stub.script = raw(f"data: {json.dumps(chunk)}\n\n".encode(), frame(None, "tool_calls") + b"\n\n")
    assert is_extract(opened(place, stub).ask(QUESTION))
    assert all("tools" not in request and "functions" not in request for request in stub.requests)


def test_f23_when_the_reader_leaves_the_endpoint_is_hung_up_on(place, stub):
    sent, ended = [], []

    def script(stub, request, handler):
        raw()(stub, request, handler)
        try:
            for _ in range(1000):
                handler.wfile.write(frame("字") + b"\n\n")
                handler.wfile.flush()
                sent.append(1)
                time.sleep(0.05)
        except OSError:
            ended.append(time.monotonic())

    stub.script = script
    url = start(create_app(opened(place, stub, seconds=30), settings=UNLIMITED, with_page=False))
    for path in ("/api/v1/ask", "/api/v1/ask/stream"):
        sent.clear(), ended.clear()
        with pytest.raises(httpx.TimeoutException):
            httpx.post(url + path, json={"question": QUESTION}, timeout=0.8)
        left = time.monotonic()
        while not ended:
            assert time.monotonic() - left < 30, len(sent)
            time.sleep(0.02)
        assert len(sent) < 1000
    assert httpx.get(url + "/health/ready").status_code == 200


@pytest.mark.parametrize("limits", [{"model_calls_day": 2}, {"model_tokens_day": 900}])
def test_e4_a_spent_budget_stops_and_says_so(place, stub, limits):
    stub.script = lambda s, r, h: openai_stub.say(h, [TRUE])
    archive = opened(place, stub, **limits)
    replies = [archive.ask(QUESTION) for _ in range(5)]
    modes = [reply.answer.mode for reply in replies]
    assert modes == sorted(modes, reverse=True), "first the model, then the extract"
    assert is_extract(replies[-1], "spent")
    assert len(stub.requests) == modes.count("model") >= 1


PRIVATE = (
    "（电话13800138000，139 0013 9000，0531-88886666，身份证11010119900101123X，"
    "卡6222021234567890123，a.b@mail.example）"
)


def test_p4_numbers_of_persons_do_not_reach_the_endpoint(place, stub):
    stub.script = lambda s, r, h: openai_stub.say(h, [TRUE])
    archive = opened(place, stub)
    archive.ask(f"{QUESTION}{PRIVATE}")
    archive.check("白鹭大桥全长1260米，联系电话13800138000。")
    assert stub.prompts
    for private in ("13800138000", "0013 9000", "88886666", "11010119900101123", "6222021234567890123", "mail.example"):
        assert not any(private in prompt for prompt in stub.prompts)
    assert QUESTION in mask_private(f"{QUESTION}{PRIVATE}")


@pytest.mark.parametrize("kept", ["3月5日献血14600毫升", "2023年10月15日", "总投资3.6亿元，1260米", "第12345号文件"])
def test_p4_what_is_no_number_of_a_person_stays(kept):
    assert mask_private(kept) == kept


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://llm.example/v1", "llm.example"),
        ("http://8.8.8.8:80/v1", "8.8.8.8"),
        ("http://127.0.0.1:1/v1", ""),
        ("http://[::1]/v1", ""),
        ("http://10.0.0.9/v1", ""),
        ("http://localhost:11434/v1", ""),
        (None, ""),
    ],
)
def test_p4_a_remote_endpoint_is_named_on_the_page(url, host):
    assert remote_host(url) == host
    assert ("语言模型" in colophon_html(PageRules(), remote_host(url))) is bool(host)


def test_p4_without_an_endpoint_nothing_is_sent(place, stub):
    Archive.open(place, settings=Settings()).ask(QUESTION)
    assert not stub.requests
