"""Who asks: the address behind the proxies that are trusted, and for the widget the visitor and the site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import Scope

from ui.public.rules import Network

NOBODY = "unknown"
"""The address of a connection that has none (a socket file)."""


@dataclass(frozen=True, slots=True)
class Asker:
    """One who asks. Visitor and site are set by the widget once it has proved their tokens, by nobody else."""

    address: str = NOBODY
    """The IPv4 address, or the /64 of an IPv6 one: a household holds 2⁶⁴ addresses and may change them at will."""
    visitor: str | None = None
    """SHA-256 of the visitor's id, in hexadecimal: the same value that the state store's tables hold."""
    site: str | None = None
    private: bool = False
    """Is the address on this machine or its private network, and not behind a proxy that nobody configured?"""


def hash_visitor(id: str) -> str:
    """What is kept instead of a visitor's id."""
    return sha256(id.encode()).hexdigest()


def asker_of(scope: Scope) -> Asker:
    """Who sent this request, as the outermost layer found out."""
    found = scope.get("wenbao.asker")
    return found if isinstance(found, Asker) else Asker()


def find_asker(scope: Scope, proxies: Sequence[Network]) -> Asker:
    """Who stands behind this connection.

    X-Forwarded-For is read from its end, as each hop appends whom it saw; the first hop that is not trusted is the
    asker. What stands before it was written by the asker and proves nothing.
    """
    client = scope.get("client")
    nearest = _address(str(client[0])) if client else None
    if nearest is None:
        return Asker()
    names = {name for name, _ in scope["headers"]}
    said: list[str] = []
    if b"x-forwarded-for" in names:
        lines = Headers(scope=scope).getlist("x-forwarded-for")
        said = [part.strip() for line in lines for part in line.split(",")]
    while said and _within(nearest, proxies):
        before = _address(said.pop())
        if before is None:
            break
        nearest = before
    undeclared = bool(said) or b"forwarded" in names or b"via" in names
    return Asker(_counted(nearest), private=nearest.is_private and not undeclared)


def is_trusted(scope: Scope, proxies: Sequence[Network]) -> bool:
    """Is the other end of this connection a proxy that is believed?"""
    client = scope.get("client")
    nearest = _address(str(client[0])) if client else None
    return nearest is not None and _within(nearest, proxies)


@lru_cache(maxsize=4096)  # the same few proxies and visitors on each request
def _address(text: str) -> IPv4Address | IPv6Address | None:
    bare = re.sub(r"^\[(.*)\](:\d+)?$|^([\d.]+):\d+$", r"\1\3", text)  # some proxies write the port too
    try:
        found = ip_address(bare.split("%")[0])
    except ValueError:
        return None
    return (isinstance(found, IPv6Address) and found.ipv4_mapped) or found


def _within(address: IPv4Address | IPv6Address, networks: Sequence[Network]) -> bool:
    return any(address.version == network.version and address in network for network in networks)


def _counted(address: IPv4Address | IPv6Address) -> str:
    return str(address) if address.version == 4 else str(ip_network(f"{address}/64", strict=False))
