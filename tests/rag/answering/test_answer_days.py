"""Dates without a year, relative ones and those of an older archive, from the question to the reply."""

from __future__ import annotations

from datetime import date

from index.records import Days
from tests.rag.answering.promises import hold


def test_a_day_without_a_year_is_answered_for_every_year_newest_first(county, ask):
    reply = ask("3月5日的献血活动献血总量多少毫升？")
    hold(county.store, reply)
    assert reply.answer.short == "20800毫升；14600毫升"
    assert [c.published for c in reply.citations] == ["2023-03-06", "2022-03-07"]
    assert [d.days.iso for d in reply.question.dates] == ["2023-03-05", "2022-03-05"]


def test_a_refusal_for_a_day_names_the_days_that_are_held(ask):
    message = ask("昨天的献血活动有多少人？").refusal.message
    assert "2024年1月14日" in message
    assert "2022年3月至2023年11月" in message


def test_relative_days_count_from_the_asker_s_day(ask):
    reply = ask("昨天的大桥通车仪式谁出席了？", now=date(2023, 6, 19))
    assert reply.question.dates[0].days == Days.parse("2023-06-18")
    assert reply.refusal is None or reply.refusal.kind == "figure_absent"
    assert ask("昨天白鹭大桥通车了吗？", now=date(2023, 6, 19)).answer is not None


def test_this_year_of_an_older_archive_is_its_newest_and_the_answer_says_so(county, ask):
    reply = ask("今年的学雷锋献血活动献血总量多少毫升？", now=date(2026, 1, 15))
    hold(county.store, reply)
    assert reply.answer.short == "20800毫升"
    assert "所问的“今年”按报道刊出的2023年3月6日算" in reply.answer.text
    assert [(d.days.iso, d.basis) for d in reply.question.dates] == [("2023-01-01/2023-12-31", "from_archive")]


def test_only_the_readings_that_were_answered_are_shown(ask):
    reply = ask("3月5日献血活动共献血多少？")
    assert reply.answer is not None
    shown = {one.days.first.year for one in reply.question.dates}
    cited = {int(citation.published[:4]) for citation in reply.citations if citation.published}
    assert shown == cited
