"""What a build says: its progress while it runs and, at the end, what became of every file."""

from __future__ import annotations

from dataclasses import dataclass

STATUSES = ("taken", "unchanged", "refused", "removed", "withheld")
"""`withheld`: all that the file holds was withdrawn by an editor."""


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


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `articles` and `chunks` are those of the whole index afterwards."""

    files: tuple[FileReport, ...]
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
        return sum(file.status == status for file in self.files)

    @property
    def exit_code(self) -> int:
        """0 all taken or unchanged, 3 some refused, 1 nothing could be taken (the public contract's codes)."""
        refused = self.count("refused") + sum(bool(file.refused) for file in self.files)
        if not refused:
            return 0
        return 3 if self.count("taken") + self.count("unchanged") + self.count("withheld") else 1
