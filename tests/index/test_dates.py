import json
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import find_dates

CASES = json.loads((Path(__file__).parent.parent / "cases" / "dates.json").read_text(encoding="utf-8"))
MODERN = st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1))
ANCHOR = date(2023, 3, 10)  # a Friday


@pytest.mark.parametrize(("text", "kind", "iso"), CASES)
def test_a_date_is_found_whole_and_resolved(text, kind, iso):
    (found,) = find_dates(text)
    days = found.resolve(ANCHOR)
    assert (found.text, found.kind, days.iso if days else None) == (text, kind, iso)


@pytest.mark.parametrize(
    "text",
    [
        "拨打电话13512340000", "根据第20条规定", "上午18:00开会", "58岁的他", "树高3.5米", "20余名群众", "60年来",
        "沿209国道", "18—55周岁", "5日内办结", "八一路小学", "一五一十地说", "3个月", "you may go", "march on",
        "共有1200人", "占比3.5%", "第3版",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_date_is_left(text):
    assert find_dates(text) == ()


def test_a_yearless_date_has_days_in_any_year_but_29_february_only_in_leap_years():
    (day,) = find_dates("2月29日")
    assert day.in_year(2023) is None
    assert day.in_year(2024).iso == "2024-02-29"
    assert find_dates("昨天")[0].in_year(2023) is None


def test_a_date_within_a_sentence_carries_its_place():
    text = "记者获悉，截至6月30日，全县共种树三万棵；去年同期为两万棵。"
    first, second = find_dates(text)
    assert (first.text, second.text) == ("6月30日", "去年")
    assert first.span.of(text) == first.text


def test_the_day_of_saint_lei_feng_with_a_dot_is_a_date_only_before_its_name():
    assert [m.text for m in find_dates("开展3·5学雷锋活动")] == ["3·5"]
    assert find_dates("圆周率约为3·14") == ()


@given(MODERN, MODERN)
def test_a_yearless_day_is_the_latest_one_not_far_ahead(day, anchor):
    (found,) = find_dates(f"{day.month}月{day.day}日")
    days = found.resolve(anchor)
    assert (days.first.month, days.first.day) == (day.month, day.day)
    assert days.first <= anchor + timedelta(days=15)
    assert (days.first.month, days.first.day) == (2, 29) or days.first > anchor - timedelta(days=352)


@given(st.dates(), st.dates())
def test_every_full_date_is_read_back(day, anchor):
    if day.year >= 1900 and day.year < 2100:
        (found,) = find_dates(f"{day.year}年{day.month}月{day.day}日")
        assert found.resolve(anchor).iso == day.isoformat()


@given(st.text(alphabet="0123456789年月日至上下本周一二三十去今 -/.March", max_size=80), st.dates())
def test_any_text_gives_ordered_mentions_that_resolve_or_not(text, anchor):
    end = 0
    for mention in find_dates(text):
        assert mention.span.start >= end
        assert mention.span.of(text) == mention.text
        end = mention.span.end
        mention.resolve(anchor)
        mention.in_year(2023)


def test_long_texts_take_linear_time():
    started = time.process_time()
    for text in ("1 " * 100_000, "一" * 200_000, "3月5日至" * 40_000, "in " * 50_000):
        find_dates(text)
    assert time.process_time() - started < 10  # about one second on a quiet core
