"""Files on their way in: finding them below the paths a user names, and remembering those already taken."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import sqlite3
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import chain, islice
from pathlib import Path

from index.errors import InputError, is_systems
from index.fingerprints import digest
from index.records import Statement

_log = logging.getLogger("wenbao")

CUTTER = 13
"""Raised whenever segmentation or clean-up changes what it makes of a page, so that pages are cut anew."""

AT_ONCE = 20_000
"""Names of one folder that are put in order in memory: 2 MiB."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/|//")
_UNPRINTABLE = ("Cc", "Cf", "Cn", "Cs", "Zl", "Zp")
"""Unicode's categories of signs that end a line, turn its direction, or are nothing."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to take. `source` is relative to the path that the user named; `path` is absolute."""

    path: Path
    source: str


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A file already taken. `origin` is its absolute path when last seen: kept here only, never shown or exported."""

    number: int
    origin: str
    source: str
    sha256: str
    terms: str
    articles: int


def terms_of(stated: Statement) -> str:
    """Fingerprint of everything beside the bytes that decides what a file becomes."""
    return digest(str(CUTTER), *[str(value) for value in asdict(stated).values()])


def sum_source(file: File) -> str:
    """SHA-256 of the file's bytes. Raises OSError."""
    with file.path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def find_files(paths: Iterable[Path], *, warn: bool = True) -> Iterator[File]:
    """The files below each path, in a stable order; hidden files and folders are left out.

    Links (also hard ones), pipes and devices in a folder are passed over, with a line in the log where `warn` is set:
    they lead elsewhere, or nowhere. A link that the user names is followed.

    Raises:
        InputError: a path does not exist, or is an address on the network.
    """
    for path in paths:
        if not _exists(path):
            if _ADDRESS.match(str(path)):
                address = re.sub(r"^([\w+.-]+:)/(?!/)", r"\1//", str(path))  # a Path has lost the second stroke
                raise InputError(f"{address} is an address; Wenbao fetches nothing: save the page and name its file")
            raise InputError(f"{path} does not exist: name a file or folder of newspaper pages")
        root = path.resolve()
        if root.is_file():
            yield File(root, show_name(root.name))
            continue
        for found in _walk(str(root)):
            name = show_name(os.path.relpath(found, root))
            if _is_own(found):
                yield File(Path(found), name)
            elif warn:
                _log.warning("%s: a link, pipe or device, passed over; copy the file itself into the folder", name)


def _walk(folder: str) -> Iterator[str]:
    """What lies below a folder and is no folder, in the order of its parts; hidden things are left out."""
    for name in _names(folder):
        path = f"{folder}{os.sep}{name}"  # text, because a Path keeps its parts for good
        if os.path.isdir(path) and not os.path.islink(path):  # noqa: PTH112, PTH114
            yield from _walk(path)
        else:
            yield path


def _names(folder: str) -> Iterator[str]:
    """What a folder holds, in order; the names of very many are put in order on disk."""
    try:
        with os.scandir(folder) as entries:
            names = (entry.name for entry in entries if not entry.name.startswith("."))
            some = list(islice(names, AT_ONCE))
            if len(some) == AT_ONCE:
                yield from _sort(chain(some, names))
                return
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return  # it may not be read, or has gone
    except OSError as error:  # such as no file handle left: a folder that cannot be listed is not an empty one
        raise InputError(
            f"the folder {folder} cannot be listed ({error.strerror}): nothing was changed; try again"
        ) from error
    yield from sorted(some, key=os.fsencode)


def _sort(names: Iterable[str]) -> Iterator[str]:
    """Names in the order of their bytes."""
    with closing(sqlite3.connect("")) as table:  # a file without a name, which goes with the connection
        table.execute("CREATE TABLE names (name BLOB PRIMARY KEY) WITHOUT ROWID")
        table.executemany("INSERT OR IGNORE INTO names VALUES (?)", ((os.fsencode(name),) for name in names))
        for (name,) in table.execute("SELECT name FROM names ORDER BY name"):
            yield os.fsdecode(name)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name too long for a file, or with NUL in it
        return False


def _is_own(found: str) -> bool:
    """Is this a plain file that lies here and nowhere else?"""
    try:
        state = os.lstat(found)
    except OSError as error:
        if is_systems(error):
            raise InputError(
                f"{found} cannot be looked at ({error.strerror}): nothing was changed; try again"
            ) from error
        return False  # gone meanwhile
    return stat.S_ISREG(state.st_mode) and state.st_nlink == 1


def show_name(name: str) -> str:
    """A file name that can be printed and stored: bytes of another encoding, controls and bidi marks become �."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join("�" if unicodedata.category(sign) in _UNPRINTABLE else sign for sign in text)


def dump_sources(records: Iterable[SourceRecord]) -> Iterator[bytes]:
    """The records as a JSON list, in pieces, one record a line."""
    yield b"["
    for number, record in enumerate(records):
        yield (b",\n" if number else b"") + json.dumps(asdict(record)).encode()  # in ASCII: names may be no UTF-8
    yield b"]\n"


def load_sources(lines: Iterable[bytes]) -> Iterator[SourceRecord]:
    """The inverse of `dump_sources`, from lines."""
    for line in lines:
        record = line.strip().lstrip(b"[").rstrip(b",]")
        if record:
            yield SourceRecord(**json.loads(record))


def dump_table(pairs: Iterable[tuple[object, object]]) -> Iterator[bytes]:
    """Pairs as a JSON object, in pieces."""
    yield b"{"
    for number, (name, value) in enumerate(pairs):
        yield (b",\n" if number else b"") + f"{json.dumps(str(name))}: {json.dumps(value)}".encode()
    yield b"}"
