"""An index folder's version to Milvus: what differs from the release there is written, then made current by one write.

The folder is the workshop, where builds, corrections and withdrawals happen; Milvus holds a copy that servers read.
Articles are compared by key, by the fingerprint of what their segments hold and by what the version lays over them.
Nothing is embedded and nothing is cut into words again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from index.amendments import FILE as CORRECTIONS
from index.desk import withdraw
from index.errors import InputError
from index.folder import IndexFolder
from index.manifest import Manifest
from index.milvus import pieces
from index.milvus.census import NAME as CENSUS
from index.milvus.census import Census, Kind
from index.milvus.comparing import Difference, compare, held_there
from index.milvus.door import Door
from index.milvus.lexis import Lexis, codes_at, codes_of, frequencies
from index.milvus.release import Release, check_model, make_current, read_current
from index.milvus.stones import Stone, bury, numbers_of, read_stones, set_stones
from index.milvus.tables import check_tables, make_tables
from index.milvus.vocabulary import common_of
from index.milvus.writing import Writer, chunks_of, dims_there, end_rows, take_back
from index.segments import PUBLISHED
from index.snapshot import Snapshot

COMMON = 16_000
"""Words that a server reads at once when it opens a release, below the 16,384 rows that Milvus hands out."""

SETTLE = 6.0
"""Seconds between the last row and the release that shows it: what a Milvus of several nodes reads may lag five behind
(its bounded staleness)."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication did, in articles. `relaid`: only their surroundings changed (a reprint came, a file moved)."""

    version: int
    articles: int
    written: int
    relaid: int
    removed: int
    seconds: float


def publish(
    folder: IndexFolder,
    door: Door,
    *,
    program: str,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Published:
    """Bring the archive on Milvus in line with the folder's current version.

    Raises:
        InputError: another archive is there, or an article cannot be numbered.
        IndexMissing, IndexDamaged, IndexForeign, IndexNewer: the folder, or what is on Milvus, cannot be used.
        IndexUnavailable: Milvus failed; servers go on with the release that they have.
    """
    started = time.monotonic()
    manifest = folder.manifest()
    make_tables(door, manifest.dimension)
    check_tables(door, manifest.dimension)
    old = _release(door)
    if old:
        check_model(old, str(door.address), name=manifest.model, fingerprint=manifest.model_fingerprint)
        _hear_of_withdrawals(folder, door, program)
        manifest = folder.manifest()
    snapshot = Snapshot(folder, manifest)
    if old:
        bury(door, numbers_of(door, snapshot.overlay.withdrawals.standing))  # at once, before the long work
        old = _release(door)
    number = old.number if old else 0
    take_back(door, number, old.next_word if old else 0)
    held = held_there(door, number)
    there = len(held)
    found = compare(snapshot, held, old.next_article if old else 1)
    if there and found.articles and found.removed == there:
        raise InputError(
            f"{door.address} holds another archive ({there} articles, none of which is in {folder.path}): "
            f"publish under another NAME"
        )
    if not old or not found.nothing or old.manifest != _said(manifest) or old.gone:
        release = _write(folder, snapshot, door, old, found, progress)
        time.sleep(0 if door.lite else SETTLE)
        make_current(door, release)
        for table in ("chunks", "articles"):
            door.remove(table, f"died <= {number}")
        pieces.tidy(door, (number, release.number))
    relaid = len(found.laid)
    seconds = time.monotonic() - started
    return Published(manifest.version, found.articles, len(found.work) - relaid, relaid, found.removed, seconds)


def _release(door: Door) -> Release | None:
    text = read_current(door)
    return Release.load(text, str(door.address)) if text else None


def _said(manifest: Manifest) -> dict[str, Any]:
    """What is kept of a manifest: all but the names of its files."""
    said = asdict(manifest)
    return {name: said[name] for name in said if name not in ("segments", "sources", "extras")}


def _hear_of_withdrawals(folder: IndexFolder, door: Door, program: str) -> None:
    """Withdraw in the folder what was withdrawn on Milvus alone."""
    for stone in list(read_stones(door)):
        if stone.pending and stone.key == stone.cause:
            with suppress(InputError):  # it has gone from the folder too
                withdraw(folder, stone.key, stone.reason, program=program)


def _write(
    folder: IndexFolder,
    snapshot: Snapshot,
    door: Door,
    old: Release | None,
    found: Difference,
    progress: Callable[[int, int], None],
) -> Release:
    """Write the rows of the next release beside those of the current one; the release, not yet current."""
    number, manifest = old.number if old else 0, snapshot.manifest
    alive = np.concatenate([np.empty(0, np.bool_), *snapshot.living_chunks()])
    lengths = np.concatenate([np.empty(0, np.uint32), *(s.keywords.lengths for s in snapshot.segments)])
    chunks, words = int(alive.sum()), int(lengths[alive].sum(dtype=np.int64))
    average = old.average if old else words / chunks if words else 1.0
    wanted = chunks_of(snapshot, found.work)
    ending = codes_at(door, dims_there(door, number, found.dead))
    codes = np.union1d(codes_of(snapshot, wanted), ending)
    lexis = Lexis(door, codes, old.next_word if old else 1)
    Writer(door, snapshot, lexis, number + 1, average).write(found.work, progress)
    door.write("words", list(lexis.rows(snapshot, wanted, number + 1)))
    pieces.write_files(door, number + 1, _files(folder, snapshot))
    end_rows(door, "chunks", number, found.dead, number + 1)
    end_rows(door, "articles", number, [*found.dead, *found.laid], number + 1)
    stones = snapshot.overlay.withdrawals.standing.values()
    set_stones(door, (Stone(s.key, s.cause, s.reason, s.when, s.newspaper) for s in stones))
    return Release(
        number=number + 1,
        manifest=_said(manifest),
        chunks=chunks,
        words=words,
        average=average,
        next_article=found.following,
        next_word=lexis.following,
        common=old.common if old else common_of(frequencies(snapshot, codes), COMMON),
    )


def _files(folder: IndexFolder, snapshot: Snapshot) -> dict[str, bytes]:
    """The version's own files, the editor's corrections, and what the archive holds, counted."""
    manifest = snapshot.manifest
    files = {file.name: folder.read_file(manifest, file.name) or b"" for file in manifest.files}
    corrections = folder.path / CORRECTIONS
    if corrections.is_file():
        files[CORRECTIONS] = corrections.read_bytes()
    return {**files, CENSUS: Census.of(_kinds(snapshot)).dump()}


def _kinds(snapshot: Snapshot) -> Iterator[Kind]:
    """Newspaper, collection and days of publication of every living article."""
    first = 0
    for segment in snapshot.segments:
        days = np.zeros((len(segment), 2), np.int64)
        printed = segment.days[segment.days[:, 1] == PUBLISHED]
        days[printed[:, 0]] = printed[:, 2:]
        for local in np.flatnonzero(snapshot.alive[first : first + len(segment)]).tolist():
            _, newspaper, collection = segment.labels[local].tolist()
            yield (
                segment.newspapers[newspaper],
                segment.collections[collection],
                int(days[local, 0]),
                int(days[local, 1]),
            )
        first += len(segment)
