"""What a build says: its progress while it runs and, at the end, what became of every file."""

from __future__ import annotations

import json
import weakref
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from tempfile import SpooledTemporaryFile

STATUSES = ("taken", "unchanged", "refused", "removed", "withheld")
"""`withheld`: all that the file holds was withdrawn by an editor."""

HELD = 1 << 20
"""Bytes of reports held in memory, those of some five thousand files; more lie in a file without a name."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A moment of a running build."""

    step: str
    """`read` while files are taken, `write` while a segment is embedded and written, `commit` at the end."""
    source: str
    files_done: int
    files: int
    articles: int
    seconds: float


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file. `refused` names records within it that were refused, each with its reason."""

    source: str
    status: str
    articles: int = 0
    reason: str | None = None
    message: str | None = None
    refused: tuple[str, ...] = ()
    withheld: int = 0
    """Articles in it that an editor withdrew, under whatever key: they were not taken."""
    notes: tuple[str, ...] = ()
    """What the editor should know about a file that was taken, such as hidden text that was left out."""


class FileReports:
    """The reports of a build's files in order, a line each in a file of its own where there are many."""

    def __init__(self, place: Path | None = None) -> None:
        """`place` is a folder on the disk that has room for them; the file there has no name and goes with this."""
        self._lines = SpooledTemporaryFile(HELD, dir=str(place) if place else None)  # noqa: SIM115  closed with this
        weakref.finalize(self, self._lines.close)
        self.counts: Counter[str] = Counter()
        """Files by status."""
        self.incomplete = 0
        """Files of which something was refused."""
        self.withheld = 0
        """Articles that an editor withdrew, in all files."""

    @classmethod
    def of(cls, reports: Iterable[FileReport]) -> FileReports:
        """These reports."""
        made = cls()
        for report in reports:
            made.add(report)
        return made

    def add(self, report: FileReport) -> None:
        """Note what became of a file."""
        self._lines.seek(0, 2)
        self._lines.write(json.dumps(asdict(report)).encode() + b"\n")
        self.counts[report.status] += 1
        self.incomplete += bool(report.refused)
        self.withheld += report.withheld

    def __len__(self) -> int:
        return self.counts.total()

    def __iter__(self) -> Iterator[FileReport]:
        at = 0
        while True:
            self._lines.seek(at)
            line = self._lines.readline()
            if not line:
                return
            at += len(line)
            fields = json.loads(line)
            yield FileReport(**{**fields, "refused": tuple(fields["refused"]), "notes": tuple(fields["notes"])})

    def __getitem__(self, number: int) -> FileReport:
        """The report of one file, from the end with a negative number; reads all before it."""
        wanted = number + len(self) if number < 0 else number
        found = next(islice(self, wanted, None), None) if wanted >= 0 else None
        if found is None:
            raise IndexError(f"there is no report {number}: {len(self)} files were looked at")
        return found


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `articles` are those of the whole index afterwards."""

    files: FileReports
    version: int
    articles: int
    added: int
    removed: int
    doubtful: int
    seconds: float
    withheld: int = 0
    """Articles met again that an editor withdrew."""

    def count(self, status: str) -> int:
        """How many files have this status."""
        return self.files.counts[status]

    @property
    def exit_code(self) -> int:
        """0 all taken or unchanged, 3 some refused, 1 nothing could be taken (the public contract's codes)."""
        if not self.count("refused") + self.files.incomplete:
            return 0
        return 3 if self.count("taken") + self.count("unchanged") + self.count("withheld") else 1
