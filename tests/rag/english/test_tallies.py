"""How many is answered by the figure that counts the noun asked for, in whichever sentence of the report."""

from __future__ import annotations

import numpy as np
import pytest

from index.records import Article, Span
from rag.english.tallies import counts_noun, find_tally
from rag.facts.evidence import Evidence
from rag.finding.retrieve import Query
from rag.questions.asked import Need
from rag.questions.terms import Term

LEAFLETS = Term("leaflets", 3.0, (("传单", 1.0), ("宣传单", 0.6)))
QUERY = Query("How many leaflets did the volunteers hand out?", "en", (LEAFLETS,), np.zeros(4, dtype=np.float32))
BODY = "志愿者来到广场开展宣传。活动惠及群众300余人，发放宣传单约800余份。"


@pytest.mark.parametrize(
    ("sentence", "figure", "counts"),
    [
        ("发放宣传单约800余份。", "800余份", True),
        ("清理了30项不必再发的传单，", "30项", True),
        ("惠及群众300余人，发放宣传单。", "300余人", False),
    ],
)
def test_a_figure_counts_the_noun_beside_it(sentence, figure, counts):
    at = sentence.index(figure)
    assert counts_noun(QUERY, sentence, Span(at, at + len(figure))) is counts


def test_a_body_counts_as_what_it_does_and_great_numbers_count():
    sponsors = Query("How many sponsors are there?", "en", (Term("sponsors", 3.0, (("主办", 1.0),)),), QUERY.vector)
    drives = Query("How many drives were run?", "en", (Term("drives", 3.0, (("行动", 1.0),)),), QUERY.vector)
    assert counts_noun(sponsors, "县文旅局等6个主办单位开会。", Span(5, 7))
    assert counts_noun(drives, "开展了六大清河行动，", Span(3, 5))
    assert not counts_noun(sponsors, "开展了六大清河行动，", Span(3, 5))


def test_the_figure_is_found_behind_the_first_sentence():
    article = Article(key="k", source="s", page=1, body=BODY)
    first, second = Span(0, 12), Span(12, len(BODY))
    group = [Evidence(article, span, 1.0, 1.0, 0.5, score) for span, score in ((first, 2.0), (second, 1.0))]
    found = find_tally(QUERY, QUERY, Need("number"), group)
    assert found is not None
    assert found[1].value == "约800余份"
    assert find_tally(QUERY, QUERY, Need("number", measure="time"), group) is None
