"""What a file holds before it becomes articles: pages to be cut and ready records; and how they cross a pipe."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from index.errors import FileRefused
from index.records import Setting

NO_MEMORY = 71
"""The exit status of a child whose memory ran out (EX_OSERR of sysexits.h)."""


@dataclass(frozen=True, slots=True)
class FoundPage:
    """The text of one page, line by line, to be cut into articles. `hidden` counts parts that no reader sees."""

    source: str
    number: int
    text: str
    hidden: int = 0
    settings: tuple[Setting, ...] = ()
    """How each line that is not blank is printed, where the file tells."""
    sureness: float = 1.0
    """How sure its signs are: 1 where the file has the text itself, less where it was recognised in a picture."""


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """One ready article as a line of JSON with the field names of JSON Lines input."""

    source: str
    number: int
    line: str
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A member of an archive begins; `ordinal` counts members from 0, so that reading can go on after a bad one."""

    source: str
    ordinal: int


Find = FoundPage | FoundRecord | Entry | FileRefused


def record(source: str, number: int, hidden: int = 0, **fields: str) -> FoundRecord:
    """A record of the fields that hold something."""
    filled = {name: value for name, value in fields.items() if value}
    return FoundRecord(source, number, json.dumps(filled, ensure_ascii=False), hidden)


def dump(find: Find) -> bytes:
    """The find as one line of JSON in ASCII: file names may hold half a surrogate pair."""
    if isinstance(find, FoundPage):
        fields: list[Any] = ["page", find.source, find.number, find.text, find.hidden]
        fields += [[[line.size, line.indent] for line in find.settings], find.sureness]
    elif isinstance(find, FoundRecord):
        fields = ["record", find.source, find.number, find.line, find.hidden]
    elif isinstance(find, Entry):
        fields = ["entry", find.source, find.ordinal]
    else:
        fields = ["refused", find.message, find.reason]
    return json.dumps(fields).encode() + b"\n"


def load(line: bytes) -> Find:
    """The inverse of `dump`. Raises ValueError on anything else: a broken child may say anything."""
    match json.loads(line):
        case ["page", str(source), int(number), str(text), int(hidden), list(lines), float(sureness)]:
            settings = tuple(Setting(float(size), None if indent is None else float(indent)) for size, indent in lines)
            return FoundPage(source, number, text, hidden, settings, sureness)
        case ["record", str(source), int(number), str(text), int(hidden)]:
            return FoundRecord(source, number, text, hidden)
        case ["entry", str(source), int(ordinal)]:
            return Entry(source, ordinal)
        case ["refused", str(message), str(reason)]:
            return FileRefused(message, reason=reason)
    raise ValueError(f"no find: {line[:60]!r}")
