"""Files on their way in: finding them below the paths a user names, and remembering those already taken."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from index.errors import InputError
from index.fingerprints import digest
from index.records import Statement

_log = logging.getLogger("wenbao")

CUTTER = 5
"""Raised whenever segmentation or clean-up changes what it makes of a page, so that pages are cut anew."""

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
        # the parts are taken from the text, because a Path keeps them for good
        for found in sorted(root.rglob("*"), key=lambda path: str(path).split(os.sep)):  # noqa: PTH206
            relative = found.relative_to(root)
            if any(part.startswith(".") for part in relative.parts) or (found.is_dir() and not found.is_symlink()):
                continue
            name = show_name(relative.as_posix())
            if _is_own(found):
                yield File(found, name)
            elif warn:
                _log.warning("%s: a link, pipe or device, passed over; copy the file itself into the folder", name)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name too long for a file, or with NUL in it
        return False


def _is_own(found: Path) -> bool:
    """Is this a plain file that lies here and nowhere else?"""
    try:
        state = found.lstat()
    except OSError:
        return False  # gone meanwhile
    return stat.S_ISREG(state.st_mode) and state.st_nlink == 1


def show_name(name: str) -> str:
    """A file name that can be printed and stored: bytes of another encoding, controls and bidi marks become �."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join("�" if unicodedata.category(sign) in _UNPRINTABLE else sign for sign in text)


def dump_sources(records: Iterable[SourceRecord]) -> bytes:
    """The records as JSON."""
    lines = (json.dumps(asdict(record)).encode() for record in records)  # in ASCII: names may be no UTF-8
    return b"[" + b",\n".join(lines) + b"]\n"


def load_sources(data: bytes) -> list[SourceRecord]:
    """The inverse of `dump_sources`."""
    return [SourceRecord(**fields) for fields in json.loads(data)]
