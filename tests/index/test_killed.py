"""Killed at any system call or moment, or failed by the disk: the old version stands or the new one, whole (I1-I4).

Rows F1, F2, F4, F7, F9, F14, F16 and F17. The suite takes a part of the points, `make quality` all of them.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.doctor import examine, go_back
from index.errors import SYSTEM, FileRefused, IndexUnwritable
from index.folder import IndexFolder
from index.intake import take as read_file
from index.records import Statement
from index.sources import File
from tests.fakes import COUNTY, look, take, write_records
from tests.index.faults import CALLS, Mortal

EVERY = 10**6
SOME = pytest.mark.parametrize(
    "most", [pytest.param(1, id="some"), pytest.param(EVERY, marks=pytest.mark.quality, id="all")]
)
"""How many points of each system call are struck, besides the last."""
OTHER = {
    "id": "kiln",
    "title": "老窑厂开窑",
    "text": "9月9日，青石镇老窑厂重新开窑，烧出青瓷三百二十件。",
    "date": "2023-09-10",
}


@pytest.fixture(scope="module")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mortal]:
    mortal = Mortal(tmp_path_factory.mktemp("trace"))
    yield mortal
    mortal.close()


class House:
    """An index of two versions, from which the next piece of work starts again and again."""

    def __init__(self, scratch: Path) -> None:
        self.scratch, self.at = scratch, scratch / "index"
        pages = scratch / "old"
        for count in (3, 4):
            write_records(pages / "a.jsonl", COUNTY[:count])
            take(scratch / "base", pages, remove_gone=True)
        self.new = scratch / "new"
        write_records(self.new / "b.jsonl", [*COUNTY[2:], OTHER])
        self.orders = {
            "build": {"from": str(self.new), "keep": 2},
            "withdraw": {"key": "bridge"},
            "go back": {},
            "repair": {},
        }
        self.before = self.state(scratch / "base")

    def again(self) -> Path:
        """The index as it was."""
        shutil.rmtree(self.at, ignore_errors=True)
        shutil.copytree(self.scratch / "base", self.at)
        return self.at

    @staticmethod
    def state(place: Path) -> dict[str, str]:
        """What it holds, checked as the doctor checks it, and found by its own words."""
        assert not [finding for finding in examine(IndexFolder(place)) if finding.damage]
        store = look(place)
        held = {article.key: article.body for article in store.articles()}
        hits = store.search_words(dict.fromkeys(("献血", "大桥", "图书馆", "苗木", "青瓷", "茶园", "足球赛"), 1.0), 50)
        assert {store.article_of(hit.number).key for hit in hits} == held.keys()
        return held

    def after(self, mortal: Mortal, what: str) -> dict[str, str]:
        """What it holds when the work is done undisturbed."""
        ended = mortal.do(what, self.again(), **self.orders[what])
        assert ended.status == 0, ended.said
        return self.state(self.at)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return House(tmp_path_factory.mktemp("house"))


def points(mortal: Mortal, house: House, what: str, most: int) -> list[tuple[str, int]]:
    """The system calls at which to strike: `most` of each kind and the last one."""
    counts = mortal.calls(what, house.again(), **house.orders[what])
    chosen = []
    for call in CALLS:
        every = range(1, counts[call] + 1)
        some = random.Random(call).sample(every, min(most, len(every)))
        chosen += [(call, n) for n in sorted({*some, *every[-1:]})]
    return chosen


def strike(mortal: Mortal, house: House, what: str, most: int) -> int:
    """Kill the work at each point: before or after, nothing between, and doing it again ends where it should."""
    new = house.after(mortal, what)
    struck = 0
    for call, n in points(mortal, house, what, most):
        ended = mortal.do(what, house.again(), inject=f"{call}:signal=KILL:when={n}", **house.orders[what])
        assert ended.status == -9, (call, n, ended)
        assert house.state(house.at) in (house.before, new), (what, call, n)
        if struck % 4 == 0 and what != "go back":
            again = mortal.do(what, house.at, **house.orders[what])
            assert again.status == 0, again.said
            assert house.state(house.at) == new
        struck += 1
    return struck


@SOME
def test_f1_f2_f4_a_build_killed_at_a_system_call(mortal: Mortal, house: House, most: int) -> None:
    assert strike(mortal, house, "build", most) >= (200 if most == EVERY else 10)


@SOME
@pytest.mark.parametrize("what", ["withdraw", "go back"])
def test_f1_f2_f4_an_edit_killed_at_a_system_call(mortal: Mortal, house: House, what: str, most: int) -> None:
    assert strike(mortal, house, what, most) >= 3


def test_f2_i2_killed_at_each_renaming(mortal: Mortal, house: House) -> None:
    """One of them, the pointer's, makes the new version current; those after it clear old versions away."""
    new = house.after(mortal, "build")
    every = mortal.calls("build", house.again(), **house.orders["build"])["rename"]
    states = []
    for n in range(1, every + 1):
        ended = mortal.do("build", house.again(), inject=f"rename:signal=KILL:when={n}", **house.orders["build"])
        assert ended.status == -9
        states.append(house.state(house.at))
        folder = IndexFolder(house.at)
        assert not [line for kept in folder.versions() for line in folder.check(folder.manifest_of(kept))]
    assert states == [house.before] * states.count(house.before) + [new] * states.count(new)
    assert 0 < states.count(house.before) <= every


@pytest.mark.parametrize("times", [pytest.param(12, id="some"), pytest.param(200, marks=pytest.mark.quality, id="all")])
def test_f1_i4_a_build_killed_at_random_times(mortal: Mortal, house: House, times: int) -> None:
    new, chance = house.after(mortal, "build"), random.Random(1)
    ends = []
    for _ in range(times):
        ended = mortal.do("build", house.again(), after=chance.uniform(0, 0.12), **house.orders["build"])
        held = house.state(house.at)
        assert held == new if ended.status == 0 else held in (house.before, new)
        ends.append(ended.status)
    assert -9 in ends


def test_f4_readers_keep_what_a_killed_clearing_took_away(mortal: Mortal, house: House) -> None:
    store = look(house.again())
    ended = mortal.do("build", house.at, inject="unlink:signal=KILL:when=2", **house.orders["build"])
    assert ended.status == -9
    assert {a.key: a.body for a in store.articles()} == house.before
    assert house.state(house.at)


FAILING = {
    "no space": "write:error=ENOSPC:when={}+",
    "fsync": "fsync:error=EIO:when={}",
    "no files left": "openat:error=EMFILE:when={}+",
    "rename": "rename:error=EIO:when={}",
    "no folder": "mkdir:error=EROFS:when={}",
}


@SOME
@pytest.mark.parametrize("how", FAILING)
def test_f7_f9_what_the_disk_refuses_is_one_line_and_the_old_version_stays(
    mortal: Mortal, house: House, how: str, most: int
) -> None:
    new = house.after(mortal, "build")
    call = FAILING[how].split(":")[0]
    for each, n in points(mortal, house, "build", most):
        if each != call:
            continue
        ended = mortal.do("build", house.again(), inject=FAILING[how].format(n), **house.orders["build"])
        held = house.state(house.at)
        if ended.status == 0:  # nothing depended on it, such as the lock's own line or old files to remove
            assert held == new
            continue
        assert ended.status == 1, ended.said
        assert "\n" not in ended.said
        assert held in (house.before, new)
        if (
            held == house.before and how != "no files left"
        ):  # a failed fsync is no success the second time either: all is written anew
            left = {p.name for p in (house.at / "segments").iterdir()}
            assert left == {p.name for p in (house.scratch / "base" / "segments").iterdir()}, "the room is given back"
        if how == "no space" and "written" in ended.said:
            assert "MB are free" in ended.said
        assert mortal.do("build", house.at, **house.orders["build"]).status == 0
        assert house.state(house.at) == new


@pytest.mark.parametrize("limits", [{"RLIMIT_FSIZE": 900}, {"RLIMIT_NOFILE": 24}], ids=["file size", "open files"])
def test_f7_f9_limits_of_the_process_are_one_line(mortal: Mortal, house: House, limits: dict[str, int]) -> None:
    ended = mortal.do("build", house.again(), limits=limits, **house.orders["build"])
    assert ended.status == 1
    assert "could not be written" in ended.said
    assert house.state(house.at) == house.before


BROKEN = Path("/proc/self/mem")
"""The system answers every reading of its beginning with EIO, as a broken disk does."""


def test_f9_a_page_that_the_disk_does_not_give_ends_the_build(house: House) -> None:
    at = house.again()
    with pytest.raises(IndexUnwritable, match="no fault of the file") as caught:
        take(at, BROKEN, remove_gone=True)
    assert "\n" not in caught.value.message
    assert house.state(at) == house.before


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.html"])
def test_f9_whoever_reads_it_knows_whose_fault_it_is(tmp_path: Path, name: str) -> None:
    (tmp_path / name).symlink_to(BROKEN)
    with pytest.raises(FileRefused) as broken:
        list(read_file(File(tmp_path / name, name), Statement()))
    assert broken.value.reason == SYSTEM
    with pytest.raises(FileRefused) as gone:
        list(read_file(File(tmp_path / "gone" / name, name), Statement()))
    assert gone.value.reason == "unreadable", "one file less, and the others are taken"


def test_f9_a_withdrawal_that_cannot_be_written_is_no_damage(mortal: Mortal, house: House) -> None:
    ended = mortal.do("withdraw", house.again(), inject="write:error=ENOSPC:when=2+", key="bridge")
    assert ended.status == 1
    assert "could not be written" in ended.said
    assert house.state(house.at) == house.before


def test_f7_the_error_names_the_place_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(IndexUnwritable, match="make room") as caught, IndexFolder(tmp_path).locked():
        raise OSError(28, "No space left on device", "x")
    assert str(tmp_path) in caught.value.message
    assert caught.value.retryable


def test_f14_the_lock_of_a_killed_writer_holds_nobody_up(mortal: Mortal, house: House) -> None:
    ended = mortal.do("build", house.again(), inject="fsync:signal=KILL:when=1", **house.orders["build"])
    assert ended.status == -9
    assert "pid" in (house.at / "lock").read_text("utf-8")
    assert "since 20" in (house.at / "lock").read_text("utf-8")
    assert mortal.do("build", house.at, **house.orders["build"]).status == 0


def test_f17_a_copy_made_while_builds_went_on_opens_or_is_refused_and_mended(house: House, tmp_path: Path) -> None:
    """A copy of a living folder may miss files of the newest version; then the doctor goes back to a whole one."""
    base = house.again()
    copy = tmp_path / "restored on another host"
    shutil.copytree(base, copy)
    assert house.state(copy) == house.before
    take(base, house.new, remove_gone=True)
    shutil.copy(base / "CURRENT", copy / "CURRENT")
    findings = examine(IndexFolder(copy))
    assert findings[0].damage
    assert "--repair" in findings[0].advice
    assert go_back_to_whole(copy) == house.before


def go_back_to_whole(place: Path) -> dict[str, str]:
    from index.doctor import repair

    assert not repair(IndexFolder(place))[0].damage
    return House.state(place)


def test_f16_going_back_is_quick_and_whole(house: House) -> None:
    at = house.again()
    number = go_back(IndexFolder(at))
    assert number == IndexFolder(at).manifest().version
    assert len(House.state(at)) == 3
