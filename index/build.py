"""Files to a new index version, incrementally: what is unchanged is not done again.

The order of steps: find files, compare each with what was taken before, read and key the changed ones, write their
articles as new segments, commit. Until the commit the current version is untouched.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from index.embeddings import Embedder
from index.errors import FileRefused
from index.folder import IndexFolder
from index.intake import take
from index.ledger import Ledger
from index.manifest import FileSum, Manifest
from index.records import Article, Statement
from index.report import BuildReport, FileReport, Progress
from index.settings import DOUBTFUL, IndexSettings
from index.snapshot import Snapshot, settings_of
from index.sources import File, SourceRecord, find_files, sum_source, terms_of
from index.words import load_segmenter
from index.writer import SegmentWriter

SPEAK = 200
"""Articles between two progress reports: a few times a second."""


def build(
    paths: Sequence[Path],
    folder: IndexFolder,
    embedder: Embedder,
    *,
    program: str,
    stated: Statement | None = None,
    remove_gone: bool = False,
    settings: IndexSettings | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
) -> BuildReport:
    """Take the files below `paths` into the index; with `remove_gone`, take out what came from files gone from there.

    Raises:
        InputError: a path does not exist.
        IndexBusy, IndexDamaged, IndexForeign, IndexNewer: the index cannot be written; it is as it was.
    """
    inside = folder.path.resolve()
    files = [file for file in find_files(paths) if not file.path.is_relative_to(inside)]
    with folder.locked():
        work = _Build(folder, embedder, settings or IndexSettings(), stated or Statement(), len(files), progress)
        for file in files:
            work.take(file)
        if remove_gone:
            work.remove_gone([path.resolve() for path in paths])
        return work.commit(program)


class _Build:
    """The state of one running build."""

    def __init__(
        self,
        folder: IndexFolder,
        embedder: Embedder,
        settings: IndexSettings,
        stated: Statement,
        files: int,
        progress: Callable[[Progress], None],
    ) -> None:
        self._folder, self._embedder, self._settings, self._stated = folder, embedder, settings, stated
        self._files, self._progress, self._started = files, progress, time.monotonic()
        self._old: Snapshot | None = None
        if folder.exists():
            self._old = Snapshot(folder, folder.manifest())
        self._segmenter = load_segmenter(self._old.manifest.segmenter if self._old else None)
        self._ledger = Ledger(folder, self._old)
        self._writer = SegmentWriter(folder, embedder, self._segmenter, settings)
        self._reports: list[FileReport] = []
        self._added = self._doubtful = self._converted = 0

    def _say(self, step: str, source: str) -> None:
        seconds = time.monotonic() - self._started
        self._progress(Progress(step, source, len(self._reports), self._files, self._added, seconds))

    def take(self, file: File) -> None:
        """Take one file, or find it unchanged, or refuse it; what was taken from it before stays if it is refused."""
        try:
            report = self._take(file)
        except FileRefused as error:
            report = FileReport(file.source, "refused", reason=error.reason, message=error.message)
        except OSError as error:
            message = f"{file.source}: cannot be read ({error.strerror})"
            report = FileReport(file.source, "refused", reason="unreadable", message=message)
        self._reports.append(report)
        self._say("read", file.source)

    def _take(self, file: File) -> FileReport:
        sha256, terms = sum_source(file), terms_of(self._stated)
        known = self._ledger.known(file, sha256, terms)
        if known and (known.sha256, known.terms) == (sha256, terms):
            self._ledger.move(known, file)
            return FileReport(file.source, "unchanged", known.articles)
        number = known.number if known else self._ledger.next_number()
        taken, refused = self._read(file, number, self._ledger.articles_of(known))
        self._ledger.remember(SourceRecord(number, str(file.path), file.source, sha256, terms, taken))
        return FileReport(file.source, "taken", taken, refused=tuple(refused))

    def _read(self, file: File, number: int, gone: dict[str, int]) -> tuple[int, list[str]]:
        """Key the articles of a file and write the changed ones; `gone` are the old ones that came from it."""
        refused: list[str] = []
        seen: set[str] = set()
        heirs = None
        broken: list[FileRefused] = []
        for item in self._items(file, broken):
            if isinstance(item, FileRefused):
                refused.append(item.message)
                continue
            if item.key:
                article = item
            else:
                heirs = heirs or self._ledger.heirs(gone)
                article = replace(item, key=heirs.claim(item) or self._ledger.new_key(item))
            if article.key in seen or self._ledger.is_taken(article.key, gone):
                refused.append(f"{file.source}: the id {article.key!r} stands twice; the first record was taken")
                continue
            seen.add(article.key)
            if not self._ledger.unchanged(article, gone):
                self._add(article, number, file.source)
        if broken and not seen:
            raise broken[0]
        refused += [error.message for error in broken]
        if not seen:
            more = f" (and {len(refused) - 1} more)" if len(refused) > 1 else ""
            raise FileRefused(
                f"{refused[0]}{more}" if refused else f"{file.source}: no articles in it", reason="no_articles"
            )
        if not broken:  # else what could not be read may still be there
            self._ledger.bury({key: n for key, n in gone.items() if key not in seen})
        return len(seen), refused

    def _items(self, file: File, broken: list[FileRefused]) -> Iterator[Article | FileRefused]:
        """What the file holds; where it cannot be read to its end, what came before counts and `broken` says why."""
        try:
            yield from take(file, self._stated)
        except FileRefused as error:
            broken.append(error)

    def _add(self, article: Article, number: int, source: str) -> None:
        self._ledger.admit(article)
        self._added += 1
        self._doubtful += article.confidence < DOUBTFUL
        if self._writer.add(article, number) or self._added % SPEAK == 0:
            self._say("read", source)

    def _reembed(self) -> None:
        """Take the old articles over into segments of the model in use: a new model needs no source files."""
        if self._old is None or self._old.manifest.model_fingerprint == self._embedder.fingerprint:
            return
        for number in self._old.living():
            if number not in self._ledger.dead:
                article = self._old.read(number)
                self._writer.add(article, self._old.source(number))
                self._ledger.bury({article.key: number})
                self._converted += 1
        self._say("write", "")

    def remove_gone(self, roots: list[Path]) -> None:
        """Take out the articles of files that are no longer below `roots`."""
        for record in self._ledger.drop_missing(roots):
            self._reports.append(FileReport(record.source, "removed", record.articles))

    def commit(self, program: str) -> BuildReport:
        """Write what is left and make the new version current; with nothing changed the old one stays."""
        self._say("write", "")
        self._reembed()
        self._writer.flush()
        old = self._old.manifest if self._old else None
        manifest = old
        taken = any(report.status in ("taken", "unchanged", "removed") for report in self._reports)
        if taken and (self._ledger.touched or old is None):
            manifest = self._manifest(program, old)
            data = self._ledger.dump()
            manifest = replace(manifest, sources=FileSum.of("sources.json", data))
            self._say("commit", "")
            self._folder.commit(manifest, data, keep=self._settings.keep_versions)
        return BuildReport(
            files=tuple(self._reports),
            version=manifest.version if manifest else 0,
            articles=manifest.articles if manifest else 0,
            added=self._added,
            removed=len(self._ledger.dead) - self._converted,
            doubtful=self._doubtful,
            seconds=time.monotonic() - self._started,
        )

    def _manifest(self, program: str, old: Manifest | None) -> Manifest:
        """The new version's manifest: the old segments less what died, and the new ones."""
        base = old or Manifest(
            version=max(self._folder.versions(), default=0),
            created="",
            program=program,
            model=self._embedder.name,
            model_fingerprint=self._embedder.fingerprint,
            dimension=self._embedder.dimension,
            segmenter=self._segmenter.name,
            settings=settings_of(self._settings),
        )
        if self._old:
            for name, numbers in self._old.by_segment(self._ledger.dead).items():
                base = base.with_dead(name, numbers)
        now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        version = max(base.version, *self._folder.versions(), 0) + 1
        segments = (*base.segments, *self._writer.written)
        return replace(
            base,
            version=version,
            created=now,
            program=program,
            segments=segments,
            model=self._embedder.name,
            model_fingerprint=self._embedder.fingerprint,
            dimension=self._embedder.dimension,
        )
