"""The cross-encoder: real ones, which the tests make with random weights, through the real loader."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from index.errors import ModelUnavailable
from index.store import ANY
from rag.answering.answer import Ask
from rag.finding import retrieve as module
from rag.finding.reranker import CrossEncoderReranker
from rag.finding.retrieve import retrieve
from rag.finding.search import Search, search
from tests.fakes import COUNTY
from tests.small_models import write_bert, write_reranker

NOW = date(2024, 1, 15)
QUESTION = "献血活动有多少人参加？"


class Wishes:
    """Judges by a word: for the seam alone, where no model is needed."""

    name = "wishes"

    def __init__(self, wish: str) -> None:
        self.wish = wish
        self.passages: list[int] = []

    def judge(self, question, passages):
        self.passages.append(len(passages))
        return np.array([float(self.wish in text) for text in passages])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    letters = "".join(f"{record.get('title', '')}{record['text']}" for record in COUNTY) + QUESTION
    return write_reranker(tmp_path_factory.mktemp("judge"), letters)


@pytest.fixture(scope="module")
def judge(folder):
    return CrossEncoderReranker.open(str(folder))


@pytest.mark.slow
def test_articles_stand_as_sentence_transformers_scores_them(county, folder, judge):
    from sentence_transformers import CrossEncoder

    before = retrieve(county.store, county.query(QUESTION), ANY, county.settings)
    after = retrieve(county.store, replace(county.query(QUESTION), reranker=judge), ANY, county.settings)
    passages = [f"{item.article.headline}\n{item.chunk.text}" for item in before]
    scores = CrossEncoder(str(folder)).predict([(QUESTION, text) for text in passages])
    keys = [before[n].article.key for n in np.argsort(-scores, kind="stable")]
    assert [item.article.key for item in after] == keys != [item.article.key for item in before]
    assert [item.score for item in after] == [item.score for item in before]


@pytest.mark.slow
def test_a_judgement_does_not_depend_on_what_else_is_judged_and_is_remembered(judge):
    texts = ["献血活动", "三百余人参加献血", "社区", "献血活动"]
    together = judge.judge(QUESTION, texts)
    assert together[0] == together[3] != together[1]
    assert judge.judge(QUESTION, texts[1:2]) == together[1:2]
    alone = [float(CrossEncoderReranker.open(judge.name).judge(QUESTION, [text])[0]) for text in texts[:2]]
    assert together[:2] == pytest.approx(alone, abs=1e-4)


@pytest.mark.slow
def test_a_model_that_judges_no_pairs_is_refused_in_one_line(tmp_path):
    embedder = write_bert(tmp_path / "embedder", "BertModel")
    three = write_reranker(tmp_path / "three", labels=3)
    (tmp_path / "empty").mkdir()
    for model, why in (
        (embedder, r"no cross-encoder \(BertModel\).*--model"),
        (three, "gives 3 scores"),
        (tmp_path / "empty", "fill the folder"),
        (tmp_path / "nowhere", "no such folder"),
        ("no/such-reranker", "no such folder, and the hub has not been copied here"),
    ):
        with pytest.raises(ModelUnavailable, match=why) as caught:
            CrossEncoderReranker.open(str(model))
        assert caught.value.message.startswith(f"reranker {str(model)!r}")
        assert "\n" not in caught.value.message


def test_searches_and_answers_follow_the_reranker(county):
    plain = search(county, Search("活动", ANY, NOW)).results
    last = plain[-1]
    wishes = Wishes(last.headline)
    wished = search(replace(county, reranker=wishes), Search("活动", ANY, NOW)).results
    assert wished[0].key == last.key != plain[0].key
    assert {result.key for result in wished} == {result.key for result in plain}
    reply = replace(county, reranker=wishes).answer(Ask("活动有多少人参加？", now=NOW))
    quoted = {citation.key for citation in reply.citations}
    others = [result.key for result in reply.results if result.key not in quoted]  # what is quoted heads the list
    assert last.key in (others[0], reply.results[0].key)
    plainly = county.answer(Ask("活动有多少人参加？", now=NOW)).results
    assert [result.key for result in reply.results] != [result.key for result in plainly]


def test_only_the_first_are_judged_and_the_rest_stay(county, monkeypatch):
    monkeypatch.setattr(module, "RERANKED", 3)
    query = county.query("活动")
    before = retrieve(county.store, query, ANY, county.settings)
    wishes = Wishes(before[2].article.headline)
    after = retrieve(county.store, replace(query, reranker=wishes), ANY, county.settings)
    assert len(before) > 3
    assert wishes.passages == [3]
    assert [item.article.key for item in after] == [before[n].article.key for n in (2, 0, 1, *range(3, len(before)))]
