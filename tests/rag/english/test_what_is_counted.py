"""What English questions count and ask for, where the words around the noun mislead."""

import numpy as np
import pytest

from index.records import Article, Span
from rag.answering.compose import Said
from rag.answering.fitness import fits
from rag.english.english_names import translate_name
from rag.english.framing import frame_fact
from rag.facts.counting import agree
from rag.facts.evidence import Evidence
from rag.facts.facts import Fact
from rag.facts.figures import find_figures
from rag.finding.retrieve import Query
from rag.questions.asked import understand


@pytest.mark.parametrize(
    ("question", "sentence", "printed", "short"),
    [
        ("How many silver prizes were awarded?", "比赛评出3名银奖。", "3名", "3"),
        ("How many winners were there?", "比赛评出3名获奖者。", "3名", "3 people"),
        ("For how long did he bring them meals?", "他送饭长达两月有余。", "两月有余", "more than 2 months"),
    ],
)
def test_how_a_figure_is_said(question, sentence, printed, short):
    one = Evidence(Article(key="k", source="s", page=1, body=sentence), Span(0, len(sentence)), 1.0, 1.0, 1.0, 1.0)
    at = sentence.index(printed)
    fact = Fact(Span(at, at + len(printed)), printed)
    assert frame_fact(question, understand(question, "en"), one, fact).short == short


def test_the_number_of_a_session_counts_nothing():
    sentence = "会议学习五届二次人代会精神，布置了八项工作。"
    found = find_figures("布置了多少任务？", understand("布置了多少任务？", "zh"), sentence)
    assert [fact.value for fact in found] == ["八项"]


@pytest.mark.parametrize(
    ("question", "kind"),
    [("What did the village plant?", "name"), ("What has the company built?", "name"), ("Which village won?", "place")],
)
def test_who_does_it_is_not_what_is_asked_for(question, kind):
    assert understand(question, "en").kind == kind


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("柳家河村", "Liujiahe Village"),
        ("鹤山街道", "Heshan Subdistrict"),
        ("团县委", "County Youth League Committee"),
        ("清水河", "Qingshui River"),
    ],
)
def test_a_village_called_after_a_river_is_no_river(name, english):
    assert translate_name(name) == english


def test_a_hospital_is_told_by_no_report_that_names_none():
    question, need = "At which hospital were they treated?", understand("At which hospital were they treated?", "en")
    query = Query(question, "en", (), np.zeros(2, np.float32))
    found = {}
    for body in ("妇联发放了救助金。", "她们在县人民医院治疗，妇联发放了救助金。"):
        one = Evidence(Article(key="k", source="s", page=1, body=body), Span(0, len(body)), 1.0, 1.0, 1.0, 1.0)
        found[body] = fits(Said(query, need, one, Fact(Span(0, 2), body[:2])))
    assert list(found.values()) == [False, True]


def test_organisations_are_any_bodies():
    assert agree("组织", "主办单位") == 1
    assert agree("企业", "主办单位") == -1
