"""Power loss (row F6): at each moment of a build only what was synced need be left; then one whole version opens.

The folder is looked at before every call that syncs, moves or removes. Of what is there then, a file's content counts
as kept from its last fsync, a name from the last fsync of its folder; the rest may be there or not (ext4, XFS: a file
of no content under its new name).
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest

from index.desk import withdraw
from index.doctor import examine
from index.folder import IndexFolder
from tests.fakes import COUNTY, look, take, write_records

CALLS = ("fsync", "replace", "rename", "unlink", "rmdir", "mkdir")
Tree = dict[str, int]
"""Path below the root -> inode, -1 for a folder."""


class Disk:
    """What a machine without power would still hold."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.content: dict[int, bytes] = {}
        self.names = self._tree()
        self.moments: list[tuple[Tree, Tree, dict[int, bytes]]] = []
        for path, inode in self.names.items():
            if inode >= 0:
                self.content[inode] = (root / path).read_bytes()

    def _tree(self) -> Tree:
        found = {}
        for path in sorted(self.root.rglob("*")):
            found[str(path.relative_to(self.root))] = -1 if path.is_dir() else path.stat().st_ino
        return found

    def note(self) -> None:
        """Remember this moment."""
        self.moments.append((dict(self.names), self._tree(), dict(self.content)))

    def synced(self, handle: int) -> None:
        """What an fsync of this handle makes last."""
        path = Path(f"/proc/self/fd/{handle}").readlink()
        if not path.is_relative_to(self.root):
            return
        if not path.is_dir():
            self.content[path.stat().st_ino] = path.read_bytes()
            return
        below = path.relative_to(self.root)
        mine = {name for name in self.names if Path(name).parent == below}
        now = {name: inode for name, inode in self._tree().items() if Path(name).parent == below}
        for name in mine - now.keys():
            for each in [n for n in self.names if n == name or Path(n).is_relative_to(name)]:
                del self.names[each]
        self.names |= now

    def after(self, work: Callable[[], object]) -> None:
        """Do it, looking before each call and noting what is synced."""

        def watched(name: str) -> Callable[..., object]:
            real = getattr(os, name)

            def call(*args: object, **kwargs: object) -> object:
                self.note()
                done = real(*args, **kwargs)
                if name == "fsync":
                    self.synced(int(args[0]))  # type: ignore[call-overload]
                return done

            return call

        with mock.patch.multiple(os, **{name: watched(name) for name in CALLS}):
            work()
        self.note()


Left = frozenset[tuple[str, bytes | None]]
"""Names and contents, None for a folder."""


def left(moment: tuple[Tree, Tree, dict[int, bytes]], keep: Callable[[], bool]) -> Left:
    """What may be found after the power went; `keep` decides on each thing that was not synced."""
    kept, live, content = moment
    found: dict[str, bytes | None] = {}
    for name in sorted({*kept, *live}):
        inode = kept.get(name)
        if inode != live.get(name) and keep():
            inode = live.get(name)
        above = str(Path(name).parent)
        if inode is not None and (above == "." or above in found):
            found[name] = None if inode < 0 else content.get(inode, b"")
    return frozenset(found.items())


def lay(place: Path, what: Left) -> None:
    """Put it there."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for name, data in sorted(what, key=lambda each: each[0]):
        if data is None:
            (place / name).mkdir()
        else:
            (place / name).write_bytes(data)


def held(place: Path) -> dict[str, str] | None:
    """What the index holds, checked; None where there is none."""
    if not IndexFolder(place).exists():
        return None
    assert not [finding for finding in examine(IndexFolder(place)) if finding.damage]
    return {article.key: article.body for article in look(place).articles()}


def build_first(root: Path) -> None:
    take(root / "index", write_records(root.with_name("pages") / "a.jsonl", COUNTY[:3]))


def build_more(root: Path) -> None:
    take(root / "index", write_records(root.with_name("pages") / "a.jsonl", COUNTY[1:5]), remove_gone=True)


def take_out(root: Path) -> None:
    withdraw(IndexFolder(root / "index"), COUNTY[1]["id"], "因故", program="test")  # type: ignore[arg-type]


WORKS = {"the first build": build_first, "a build": build_more, "a withdrawal": take_out}
SOME = [pytest.param(1, id="some"), pytest.param(20, marks=pytest.mark.quality, id="all")]


@pytest.mark.parametrize("times", SOME)
@pytest.mark.parametrize("what", [*list(WORKS)[:2], pytest.param("a withdrawal", marks=pytest.mark.quality)])
def test_f6_i4_power_loss_leaves_the_old_version_or_the_new_one(tmp_path: Path, what: str, times: int) -> None:
    root = tmp_path / "disk"
    root.mkdir()
    if what != "the first build":
        build_first(root)
        build_first(root)
    before = held(root / "index")
    disk = Disk(root)
    disk.after(lambda: WORKS[what](root))
    new = held(root / "index")
    assert new != before
    chance, seen = random.Random(6), dict[Left, bool]()
    for number, moment in enumerate(disk.moments):
        for keep in [lambda: False, lambda: True, *[lambda: chance.random() < 0.5] * times]:
            found = left(moment, keep)
            if found not in seen:
                lay(tmp_path / "after", found)
                state = held(tmp_path / "after" / "index")
                assert state in (before, new), (number, what)
                seen[found] = state == new
            if moment is disk.moments[-1]:
                assert seen[found], "what was acknowledged is lost"
    assert {*seen.values()} == {True, False}
