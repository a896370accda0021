import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.records import Article, Days
from rag.finding.clues import find_clues
from rag.finding.ranker import FEATURES, Candidate, load_weights, rank_scores, weigh_features
from rag.questions.terms import Term

QUESTION = "柳塘县图书馆新增了多少册藏书？"
TERMS = tuple(
    Term(word, weight) for word, weight in (("柳塘县", 5.0), ("图书馆", 4.0), ("新增", 3.0), ("册", 4.0), ("藏书", 6.0))
)

SCATTERED = "柳塘县开会。" + "又过了一年。" * 20 + "图书馆开馆。" + "天气很好。" * 20 + "藏书新增若干册。"


def candidate(body, **fields):
    return Candidate(Article(key=body, source="s", page=1, body=body, **fields), 1.0, 0.5)


def best(question, terms, *bodies, days=()):
    scores = rank_scores(find_clues(question, terms, days), [candidate(body) for body in bodies])
    return bodies[int(scores.argmax())]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("柳塘县图书馆新增藏书三千册。", "柳塘县图书馆新增座位。"),
        (
            "柳塘县图书馆新增藏书三千册。",
            SCATTERED,
        ),
        ("柳塘县图书馆新增藏书3000册。", "柳塘县图书馆新增藏书，读者说很好，大家都来看一册书。"),
    ],
    ids=["more of the words", "the words together", "a number in the asked unit"],
)
def test_what_answers_comes_first(right, wrong):
    assert best(QUESTION, TERMS, wrong, right) == right


def test_the_day_asked_for_decides_between_likes():
    day = Days.parse("2023-03-05")
    clues = find_clues("献血活动", (Term("献血", 5.0),), (day,))
    bodies = [candidate("献血活动举行。", published=p) for p in ("2022-03-06", "2023-03-06", "2023-06-01")]
    assert int(rank_scores(clues, bodies).argmax()) == 1


def test_a_loose_time_weighs_less_than_a_day():
    place = FEATURES.index("dated")
    found = [candidate("献血活动举行。", published="2023-03-06")]
    day, half = (
        weigh_features(find_clues("献血", (Term("献血", 5.0),), (Days.parse(iso),)), found)[0, place]
        for iso in ("2023-03-05", "2023-01-01/2023-06-30")
    )
    assert day > half > 0


TEXT = st.text(st.sampled_from("柳塘县图书馆新增藏三千册0五，。年多少什么“”《》 a"), max_size=40)


@settings(max_examples=150, deadline=None)
@given(TEXT, st.lists(TEXT, min_size=1, max_size=4))
def test_features_are_finite_and_do_not_depend_on_the_order_of_candidates(question, bodies):
    terms = tuple(Term(word, 3.0) for word in ("图书馆", "新增", "书") if word in question) or (Term("册", 1.0),)
    clues = find_clues(question, terms)
    found = [candidate(body) for body in bodies]
    features = weigh_features(clues, found)
    assert features.shape == (len(bodies), len(FEATURES))
    assert np.isfinite(features).all()
    np.testing.assert_allclose(weigh_features(clues, found[::-1])[::-1], features)


def test_every_feature_has_its_weight_and_a_number():
    weights = load_weights()
    assert weights.shape == (len(FEATURES),)
    assert np.isfinite(weights).all()
    assert np.count_nonzero(weights) >= len(FEATURES) - 2


def test_a_word_that_only_asks_is_no_term(county):
    words = {term.word for term in county.query("图书馆有什么样的变化，哪一天开放？").terms}
    assert "图书馆" in words
    assert not {w for w in words if "什么" in w or "哪" in w}


def test_the_words_of_a_date_help_to_find_and_are_no_terms(county):
    query = county.query("2023年3月5日献血活动共有多少人？")
    assert "2023" in {term.word for term in query.dates}
    assert not {"2023", "3", "5"} & {term.word for term in query.terms}
