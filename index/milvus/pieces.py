"""Files of a version in Milvus: cut where their lines say, so that a file that grew a little has few new pieces.

A piece is named by what it holds; a list of such names is the file. Lists belong to releases, pieces to whoever names
them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from zlib import crc32

from index.errors import IndexDamaged
from index.milvus.door import Door, Row
from index.milvus.expressions import one_of, quote

LINE = 16_000
"""Characters of a line beyond which it is cut: at most 64,000 bytes."""

LARGE = 48_000
"""Bytes from which a piece is full."""

SOME = 64
"""A piece ends after one line in so many, which the line itself decides."""

NAMES = 900
"""Names of pieces in one row of a list."""

ASKED = 64
"""Pieces read at once: 4 MB at most."""


def cut(text: str) -> Iterator[str]:
    """The pieces of a text, which joined are the text."""
    held: list[str] = []
    size = 0
    for line in text.splitlines(keepends=True):
        for start in range(0, len(line), LINE):
            part = line[start : start + LINE]
            size += len(part.encode())
            if held and size > LARGE:
                yield "".join(held)
                held, size = [], len(part.encode())
            held.append(part)
            if crc32(part.encode()) % SOME == 0:
                yield "".join(held)
                held, size = [], 0
    if held:
        yield "".join(held)


def name_of(piece: str) -> str:
    """What a piece is called: by its content."""
    return f"piece/{hashlib.sha256(piece.encode()).hexdigest()}"


def list_of(release: int, file: str, number: int = 0) -> str:
    """What a row of a list is called."""
    return f"list/{release:012d}/{file}/{number:06d}"


def write_files(door: Door, release: int, files: Mapping[str, bytes]) -> None:
    """Write the files of a release; pieces that are there stay."""
    for file, data in files.items():
        pieces = {name_of(piece): piece for piece in cut(data.decode())}
        names = [name_of(piece) for piece in cut(data.decode())]
        unknown = sorted(set(names) - set(_known(door, pieces)))
        door.write("files", [_row(name, pieces[name]) for name in unknown])
        lists = [names[start : start + NAMES] for start in range(0, len(names), NAMES)] or [[]]
        door.write("files", [_row(list_of(release, file, n), "\n".join(some)) for n, some in enumerate(lists)])


def read_file(door: Door, release: int, file: str) -> bytes | None:
    """A file of a release, None if it has none of that name. Raises IndexDamaged."""
    rows = door.query("files", f"name like {quote(f'list/{release:012d}/{file}/%')}", ["name", "data"])
    if not rows:
        return None
    names = [name for row in sorted(rows, key=lambda row: str(row["name"])) for name in str(row["data"]).split()]
    found: dict[str, str] = {}
    for start in range(0, len(names), ASKED):
        some = door.query("files", one_of("name", names[start : start + ASKED]), ["name", "data"])
        found |= {str(row["name"]): str(row["data"]) for row in some}
    for name in names:
        if name_of(found.get(name, "")) != name:
            raise IndexDamaged(f"{door.address}: a piece of {file} is missing or changed; publish the archive again")
    return "".join(found[name] for name in names).encode()


def files_of(door: Door, release: int) -> list[str]:
    """The names of a release's files."""
    rows = door.walk("files", f"name like {quote(f'list/{release:012d}/%')}", ["name"])
    return sorted({str(row["name"]).split("/", 2)[2].rpartition("/")[0] for row in rows})


def tidy(door: Door, keep: Iterable[int]) -> None:
    """Remove the lists of other releases, and pieces that no kept list names."""
    kept = {f"list/{release:012d}/" for release in keep}
    old, used = [], set()
    for row in door.walk("files", "name like 'list/%'", ["name", "data"]):
        if any(str(row["name"]).startswith(start) for start in kept):
            used |= set(str(row["data"]).split())
        else:
            old.append(str(row["name"]))
    old += [
        name for row in door.walk("files", "name like 'piece/%'", ["name"]) if (name := str(row["name"])) not in used
    ]
    for start in range(0, len(old), NAMES):
        door.remove("files", one_of("name", old[start : start + NAMES]))


def _known(door: Door, names: Iterable[str]) -> Iterator[str]:
    wanted = sorted(names)
    for start in range(0, len(wanted), NAMES):
        yield from (
            str(row["name"]) for row in door.query("files", one_of("name", wanted[start : start + NAMES]), ["name"])
        )


def _row(name: str, data: str) -> Row:
    return {"name": name, "data": data, "unused": [0.0, 0.0]}
