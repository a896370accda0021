"""Claims about who did it, what it was called and what was denied, on an invented archive; and what is cited."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from index.embeddings import load_embedder
from index.store import ANY
from rag.checking.claim.parts import take_apart
from rag.checking.claim.persons import names_of
from rag.checking.settings.where import claimed_pair_en, holder_of
from rag.checking.verdict.check import check_claim
from rag.finding.search import Search
from tests.fakes import archivist, take, write_records

CASES = json.loads((Path(__file__).parents[3] / "cases" / "claims_persons.json").read_text(encoding="utf-8"))
NOW = date(2024, 12, 1)


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("persons")
    model = load_embedder()
    rows = [{"date": "2024-04-30", "newspaper": "样报", **row} for row in CASES["articles"]]
    take(folder / "index", write_records(folder / "p.jsonl", rows), embedder=model)
    return archivist(folder / "index", model)


@pytest.mark.parametrize("case", CASES["claims"], ids=lambda case: case["claim"])
def test_persons_bodies_and_denials_are_read_as_the_report_has_them(archive, case):
    verdict = check_claim(archive, Search(case["claim"], ANY, NOW))
    if "not" in case:
        assert verdict.verdict != case["not"]
        return
    kinds = {part.difference.kind for part in verdict.parts if part.difference}
    assert (verdict.verdict, case.get("kind", "")) == (case["verdict"], next(iter(kinds), ""))


def test_the_likeliest_other_sentence_of_the_article_is_cited_too(archive):
    verdict = check_claim(archive, Search("《雁回岭》是一出晋剧。", ANY, NOW))
    assert verdict.verdict == "refuted"
    assert any("京剧《雁回岭》" in item.quote for part in verdict.parts for item in part.against)


@pytest.mark.parametrize("text", ["中小学生要踊跃参加", "引导学生深刻领会精神", "来自晋商律师事务所"])
def test_what_a_word_list_takes_for_a_name_is_none(text):
    assert names_of(text) == ()


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("团县委和县文联办了一场", "团县委"),
        ("一同率柳湾县代表团来访", "柳湾县"),
        ("将认真贯彻区委五届三次全会", "区委"),
    ],
)
def test_a_body_begins_and_ends_where_its_name_does(text, body):
    assert body in [piece.text for piece in take_apart(text) if piece.kind == "body"]


def test_a_place_without_an_ending_lies_in_the_area_before_its_list():
    text = "在柳湾街道青砚嘉园、雁回花苑，白杨街道工行小区，他询问了户数。"
    assert [holder_of(name, text) for name in ("青砚嘉园", "雁回花苑", "户数")] == ["柳湾街道", "柳湾街道", ""]


def test_what_is_said_of_a_place_in_between_does_not_hide_where_it_lies():
    said = "Qingyan Jiayuan, one of the compounds he inspected, is in Baiyang Subdistrict."
    assert claimed_pair_en(said) == ("Qingyan Jiayuan", "Baiyang Subdistrict")
