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
        ("How many companies took part?", "民政局等8个主办单位参加，企业踊跃。", "8", False),
        ("How many companies took part?", "共有46家企业参加招聘会。", "46", True),
        ("How many of them took part?", "民政局等8个主办单位参加。", "8", True),
    ],
)
def test_what_a_figure_counts(question, sentence, figure, may):
    at = sentence.index(figure)
    query = Query(question, "en", (COMPANIES,), np.zeros(4, dtype=np.float32))
    assert counts_asked(query, sentence, Span(at, at + len(figure))) is may
