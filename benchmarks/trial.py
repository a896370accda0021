"""A trial: how long blocks of load last, what is asked, and how two servers are compared in turn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.client import Load, closed_loop, median_ratio, post
from benchmarks.servers import Running

WARM = 1.0
"""Seconds of load that are not counted, before the blocks of two servers."""

Make = Callable[[int], bytes]
"""The request of a number."""

Row = tuple[str, str, str, str]
"""Goal, load, what was measured, what is wanted."""


@dataclass(frozen=True, slots=True)
class Trial:
    """How long each block lasts, how many there are, and what is asked."""

    index: Path
    seconds: float
    blocks: int
    questions: tuple[str, ...]

    def run(self, server: Running, clients: int, make: Make) -> Load:
        """One block."""
        before = server.spent
        load = asyncio.run(closed_loop(server.port, clients, self.seconds, make))
        load.spent = server.spent - before
        return load

    def ask(self, number: int) -> bytes:
        """A question for the product."""
        return post("/api/v1/ask", {"question": self.questions[number % len(self.questions)]})

    def floor(self, number: int) -> bytes:
        """The same for the floor."""
        return post("/ask", {"question": self.questions[number % len(self.questions)]})

    def beside(self, clients: int, one: tuple[Running, Make], other: tuple[Running, Make]) -> list[tuple[Load, Load]]:
        """Blocks of both in turn, after a warm-up that is not counted."""
        for server, make in (one, other):
            asyncio.run(closed_loop(server.port, clients, WARM, make))
        return [(self.run(one[0], clients, one[1]), self.run(other[0], clients, other[1])) for _ in range(self.blocks)]


def rates(pairs: list[tuple[Load, Load]]) -> float:
    """The median ratio of answers a second, ours to theirs."""
    return median_ratio([(ours.rate, theirs.rate) for theirs, ours in pairs])


def costs(pairs: list[tuple[Load, Load]]) -> float:
    """The same of answers a second of processor time: what holds on a machine with other work."""
    return median_ratio([(theirs.cost, ours.cost) for theirs, ours in pairs])


def tails(pairs: list[tuple[Load, Load]], share: float) -> float:
    """The same of a quantile of the times."""
    return median_ratio([(ours.part(share), theirs.part(share)) for theirs, ours in pairs])
