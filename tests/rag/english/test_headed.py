"""Things named by the noun that an English question asks for, and what is no name at all."""

import json
from pathlib import Path

import numpy as np
import pytest

from index.records import Article, Span
from rag.english.headed import find_headed, is_clause, is_nominal, read_asked_thing
from rag.facts.evidence import Evidence
from rag.finding.retrieve import Query
from rag.questions.asked import understand
from rag.questions.terms import Term

CASES = json.loads((Path(__file__).parents[2] / "cases/headed.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['question']} {case['sentence'][:6]}")
def test_the_name_that_ends_in_the_noun_asked_for(case):
    sentence = case["sentence"]
    terms = tuple(Term(word, 4.0, ((chinese, 1.0),)) for word, chinese in case["words"].items())
    article = Article(key="k", source="s", page=1, body=sentence, published="2023-06-20")
    one = Evidence(article, Span(0, len(sentence)), 1.0, 1.0, 1.0, 1.0)
    asked = Query(case["question"], "en", terms, np.zeros(2, np.float32))
    found = find_headed(asked, understand(case["question"], "en"), one)
    assert (found[0].value if found else None) == case["value"]
    if found:
        assert found[0].span.of(sentence) == found[0].value


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("What kind of area was it?", "area"),
        ("What was the title of the dance?", "title"),
        ("Which fund paid for it?", "fund"),
        ("Did it rain?", ""),
    ],
)
def test_the_noun_behind_which(question, thing):
    assert read_asked_thing(question) == thing


@pytest.mark.parametrize("name", ["橘红色", "“银勺”工作法", "柳塘县人力资源和社会保障服务中心", "liutang@example.com"])
def test_a_name_is_no_clause(name):
    assert not is_clause(name)


@pytest.mark.parametrize(
    "clause", ["一条条围巾引起了老人们的兴趣", "的环节", "在全县推广", "老人们来了，孩子们也来了", "人们" * 10]
)
def test_a_clause_is_no_name(clause):
    assert is_clause(clause)
    assert not is_nominal(clause)
