"""Files to a new index version, incrementally: what is unchanged is not done again.

The order of steps: find files, compare each with what was taken before, read and key the changed ones, write their
articles as new segments, commit. Until the commit the current version is untouched.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from index.amendments import amend, load_amendments
from index.embeddings import Embedder
from index.errors import FileRefused, InputError
from index.folder import IndexFolder
from index.intake import take
from index.ledger import Ledger
from index.manifest import Manifest, settings_of
from index.merging import merge_small
from index.records import Article, Statement
from index.relations import NAME as RELATIONS
from index.relations import Relations, relate
from index.report import BuildReport, FileReport, Progress
from index.segments import fingerprint
from index.settings import DOUBTFUL, IndexSettings
from index.snapshot import Snapshot
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
    relearn: bool = False,
) -> BuildReport:
    """Take the files below `paths` into the index; with `remove_gone`, take out what came from files gone from there.

    With `relearn` what a version freezes (its own words, the codes of its vectors) is first learned anew.

    Raises:
        InputError: a path does not exist.
        IndexBusy, IndexDamaged, IndexForeign, IndexNewer: the index cannot be written; it is as it was.
    """
    inside = folder.path.resolve()
    files = list(find_files(paths))
    found = len(files)
    files = [file for file in files if not file.path.is_relative_to(inside)]
    named = ", ".join(map(str, paths))
    nothing = InputError(f"{named}: no file lies there, so nothing could be taken; name another")
    if found:
        nothing = InputError(
            f"{named} lies in the index folder, which is not read; keep pages in a folder of their own"
        )
    if not files and not remove_gone and not (relearn and folder.exists()):
        raise nothing
    with folder.locked():
        chosen = settings or IndexSettings()
        work = _Build(folder, embedder, chosen, stated or Statement(), len(files), progress, relearn)
        files.reverse()
        while files:  # a million paths are not kept beside what is remembered of each
            work.take(files.pop())
        if remove_gone:
            work.remove_gone([path.resolve() for path in paths])
        if not work.reports and not relearn:
            raise nothing
        return work.commit(program)


def refresh(
    folder: IndexFolder, embedder: Embedder, *, program: str, settings: IndexSettings | None = None
) -> BuildReport:
    """Apply the editor's corrections to the current version, without its files."""
    with folder.locked():
        return _Build(folder, embedder, settings or IndexSettings(), Statement(), 0, lambda _: None).commit(program)


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
        self._folder, self._embedder, self._settings, self._stated = folder, embedder, settings, stated
        self._files, self._progress, self._started = files, progress, time.monotonic()
        self._old: Snapshot | None = None
        if folder.exists():
            self._old = Snapshot(folder, folder.manifest())
        self._terms = terms_of(stated)
        self._relearn, old = relearn and self._old is not None, self._old
        self._segmenter = load_segmenter(old.manifest.segmenter if old and not relearn else None)
        self._ledger = Ledger(folder, self._old)
        self._writer = SegmentWriter(folder, embedder, self._segmenter, settings, old.overlay.own if old else None)
        if old and relearn:
            self._writer.learn(old.stored(number) for number in old.living())
        self.reports: list[FileReport] = []
        self._amendments = load_amendments(folder.path)
        self._added = self._doubtful = self._converted = 0
        self._notes: list[str] = []
        """What the reader of the file at hand remarks on it."""

    def _say(self, step: str, source: str) -> None:
        seconds = time.monotonic() - self._started
        self._progress(Progress(step, source, len(self.reports), self._files, self._added, seconds))

    def take(self, file: File) -> None:
        """Take one file, or find it unchanged, or refuse it; what was taken from it before stays if it is refused."""
        try:
            report = self._take(file)
        except FileRefused as error:
            report = FileReport(file.source, "refused", reason=error.reason, message=error.message)
        except OSError as error:
            message = f"{file.source}: cannot be read ({error.strerror})"
            report = FileReport(file.source, "refused", reason="unreadable", message=message)
        self.reports.append(report)
        self._say("read", file.source)

    def _take(self, file: File) -> FileReport:
        sha256, terms = sum_source(file), self._terms
        known = self._ledger.known(file, sha256, terms)
        if known and (known.sha256, known.terms) == (sha256, terms):
            self._ledger.move(known, file)
            return FileReport(file.source, "unchanged", known.articles)
        number = known.number if known else self._ledger.next_number()
        self._notes = []
        taken, withheld, refused = self._read(file, number, self._ledger.articles_of(known))
        self._ledger.remember(SourceRecord(number, str(file.path), file.source, sha256, terms, taken))
        status = "taken" if taken else "withheld"
        notes = tuple(self._notes)
        return FileReport(file.source, status, taken, refused=tuple(refused), withheld=withheld, notes=notes)

    def _read(self, file: File, number: int, gone: dict[str, int]) -> tuple[int, int, list[str]]:
        """Key the articles of a file and write the changed ones; `gone` are the old ones that came from it.

        Returns how many it has, how many more an editor withdrew, and what was refused.
        """
        refused: list[str] = []
        reasons: set[str] = set()
        withheld = 0
        seen: set[str] = set()
        heirs = cache(lambda: self._ledger.heirs(gone))
        broken: list[FileRefused] = []
        for item in self._items(file, broken):
            if isinstance(item, FileRefused):
                refused.append(item.message)
                reasons.add(item.reason)
                continue
            article = self._ledger.identify(item, number, gone, heirs)
            if article is None:
                withheld += 1
                continue
            if article.key in seen or self._ledger.is_taken(article.key, gone):
                refused.append(f"{file.source}: the id {article.key!r} stands twice; the first record was taken")
                continue
            seen.add(article.key)
            article = self._edit(article)
            if not self._ledger.unchanged(article, gone, own=bool(item.key)):
                self._add(article, number, file.source)
        if broken and not seen and not withheld:
            raise broken[0]
        refused += [error.message for error in broken]
        if not seen and not withheld:
            more = f" (and {len(refused) - 1} more)" if len(refused) > 1 else ""
            why = reasons.pop() if len(reasons) == 1 else "no_articles"
            raise FileRefused(f"{refused[0]}{more}" if refused else f"{file.source}: no articles in it", reason=why)
        if not broken:  # else what could not be read may still be there
            self._ledger.bury({key: n for key, n in gone.items() if key not in seen})
        return len(seen), withheld, refused

    def _edit(self, article: Article) -> Article:
        """The article as an editor corrected it, if one did."""
        fields = self._amendments.get(article.key)
        if not fields:
            return article
        self._ledger.originals[article.key] = article
        return amend(article, fields)

    def _items(self, file: File, broken: list[FileRefused]) -> Iterator[Article | FileRefused]:
        """What the file holds; where it cannot be read to its end, what came before counts and `broken` says why."""
        try:
            yield from take(file, self._stated, self._notes)
        except FileRefused as error:
            broken.append(error)

    def _add(self, article: Article, number: int, source: str) -> None:
        self._ledger.admit(article)
        self._added += 1
        self._doubtful += article.confidence < DOUBTFUL
        if self._writer.add(article, number) or self._added % SPEAK == 0:
            self._say("read", source)

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
            if number not in self._ledger.dead:
                article = old.stored(number)
                self._writer.add(article, old.source(number))
                self._ledger.bury({article.key: number})
                self._converted += 1
        self._say("write", "")

    def remove_gone(self, roots: list[Path]) -> None:
        """Take out the articles of files that are no longer below `roots`."""
        for record in self._ledger.drop_missing(roots):
            self.reports.append(FileReport(record.source, "removed", record.articles))

    def commit(self, program: str) -> BuildReport:
        """Write what is left and make the new version current; with nothing changed the old one stays."""
        self._say("write", "")
        self._settle()
        self._reembed()
        self._writer.flush()
        old = self._old.manifest if self._old else None
        manifest = old
        taken = not self.reports or any(report.status != "refused" for report in self.reports)
        if taken and (self._ledger.touched or old is None):
            manifest = merge_small(self._folder, self._manifest(program, old))
            manifest = self._folder.next(manifest, program)
            files = self._ledger.files() | self._writer.files() | {RELATIONS: self._relate(manifest).dump()}
            self._say("commit", "")
            manifest = self._folder.commit(manifest, files, keep=self._settings.keep_versions)
        return BuildReport(
            files=tuple(self.reports),
            version=manifest.version if manifest else 0,
            articles=manifest.articles if manifest else 0,
            added=self._added,
            removed=len(self._ledger.dead) - self._converted,
            doubtful=self._doubtful,
            seconds=time.monotonic() - self._started,
            withheld=sum(report.withheld for report in self.reports),
        )

    def _relate(self, manifest: Manifest) -> Relations:
        """What belongs together in the new version."""
        new = Snapshot(self._folder, manifest.with_files({}), check=False, known=self._old)
        return relate(new, self._old.overlay.stored if self._old else None, self._ledger.fresh)

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
        return replace(
            base,
            segments=(*base.segments, *self._writer.written),
            segmenter=self._segmenter.name,
            model=self._embedder.name,
            model_fingerprint=self._embedder.fingerprint,
            dimension=self._embedder.dimension,
        )
