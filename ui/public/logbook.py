"""The access log: one JSON object a request in a file a day, without what was asked (row P1), and errors as JSON lines.

Law: a line never holds a question, a body, a query string or an address; of the address only a hash whose salt is
drawn anew each day and never written down.
"""

from __future__ import annotations

import json
import logging
import secrets
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, TextIO

log = logging.getLogger(__name__)

_LINES = json.JSONEncoder(ensure_ascii=True, allow_nan=False, default=str)


def one_line(entry: dict[str, Any]) -> str:
    """`entry` as one line of ASCII: no control, escape sequence or line end of any text reaches a terminal (row B7)."""
    return _LINES.encode(entry)


class Logbook:
    """Writes lines; without a folder it writes none. A full disk costs lines, never answers."""

    def __init__(self, folder: Path | None, clock: Callable[[], datetime], *, with_address: bool = True) -> None:
        self.folder, self._clock, self._with_address = folder, clock, with_address
        self._lock = threading.Lock()
        self._day: date | None = None
        self._salt = b""
        self._file: TextIO | None = None
        self._failed = False

    def write(self, entry: dict[str, Any], address: str) -> None:
        """One request. `entry` holds what may be kept; `address` leaves only its hash."""
        if self.folder is None:
            return
        with self._lock:
            now = self._clock().astimezone(UTC)
            try:
                file = self._turn(now.date())
                who = {"who": self._hash(address)} if self._with_address else {}
                file.write(one_line({"time": now.isoformat(timespec="milliseconds"), **entry, **who}) + "\n")
                file.flush()
                self._failed = False
            except OSError as error:
                if not self._failed:  # once, not once a request
                    log.error("the access log cannot be written: %s", error.strerror)
                self._failed = True
                self._day = None

    def _hash(self, address: str) -> str:
        return sha256(self._salt + address.encode()).hexdigest()[:16]

    def _turn(self, day: date) -> TextIO:
        if self._file is None or day != self._day:
            self.close()
            assert self.folder is not None  # write() has looked
            self.folder.mkdir(parents=True, exist_ok=True)
            self._file = (self.folder / f"access-{day.isoformat()}.jsonl").open("a", encoding="ascii")
            self._day, self._salt = day, secrets.token_bytes(16)
        return self._file

    def close(self) -> None:
        """Close the day's file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def purge(self, before: date) -> int:
        """Delete the files of days before `before`; how many."""
        if self.folder is None or not self.folder.is_dir():
            return 0
        old = [path for path in self.folder.glob("access-????-??-??.jsonl") if path.stem[7:] < before.isoformat()]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)


class JsonLines(logging.Formatter):
    """Program messages as JSON lines. Of an exception its kind and places: its words may quote what was asked."""

    def format(self, record: logging.LogRecord) -> str:
        """One record."""
        entry: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0] is not None:
            places = traceback.extract_tb(record.exc_info[2])
            entry["error"] = record.exc_info[0].__name__
            entry["at"] = [f"{Path(place.filename).name}:{place.lineno} {place.name}" for place in places]
        return one_line(entry)


def log_as_lines() -> None:
    """Send warnings and errors of the whole program to stderr as JSON lines."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
