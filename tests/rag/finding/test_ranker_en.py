"""The order of what English questions find: where the translations of their words stand decides."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.records import Article
from index.store import ANY
from rag.finding.ranker import Candidate
from rag.finding.ranker_en import FEATURES_EN, load_weights_en, rank_translated, weigh_translated
from rag.finding.retrieve import gather, retrieve
from rag.questions.terms import Term

TERMS = (
    Term("library", 4.0, (("图书馆", 1.0), ("书库", 0.4))),
    Term("new", 2.0, (("新增", 1.0), ("新", 0.6))),
    Term("books", 5.0, (("藏书", 1.0), ("书籍", 0.7))),
    Term("unheard of", 5.0),
)


def candidate(body, headline=""):
    return Candidate(Article(key=body or "-", source="s", page=1, body=body, headline=headline), 1.0, 0.0)


def best(*bodies):
    scores = rank_translated(TERMS, [candidate(body) for body in bodies], [1.0] * len(bodies))
    return bodies[int(scores.argmax())]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("柳塘县图书馆新增藏书三千册。", "柳塘县图书馆新增座位三百个。"),
        (
            "柳塘县图书馆新增藏书三千册。",
            "图书馆开门。" + "天气很好。" * 12 + "新增座位。" + "大家都来。" * 12 + "说起藏书。",
        ),
        ("柳塘县图书馆新增藏书三千册。", "柳塘县书库新添书籍三千册。"),
        ("图书馆新增藏书。" + "天气很好。" * 50, "天气很好。" * 50 + "图书馆新增藏书。"),
    ],
    ids=["more of the words", "the words side by side", "the likelier translations", "in the lead"],
)
def test_what_answers_comes_first(right, wrong):
    assert best(wrong, right) == right


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.text("图书馆新增藏书籍库，。", max_size=60), min_size=1, max_size=5),
    st.lists(st.floats(0.01, 2), min_size=5, max_size=5),
)
def test_every_feature_is_a_share(bodies, fused):
    found = weigh_translated(TERMS, [candidate(body) for body in bodies], fused[: len(bodies)])
    assert found.shape == (len(bodies), len(FEATURES_EN))
    assert (found >= 0).all()
    assert (found <= 1 + 1e-6).all()


def test_every_weight_speaks_for_an_article():
    assert len(load_weights_en()) == len(FEATURES_EN)
    assert (load_weights_en() > 0).all()


def test_english_questions_are_put_in_that_order(bilingual):
    query = bilingual.query("Which new bridge over the river opened to traffic?")
    ranked = retrieve(bilingual.store, query, ANY, bilingual.settings)
    found, candidates = gather(bilingual.store, query, ANY, bilingual.settings)
    scores = rank_translated((*query.terms, *query.dates), candidates, [item.score for item in found])
    order = sorted(zip(scores.tolist(), (item.article.key for item in found), strict=True), reverse=True)
    assert [item.article.key for item in ranked] == [key for _, key in order]
    assert ranked[0].score == 1.0


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("图书馆新增藏书籍库，。", max_size=60), min_size=2, max_size=5))
def test_a_text_is_read_the_same_beside_others_and_alone(bodies):
    place = FEATURES_EN.index("neighbours")
    found = weigh_translated(TERMS, [candidate(body) for body in bodies], [1.0] * len(bodies))
    alone = [weigh_translated(TERMS, [candidate(body)], [1.0])[0] for body in bodies]
    assert found[:, place:] == pytest.approx(np.array(alone)[:, place:])
