"""How long the server waits for those who send or read slowly, and how many connections one address may hold (row E3).

uvicorn waits for headers without end; a proxy in front would bound it, but not every newspaper has one.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import ClassVar

from uvicorn.protocols.http.h11_impl import H11Protocol

from ui.public.askers import is_trusted
from ui.public.rules import LimitRules, Network


class PatientProtocol(H11Protocol):
    """uvicorn's HTTP/1.1 with a deadline for headers and a cap on connections. Bounds are set by `bounded`."""

    header_seconds: ClassVar[float] = 10.0
    connections_most: ClassVar[int] = 0
    held: ClassVar[Counter[str]] = Counter()
    proxies: ClassVar[Sequence[Network]] = ()
    _deadline: asyncio.TimerHandle | None = None
    _peer = ""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Start to wait; an address with too many connections is hung up on."""
        super().connection_made(transport)
        self._peer = str(self.client[0]) if self.client else ""
        self.held[self._peer] += 1
        trusted = is_trusted({"client": self.client}, self.proxies)  # a proxy's connections are many people's
        if not trusted and self.connections_most and self.held[self._peer] > self.connections_most:
            transport.abort()
            return
        self._await_headers()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        self._stop_waiting()
        self.held[self._peer] -= 1
        if self.held[self._peer] <= 0:
            del self.held[self._peer]
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """More of a request; its first byte starts the deadline on a connection that is used again."""
        before = self.cycle
        if self._deadline is None and (before is None or before.response_complete):
            self._await_headers()
        super().data_received(data)
        if self.cycle is not before:
            self._stop_waiting()

    def _await_headers(self) -> None:
        loop = asyncio.get_running_loop()
        self._deadline = loop.call_later(self.header_seconds, self._give_up)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        if not self.transport.is_closing():
            self.transport.abort()


def bounded(rules: LimitRules, proxies: Sequence[Network]) -> type[PatientProtocol]:
    """The protocol with its bounds; 0 connections is no cap, and trusted proxies have none."""
    bounds = {
        "header_seconds": rules.header_seconds,
        "connections_most": rules.connections_address,
        "held": Counter(),
        "proxies": proxies,
    }
    return type("BoundedProtocol", (PatientProtocol,), bounds)
