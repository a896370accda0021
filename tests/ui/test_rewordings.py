"""A question put again for other years: the words change, what is asked does not."""

from datetime import date

import pytest

from index.records import Days
from rag.answers import AskedDate, Coverage
from ui.rewordings import reword_each, reword_without, reword_years, spell

HELD = Coverage(3, ("报",), (), (("2021-03", 1), ("2022-03", 1), ("2023-03", 1)), "2021-03-01", "2023-03-01", "1")


def asked(text: str, first: date, last: date | None = None, basis: str = "stated") -> AskedDate:
    return AskedDate(text, Days(first, last or first), basis)


@pytest.mark.parametrize(
    ("question", "date_asked", "nearest"),
    [
        ("3月5日献血多少？", asked("3月5日", date(2023, 3, 5), basis="archive_years"), "2022年3月5日献血多少？"),
        ("2023年3月献血多少？", asked("2023年3月", date(2023, 3, 1), date(2023, 3, 31)), "2022年3月献血多少？"),
        (
            "去年献血多少？",
            asked("去年", date(2023, 1, 1), date(2023, 12, 31), "from_today"),
            "2022年献血多少？",
        ),
        ("昨天献血多少？", asked("昨天", date(2023, 3, 5), basis="from_today"), "2022年3月5日献血多少？"),
        (
            "how much on 5 March?",
            asked("5 March", date(2023, 3, 5), basis="archive_years"),
            "how much on 5 March 2022?",
        ),
        (
            "how much last year?",
            asked("last year", date(2023, 1, 1), date(2023, 12, 31), "from_today"),
            "how much in 2022?",
        ),
    ],
)
def test_another_year(question, date_asked, nearest):
    found = reword_years(question, [date_asked], HELD)
    assert [year for year, _ in found] == [2022, 2021], "the nearest first, the year asked about not again"
    assert found[0].question == nearest


def test_what_was_answered_for_two_years_is_asked_for_either_and_then_for_others():
    both = [asked("3月5日", date(year, 3, 5), basis="archive_years") for year in (2023, 2022)]
    assert reword_each("3月5日献血多少？", both) == ((2023, "2023年3月5日献血多少？"), (2022, "2022年3月5日献血多少？"))
    assert [year for year, _ in reword_years("3月5日献血多少？", both, HELD)] == [2021]
    assert reword_each("3月5日献血多少？", both[:1]) == ()
    assert reword_each("有多少人？", both) == ()


def test_a_leap_day_moves_only_to_leap_years():
    held = Coverage(3, (), (), tuple((f"{y}-02", 1) for y in (2020, 2023, 2024)), None, None, "1")
    found = reword_years("昨天呢？", [asked("昨天", date(2024, 2, 29), basis="from_today")], held)
    assert found == ((2020, "2020年2月29日呢？"),)


def test_words_that_are_not_in_the_question_cannot_be_changed():
    day = asked("3月5日", date(2023, 3, 5))
    assert reword_years("有多少人？", [day], HELD) == ()
    assert reword_without("有多少人？", day) is None


@pytest.mark.parametrize(
    ("question", "text", "rest"),
    [
        ("3月5日的献血活动共献血多少？", "3月5日", "献血活动共献血多少？"),
        ("在3月5日当天，谁来了？", "3月5日", "谁来了？"),
        ("How much blood was given on 5 March?", "5 March", "How much blood was given?"),
        ("3月5日？", "3月5日", None),
    ],
)
def test_no_date_at_all(question, text, rest):
    assert reword_without(question, asked(text, date(2023, 3, 5))) == rest


def test_days_in_the_words_of_a_question():
    part = Days(date(2022, 3, 1), date(2022, 4, 2))
    assert spell(part, "zh") == "2022年3月1日至2022年4月2日"
    assert spell(part, "en") == "from 1 March 2022 to 2 April 2022"
    assert spell(Days(date(2022, 3, 1), date(2022, 3, 31)), "en") == "in March 2022"
