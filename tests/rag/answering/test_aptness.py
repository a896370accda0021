"""Whether what was found answers what was asked."""

from datetime import date

import numpy as np
import pytest

from index.records import Article, Span
from rag.answering import aptness
from rag.answering.answer import Ask
from rag.answering.aptness import BARS, SIGNS, _weights, find_focus_terms, is_apt
from rag.answering.compose import Said
from rag.facts.evidence import Evidence, Fact
from rag.finding.retrieve import Query
from rag.questions.asked import understand
from rag.questions.terms import Term


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("sign", ["said", "around", "focus", "score", "likest"])
def test_more_of_a_good_sign_is_hardly_held_against_an_answer(sign, lang):
    weights, _ = _weights()[lang]
    assert weights[SIGNS.index(sign)] > -0.2


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_says_nothing_of_the_question_lies_under_the_bar_and_what_says_all_above(lang):
    weights, bias = _weights()[lang]
    nothing, everything = np.zeros(len(SIGNS)), np.zeros(len(SIGNS))
    nothing[[SIGNS.index("focused"), SIGNS.index("bare"), SIGNS.index("rarest")]] = 1.0
    nothing[SIGNS.index("terms")] = everything[SIGNS.index("terms")] = 1.6
    for sign in ("said", "around", "known", "focus", "focus_around", "focus_known", "focused", "near", "heard"):
        everything[SIGNS.index(sign)] = 1.0
    everything[SIGNS.index("score")] = 2.5
    assert nothing @ weights + bias < BARS[lang] < everything @ weights + bias


def test_the_words_beside_the_asking_word_say_what_is_asked_for(county):
    query = county.query("东湖广场的献血活动有多少名志愿者参加？")
    found = find_focus_terms(query)
    assert 0 < len(found) < len(query.terms)
    assert all("东湖" not in term.word for term in found)


def test_an_english_volume_is_told_though_the_place_is_lost_in_translation(bilingual, monkeypatch):
    asked = Ask("How much blood was donated at the Quagmire Colonnade drive on 5 March 2023?", date(2024, 1, 15))
    monkeypatch.setattr(aptness, "BARS", {"zh": 9.0, "en": 9.0})  # nothing else gets over it
    assert bilingual.answer(asked).answer.short == "20,800 ml"
    monkeypatch.setattr(aptness, "PHYSICAL", frozenset())
    assert bilingual.answer(asked).refusal is not None


def test_a_row_that_says_itself_what_it_is_is_told_whatever_else_is_lost(county, monkeypatch):
    monkeypatch.setattr(aptness, "BARS", {"zh": 9.0, "en": 9.0})
    question = "Which three kinds of boats can be hired?"
    query = Query(question, "en", (Term("boats", 3.0, (("游船", 1.0),)),), county.query("x").vector)

    def judge(body):
        evidence = Evidence(Article(key="k", source="s", page=1, body=body), Span(0, len(body)), 0.0, 0.0, 0.0, 1.0)
        said = Said(query, understand(question, "en"), evidence, Fact(Span(2, 10), body[2:10], 1.0))
        return is_apt(said, [evidence])

    assert judge("备有画舫、竹筏、皮艇三种。")
    assert not judge("备有画舫、竹筏、皮艇，免费。")
