from dataclasses import replace

import numpy as np
import pytest

from index.quantities import find_quantities
from index.store import ANY
from rag.facts.evidence import fits_kind, quantity_fits, weigh_evidence
from rag.finding.retrieve import retrieve
from rag.questions.asked import Need, understand


@pytest.fixture
def weigh(county):
    def weigh(question):
        query = county.query(question)
        ranked = retrieve(county.store, query, ANY, county.settings)
        return weigh_evidence(query, understand(question, "zh"), ranked, county.embedder)

    return weigh


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("2022年3月5日献血总量多少毫升？", "当天共有"),
        ("白鹭大桥全长多少米？", "大桥全长1260米"),
        ("图书馆为什么新增夜间管理员？", "因为读者多次"),
        ("最佳射手是谁？", "最佳射手由"),
    ],
)
def test_the_sentence_that_answers_comes_first(weigh, question, start):
    assert weigh(question)[0].text.startswith(start)


def test_evidence_stands_where_it_says_and_its_shares_are_shares(weigh):
    found = weigh("东湖广场的献血活动有多少人？")
    assert found
    for evidence in found:
        assert evidence.span.of(evidence.article.body) == evidence.text
        assert 0 <= evidence.said <= evidence.known + 1e-9 <= 1 + 2e-9
        assert 0 <= evidence.likeness <= 1 + 1e-6
    assert [e.score for e in found] == sorted((e.score for e in found), reverse=True)


class Flat:
    """A model of its own kind: every text lies in the one direction."""

    def __init__(self, like):
        self.fingerprint, self.dimension = f"{like.fingerprint} flat", like.dimension

    def embed_passages(self, texts):
        return np.full((len(texts), self.dimension), self.dimension**-0.5, np.float32)


def test_what_is_kept_of_an_article_is_told_apart_by_its_model_and_its_words(county):
    query = county.query("白鹭大桥全长多少米？")
    need, ranked = understand(query.text, "zh"), retrieve(county.store, query, ANY, county.settings)
    first = weigh_evidence(query, need, ranked, county.embedder)
    assert weigh_evidence(query, need, ranked, county.embedder) == first
    flat = weigh_evidence(query, need, ranked, Flat(county.embedder))
    assert len({round(evidence.likeness, 5) for evidence in flat}) == 1
    whole = ranked[0].article
    cut = replace(ranked[0], article=replace(whole, body=first[0].text))
    assert [evidence.text for evidence in weigh_evidence(query, need, [cut], county.embedder)] == [first[0].text]


def test_nothing_ranked_is_no_evidence(county):
    assert weigh_evidence(county.query("献血"), Need("other"), [], county.embedder) == []


@pytest.mark.parametrize(
    ("need", "text", "fits"),
    [
        (Need("number", "人"), "300名", True),
        (Need("number", "人"), "300人次", False),
        (Need("number", "人"), "300元", False),
        (Need("number", "户"), "300户", True),
        (Need("number", "毫升"), "5升", True),
        (Need("number", measure="volume"), "5000ml", True),
        (Need("number", measure="money"), "5000ml", False),
        (Need("number", measure="extent"), "7个月", True),
        (Need("number", measure="extent"), "1.8公里", True),
        (Need("number", measure="extent"), "7元", False),
        (Need("number", measure="phone"), "0700123", True),
        (Need("number", measure="phone"), "120", False),
        (Need("number"), "300", True),
    ],
)
def test_which_quantities_answer(need, text, fits):
    assert quantity_fits(next(find_quantities(text)), need) == fits


def test_a_sentence_of_the_wrong_form_fits_less():
    number, date = Need("number", "人"), Need("date")
    assert fits_kind(number, "共有300人") > fits_kind(number, "共有300元") < 0
    assert fits_kind(number, "总计300人") > fits_kind(number, "来了300人")
    assert fits_kind(date, "6月18日通车") > 0 > fits_kind(date, "已经通车")
    assert fits_kind(Need("other"), "任何一句") == 0
