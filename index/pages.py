"""Raw bytes to a Page, or one clear line why not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from index.encodings import Undecodable, decode, looks_binary
from index.errors import FileRefused
from index.records import Page, Statement

_BLANK = " \t\r\n\v\f\u00a0\u2003\u3000\ufeff\u200b"

TEXT_MOST = 1_000_000
"""Characters of one page, over a hundred times those of the fullest broadsheet page: cutting takes some 200 bytes of
memory for each of them."""
RECORD_MOST = 4 * 2**20
"""Bytes of one line of JSON Lines: as many characters in UTF-8, and the rest of the record."""


def check_length(text: str, source: str) -> None:
    """Raises FileRefused with reason `too_large` for a text that is no page."""
    if len(text) > TEXT_MOST:
        what = f"{source}: {len(text)} characters on one page, at most {TEXT_MOST} are read; split it into its pages"
        raise FileRefused(what, reason="too_large")


class Lines(Protocol):
    """An opened file of bytes, packed or not."""

    def readline(self, size: int, /) -> bytes:
        """The next line, or as much of it as `size` bytes; nothing at the end."""
        ...


def split_records(file: Lines) -> Iterator[bytes]:
    """The lines of JSON Lines; one that is too long ends after RECORD_MOST bytes and a bit, whatever its length."""
    while line := file.readline(RECORD_MOST + 1):
        yield line
        while len(line) > RECORD_MOST and not line.endswith(b"\n"):
            line = file.readline(RECORD_MOST + 1)


def read_page(data: bytes, *, source: str, stated: Statement) -> Page:
    """The page that `data` holds. Raises FileRefused with reason `empty`, `binary` or `encoding`."""
    if not data.strip():
        raise FileRefused(f"{source}: the file is empty; remove it or fill it", reason="empty")
    if looks_binary(data):
        raise FileRefused(
            f"{source}: {len(data)} bytes that are not text; give the page's text as .txt", reason="binary"
        )
    try:
        text = decode(data)
    except Undecodable as error:
        raise FileRefused(f"{source}: {error}; save the file as UTF-8 and try again", reason="encoding") from error
    if not text.strip(_BLANK):
        raise FileRefused(f"{source}: the file holds only white space; remove it or fill it", reason="empty")
    return Page(source=source, number=1, text=text, stated=stated)
