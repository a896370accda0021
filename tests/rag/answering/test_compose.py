from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.records import Article, Byline, Caption, Span
from rag.answering.bylines import compose_byline
from rag.answering.compose import Draft, count_letters, find_said, window
from rag.answering.proof import check
from rag.english.english import quote_inline, render_date, render_person, render_quantity
from rag.facts.evidence import Evidence
from rag.finding.retrieve import Query
from rag.questions.asked import understand
from rag.questions.terms import Term

PIECES = st.sampled_from(["柳塘县", "共献血", "5000毫升", "，", "、", "；", "“好”", "今年", "三百二十人", "12.5", " "])


@st.composite
def sentences(draw):
    text = "".join(draw(st.lists(PIECES, min_size=1, max_size=60)))
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, min(len(text), start + 12))))


@settings(max_examples=300, deadline=None)
@given(sentences(), st.integers(12, 80))
def test_a_window_keeps_its_focus_and_the_limit(made, most):
    sentence, focus = made
    span = window(sentence, focus, most)
    assert 0 <= span.start <= focus.start
    assert focus.end <= span.end <= len(sentence)
    assert count_letters(span.of(sentence)) <= most


def test_a_short_sentence_is_kept_whole_and_a_long_one_by_clauses():
    sentence = "第一句说了很多话，第二句说献血5000毫升，第三句又说了别的。"
    assert window(sentence, Span(15, 21), 100) == Span(0, len(sentence))
    at = sentence.index("5000")
    assert window(sentence, Span(at, at + 6), 15).of(sentence) == "第二句说献血5000毫升，"


@pytest.mark.parametrize(("before", "behind"), [(290, 20), (20, 290), (150, 150), (0, 300), (300, 0)])
def test_one_endless_clause_is_cut_around_the_focus_and_never_in_a_figure(before, behind):
    sentence = "啊" * before + "共5000毫升" + "1234567890" * (behind // 10)
    focus = Span(before + 1, before + 7)
    cut = window(sentence, focus, 100).of(sentence)
    assert "5000毫升" in cut
    assert count_letters(cut) <= 100
    assert cut.endswith(("毫升", "1234567890")) or behind == 0


def article(**fields: object) -> Article:
    return Article(**{"key": "k", "source": "s", "page": 1, "body": "第一句。第二句。", **fields})


def evidence(made: Article, start: int, end: int) -> Evidence:
    return Evidence(made, Span(start, end), 1, 1, 1, 1)


def test_the_same_sentence_is_cited_once():
    draft, made = Draft(), article()
    assert [draft.cite(evidence(made, 0, 4)), draft.cite(evidence(made, 4, 8)), draft.cite(evidence(made, 0, 4))] == [
        1,
        2,
        1,
    ]
    assert [c.quote for c in draft.citations] == ["第一句。", "第二句。"]


def test_a_quote_that_does_not_stand_there_is_refused():
    with pytest.raises(ValueError, match="offset"):
        Draft().quote(article(), "body", "第二句。", 0)


def test_shorts_are_joined_in_the_language_of_the_answer():
    draft = Draft(texts=["a[1]", "b[2]"], shorts=["1", "2", "1"])
    assert draft.answer("zh").short == "1；2"
    assert draft.answer("en").short == "1; 2"
    assert Draft(texts=["a[1]"]).answer("zh").short is None
    assert not draft.answer("zh").ai_generated


def test_a_report_without_a_byline_has_no_author(county):
    assert compose_byline(county.query("x"), [evidence(article(), 0, 4)]) is None


REPORTER = {"byline": (Byline("沈知远", "记者"),), "byline_text": "（记者 沈知远）"}
BOTH = {"byline": (Byline("沈知远", "记者"),), "byline_text": "记者 沈知远 摄影报道"}
WRITER = {"byline": (Byline("沈知远", "本报记者"), Byline("陆青禾", "摄")), "byline_text": "本报记者 沈知远 陆青禾摄"}
SECTION = {"captions": (Caption("本栏图片由纪云舒摄", "纪云舒"),)}
TWO = {"captions": (Caption("花开了。", "纪云舒"), Caption("图为河滩。"), Caption("人来了。", "陆青禾 纪云舒"))}


@pytest.mark.parametrize(
    ("fields", "short", "where", "quote"),
    [
        (REPORTER | SECTION, "纪云舒", "caption", "本栏图片由纪云舒摄"),
        (TWO, "纪云舒、陆青禾", "caption", "花开了。 纪云舒 人来了。 陆青禾 纪云舒"),
        (WRITER, "陆青禾", "byline", "本报记者 沈知远 陆青禾摄"),
        (BOTH, "沈知远", "byline", "记者 沈知远 摄影报道"),
    ],
)
@pytest.mark.parametrize("asked", ["这组照片是谁拍的？", "《x》的配图由谁摄影？", "Who took the photos?"])
def test_who_took_the_photos_is_read_from_the_captions_first(county, fields, short, where, quote, asked):
    draft = compose_byline(county.query("献血"), [evidence(article(**fields), 0, 4)], asked)
    assert draft.shorts == [short]
    assert [(c.field, c.quote, c.start) for c in draft.citations] == [(where, quote, None)]
    assert check(draft.texts[0], draft.citations, draft.computed).dropped == ()


def test_a_reporter_is_not_taken_for_the_photographer(county):
    assert compose_byline(county.query("献血"), [evidence(article(**REPORTER), 0, 4)], "照片是谁拍的？") is None
    assert compose_byline(county.query("献血"), [evidence(article(**SECTION), 0, 4)], "是谁写的？") is None


@pytest.mark.parametrize(
    ("printed", "english", "value"),
    [
        ("20800毫升", "20,800 ml", "20800"),
        ("约3.6亿元", "about 360 million yuan", "360000000"),
        ("一千二百余人", "more than 1,200 people", "1200"),
        ("12.5%", "12.5%", "12.5"),
        ("三万株", "30,000 trees", "30000"),
        ("18—55周岁", "18–55 years old", "18"),
        ("五大", "5", "5"),
        ("没有数字", None, None),
    ],
)
def test_figures_in_english(printed, english, value):
    assert render_quantity(printed) == (None if english is None else (english, value))


def test_dates_names_and_quotes_in_english():
    assert render_date("6月18日", 2023) == "18 June 2023"
    assert render_date("2023年6月", None) == "June 2023"
    assert render_date("6月18日", None) is None
    assert render_date("以前", 2023) is None
    assert render_person("陈明、王建国") == "Chen Ming (陈明), Wang Jianguo (王建国)"
    assert quote_inline("通车了。") == "“通车了”"


def test_in_what_time_is_told_right_behind_who_won():
    sentence = "女子组冠军由雒知秋以1小时21分5秒获得，男子组冠军由骆承宇以1小时8分32秒获得。"
    article = Article(key="k", source="s", page=1, headline="长跑赛", body=sentence, published="2023-06-20")
    group = [Evidence(article, Span(0, len(sentence)), 1.0, 1.0, 1.0, 1.0)]
    question = "Who won the men's race and in what time?"
    terms = (Term("men", 5.0, (("男子", 1.0),)), Term("won", 5.0, (("冠军", 1.0),)))
    said = find_said(Query(question, "en", terms, np.zeros(2, np.float32)), understand(question, "en"), group)
    assert [one.fact.value for one in said if one.fact] == ["骆承宇", "1小时8分32秒"]
