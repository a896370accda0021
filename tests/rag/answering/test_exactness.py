import json
from pathlib import Path

import pytest

from index.records import Article, Span
from rag.answering.compose import Said
from rag.answering.exactness import is_exact
from rag.facts.evidence import Evidence, Fact
from rag.finding.retrieve import Query
from rag.questions.asked import Need

CASES = json.loads((Path(__file__).parents[2] / "cases/exact.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['question']} {case['fact']}")
def test_only_the_very_one_that_was_asked_for_answers(case):
    article = Article(key="a", source="s", page=1, headline="要闻", body=case["sentence"])
    evidence = Evidence(article, Span(0, len(article.body)), 1.0, 1.0, 0.5, 1.0)
    at = article.body.find(case["fact"])
    fact = Fact(Span(at, at + len(case["fact"])), case["fact"]) if case["fact"] else None
    query = Query(case["question"], "zh", (), None)
    assert is_exact(Said(query, Need(case["kind"]), evidence, fact)) == case["exact"]
