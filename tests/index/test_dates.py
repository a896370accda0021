import json
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import find_dates, find_edge, resolve_dates

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
        "共有1200人", "占比3.5%", "第3版", "政治清明", "全国庆祝", "上年末",
        "《清明上河图》", "重阳镇", "端午路", "腊八粥", "吃元宵",
        "小年轻", "一年级", "二十一世纪", "半年", "新春", "在春天里", "中心", "正在", "大雪纷飞", "记者", "冬至村",
        "30年如一日", "10年3个月",
        "how many of the 2051 lamps are lit", "a total of 2020 trees", "all of the 1950 seats",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_date_is_left(text):
    assert find_dates(text) == ()


def test_a_yearless_date_has_days_in_any_year_but_29_february_only_in_leap_years():
    (day,) = find_dates("2月29日")
    assert day.in_year(2023) is None
    assert day.in_year(2024).iso == "2024-02-29"
    assert find_dates("昨天")[0].in_year(2023) is None


@pytest.mark.parametrize(
    ("feast", "iso"),
    [
        ("春节", "2023-01-22"), ("除夕", "2023-01-21"), ("清明节", "2023-04-05"), ("端午节", "2023-06-22"),
        ("中秋节", "2023-09-29"), ("重阳节", "2023-10-23"), ("腊八", "2022-12-30"), ("冬至", "2023-12-22"),
        ("闰二月初一", "2023-03-22"),
    ],
)  # fmt: skip
def test_a_feast_that_moves_has_its_day_in_any_year(feast, iso):
    (found,) = find_dates(feast)
    assert found.has_day
    assert found.in_year(2023).iso == iso


@pytest.mark.parametrize(
    ("text", "occasion"),
    [
        ("春节", True),
        ("七一", True),
        ("去年国庆", True),
        ("last Spring Festival", True),
        ("正月初三", False),
        ("3月5日", False),
    ],
)
def test_a_feast_may_be_what_a_text_is_about_rather_than_when(text, occasion):
    assert find_dates(text)[0].occasion == occasion


def test_a_leap_month_is_only_in_years_that_have_it():
    assert find_dates("闰二月初一")[0].in_year(2024) is None


@given(
    MODERN,
    st.sampled_from(
        ["春节", "除夕", "清明节", "端午节", "中秋节", "重阳节", "腊八节", "正月初三", "last Spring Festival"]
    ),
)
def test_a_feast_is_the_latest_one_not_far_ahead(anchor, feast):
    days = find_dates(feast)[0].resolve(anchor)
    assert timedelta(days=-386) < days.first - anchor <= timedelta(days=15)


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


@given(
    st.text(alphabet="0123456789年月日至上下本周一二三十去今春节除夕农历正腊闰初廿世纪代半底 -/.’March", max_size=80),
    st.dates(),
)
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
    for text in (
        "1 " * 100_000,
        "一" * 200_000,
        "3月5日至" * 40_000,
        "in " * 50_000,
        "年初农历正月" * 30_000,
        "2023年" * 50_000,
    ):
        find_dates(text)
    assert time.process_time() - started < 10  # about one second on a quiet core


def test_a_linked_day_counts_from_the_date_before_it():
    found = find_dates("3月5日开赛，次日下雨，当天停赛；7日重开，前一天补课。")
    days = [one.iso if one else None for one in resolve_dates(found, ANCHOR)]
    assert days == ["2023-03-05", "2023-03-06", "2023-03-06", "2023-03-07", "2023-03-06"]
    assert resolve_dates(find_dates("次日下雨。"), ANCHOR) == [None]


@pytest.mark.parametrize(
    ("text", "edge"),
    [
        ("截至6月30日", "until"), ("报名到6月30日止", "until"), ("自3月5日起", "from"), ("3月5日以来", "from"),
        ("3月5日举行", ""), ("since March 2023", "from"), ("since 2020", "from"), ("on 5 March 2023", ""),
        ("by 30 June 2023", "until"),
    ],
)  # fmt: skip
def test_the_end_of_a_stretch_that_a_date_names(text, edge):
    assert find_edge(text, find_dates(text)[0]) == edge


@given(MODERN, st.integers(0, 40))
def test_a_range_holds_its_ends_and_all_between(first, length):
    last = first + timedelta(days=length)
    forms = [f"{first.year}年{first.month}月{first.day}日至{last.year}年{last.month}月{last.day}日"]
    if first.month == last.month and length:
        forms += [
            f"{first.year}年{first.month}月{first.day}{sign}{last.day}日" for sign in ("日至", "至", "-", "—", "日、")
        ]
    for form in forms:
        (found,) = find_dates(form)
        days = found.resolve(ANCHOR)
        assert (days.first, days.last) == (first, last), form


@given(MODERN, st.integers(1, 60))
def test_days_ago_and_days_later_are_opposite(day, n):
    ago, later = find_dates(f"{n}天前")[0].resolve(day), find_dates(f"{n}天后")[0].resolve(day)
    assert (day - ago.first).days == (later.first - day).days == n


@given(MODERN)
def test_the_quarters_before_and_after_follow_this_one(day):
    last, this, coming = (find_dates(word)[0].resolve(day) for word in ("上季度", "本季度", "下季度"))
    assert last.last + timedelta(days=1) == this.first <= day <= this.last == coming.first - timedelta(days=1)


def test_two_dates_with_years_of_their_own_are_two():
    assert [m.text for m in find_dates("2022年3月5日和2023年3月5日")] == ["2022年3月5日", "2023年3月5日"]
    assert [m.text for m in find_dates("2022年3月5日至2023年3月5日")] == ["2022年3月5日至2023年3月5日"]
