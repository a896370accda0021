"""Load goals of streams and of mixed visitors: G4 (a model's words), G5 (the page), G6 (while pages are taken)."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.client import Connection, Load, closed_loop, events, get, post, quantile
from benchmarks.corpus import write_records
from benchmarks.servers import PACE, ROOT, TOKENS, Running, beside, product
from benchmarks.trial import Row, Trial

TAKEN = 4_000
"""Articles that are taken while visitors ask."""


async def at_once(port: int, clients: int, request: bytes) -> tuple[Load, list[bytes], float]:
    """The same request from each client at one moment; also the bodies, and seconds until the last was answered."""
    began = time.perf_counter()
    answers = await asyncio.gather(*(Connection(port).ask(request) for _ in range(clients)))
    load = Load(time.perf_counter() - began)
    for answer in answers:
        load.note(answer)
    return load, [answer.body for answer in answers if answer.status == 200], load.seconds


def is_whole(body: bytes) -> bool:
    """Did a stream bring its events in order, and in its pieces the very text of its last one?"""
    found = [(name, json.loads(data)) for name, data in events(body)]
    order = [name for name, _ in found]
    rank = {"question": 0, "citation": 1, "text": 2, "done": 3}
    if order != sorted(order, key=lambda name: rank.get(name, 9)) or order.count("done") != 1:
        return False
    said = "".join(data["text"] for name, data in found if name == "text")
    return bool(said == (found[-1][1]["answer"] or {"text": ""})["text"])


def streams(trial: Trial) -> Iterator[Row]:
    """G4: a model that says 500 tokens at 100 a second, itself and behind the product."""
    asked = post("/api/v1/ask/stream", {"question": trial.questions[0]})
    with beside("model") as raw, beside("model", core=1) as model, beside("floor", trial.index) as floor:
        url = f"http://127.0.0.1:{model.port}/v1"
        more = {"WENBAO_CHAT_URL": url, "WENBAO_CHAT_MODEL": "stub", "WENBAO_LIMITS__AT_ONCE": "0"}
        with product(trial.index, **more) as ours:
            asyncio.run(at_once(ours.port, 2, asked))
            for clients in (50, 250):
                theirs, _, ideal = asyncio.run(at_once(raw.port, clients, post("/v1/chat/completions", {})))
                mine, bodies, took = asyncio.run(at_once(ours.port, clients, asked))
                whole = sum(map(is_whole, bodies))
                least = trial.run(floor, min(clients, 50), trial.floor).part(0.95)
                allowed = least + 3 * quantile(theirs.firsts, 0.95) * 1000
                first = quantile(mine.firsts, 0.95) * 1000
                shown = f"{took / ideal:.2f} × raw ({ideal:.1f} s, ideal {TOKENS * PACE:.0f}); {clients - whole} lost; "
                shown += f"first event p95 {first:,.0f} ms of {allowed:,.0f}"
                yield "G4", f"SSE, {clients} clients, a model of 100 tokens/s", shown, f"≤ {1.5 if clients < 99 else 2}"


async def visit(port: int, function: int, data: list[Any], name: str) -> tuple[bool, float]:
    """One event of a Gradio page as its own script sends it; whether it ended well, and seconds."""
    line, began = Connection(port), time.perf_counter()
    joined = {"data": data, "fn_index": function, "session_hash": name, "event_data": None, "trigger_id": None}
    one = await line.ask(post("/gradio_api/queue/join", joined))
    if one.status != 200:
        return False, 0.0
    told = await line.ask(get(f"/gradio_api/queue/data?session_hash={name}"))
    line.close()
    ended = any(json.loads(data).get("msg") == "process_completed" for _, data in events(told.body))
    return ended and b'"success":true' in told.body.replace(b": ", b":"), time.perf_counter() - began


def find_function(port: int, inputs: int) -> int:
    """The number of the page's function that takes so many inputs when a text is sent off."""
    config = json.loads(asyncio.run(Connection(port).ask(get("/config"))).body)
    fitting = (n for n, one in enumerate(config["dependencies"]) if len(one["inputs"]) == inputs)
    named = (n for n in fitting if any(kind == "submit" for _, kind in config["dependencies"][n]["targets"]))
    return int(config["dependencies"][next(named)].get("id", 0))


def page(trial: Trial) -> Iterator[Row]:
    """G5: fifty readers of the page ask at once, and a program asks meanwhile."""

    async def crowd(port: int, function: int, data: list[Any]) -> tuple[int, float]:
        began = time.perf_counter()
        ended = await asyncio.gather(*(visit(port, function, data, f"s{began:.6f}{n}") for n in range(50)))
        return sum(ok for ok, _ in ended), time.perf_counter() - began

    async def both(port: int, function: int, data: list[Any]) -> tuple[tuple[int, float], Load]:
        side = closed_loop(port, 2, 3 * trial.seconds, trial.ask)
        return await asyncio.gather(crowd(port, function, data), side)

    with beside("echo") as echo, product(trial.index) as ours:
        function, mine = find_function(echo.port, 1), find_function(ours.port, 3)
        asyncio.run(crowd(echo.port, function, ["好"]))
        _, theirs = asyncio.run(crowd(echo.port, function, ["好"]))
        data = [trial.questions[0], "", None]
        asyncio.run(crowd(ours.port, mine, data))
        alone = asyncio.run(closed_loop(ours.port, 2, 3 * trial.seconds, trial.ask))
        done, took = asyncio.run(crowd(ours.port, mine, data))
        (_, _), during = asyncio.run(both(ours.port, mine, data))
    shown = f"{done} of 50 finish; {theirs / took:.2f} × bare Gradio's pace ({50 / theirs:.0f}/s); "
    yield (
        "G5",
        "the page, 50 readers",
        f"{shown}API p95 {during.part(0.95) / alone.part(0.95):.1f} ×",
        "all; ≥ 0.8; ≤ 1.5",
    )


@contextmanager
def copied(index: Path) -> Iterator[Path]:
    """A copy of an index, to be changed."""
    with tempfile.TemporaryDirectory(prefix="wenbao-bench-") as place:
        yield Path(shutil.copytree(index, Path(place) / "index"))


def taking(index: Path, articles: int, start: int) -> subprocess.Popen[bytes]:
    """A build of new articles in a process of its own, as nice as the nightly one.

    In the place of those before: a version more is no segment more, whose files would look like a leak.
    """
    source = index.parent / "taken.jsonl"
    write_records(source, articles, start=start)
    words = [sys.executable, "-m", "wenbao", "build", str(source), "--index", str(index)]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(words, cwd=ROOT, stdout=quiet, stderr=quiet, preexec_fn=lambda: os.nice(10))


def mixed(trial: Trial) -> Iterator[Row]:
    """G6: four in five ask, one in ten streams, others send feedback or fetch files; the same while building."""
    known: list[str] = []

    def make(number: int) -> bytes:
        question = {"question": trial.questions[number % len(trial.questions)]}
        if number % 20 == 0 and known:
            return post("/api/v1/feedback", {"answer": known[0], "liked": True})
        if number % 20 == 1:
            return get("/widget/wenbao.js")
        return post("/api/v1/ask/stream" if number % 10 == 2 else "/api/v1/ask", question)

    def run(server: Running, seconds: float) -> Load:
        return asyncio.run(closed_loop(server.port, 4, seconds, make))

    with copied(trial.index) as index, product(index) as ours:
        first = asyncio.run(Connection(ours.port).ask(trial.ask(0)))
        known.append(json.loads(first.body)["trace"])
        run(ours, trial.seconds)
        quiet = run(ours, 5 * trial.seconds)
        with taking(index, TAKEN, 9_000_000) as build:
            busy = run(ours, 5 * trial.seconds)
            running = build.poll() is None
            build.terminate()
    shown = f"p95 {busy.part(0.95) / quiet.part(0.95):.2f} × ({quiet.part(0.95):.0f} ms without); {busy.errors} errors"
    yield "G6", f"mixed, 4 clients, a build beside{'' if running else ' (ended early)'}", shown, "≤ 2; 0"
