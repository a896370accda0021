"""The table of words that a report may print for a question's."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.questions.terms import Term, meant, share
from rag.questions.thesaurus import ALIKE, NARROWER, find_kin

LINES = (
    (Path(__file__).parents[3] / "rag" / "questions" / "thesaurus.txt").read_text(encoding="utf-8").strip().splitlines()
)


def test_a_lines_words_may_stand_for_each_other():
    assert dict(find_kin("村子"))["村庄"] == ALIKE
    assert dict(find_kin("村庄"))["村子"] == ALIKE


def test_a_word_before_the_sign_is_answered_by_those_behind_and_not_the_other_way():
    assert dict(find_kin("唱戏"))["演出"] == NARROWER
    assert "唱戏" not in dict(find_kin("演出"))


def test_a_verb_that_says_how_far_it_came_has_the_kin_of_its_first_sign():
    assert find_kin("办成")
    assert find_kin("没有这个词") == ()


@pytest.mark.parametrize("pair", [("书记", "主任"), ("冠军", "亚军"), ("增加", "减少"), ("男", "女"), ("去年", "今年")])
def test_what_differs_in_fact_is_never_kin(pair):
    first, second = pair
    assert second not in dict(find_kin(first))
    assert first not in dict(find_kin(second))


def test_every_line_holds_at_least_two_words_and_at_most_one_sign():
    for line in LINES:
        assert line.count(">") <= 1
        assert len(line.replace(">", " ").split()) >= 2, line


@given(st.sampled_from(LINES))
def test_no_word_is_its_own_kin_and_none_is_of_one_sign(line):
    for word in line.replace(">", " ").split():
        assert all(other != word and len(other) > 1 and 0 < sure < 1 for other, sure in find_kin(word))


def test_kin_weigh_evidence_less_than_the_word_itself_and_find_nothing():
    term = Term("剧团", 2.0, (("剧团", 1.0),), kin=find_kin("剧团"))
    assert meant([term], "县剧团来了") == share([term], "县剧团来了") == 1.0
    assert 0 < meant([term], "市剧院来了") < 1
    assert share([term], "市剧院来了") == 0.0
