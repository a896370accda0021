"""A server that is told to stop, or is killed (rows F5, F24)."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest

from tests.fakes import COUNTY, write_records
from ui.cli import main

STREAMS = 20


def start(seconds: float) -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("slow_server.py")), str(seconds)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def read_streams(url: str, count: int) -> tuple[list[threading.Thread], list[str]]:
    """`count` readers, once all of them have their first event."""
    heard: list[str] = []
    begun = threading.Semaphore(0)

    def read() -> None:
        text = ""
        try:
            with httpx.stream("POST", f"{url}/api/v1/ask/stream", json={"question": "献血多少？"}, timeout=30) as sent:
                for piece in sent.iter_text():
                    if not text:
                        begun.release()
                    text += piece
        except httpx.HTTPError:
            pass
        heard.append(text)

    readers = [threading.Thread(target=read) for _ in range(count)]
    for reader in readers:
        reader.start()
    for _ in readers:
        assert begun.acquire(timeout=30)
    return readers, heard


def closed(url: str) -> None:
    """Wait until nobody new is let in."""
    deadline = time.monotonic() + 30
    while True:
        try:
            httpx.get(f"{url}/health/live", timeout=5)
        except httpx.HTTPError:
            return
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_f24_sigterm_lets_streams_end_and_exits_with_0() -> None:
    process, url = start(1.0)
    readers, heard = read_streams(url, STREAMS)
    process.send_signal(signal.SIGTERM)
    closed(url)
    for reader in readers:
        reader.join(30)
    assert process.wait(30) == 0
    assert all("event: done" in text for text in heard)
    assert len(heard) == STREAMS


def test_f24_a_second_sigterm_ends_at_once() -> None:
    process, url = start(60.0)
    readers, heard = read_streams(url, 2)
    process.send_signal(signal.SIGTERM)
    closed(url)
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) in (0, -signal.SIGTERM)
    for reader in readers:
        reader.join(30)
    assert not any("event: done" in text for text in heard)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dying")
    path = write_records(folder / "a.jsonl", COUNTY)
    assert main(["build", str(path), "--index", str(folder / "index")]) == 0
    return folder / "index"


def serve(place: Path) -> subprocess.Popen[bytes]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    return subprocess.Popen(
        [sys.executable, "-m", "wenbao", "serve", "--index", str(place), "--port", port],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip


def address_of(process: subprocess.Popen[bytes]) -> str:
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(rb"http://[\d.:]+", line):
            return found[0].decode()
    raise AssertionError("it did not start")


@pytest.mark.quality  # two starts of the whole program
def test_f5_a_killed_server_comes_back_and_its_records_are_whole(place: Path) -> None:
    process = serve(place)
    url = address_of(process)
    readers, _ = read_streams(url, 8)
    for _ in range(3):
        httpx.post(f"{url}/api/v1/complaints", json={"kind": "wrong", "text": "数字有误"}, timeout=20)
    process.kill()
    process.communicate()
    for reader in readers:
        reader.join(30)
    with sqlite3.connect(place / "state" / "wenbao.db") as state:
        assert state.execute("pragma integrity_check").fetchone() == ("ok",)
        assert state.execute("select count(*) from complaints").fetchone() == (3,), "what was acknowledged is there"
    again = serve(place)
    try:
        reply = httpx.post(f"{address_of(again)}/api/v1/ask", json={"question": "白鹭大桥全长多少米？"}, timeout=30)
        assert reply.json()["answer"]["short"] == "1260米"
    finally:
        again.terminate()
        assert again.wait(30) == 0
