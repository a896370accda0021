"""Rows for English questions in the plural."""

import json
from pathlib import Path

import numpy as np
import pytest

from index.records import Article, Span
from rag.english.framing import frame_fact
from rag.english.several import choose_several, find_several
from rag.facts.evidence import Evidence
from rag.finding.retrieve import Query
from rag.questions.asked import understand
from rag.questions.terms import Term

CASES = json.loads((Path(__file__).parents[2] / "cases/several.json").read_text(encoding="utf-8"))


def ask(case):
    terms = tuple(Term(word, 4.0, ((chinese, 1.0),)) for word, chinese in case["words"].items())
    return Query(case["question"], "en", terms, np.zeros(2, np.float32)), understand(case["question"], "en")


def evidence(sentence, score=1.0):
    article = Article(key="k", source="s", page=1, body=sentence, published="2023-06-20")
    return Evidence(article, Span(0, len(sentence)), 1.0, 1.0, 1.0, score)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['question']} {case['sentence'][:6]}")
def test_the_row_that_a_question_in_the_plural_asks_for(case):
    query, need = ask(case)
    assert need.several
    found = find_several(query, need, evidence(case["sentence"]))
    assert (found[0].value if found else None) == case["value"]


def test_the_row_is_taken_from_the_sentence_that_has_one():
    query, need = ask(CASES[0])
    first, second = evidence("医生走了很久。", 1.1), evidence(CASES[0]["sentence"])
    assert choose_several(query, need, [first, second], 0.4)[0] is second
    assert choose_several(query, need, [first], 0.4) is None


def test_persons_of_a_row_are_spelt_out():
    query, need = ask(CASES[3])
    one = evidence(CASES[3]["sentence"])
    fact = find_several(query, need, one)[0]
    assert frame_fact(query.text, need, one, fact).short == "Qi Wangshu (祁望舒), Lu Yuan (路远)"


@pytest.mark.parametrize(
    "question", ["Which village is it?", "Which bus goes there?", "How many villages are there?", "What news was told?"]
)
def test_what_asks_for_one_thing_or_none(question):
    assert not understand(question, "en").several
