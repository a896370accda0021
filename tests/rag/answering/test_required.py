"""What a question's own words demand of the words by its fact."""

import json
from pathlib import Path

import pytest

from index.records import Article, Span
from rag.answering.compose import Said
from rag.answering.required import is_worded
from rag.facts.evidence import Evidence, Fact
from rag.finding.retrieve import Query
from rag.questions.asked import Need, detect_language

CASES = json.loads((Path(__file__).parents[2] / "cases/required.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['question']} {case['fact']}")
def test_a_fact_stands_by_the_words_that_the_question_demands(case):
    article = Article(key="a", source="s", page=1, headline="要闻", body=case["sentence"])
    evidence = Evidence(article, Span(0, len(article.body)), 1.0, 1.0, 0.5, 1.0)
    at = article.body.index(case["fact"])
    fact = Fact(Span(at, at + len(case["fact"])), case["fact"])
    query = Query(case["question"], detect_language(case["question"]), (), None)
    assert is_worded(Said(query, Need(case["kind"]), evidence, fact)) == case["told"]
