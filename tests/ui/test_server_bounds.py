"""What is sent slowly, hugely or brokenly, on raw sockets (rows E1, E3, E5, E6)."""

import asyncio
import json
import socket
import threading
import time
from contextlib import suppress
from http.client import HTTPConnection

import httpx
import pytest
from starlette.requests import Request

from tests.ui.fakes import FakeArchive
from tests.ui.serving import UNLIMITED, start, wait_for
from tests.ui.test_server import error_of
from ui.public.askers import Asker
from ui.public.rules import LimitRules
from ui.public.streams import Stream
from ui.server import create_app
from ui.settings import Settings

SECONDS = 0.5
JSON = {"content-type": "application/json"}
LIVE = b"GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
TYPED = b" HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
HEAD = b"POST /api/v1/ask" + TYPED + b"Connection: close\r\n"


@pytest.fixture(scope="module")
def hasty():
    """A server that waits half a second for headers and bodies and takes four connections from an address."""
    rules = UNLIMITED.limits.model_copy(
        update={"header_seconds": SECONDS, "body_seconds": SECONDS, "connections_address": 4}
    )
    return httpx.URL(start(create_app(FakeArchive(), settings=Settings(limits=rules), with_page=False)))


def connect(url):
    return socket.create_connection((url.host, url.port), timeout=30)


def hear(line):
    """What comes back until the other side hangs up, politely or not."""
    heard = b""
    try:
        while more := line.recv(65536):
            heard += more
    except ConnectionError:
        pass
    return heard


def send(url, raw):
    """What comes back on a connection of its own, whole."""
    with connect(url) as line:
        with suppress(OSError):  # it may hang up before all is said
            line.sendall(raw)
            line.shutdown(socket.SHUT_WR)
        return hear(line)


def status(answer):
    return int(answer.split(b" ", 2)[1]) if answer else None


def test_e3_headers_that_do_not_come_are_hung_up_on(hasty):
    with connect(hasty) as line:
        line.sendall(b"GET /health/live HTTP/1.1\r\nHost: a\r\n")
        began = time.monotonic()
        assert hear(line) == b""
    assert time.monotonic() - began < 5 * 5 * SECONDS
    with connect(hasty) as silent:
        assert hear(silent) == b""


def test_e3_a_second_request_on_the_connection_has_its_own_deadline(hasty):
    kept = HTTPConnection(hasty.host, hasty.port, timeout=30)
    for _ in range(3):
        kept.request("GET", "/health/live")
        assert kept.getresponse().read() == b'{"status": "live"}'
        time.sleep(SECONDS / 2)
    kept.sock.sendall(b"GET /health/li")
    assert hear(kept.sock) == b""
    kept.close()


def test_e3_a_body_that_trickles_is_refused(hasty):
    with connect(hasty) as line:
        line.sendall(HEAD + b"Content-Length: 50\r\n\r\n{")
        answer = hear(line)
    assert status(answer) == 408
    assert json.loads(answer.split(b"\r\n\r\n")[1])["error"]["code"] == "too_slow"


def test_e3_an_address_with_too_many_connections_is_hung_up_on_and_gets_on_again(hasty):
    held = [connect(hasty) for _ in range(4)]
    time.sleep(0.1)
    with connect(hasty) as fifth:
        assert hear(fifth) == b""
    for line in held:
        line.close()
    deadline = time.monotonic() + 10
    while not send(hasty, LIVE).startswith(b"HTTP/1.1 200"):
        assert time.monotonic() < deadline


def test_e3_g7_too_many_at_once_are_shed_with_a_time_to_come_back():
    gate, inside = threading.Event(), threading.Barrier(4)

    class Slow(FakeArchive):
        def ask(self, question, **options):
            inside.wait(30)
            gate.wait(30)
            return super().ask(question, **options)

    rules = UNLIMITED.limits.model_copy(update={"at_once": 3})
    url = start(create_app(Slow(), settings=Settings(limits=rules), with_page=False))
    answers = []

    def ask():
        answers.append(httpx.post(url + "/api/v1/ask", json={"question": "献血"}, timeout=30).status_code)

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for asker in askers:
        asker.start()
    inside.wait(30)
    shed = httpx.get(url + "/api/v1/coverage")
    assert shed.status_code == 503
    assert error_of(shed)["code"] == "busy"
    assert shed.headers["retry-after"]
    assert httpx.get(url + "/health/live").status_code == 200
    gate.set()
    for asker in askers:
        asker.join()
    assert answers == [200] * 3
    assert httpx.get(url + "/api/v1/coverage").status_code == 200


@pytest.mark.parametrize("leavers", [20, pytest.param(1000, marks=pytest.mark.quality)])
def test_e3_f23_a_reader_who_leaves_gives_the_place_back(leavers):
    app = create_app(FakeArchive(), settings=Settings(limits=UNLIMITED.limits), with_page=False)
    url = httpx.URL(start(app))
    body = json.dumps({"question": "献血"}).encode()
    head = b"POST /api/v1/ask/stream" + TYPED + b"Content-Length: %d\r\n\r\n"
    for _ in range(leavers):
        with connect(url) as line:
            line.sendall(head % len(body) + body)
    deadline, still = time.monotonic() + 60, 0
    while still < 10:  # the last of them may begin after the first have ended
        assert time.monotonic() < deadline
        still = 0 if app.state.service.limits.streams else still + 1
        time.sleep(0.05)
    assert "wenbao_streams 0.0" in httpx.get(url.join("/metrics")).text


def test_e3_a_reader_who_does_not_read_is_left_and_gives_the_place_back():
    rules = UNLIMITED.limits.model_copy(update={"stream_seconds": 0.05})
    service = create_app(FakeArchive(), settings=Settings(limits=rules), with_page=False).state.service
    request = Request({"type": "http", "headers": []})
    stream = Stream(lambda: iter(["event: text\n\n"] * 1000), service, request)
    assert service.limits.streams == 1

    async def stuck(message=None):
        await asyncio.sleep(3600)

    async def served():
        await asyncio.wait_for(stream({"type": "http", "asgi": {}}, stuck, stuck), 20)

    wait_for(served())
    assert service.limits.streams == 0


def test_w9_streams_over_the_cap_wait_their_turn():
    rules = UNLIMITED.limits.model_copy(update={"streams_address": 1})
    app = create_app(FakeArchive(), settings=Settings(limits=rules), with_page=False)
    url = start(app)
    close = app.state.service.limits.open_stream(Asker("127.0.0.1"))
    for path, body in (
        ("/api/v1/ask/stream", {"question": "献血"}),
        ("/v1/chat/completions", {"stream": True, "messages": [{"role": "user", "content": "献血"}]}),
    ):
        refused = httpx.post(url + path, json=body)
        assert (refused.status_code, error_of(refused)["code"]) == (429, "too_many")
        assert refused.headers["retry-after"]
    assert httpx.post(url + "/api/v1/ask", json={"question": "献血"}).status_code == 200
    close()
    assert httpx.post(url + "/api/v1/ask/stream", json={"question": "献血"}).status_code == 200
    assert httpx.post(url + "/api/v1/ask/stream", json={"question": "拒收"}).status_code == 422
    assert app.state.service.limits.streams == 0


@pytest.mark.parametrize(
    "raw",
    [
        HEAD + b"Content-Length: -1\r\n\r\n{}",
        HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        HEAD + b"Content-Length: 99999999999999999999\r\n\r\n{}",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n",
        HEAD + b"X: " + b"a" * 1_000_000 + b"\r\n\r\n",
        HEAD + b"".join(b"X-%d: a\r\n" % i for i in range(20_000)) + b"\r\n",
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /health/live HTTP/1.1\r\n\r\n",
        b"rubbish\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 100,
    ],
    ids=lambda raw: repr(raw[-30:]),
)
def test_e5_broken_requests_get_4xx_and_the_server_lives(api, raw):
    answer = send(api.base_url, raw)
    assert answer == b"" or 400 <= status(answer) < 500
    assert api.get("/health/live").status_code == 200


def test_e5_many_parts_and_ranges_are_refused(api):
    parts = b"".join(b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' for _ in range(100_000))
    many = api.post("/api/v1/ask", content=parts, headers={"content-type": "multipart/form-data; boundary=b"})
    assert many.status_code == 413
    few = api.post("/api/v1/ask", content=parts[:5000], headers={"content-type": "multipart/form-data; boundary=c"})
    assert few.status_code in (400, 422)
    ranges = ",".join(f"{i}-{i}" for i in range(1000))
    assert len(api.get("/openapi.json", headers={"Range": f"bytes={ranges}"}).content) < 200_000


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 60_000,
        b'{"question":' * 5000,
        b'{"question": "a", "question": "a"}',
        b'{"kind": "wrong", "text": "a", "consent": false, "consent": true}',
        b'{"messages": [{"role": "user", "content": "a"}], "temperature": NaN}',
        b'{"messages": [{"role": "user", "content": "a"}], "temperature": 1e999}',
        b'{"question": NaN}',
        b'{"question": "a", "now": 1e999}',
        b'{"question": "\\ud800"}',
        b'{"question": "\\ud800\\u0041"}',
        '{"question": "献血"}'.encode("utf-16"),
        '{"question": "献血"}'.encode("gb18030"),
        b'{"question": "a"}garbage',
        b"\xef\xbb\xbf\xff",
        b"null",
        b"",
        b'"text"',
        b"1" * 60_000,
    ],
    ids=lambda raw: repr(raw[:25]),
)
@pytest.mark.parametrize("path", ["/api/v1/ask", "/api/v1/search", "/v1/chat/completions", "/api/v1/complaints"])
def test_e6_odd_json_is_4xx(api, path, content):
    response = api.post(path, content=content, headers=JSON)
    assert 400 <= response.status_code < 500
    error_of(response)


@pytest.mark.parametrize(
    ("length", "accepted"), [(0, False), (1, True), (1999, True), (2000, True), (2001, False), (20_000, False)]
)
def test_e1_the_length_of_a_question_is_looked_at_first(api, archive, length, accepted):
    before = len(archive.asked)
    response = api.post("/api/v1/ask", json={"question": "血" * length})
    assert (response.status_code == 200) is accepted
    assert (len(archive.asked) > before) is accepted, "nothing is searched or embedded for what is refused"


@pytest.mark.parametrize("text", ["a" + "\u0301" * 100_000, "👩\u200d" * 10_000])
def test_e1_piles_of_marks_are_refused_before_anything_is_done(api, archive, text):
    before = len(archive.asked)
    assert api.post("/api/v1/ask", json={"question": text}).status_code in (413, 422)
    assert len(archive.asked) == before


def test_d11_limits_have_no_fields_that_a_visitor_could_set(api):
    for field in ("top_k", "model", "base_url", "system_prompt", "trust", "debug", "visitor", "site", "collections"):
        response = api.post("/api/v1/ask", json={"question": "献血", field: 1})
        assert response.status_code == 422, field


def test_limits_of_the_settings_are_in_force_by_default():
    assert LimitRules().address_minute > 0
    assert LimitRules().streams_address > 0


@pytest.mark.parametrize("path", ["/admin/login", "/admin/logout", "/api/v1/ask"])
def test_e3_a_form_that_never_ends_is_given_up(hasty, path):
    head = f"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    with connect(hasty) as line:
        line.sendall(f"{head}Content-Length: 500\r\n\r\nname=".encode())
        assert hear(line).startswith(b"HTTP/1.1 408")


def test_e5_a_request_of_two_lengths_smuggles_nothing(hasty):
    head = "POST /api/v1/ask HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
    heard = send(hasty, f"{head}0\r\n\r\nGET /health/live HTTP/1.1\r\nHost: a\r\n\r\n".encode())
    assert heard.startswith(b"HTTP/1.1 400")
    assert heard.count(b"HTTP/1.1") == 1
