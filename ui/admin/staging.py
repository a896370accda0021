"""Uploaded pages on their way in: kept under generated names beside the index, the given names only to be shown (C9).

In `<uploads>/<batch>/`: `pages/<32 hex>.txt` is what a build reads (the ending is one of those that are read);
`batch.json` tells who, when, what is stated and what each file was called; `report.json` what became of it.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO, Final

from index.encodings import looks_binary
from index.errors import FileRefused, InputError
from index.formats.reader import ending, is_known, most_bytes, refuse_large, refuse_unknown
from index.records import Statement
from index.sources import show_name
from ui.state.tables import new_id

FILES_MOST: Final = 2000
"""Files of one upload: a daily's year in pages has twice as many, and comes as a ZIP."""
SHOWN_MOST: Final = 100
"""Batches that the list shows."""
_NAME_MOST: Final = 200
_HEAD: Final = 4096
_ID: Final = re.compile(r"[0-9a-f]{32}")
_PICTURE: Final = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    **dict.fromkeys((".jpg", ".jpeg"), (b"\xff\xd8\xff",)),
    **dict.fromkeys((".tif", ".tiff"), (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")),
}
_BEGINS: Final[dict[str, tuple[bytes, ...]]] = {
    **_PICTURE,
    ".gz": (b"\x1f\x8b",),
    **dict.fromkeys((".zip", ".docx"), (b"PK\x03\x04", b"PK\x05\x06")),
}
"""How files of each ending begin; PDFs may have something before, texts must not look like anything else."""


@dataclass(frozen=True, slots=True)
class Staged:
    """One file that was kept, or refused: then `stored` is "", and `reason` and `message` say why."""

    name: str
    stored: str
    size: int
    reason: str = ""
    """As in a build's report."""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """One upload."""

    id: str
    at: str
    """UTC, ISO 8601."""
    by: str
    newspaper: str
    edition: str
    collection: str
    published: str
    files: tuple[Staged, ...]

    @property
    def names(self) -> dict[str, str]:
        """What each kept file was called, by the name it has here."""
        return {each.stored: each.name for each in self.files if each.stored}

    @property
    def refused(self) -> tuple[Staged, ...]:
        """The files that were not kept."""
        return tuple(each for each in self.files if not each.stored)


class Staging:
    """The folder of uploads."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def pages(self, id: str) -> Path:
        """Where a batch's files lie."""
        return self.place / id / "pages"

    def take(self, given: Iterable[tuple[str, BinaryIO]], by: str, at: datetime, stated: Statement) -> Batch:
        """Keep what can be kept. Raises InputError where nothing was given or the folder cannot be written."""
        id = new_id()
        try:
            self.pages(id).mkdir(parents=True, mode=0o700)
            files = tuple(self._keep(id, name, data) for name, data in given)
            if not files:
                raise InputError("no file came along: choose pages, or a ZIP of pages")
            batch = Batch(
                id,
                at.strftime("%Y-%m-%dT%H:%M:%SZ"),
                by,
                stated.newspaper,
                stated.edition,
                stated.collection,
                stated.published or "",
                files,
            )
            self._write(id, "batch.json", asdict(batch))
        except OSError as error:
            shutil.rmtree(self.place / id, ignore_errors=True)
            raise InputError(f"the upload cannot be kept ({error.strerror}): see to the folder of uploads") from error
        except InputError:
            shutil.rmtree(self.place / id, ignore_errors=True)
            raise
        return batch

    def _keep(self, id: str, given: str, data: BinaryIO) -> Staged:
        """One file under a name of ours."""
        name = shown_name(given)
        data.seek(0, 2)
        size = data.tell()
        data.seek(0)
        refusal = why_not(name, data.read(_HEAD), size)
        if refusal:
            return Staged(name, "", size, refusal.reason, refusal.message)
        stored = secrets.token_hex(16) + (".jsonl.gz" if name.lower().endswith(".jsonl.gz") else ending(name))
        data.seek(0)
        with (self.pages(id) / stored).open("xb") as file:
            shutil.copyfileobj(data, file)
        return Staged(name, stored, size)

    def find(self, id: str) -> Batch:
        """A batch. Raises InputError."""
        fields = self._read(id, "batch.json") if _ID.fullmatch(id) else None
        if fields is None:
            raise InputError("there is no upload with this number")
        files = tuple(Staged(**each) for each in fields.pop("files"))
        return Batch(**fields, files=files)

    def report(self, id: str) -> dict[str, Any] | None:
        """What became of it, None before it was built."""
        return self._read(id, "report.json")

    def keep_report(self, id: str, report: Mapping[str, Any]) -> None:
        """Note what became of it."""
        self._write(id, "report.json", report)

    def all(self) -> list[Batch]:
        """The newest batches, newest first."""
        ids = [path.parent.name for path in self.place.glob("*/batch.json") if _ID.fullmatch(path.parent.name)]
        found = sorted((self.find(id) for id in ids), key=lambda batch: batch.at, reverse=True)
        return found[:SHOWN_MOST]

    def purge(self, now: datetime, before: datetime | None) -> int:
        """Delete the batches that came `before` a moment (None: no whole one), with their lists; how many folders.

        What broke off while it came has no list: it goes after a day.
        """
        gone = 0
        for folder in sorted(self.place.glob("*")) if self.place.is_dir() else ():
            if not _ID.fullmatch(folder.name):
                continue
            fields = self._read(folder.name, "batch.json")
            if fields is None:
                old = datetime.fromtimestamp(folder.stat().st_mtime, UTC) < now - timedelta(days=1)
            else:
                old = before is not None and datetime.fromisoformat(fields["at"]) < before
            if old:
                shutil.rmtree(folder)
                gone += 1
        return gone

    def _read(self, id: str, name: str) -> dict[str, Any] | None:
        try:
            read: dict[str, Any] = json.loads((self.place / id / name).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return read

    def _write(self, id: str, name: str, value: Mapping[str, Any]) -> None:
        draft = self.place / id / f"{name}.new"
        draft.write_text(json.dumps(value, ensure_ascii=False), "utf-8")
        draft.replace(self.place / id / name)


def shown_name(given: str) -> str:
    """A given name as it may be shown: its last part, printable, not too long; nothing is stored under it."""
    last = re.split(r"[/\\]", given.encode("utf-8", "replace").decode())[-1]
    name = "".join(sign if sign.isprintable() else "\ufffd" for sign in show_name(last)).strip() or "?"
    return name if len(name) <= _NAME_MOST else "…" + name[-_NAME_MOST:]


def why_not(name: str, head: bytes, size: int) -> FileRefused | None:
    """Why a file is not taken, None if it is: its ending must be one that is read, its first bytes must bear it out."""
    if not is_known(name) or name.startswith("."):
        return refuse_unknown(name, name)
    if not size:
        return FileRefused(f"{name}: the file is empty; remove it or fill it", reason="empty")
    most = most_bytes(name)
    if size > most:
        return refuse_large(name, size, most)
    kind = ending(name)
    if kind == ".pdf":
        fits = b"%PDF-" in head[:1024]
    elif kind in _BEGINS:
        fits = head.startswith(_BEGINS[kind])
    else:
        known = (b"%PDF-", *(start for starts in _BEGINS.values() for start in starts))
        fits = not head.startswith(known) and not looks_binary(head)
    what = f"{name}: what is in it is no {kind[1:].upper()}; save it as what it is"
    return None if fits else FileRefused(what, reason="binary" if looks_binary(head) else "damaged")
