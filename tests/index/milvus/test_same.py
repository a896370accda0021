"""The made-up paper on Milvus gives what the embedded store gives, to the last bit.

Tolerance: none where what the embedded store would find is among the candidates that Milvus is asked for; of the sample
paper, 100 chunks, it always is. What can be lost of a large archive `test_same_at_large.py` bounds.
"""

from __future__ import annotations

import json

import pytest

from index.part import Part
from index.records import Days
from index.store import Filter
from tests.index.milvus.alike import TOP, assert_alike, hits, searches

FILTERS = (
    Filter(),
    Filter(newspaper="霁川新报"),
    Filter(newspaper="没有这家报"),
    Filter(newspaper='a"\\ or no > 0 or key == "'),
    Filter(collection="示例", within=("示例", "别的")),
    Filter(within=()),
    Filter(days=(Days.parse("2022-03-01/2022-03-31"),)),
    Filter(days=(Days.parse("2022-03-05"), Days.parse("2023-01-01/2023-12-31")), newspaper="霁川新报"),
    Filter(days=(Days.parse("0001-01-01/9999-12-31"),)),
    Filter(days=(Days.parse("1900-01-01/1900-12-31"),)),
)


@pytest.fixture(scope="module")
def texts(root):
    lines = (root / "examples/gold/questions.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line)["question"] for line in lines][::12]


def test_searches_find_the_same_chunks_with_the_same_scores(both, texts):
    assert_alike(*both, texts)


def test_filters_allow_the_same(both, texts):
    assert_alike(*both, texts[:2], FILTERS)


def test_what_is_held_is_the_same(both):
    embedded, remote = both
    assert remote.holdings == embedded.holdings
    assert remote.version == embedded.version
    assert list(remote.articles()) == list(embedded.articles())
    for article in list(embedded.articles())[::9]:
        assert remote.article(article.key) == article
        assert remote.beside(article.key) == embedded.beside(article.key)
    assert remote.article("no such key") is None
    assert remote.beside("no such key") == []
    for only in FILTERS[-4:]:
        assert remote.published(only) == embedded.published(only)


def test_words_say_as_much_and_sound_alike(both):
    embedded, remote = both
    for word in ("献血", "的", "霁川", "没有这个词儿", "\0", "\ud800"):
        assert remote.information(word) == embedded.information(word)
    for syllables in (("ji", "chuan"), ("xian", "xue"), ("zhong", "guo"), ("a",), ("wu", "wu", "wu", "wu", "wu")):
        assert remote.sounding(syllables) == embedded.sounding(syllables)
    assert remote.sounding(("xian", "xue"))


def test_a_part_shows_no_more(both, texts):
    embedded, remote = both
    for allowed in (("示例",), ("别的",), ()):
        mine, other = Part(embedded, allowed), Part(remote, allowed)
        assert mine.holdings == other.holdings
        assert_alike(mine, other, texts[:1])


def test_nothing_asked_finds_nothing(both):
    _, remote = both
    assert remote.search_words({}, TOP) == []
    assert remote.search_groups([], TOP) == []
    assert remote.search_words({"没有这个词儿": 1.0}, TOP) == []
    assert remote.liken(searches.__globals__["EMBEDDER"].embed_queries(["无"])[0], []) == []


def test_a_chunk_is_read_without_a_search_before(both):
    embedded, remote = both
    (first, *_) = hits(embedded, embedded.search_words({"献血": 1.0}, 1))
    number = remote.search_words({"献血": 1.0}, 1)[0].number
    fresh = type(remote)(remote._door, remote.release)
    assert fresh.chunk(number) == first[0]
    assert fresh.article_of(number) == embedded.article(first[0].article_key)
