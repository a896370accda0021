from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.records import Days
from index.segments import fingerprint
from index.settings import IndexSettings
from index.store import ANY, Filter, Store
from index.words import fold
from tests.fakes import COUNTY, EMBEDDER, look, take, write_records


@pytest.fixture
def store(tmp_path):
    """The county's paper in segments of three articles."""
    path = write_records(tmp_path / "a.jsonl", COUNTY)
    take(tmp_path / "index", path, settings=IndexSettings(segment_articles=3))
    return look(tmp_path / "index")


@pytest.fixture
def thinned(tmp_path):
    """The same after two articles went, one of them the only one of its collection and one of its newspaper."""
    path = write_records(tmp_path / "a.jsonl", COUNTY)
    take(tmp_path / "thinned", path)
    write_records(path, [r for r in COUNTY if r["id"] not in ("library", "tea")])
    take(tmp_path / "thinned", path)
    return look(tmp_path / "thinned")


def found(store, hits):
    return [store.article_of(hit.number).key for hit in hits]


def day(iso):
    return Days.parse(iso)


def store_path(store):
    """Where an opened store lies: its memory-mapped files say so."""
    return Path(store.segments[0].vectors.filename).parents[2]


def vector(text):
    return EMBEDDER.embed_queries([fold(text)])[0]


def test_a_snapshot_is_a_store(store):
    checked: Store = store
    assert checked.holdings.articles == 7


def test_words_find_and_rank(store):
    hits = store.search_words({"大桥": 1.0, "通车": 1.0}, 5)
    assert found(store, hits)[0] == "bridge"
    assert [h.rank for h in hits] == list(range(1, len(hits) + 1))
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert {h.found_by for h in hits} == {"words"}
    assert store.search_words({"没有这个词": 1.0}, 5) == []
    assert store.search_words({}, 5) == []


def test_vectors_find_and_rank(store):
    hits = store.search_vectors(vector(str(COUNTY[5]["text"])), 3)
    assert found(store, hits)[0] == "tea"
    assert [h.rank for h in hits] == [1, 2, 3]
    assert {h.found_by for h in hits} == {"vectors"}


@pytest.mark.parametrize("top", [1, 2, 100])
def test_no_more_than_asked_come_back(store, top):
    assert len(store.search_words({"县": 1.0, "活动": 1.0, "柳塘县": 1.0}, top)) <= top
    assert len(store.search_vectors(vector("献血"), top)) == min(top, 7)


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        (Filter(newspaper="云岭周报"), {"tea"}),
        (Filter(newspaper="没有这张报"), set()),
        (Filter(collection="文化"), {"library"}),
        (Filter(collection="文化", newspaper="云岭周报"), set()),
        (Filter(days=(day("2022-03-05"),)), {"blood-2022"}),
        (Filter(days=(day("2022-03-05"), day("2023-06-18"))), {"blood-2022", "bridge"}),
        (Filter(days=(day("2022-01-01/2022-12-31"),)), {"blood-2022"}),
        (Filter(days=(day("2023-04-02"),)), {"tea"}),
        (Filter(days=(day("1999-01-01"),)), set()),
        (ANY, {str(r["id"]) for r in COUNTY}),
    ],
)
def test_filters_hold_for_both_searches_and_for_lists(store, only, expected):
    everything = dict.fromkeys(
        ("县", "柳塘县", "茶园", "活动", "开放", "植树", "足球赛", "大桥", "献血", "献血量"), 1.0
    )
    assert set(found(store, store.search_words(everything, 50, only))) <= expected
    assert set(found(store, store.search_vectors(vector("献血"), 50, only))) == expected
    assert {a.key for a in store.published(only)} == expected
    assert store.reports(only) == bool(expected)


def test_lists_run_from_old_to_new(store):
    dates = [a.published for a in store.published(ANY)]
    assert dates == sorted(dates)


def test_articles_taken_out_are_never_found(thinned):
    assert {a.key for a in thinned.articles()} == {"blood-2022", "blood-2023", "bridge", "trees", "football"}
    assert thinned.article("tea") is None
    assert thinned.search_words({"茶园": 1.0, "茶农": 1.0}, 9) == []
    assert "tea" not in found(thinned, thinned.search_vectors(vector(str(COUNTY[5]["text"])), 50))
    assert not thinned.reports(Filter(newspaper="云岭周报"))
    assert thinned.published(Filter(collection="文化")) == []


def test_holdings_count_the_living(store, thinned):
    assert store.holdings.newspapers == ("云岭周报", "柳塘日报")
    assert store.holdings.collections == ("", "文化")
    assert (store.holdings.first, store.holdings.last) == ("2022-03-07", "2023-11-22")
    assert dict(store.holdings.months)["2023-03"] == 2
    assert thinned.holdings.articles == 5
    assert thinned.holdings.newspapers == ("柳塘日报",)
    assert thinned.holdings.collections == ("",)
    assert "2023-04" not in dict(thinned.holdings.months)


def test_chunks_quote_their_articles(tmp_path):
    long = "".join(f"第{n}段说的是县里的一件小事，写得不长也不短。" for n in range(60))
    path = write_records(
        tmp_path / "a.jsonl", [{"id": "short", "text": "一句。"}, {"id": "long", "text": long, "title": "长文"}]
    )
    take(tmp_path / "index", path)
    store = look(tmp_path / "index")
    chunks = [store.chunk(n) for n in range(sum(s.chunks for s in store.manifest.segments))]
    assert [c.article_key for c in chunks] == ["short"] + ["long"] * (len(chunks) - 1)
    assert [c.ordinal for c in chunks] == [0, *range(len(chunks) - 1)]
    for number, chunk in enumerate(chunks):
        assert store.article_of(number).body[chunk.span.start : chunk.span.end] == chunk.text
    assert "".join(c.text for c in chunks[1:]) == long
    assert chunks[1].context == "长文"


def test_words_rank_over_segments_as_in_one(tmp_path):
    path = write_records(tmp_path / "a.jsonl", COUNTY)
    take(tmp_path / "one", path)
    take(tmp_path / "many", path, settings=IndexSettings(segment_articles=1))
    one, many = look(tmp_path / "one"), look(tmp_path / "many")
    for words in ({"献血": 1.0, "活动": 1.0}, {"县": 1.0, "图书馆": 2.0}, {"城关": 1.0, "中学": 1.0}):
        a, b = one.search_words(words, 7), many.search_words(words, 7)
        assert found(one, a)[:1] == found(many, b)[:1]
        assert {h.number: h.score for h in a}.keys() == {h.number: h.score for h in b}.keys()
        assert one.information("献血") == pytest.approx(many.information("献血"))
    assert one.information("从来没有的词") > one.information("献血") > one.information("县") > 0


def test_what_a_build_reads_of_old_articles_is_true(store):
    for number in store.living():
        article = store.read(number)
        assert store.digest(number) == fingerprint(article)
        assert store.newspaper(number) == article.newspaper
        assert store.source(number) == 1
        assert store.keys[article.key] == number
    assert store.keys_of(1) == store.keys
    assert store.keys_of(2) == {}
    parts = store.by_segment(set(store.living()))
    assert [len(numbers) for numbers in parts.values()] == [3, 3, 1]


def test_the_span_runs_from_the_first_to_the_last_issue(store, tmp_path):
    assert store.span() == Days(date(2022, 3, 7), date(2023, 11, 22))
    take(tmp_path / "undated", write_records(tmp_path / "b.jsonl", [{"text": "没有日期。"}]))
    assert look(tmp_path / "undated").span() is None


def test_a_year_alone_is_found_by_its_year_but_by_no_day(tmp_path):
    take(tmp_path / "i", write_records(tmp_path / "b.jsonl", [{"id": "y", "text": "年鉴。", "date": "2021"}]))
    store = look(tmp_path / "i")
    assert store.reports(Filter(days=(day("2021-01-01/2021-12-31"),)))
    assert not store.reports(Filter(days=(day("2021-05-01"),)))
    assert store.holdings.months == ()


def test_the_numbers_of_hits_stay_what_they_are(store):
    first = store.search_words({"献血": 1.0}, 5)
    again = look(store_path(store)).search_words({"献血": 1.0}, 5)
    assert first == again
    assert [store.chunk(h.number) for h in first] == [store.chunk(h.number) for h in again]
    assert all(type(h.number) is int for h in first), "numpy's integers are no JSON"
