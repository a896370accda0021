"""`wenbao serve` as a process: what it leaves on the disk and on the terminal (rows P1, L6, B7, F24)."""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys

import httpx
import pytest

from ui.cli import main

PRIVATE = ("13800138000", "110101190001011234", "nobody@mail.example", "甄不存在")


@pytest.fixture(scope="module")
def place(tmp_path_factory, root):
    place = tmp_path_factory.mktemp("served")
    pages = root / "examples" / "pages" / "p01_2022-03-07_A2.txt"
    assert main(["build", str(pages), "--index", str(place)]) == 0
    return place


def test_p1_a_served_question_is_on_no_disk_and_no_terminal(place):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    process = subprocess.Popen(
        [sys.executable, "-m", "wenbao", "serve", "--index", str(place), "--port", port],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        before = process.stderr.readline()
        while not (found := re.search(rb"http://[\d.:]+", before)):
            line = process.stderr.readline()
            assert line, before
            before += line
        url = found[0].decode()
        asked = f"{PRIVATE[3]}，电话{PRIVATE[0]}，身份证{PRIVATE[1]}，{PRIVATE[2]}"
        with httpx.Client(base_url=url, timeout=60) as client:
            reply = client.post("/api/v1/ask", json={"question": asked}).json()
            client.post("/api/v1/ask/stream", json={"question": asked})
            client.get("/api/v1/search", params={"q": asked})
            client.get(f"/api/v1/articles/{asked}")
            client.post("/api/v1/ask", content=asked.encode(), headers={"content-type": "application/json"})
            client.post("/api/v1/ask", json={"question": asked, asked: 1})
    finally:
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    written = out + before + err + b"".join(path.read_bytes() for path in place.rglob("*") if path.is_file())
    for word in PRIVATE:
        assert word.encode() not in written
        assert json.dumps(word).strip('"').encode() not in written
    for line in err.decode().splitlines():
        assert line == "wenbao: stopped" or json.loads(line), "one JSON object an event"
    (log,) = (place / "state" / "log").iterdir()
    assert [json.loads(line)["status"] for line in log.read_text("ascii").splitlines()] == [
        200,
        200,
        200,
        404,
        400,
        422,
    ]
    with sqlite3.connect(place / "state" / "wenbao.db") as state:
        kept = state.execute("select id from answer_records").fetchall()
    assert (reply["trace"],) in kept, "what waited to be written was written at the end"
