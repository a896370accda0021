"""Where an archive on Milvus lies: `milvus+http://host:19530/NAME`, and `milvus+https://` behind TLS.

NAME is the archive's: its four collections begin with it, so that one Milvus holds several archives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from index.errors import InputError

PREFIX = "milvus+"
"""What an address begins with, and no folder does."""

PORT = 19530
"""Where Milvus listens unless told otherwise."""

NAME = "wenbao"
"""An archive's name where the address has none."""

_FORM = "write milvus+http://HOST:19530/NAME"
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")


@dataclass(frozen=True, slots=True)
class Address:
    """A Milvus and the archive in it."""

    uri: str
    """As pymilvus has it: `http://host:19530`."""
    name: str

    def __str__(self) -> str:
        return f"{PREFIX}{self.uri}/{self.name}"

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read an address. Raises InputError in one line that shows the right form."""
        try:
            parts = urlsplit(text.strip().removeprefix(PREFIX))
            port = parts.port or PORT
        except ValueError as error:
            raise InputError(f"{text!r} is no address of an archive on Milvus ({error}): {_FORM}") from error
        if not is_address(text) or parts.scheme not in ("http", "https") or not parts.hostname:
            raise InputError(f"{text!r} is no address of an archive on Milvus: {_FORM}")
        if parts.username or parts.password:
            raise InputError("the address of a Milvus holds no secrets: put USER:PASSWORD into WENBAO_STORE_TOKEN")
        name = parts.path.strip("/") or NAME
        if parts.query or parts.fragment or not _NAME.fullmatch(name):
            raise InputError(f"{text!r}: {name!r} is no archive's name (letters, digits and _): {_FORM}")
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        return cls(f"{parts.scheme}://{host}:{port}", name)


def is_address(text: str) -> bool:
    """Is this an address, and not the name of a folder?"""
    return text.strip().startswith(PREFIX)
