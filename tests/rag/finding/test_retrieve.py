import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Days, Hit
from index.store import ANY, Filter
from rag.finding.retrieve import fuse, retrieve
from tests.fakes import COUNTY

HITS = st.lists(st.tuples(st.integers(0, 20), st.floats(0.01, 9)), max_size=8, unique_by=lambda pair: pair[0]).map(
    lambda pairs: [Hit(n, s, rank, "x") for rank, (n, s) in enumerate(sorted(pairs, key=lambda p: -p[1]), 1)]
)


@given(HITS, HITS, st.floats(0.1, 2), st.floats(0.1, 2))
def test_fused_scores_lie_within_the_weights_and_lose_no_hit(words, vectors, one, other):
    scores = fuse([(one, words), (other, vectors)])
    assert scores.keys() == {h.number for h in (*words, *vectors)}
    assert all(0 < score <= one + other + 1e-9 for score in scores.values())


@given(HITS)
def test_one_search_alone_keeps_its_order(hits):
    scores = fuse([(1.0, hits), (1.0, [])])
    assert (
        sorted(scores, key=lambda n: (-scores[n], n))[:1] == [h.number for h in hits][:1]
        or not hits
        or (len({h.score for h in hits}) < len(hits))
    )


@pytest.mark.parametrize("record", COUNTY, ids=lambda record: str(record["id"]))
def test_an_article_is_found_by_its_own_headline(county, record):
    ranked = retrieve(county.store, county.query(str(record["title"])), ANY, county.settings)
    assert ranked[0].article.key == record["id"]
    assert len({r.article.key for r in ranked}) == len(ranked), "an article comes once"
    assert [r.score for r in ranked] == sorted((r.score for r in ranked), reverse=True)
    assert all(r.article.body[r.chunk.span.start : r.chunk.span.end] == r.chunk.text for r in ranked)


def test_filters_hold(county):
    query = county.query("献血活动")
    day = Days.parse("2022-03-05")
    assert [r.article.key for r in retrieve(county.store, query, Filter(days=(day,)), county.settings)] == [
        "blood-2022"
    ]
    paper = Filter(newspaper="云岭周报")
    assert {r.article.newspaper for r in retrieve(county.store, query, paper, county.settings)} <= {"云岭周报"}


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("how many people gave blood on the square", "blood-2023"),
        ("the new bridge over the river opened to traffic", "bridge"),
        ("county library opening hours", "library"),
        ("tree planting", "trees"),
        ("football cup for young players", "football"),
        ("tea harvest", "tea"),
    ],
)
def test_english_finds_chinese(bilingual, question, key):
    ranked = retrieve(bilingual.store, bilingual.query(question), ANY, bilingual.settings)
    assert ranked[0].article.key.partition("-")[0] == key.partition("-")[0]
