"""Attacks of our own on the proof of a model's words and on the check of claims: each find is a case (row A12, A17)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from index.embeddings import load_embedder
from index.records import Article
from index.store import ANY
from rag.answering.answer import Ask
from rag.answers import Citation
from rag.checking.verdict.check import check_claim
from rag.checking.verdict.vouching import doubt_yes, vouch_for
from rag.finding.search import Search
from rag.fluent import prove
from tests.fakes import COUNTY, archivist, take, write_records

CASES = json.loads((Path(__file__).parents[1] / "cases" / "attacks.json").read_text("utf-8"))
NOW = date(2024, 1, 15)


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    folder = tmp_path_factory.mktemp("attacks")
    model = load_embedder()
    quote = {"id": "quote", "title": "东湖广场献血 大桥完工", "text": CASES["quote"], "date": CASES["published"]}
    take(folder / "one", write_records(folder / "a.jsonl", [quote]), embedder=model)
    report = {"id": "report", "title": "全县经济运行", "text": CASES["report"], "date": "2023-07-06"}
    take(folder / "all", write_records(folder / "b.jsonl", [report, *COUNTY]), embedder=model)
    return archivist(folder / "one", model), archivist(folder / "all", model)


@pytest.fixture(scope="module")
def kept(paper):
    article = Article(key="quote", source="s", page=1, body=CASES["quote"], published=CASES["published"])
    cited = (Citation.of(1, article, "body", article.body, 0),)
    vouch = vouch_for(paper[0], NOW)

    def kept(sentence: str) -> str:
        body, end = (sentence[:-1], sentence[-1]) if sentence[-1] in "。." else (sentence, "")
        return prove(f"{body}[1]{end}", cited, vouch)

    return kept


def test_a12_there_are_as_many_attacks_as_promised():
    assert len(CASES["lies"]) + len(CASES["claims"]) >= 70


@pytest.mark.parametrize("lie", CASES["lies"])
def test_a12_no_lie_of_a_model_is_kept(kept, lie):
    assert kept(lie) == ""


@pytest.mark.parametrize("truth", CASES["truths"])
def test_a12_what_a_model_says_truly_is_kept(kept, truth):
    assert kept(truth)


@pytest.mark.parametrize("claim", CASES["claims"])
def test_a17_no_turned_claim_is_supported(paper, claim):
    verdict = check_claim(paper[1], Search(claim, ANY, NOW))
    assert verdict.verdict != "supported"
    if verdict.verdict == "refuted":
        against = [citation for part in verdict.parts for citation in part.against]
        assert against
        assert all(citation.quote in paper[1].store.article(citation.key).body for citation in against)


@pytest.mark.parametrize("claim", CASES["borne"])
def test_a17_what_was_not_turned_stays_supported(paper, claim):
    assert check_claim(paper[1], Search(claim, ANY, NOW)).verdict == "supported"


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("顾长风是市长吗？", {"否", None}),
        ("大桥是六车道吗？", {"否", None}),
        ("城关中学队是亚军吗？", {"否", None}),
        ("丁若水是学生吗？", {"否", None}),
        ("顾长风没有出席仪式吗？", {"否", None}),
        ("白鹭大桥是不是没有通车？", {"否", None}),
        ("白鹭大桥全长1260米吗？", {"是"}),
        ("顾长风是县长吗？", {"是"}),
        ("城关中学队是冠军吗？", {"是"}),
        ("白鹭大桥是不是通车了？", {"是"}),
    ],
)
def test_a12_no_yes_stands_that_its_own_quote_refutes(paper, question, short):
    archive = paper[1]
    reply = doubt_yes(archive.answer(Ask(question, NOW)), archive, NOW)
    assert reply.answer is not None
    assert reply.answer.short in short


ELSEWHERE = (
    "永安市白鹭大桥全长多少米？", "2035年白鹭大桥通车了吗？", "噫吁嚱魑魅魍魉多少个？", "柳塘县火星基地住了多少人？",
    "白鹭大桥倒塌死了多少人？", "蒋一帆被判几年？", "2023年8月8日县里下了多少雨？", "asdf qwer zxcv",
    "谁偷走了图书馆的书？",
    "足球赛门票多少钱？", "柳塘县地铁几号线通车？", "献血活动的赞助商是谁？",
)  # fmt: skip


def test_a16_what_the_archive_does_not_report_is_refused_and_nothing_is_invented(bilingual):
    replies = [bilingual.answer(Ask(question, NOW)) for question in ELSEWHERE]
    assert sum(reply.refusal is not None for reply in replies) >= 0.9 * len(ELSEWHERE)
    for reply in replies:
        for citation in reply.citations:
            assert citation.quote in bilingual.store.article(citation.key).body
        if reply.refusal is not None:
            assert reply.citations == ()
