"""The register of a running build: files taken, keys given and where records stand, on disk however many they are.

An SQLite file without a name in the index folder, which goes with the build. What a version keeps of it is written out
as JSON (see sources.py), checksummed and readable by hand.
"""

from __future__ import annotations

import os
import sqlite3
import weakref
from collections.abc import Iterable, Iterator
from pathlib import Path

from index.sources import SourceRecord

DRAFT = "register.new"
"""The file's name for the moment that it has one."""

PAGE = 500
"""Rows read at a time by what may change them meanwhile."""

_FIELDS = "number, origin, source, sha256, terms, articles"
_TABLES = f"""
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -4096; PRAGMA locking_mode = EXCLUSIVE;
BEGIN;
CREATE TABLE files ({_FIELDS.replace("number", "number INTEGER PRIMARY KEY")}, renamed INTEGER NOT NULL DEFAULT 0);
CREATE INDEX origins ON files (origin);
CREATE INDEX sums ON files (sha256);
CREATE TABLE copies (number INTEGER PRIMARY KEY, origin BLOB);
CREATE TABLE given (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE places (key TEXT PRIMARY KEY, page INTEGER) WITHOUT ROWID;
"""


class Register:
    """Nothing of it is ever committed: a build that dies leaves no trace of it."""

    def __init__(self, folder: Path) -> None:
        """Open an empty one in the folder of an index that is locked."""
        path = folder / DRAFT
        path.unlink(missing_ok=True)
        # the build that used it may be let go of in another thread
        self._table = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        weakref.finalize(self, self._table.close)
        self._table.executescript(_TABLES)
        path.unlink(missing_ok=True)

    def load(self, records: Iterable[SourceRecord], renamed: Iterable[int], places: Iterable[tuple[str, int]]) -> None:
        """Begin with what the version before kept."""
        self._table.executemany(f"INSERT INTO files ({_FIELDS}) VALUES (?, ?, ?, ?, ?, ?)", map(_row, records))
        self._table.executemany("UPDATE files SET renamed = 1 WHERE number = ?", ((number,) for number in renamed))
        self._table.executemany("INSERT INTO places VALUES (?, ?)", places)

    # the files

    def _find(self, where: str, *values: object) -> SourceRecord | None:
        found = self._table.execute(f"SELECT {_FIELDS} FROM files WHERE {where} ORDER BY number DESC LIMIT 1", values)
        row = found.fetchone()
        return _record(row) if row else None

    def file(self, number: int) -> SourceRecord | None:
        """The file with this number."""
        return self._find("number = ?", number)

    def file_at(self, origin: str) -> SourceRecord | None:
        """The file that lay at this place when last seen."""
        return self._find("origin = ?", os.fsencode(origin))

    def file_of(self, sha256: str, terms: str | None = None) -> SourceRecord | None:
        """A file of these bytes, and taken on these terms where they are given."""
        if terms is None:
            return self._find("sha256 = ?", sha256)
        return self._find("sha256 = ? AND terms = ?", sha256, terms)

    def last(self) -> int:
        """The highest number of a file, 0 with none."""
        (number,) = self._table.execute("SELECT max(number) FROM files").fetchone()
        return int(number or 0)

    def put(self, record: SourceRecord) -> bool:
        """Note a file, or what is new about it; is anything?"""
        old = self.file(record.number)
        if old == record:
            return False
        values = _row(record)
        self._table.execute(
            f"INSERT INTO files ({_FIELDS}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO UPDATE SET origin = ?,"
            " renamed = renamed OR source <> ?, source = ?, sha256 = ?, terms = ?, articles = ?",
            (*values, values[1], values[2], *values[2:]),
        )
        return True

    def drop(self, number: int) -> None:
        """Forget a file."""
        self._table.execute("DELETE FROM files WHERE number = ?", (number,))

    def files(self) -> Iterator[SourceRecord]:
        """All files by number; they may be changed meanwhile."""
        last = 0
        while rows := self._table.execute(
            f"SELECT {_FIELDS} FROM files WHERE number > ? ORDER BY number LIMIT {PAGE}", (last,)
        ).fetchall():
            yield from map(_record, rows)
            last = rows[-1][0]

    def renamed(self) -> Iterator[tuple[int, str]]:
        """Number and name of the files that had another name when articles of theirs were read."""
        yield from self._table.execute("SELECT number, source FROM files WHERE renamed ORDER BY number")

    def put_copy(self, number: int, origin: str) -> None:
        """Note that the bytes of a file lie at another place too."""
        self._table.execute("INSERT OR REPLACE INTO copies VALUES (?, ?)", (number, os.fsencode(origin)))

    def pop_copy(self, number: int) -> str | None:
        """That place, which is forgotten."""
        row = self._table.execute("SELECT origin FROM copies WHERE number = ?", (number,)).fetchone()
        self._table.execute("DELETE FROM copies WHERE number = ?", (number,))
        return os.fsdecode(row[0]) if row else None

    # the keys

    def give(self, key: str) -> None:
        """Note that this build wrote an article with this key."""
        self._table.execute("INSERT OR IGNORE INTO given VALUES (?)", (key,))

    def gave(self, key: str) -> bool:
        """Did it?"""
        return self._table.execute("SELECT 1 FROM given WHERE key = ?", (key,)).fetchone() is not None

    def given(self) -> Iterator[str]:
        """The keys of all articles that this build wrote."""
        return (key for (key,) in self._table.execute("SELECT key FROM given ORDER BY key"))

    # where records stand

    def place(self, key: str) -> int | None:
        """Where a record stands now, if not where it stood when it was read."""
        row = self._table.execute("SELECT page FROM places WHERE key = ?", (key,)).fetchone()
        return int(row[0]) if row else None

    def put_place(self, key: str, page: int | None) -> None:
        """Note it; None: where it stood."""
        if page is None:
            self._table.execute("DELETE FROM places WHERE key = ?", (key,))
        else:
            self._table.execute("INSERT OR REPLACE INTO places VALUES (?, ?)", (key, page))

    def places(self) -> Iterator[tuple[str, int]]:
        """All of them by key."""
        yield from self._table.execute("SELECT key, page FROM places ORDER BY key")


def _row(record: SourceRecord) -> tuple[int, bytes, str, str, str, int]:
    # a path may be no UTF-8
    return record.number, os.fsencode(record.origin), record.source, record.sha256, record.terms, record.articles


def _record(row: tuple[int, bytes, str, str, str, int]) -> SourceRecord:
    return SourceRecord(row[0], os.fsdecode(row[1]), *row[2:])
