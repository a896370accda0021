"""One immutable segment on disk: articles, chunks, vectors, words, days. Written once, then only read (memory-mapped).

articles.jsonl   one article a line            articles.npy   int64, byte offset of each line, and the end
chunks.npy       int32 (article, start, end)   vectors.npy    float16 (chunks, dimension)
days.npy         int32 (article, kind, first, last) as proleptic Gregorian ordinals; kind 0 published, 1 event
labels.npy       int32 (source, newspaper, collection)        labels.json    the names behind the last two
sketches.npy     uint64 (articles, SKETCH), padded with the largest value
digests.npy      uint64, fingerprint of the whole article     words/         see keywords.py
codes.npy, centroids.npy         see vectors.py; only of a large segment
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import MISSING, asdict, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.fingerprints import SKETCH, digest, sketch
from index.keywords import Keywords
from index.records import Article, Byline, Caption, Chunk, Days
from index.vectors import Codes

PUBLISHED, EVENT = 0, 1
FILLER = np.uint64(2**64 - 1)


@dataclass(frozen=True, slots=True)
class Entry:
    """An article on its way into a segment, with the number of the source record it came from and its chunks."""

    article: Article
    source: int
    chunks: tuple[Chunk, ...]


UNSAID = {field.name: field.default for field in fields(Article) if field.default is not MISSING}
"""What a field is when the stored line does not have it: a sixth of a short article's line would be empty fields."""


def pack(article: Article) -> bytes:
    """An article as one line of JSON, the key first."""
    said = {name: value for name, value in asdict(article).items() if name not in UNSAID or value != UNSAID[name]}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def unpack(line: bytes) -> Article:
    """The inverse of `pack`."""
    said = json.loads(line.decode())
    for name in ("event_dates", "places", "fixes", "duplicates"):
        if name in said:
            said[name] = tuple(said[name])
    if "byline" in said:
        said["byline"] = tuple(Byline(**item) for item in said["byline"])
    if "captions" in said:
        said["captions"] = tuple(Caption(**item) for item in said["captions"])
    if "origin" in said:
        said["origin"] = tuple(map(tuple, said["origin"]))
    return Article(**said)


def fingerprint(article: Article) -> int:
    """64 bits that change when anything in the article does."""
    return int(digest(pack(article).decode()), 16)


def _days(entries: Sequence[Entry]) -> NDArray[np.int32]:
    rows = []
    for number, entry in enumerate(entries):
        article = entry.article
        if article.published:
            days = Days.covering(article.published)
            rows.append((number, PUBLISHED, days.first.toordinal(), days.last.toordinal()))
        for iso in article.event_dates:
            days = Days.parse(iso)
            rows.append((number, EVENT, days.first.toordinal(), days.last.toordinal()))
    return np.array(rows, dtype=np.int32).reshape(-1, 4)


def write_segment(
    folder: Path,
    entries: Sequence[Entry],
    vectors: NDArray[np.float32],
    words: Keywords,
) -> None:
    """Write a segment into the new folder `folder`. `vectors` and `words` follow the entries' chunks in order."""
    folder.mkdir(parents=True)
    offsets = [0]
    with (folder / "articles.jsonl").open("wb") as file:
        for entry in entries:
            offsets.append(offsets[-1] + file.write(pack(entry.article)))
    spans = [(n, c.span.start, c.span.end) for n, entry in enumerate(entries) for c in entry.chunks]
    newspapers = sorted({entry.article.newspaper for entry in entries})
    collections = sorted({entry.article.collection for entry in entries})
    labels = [
        (entry.source, newspapers.index(entry.article.newspaper), collections.index(entry.article.collection))
        for entry in entries
    ]
    sketches = np.full((len(entries), SKETCH), FILLER, dtype=np.uint64)
    for number, entry in enumerate(entries):
        row = sketch(entry.article.body)
        sketches[number, : len(row)] = row
    arrays: dict[str, NDArray[Any]] = {
        "articles": np.array(offsets, dtype=np.int64),
        "chunks": np.array(spans, dtype=np.int32).reshape(-1, 3),
        "vectors": vectors.astype(np.float16),
        "days": _days(entries),
        "labels": np.array(labels, dtype=np.int32).reshape(-1, 3),
        "sketches": sketches,
        "digests": np.array([fingerprint(entry.article) for entry in entries], dtype=np.uint64),
    }
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)
    names = json.dumps({"newspapers": newspapers, "collections": collections}, ensure_ascii=False)
    (folder / "labels.json").write_text(names, encoding="utf-8")
    words.write(folder / "words")
    if codes := Codes.of(vectors):
        codes.write(folder)


class Segment:
    """An opened segment. Articles are numbered from 0 within it."""

    def __init__(self, folder: Path) -> None:
        def load(name: str) -> NDArray[np.generic]:
            array: NDArray[np.generic] = np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
            return array

        self._offsets: NDArray[np.int64] = np.asarray(load("articles"), dtype=np.int64)
        # a plain array over the map: np.memmap's own slices cost ten times an array's
        self._lines = np.asarray(np.memmap(folder / "articles.jsonl", dtype=np.uint8, mode="r"))
        self.chunks: NDArray[np.int32] = np.asarray(load("chunks"), dtype=np.int32)
        self.vectors: NDArray[np.float16] = load("vectors")  # type: ignore[assignment]
        self.days: NDArray[np.int32] = np.asarray(load("days"), dtype=np.int32)
        self.labels: NDArray[np.int32] = np.asarray(load("labels"), dtype=np.int32)
        self.sketches: NDArray[np.uint64] = load("sketches")  # type: ignore[assignment]
        self.digests: NDArray[np.uint64] = load("digests")  # type: ignore[assignment]
        names = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self.newspapers: list[str] = names["newspapers"]
        self.collections: list[str] = names["collections"]
        self.keywords = Keywords.open(folder / "words")
        self.codes = Codes.open(folder)

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def article(self, number: int) -> Article:
        """The article with this number, read from disk."""
        start, end = int(self._offsets[number]), int(self._offsets[number + 1])
        return unpack(self._lines[start:end].tobytes())

    def key(self, number: int) -> str:
        """Its key alone, without reading the rest: `pack` writes it first."""
        start = int(self._offsets[number]) + len('{"key":')
        text = self._lines[start : start + 1200].tobytes().decode("utf-8", "ignore")
        key, _ = json.JSONDecoder().raw_decode(text)
        return str(key)
