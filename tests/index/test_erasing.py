"""What is withdrawn by name or date, and what no file holds once it is erased (row P3)."""

from __future__ import annotations

import pytest

from index.desk import correct, restore, withdraw, withdraw_all
from index.doctor import examine, go_back
from index.erasing import erase
from index.errors import IndexUnwritable, InputError
from index.folder import IndexFolder
from index.mentions import find_mentions
from index.records import Days
from index.store import ANY
from tests.fakes import COUNTY, EMBEDDER, look, take, write_records

PERSON = "牧野晴川"
NEW = (
    *COUNTY,
    *(
        {
            "id": f"p{n}",
            "title": f"牧野晴川第{n}次到访",
            "date": f"2023-08-0{n}",
            "text": f"{PERSON}{what}牧野晴川书院。",
        }
        for n, what in enumerate(("走进了", "在雨中参观", "再次到访", "今天又去了"), 1)
    ),
    {
        "id": "spaced",
        "title": "名单",
        "date": "2023-08-09",
        "text": "获奖的有牧　野 晴川和三位居民，奖品是米。",
    },
)
KEYS = ("p1", "p2", "p3", "p4", "spaced")


@pytest.fixture
def folder(tmp_path):
    pages = tmp_path / "in"
    take(tmp_path / "index", write_records(pages / "a.jsonl", NEW))
    place = IndexFolder(tmp_path / "index")
    correct(place, EMBEDDER, "p2", {"headline": f"又见{PERSON}"}, program="test")
    return place


def named(folder, person=PERSON):
    return tuple(each.article.key for each in find_mentions(look(folder.path).articles(), person))


def files_with(folder, *words):
    """The grep of row P3: UTF-8 and the escapes of JSON, in every file of the index."""
    found = set()
    for path in folder.path.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        if any(form in data for word in words for form in (word.encode(), word.encode("unicode_escape"))):
            found.add(path.name)
    return found


def test_p3_all_who_name_a_person_are_withdrawn_in_one_version_and_found_by_no_search(folder):
    before = folder.manifest().version
    assert sorted(named(folder)) == sorted(KEYS)
    edit = withdraw_all(folder, KEYS, "当事人要求", program="test")
    assert (set(edit.keys), edit.version) == (set(KEYS), before + 1)
    store = look(folder.path)
    assert named(folder) == ()
    assert all(store.article(key).withdrawn and not store.article(key).body for key in KEYS)
    for word in ("牧野", "晴川", "书院", PERSON):
        assert not {store.article_of(hit.number).key for hit in store.search_words({word: 1.0}, 50, ANY)} & {*KEYS}
    assert withdraw_all(folder, KEYS, "再一次", program="test").keys == ()


def test_p3_all_of_some_days_are_withdrawn(folder):
    days = Days.parse("2023-08-02/2023-08-04")
    keys = tuple(each.article.key for each in find_mentions(look(folder.path).articles(), days=days))
    assert sorted(keys) == ["p2", "p3", "p4"]
    withdraw_all(folder, keys, "版面作废", program="test")
    assert set(named(folder)) == {"p1", "spaced"}


def test_p3_of_many_all_or_none_are_withdrawn(folder):
    version = folder.manifest().version
    for keys, reason in ((("p1", "none"), "因故"), (("p1",), " ")):
        with pytest.raises(InputError):
            withdraw_all(folder, keys, reason, program="test")
    assert folder.manifest().version == version
    assert "p1" in named(folder)


def test_p3_after_erasing_no_file_of_the_index_holds_a_word_of_it(folder, tmp_path):
    withdraw_all(folder, KEYS, "当事人要求", program="test")
    assert files_with(folder, PERSON, "在雨中参观"), "a withdrawal alone leaves the text in its segment"
    living = {a.key: a for a in look(folder.path).articles()}
    erase(folder, program="test")
    assert files_with(folder, PERSON, "牧　野 晴川", "在雨中参观", "奖品是一袋米") == set()
    assert not list(tmp_path.rglob("corrections.toml")), "neither in the index nor beside the pages"
    assert folder.versions() == [folder.manifest().version], "no version before is kept"
    store = look(folder.path)
    assert {a.key: a for a in store.articles()} == living
    assert all(store.article(key).withdrawn for key in KEYS)
    assert not [finding for finding in examine(folder) if finding.damage]
    with pytest.raises(InputError):
        go_back(folder)


def test_p3_what_is_erased_is_found_no_worse_and_no_build_brings_it_back(folder, tmp_path):
    withdraw_all(folder, KEYS, "当事人要求", program="test")
    words = ("大桥", "献血", "图书馆")

    def ranks():
        store = look(folder.path)
        return [[store.article_of(h.number).key for h in store.search_words({w: 1.0}, 9, ANY)] for w in words]

    before = ranks()
    erase(folder, program="test")
    assert ranks() == before
    write_records(tmp_path / "in" / "a.jsonl", [*NEW, {"id": "new", "text": "新来的一篇，说的是别的事。"}])
    report = take(folder.path, tmp_path / "in")
    assert report.withheld == len(KEYS)
    assert named(folder) == ()
    assert files_with(folder, "在雨中参观") == set()


def test_p3_what_was_erased_comes_back_with_the_next_build_of_its_file(folder, tmp_path):
    withdraw(folder, "p1", "因故", program="test")
    erase(folder, program="test")
    assert restore(folder, "p1", program="test").waiting == ("p1",)
    take(folder.path, tmp_path / "in")
    assert "p1" in named(folder)


def test_p3_after_going_back_erasing_takes_what_was_withdrawn_since_too(folder):
    withdraw(folder, "p1", "因故", program="test")
    go_back(folder)
    erase(folder, program="test")
    assert files_with(folder, "走进了") == set()
    assert look(folder.path).article("p1").withdrawn


def test_p3_an_erasure_that_fails_leaves_the_version_before_and_no_segment_of_its_own(folder, monkeypatch):
    withdraw_all(folder, KEYS, "当事人要求", program="test")
    before, segments = folder.manifest(), sorted((folder.path / "segments").iterdir())

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(IndexFolder, "point", full)
    with pytest.raises(IndexUnwritable):
        erase(folder, program="test")
    assert folder.manifest() == before
    assert sorted((folder.path / "segments").iterdir()) == segments


def test_a_withdrawal_keeps_the_archives_own_words(tmp_path, root):
    place = IndexFolder(tmp_path / "index")
    take(place.path, root / "examples/pages")
    words = look(place.path).overlay.own.words
    assert words
    key = next(a.key for a in look(place.path).articles())
    withdraw(place, key, "因故", program="test")
    assert look(place.path).overlay.own.words == words
    restore(place, key, program="test")
    assert look(place.path).overlay.own.words == words
    name = sorted(words)[0]
    keys = [each.article.key for each in find_mentions(look(place.path).articles(), name)]
    withdraw_all(place, keys, "因故", program="test")
    erase(place, program="test")
    assert name not in look(place.path).overlay.own.words
    assert look(place.path).overlay.own.words, "the others stay"
