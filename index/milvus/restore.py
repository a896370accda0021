"""An archive on Milvus back to an index folder: the same articles, vectors and words, nothing embedded or cut anew."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.amendments import FILE as CORRECTIONS
from index.errors import IndexDamaged, InputError
from index.folder import IndexFolder
from index.keywords import Keywords
from index.manifest import Manifest, SegmentSum, sum_folder
from index.milvus import pieces
from index.milvus.census import NAME as CENSUS
from index.milvus.door import Door, Row
from index.milvus.expressions import living
from index.milvus.release import Release, current
from index.milvus.rows import join, read, read_vector, unsigned
from index.milvus.stones import read_stones
from index.milvus.tables import check_tables
from index.milvus.weighing import counts_of, norms_of
from index.segments import Entry, pack, write_segment
from index.settings import IndexSettings
from index.withdrawals import NAME as WITHDRAWALS
from index.withdrawals import Withdrawals

ARTICLES_MOST = IndexSettings().segment_articles
"""Articles of one segment."""

KEEP = IndexSettings().keep_versions


@dataclass(frozen=True, slots=True, eq=False)
class _Chunk:
    """A chunk's row without what a dictionary of its words would take: a fortieth."""

    span: tuple[int, int]
    length: int
    vector: NDArray[np.float16]
    dims: NDArray[np.int64]
    counts: NDArray[np.uint8]

    @classmethod
    def of(cls, row: Row, release: Release) -> _Chunk:
        """Words as often as they stand in it, from their weights."""
        length = int(row["length"])
        norm = float(norms_of(np.array([length]), release.average, release.k1, release.b)[0])
        dims = [dim for dim in row["words"] if dim]
        return cls(
            (int(row["start"]), int(row["stop"])),
            length,
            read_vector(row["vector"]).astype(np.float16),
            np.array(dims, np.int64),
            np.array(counts_of(row["words"], dims, norm), np.uint8),
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    """The archive's words by dimension: codes, letters and sounds."""

    codes: dict[int, int]
    sounds: dict[int, list[tuple[int, int]]]


def restore(
    door: Door, folder: IndexFolder, *, program: str, progress: Callable[[int, int], None] = lambda done, total: None
) -> Manifest:
    """Make an index folder of what is on Milvus; the version made.

    Raises:
        InputError: there is an index in the folder, which is left as it is.
        IndexMissing, IndexDamaged, IndexNewer, IndexUnavailable: what is on Milvus cannot be read; no version is made.
    """
    check_tables(door)
    release = current(door)
    check_tables(door, int(release.manifest["dimension"]))
    if folder.exists():
        raise InputError(f"there is an index in {folder.path} already: name an empty folder with --index")
    with folder.locked():
        files = {name: _file(door, release, name) for name in pieces.files_of(door, release.number)}
        files.pop(CENSUS, None)
        corrections = files.pop(CORRECTIONS, None)
        files[WITHDRAWALS] = _withdrawals(door, files.get(WITHDRAWALS))
        segments = tuple(_segments(door, folder, release, progress))
        if sum(segment.chunks for segment in segments) != release.chunks and not release.gone:
            raise IndexDamaged(f"{door.address}: chunks are missing; run wenbao doctor --index {door.address}")
        manifest = Manifest(**{**release.manifest, "segments": segments, "sources": None, "extras": ()})
        manifest = folder.next(manifest, program)
        if corrections is not None:
            (folder.path / CORRECTIONS).write_bytes(corrections)
        return folder.commit(manifest, {name: [data] for name, data in files.items()}, keep=KEEP)


def _file(door: Door, release: Release, name: str) -> bytes:
    data = pieces.read_file(door, release.number, name)
    if data is None:
        raise IndexDamaged(f"{door.address}: {name} is missing")
    return data


def _withdrawals(door: Door, data: bytes | None) -> bytes:
    """The version's tombstones, and those set on Milvus since."""
    known = Withdrawals.load(data)
    for stone in read_stones(door):
        if stone.pending:
            known.put(stone.tombstone)
    return known.dump()


def _words(door: Door) -> _Words:
    codes: dict[int, int] = {}
    sounds: dict[int, list[tuple[int, int]]] = {}
    for row in door.walk("words", "dim > 0", ["code", "dim", "letters", "sounds"]):
        dim = int(row["dim"])
        codes[dim] = unsigned(int(row["code"]))
        if row["letters"]:
            sounds[dim] = [(int(sound, 16), unsigned(int(row["letters"]))) for sound in row["sounds"]]
    return _Words(codes, sounds)


def _segments(
    door: Door, folder: IndexFolder, release: Release, progress: Callable[[int, int], None]
) -> Iterator[SegmentSum]:
    """Articles and chunks, both in the order of their numbers, to segments."""
    words, alive = _words(door), living(release.number, release.gone)
    chunks = door.walk("chunks", alive, ["no", "start", "stop", "length", "vector", "words"])
    waiting: Row | None = next(chunks, None)
    entries: list[Entry] = []
    held: list[_Chunk] = []
    done = 0
    for no, data, row in _articles(door, alive):
        mine: list[_Chunk] = []
        while waiting is not None and int(waiting["no"]) == no:
            mine.append(_Chunk.of(waiting, release))
            waiting = next(chunks, None)
        entries.append(Entry(pack(read(data)[0]), int(row["record"]), tuple(chunk.span for chunk in mine)))
        held += mine
        done += 1
        if len(entries) == ARTICLES_MOST:
            yield _write(folder, release, words, entries, held)
            entries, held = [], []
            progress(done, done)
    if entries:
        yield _write(folder, release, words, entries, held)
        progress(done, done)


def _articles(door: Door, alive: str) -> Iterator[tuple[int, str, Row]]:
    held: list[Row] = []
    for row in door.walk("articles", alive, ["id", "no", "part", "data", "record"]):
        if held and held[0]["no"] != row["no"]:
            yield from ((no, data, first) for no, (data, first) in join(held).items())
            held = []
        held.append(row)
    yield from ((no, data, first) for no, (data, first) in join(held).items())


def _write(
    folder: IndexFolder, release: Release, words: _Words, entries: list[Entry], chunks: list[_Chunk]
) -> SegmentSum:
    vectors = np.array([chunk.vector for chunk in chunks], np.float32)
    vectors = vectors.reshape(len(chunks), int(release.manifest["dimension"]))
    name = secrets.token_hex(8)
    draft = folder.segment(name).with_name(f"{name}.new")
    write_segment(draft, entries, vectors, _keywords(words, chunks))
    draft.rename(folder.segment(name))
    return SegmentSum(name, len(entries), len(chunks), sum_folder(folder.segment(name)))


def _keywords(words: _Words, chunks: list[_Chunk]) -> Keywords:
    """The word index of chunks."""
    dims = np.concatenate([np.empty(0, np.int64), *(chunk.dims for chunk in chunks)])
    different, place = np.unique(dims, return_inverse=True)
    codes = np.array([words.codes[dim] for dim in different.tolist()], np.uint64)
    sounds = sorted({pair for dim in different.tolist() for pair in words.sounds.get(dim, ())})
    return Keywords.sorted_from(
        codes[place],
        np.repeat(np.arange(len(chunks), dtype=np.uint32), [len(chunk.dims) for chunk in chunks]),
        np.concatenate([np.empty(0, np.uint8), *(chunk.counts for chunk in chunks)]),
        np.array([chunk.length for chunk in chunks], np.uint32),
        np.array(sounds, np.uint64).reshape(-1, 2),
    )
