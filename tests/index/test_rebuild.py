"""Builds again: what is unchanged stays, keys live on, files go. Real FAISS and bm25s, a fake embedder."""

from __future__ import annotations

import pytest

from index.desk import correct, restore, withdraw
from index.folder import IndexFolder
from index.records import Statement
from tests.fakes import COUNTY, EMBEDDER, look, take, write_records
from tests.index.shelf import PAGE, by_headline, edit, keys

# what is unchanged is not done again


def test_a_second_build_does_nothing(pages, place):
    first = take(place, pages)
    calls = len(EMBEDDER.calls)
    second = take(place, pages)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.count("taken") == second.count("unchanged") == 1
    assert second.version == first.version == 1
    assert second.added == second.removed == 0
    assert len(EMBEDDER.calls) == calls, "nothing is embedded again"
    assert not [
        p for p in (place / "segments").iterdir() if p.name not in {s.name for s in look(place).manifest.segments}
    ]


def test_only_the_changed_page_is_done_again(pages, place, root):
    other = "p02_7f3a91c0.txt"
    (pages / other).write_bytes((root / "examples/pages" / other).read_bytes())
    first = take(place, pages)
    edit(pages / PAGE, "水罐车", "消防车")
    second = take(place, pages)
    assert [f.status for f in second.files] == ["taken", "unchanged"]
    assert second.version == 2
    assert second.added == 1, "one article of one page changed"
    assert second.removed == 1
    assert second.articles == first.articles


def test_a_new_statement_about_a_file_takes_it_again(pages, place):
    take(place, pages)
    again = take(place, pages, stated=Statement(newspaper="霁川新报", collection="示例"))
    assert again.count("taken") == 1
    assert {a.newspaper for a in look(place).articles()} == {"霁川新报"}


# keys live on


def test_keys_survive_an_edited_character(pages, place):
    take(place, pages)
    before = by_headline(place)
    edit(pages / PAGE, "战斗", "作战")
    take(place, pages)
    assert by_headline(place) == before
    assert len(before) >= 5


def test_keys_survive_a_moved_and_edited_file(pages, place):
    take(place, pages)
    before = by_headline(place)
    (pages / "later").mkdir()
    (pages / PAGE).rename(pages / "later" / "renamed.txt")
    edit(pages / "later" / "renamed.txt", "战斗", "作战")
    report = take(place, pages)
    assert by_headline(place) == before
    assert report.articles == len(look(place).living())


def test_keys_survive_a_renamed_folder(pages, place):
    take(place, pages)
    before = keys(place)
    moved = pages.rename(pages.with_name("archive 2022"))
    second = take(place, moved, remove_gone=True)
    assert (second.count("unchanged"), second.added, second.removed) == (1, 0, 0)
    assert keys(place) == before
    third = take(place, moved, remove_gone=True)
    assert third.version == second.version
    assert keys(place) == before


@pytest.mark.parametrize("away", ["put away.txt", "2022-03-07.txt"])
def test_keys_survive_when_a_file_is_renamed_and_another_takes_its_name(tmp_path, place, root, away):
    """The daily `latest.txt` that is put away under its date when the next one comes."""
    pages = tmp_path / "pages"
    pages.mkdir()
    old, new = ((root / "examples/pages" / name).read_bytes() for name in (PAGE, "p02_7f3a91c0.txt"))
    (pages / "latest.txt").write_bytes(old)
    take(place, pages)
    before = set(keys(place))
    (pages / "latest.txt").rename(pages / away)
    (pages / "latest.txt").write_bytes(new)
    second = take(place, pages)
    after = set(keys(place))
    assert before < after, "the articles of the old page keep their keys"
    assert not [key for key in after if "-" in key], "and none is there twice"
    third = take(place, pages)
    assert third.version == second.version
    assert [f.status for f in third.files] == ["unchanged", "unchanged"]


def test_the_same_file_name_in_two_folders_is_two_files(tmp_path, place):
    one = write_records(tmp_path / "2022/a.jsonl", [COUNTY[0]])
    two = write_records(tmp_path / "2023/a.jsonl", [COUNTY[1]])
    take(place, one.parent)
    take(place, two.parent)
    assert set(keys(place)) == {"blood-2022", "blood-2023"}
    report = take(place, one.parent, two.parent)
    assert [f.status for f in report.files] == ["unchanged", "unchanged"]


def test_a_reprint_gets_its_own_key(tmp_path, place):
    text = "石门岭上的松树长高了，护林员周大山每天巡山二十里，十年没有歇过一天。"
    one = write_records(tmp_path / "in/1.jsonl", [{"text": text, "title": "护林员"}])
    write_records(tmp_path / "in/2.jsonl", [{"text": text, "title": "护林员周大山"}])
    take(place, one.parent)
    first, second = sorted(keys(place), key=len)
    assert second == f"{first}-2"
    take(place, one.parent)
    assert set(keys(place)) == {first, second}


def test_a_copy_of_a_file_brings_nothing_new_and_outlives_the_first(pages, place):
    take(place, pages)
    before = set(keys(place))
    (pages / "copy.txt").write_bytes((pages / PAGE).read_bytes())
    assert take(place, pages).version == 1
    (pages / PAGE).unlink()
    take(place, pages, remove_gone=True)
    assert set(keys(place)) == before


def test_ids_of_records_become_keys(tmp_path, place):
    write_records(tmp_path / "a.jsonl", [{"pid": 17, "text": "甲。"}, {"id": "x/1", "text": "乙。"}])
    take(place, tmp_path / "a.jsonl")
    assert set(keys(place)) == {"17", "x/1"}


def test_a_changed_record_replaces_only_that_record(tmp_path, place):
    path = write_records(tmp_path / "a.jsonl", COUNTY)
    take(place, path)
    before = keys(place)
    changed = [{**r, "text": "重写的一篇。"} if r["id"] == "tea" else r for r in COUNTY]
    write_records(path, changed)
    report = take(place, path)
    after = keys(place)
    assert (report.added, report.removed) == (1, 1)
    assert after["tea"].body == "重写的一篇。"
    assert {k: v for k, v in after.items() if k != "tea"} == {k: v for k, v in before.items() if k != "tea"}


def test_a_record_that_left_its_file_leaves_the_index(tmp_path, place):
    path = write_records(tmp_path / "a.jsonl", COUNTY)
    take(place, path)
    write_records(path, COUNTY[:-1])
    assert take(place, path).removed == 1
    assert "football" not in keys(place)
    write_records(path, COUNTY[1:-1])
    take(place, path)
    assert set(keys(place)) == {str(r["id"]) for r in COUNTY[1:-1]}


def test_a_record_put_in_front_leaves_the_others_alone(tmp_path, place):
    path = write_records(tmp_path / "a.jsonl", COUNTY[1:])
    take(place, path)
    write_records(path, COUNTY)
    assert take(place, path).added == 1


def test_a_record_that_moved_within_its_file_tells_where_it_stands_now(tmp_path, place):
    path = write_records(tmp_path / "a.jsonl", COUNTY[1:])
    take(place, path)
    for order in (COUNTY, COUNTY[::-1], COUNTY[1:], COUNTY[1:]):
        write_records(path, order)
        take(place, path)
        assert {key: article.page for key, article in keys(place).items()} == {
            r["id"]: n for n, r in enumerate(order, 1)
        }
    assert look(place).article("tea").page == [r["id"] for r in COUNTY[1:]].index("tea") + 1
    version = look(place).version
    take(place, path)
    assert look(place).version == version, "what stands where it stood is no news"


def test_a_corrected_or_withdrawn_record_keeps_its_place(tmp_path, place):
    folder = IndexFolder(place)
    path = write_records(tmp_path / "a.jsonl", COUNTY[1:])
    take(place, path)
    write_records(path, COUNTY)
    take(place, path)
    correct(folder, EMBEDDER, "tea", {"headline": "春茶上市"}, program="test")
    assert keys(place)["tea"].page == 6
    withdraw(folder, "tea", "因故", program="test")
    restore(folder, "tea", program="test")
    assert (keys(place)["tea"].page, keys(place)["tea"].headline) == (6, "春茶上市")


# keys live on when only labels change

LABELS = [
    {"newspaper": "霁川新报"},
    {"collection": "示例"},
    {"edition": "A2"},
    {"published": "2022-03-07"},
    {"url": "https://news.example/a"},
    {"newspaper": "霁川新报", "collection": "示例"},
]


@pytest.mark.parametrize("label", LABELS, ids=lambda label: "+".join(label))
def test_keys_survive_a_new_label(pages, place, label):
    take(place, pages)
    before = {article.body: key for key, article in keys(place).items()}
    report = take(place, pages, stated=Statement(**label))
    after = keys(place)
    assert report.count("taken") == 1
    assert {article.body: key for key, article in after.items()} == before
    assert all(getattr(article, name) == value for article in after.values() for name, value in label.items())
    take(place, pages)
    assert {article.body: key for key, article in keys(place).items()} == before, "and when the label goes again"


def test_keys_survive_a_new_label_in_a_moved_folder(pages, place):
    take(place, pages, stated=Statement(newspaper="旧名"))
    before = set(keys(place))
    moved = pages.rename(pages.with_name("archive"))
    report = take(place, moved, stated=Statement(newspaper="霁川新报"))
    assert set(keys(place)) == before
    assert report.articles == len(before), "none is there twice"
    assert {article.newspaper for article in keys(place).values()} == {"霁川新报"}


def test_another_newspapers_article_in_the_same_file_gets_a_key_of_its_own(tmp_path, place, root):
    path = tmp_path / "latest.txt"
    path.write_bytes((root / "examples/pages" / PAGE).read_bytes())
    take(place, path, stated=Statement(newspaper="甲报"))
    before = set(keys(place))
    path.write_bytes((root / "examples/pages/p02_7f3a91c0.txt").read_bytes())
    take(place, path, stated=Statement(newspaper="乙报"))
    assert not before & set(keys(place))


def test_the_same_text_in_two_newspapers_has_two_keys(tmp_path, place):
    text = "石门岭上的松树长高了，护林员周大山每天巡山二十里，十年没有歇过一天。"
    one, two = (write_records(tmp_path / name / "a.jsonl", [{"text": text}]) for name in ("1", "2"))
    take(place, one, stated=Statement(newspaper="甲报"))
    (first,) = keys(place)
    take(place, two, stated=Statement(newspaper="乙报"))
    assert len(keys(place)) == 2
    assert keys(place)[first].newspaper == "甲报"


def test_the_source_of_an_article_follows_its_file(tmp_path, place):
    path = write_records(tmp_path / "a.jsonl", COUNTY[:1])
    take(place, path)
    take(place, path.rename(tmp_path / "b.jsonl"))
    assert keys(place)["blood-2022"].source == "b.jsonl"


# files that go


def test_remove_gone_takes_out_only_what_lay_below_the_path(tmp_path, place):
    write_records(tmp_path / "one/a.jsonl", COUNTY[:2])
    write_records(tmp_path / "one/b.jsonl", COUNTY[2:4])
    write_records(tmp_path / "two/c.jsonl", COUNTY[4:])
    take(place, tmp_path / "one", tmp_path / "two")
    (tmp_path / "one/a.jsonl").unlink()
    (tmp_path / "two/c.jsonl").unlink()
    kept = take(place, tmp_path / "one")
    assert kept.articles == 7, "nothing goes unless asked"
    report = take(place, tmp_path / "one", remove_gone=True)
    assert [f.source for f in report.files if f.status == "removed"] == ["a.jsonl"]
    assert report.exit_code == 0
    assert set(keys(place)) == {"bridge", "library", "trees", "tea", "football"}


def test_an_index_can_become_empty_and_be_filled_again(tmp_path, place):
    path = write_records(tmp_path / "in/a.jsonl", COUNTY[:2])
    take(place, path.parent)
    path.unlink()
    assert take(place, path.parent, remove_gone=True).articles == 0
    empty = look(place)
    assert (empty.holdings.articles, empty.holdings.first, list(empty.articles())) == (0, None, [])
    assert empty.search_words({"献血": 1.0}, 5) == []
    write_records(path, COUNTY[:2])
    assert take(place, path.parent).articles == 2
