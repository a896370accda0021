"""What a folder's version and the release on Milvus have in common, article by article, and what they have not."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.milvus.door import Door
from index.milvus.expressions import joined, living
from index.milvus.rows import PLACES, code, laid_over, signed
from index.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Held:
    """An article as Milvus has it: its number, which of its two rows is the living one, and what it is known by."""

    no: int
    turn: int
    stored: int
    laid: int
    record: int


@dataclass(frozen=True, slots=True)
class Work:
    """An article to write: whole, or only its own row because what is laid over it changed."""

    number: int
    """In the snapshot."""
    no: int
    turn: int
    laid: str
    whole: bool


@dataclass(slots=True)
class Difference:
    """What has to be done so that Milvus holds what the folder holds."""

    work: list[Work] = field(default_factory=list)
    dead: list[int] = field(default_factory=list)
    """Articles whose rows and chunks end, by number: gone, or written anew."""
    laid: list[int] = field(default_factory=list)
    """Articles whose old row alone ends."""
    removed: int = 0
    """Of the dead those that are gone from the folder."""
    same: int = 0
    following: int = 1
    """The next number to be given."""

    @property
    def articles(self) -> int:
        """Of the folder's version."""
        return self.same + len(self.work)

    @property
    def nothing(self) -> bool:
        """Is there nothing to do?"""
        return not self.work and not self.dead and not self.laid


def held_there(door: Door, release: int) -> dict[str, Held]:
    """The articles of a release, by key."""
    if not release:
        return {}
    rows = door.walk("articles", joined(living(release), "part == 0"), ["id", "no", "key", "stored", "laid", "record"])
    return {
        str(row["key"]): Held(
            int(row["no"]), int(row["id"]) >> PLACES & 1, int(row["stored"]), int(row["laid"]), int(row["record"])
        )
        for row in rows
    }


def compare(snapshot: Snapshot, held: dict[str, Held], following: int) -> Difference:
    """What has changed; `held` is used up."""
    found = Difference(following=following)
    for number in snapshot.living().tolist():
        key, source = snapshot.name(number), snapshot.source(number)
        laid = ""
        if snapshot.overlay.touches(key, source):
            stored = snapshot.stored(number)
            laid = laid_over(stored, snapshot.overlay.lay(stored, source))
        known = held.pop(key, None)
        if known is None or known.stored != signed(snapshot.digest(number)):
            if known:
                found.dead.append(known.no)
            found.work.append(Work(number, found.following, 0, laid, whole=True))
            found.following += 1
        elif (known.laid, known.record) != (code(laid), source):
            found.laid.append(known.no)
            found.work.append(Work(number, known.no, 1 - known.turn, laid, whole=False))
        else:
            found.same += 1
    found.removed = len(held)
    found.dead += [known.no for known in held.values()]
    return found
