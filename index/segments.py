"""One immutable segment on disk: articles, chunks, vectors, words, days. Written once, then only read (memory-mapped).

articles.jsonl   one article a line            articles.npy   int64, byte offset of each line, and the end
chunks.npy       int32 (article, start, end)   vectors.npy    float16 (chunks, dimension)
days.npy         int32 (article, kind, first, last) as proleptic Gregorian ordinals; kind 0 published, 1 event
labels.npy       int32 (source, newspaper, collection)        labels.json    the names behind the last two
sketches.npy     uint64 (articles, SKETCH), padded with the largest value
digests.npy      uint64, fingerprint of the whole article     words/         see keywords.py
keys.npy         uint64 (articles, 2), see keyring.py; none in segments of earlier releases
codes.npy, centroids.npy         see vectors.py; only of a large segment
"""

from __future__ import annotations

import json
import os
import resource
import weakref
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import MISSING, asdict, dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.fingerprints import SKETCH, digest, sketch
from index.keyring import code_keys
from index.keywords import Keywords
from index.records import Article, Byline, Caption, Chunk, Days
from index.vectors import Codes

PUBLISHED, EVENT = 0, 1

FILES = 16
"""Files that an opened segment holds open: a mapped one counts. A million short articles are 125 segments."""
FILLER = np.uint64(2**64 - 1)


SPARE = 1_000
"""Files that the rest of the process may hold open."""

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
    return _fingerprint(pack(article))


def _fingerprint(line: bytes) -> int:
    return int(digest(line.decode()), 16)


@dataclass(frozen=True, slots=True)
class Entry:
    """An article on its way into a segment, packed: objects would take three times the room of a short one."""

    line: bytes
    source: int
    """The number of the source record it came from."""
    spans: tuple[tuple[int, int], ...]
    """Where its chunks stand in its body: start and end."""

    @classmethod
    def of(cls, article: Article, source: int, chunks: Sequence[Chunk]) -> Entry:
        """The entry of an article cut into these chunks."""
        return cls(pack(article), source, tuple((chunk.span.start, chunk.span.end) for chunk in chunks))

    @property
    def article(self) -> Article:
        """The article, unpacked."""
        return unpack(self.line)


def _days(article: Article) -> Iterator[tuple[int, int, int]]:
    """Kind, first and last day of its publication and of each event."""
    if article.published:
        days = Days.covering(article.published)
        yield PUBLISHED, days.first.toordinal(), days.last.toordinal()
    for iso in article.event_dates:
        days = Days.parse(iso)
        yield EVENT, days.first.toordinal(), days.last.toordinal()


def write_segment(
    folder: Path,
    entries: Sequence[Entry],
    vectors: NDArray[np.float32],
    words: Keywords,
) -> None:
    """Write a segment into the new folder `folder`. `vectors` and `words` follow the entries' chunks in order."""
    folder.mkdir(parents=True)
    with (folder / "articles.jsonl").open("wb") as file:
        file.writelines(entry.line for entry in entries)
    names: tuple[dict[str, int], dict[str, int]] = {}, {}
    for name, column in _columns(entries, *names).items():
        np.save(folder / f"{name}.npy", column, allow_pickle=False)
    np.save(folder / "vectors.npy", vectors.astype(np.float16), allow_pickle=False)
    labels = json.dumps({"newspapers": [*names[0]], "collections": [*names[1]]}, ensure_ascii=False)
    (folder / "labels.json").write_text(labels, encoding="utf-8")
    words.write(folder / "words")
    if codes := Codes.of(vectors):
        codes.write(folder)


def _columns(
    entries: Sequence[Entry], newspapers: dict[str, int], collections: dict[str, int]
) -> dict[str, NDArray[Any]]:
    """What is kept of articles in arrays; each newspaper and collection gets a number as it comes."""
    chunks, days, labels = array("i"), array("i"), array("i")
    sketches = np.full((len(entries), SKETCH), FILLER, dtype=np.uint64)
    digests = np.empty(len(entries), dtype=np.uint64)
    keys: list[str] = []
    for number, entry in enumerate(entries):
        article = entry.article
        for span in entry.spans:
            chunks.extend((number, *span))
        for dated in _days(article):
            days.extend((number, *dated))
        newspaper = newspapers.setdefault(article.newspaper, len(newspapers))
        labels.extend((entry.source, newspaper, collections.setdefault(article.collection, len(collections))))
        row = sketch(article.body)
        sketches[number, : len(row)] = row
        digests[number] = _fingerprint(entry.line)
        keys.append(article.key)
    return {
        "articles": np.cumsum([0, *(len(entry.line) for entry in entries)], dtype=np.int64),
        "chunks": np.array(chunks, dtype=np.int32).reshape(-1, 3),
        "days": np.array(days, dtype=np.int32).reshape(-1, 4),
        "labels": np.array(labels, dtype=np.int32).reshape(-1, 3),
        "sketches": sketches,
        "keys": code_keys(keys),
        "digests": digests,
    }


def make_room(segments: int) -> None:
    """Let this process open so many segments, as far as the system lets it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = SPARE + FILES * segments
    if soft != resource.RLIM_INFINITY and soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


class Segment:
    """An opened segment. Articles are numbered from 0 within it."""

    def __init__(self, folder: Path) -> None:
        def load(name: str) -> NDArray[np.generic]:
            column: NDArray[np.generic] = np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
            return column

        # plain arrays over the maps: np.memmap's own slices cost ten times an array's
        self._offsets: NDArray[np.int64] = np.asarray(load("articles"), dtype=np.int64)
        # read, not mapped: what was once read of a map counts as this process's memory
        self._lines = os.open(folder / "articles.jsonl", os.O_RDONLY)
        weakref.finalize(self, os.close, self._lines)
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
        self._folder = folder

    def __len__(self) -> int:
        return len(self._offsets) - 1

    @cached_property
    def codes(self) -> Codes | None:
        """Its vectors in short, None for few of them."""
        return Codes.open(self._folder)

    @cached_property
    def keys(self) -> NDArray[np.uint64]:
        """The codes of its articles' keys."""
        if (self._folder / "keys.npy").is_file():
            return np.asarray(np.load(self._folder / "keys.npy", mmap_mode="r", allow_pickle=False))
        return code_keys(map(self.key, range(len(self))))

    def _line(self, number: int, most: int | None = None) -> bytes:
        start, end = int(self._offsets[number]), int(self._offsets[number + 1])
        return os.pread(self._lines, end - start if most is None else min(most, end - start), start)

    def article(self, number: int) -> Article:
        """The article with this number, read from disk."""
        return unpack(self._line(number))

    def key(self, number: int) -> str:
        """Its key alone, without reading the rest: `pack` writes it first."""
        text = self._line(number, 1200).decode("utf-8", "ignore")
        key, _ = json.JSONDecoder().raw_decode(text, len('{"key":'))
        return str(key)
