"""One thing typed in several ways is one search: the same articles in the same order."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embeddings import load_embedder
from index.store import ANY
from rag.finding.search import Search, search
from rag.finding.spelling import write_as_printed
from tests.fakes import archivist, take, write_records

CASES = json.loads((Path(__file__).parents[2] / "cases" / "same_search.json").read_text("utf-8"))
NOW = date(2024, 5, 1)
FIRST = 5

WRITTEN = {
    "park": "岚坪县新建公园30万平方米，栽树五千棵。",
    "bank": "血站说，当天共采血5000毫升，捐献者13人。",
    "name": "泷绿市文化馆馆长祁砚川说，剧场将在十月开放。",
    "river": "沿着律泉河，两岸各修步道2.4公里。",
}


@pytest.fixture(scope="module")
def paper(root, tmp_path_factory):
    place = tmp_path_factory.mktemp("same") / "index"
    model = load_embedder()
    take(place, root / "examples" / "pages", embedder=model)
    return archivist(place, model)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    place = tmp_path_factory.mktemp("small")
    model = load_embedder()
    records = ({"id": key, "text": text, "date": "2024-03-01"} for key, text in WRITTEN.items())
    take(place / "index", write_records(place / "in/a.jsonl", records), embedder=model)
    return archivist(place / "index", model)


@pytest.mark.parametrize("ways", CASES, ids=lambda ways: ways[0])
def test_what_is_the_same_is_found_in_the_same_order(paper, ways):
    found = [[result.key for result in search(paper, Search(way, ANY, NOW, FIRST)).results] for way in ways]
    assert len(found[0]) == FIRST
    for (way, keys), (other, others) in pairwise(zip(ways, found, strict=True)):
        assert keys == others, f"{way} and {other}"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("公园三十万平方米", "公园30万平方米"),
        ("公园0.3平方公里", "公园30万平方米"),
        ("采血5升", "采血5000毫升"),
        ("采血５０００ML", "采血5000毫升"),
        ("步道2400米", "步道2.4公里"),
        ("步道七百米", "步道700米"),
        ("修路1200000000元", "修路12亿元"),
        ("千亩茶园", "千亩茶园"),
        ("128名学生", "128名学生"),
        ("2023年3月5日", "2023年3月5日"),
        ("三分之一平方公里", "三分之一平方公里"),
        ("祁砚穿说", "祁砚川说"),
        ("十五公里步道", "15公里步道"),
        ("律泉河步道", "律泉河步道"),
        ("在哪里开放", "在哪里开放"),
        ("Yanchuan Qi on the theatre", "Qi Yanchuan on the theatre"),
        ("Qí Yànchuān on the theatre", "Qi Yanchuan on the theatre"),
        ("Lǜquán River path of 2,400 metres", "Luquan River path of 2.4 kilometre"),
        ("Lvquan River", "Luquan River"),
        ("Xi'an and Elvis", "Xi'an and Elvis"),
        ("5 litres of blood", "5000 millilitre of blood"),
        ("how many yuan a tonne", "how many yuan a tonne"),
    ],
)
def test_a_search_is_written_as_the_archive_prints_it(small, typed, written):
    assert write_as_printed(typed, small) == written


@given(st.sampled_from(sorted(WRITTEN)), st.data())
def test_what_the_archive_prints_stays_as_it_is(small, key, data):
    text = WRITTEN[key].replace("，", "").replace("。", "")
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 2, len(text)))
    words = text[start:end]
    once = write_as_printed(words, small)
    assert write_as_printed(once, small) == once
    assert write_as_printed(text, small) == text
