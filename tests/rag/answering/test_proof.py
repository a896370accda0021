from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.records import Article
from rag.answering.proof import MARKER, check, figures_of
from rag.answers import Citation, Computed
from rag.facts.numbers import fold_figures

QUOTE = "3月5日，活动共有三百二十人参加，献血总量5000ml，投资30万元，由县长王建国主持。"


def cite(n: int, quote: str, published: str | None = "2023-03-06") -> Citation:
    return Citation.of(n, Article(key=f"k{n}", source="s", page=1, body=quote, published=published), "body", quote, 0)


ONE = (cite(1, QUOTE),)


@pytest.mark.parametrize(
    "sentence",
    [
        "活动共有三百二十人参加[1]。",
        "活动共有320人参加。[1]",
        "献血总量5,000ml[1]",
        "献血总量５０００ml[1]。",
        "2023年3月5日举办了一场活动[1]。",
        "投资300,000元[1]。",
        "投资30万元[1]。",
        "Some 320 people took part on 5 March 2023 [1].",
        "王建国主持[1]。",
        "It cost 0.3 million yuan [1].",
    ],
)
def test_what_the_quote_says_is_kept(sentence):
    checked = check(sentence, ONE)
    assert checked.text == sentence
    assert checked.dropped == ()
    assert checked.proof.figures == checked.proof.proved


@pytest.mark.parametrize(
    "sentence",
    [
        "活动共有三百二十人参加。",
        "活动共有三百二十人参加[9]。",
        "活动共有三百二十人参加[1][9]。",
        "活动共有五百人参加[1]。",
        "活动共有500人参加[1]。",
        "献血总量5001ml[1]。",
        "献血总量500ml[1]。",
        "投资30亿元[1]。",
        "It cost 30 million yuan [1].",
        "2024年举办[1]。",
        "李小红主持[1]。",
        "[1]献血总量5000ml。",
        "共投入一万二千元[1]。",
    ],
)
def test_a12_what_no_quote_says_is_dropped(sentence):
    checked = check(sentence, ONE)
    if sentence.startswith("[1]"):  # a marker before its sentence belongs to it all the same
        assert checked.text == sentence
        return
    assert checked.text == ""
    assert checked.dropped == (sentence,)
    assert checked.proof.figures == 0


def test_only_the_proved_sentences_stay():
    checked = check("献血总量5000ml[1]。活动很成功，来了999人[1]。王建国主持。[1]", ONE)
    assert checked.text == "献血总量5000ml[1]。王建国主持。[1]"
    assert len(checked.dropped) == 1


def test_a_figure_must_stand_in_the_quote_that_is_cited():
    two = (*ONE, cite(2, "茶园产量85吨。"))
    assert check("产量85吨[1]。", two).text == ""
    assert check("产量85吨[2]。", two).text
    assert check("献血5000ml，产量85吨[1][2]。", two).text


def test_a_computed_value_is_allowed_and_listed():
    computed = (Computed("360000000", (1,)),)
    checked = check("It cost 360,000,000 yuan [1].", (cite(1, "总投资3.7亿元。"),), computed)
    assert checked.text
    assert checked.proof.computed == computed


FIGURE = st.integers(2, 99_999)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.lists(FIGURE, min_size=1, max_size=3), min_size=1, max_size=3),
    st.lists(
        st.tuples(FIGURE, st.sampled_from(["人", "元", "万元", " people", "", "毫升"]), st.integers(1, 4)), max_size=5
    ),
)
def test_a12_no_sentence_is_kept_whose_figure_is_not_in_its_quotes(quoted, said):
    citations = [cite(n, "，".join(f"有{figure}人" for figure in figures), None) for n, figures in enumerate(quoted, 1)]
    text = "".join(f"共有{figure}{unit}[{n}]。" for figure, unit, n in said)
    kept = check(text, citations).text
    for sentence in re.findall(r"[^。]*。", kept):
        numbers = [int(n) for n in MARKER.findall(sentence)]
        assert numbers
        allowed = {str(figure) for n in numbers for figure in quoted[n - 1]}
        assert set(re.findall(r"\d+", MARKER.sub("", sentence))) <= allowed
        assert "万" not in sentence or any(str(int(f) * 10_000) in allowed for f in re.findall(r"(\d+)万", sentence))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_any_text_can_be_checked_and_nothing_is_added(text):
    checked = check(text, ONE)
    assert checked.text in text
    assert fold_figures(checked.text) is not None


def test_figures_of_a_quote():
    assert {"5000", "320", "300000", "30", "3", "5"} <= figures_of(QUOTE)
    assert "2023" not in figures_of(QUOTE)
    assert figures_of("没有数字") == set()
    assert "7" in figures_of("2023-07-01")
