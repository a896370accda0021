"""Rows of as many members as an English question counts, and which of them say that they are what is asked for."""

import json
from pathlib import Path

import numpy as np
import pytest

from index.records import Article, Span
from rag.english.rows import find_members, is_sure_row
from rag.facts.evidence import Evidence
from rag.finding.retrieve import Query
from rag.questions.asked import understand
from rag.questions.terms import Term

CASES = json.loads((Path(__file__).parents[2] / "cases/english_rows.json").read_text(encoding="utf-8"))


def read(case):
    terms = tuple(Term(word, 3.0, ((printed, 1.0),)) for word, printed in case["words"])
    query = Query(case["question"], "en", terms, np.zeros(4, dtype=np.float32))
    article = Article(key="k", source="s", page=1, body=case["sentence"])
    span = Span(0, len(case["sentence"]))
    return query, understand(case["question"], "en"), Evidence(article, span, 1.0, 1.0, 1.0, 1.0)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["sentence"][:8])
def test_a_row_of_as_many_as_asked(case):
    query, need, evidence = read(case)
    found = find_members(query, need, evidence)
    assert found is not None
    assert found[0].value.split("、") == case["row"]
    assert is_sure_row(query, need, evidence.text) is case["sure"]


def test_a_row_of_another_number_is_none():
    query, need, evidence = read(CASES[0] | {"sentence": "首批提供80条，有画舫、竹筏两种。"})
    assert find_members(query, need, evidence) is None
    assert not is_sure_row(query, need, evidence.text)
