"""The editor's desk: articles withdrawn, taken back and corrected, each as a new version over the same segments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from index.amendments import FILE, ORIGINALS, amend, check_amendment, load_amendments, load_originals, save_amendments
from index.beside import put_beside
from index.build import refresh
from index.embeddings import Embedder
from index.errors import IndexDamaged, InputError
from index.fingerprints import Print
from index.folder import IndexFolder
from index.ledger import Ledger
from index.local_words import NAME as WORDS
from index.local_words import LocalWords
from index.manifest import Manifest, SegmentSum
from index.records import Article
from index.relations import NAME as RELATIONS
from index.relations import relate
from index.settings import IndexSettings
from index.snapshot import Snapshot
from index.withdrawals import Tombstone, Withdrawals

KEEP = IndexSettings().keep_versions


@dataclass(frozen=True, slots=True)
class Edit:
    """What was done. `keys` are those of all articles that it touched; `waiting` come back with the next build."""

    version: int
    keys: tuple[str, ...]
    waiting: tuple[str, ...] = ()


@contextmanager
def open_current(folder: IndexFolder) -> Iterator[Snapshot]:
    """The current version, locked. Its segments are not summed again: nothing of them is copied."""
    folder.manifest()  # before the lock: it makes the folder
    with folder.locked():
        manifest = folder.manifest()
        try:
            yield Snapshot(folder, manifest, check=False)
        except (FileNotFoundError, ValueError, KeyError) as error:
            raise IndexDamaged(
                f"{folder.path}: version {manifest.version} cannot be read ({error}); run: wenbao doctor"
            ) from error


def withdraw(folder: IndexFolder, key: str, reason: str, *, program: str) -> Edit:
    """Take an article and the reprints of its text out at once. Raises InputError for an unknown key or no reason."""
    return withdraw_all(folder, (key,), reason, program=program)


def withdraw_all(folder: IndexFolder, keys: Sequence[str], reason: str, *, program: str) -> Edit:
    """The same of many, in one version: all of them or none. What is withdrawn already stays so."""
    if not reason.strip():
        raise InputError("a withdrawal needs a reason: --reason TEXT")
    with open_current(folder) as old:
        stones = old.overlay.withdrawals
        standing = stones.standing
        originals = load_originals(folder.read_file(old.manifest, ORIGINALS))
        now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        done: dict[str, None] = {}
        for key in keys:
            if key in standing or key in done:
                continue
            article = old.article(key)
            if article is None:
                raise InputError(f"there is no article {key!r} in {folder.path}; wenbao articles lists them")
            for each in (key, *(other for other in article.duplicates if other in old.keys and other not in done)):
                stones.put(_stone(old, each, key, reason.strip(), now, originals.get(each)))
                done[each] = None
        if not done:
            return Edit(old.manifest.version, ())
        manifest = old.manifest
        for name, numbers in old.by_segment({old.keys[each] for each in done} | old.hidden).items():
            manifest = manifest.with_dead(name, numbers)
        return Edit(commit_edit(folder, Ledger(folder, old), manifest, program, old), tuple(done))


def _stone(old: Snapshot, key: str, cause: str, reason: str, now: str, original: Article | None) -> Tombstone:
    number = old.keys[key]
    stored = old.stored(number)
    texts = dict.fromkeys(a.body for a in (stored, original) if a)
    return Tombstone(
        key=key,
        cause=cause,
        reason=reason,
        when=now,
        newspaper=stored.newspaper,
        published=stored.published,
        source=old.source(number),
        prints=tuple(Print.of(text) for text in texts),
        made=old.place(number),
    )


def restore(folder: IndexFolder, key: str, *, program: str) -> Edit:
    """Take back a withdrawal, from the segment that still holds it or else at the next build. Raises InputError."""
    with open_current(folder) as old:
        stones = old.overlay.withdrawals
        stone = stones.standing.get(key)
        if stone is None:
            raise InputError(f"{key!r} is not withdrawn; wenbao articles --withdrawn lists what is")
        mine = [s for s in stones.standing.values() if s.cause == stone.cause or s.key == key]
        ledger, manifest = Ledger(folder, old), old.manifest
        hidden = {old.stored(number).key for number in old.hidden}
        back, waiting = [], []
        for each in mine:
            known = ledger.forget(each.source)  # what was withheld meanwhile comes with the next build
            for source in each.withheld:
                ledger.forget(source)
            if each.key in hidden:
                held: Manifest | None = manifest
            else:
                held = _holding(folder, manifest, each) if known else None
            if held:
                manifest = held
                stones.drop(each.key)
                back.append(each.key)
            else:
                stones.put(replace(each, undone=True))
                waiting.append(each.key)
        version = commit_edit(folder, ledger, manifest, program, old, back)
        return Edit(version, tuple(back), tuple(waiting))


def _holding(folder: IndexFolder, manifest: Manifest, stone: Tombstone) -> Manifest | None:
    """The manifest with the stone's article alive again, if a segment of a kept version still holds it."""
    name, number = stone.made
    if any(segment.name == name for segment in manifest.segments):
        return manifest.with_alive(name, number)
    for version in reversed(folder.versions()):
        kept = folder.manifest_of(version)
        found: SegmentSum | None = next((s for s in kept.segments if s.name == name), None)
        if found and kept.model_fingerprint == manifest.model_fingerprint:
            alone = replace(found, dead=tuple(n for n in range(found.articles) if n != number))
            return replace(manifest, segments=(*manifest.segments, alone))
    return None


def commit_edit(
    folder: IndexFolder,
    ledger: Ledger,
    manifest: Manifest,
    program: str,
    old: Snapshot,
    fresh: list[str] | None = None,
    *,
    own: LocalWords | None = None,
    keep: int = KEEP,
) -> int:
    """Make what an editor did to the `old` version a new one; `fresh` are articles that came back. Its number."""
    manifest = folder.next(manifest, program)
    files = ledger.files()
    own = old.overlay.own if own is None else own
    if own.words:
        files[WORDS] = [own.dump()]
    if fresh:
        new = Snapshot(folder, manifest.with_files(()), check=False, known=old)
        files[RELATIONS] = [relate(new, old.overlay.stored, fresh, fresh, folder.path).dump()]
    elif (data := folder.read_file(old.manifest, RELATIONS)) is not None:
        files[RELATIONS] = [data]
    return folder.commit(manifest, files, keep=keep).version


def correct(
    folder: IndexFolder, embedder: Embedder, key: str, fields: Mapping[str, str], *, program: str
) -> tuple[Edit, Article]:
    """Correct fields of an article, beside those already corrected, and put it into the current version at once."""
    with open_current(folder) as old:
        number = old.keys.get(key)
        if number is None:
            raise InputError(f"there is no article {key!r} in {folder.path}; wenbao articles lists them")
        if not fields:
            raise InputError("nothing to correct: name a field, such as --headline TEXT")
        amendments = load_amendments(folder.path)
        amendments[key] = {**amendments.get(key, {}), **check_amendment(dict(fields), FILE)}
        amend(old.stored(number), amendments[key])
        save_amendments(folder.path, amendments)
        put_beside(folder, old.manifest, old.stored(number).source, key, amendments[key])
    return _apply(folder, embedder, key, program)


def uncorrect(folder: IndexFolder, embedder: Embedder, key: str, *, program: str) -> tuple[Edit, Article]:
    """Have an article again as its file has it. Raises InputError where an editor corrected nothing."""
    with open_current(folder) as old:
        amendments = load_amendments(folder.path)
        if key not in amendments:
            raise InputError(f"{key!r} was not corrected: {folder.path / FILE} has no table of that name")
        del amendments[key]
        save_amendments(folder.path, amendments)
        put_beside(folder, old.manifest, "", key, None)
    return _apply(folder, embedder, key, program)


def _apply(folder: IndexFolder, embedder: Embedder, key: str, program: str) -> tuple[Edit, Article]:
    version = refresh(folder, embedder, program=program).version
    article = Snapshot(folder, folder.manifest(), check=False).article(key)
    if article is None:
        raise InputError(f"{key!r} has gone meanwhile")
    return Edit(version, (key,)), article


def withdrawn(folder: IndexFolder) -> Withdrawals:
    """What is withdrawn."""
    return Snapshot(folder, folder.manifest(), check=False).overlay.withdrawals
