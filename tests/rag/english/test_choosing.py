import json
from pathlib import Path

import pytest

from index.records import Article, Span
from rag.answering.proof import check
from rag.english.choosing import choose_english
from rag.english.framing import frame_fact, frame_sentence
from rag.facts.evidence import Evidence, Fact
from rag.finding.retrieve import Query
from rag.questions.asked import understand
from rag.questions.terms import Term

CASES = json.loads((Path(__file__).parents[2] / "cases/english_facts.json").read_text(encoding="utf-8"))


def evidence(sentence, key="k", score=1.0):
    article = Article(key=key, source="s", page=1, body=sentence, published="2023-06-20", event_dates=("2023-06-18",))
    return Evidence(article, Span(0, len(sentence)), 1.0, 1.0, 1.0, score)


def query(county, question, words):
    terms = tuple(Term(word, 5.0, ((word, 1.0),)) for word in words)
    return Query(question, "en", terms, county.query("x").vector)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['question']} {case['sentence'][:6]}")
def test_the_fact_that_an_english_question_asks_for(county, case, cited):
    need = understand(case["question"], "en")
    one = evidence(case["sentence"])
    chosen = choose_english(query(county, case["question"], case["words"]), need, [one])
    assert chosen is not None
    assert chosen[0] is one
    if case["value"] is None:
        assert chosen[1] is None
        return
    assert chosen[1] is not None
    assert chosen[1].value == case["value"]
    framed = frame_fact(case["question"], need, one, chosen[1])
    assert framed.short == case["short"]
    text = frame_sentence(framed.said, case["sentence"], one, 1)
    assert check(text, cited(case["sentence"], published="2023-06-20")).dropped == ()


def test_the_cases_hold_what_is_found_and_what_is_not():
    assert {case["value"] is None for case in CASES} == {True, False}
    assert {case["short"] for case in CASES} >= {"Yes", "No"}


def test_a_chinese_question_is_chosen_for_elsewhere(county):
    one = evidence("县长李卫东讲话。")
    assert choose_english(query(county, "县长是谁？", ["县长"]), understand("县长是谁？", "zh"), [one]) is None


def test_a_later_sentence_that_names_the_office_is_taken(county):
    first, second = evidence("图书馆昨日开馆。", score=1.2), evidence("馆长祁望舒说，读者很多。")
    asked = "Who is the director of the library?"
    chosen = choose_english(query(county, asked, ["图书馆"]), understand(asked, "en"), [first, second])
    assert chosen is not None
    assert chosen[0] is second


def test_a_member_list_of_another_report_does_not_answer(county):
    asked = "Which three shows won?"
    ours, other = evidence("三个节目获奖。", score=1.0), evidence("河口、东湖、柳塘三个乡镇参加。", "other", 0.95)
    chosen = choose_english(query(county, asked, ["获奖"]), understand(asked, "en"), [ours, other])
    assert chosen == (ours, None)


def test_a_telephone_number_is_printed_as_it_is_dialled():
    sentence = "有疑问可拨打技术支持电话：13900001111。"
    need = understand("What phone number can people call?", "en")
    fact = Fact(Span(13, 24), "13900001111")
    assert frame_fact("What phone number can people call?", need, evidence(sentence), fact).short == "13900001111"


def test_a_row_of_bodies_is_said_body_by_body():
    sentence = "梨亭市红十字会、梨亭市中心血站和东湖区红十字会联合开展献血活动。"
    fact = Fact(Span(0, 23), sentence[:23])
    question = "Who organised the blood drive?"
    framed = frame_fact(question, understand(question, "en"), evidence(sentence), fact)
    assert [part.split(" (")[1].rstrip(")") for part in framed.said.split(", ")] == [
        "梨亭市红十字会", "梨亭市中心血站", "东湖区红十字会",
    ]  # fmt: skip


def test_two_bodies_joined_by_a_word_are_no_clause():
    sentence = "县红十字会与市中心血站霁川分站在霁河广场联合开展献血活动。"
    question = "Who organised the blood drive?"
    framed = frame_fact(question, understand(question, "en"), evidence(sentence), Fact(Span(0, 15), sentence[:15]))
    assert framed is not None
    assert "县红十字会" in framed.said
