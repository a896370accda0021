"""The manifest of one index version: what it is made of, with the checksum of every file, as JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from index.errors import IndexDamaged, IndexForeign, IndexNewer
from index.settings import SCHEMA, IndexSettings

SOURCES = "sources.json"
"""The file that lists the source files taken."""


@dataclass(frozen=True, slots=True)
class FileSum:
    """A file's name within its folder, its SHA-256 and its size in bytes."""

    name: str
    sha256: str
    size: int

    @classmethod
    def of(cls, name: str, data: bytes) -> FileSum:
        """The sum of a file with this content."""
        return cls(name, hashlib.sha256(data).hexdigest(), len(data))


@dataclass(frozen=True, slots=True)
class SegmentSum:
    """One segment of a version and the numbers of its articles that are no longer part of the archive."""

    name: str
    articles: int
    chunks: int
    files: tuple[FileSum, ...]
    dead: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that an opened version must agree with. `created` is UTC, ISO 8601."""

    version: int
    created: str
    program: str
    model: str
    model_fingerprint: str
    dimension: int
    segmenter: str
    settings: dict[str, float]
    segments: tuple[SegmentSum, ...] = ()
    sources: FileSum | None = None
    extras: tuple[FileSum, ...] = ()
    """Further files of the version, beside its manifest: what was withdrawn, what belongs together, ..."""
    metric: str = "inner_product"
    schema: int = SCHEMA

    @property
    def articles(self) -> int:
        """Living articles."""
        return sum(segment.articles - len(segment.dead) for segment in self.segments)

    def with_dead(self, name: str, numbers: tuple[int, ...]) -> Manifest:
        """The manifest after articles of one segment are taken out; a segment with none left goes."""
        segments = (replace(s, dead=tuple(sorted({*s.dead, *numbers}))) if s.name == name else s for s in self.segments)
        return replace(self, segments=tuple(s for s in segments if len(s.dead) < s.articles))

    @property
    def files(self) -> tuple[FileSum, ...]:
        """The files in the version's own folder, without the manifest itself."""
        return (self.sources, *self.extras) if self.sources else self.extras

    def with_files(self, files: Iterable[FileSum]) -> Manifest:
        """The manifest of a version whose own folder holds these files."""
        sums = {file.name: file for file in sorted(files, key=lambda file: file.name)}
        return replace(self, sources=sums.pop(SOURCES, None), extras=tuple(sums.values()))

    def with_alive(self, name: str, number: int) -> Manifest:
        """The manifest after an article of one segment is taken back in."""
        back = (
            replace(s, dead=tuple(n for n in s.dead if n != number)) if s.name == name else s for s in self.segments
        )
        return replace(self, segments=tuple(back))

    def to_json(self) -> bytes:
        """Canonical JSON, so that the same manifest always has the same checksum."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, indent=1).encode()

    @classmethod
    def from_json(cls, data: bytes, *, where: str) -> Manifest:
        """Read a manifest. Raises IndexNewer, IndexForeign, IndexDamaged (`where` names it for the reader)."""
        try:
            fields = json.loads(data)
            schema = int(fields["schema"])
        except (ValueError, TypeError, KeyError) as error:
            raise IndexDamaged(f"{where}: the manifest cannot be read ({error}); run: wenbao doctor") from error
        if schema > SCHEMA:
            raise IndexNewer(
                f"{where}: the index has format {schema}, made by a newer release than {SCHEMA}; upgrade Wenbao"
            )
        if schema < SCHEMA:
            raise IndexForeign(
                f"{where}: the index has format {schema} of an earlier release, this one reads format {SCHEMA}: "
                f"build it again from its pages (wenbao build PAGES --index NEW_FOLDER)"
            )
        try:
            segments = tuple(
                SegmentSum(**{**s, "files": tuple(FileSum(**f) for f in s["files"]), "dead": tuple(s["dead"])})
                for s in fields.pop("segments")
            )
            sources = fields.pop("sources")
            extras = tuple(FileSum(**f) for f in fields.pop("extras", ()))
            kept = FileSum(**sources) if sources else None
            return cls(**fields, segments=segments, sources=kept, extras=extras)
        except (TypeError, KeyError) as error:
            raise IndexDamaged(f"{where}: the manifest misses a field ({error}); run: wenbao doctor") from error


def settings_of(settings: IndexSettings) -> dict[str, float]:
    """The settings as they stand in the manifest."""
    return {name: float(value) for name, value in asdict(settings).items()}


def sum_file(path: Path, name: str) -> FileSum:
    """A file's checksum and size, read in pieces."""
    with path.open("rb") as file:
        code = hashlib.file_digest(file, "sha256").hexdigest()
    return FileSum(name, code, path.stat().st_size)


def write_file(path: Path, pieces: Iterable[bytes]) -> FileSum:
    """Write a file piece by piece; its sum."""
    code, size = hashlib.sha256(), 0
    with path.open("wb") as file:
        for piece in pieces:
            code.update(piece)
            size += file.write(piece)
    return FileSum(path.name, code.hexdigest(), size)


def sum_folder(folder: Path) -> tuple[FileSum, ...]:
    """The checksums of all files below `folder`, names with `/`."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return tuple(sum_file(path, path.relative_to(folder).as_posix()) for path in files)


def check_files(folder: Path, files: tuple[FileSum, ...]) -> list[str]:
    """What is wrong with the files of `folder`, one line each; empty when all is as summed."""
    wrong = []
    for file in files:
        path = folder / file.name
        if not path.is_file():
            wrong.append(f"{path}: missing")
        elif path.stat().st_size != file.size:
            wrong.append(f"{path}: {path.stat().st_size} bytes instead of {file.size}")
        elif sum_file(path, file.name).sha256 != file.sha256:
            wrong.append(f"{path}: its content changed (SHA-256 differs)")
    return wrong
