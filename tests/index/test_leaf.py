"""Where a text begins and ends on its page, chosen by an editor on the page's own lines."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.build import build
from index.desk import correct
from index.embeddings import load_embedder
from index.errors import InputError
from index.folder import IndexFolder
from index.leaf import Leaf, read_leaf
from index.records import Article, Page
from index.snapshot import Snapshot

TEXT = (
    "石桥晚报\n2024年1月8日  第3版\n\n南山果园腊梅开放\n本报讯（记者 陶望舒）1月6日，南山果园三百株腊梅开放，\n"
    "游人不断。果园负责人说，花期将持续到二月初。\n\n\n南山书屋迎来读者\n本报讯（记者 邢远帆）1月7日，南山书屋开门，\n"
    "首日有四百人到馆，借出图书九百册。\n馆员说，周末还有一场读书会。\n"
)


def take(folder: Path, *paths: Path) -> tuple[IndexFolder, dict[str, Article]]:
    place = IndexFolder(folder)
    build(list(paths), place, load_embedder(), program="test")
    return place, {article.headline: article for article in Snapshot(place, place.manifest()).articles()}


def leaf_of(place: IndexFolder, article: Article) -> Leaf:
    return read_leaf(place, Snapshot(place, place.manifest()), article.key)


@pytest.fixture
def pages(tmp_path):
    path = tmp_path / "三版.txt"
    path.write_text(TEXT, "utf-8")
    with zipfile.ZipFile(tmp_path / "旧报.zip", "w") as archive:
        archive.writestr("四版.txt", TEXT.replace("南山", "北岭"))
    return path, tmp_path / "旧报.zip"


def test_every_text_stands_where_it_was_cut_from_and_reads_the_same(tmp_path, pages):
    place, found = take(tmp_path / "index", *pages)
    assert len(found) == 4
    for article in found.values():
        leaf = leaf_of(place, article)
        lines = leaf.stands(article.body)
        assert leaf.read(lines[0], lines[-1]).body == article.body
    leaf = leaf_of(place, found["北岭果园腊梅开放"])
    assert leaf.stands(found["北岭果园腊梅开放"].body) == (4, 5)
    assert leaf.lines[3] == "北岭果园腊梅开放"


def test_chosen_lines_are_a_correction_that_the_next_build_keeps(tmp_path, pages):
    place, found = take(tmp_path / "index", pages[0])
    article = found["南山书屋迎来读者"]
    read = leaf_of(place, article).read(8, 10)
    assert read.headline == article.headline
    assert read.body == "1月7日，南山书屋开门，首日有四百人到馆，借出图书九百册。"
    correct(place, load_embedder(), article.key, {"body": read.body}, program="test")
    pages[0].write_text(TEXT + "\n\n补白\n小寒已过，天气渐冷，行路请小心。\n", "utf-8")
    again = take(tmp_path / "index", pages[0])[1]["南山书屋迎来读者"]
    assert (again.key, again.body) == (article.key, read.body)
    assert leaf_of(place, again).stands(again.body) == (9, 10)


def test_two_texts_that_are_chosen_as_one_lose_nothing():
    whole = Leaf(Page("a.txt", 1, TEXT)).read(3, 11).body
    for part in ("三百株腊梅开放", "南山书屋迎来读者", "一场读书会"):
        assert part in whole


@pytest.mark.parametrize(("first", "last"), [(-1, 2), (5, 4), (0, 99), (6, 7)])
def test_lines_that_are_not_there_or_hold_nothing_are_one_line(first, last):
    with pytest.raises(InputError, match="choose others"):
        Leaf(Page("a.txt", 1, TEXT)).read(first, last)


def test_a_page_that_is_not_there_as_it_was_is_not_read(tmp_path, pages):
    place, found = take(tmp_path / "index", pages[0])
    article = found["南山果园腊梅开放"]
    pages[0].write_text(TEXT + "\n", "utf-8")
    with pytest.raises(InputError, match="was changed") as changed:
        leaf_of(place, article)
    pages[0].unlink()
    with pytest.raises(InputError, match="cannot be read") as gone:
        leaf_of(place, article)
    assert not [error for error in (changed, gone) if str(tmp_path) in error.value.message], "no folder of this machine"
    with pytest.raises(InputError, match="no article"):
        read_leaf(place, Snapshot(place, place.manifest()), "no-such")


def test_a_ready_record_has_no_lines(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "r1", "title": "南山", "text": "1月6日，南山果园三百株腊梅开放。"}\n', "utf-8")
    place, found = take(tmp_path / "index", path)
    with pytest.raises(InputError, match="not cut from a page"):
        leaf_of(place, found["南山"])


@given(st.text(alphabet="开放，。\n 本报讯a1", max_size=80), st.text(alphabet="开放，。\n1", min_size=1, max_size=30))
def test_any_text_stands_on_lines_that_there_are(page, body):
    leaf = Leaf(Page("a.txt", 1, page))
    stands = leaf.stands(body)
    assert list(stands) == sorted(set(stands))
    assert not [at for at in stands if not leaf.lines[at].strip()]
