from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Days
from rag.questions.asked_dates import ARCHIVE_YEARS, FROM_ARCHIVE, FROM_TODAY, STATED, ask_dates, beyond, read_back

NOW = date(2024, 1, 15)
SPAN = Days(date(2022, 3, 7), date(2023, 11, 22))


def asked(question, span=SPAN, now=NOW):
    return [(d.days.iso, d.basis) for d in ask_dates(question, now, span)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("2023年3月5日的活动", [("2023-03-05", STATED)]),
        ("2023年3月的活动", [("2023-03-01/2023-03-31", STATED)]),
        ("2022年的活动", [("2022-01-01/2022-12-31", STATED)]),
        ("the drive on 5 March 2023", [("2023-03-05", STATED)]),
        ("昨天的活动", [("2024-01-14", FROM_TODAY)]),
        ("去年3月5日的活动", [("2023-03-05", FROM_TODAY)]),
        ("what happened yesterday", [("2024-01-14", FROM_TODAY)]),
        ("有多少人参加活动", []),
        ("2023年2月30日的活动", []),
    ],
)
def test_dates_that_say_their_year(question, expected):
    assert asked(question) == expected


@pytest.mark.parametrize("question", ["3月5日的活动", "the drive on 5 March", "the drive on March 5th"])
def test_a_date_without_a_year_means_every_year_of_the_archive_newest_first(question):
    days = asked(question)
    assert [d for d, _ in days] == ["2023-03-05", "2022-03-05", "2021-03-05"]
    assert {basis for _, basis in days} == {ARCHIVE_YEARS}


def test_29_february_means_only_leap_years():
    span = Days(date(2021, 1, 1), date(2024, 12, 31))
    assert [d for d, _ in asked("2月29日的活动", span)] == ["2024-02-29", "2020-02-29"]


def test_without_a_dated_archive_a_date_without_a_year_is_of_this_year():
    assert asked("3月5日的活动", None) == [("2024-03-05", ARCHIVE_YEARS)]


def test_relative_words_count_from_now_and_never_from_the_archive():
    for now in (date(2020, 1, 1), date(2030, 12, 31)):
        assert asked("昨天的活动", now=now) == [((now - timedelta(days=1)).isoformat(), FROM_TODAY)]


@given(st.dates(date(2015, 1, 1), date(2030, 1, 1)))
def test_beyond_means_more_than_a_month_before_the_first_or_after_the_last_issue(day):
    outside = day < SPAN.first - timedelta(days=31) or day > SPAN.last
    assert beyond(Days(day, day), SPAN) == outside


def test_a_feast_without_a_year_is_a_hint_and_no_condition() -> None:
    span = Days(date(2022, 1, 1), date(2023, 12, 31))
    asked = ask_dates("儿童节那天有什么活动？", date(2024, 1, 1), span)
    assert {one.basis for one in asked} == {"occasion"}
    assert date(2023, 6, 1) in {one.days.first for one in asked}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("今年献血多少人？", ["2023-01-01/2023-12-31", "2022-01-01/2022-12-31"]),
        ("截至5日献血多少人？", ["2023-03-05", "2022-03-05"]),
        ("昨天献血多少人？", []),  # a single day named from today is no other day
        ("2031年献血多少人？", []),
        ("去年献血多少人？", []),  # 2023: within the archive
    ],
)
def test_what_comes_after_the_archive_is_read_from_its_own_days_newest_first(question, expected):
    printed = [date(2022, 3, 7), date(2023, 3, 6), date(2022, 3, 7)]
    readings = read_back(question, ask_dates(question, NOW, SPAN), SPAN, printed)
    assert [[one.days.iso for one in reading] for reading in readings] == [[days] for days in expected]
    assert all(one.basis == FROM_ARCHIVE for reading in readings for one in reading)
