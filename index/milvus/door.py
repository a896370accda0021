"""The one way to a Milvus: every call with a deadline, every failure one line, and a pause after each failure.

pymilvus is imported when the first archive on Milvus is opened, and nowhere else.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from index.errors import IndexUnavailable, InputError
from index.milvus.address import Address

if TYPE_CHECKING:
    from pymilvus import MilvusClient

T = TypeVar("T")
Row = dict[str, Any]

PAUSE = 2.0
"""Seconds after a failure in which calls fail at once: a hundred visitors do not wait out one deadline each."""

ROWS_MOST = 16_384
"""Rows that Milvus hands out at once, offset included (its own limit)."""

AT_ONCE = 1_000
"""Rows of an archive's chunks written or read in one call: 5 MB, far below the 64 MB that Milvus takes."""

QUIET = {"grpc.keepalive_time_ms": 2**31 - 1, "grpc.keepalive_permit_without_calls": 0}
"""No pings on an idle line: Milvus Lite takes one in five minutes and hangs up on more; calls have deadlines anyway."""

OLDEST = (2, 4)
"""The first Milvus with sparse vectors beside dense ones in one collection."""


class Door:
    """A connection to one Milvus. Safe to share by threads."""

    def __init__(self, client: MilvusClient, address: Address, timeout: float) -> None:
        self.address, self.timeout = address, timeout
        self._client = client
        self._lock = threading.Lock()
        self._closed_until = 0.0
        self._why = ""
        self.lite = False
        """Is it Milvus Lite, which knows fewer types and indexes?"""

    @classmethod
    def open(cls, address: Address, *, token: str = "", timeout: float = 5.0) -> Door:
        """Connect. Raises InputError (extra missing, server too old, wrong token), IndexUnavailable."""
        try:
            from pymilvus import MilvusClient
        except ImportError as error:
            raise InputError(
                f"{address} needs the extra: install it with pip install 'wenbao[milvus]' ({error})"
            ) from error
        logging.getLogger("pymilvus").setLevel(logging.CRITICAL)  # it prints a traceback before it raises
        client = _called(
            address, timeout, lambda: MilvusClient(uri=address.uri, token=token, timeout=timeout, grpc_options=QUIET)
        )
        door = cls(client, address, timeout)
        version = str(door._call(lambda: client.get_server_version(timeout=timeout)))
        door.lite = "lite" in version.lower()
        numbers = tuple(int(part) for part in version.lstrip("v").split("-")[0].split(".")[:2] if part.isdigit())
        if not door.lite and numbers and numbers < OLDEST:
            raise InputError(
                f"{address.uri} runs Milvus {version}; Wenbao needs {'.'.join(map(str, OLDEST))} or newer: upgrade it"
            )
        return door

    def _call(self, what: Callable[[], T]) -> T:
        if (left := self._closed_until - time.monotonic()) > 0:
            raise IndexUnavailable(f"{self._why} (asked again in {left:.1f} s)")
        try:
            return _called(self.address, self.timeout, what)
        except IndexUnavailable as error:
            with self._lock:
                self._closed_until, self._why = time.monotonic() + PAUSE, error.message
            raise

    def table(self, name: str) -> str:
        """The full name of one of the archive's collections."""
        return f"{self.address.name}_{name}"

    def query(self, table: str, expression: str, fields: Sequence[str], *, strong: bool = False) -> list[Row]:
        """The rows that an expression fits, at most ROWS_MOST."""
        more = {"consistency_level": "Strong"} if strong else {}
        found = self._call(
            lambda: self._client.query(
                self.table(table),
                filter=expression,
                output_fields=list(fields),
                limit=ROWS_MOST,
                timeout=self.timeout,
                **more,
            )
        )
        return [dict(row) for row in found]

    def count(self, table: str, expression: str) -> int:
        """How many rows an expression fits."""
        rows = self._call(
            lambda: self._client.query(
                self.table(table), filter=expression, output_fields=["count(*)"], timeout=self.timeout
            )
        )
        return int(rows[0]["count(*)"])

    def walk(self, table: str, expression: str, fields: Sequence[str]) -> Iterator[Row]:
        """All rows that an expression fits, in the order of their primary keys."""
        iterator = self._call(
            lambda: self._client.query_iterator(
                self.table(table),
                batch_size=AT_ONCE,
                filter=expression,
                output_fields=list(fields),
                timeout=self.timeout,
                consistency_level="Strong",
            )
        )
        try:
            while rows := self._call(iterator.next):
                yield from (dict(row) for row in rows)
        finally:
            iterator.close()

    def search(
        self, field: str, vector: object, expression: str, limit: int, fields: Sequence[str], **how: object
    ) -> list[Row]:
        """The chunks of the largest inner product with `vector`, best first."""
        found = self._call(
            lambda: self._client.search(
                self.table("chunks"),
                data=[vector],
                anns_field=field,
                filter=expression,
                limit=min(limit, ROWS_MOST),
                output_fields=list(fields),
                search_params={"metric_type": "IP", "params": how},
                timeout=self.timeout,
            )
        )
        return [{**hit["entity"], "id": hit["id"]} for hit in found[0]]

    def write(self, table: str, rows: Sequence[Row]) -> None:
        """Put rows, each in the place of the one with the same primary key."""
        for start in range(0, len(rows), AT_ONCE):
            some = list(rows[start : start + AT_ONCE])
            self._call(lambda some=some: self._client.upsert(self.table(table), some, timeout=self.timeout * 6))  # type: ignore[misc]

    def remove(self, table: str, expression: str) -> None:
        """Delete the rows that an expression fits."""
        self._call(lambda: self._client.delete(self.table(table), filter=expression, timeout=self.timeout * 6))

    def do(self, what: Callable[[MilvusClient], T]) -> T:
        """Something else with the client, under the same rules."""
        return self._call(lambda: what(self._client))

    def close(self) -> None:
        """Disconnect."""
        self._client.close()


def _called(address: Address, timeout: float, what: Callable[[], T]) -> T:
    """The call's result. Raises InputError for a refused sign-in, IndexUnavailable for whatever else went wrong."""
    from grpc import RpcError
    from pymilvus.exceptions import MilvusException

    try:
        return what()
    except (MilvusException, RpcError, OSError) as error:
        line = _line_of(error)
        if any(word in line.lower() for word in ("authenticat", "permission")):
            raise InputError(
                f"{address.uri} does not let us in ({line}): set WENBAO_STORE_TOKEN=USER:PASSWORD"
            ) from error
        if "DEADLINE_EXCEEDED" in line or "deadline" in line.lower():
            line = f"no answer within {timeout:g} s"
        raise IndexUnavailable(
            f"the archive at {address} cannot be reached: {line}; is Milvus running there?"
        ) from error


def _line_of(error: Exception) -> str:
    """What an error of pymilvus or of gRPC says, in a line."""
    code, details = getattr(error, "code", None), getattr(error, "details", None)
    if callable(code) and callable(details):  # gRPC's own; a MilvusException's code is a number
        return f"{code().name} {details()}"[:200]
    said = str(getattr(error, "message", "") or error).strip().splitlines() or [type(error).__name__]
    return said[0][:200]
