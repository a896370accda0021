"""A .txt or .docx that somebody brings to the desk, to its text; read in the limited child process, kept nowhere."""

from __future__ import annotations

import json
import tempfile
import threading
from pathlib import Path

from index.errors import FileRefused
from index.formats.apart import Limits, read_apart
from index.formats.finds import FoundPage, FoundRecord

FILE_MOST = 4 * 2**20
"""Bytes of a manuscript; a newspaper's longest feature as .docx, with its styles and no pictures, has 100 KiB."""
TEXT_MOST = 100_000
"""Characters of its text; what is beyond is refused, not cut off in silence."""
ENDINGS = {
    "text/plain": ".txt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
"""What may be brought: media type to the ending under which it is read."""
LIMITS = Limits(cpu_s=10, wall_s=20.0)
_TABLE = threading.BoundedSemaphore(2)
"""Manuscripts read at once: each takes a process of up to 1.5 GiB."""


def read_manuscript(data: bytes, media_type: str) -> str:
    """Its text, paragraphs by line feeds. Raises FileRefused (`busy`, `unsupported`, `too_large`, `damaged`, …)."""
    ending = ENDINGS.get(media_type.partition(";")[0].strip().lower())
    if ending is None:
        raise FileRefused("only .txt and .docx manuscripts are read here; paste the text instead", reason="unsupported")
    if len(data) > FILE_MOST:
        raise FileRefused(
            f"the manuscript has {len(data)} bytes; at most {FILE_MOST} are read: paste the text", reason="too_large"
        )
    if not _TABLE.acquire(timeout=5):
        raise FileRefused("two other manuscripts are being read; try again shortly", reason="busy")
    try:
        return _text(data, ending)
    finally:
        _TABLE.release()


def _text(data: bytes, ending: str) -> str:
    pieces: list[str] = []
    length = 0
    with tempfile.TemporaryDirectory(prefix="wenbao-desk-") as folder:
        path = Path(folder) / f"manuscript{ending}"
        path.write_bytes(data)
        for find in read_apart(path, path.name, LIMITS):
            if isinstance(find, FileRefused):
                raise find
            if isinstance(find, FoundPage):
                pieces.append(find.text)
            elif isinstance(find, FoundRecord):
                fields = json.loads(find.line)
                pieces += [str(fields[name]) for name in ("headline", "text") if fields.get(name)]
            length = sum(map(len, pieces))
            if length > TEXT_MOST:
                raise FileRefused(
                    f"the manuscript has more than {TEXT_MOST} characters; bring it in parts", reason="too_large"
                )
    text = "\n".join(pieces).strip()
    if not any(c.isalnum() for c in text):
        raise FileRefused("there is no text in the manuscript", reason="empty")
    return text
