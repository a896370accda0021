"""Raw bytes to a Page, or one clear line why not."""

from __future__ import annotations

from index.encodings import Undecodable, decode, looks_binary
from index.errors import FileRefused
from index.records import Page, Statement

_BLANK = " \t\r\n\v\f\u00a0\u2003\u3000\ufeff\u200b"


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
