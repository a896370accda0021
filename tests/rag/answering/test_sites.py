"""A question about one community is not answered from another one's report."""

from __future__ import annotations

from datetime import date

import pytest

from index.records import Article
from rag.answering.answer import Ask
from rag.answering.sites import names_another_site
from rag.answers import Turn
from tests.fakes import archivist, take, write_records

BODY = "近日，柳东社区开展献血活动，12名党员参加。城西小学的老师也来了，县医院派出采血车。"


@pytest.mark.parametrize(
    ("question", "another"),
    [
        ("柳东社区有几名党员献血？", False),
        ("荷源社区有几名党员献血？", True),
        ("请问东关小学来了多少老师？", True),
        ("哪个社区开展了献血活动？", False),
        ("平安社区有几名党员献血？", True),
        ("平安村有多少党员？", False),  # no village is named there: the words alone decide
        ("老旧小区改造了多少？", False),
        ("柳冬社区有几名党员献血？", False),  # mistyped by its sound
        ("《荷源社区的春天》写了什么？", False),
        ("社区有几名党员献血？", False),
    ],
)
def test_whose_site_it_is(question, another):
    article = Article(key="a", source="a.txt", page=1, body=BODY, headline="党员献血暖人心")
    assert names_another_site(question, article) is another


def test_the_question_about_another_site_is_refused_also_as_a_follow_up(tmp_path):
    records = [{"id": "blood", "title": "党员献血暖人心", "date": "2023-03-07", "text": BODY}]
    take(tmp_path / "index", write_records(tmp_path / "news.jsonl", records))
    mine = archivist(tmp_path / "index")
    day, first = date(2024, 1, 1), "柳东社区有几名党员献血？"
    told = mine.answer(Ask(first, day))
    assert told.answer.short == "12名"
    assert mine.answer(Ask("荷源社区有几名党员献血？", day)).refusal
    history = (Turn("user", first), Turn("assistant", told.answer.text))
    follow = mine.answer(Ask("荷源社区呢？", day, history))
    assert follow.question.standalone == "荷源社区有几名党员献血？"
    assert follow.refusal
