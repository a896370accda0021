"""A ZIP archive to what its members hold: nothing is written anywhere, and limits count bytes as they are read."""

from __future__ import annotations

import io
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from index.errors import FileRefused, is_systems
from index.formats.finds import Entry, Find
from index.formats.reader import ending, is_known, most_bytes, refuse_damaged, refuse_large, refuse_unknown
from index.formats.reader import read as read_member

ENTRIES_MOST = 10_000
"""Members of one archive; a year of a daily's pages as text has some 5,000."""
_DIRECTORY_MOST = 4 * 2**20
"""Bytes of an archive's directory: 10,000 names of 350 bytes, checked before Python reads it."""
TOTAL_MOST = 512 * 2**20
"""Bytes that all members together may unpack to, nested archives' members included."""
_RATIO_MOST = 200
"""To how many times its packed size a member may unpack; Chinese text packs to a third, JSON to a tenth."""
_RATIO_FREE = 2**20
"""Bytes that every member may have whatever its ratio."""
_DEPTH_MOST = 2
"""Archives within one another: an archive of a month may hold those of its days."""
_BLOCK = 2**16
_DEVICE = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")
_UNICODE_PATH = 0x7075
"""The extra field in which Info-ZIP keeps a name as UTF-8."""


class _Budget:
    """What is counted over an archive and the archives within it."""

    def __init__(self, after: int) -> None:
        self.after, self.ordinal, self.left = after, 0, TOTAL_MOST


def name_of(info: zipfile.ZipInfo) -> str:
    """A member's name. Without the UTF-8 mark it is UTF-8 (macOS), GBK (Chinese Windows), else the ZIP's own cp437."""
    at = 0
    while at + 4 <= len(info.extra):
        kind, size = struct.unpack_from("<HH", info.extra, at)
        if kind == _UNICODE_PATH and size > 5:
            return info.extra[at + 9 : at + 4 + size].decode("utf-8", "replace")
        at += 4 + size
    if info.flag_bits & 0x800:
        return info.orig_filename
    raw = info.orig_filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030", "big5hkscs"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.orig_filename


def _flaw(info: zipfile.ZipInfo, name: str) -> tuple[str, str] | None:
    """What makes a member unfit to be read, with the reason's word."""
    parts = name.split("/")
    if "\0" in name or "\\" in name or name.startswith("/") or ".." in parts or re.match(r"[A-Za-z]:", name):
        return "its name leads out of the archive", "unsafe_name"
    if len(name) > 1000 or any(_DEVICE.match(part) for part in parts):
        return "its name is none that a page has", "unsafe_name"
    mode = info.external_attr >> 16
    if info.create_system == 3 and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "a link or device, no file", "unsafe_name"
    if info.flag_bits & 0x1:
        return "encrypted; unpack it with its password", "encrypted"
    return None


def _open(file: BinaryIO, source: str) -> zipfile.ZipFile:
    """The archive, after a look at what its directory claims to be. Raises FileRefused."""
    file.seek(0, io.SEEK_END)
    size = file.tell()
    file.seek(max(0, size - 2**16 - 22))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise FileRefused(f"{source}: no ZIP archive, or cut off; pack it again", reason="damaged")
    count, directory = struct.unpack_from("<HI", tail, at + 10)
    if count > ENTRIES_MOST or directory > _DIRECTORY_MOST:
        raise FileRefused(
            f"{source}: {count} members or more, at most {ENTRIES_MOST} are read; split the archive", reason="too_large"
        )
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, struct.error) as error:
        raise FileRefused(f"{source}: a damaged archive ({error}); pack it again", reason="damaged") from error
    infos = sorted(archive.infolist(), key=lambda info: info.header_offset)
    if len(infos) > ENTRIES_MOST:
        raise FileRefused(f"{source}: {len(infos)} members, at most {ENTRIES_MOST} are read", reason="too_large")
    ends = [info.header_offset for info in infos[1:]] + [archive.start_dir]
    if any(info.header_offset + 30 + info.compress_size > end for info, end in zip(infos, ends, strict=True)):
        raise FileRefused(f"{source}: its members overlap, as no packer makes them; pack it again", reason="damaged")
    return archive


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: str, name: str, budget: _Budget) -> bytes:
    """A member's bytes, counted while they are read: what its header claims is not believed. Raises FileRefused."""
    most = min(most_bytes(name), 64 * 2**20 if ending(name) == ".zip" else most_bytes(name))
    data = bytearray()
    try:
        with archive.open(info) as member:
            while block := member.read(_BLOCK):
                data += block
                budget.left -= len(block)
                if len(data) > most:
                    raise refuse_large(source, len(data), most)
                if len(data) > _RATIO_FREE and len(data) > _RATIO_MOST * max(1, info.compress_size):
                    what = f"unpacks to over {_RATIO_MOST} times its size, as no page does; look at it"
                    raise FileRefused(f"{source}: {what}", reason="too_large")
                if budget.left < 0:
                    break
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error) as error:
        if is_systems(error):
            raise  # the disk below the archive: not this member alone
        raise FileRefused(f"{source}: damaged in the archive ({error}); pack it again", reason="damaged") from error
    except (NotImplementedError, RuntimeError) as error:
        raise FileRefused(
            f"{source}: packed in a way not read ({error}); use plain ZIP", reason="unsupported"
        ) from error
    return bytes(data)


def read_archive(file: BinaryIO, source: str, *, after: int = 0) -> Iterator[Find]:
    """What the members hold, each announced by an Entry; those with an ordinal below `after` are passed over.

    A member that cannot be read comes as a FileRefused value. Raises FileRefused where the archive cannot be read, or
    its members together are too large.
    """
    yield from _read(file, source, _Budget(after), 1)


def read(data: bytes, source: str) -> Iterator[Find]:
    """What an archive in memory holds."""
    yield from read_archive(io.BytesIO(data), source)


def _read(file: BinaryIO, source: str, budget: _Budget, depth: int) -> Iterator[Find]:
    archive = _open(file, source)
    seen: set[str] = set()
    for info in archive.infolist():
        name = name_of(info)
        parts = name.split("/")
        if info.is_dir() or parts[0] == "__MACOSX" or (parts[-1].startswith(".") and parts[-1] != ".."):
            continue  # what a folder's listing leaves out is left out here
        inner = f"{source}!/{_show(name)}"
        yield Entry(inner, budget.ordinal)
        budget.ordinal += 1
        same = unicodedata.normalize("NFC", name)
        flaw = ("stands twice in the archive; the first was taken", "duplicate") if same in seen else _flaw(info, name)
        seen.add(same)
        if flaw:
            yield FileRefused(f"{inner}: {flaw[0]}", reason=flaw[1])
        elif ending(name) != ".zip" and budget.ordinal <= budget.after:
            continue
        else:
            yield from _member(archive, info, inner, name, budget, depth)
        if budget.left < 0:
            raise FileRefused(f"{source}: unpacks to over {TOTAL_MOST} bytes; split the archive", reason="too_large")


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, inner: str, name: str, budget: _Budget, depth: int
) -> Iterator[Find]:
    try:
        if not is_known(name):
            raise refuse_unknown(inner, name)
        if ending(name) == ".zip" and depth >= _DEPTH_MOST:
            raise FileRefused(f"{inner}: an archive {depth} archives deep; unpack it first", reason="nested")
        data = _unpack(archive, info, inner, name, budget)
        if budget.left < 0:
            return
        if ending(name) == ".zip":
            yield from _read(io.BytesIO(data), inner, budget, depth + 1)
        else:
            yield from read_member(data, inner, name)
    except FileRefused as error:
        yield error
    except (MemoryError, BrokenPipeError):
        raise
    except Exception as error:  # a parser's bug costs this one member, whatever it raises
        yield refuse_damaged(inner, error)


def _show(name: str) -> str:
    return "".join(sign if sign.isprintable() else "�" for sign in name)[:200]
