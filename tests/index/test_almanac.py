from datetime import date, timedelta

import pytest

from index.almanac import MOVABLE, lunar_days, movable_day

NEW_YEARS = {2000: (2, 5), 2020: (1, 25), 2022: (2, 1), 2023: (1, 22), 2024: (2, 10), 2026: (2, 17), 2033: (1, 31)}


@pytest.mark.parametrize("year", NEW_YEARS)
def test_the_lunar_year_begins_as_printed_calendars_say_and_its_eve_is_the_day_before(year):
    first = date(year, *NEW_YEARS[year])
    assert lunar_days(year, 1, 1).first == first
    assert lunar_days(year, 12, 30).first == first - timedelta(days=1)


@pytest.mark.parametrize("year", range(1950, 2060))
def test_months_follow_each_other_without_a_gap(year):
    leap = [month for month in range(-12, 0) if month != -12 and lunar_days(year, month)]
    assert len(leap) <= 1
    for month in range(1, 11):
        after = -month if -month in leap else month + 1
        assert lunar_days(year, after).first == lunar_days(year, month).last + timedelta(days=1)
        assert lunar_days(year, month).last - lunar_days(year, month).first in (timedelta(days=28), timedelta(days=29))


def test_a_day_that_a_month_lacks_is_none_but_for_new_years_eve():
    assert lunar_days(2023, -2, 30) is None
    assert lunar_days(2024, -2, 1) is None
    assert lunar_days(2022, 12, 30).iso == "2022-01-31"  # a twelfth month of 29 days
    assert lunar_days(1, 1, 1) is None


@pytest.mark.parametrize("name", sorted(MOVABLE))
def test_a_movable_day_lies_in_its_year_and_hardly_moves(name):
    days = [movable_day(year, name).first for year in range(1980, 2060)]
    assert [day.year for day in days] == list(range(1980, 2060))
    assert max(day.timetuple().tm_yday for day in days) - min(day.timetuple().tm_yday for day in days) <= 8


def test_mothers_day_is_the_second_sunday_of_may():
    assert movable_day(2023, "母亲节").iso == "2023-05-14"
    assert movable_day(2024, "清明").iso == "2024-04-04"
