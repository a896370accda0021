from decimal import Decimal

import pytest
from cn2an import an2cn
from hypothesis import given, settings
from hypothesis import strategies as st

from index.quantities import find_quantities, read_number


@settings(deadline=None)
@given(st.integers(0, 10**12))
def test_arabic_numbers_are_read_with_or_without_separators(n):
    assert read_number(str(n)) == n
    assert read_number(f"{n:,}") == n


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 99_999_999))
def test_chinese_numerals_are_read(n):
    assert read_number(an2cn(str(n))) == n


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 99_999_999), st.sampled_from(["人", "户", "元", "米"]))
def test_a_chinese_numeral_in_a_sentence_is_one_quantity(n, unit):
    found = list(find_quantities(f"据统计有{an2cn(str(n))}{unit}，已经登记"))
    assert [(q.value, q.unit) for q in found] == [(n, unit)]


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_searched_and_spans_hold(text):
    for quantity in find_quantities(text):
        assert quantity.span.of(text) == quantity.text


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("〇", 0), ("两百", 200), ("二〇二三", 2023), ("三点五", Decimal("3.5")), ("12.5", Decimal("12.5")),
     ("一百零五", 105), ("一万二千", 12000), ("两万五千", 25000), ("三万", 30000), ("一亿三千万", 130_000_000)],
)  # fmt: skip
def test_numerals(numeral, value):
    assert read_number(numeral) == value


@pytest.mark.parametrize("text", ["", "人", "NaN", "Infinity", "1e5", "1_000", "甲乙", "点", "-"])
def test_what_is_no_numeral_has_no_value(text):
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "value", "unit", "approximate"),
    [
        ("献血总量14600毫升", 14600, "毫升", ""),
        ("约５０００ml", 5000, "ml", "约"),
        ("一千二百余人参加", 1200, "人", "余"),
        ("近3.6亿元", 360_000_000, "元", "近"),
        ("接待游客1.2万人次", 12000, "人次", ""),
        ("增长12.5%", Decimal("12.5"), "%", ""),
        ("5,000ml", 5000, "ml", ""),
        ("一万二千人上山", 12000, "人", ""),
        ("三万余株", 30000, "株", "余"),
    ],
)
def test_quantities(text, value, unit, approximate):
    found = list(find_quantities(text))
    assert [(q.value, q.unit, q.approximate) for q in found] == [(value, unit, approximate)]


def test_units_convert_only_within_their_measure():
    litres, millilitres = next(find_quantities("5升")), next(find_quantities("5000ml"))
    assert litres.base == millilitres.base
    assert litres.measure == millilitres.measure == "volume"
    visits, people = next(find_quantities("300人次")), next(find_quantities("300人"))
    assert visits.measure != people.measure


def test_a_sum_is_known_by_the_words_before_it():
    found = list(find_quantities("首日献血200毫升，活动累计献血5000毫升"))
    assert [q.total for q in found] == [False, True]


@pytest.mark.parametrize("text", ["大家一起唱歌", "十分高兴", "红十字会", "千方百计"])
def test_numerals_inside_words_are_no_quantities(text):
    assert list(find_quantities(text)) == []
