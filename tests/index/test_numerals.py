from decimal import Decimal

import pytest
from cn2an import an2cn
from hypothesis import given, settings
from hypothesis import strategies as st

from index.numerals import read_english, read_fraction, read_number


@settings(deadline=None)
@given(st.integers(0, 10**12))
def test_arabic_numbers_are_read_with_or_without_separators(n):
    assert read_number(str(n)) == n
    assert read_number(f"{n:,}") == n


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 999_999_999_999))
def test_chinese_numerals_are_read(n):
    assert read_number(an2cn(str(n))) == n


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("〇", 0), ("两百", 200), ("二〇二三", 2023), ("三点五", Decimal("3.5")), ("12.5", Decimal("12.5")),
        ("一百零五", 105), ("一百五", 150), ("一万二千", 12000), ("两万五千", 25000), ("三万", 30000),
        ("一亿三千万", 130_000_000), ("两千三", 2300), ("三万五", 35000), ("三万零五", 30005), ("廿三", 23), ("卅", 30),
        ("壹佰贰拾叁", 123), ("三点五万", 35000), ("1.2万", 12000), ("3万5千", 35000), ("1亿3000万", 130_000_000),
        ("1.2万亿", 1_200_000_000_000), ("３０", 30),
    ],
)  # fmt: skip
def test_numerals(numeral, value):
    assert read_number(numeral) == value


@pytest.mark.parametrize(
    "text", ["", "人", "NaN", "Infinity", "1e5", "1_000", "甲乙", "点", "-", "万万", "百千", "一二十三", "十点"]
)
def test_what_is_no_numeral_has_no_value(text):
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("one hundred and five", 105), ("a dozen", 12), ("two dozen", 24), ("1.3 million", 1_300_000), ("3k", 3000),
     ("twenty-three", 23), ("two thousand and twenty-three", 2023), ("5,000", 5000), ("a hundred thousand", 100_000)],
)  # fmt: skip
def test_english_numerals(numeral, value):
    assert read_english(numeral) == value


@pytest.mark.parametrize("text", ["", "people", "1.2.3", "five apples"])
def test_what_is_no_english_numeral_has_no_value(text):
    assert read_english(text) is None


@given(st.text(alphabet="0123456789.,一二三十百千万亿点零廿半", max_size=40))
def test_any_run_of_signs_is_read_or_not(text):
    value = read_fraction(text)
    assert value is None or value >= 0
