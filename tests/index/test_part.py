"""A part of a store behaves as if the rest were not there."""

from datetime import date

import pytest

from index.part import Part
from index.store import Filter
from rag.answering.answer import Archivist, Ask
from tests.fakes import COUNTY, EMBEDDER, archivist, take, write_records

OPEN, INNER = "日报", "内部"
SECRET = {
    "id": "secret",
    "title": "内部通报：石桥水库闸门检修",
    "text": "6月8日，石桥水库闸门检修，共更换螺栓318套，工程师穆青川负责。春季献血活动另行通知。",
    "date": "2021-06-09",
    "newspaper": "内部通报",
    "collection": INNER,
}
NOW = date(2024, 1, 15)


@pytest.fixture(scope="module")
def both(tmp_path_factory) -> tuple[Archivist, Archivist]:
    """An archive with an inner collection seen through the open one, and one that never had the inner one."""
    place = tmp_path_factory.mktemp("part")
    records = [{**record, "collection": OPEN} for record in COUNTY]
    take(place / "all", write_records(place / "all.jsonl", [*records, SECRET]))
    take(place / "open", write_records(place / "open.jsonl", records))
    whole = archivist(place / "all")
    part = Archivist(Part(whole.store, (OPEN,)), EMBEDDER, whole.segmenter, whole.glossary)
    return part, archivist(place / "open")


def test_holdings_and_lists_are_those_of_an_archive_without_the_rest(both):
    part, alone = (archivist.store for archivist in both)
    assert part.holdings == alone.holdings
    assert [a.key for a in part.articles()] == [a.key for a in alone.articles()]
    everything = Filter(days=())
    assert part.count(everything) == alone.count(everything)
    assert [a.key for a in part.published(everything)] == [a.key for a in alone.published(everything)]


def test_d7_what_stands_outside_is_nowhere(both):
    store = both[0].store
    assert store.article("secret") is None
    assert store.beside("secret") == []
    assert not store.reports(Filter(newspaper="内部通报"))
    assert not store.reports(Filter(collection=INNER))
    words = {"螺栓": 1.0, "水库": 1.0, "献血": 1.0}
    hits = store.search_words(words, 50, Filter())
    assert hits
    assert {store.article_of(hit.number).collection for hit in hits} == {OPEN}
    vector = EMBEDDER.embed_queries(["石桥水库闸门检修"])[0]
    assert {store.article_of(hit.number).collection for hit in store.search_vectors(vector, 50, Filter())} == {OPEN}


@pytest.mark.parametrize(
    "question", ["石桥水库更换了多少套螺栓？", "2021年6月8日发生了什么？", "穆青川是谁？", "春季献血活动共献血多少？"]
)
def test_d7_answers_and_refusals_are_those_of_an_archive_without_the_rest(both, question):
    part, alone = (archivist.answer(Ask(question, NOW)) for archivist in both)
    assert (part.answer and part.answer.text) == (alone.answer and alone.answer.text)
    assert (part.refusal and part.refusal.message) == (alone.refusal and alone.refusal.message)
    assert part.index_articles == alone.index_articles
    assert [c.quote for c in part.citations] == [c.quote for c in alone.citations]
    assert not any(r.key == "secret" for r in part.results)


def test_a_collection_that_is_not_there_allows_nothing(both):
    part = Part(both[0].store, ("没有",))
    assert part.holdings.articles == 0
    assert part.search_words({"献血": 1.0}, 10, Filter()) == []
