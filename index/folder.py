"""The index folder on disk: segments, versions, the one pointer that makes a version current, and the write lock.

    CURRENT                     "000007 <sha256 of its manifest>", replaced by one atomic rename; after going back
                                "000003 <the same> 000007 <sha256 of the three>": 000007 was the newest
    lock                        held with flock(2) by the one writer
    segments/<name>/            immutable, shared by versions
    versions/000007/            manifest.json, sources.json and further files that it names; immutable
    corrections.toml            the editor's corrections, in plain text (see amendments.py)

A commit writes and syncs everything new, then renames CURRENT. Whatever dies before leaves the old version current and
only unreferenced files behind, which the next commit removes: nothing of them counts, neither articles nor withdrawals.
An old version is renamed before it is removed, so that each that is listed is whole.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from index.errors import IndexBusy, IndexDamaged, IndexMissing, IndexUnwritable, InputError
from index.manifest import FileSum, Manifest, SegmentSum, check_files, write_file


def sync_tree(folder: Path) -> None:
    """Force every file and folder below `folder`, and its own entry, to disk."""
    for path in (*folder.rglob("*"), folder, folder.parent):
        _sync(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _clear(folder: Path) -> None:
    """Remove a version's folder, which nobody sees in part: first it loses its name."""
    gone = folder.with_suffix(".old")
    with suppress(OSError):
        shutil.rmtree(folder if folder == gone else folder.rename(gone), ignore_errors=True)


def _sum(words: Iterable[str]) -> str:
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


def _utc() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


class IndexFolder:
    """A place on disk that holds the versions of one index. Creating the object touches nothing."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def pointer(self) -> Path:
        """The file that names the current version."""
        return self.path / "CURRENT"

    def segment(self, name: str) -> Path:
        """The folder of a segment."""
        return self.path / "segments" / name

    def version(self, number: int) -> Path:
        """The folder of a version."""
        return self.path / "versions" / f"{number:06d}"

    def versions(self) -> list[int]:
        """The versions on disk, oldest first."""
        found = (self.path / "versions").glob("[0-9]*/manifest.json")  # of a version, it is written last
        return sorted(int(path.parent.name) for path in found if re.fullmatch(r"\d{6,}", path.parent.name))

    def exists(self) -> bool:
        """Has a version ever been made current here?"""
        return self.pointer.is_file()

    def manifest(self) -> Manifest:
        """The current version's manifest, its own checksum verified. Raises IndexMissing, IndexDamaged."""
        if not self.exists():
            raise IndexMissing(
                f"there is no index in {self.path}: build one with: wenbao build PAGES --index {self.path}"
            )
        number, sha256, _ = self._pointed()
        return self.manifest_of(number, sha256)

    def _pointed(self) -> tuple[int, str, int]:
        """The current version, its manifest's checksum, and the newest that ever was current. Raises IndexDamaged."""
        words = self.pointer.read_text(encoding="ascii", errors="replace").split()
        went_back = len(words) == 4 and words[3] == _sum(words[:3])
        if not (went_back or len(words) == 2) or not all(word.isdigit() for word in words[:3:2]):
            raise IndexDamaged(f"{self.pointer} does not name a version; run: wenbao doctor --index {self.path}")
        return int(words[0]), words[1], int(words[2] if went_back else words[0])

    def manifest_of(self, number: int, sha256: str | None = None) -> Manifest:
        """A version's manifest, checked against `sha256` where given."""
        path = self.version(number) / "manifest.json"
        if not path.is_file():
            raise IndexDamaged(f"{path} is missing; run: wenbao doctor --index {self.path}")
        data = path.read_bytes()
        if sha256 and hashlib.sha256(data).hexdigest() != sha256:
            raise IndexDamaged(f"{path}: its content changed (SHA-256 differs); run: wenbao doctor --index {self.path}")
        return Manifest.from_json(data, where=str(path))

    def check(self, manifest: Manifest, *, sound: Iterable[SegmentSum] = ()) -> list[str]:
        """What is wrong with the files of a version, one line each; segments known to be `sound` are not read."""
        known = {segment.name: segment.files for segment in sound}
        parts = [s for s in manifest.segments if known.get(s.name) != s.files]
        wrong = [line for s in parts for line in check_files(self.segment(s.name), s.files)]
        return wrong + check_files(self.version(manifest.version), manifest.files)

    def read_file(self, manifest: Manifest, name: str) -> bytes | None:
        """A file of a version, None if it has none of that name. Raises IndexDamaged."""
        known = next((file for file in manifest.files if file.name == name), None)
        if known is None:
            return None
        path = self.version(manifest.version) / name
        try:
            data = path.read_bytes()
        except OSError as error:
            raise IndexDamaged(f"{path}: {error.strerror}; run: wenbao doctor --index {self.path}") from error
        if FileSum.of(name, data) != known:
            raise IndexDamaged(f"{path}: its content changed (SHA-256 differs); run: wenbao doctor --index {self.path}")
        return data

    def read_lines(self, manifest: Manifest, name: str) -> Iterator[bytes]:
        """The lines of a file of a version, none if it has none of that name. Raises IndexDamaged before the first."""
        known = next((file for file in manifest.files if file.name == name), None)
        if known is None:
            return
        if wrong := check_files(self.version(manifest.version), (known,)):
            raise IndexDamaged(f"{wrong[0]}; run: wenbao doctor --index {self.path}")
        with (self.version(manifest.version) / name).open("rb") as file:
            yield from file

    def newest(self, current: Manifest, name: str) -> Manifest:
        """The newest version that was ever current and whose file `name` can be read: after a rollback a later one."""
        last = self._last()
        for number in reversed(self.versions()):
            if number <= current.version:
                break
            if number > last:
                continue  # its commit died: its withdrawals with the articles of the version before would be a mix
            with suppress(IndexDamaged):
                later = self.manifest_of(number)
                self.read_file(later, name)
                return later
        return current

    def _last(self) -> int:
        """The newest version that was ever current; of a lost pointer, the newest on disk."""
        try:
            return self._pointed()[2]
        except (OSError, IndexDamaged):
            return max(self.versions(), default=0)

    def next(self, manifest: Manifest, program: str) -> Manifest:
        """The manifest with the number and the time of the version that comes after all there are."""
        number = max(manifest.version, *self.versions(), 0) + 1
        return replace(manifest, version=number, created=_utc(), program=program)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the write lock.

        Raises:
            IndexBusy: another process has it; at once.
            InputError: nothing can be written there (a file, a read-only place).
            IndexUnwritable: the system refused a file while it was held.
        """
        try:
            missing = [path for path in (self.path, *self.path.parents) if not path.exists()]
            self.path.mkdir(parents=True, exist_ok=True)
            for path in missing:  # or a loss of power takes the whole new index (row F6)
                _sync(path.parent)
            # unbuffered: what a full disk refuses is not tried again when the file is closed
            file = (self.path / "lock").open("a+b", buffering=0)
        except OSError as error:
            raise InputError(
                f"the index {self.path} cannot be written ({error.strerror}): name another --index"
            ) from error
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                file.seek(0)
                holder = file.read().decode("utf-8", "replace").strip() or "unknown"
                raise IndexBusy(
                    f"another process ({holder}) is writing {self.path}: wait until it has finished"
                ) from error
            try:
                file.truncate(0)
                file.write(f"pid {os.getpid()}, since {_utc()}".encode())
                yield
            except (OSError, sqlite3.OperationalError) as error:
                raise self._refused(error) from error

    def _refused(self, error: OSError | sqlite3.OperationalError) -> IndexUnwritable:
        """What the system refused, with the room that is left where that may be why."""
        what = str(error)
        if isinstance(error, OSError):
            what = f"{error.strerror or error}" + (f": {error.filename}" if error.filename else "")
        with suppress(OSError):
            what += f"; {shutil.disk_usage(self.path).free / 1e6:,.0f} MB are free"
        return IndexUnwritable(
            f"the index {self.path} could not be written ({what}); the version before stays: "
            "make room or mend what is wrong, and do it again"
        )

    def commit(self, manifest: Manifest, files: Mapping[str, Iterable[bytes]], *, keep: int) -> Manifest:
        """Make a version with these files current, each given in pieces.

        Its segments must be in place; `keep` versions stay for rollback.
        """
        folder = self.version(manifest.version)
        shutil.rmtree(folder, ignore_errors=True)  # left by a build that died before its commit
        folder.mkdir(parents=True)
        try:
            manifest = manifest.with_files(write_file(folder / name, pieces) for name, pieces in files.items())
            data = manifest.to_json()
            (folder / "manifest.json").write_bytes(data)
            for segment in manifest.segments:
                sync_tree(self.segment(segment.name))
            sync_tree(folder)
            self.point(manifest.version, hashlib.sha256(data).hexdigest())
        except BaseException:
            if not self._names(manifest.version):  # on a full disk its room is wanted
                shutil.rmtree(folder, ignore_errors=True)
            raise
        self.collect(manifest, keep)
        return manifest

    def point(self, number: int, sha256: str) -> None:
        """Rename the pointer: the one step that makes a version current."""
        last, words = self._last(), [f"{number:06d}", sha256]
        if number < last:
            words.append(f"{last:06d}")
            words.append(_sum(words))
        _sync(self.path)  # the folders that it will lead to
        draft = self.path / "CURRENT.new"
        with draft.open("w", encoding="ascii") as file:
            file.write(" ".join(words) + "\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.pointer)
        _sync(self.path)

    def _names(self, number: int) -> bool:
        with suppress(OSError):
            return self.pointer.read_bytes().startswith(b"%06d " % number)
        return self.exists()  # it cannot be read: then nothing is thrown away

    def collect(self, current: Manifest, keep: int) -> None:
        """Remove versions beyond the last `keep`, and segments that no kept version names.

        Readers that have a removed segment open keep it: the kernel frees its blocks when they close.
        """
        numbers = self.versions()
        kept = {current.version, *[n for n in numbers if n <= current.version][-keep:]}
        used = {segment.name for segment in current.segments}
        for number in numbers:
            if number in kept:
                with suppress(IndexDamaged):
                    used |= {segment.name for segment in self.manifest_of(number).segments}
        versions = self.path / "versions"
        for path in versions.glob("*"):
            if path.name not in {f"{number:06d}" for number in kept}:
                _clear(path)
        try:
            _sync(versions)
        except OSError:
            return  # a version may yet be listed again: its segments stay until the next commit
        for path in (self.path / "segments").glob("*"):
            if path.name not in used:
                shutil.rmtree(path, ignore_errors=True)
