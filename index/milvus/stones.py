"""Tombstones on Milvus: what was withdrawn there, at once and without the index folder, which learns of it later."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace

import numpy as np

from index.errors import InputError
from index.fingerprints import Print
from index.milvus.door import Door
from index.milvus.expressions import joined, living, one_of, quote
from index.milvus.release import current, make_current
from index.milvus.rows import join, read
from index.records import Article
from index.withdrawals import Tombstone

ASKED = 500
"""Keys looked up in one call."""


@dataclass(frozen=True, slots=True)
class Stone:
    """One withdrawn article. `pending`: its index folder has not been told."""

    key: str
    cause: str
    reason: str
    when: str
    newspaper: str
    pending: bool = False
    published: str | None = None
    record: int = 0
    sketch: tuple[int, ...] = ()
    figures: tuple[int, ...] = ()
    """Of a pending one what its text is known by: an index folder made of this Milvus never held it."""

    @classmethod
    def load(cls, text: str) -> Stone:
        """From JSON."""
        said = json.loads(text)
        return cls(**{**said, "sketch": tuple(said["sketch"]), "figures": tuple(said["figures"])})

    @property
    def tombstone(self) -> Tombstone:
        """As an index folder keeps it."""
        text = Print(np.array(self.sketch, np.uint64), frozenset(self.figures))
        return Tombstone(
            key=self.key,
            cause=self.cause,
            reason=self.reason,
            when=self.when,
            newspaper=self.newspaper,
            published=self.published,
            source=self.record,
            prints=(text,),
            made=("", 0),
        )

    @property
    def shown(self) -> Article:
        """What a reader is told of it: that it is withdrawn, and nothing else."""
        return Article(key=self.key, source="", page=1, body="", newspaper=self.newspaper, withdrawn=True)


def _name(key: str) -> str:
    return f"stone/{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()}"


def read_stone(door: Door, key: str) -> Stone | None:
    """The stone of a key, if it has one."""
    rows = door.query("files", f"name == {quote(_name(key))}", ["data"])
    return Stone.load(rows[0]["data"]) if rows else None


def read_stones(door: Door) -> Iterator[Stone]:
    """All of them."""
    return (Stone.load(row["data"]) for row in door.walk("files", "name like 'stone/%'", ["data"]))


def set_stones(door: Door, stones: Iterable[Stone]) -> None:
    """Make these the stones that stand; others go."""
    wanted = {_name(stone.key): stone for stone in stones}
    old = [str(row["name"]) for row in door.walk("files", "name like 'stone/%'", ["name"])]
    put_stones(door, wanted.values())
    if gone := [name for name in old if name not in wanted]:
        door.remove("files", one_of("name", gone))


def put_stones(door: Door, stones: Iterable[Stone]) -> None:
    """Add stones."""
    rows = [{"name": _name(s.key), "data": json.dumps(asdict(s), ensure_ascii=False)} for s in stones]
    door.write("files", [{**row, "unused": [0.0, 0.0]} for row in rows])


def withdraw_there(door: Door, key: str, reason: str, when: str) -> tuple[str, ...]:
    """Take an article and its reprints out of every server's sight; the keys. Raises InputError.

    Their rows are deleted, their numbers noted in the release, so that no server shows them from a memory of its own.
    """
    if not reason.strip():
        raise InputError("a withdrawal needs a reason: --reason TEXT")
    release = current(door)
    stone = read_stone(door, key)
    if stone is not None:
        return ()
    alive = living(release.number, release.gone)
    mine = _whole(door, joined(alive, f"key == {quote(key)}"))
    if not mine:
        raise InputError(f"there is no article {key!r} in {door.address}; wenbao articles lists them")
    others = next(iter(mine.values()))[0].duplicates
    if others:
        mine |= _whole(door, joined(alive, one_of("key", others)))
    put_stones(door, (_pending(article, record, key, reason.strip(), when) for article, record in mine.values()))
    bury(door, mine)
    return tuple(sorted((article.key for article, _ in mine.values()), key=lambda each: each != key))


def bury(door: Door, numbers: Iterable[int]) -> None:
    """Delete the rows of articles at once, and have every server forget them."""
    gone = sorted(numbers)
    if not gone:
        return
    release = current(door)
    make_current(door, replace(release, gone=tuple(sorted({*release.gone, *gone}))))
    for table in ("chunks", "articles"):
        door.remove(table, one_of("no", gone))


def numbers_of(door: Door, keys: Iterable[str]) -> set[int]:
    """The articles with these keys that a release still shows."""
    release, wanted = current(door), sorted(keys)
    found: set[int] = set()
    for start in range(0, len(wanted), ASKED):
        some = joined(living(release.number, release.gone), one_of("key", wanted[start : start + ASKED]))
        found |= {int(row["no"]) for row in door.query("articles", some, ["no"])}
    return found


def lift_there(door: Door, key: str) -> None:
    """Take back a withdrawal that no index folder knows of yet: the next publication brings the article back."""
    stone = read_stone(door, key)
    if stone is None:
        raise InputError(f"{key!r} is not withdrawn at {door.address}")
    if not stone.pending:
        raise InputError(f"the index folder of {door.address} knows that {key!r} is withdrawn: take it back there")
    names = [_name(each.key) for each in read_stones(door) if each.pending and each.cause == stone.cause]
    door.remove("files", one_of("name", names))


def _pending(article: Article, record: int, cause: str, reason: str, when: str) -> Stone:
    text = Print.of(article.body)
    sketch, figures = tuple(text.sketch.tolist()), tuple(sorted(text.figures))
    shown = (article.key, cause, reason, when, article.newspaper)
    return Stone(*shown, pending=True, published=article.published, record=record, sketch=sketch, figures=figures)


def _whole(door: Door, expression: str) -> dict[int, tuple[Article, int]]:
    """Articles as shown, and their source records, by number."""
    rows = door.query("articles", expression, ["id", "no", "part", "data", "record"])
    return {no: (read(data)[1], int(row["record"])) for no, (data, row) in join(rows).items()}
