"""Rows to Milvus: new articles with their chunks, and the end of old ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from index.milvus.comparing import Work
from index.milvus.door import AT_ONCE, Door, Row
from index.milvus.expressions import joined, living, one_of
from index.milvus.lexis import Lexis, words_of
from index.milvus.rows import Entry, read_vector
from index.milvus.tables import FOREVER
from index.milvus.weighing import norms_of, weight_of
from index.snapshot import Snapshot

OWNERS = 64
"""Articles whose rows are read at once to end them: some 300 chunks."""


def chunks_of(snapshot: Snapshot, works: Iterable[Work]) -> dict[int, NDArray[np.bool_]]:
    """For each segment that holds one of the articles to be written whole, which of its chunks are theirs."""
    found: dict[int, list[int]] = {}
    for work in works:
        if work.whole:
            part, local = snapshot.locate(work.number)
            found.setdefault(part, []).append(local)
    return {part: np.isin(snapshot.segments[part].chunks[:, 0], locals_) for part, locals_ in sorted(found.items())}


class Writer:
    """Writes articles of a snapshot as rows born with one release."""

    def __init__(self, door: Door, snapshot: Snapshot, lexis: Lexis, born: int, written: float) -> None:
        """`written`: the average length of chunks that weights are made with."""
        self._door, self._snapshot, self._lexis, self._born, self._written = door, snapshot, lexis, born, written
        settings = snapshot.manifest.settings
        self._k1, self._b = settings["bm25_k1"], settings["bm25_b"]

    def write(self, works: Sequence[Work], progress: Callable[[int, int], None]) -> None:
        """Write them, segment by segment."""
        wanted = chunks_of(self._snapshot, works)
        rows: list[Row] = []
        chunks: list[Row] = []
        streams: dict[int, Iterator[Row]] = {}
        for done, work in enumerate(works, 1):
            entry = self._entry(work)
            rows += entry.rows(self._born)
            if work.whole:
                part, local = self._snapshot.locate(work.number)
                if part not in streams:
                    streams = {part: self._words(part, wanted[part])}
                chunks += self._chunks(entry, part, local, streams[part])
            if len(chunks) >= AT_ONCE or len(rows) >= AT_ONCE or done == len(works):
                self._door.write("chunks", chunks)
                self._door.write("articles", rows)
                rows, chunks = [], []
                progress(done, len(works))

    def _entry(self, work: Work) -> Entry:
        snapshot = self._snapshot
        return Entry(
            no=work.no,
            turn=work.turn,
            stored=snapshot.stored(work.number),
            laid=work.laid,
            digest=snapshot.digest(work.number),
            record=snapshot.source(work.number),
        )

    def _words(self, part: int, wanted: NDArray[np.bool_]) -> Iterator[Row]:
        """Of each wanted chunk of a segment: its weights by dimension, and its length."""
        for number, codes, counts, length in words_of(self._snapshot.segments[part].keywords, wanted):
            norm = float(norms_of(np.array([length]), self._written, self._k1, self._b)[0])
            weights = weight_of(counts, norm)
            dims = self._lexis.dims_of(codes)
            yield {"number": number, "words": dict(zip(dims.tolist(), weights.tolist(), strict=True)), "length": length}

    def _chunks(self, entry: Entry, part: int, local: int, stream: Iterator[Row]) -> Iterator[Row]:
        segment = self._snapshot.segments[part]
        first, end = np.searchsorted(segment.chunks[:, 0], (local, local + 1)).tolist()
        mine = list(islice(stream, end - first))
        if [each["number"] for each in mine] != list(range(first, end)):
            raise AssertionError("chunks and articles of a segment are not in the same order")
        vectors = np.asarray(segment.vectors[first:end])
        return entry.chunks(
            self._born,
            segment.chunks[first:end, 1:].tolist(),
            vectors.astype(np.float32) if self._door.lite else vectors,
            [each["words"] for each in mine],
            [each["length"] for each in mine],
        )


def end_rows(door: Door, table: str, release: int, numbers: Sequence[int], died: int) -> None:
    """Write the rows of articles that are of a release anew, as ending with `died`."""
    for start in range(0, len(numbers), OWNERS):
        some = one_of("no", numbers[start : start + OWNERS])
        door.write(
            table,
            [_again(row, died, lite=door.lite) for row in door.query(table, joined(living(release), some), ["*"])],
        )


def take_back(door: Door, release: int, following: int) -> None:
    """Undo what a publication that never came to its end left behind the release that is current."""
    for table in ("chunks", "articles"):
        door.remove(table, f"born > {release}")
        ended = f"born <= {release} and died > {release} and died < {FOREVER}"
        while rows := door.query(table, ended, ["*"]):
            door.write(table, [_again(row, FOREVER, lite=door.lite) for row in rows])
    door.remove("words", f"dim >= {following}")
    while rows := door.query("words", f"born > {release}", ["*"]):
        again = [{**row, "born": 0, "frequency": row["earlier"], "sounds": list(row["sounds"])} for row in rows]
        door.write("words", again)


def dims_there(door: Door, release: int, numbers: Sequence[int]) -> set[int]:
    """The dimensions of the words of articles' chunks."""
    found: set[int] = set()
    for start in range(0, len(numbers), OWNERS):
        some = joined(living(release), one_of("no", numbers[start : start + OWNERS]))
        for row in door.query("chunks", some, ["words"]):
            found |= set(row["words"])
    return found


def _again(row: Mapping[str, object], died: int, *, lite: bool) -> Row:
    """A row as it was read, as it can be written."""
    again: Row = {**row, "died": died, "events": list(row["events"])}  # type: ignore[call-overload]
    if "vector" in again:
        again["vector"] = read_vector(again["vector"]).astype(np.float32 if lite else np.float16)
    return again
