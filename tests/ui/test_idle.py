"""Hundreds who hold a stream or a connection and do nothing (row E3): caps hold, everybody else is answered."""

from __future__ import annotations

import json
import resource
import socket
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack

import httpx
import pytest

from rag.answers import Citation, Reply
from tests.ui.fakes import FakeArchive
from tests.ui.serving import UNLIMITED, start, until
from ui.public.rules import LimitRules
from ui.server import create_app
from ui.settings import Settings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="one machine is many addresses on Linux alone")
ASK = json.dumps({"question": "献血"}).encode()
JSON = {"content-type": "application/json"}
HEAD = "POST /api/v1/ask/stream HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: "
STREAM = f"{HEAD}{len(ASK)}\r\n\r\n".encode() + ASK
OTHER = "127.0.9.9"


class Talkative(FakeArchive):
    """Its answers go on until they are read or left: more than all buffers on the way hold."""

    def ask_stream(self, question: str, **options: object) -> Iterator[Citation | str | Reply]:
        reply = self.ask(question, **options)
        for _ in range(200):
            yield "献血" * 20_000
        yield reply


def connect(url: httpx.URL, address: str) -> socket.socket:
    """A connection from an address of this machine that takes little at a time."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.settimeout(60)
    line.bind((address, 0))
    line.connect((url.host, url.port))
    return line


def others(url: httpx.URL) -> list[int]:
    """What somebody else is answered."""
    with httpx.Client(
        base_url=url, transport=httpx.HTTPTransport(local_address=OTHER), timeout=60, trust_env=False
    ) as client:
        return [
            client.get("/health/live").status_code,
            client.get("/api/v1/coverage").status_code,
            client.post("/api/v1/ask", json={"question": "献血"}).status_code,
            client.post("/api/v1/search", json={"query": "献血"}).status_code,
        ]


@pytest.fixture
def files() -> Iterator[None]:
    """Both ends of every connection are in this process."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard if hard < 65536 and hard > 0 else 65536, hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def rules(idle: int) -> LimitRules:
    """The caps as they are by default for 500, as many fewer for fewer."""
    usual = LimitRules()
    caps = {
        name: getattr(usual, name) * idle // 500 or 1
        for name in ("streams_address", "streams_all", "connections_address", "at_once")
    }
    return UNLIMITED.limits.model_copy(update={**caps, "header_seconds": 300.0, "stream_seconds": 300.0})


IDLE = pytest.mark.parametrize("idle", [pytest.param(500, marks=pytest.mark.quality), 50])


@IDLE
@pytest.mark.usefixtures("files")
def test_e3_idle_streams_keep_nobody_else_from_an_answer(idle: int) -> None:
    limits = rules(idle)
    app = create_app(Talkative(), settings=Settings(limits=limits), with_page=False)
    url = httpx.URL(start(app))
    heard: Counter[int] = Counter()
    with ExitStack() as held:
        for n in range(idle):
            # each address tries for one stream more than it may have
            line = held.enter_context(connect(url, f"127.0.1.{1 + n // (limits.streams_address + 1)}"))
            line.sendall(STREAM)
            heard[int(line.recv(100).split(b" ", 2)[1])] += 1
        assert app.state.service.limits.streams == limits.streams_all > limits.at_once
        assert heard == {200: limits.streams_all, 429: idle - limits.streams_all}
        assert others(url) == [200] * 4
    until(lambda: app.state.service.limits.streams == 0)
    assert httpx.post(url.join("/api/v1/ask/stream"), content=ASK, headers=JSON).is_success


@IDLE
@pytest.mark.usefixtures("files")
def test_e3_idle_connections_keep_nobody_else_from_an_answer(idle: int) -> None:
    limits = rules(idle)
    url = httpx.URL(start(create_app(FakeArchive(), settings=Settings(limits=limits), with_page=False)))
    with ExitStack() as held:
        lines = [held.enter_context(connect(url, "127.0.1.1")) for _ in range(idle)]
        for line in lines[limits.connections_address :]:
            with pytest.raises((ConnectionError, EOFError)):
                if not line.recv(1):
                    raise EOFError
        assert others(url) == [200] * 4
        for line in lines[: limits.connections_address]:
            line.setblocking(False)
            with pytest.raises(BlockingIOError):
                line.recv(1)
