"""What a question takes for granted, and what its answer must bear out."""

import json
from datetime import date

import pytest

from index.records import Article, Span
from rag.answering.answer import Ask
from rag.answering.compose import Said
from rag.answering.fitness import asks_person_called, fits
from rag.answering.premises import read_persons
from rag.facts.evidence import Evidence
from rag.facts.facts import Fact
from rag.questions.asked import understand
from tests.fakes import archivist, take, write_records


@pytest.fixture(scope="module")
def cases(root):
    return json.loads((root / "tests/cases/premises.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def paper(tmp_path_factory, cases):
    folder = tmp_path_factory.mktemp("premises")
    take(folder / "index", write_records(folder / "in.jsonl", cases["articles"]))
    return archivist(folder / "index")


def test_a_report_of_the_event_is_no_answer_to_what_it_does_not_tell(paper, cases):
    for case in cases["asked"]:
        reply = paper.answer(Ask(case["question"], date(2024, 1, 1)))
        assert (reply.answer.short if reply.answer else None) == case["short"], case["question"]


def say(paper, question: str, lang: str, sentence: str, value: str) -> Said:
    article = Article(key="a", source="a.txt", page=1, body=sentence)
    at = sentence.index(value)
    evidence = Evidence(article, Span(0, len(sentence)), 1.0, 1.0, 1.0, 1.0)
    return Said(paper.query(question), understand(question, lang), evidence, Fact(Span(at, at + len(value)), value))


@pytest.mark.parametrize(
    ("question", "sentence", "value", "fit"),
    [
        ("How many microscopes does the school have?", "初中组38人参加比赛。", "38人", False),
        ("How many teachers took part?", "初中组38人参加比赛。", "38人", True),
        ("How many people took part?", "比赛持续了3小时。", "3小时", False),
        ("How many of the runners were women?", "2600名选手参赛。", "2600名", False),
        ("How many of the runners were women?", "其中女选手840名。", "840名", True),
        ("Who was the oldest runner?", "冠军是郑小川。", "郑小川", False),
        ("Who was the oldest runner?", "年纪最大的是姚守业。", "姚守业", True),
        ("What is the name of the head of the bureau?", "局长出席仪式。", "局长", False),
        ("How many citizens signed up?", "县红十字会组织登记。", "县红十字会", False),
    ],
)
def test_a_fact_has_the_form_that_is_asked_of_it(paper, question, sentence, value, fit):
    assert fits(say(paper, question, "en", sentence, value)) is fit


@pytest.mark.parametrize(
    ("question", "lang", "person"),
    [
        ("那位理发师叫什么名字？", "zh", True),
        ("得奖的6个人都叫什么？", "zh", True),
        ("这家合作社叫什么名字？", "zh", False),
        ("那台机器人叫什么名字？", "zh", False),
        ("What were the names of the three guards?", "en", True),
        ("What is the name of the new health centre?", "en", False),
    ],
)
def test_it_is_known_when_a_persons_name_is_asked_for(question, lang, person):
    assert asks_person_called(question, lang) is person


def test_asking_words_are_no_names():
    assert list(read_persons("李俊升医生曾在哪个医疗队任职？")) == []
    assert list(read_persons("张海燕在会上提了什么要求？")) == ["张海燕"]
