"""Reprints are one voice, and what the paper corrected is followed by its correction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from index.records import Days
from index.store import ANY, Filter
from rag.answering.answer import Ask
from rag.finding.retrieve import retrieve
from rag.finding.search import Search, search
from tests.fakes import COUNTY, archivist, take, write_records

NOW = date(2024, 1, 15)
BRIDGE = next(r for r in COUNTY if r["id"] == "bridge")
CORRECTION = {
    "id": "correction", "title": "更正", "newspaper": "柳塘日报", "date": "2023-06-25",
    "text": "本报6月19日刊发的《白鹭大桥建成通车》一文有误，大桥全长应为1206米。特此更正。",
}  # fmt: skip
REPRINT = {**BRIDGE, "id": "abc-reprint", "newspaper": "云岭周报", "date": "2023-06-27"}


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    folder = tmp_path_factory.mktemp("voices")
    take(folder / "i", write_records(folder / "a.jsonl", [*COUNTY, REPRINT, CORRECTION]))
    return archivist(folder / "i")


def find(paper, words, only=ANY, **fields):
    return search(paper, Search(words, only, NOW, **fields)).results


def test_the_first_print_speaks_for_all(paper):
    for words in ("白鹭大桥", "大桥 6月18日 通车", "顾长风"):
        found = find(paper, words, top=50)
        assert "abc-reprint" not in {r.key for r in found}
        assert next(r for r in found if r.key == "bridge").duplicates == ("abc-reprint",)
    reply = paper.answer(Ask("白鹭大桥全长多少米？", now=NOW))
    assert {c.key for c in reply.citations} <= {"bridge", "correction"}
    assert "abc-reprint" not in {r.key for r in reply.results}


def test_where_only_the_reprint_fits_it_is_found(paper):
    found = find(paper, "白鹭大桥", Filter(newspaper="云岭周报"))
    assert [(r.key, r.duplicates) for r in found if "reprint" in r.key] == [("abc-reprint", ("bridge",))]


def test_l7_a_corrected_article_is_followed_by_its_correction(paper):
    found = [r.key for r in find(paper, "县长顾长风出席通车仪式")]
    assert found[found.index("bridge") + 1] == "correction"
    assert len(found) == len(set(found))
    results = [r.key for r in paper.answer(Ask("谁出席了白鹭大桥通车仪式？", now=NOW)).results]
    assert results.index("correction") <= results.index("bridge") + 1


def test_a_correction_outside_the_days_asked_is_left_out(paper):
    found = find(paper, "白鹭大桥 通车", Filter(days=(Days.parse("2023-06-19"),)))
    assert [r.key for r in found] == ["bridge"]


def test_by_date_each_stands_in_its_own_place(paper):
    dates = [r.published for r in find(paper, "县长顾长风出席通车仪式", sort="newest")]
    assert dates == sorted(dates, reverse=True)
    assert "2023-06-25" in dates


def test_one_article_comes_once(paper):
    ranked = retrieve(paper.store, paper.query("白鹭大桥"), ANY, replace(paper.settings, hits=100))
    voices = [min((item.article.key, *item.article.duplicates)) for item in ranked]
    assert len(voices) == len(set(voices))
