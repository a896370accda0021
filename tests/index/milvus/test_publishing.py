"""A folder that lives on: what changes in it comes to Milvus, no more and no less, and whole or not at all."""

from __future__ import annotations

import pytest

from index.desk import restore, withdraw
from index.errors import IndexUnavailable
from index.folder import IndexFolder
from index.milvus import publish as module
from index.milvus.door import Door
from index.milvus.examine import examine_there
from index.milvus.publish import publish
from index.milvus.release import current
from index.milvus.remote import RemoteStore
from index.milvus.stones import lift_there, read_stone, withdraw_there
from tests.fakes import COUNTY, look, take, write_records
from tests.index.milvus.alike import assert_alike

TEXTS = ("县红十字会献血总量多少毫升", "白鹭大桥全长多少米", "县图书馆 茶叶 植树")


@pytest.fixture
def records(tmp_path):
    def write(items):
        return write_records(tmp_path / "a.jsonl", items)

    return write


@pytest.fixture
def place(tmp_path):
    return tmp_path / "index"


def changed(**fields):
    return [{**each, **fields} if each["id"] == "bridge" else each for each in COUNTY]


def test_a_growing_archive_stays_the_same_as_its_folder(records, place, send, door):
    more = [
        {"id": f"n{n}", "text": f"{n}月{n}日，柳塘县第{n}小学的{n * 7}名学生参观了县图书馆。", "newspaper": "柳塘日报"}
        for n in range(1, 9)
    ]
    reprint = {**COUNTY[2], "id": "bridge-again", "newspaper": "云岭周报", "date": "2023-06-26"}
    stages = [
        COUNTY[:3],
        COUNTY,
        [*COUNTY, *more],
        [*COUNTY, *more, reprint],
        [*changed(text="6月18日，白鹭大桥通车，全长1270米。" * 30), *more, reprint],
        [*COUNTY[1:], *more[2:]],
    ]
    for stage in stages:
        take(place, records(stage), remove_gone=True)
        remote, embedded = send(), look(place)
        assert list(remote.holdings.months) == list(embedded.holdings.months)
        assert sorted(remote.articles(), key=str) == sorted(embedded.articles(), key=str)
        assert_alike(embedded, remote, TEXTS)
        assert not [finding for finding in examine_there(door) if finding.damage]
    assert door.count("articles", "no >= 0") <= 2 * (len(COUNTY) + len(more))


def test_what_is_unchanged_is_not_written_again(records, place, door):
    take(place, records(COUNTY))
    folder = IndexFolder(place)
    assert publish(folder, door, program="test").written == len(COUNTY)
    release = current(door)
    again = publish(folder, door, program="test")
    assert (again.written, again.relaid, again.removed) == (0, 0, 0)
    assert current(door) == release
    take(place, records(changed(title="白鹭大桥通车了")))
    done = publish(folder, door, program="test")
    assert (done.written, done.relaid, done.removed) == (1, 0, 0)
    take(place, records([*changed(title="白鹭大桥通车了"), {**COUNTY[0], "id": "again", "newspaper": "云岭周报"}]))
    done = publish(folder, door, program="test")
    assert (done.written, done.relaid, done.removed) == (1, 1, 0)


FULL = [pytest.param(step, marks=pytest.mark.quality) for step in (0, 1, 3, 4, 6, 7, 8, 10, 11)]


@pytest.mark.parametrize("step", [2, 5, 9, *FULL])
def test_broken_off_at_any_step_the_old_release_goes_on(records, place, send, door, step, monkeypatch):
    take(place, records(COUNTY[:5]))
    old, embedded = send(), look(place)
    take(
        place,
        records([*changed(title="改过的标题"), {"id": "new", "text": "新的一篇，写的是别的事情。"}][2:]),
        remove_gone=True,
    )
    calls = iter(range(100))

    def failing(real):
        def call(self, *rest):
            if next(calls) == step:
                raise IndexUnavailable("cut")
            return real(self, *rest)

        return call

    with monkeypatch.context() as patch:
        patch.setattr(Door, "write", failing(Door.write))
        with pytest.raises(IndexUnavailable):
            publish(IndexFolder(place), door, program="test")
    assert current(door) == old.release
    assert_alike(embedded, RemoteStore(door, current(door)), TEXTS[:1])
    assert_alike(look(place), send(), TEXTS)
    assert door.count("chunks", f"born > {current(door).number}") == 0


def test_who_reads_the_old_release_is_not_disturbed(records, place, send):
    take(place, records(COUNTY))
    old, embedded = send(), look(place)
    take(place, records(changed(text="大桥的消息全部换过，长度是9999米。")))
    new = send()
    assert_alike(embedded, old, TEXTS[1:2])
    assert "9999" in new.article("bridge").body
    assert "1260" in old.article("bridge").body


def test_withdrawn_in_the_folder_it_is_deleted_there(records, place, send, door):
    reprint = {**COUNTY[2], "id": "bridge-again", "newspaper": "云岭周报"}
    take(place, records([*COUNTY, reprint]))
    old = send()
    withdraw(IndexFolder(place), "bridge", "当事人要求", program="test")
    remote = send()
    for key in ("bridge", "bridge-again"):
        assert remote.article(key).withdrawn
        assert not remote.article(key).body
        assert old.article(key) is None or old.article(key).withdrawn
        assert door.count("articles", f'key == "{key}"') == door.count("chunks", f'key == "{key}"') == 0
    assert_alike(look(place), remote, TEXTS)
    restore(IndexFolder(place), "bridge", program="test")
    assert send().article("bridge").body


def test_withdrawn_on_milvus_alone_the_folder_hears_of_it(records, place, send, door):
    take(place, records(COUNTY))
    old = send()
    assert old.search_words({"大桥": 1.0}, 5)
    assert withdraw_there(door, "bridge", "当事人要求", "2024-01-01T00:00:00Z") == ("bridge",)
    assert withdraw_there(door, "bridge", "再一次", "2024-01-01T00:00:00Z") == ()
    now = RemoteStore(door, current(door))
    assert now.article("bridge").withdrawn
    assert not now.search_words({"大桥": 1.0}, 5)
    assert look(place).article("bridge").body
    remote = send()
    assert look(place).article("bridge").withdrawn
    assert not read_stone(door, "bridge").pending
    assert_alike(look(place), remote, TEXTS)


def test_taken_back_before_the_folder_heard_it_comes_with_the_next_publication(records, place, send, door):
    take(place, records(COUNTY))
    send()
    withdraw_there(door, "bridge", "误", "2024-01-01T00:00:00Z")
    lift_there(door, "bridge")
    assert RemoteStore(door, current(door)).article("bridge") is None
    assert_alike(look(place), send(), TEXTS)


def test_a_cluster_is_given_time_before_it_shows_a_release(records, place, door, monkeypatch):
    waited = []
    monkeypatch.setattr(module.time, "sleep", waited.append)
    take(place, records(COUNTY))
    publish(IndexFolder(place), door, program="test")
    assert waited == [0]
