"""A figure answers How many only if what it counts may be what is asked for."""

from __future__ import annotations

import numpy as np
import pytest

from index.records import Span
from rag.english.facts_en import counts_asked
from rag.finding.retrieve import Query
from rag.questions.terms import Term

COMPANIES = Term("companies", 3.0, (("企业", 1.0), ("公司", 0.8)))


@pytest.mark.parametrize(
    ("question", "sentence", "figure", "may"),
    [
        ("How many companies took part?", "财政局等8个主办单位参加，企业踊跃。", "8", False),
        ("How many companies took part?", "共有46家企业参加招聘会。", "46", True),
        ("How many of them took part?", "财政局等8个主办单位参加。", "8", True),
    ],
)
def test_what_a_figure_counts(question, sentence, figure, may):
    at = sentence.index(figure)
    query = Query(question, "en", (COMPANIES,), np.zeros(4, dtype=np.float32))
    assert counts_asked(query, sentence, Span(at, at + len(figure))) is may


def test_with_its_head_alone_a_word_beside_it_is_not_enough():
    urban, communities = Term("urban", 2.0, (("城市", 1.0),)), Term("communities", 3.0, (("社区", 1.0),))
    query = Query("How many urban communities does it have?", "en", (urban, communities), np.zeros(4, dtype=np.float32))
    sentence = "要抓好文明城市创建等10项工作。"
    span = Span(sentence.index("10"), sentence.index("10") + 2)
    assert counts_asked(query, sentence, span)
    assert not counts_asked(query, sentence, span, head=True)
    assert counts_asked(query, "全区27个城市社区开放。", Span(2, 4), head=True)
