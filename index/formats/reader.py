"""A file's bytes to what they hold, by the name's ending, checked against the first bytes."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from index.errors import FileRefused
from index.formats.finds import Find, FoundPage, FoundRecord
from index.pages import read_page, split_records
from index.records import Statement

READERS = {
    ".pdf": "index.formats.pdf",
    ".html": "index.formats.webpage",
    ".htm": "index.formats.webpage",
    ".xhtml": "index.formats.webpage",
    ".shtml": "index.formats.webpage",
    ".md": "index.formats.markdown",
    ".markdown": "index.formats.markdown",
    ".docx": "index.formats.word",
    ".csv": "index.formats.table",
    ".zip": "index.formats.archive",
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff"), "index.formats.picture"),
}
"""The module that reads each ending; each has `read(data, source)`. Loaded when first needed, for a quick start."""
KNOWN = "taken are .txt, .jsonl, .jsonl.gz, .csv, .md, .html, .docx, .pdf, .png, .jpg, .tif, and .zip of these"
MOST = {
    ".txt": 8,
    ".md": 8,
    ".markdown": 8,
    ".csv": 64,
    ".jsonl": 256,
    ".gz": 256,
    ".docx": 64,
    ".pdf": 192,
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff"), 192),
    ".zip": 2048,
}
"""MiB of one file, by its ending: tens of times the largest seen of each; a scanned issue as PDF has some 100."""
_HTML_MOST = 8
"""MiB of one web page; the largest article page seen has 0.6."""
_MIB = 2**20


def ending(name: str) -> str:
    """The lower-case ending of a file's name, `.gz` for `a.jsonl.gz`."""
    return Path(name).suffix.lower()


def most_bytes(name: str) -> int:
    """Bytes that a file of this name may have."""
    return MOST.get(ending(name), _HTML_MOST) * _MIB


def is_known(name: str) -> bool:
    """Is a file of this name read at all?"""
    return ending(name) in READERS or name.lower().endswith((".txt", ".jsonl", ".jsonl.gz"))


def refuse_unknown(source: str, name: str) -> FileRefused:
    """The refusal of a file of unknown type."""
    kind = "old Word files (.doc): save as .docx" if ending(name) == ".doc" else f"files of type {ending(name)!r}"
    return FileRefused(f"{source}: {kind} are not read; {KNOWN}", reason="unsupported")


def refuse_large(source: str, size: int, most: int) -> FileRefused:
    """The refusal of a file that is too large."""
    return FileRefused(f"{source}: {size} bytes, at most {most} are read; split the file", reason="too_large")


def refuse_damaged(source: str, error: Exception) -> FileRefused:
    """The refusal of a file over which a parser stumbled, with the parser's own words."""
    what = " ".join(f"{type(error).__name__}: {error}".split())[:120]
    return FileRefused(f"{source}: damaged ({what}); open it, save it anew and try again", reason="damaged")


def read(data: bytes, source: str, name: str) -> Iterator[Find]:
    """What the bytes of a file called `name` hold. Raises FileRefused where nothing can be read."""
    if not is_known(name):
        raise refuse_unknown(source, name)
    if len(data) > most_bytes(name):
        raise refuse_large(source, len(data), most_bytes(name))
    if not data.strip():
        raise FileRefused(f"{source}: the file is empty; remove it or fill it", reason="empty")
    if ending(name) == ".txt":
        page = read_page(data, source=source, stated=Statement())
        yield FoundPage(source, 1, page.text)
    elif ending(name) in (".jsonl", ".gz"):
        yield from _records(data, source, is_packed=ending(name) == ".gz")
    else:
        reader: Callable[[bytes, str], Iterator[Find]] = import_module(READERS[ending(name)]).read
        yield from reader(data, source)


def _records(data: bytes, source: str, *, is_packed: bool) -> Iterator[Find]:
    """The lines of JSON Lines in an archive, unpacked no further than their limit."""
    most = MOST[".jsonl"] * _MIB
    try:
        with gzip.open(io.BytesIO(data)) if is_packed else io.BytesIO(data) as lines:
            done = 0
            for number, line in enumerate(split_records(lines), 1):
                done += len(line)
                if done > most:
                    raise refuse_large(source, done, most)
                yield FoundRecord(source, number, line.decode("utf-8", "replace"))
    except (OSError, EOFError, zlib.error) as error:
        raise FileRefused(f"{source}: damaged gzip ({error}); pack it again", reason="damaged") from error
