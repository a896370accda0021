"""Articles and chunks as rows, and rows as what they were: nothing is lost on the way there and back.

An article's number is given once and says where its chunks are: chunk = number << 16 | place in the article. Its row
holds the line of its segment and, as JSON behind it, what the version lays over it (index/overlay.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import InputError
from index.fingerprints import digest
from index.milvus.days import event_days, mark_days, published_days
from index.milvus.door import Row
from index.milvus.tables import FOREVER
from index.records import Article
from index.segments import pack, unpack

PLACES = 16
"""Bits of a chunk's place in its article: 65,536 chunks are a text of 14 million characters."""

PIECE = 16_000
"""Characters of an article in one row: UTF-8 needs at most four bytes each, and Milvus takes 65,535."""

LAID = ("source", "page", "duplicates", "corrects", "corrected_by")
"""What a version lays over an article."""


def owner_of(number: int) -> int:
    """The article of a chunk."""
    return number >> PLACES


def laid_over(stored: Article, shown: Article) -> str:
    """What is shown otherwise than stored, as JSON; "" where nothing is."""
    said = {name: getattr(shown, name) for name in LAID if getattr(shown, name) != getattr(stored, name)}
    return json.dumps(said, ensure_ascii=False, sort_keys=True) if said else ""


def code(text: str) -> int:
    """A text in 63 bits, never negative: what is compared instead of it."""
    return int(digest(text), 16) >> 1 if text else 0


def signed(value: int) -> int:
    """64 bits as the signed number that Milvus keeps."""
    return value - (1 << 64) if value >= 1 << 63 else value


def unsigned(value: int) -> int:
    """The inverse of `signed`."""
    return value & (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Entry:
    """An article on its way to Milvus: as its segment holds it, and what the version lays over it."""

    no: int
    turn: int
    """0 or 1: a row written anew lies beside the old one until nobody reads that."""
    stored: Article
    laid: str
    digest: int
    record: int
    """The number of the source record that it came from."""

    def labels(self, born: int) -> Row:
        """What its row and those of its chunks are filtered by."""
        first, last = published_days(self.stored.published)
        return {
            "no": self.no,
            "born": born,
            "died": FOREVER,
            "key": self.stored.key,
            "newspaper": self.stored.newspaper,
            "collection": self.stored.collection,
            "first": first,
            "last": last,
            "events": mark_days(event_days(self.stored.event_dates)),
        }

    def rows(self, born: int) -> Iterator[Row]:
        """Its rows, one for each PIECE characters."""
        data = pack(self.stored).decode() + self.laid
        shown = {**{"source": self.stored.source, "page": self.stored.page}, **json.loads(self.laid or "{}")}
        for part, start in enumerate(range(0, len(data), PIECE)):
            yield {
                **self.labels(born),
                "id": (self.no << 1 | self.turn) << PLACES | part,
                "part": part,
                "stored": signed(self.digest),
                "laid": code(self.laid),
                "record": self.record,
                "page": shown["page"],
                "source": shown["source"],
                "data": data[start : start + PIECE],
                "unused": [0.0, 0.0],
            }

    def chunks(
        self,
        born: int,
        spans: Sequence[Sequence[int]],
        vectors: NDArray[np.floating[Any]],
        words: Sequence[Mapping[int, float]],
        lengths: Sequence[int],
    ) -> Iterator[Row]:
        """The rows of its chunks. Raises InputError for an article of more chunks than have numbers."""
        if len(spans) >> PLACES:
            raise InputError(
                f"the article {self.stored.key!r} has {len(spans)} chunks, more than Milvus rows can number"
            )
        labels = self.labels(born)
        for place, span in enumerate(spans):
            yield {
                **labels,
                "id": self.no << PLACES | place,
                "start": int(span[0]),
                "stop": int(span[1]),
                "length": int(lengths[place]),
                "vector": vectors[place],
                "words": words[place] or {0: 1.0},  # Milvus takes no empty one; no word has dimension 0
            }


def join(rows: Iterable[Row]) -> dict[int, tuple[str, Row]]:
    """Whole articles from their rows: the text behind each number, and the first row of each."""
    parts: dict[int, list[Row]] = {}
    for row in sorted(rows, key=lambda row: int(row["id"])):
        parts.setdefault(int(row["no"]), []).append(row)
    return {no: ("".join(row["data"] for row in mine), mine[0]) for no, mine in parts.items()}


def read(data: str) -> tuple[Article, Article]:
    """The article as stored, and as shown."""
    line, _, laid = data.partition("\n")
    stored = unpack(line.encode())
    if not laid:
        return stored, stored
    said = json.loads(laid)
    if "duplicates" in said:
        said["duplicates"] = tuple(said["duplicates"])
    return stored, replace(stored, **said)


def read_vector(value: Any) -> NDArray[np.float32]:  # noqa: ANN401
    """A vector as Milvus gives it: numbers, or the bytes of float16."""
    if isinstance(value, list) and value and isinstance(value[0], bytes):
        value = value[0]
    if isinstance(value, bytes):
        return np.frombuffer(value, dtype=np.float16).astype(np.float32)
    return np.asarray(value, dtype=np.float32)
