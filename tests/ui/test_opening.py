"""The server before, while and after its archive opens, and where it cannot listen."""

import socket
import threading
import time

import httpx
import pytest

from index.errors import IndexBusy, IndexDamaged, IndexMissing, ModelUnavailable, ServerError, WenbaoError
from tests.ui.fakes import FakeArchive
from tests.ui.serving import start
from tests.ui.test_server import error_of
from ui.opening import Opening
from ui.server import create_app, serve


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (IndexMissing("no index in /secret/home"), 503, "index_missing"),
        (IndexDamaged("/secret/a is damaged"), 503, "index_damaged"),
        (IndexBusy("/secret/a is busy"), 503, "index_busy"),
        (ModelUnavailable("/secret/model"), 503, "model_unavailable"),
        (WenbaoError("/secret/x"), 500, "error"),
    ],
)
def test_f25_i5_an_archive_that_cannot_be_opened(error, status, code):
    def refuse():
        raise error

    url = start(create_app(refuse, with_page=False))
    assert httpx.get(url + "/health/live").status_code == 200
    ready = httpx.get(url + "/health/ready")
    assert ready.status_code == 503
    error_of(ready)
    response = httpx.post(url + "/api/v1/ask", json={"question": "a"})
    assert (response.status_code, error_of(response)["code"]) == (status, code)


def test_f25_ready_comes_when_the_archive_is_open():
    gate = threading.Event()

    def slow():
        gate.wait(60)
        return FakeArchive()

    url = start(create_app(slow, with_page=False))
    assert httpx.get(url + "/health/live").status_code == 200
    assert httpx.get(url + "/health/ready").status_code == 503
    gate.set()
    deadline = time.monotonic() + 30
    while httpx.get(url + "/health/ready").status_code != 200:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_an_archive_that_comes_later_is_found():
    calls = []

    def opener():
        calls.append(1)
        if len(calls) == 1:
            raise IndexMissing("not yet")
        return FakeArchive()

    opening = Opening(opener)
    for _ in range(3):
        with pytest.raises(IndexMissing):
            opening.get()
    assert len(calls) == 1, "a failure is remembered for a moment"
    opening._failed_at -= 60
    assert opening.get().coverage().articles == 3


def test_a_port_in_use_is_one_line():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ServerError) as caught:
            serve(create_app(FakeArchive(), with_page=False), "127.0.0.1", port)
    assert str(port) in caught.value.message
    assert "--port" in caught.value.message
    assert "\n" not in caught.value.message


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 70_000), ("x" * 64 + ".example", 7860), ("127.0.0.1", -1)])
def test_an_impossible_address_is_one_line(host, port):
    with pytest.raises(ServerError):
        serve(create_app(FakeArchive(), with_page=False), host, port)


def test_f25_health_stays_quick_while_answers_are_slow():
    gate, begun = threading.Event(), threading.Semaphore(0)

    class Slow(FakeArchive):
        def ask(self, question, **options):
            begun.release()
            gate.wait(60)
            return super().ask(question, **options)

    url = start(create_app(Slow(), with_page=False))
    busy = [
        threading.Thread(
            target=httpx.post, args=(url + "/api/v1/ask",), kwargs={"json": {"question": "献血"}, "timeout": 120}
        )
        for _ in range(8)
    ]
    for thread in busy:
        thread.start()
    assert begun.acquire(timeout=30)
    try:
        assert httpx.get(url + "/health/live", timeout=30).status_code == 200, "while none of them is answered"
    finally:
        gate.set()
    for thread in busy:
        thread.join()


def test_importing_the_server_brings_no_page(tmp_path):
    import subprocess
    import sys

    code = (
        "import sys, ui.server, ui.wire, ui.render; from tests.ui.fakes import FakeArchive;"
        "ui.server.create_app(FakeArchive(), with_page=False);"
        "print([m for m in ('gradio', 'torch', 'sentence_transformers', 'langchain') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
