"""Files to a new index version, incrementally: what is unchanged is not done again.

The order of steps: find files, compare each with what was taken before, read and key the changed ones, write their
articles as new segments, commit. Until the commit the current version is untouched. What a build remembers of files and
articles lies on disk or in masks of a few bytes each: its memory is that of one segment, however many there are.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from index.amendments import FILE, amend, load_amendments
from index.beside import gather_amendments
from index.canaries import check_canaries, check_size
from index.clerk import Clerk
from index.embeddings import Embedder
from index.errors import IndexDamaged, IndexUnfit, InputError
from index.folder import IndexFolder
from index.ledger import Ledger
from index.local_words import LocalWords
from index.manifest import Manifest, settings_of
from index.merging import merge_small
from index.records import Statement
from index.relations import NAME as RELATIONS
from index.relations import Relations, relate
from index.report import BuildReport, FileReport, FileReports, Progress
from index.segments import fingerprint
from index.settings import IndexSettings
from index.snapshot import Snapshot
from index.sources import File, find_files, show_name
from index.words import load_segmenter
from index.writer import SegmentWriter


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
    relearn: bool = False,
    names: Mapping[str, str] | None = None,
    may_shrink: bool = True,
) -> BuildReport:
    """Take the files below `paths` into the index; with `remove_gone`, take out what came from files gone from there.

    `names` tells, by file name, what a file was called before it was stored here: it is shown instead.

    With `relearn` what a version freezes (its own words, the codes of its vectors) is first learned anew. Unless it
    `may_shrink`, a version that lost more than half of the articles does not become current.

    Raises:
        InputError: a path does not exist.
        IndexBusy, IndexDamaged, IndexForeign, IndexNewer: the index cannot be written; it is as it was.
        IndexUnwritable: the disk is full or broken; the version before stays.
        IndexUnfit: what was made is not found by its own words, or lost too much; the version before stays.
    """
    inside = folder.path.resolve()

    def files(*, warn: bool) -> Iterator[File]:
        found = find_files(paths, warn=warn)
        return (file for file in found if file.path.name != FILE and not file.path.is_relative_to(inside))

    # looked through twice, so that a million names need not be held for the sake of their number
    count = sum(1 for _ in files(warn=False))
    if not count and not remove_gone and not (relearn and folder.exists()):
        raise _nothing(paths)
    with folder.locked():
        gather_amendments(folder.path, paths)
        work = _Build(folder, embedder, settings or IndexSettings(), stated or Statement(), count, progress, relearn)
        with work:
            for file in files(warn=True):
                called = (names or {}).get(file.path.name)
                work.take(replace(file, source=show_name(called)) if called else file)
            if remove_gone:
                work.remove_gone([path.resolve() for path in paths])
            if not work.reports and not relearn:
                raise _nothing(paths)
            return work.commit(program, may_shrink=may_shrink)


def _nothing(paths: Sequence[Path]) -> InputError:
    named = ", ".join(map(str, paths))
    if any(True for _ in find_files(paths, warn=False)):
        return InputError(f"{named} lies in the index folder, which is not read; keep pages in a folder of their own")
    return InputError(f"{named}: no file lies there, so nothing could be taken; name another")


def refresh(
    folder: IndexFolder, embedder: Embedder, *, program: str, settings: IndexSettings | None = None
) -> BuildReport:
    """Apply the editor's corrections to the current version, without its files."""
    with (
        folder.locked(),
        _Build(folder, embedder, settings or IndexSettings(), Statement(), 0, lambda _: None) as work,
    ):
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
        relearn: bool = False,
    ) -> None:
        self._folder, self._embedder, self._settings = folder, embedder, settings
        self._files, self._progress, self._started = files, progress, time.monotonic()
        self._old: Snapshot | None = None
        if folder.exists():
            self._old = Snapshot(folder, folder.manifest())
        self._relearn, old = relearn and self._old is not None, self._old
        self._segmenter = load_segmenter(old.manifest.segmenter if old and not relearn else None)
        self._ledger = Ledger(folder, self._old)
        self._writer = SegmentWriter(folder, embedder, self._segmenter, settings, old.overlay.own if old else None)
        if old and relearn:
            self._writer.learn(old.stored(number) for number in old.living())
        self._amendments = load_amendments(folder.path)
        self._clerk = Clerk(self._ledger, self._writer, self._amendments, stated, self._say)
        self.reports = FileReports(folder.path)
        self._converted = 0

    def __enter__(self) -> _Build:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is not None:  # on a full disk the room is wanted
            with suppress(OSError, IndexDamaged):
                self._writer.give_up(self._folder.manifest().segments if self._folder.exists() else ())

    def _say(self, step: str, source: str) -> None:
        seconds = time.monotonic() - self._started
        self._progress(Progress(step, source, len(self.reports), self._files, self._clerk.added, seconds))

    def take(self, file: File) -> None:
        """Take one file, or find it unchanged, or refuse it."""
        self.reports.add(self._clerk.take(file))
        self._say("read", file.source)

    def _settle(self) -> None:
        """Bring the corrected articles in line with the editor's file, also those whose source files were not read."""
        ledger, old = self._ledger, self._old
        for key in sorted({*self._amendments, *ledger.originals}):
            fields, number = self._amendments.get(key), ledger.living(key)
            if old and number is not None:
                found = ledger.originals.get(key) or old.stored(number)
                wanted = amend(found, fields) if fields else found
                if fingerprint(wanted) != old.digest(number):
                    self._writer.add(wanted, old.source(number))
                    ledger.admit(wanted)
                if fields:
                    ledger.originals[key] = found
            if not fields:
                ledger.originals.pop(key, None)

    def _reembed(self) -> None:
        """Take the old articles over into segments of the model in use: a new model needs no source files."""
        old = self._old
        if old is None or (old.manifest.model_fingerprint == self._embedder.fingerprint and not self._relearn):
            return
        for number in old.living():
            if not self._ledger.is_dead(number):
                self._writer.add(old.stored(number), old.source(number))
                self._ledger.bury([number])
                self._converted += 1
        self._say("write", "")

    def remove_gone(self, roots: list[Path]) -> None:
        """Take out the articles of files that are no longer below `roots`."""
        for record in self._ledger.drop_missing(roots):
            self.reports.add(FileReport(record.source, "removed", record.articles))

    def commit(self, program: str, *, may_shrink: bool = True) -> BuildReport:
        """Write what is left and make the new version current; with nothing changed the old one stays."""
        self._say("write", "")
        self._settle()
        self._reembed()
        self._writer.flush()
        old = self._old.manifest if self._old else None
        manifest = old
        taken = not self.reports or self.reports.counts["refused"] < len(self.reports)
        if taken and (self._ledger.touched or old is None):
            manifest = merge_small(self._folder, self._manifest(program, old))
            manifest = self._folder.next(manifest, program)
            if not may_shrink and old is not None:
                check_size(old.articles, manifest.articles)
            try:
                new = Snapshot(self._folder, manifest.with_files(()), check=False, known=self._old)
            except ValueError as error:  # a file that the disk cut short without a word
                raise IndexUnfit(
                    f"the new version cannot be read ({error}), so it was not made current: make room and build again"
                ) from error
            check_canaries(new, self._embedder, (self._writer.own or LocalWords()).join(self._segmenter))
            files = self._ledger.files() | self._writer.files() | {RELATIONS: [self._relate(new).dump()]}
            self._say("commit", "")
            manifest = self._folder.commit(manifest, files, keep=self._settings.keep_versions)
        return BuildReport(
            files=self.reports,
            version=manifest.version if manifest else 0,
            articles=manifest.articles if manifest else 0,
            added=self._clerk.added,
            removed=len(self._ledger.dead()) - self._converted,
            doubtful=self._clerk.doubtful,
            seconds=time.monotonic() - self._started,
            withheld=self.reports.withheld,
        )

    def _relate(self, new: Snapshot) -> Relations:
        """What belongs together in the new version."""
        stored = self._old.overlay.stored if self._old else Relations()
        return relate(new, stored, self._ledger.fresh(), self._ledger.errata, self._folder.path)

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
            for name, numbers in self._old.by_segment(self._ledger.dead()).items():
                base = base.with_dead(name, numbers)
        return replace(
            base,
            segments=(*base.segments, *self._writer.written),
            segmenter=self._segmenter.name,
            model=self._embedder.name,
            model_fingerprint=self._embedder.fingerprint,
            dimension=self._embedder.dimension,
        )
