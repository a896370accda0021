"""A small client for load: HTTP/1.1 with connections kept, closed loops and an open one, on asyncio alone.

Own code because httpx spends a millisecond of a core on a request, as much as the server that it is to measure.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

LIMIT = 1 << 22
"""Bytes of the longest line or header."""

LOST = 0
"""The status of a request that got no answer."""


@dataclass(slots=True)
class Answer:
    """What came back: status, headers, body, seconds to the first byte of the body and to its end."""

    status: int
    headers: dict[str, str]
    body: bytes
    first: float
    seconds: float


@dataclass(slots=True)
class Load:
    """What a block of load gave; times in seconds."""

    seconds: float
    times: list[float] = field(default_factory=list)
    firsts: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    shed: list[float] = field(default_factory=list)
    spent: float = 0.0
    """Seconds of the server's processor time, which what else runs on the machine does not change."""
    waits: int = 0
    """Refusals that said when to come again."""

    def note(self, answer: Answer) -> None:
        """Count one answer; only those of 2xx have their times kept."""
        self.statuses[answer.status] += 1
        if 200 <= answer.status < 300:
            self.times.append(answer.seconds)
            self.firsts.append(answer.first)
        elif answer.status in (429, 503):
            self.shed.append(answer.seconds)
            self.waits += "retry-after" in answer.headers

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.times) / self.seconds

    @property
    def cost(self) -> float:
        """Milliseconds of the server's processor for an answer."""
        return 1000 * self.spent / len(self.times) if self.times else float("nan")

    def part(self, share: float) -> float:
        """A quantile of the times in ms: .5, .95, .99."""
        return quantile(self.times, share) * 1000

    @property
    def errors(self) -> int:
        """Answers that were neither given nor refused for load."""
        return sum(n for status, n in self.statuses.items() if not 200 <= status < 300 and status not in (429, 503))


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of all lie; not a number of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def get(path: str) -> bytes:
    """A GET request."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n\r\n".encode()


def post(path: str, value: object) -> bytes:
    """A POST request with a JSON body."""
    body = json.dumps(value, ensure_ascii=False).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


class Connection:
    """One connection, opened when first used and again after a loss."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def ask(self, request: bytes, *, leave: bool = False) -> Answer:
        """One request and its whole answer; `leave` hangs up after the first piece of the body."""
        began = time.perf_counter()
        used = self._writer is not None
        try:
            if self._writer is None or self._reader is None:
                self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port, limit=LIMIT)
            self._writer.write(request)
            return await self._read(self._reader, began, leave)
        except (OSError, asyncio.IncompleteReadError, ValueError):
            self.close()
            if used:  # the server had hung up on a connection that was idle for long: once more on a new one
                return await self.ask(request, leave=leave)
            return Answer(LOST, {}, b"", 0, time.perf_counter() - began)

    async def _read(self, reader: asyncio.StreamReader, began: float, leave: bool) -> Answer:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status = int(head[0].split()[1])
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:-2])}
        first, body = 0.0, bytearray()
        if "content-length" in headers:
            body += await reader.readexactly(int(headers["content-length"]))
        while "transfer-encoding" in headers:
            size = int(await reader.readuntil(b"\r\n"), 16)
            body += (await reader.readexactly(size + 2))[:-2]
            first = first or time.perf_counter() - began
            if leave or size == 0:
                break
        took = time.perf_counter() - began
        if leave or headers.get("connection") == "close":
            self.close()
        return Answer(status, headers, bytes(body), first or took, took)

    def close(self) -> None:
        """Hang up."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None


async def closed_loop(port: int, clients: int, seconds: float, make: Callable[[int], bytes]) -> Load:
    """`clients` that each ask again as soon as they are answered; `make` gives the request of a number."""
    load, numbers, end = Load(seconds), count(), time.perf_counter() + seconds

    async def visit() -> None:
        line = Connection(port)
        while time.perf_counter() < end:
            load.note(await line.ask(make(next(numbers))))
        line.close()

    began = time.perf_counter()
    await asyncio.gather(*(visit() for _ in range(clients)))
    load.seconds = time.perf_counter() - began  # the last answers count, so their time does
    return load


async def open_loop(port: int, rate: float, seconds: float, make: Callable[[int], bytes]) -> Load:
    """`rate` new requests a second, whatever becomes of those before; each on a connection that is free or new."""
    load, free, tasks = Load(seconds), list[Connection](), set[asyncio.Task[None]]()

    async def one(number: int) -> None:
        line = free.pop() if free else Connection(port)
        load.note(await line.ask(make(number)))
        free.append(line)

    began = time.perf_counter()
    for number in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
        tasks.add(asyncio.create_task(one(number)))
    await asyncio.gather(*tasks)
    load.seconds = time.perf_counter() - began
    for line in free:
        line.close()
    return load


def events(body: bytes) -> Iterator[tuple[str, str]]:
    """The server-sent events of a body: name and data."""
    for frame in body.decode("utf-8").split("\n\n"):
        named = dict(line.split(": ", 1) for line in frame.splitlines() if ": " in line)
        if "data" in named:
            yield named.get("event", "message"), named["data"]


def median_ratio(pairs: Sequence[tuple[float, float]]) -> float:
    """The median of the ratios of pairs taken one after the other."""
    return statistics.median(a / b if b else float("inf") for a, b in pairs)
