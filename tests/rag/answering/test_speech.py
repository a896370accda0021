"""What somebody said is answered with his words, what happened on a day with the reports of it."""

from __future__ import annotations

from datetime import date

import pytest

from rag.answering.answer import Ask
from rag.answers import Turn
from tests.fakes import archivist, take, write_records

NEWS = [
    {"id": "blood", "title": "梨亭县开展献血活动", "date": "2023-03-07",
     "text": "为弘扬奉献精神，3月5日，梨亭县红十字会在霁河广场开展献血活动，共献血5200毫升。县医院院长宗怀璟带头献血，"
     "他说：“献血是本分。我年年都来。”卖豆腐的谷大川收了摊就来。“豆腐明天还能做，血可等不得。”谷大川笑着说。"},
    {"id": "school", "title": "实验小学开展消防演练", "date": "2023-03-07",
     "text": "3月5日上午，梨亭县实验小学开展消防演练，全校1200名师生参加。校长向晚晴表示，学校每学期都要组织两次演练。"
     "六年级学生桑晓禾说：“警报一响，我一点也不慌。”"},
    {"id": "road", "title": "环城路通车", "date": "2023-04-02",
     "text": "4月1日，梨亭县环城路通车。县交通局局长路远峤介绍，路长12公里。局长路远峤说：“以后进城只要十分钟。”"},
    {"id": "open", "title": "梨亭县新馆开门", "date": "2022-03-06",
     "text": "3月5日，梨亭县图书馆新馆开门。馆长简知秋说：“欢迎大家来看书。”"},
]  # fmt: skip


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    """Replies of a small archive, by the fake embedder."""
    place = tmp_path_factory.mktemp("speech")
    take(place / "index", write_records(place / "news.jsonl", NEWS))
    mine = archivist(place / "index")
    return lambda question, history=(): mine.answer(Ask(question, date(2024, 1, 1), history))


@pytest.mark.parametrize(
    ("question", "said", "not_said"),
    [
        ("谷大川说了什么？", "血可等不得", "本分"),
        ("献血活动上谷大川怎么说？", "血可等不得", "本分"),
        ("宗怀璟在献血活动上说了什么？", "献血是本分。", "豆腐"),
        ("县医院院长说了什么？", "我年年都来", "豆腐"),
        ("向晚晴表示什么？", "每学期都要组织两次演练", "警报"),
        ("参加演练的学生桑晓禾有什么感受？", "一点也不慌", "每学期"),
        ("路远峤说了什么？", "只要十分钟", "通车。"),
    ],
)
def test_the_words_of_the_one_asked_about(ask, question, said, not_said):
    answer = ask(question).answer
    assert said in answer.text
    assert not_said not in answer.text


def test_short_words_are_the_short_answer_and_each_sentence_is_cited(ask):
    reply = ask("桑晓禾说了什么？")
    assert reply.answer.short == "警报一响，我一点也不慌。"
    assert [citation.quote for citation in reply.citations] == ["六年级学生桑晓禾说：“警报一响，我一点也不慌。”"]


def test_one_who_does_not_speak_is_given_no_words(ask):
    reply = ask("冷松涛说了什么？")
    assert reply.answer is None or "冷松涛" not in reply.answer.text


def test_one_whose_words_another_report_gives_is_not_answered_from_the_last_one(ask):
    history = (Turn("user", "2023年3月5日实验小学消防演练有多少人参加？"), Turn("assistant", "1200名[1]"))
    answer = ask("谷大川说了什么？", history).answer
    assert answer is None or "豆腐" in answer.text


def test_what_happened_on_a_day_is_told_for_each_year_newest_first(ask):
    reply = ask("3月5日发生了什么？")
    lines = reply.answer.text.split("\n")
    assert {c.headline for c in reply.citations} == {"梨亭县开展献血活动", "实验小学开展消防演练", "梨亭县新馆开门"}
    assert "新馆" in lines[-1]
    assert any("：3月5日，梨亭县红十字会在霁河广场开展献血活动" in line for line in lines)
    assert [asked.days.first.year for asked in reply.question.dates] == [2023, 2022]


@pytest.mark.parametrize(
    ("question", "headlines"),
    [
        ("2023年3月5日有什么新闻？", {"梨亭县开展献血活动", "实验小学开展消防演练"}),
        ("2023年3月5日霁河广场有什么活动？", {"梨亭县开展献血活动"}),
        ("最近有什么新闻？", {"环城路通车"}),
        ("What happened on 1 April 2023?", {"环城路通车"}),
        ("Which events took place between 1 and 3 April 2023?", {"环城路通车"}),
        ("2023年学雷锋日发生了什么？", {"梨亭县开展献血活动", "实验小学开展消防演练"}),
    ],
)
def test_what_happened_where_and_lately(ask, question, headlines):
    assert {citation.headline for citation in ask(question).citations} == headlines


def test_a_day_of_which_nothing_is_reported_is_refused(ask):
    assert ask("2023年3月20日发生了什么？").refusal.kind == "not_reported"
