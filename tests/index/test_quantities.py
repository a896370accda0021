import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from cn2an import an2cn
from hypothesis import given, settings
from hypothesis import strategies as st

from index.compounds import split_compound
from index.quantities import find_amounts, find_quantities

CASES = json.loads((Path(__file__).parent.parent / "cases" / "quantities.json").read_text(encoding="utf-8"))
SIGNS = "0123456789,.，:：%-一二三十百千万亿零两半几数上约近余多第年月日号人名个元毫升ml km²分之至到 第周a dozen half"


@pytest.mark.parametrize(("text", "dimension", "amount", "kind", "low", "high"), CASES["amounts"])
def test_an_amount_is_read_with_its_bounds(text, dimension, amount, kind, low, high):
    (found,) = find_amounts(text)
    bounds = [None if bound is None else Fraction(bound) for bound in (low, high)]
    assert (found.dimension, found.amount, found.kind.value) == (dimension, Fraction(amount), kind)
    assert [found.low, found.high] == bounds


@pytest.mark.parametrize("text", CASES["none"])
def test_what_only_looks_like_an_amount_is_none(text):
    assert find_amounts(text) == ()


@pytest.mark.parametrize("forms", CASES["equal"])
def test_equal_amounts_have_one_token(forms):
    assert len({find_amounts(form)[0].token for form in forms}) == 1


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 99_999_999), st.sampled_from(["人", "户", "元", "米"]))
def test_a_number_is_the_same_quantity_in_every_form(n, unit):
    forms = {str(n), f"{n:,}", an2cn(str(n)), str(n).translate(str.maketrans("0123456789", "０１２３４５６７８９"))}
    if n % 100 == 0:
        forms.add(f"{n / 10_000:.6f}".rstrip("0").rstrip(".") + "万")
    for form in forms:
        found = list(find_quantities(f"据统计有{form}{unit}，已经登记"))
        assert [(q.value, q.unit, q.role) for q in found] == [(n, unit, "amount")], form


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 10**7))
def test_a_volume_is_the_same_in_litres_and_millilitres(n):
    litres = format((Decimal(n) / 1000).normalize(), "f")
    token = f"q:volume:{(Decimal(n) / 10**6).normalize():f}"
    assert find_amounts(f"献血{n}毫升")[0].token == find_amounts(f"献血{litres}升")[0].token == token


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=60) | st.text(alphabet=SIGNS, max_size=40))
def test_any_text_can_be_searched_and_spans_hold(text):
    end = 0
    for quantity in find_quantities(text):
        assert quantity.span.of(text) == quantity.text
        assert quantity.span.start >= end
        end = quantity.span.end
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
    for quantity in find_amounts(text):
        assert quantity.span.of(text) == quantity.text
        assert quantity.role not in ("date", "identifier")
        assert quantity.token.startswith("q:")


@pytest.mark.parametrize(
    ("text", "value", "unit", "approximate"),
    [
        ("献血总量14600毫升", 14600, "毫升", ""),
        ("约５０００ml", 5000, "ml", "约"),
        ("一千二百余人参加", 1200, "人", "余"),
        ("近3.6亿元", 360_000_000, "元", "近"),
        ("接待游客1.2万人次", 12000, "人次", ""),
        ("5,000ml", 5000, "ml", ""),
        ("一万二千人上山", 12000, "人", ""),
        ("三万余株", 30000, "株", "余"),
        ("签约200户", 200, "户", ""),
        ("附近300米", 300, "米", ""),
        ("2部门联合3部手机", 3, "部", ""),
    ],
)
def test_a_quantity_keeps_its_printed_form(text, value, unit, approximate):
    found = [(q.value, q.unit, q.approximate) for q in find_quantities(text) if q.unit]
    assert found == [(value, unit, approximate)]


def test_the_same_text_holds_several_quantities():
    found = find_amounts("3月5日，212名志愿者在8个点种下约1200棵树，总面积30亩，比去年多3成。")
    assert [q.text for q in found] == ["212名", "8个", "1200棵", "30亩", "3成"]


def test_units_convert_only_within_their_measure():
    visits, people = next(find_quantities("300人次")), next(find_quantities("300人"))
    assert visits.measure != people.measure


def test_an_article_is_known_from_a_number():
    assert [q.indefinite for q in find_amounts("一位老人和1位老人，一万名学生，一升水")] == [True, False, False, False]


def test_a_sum_is_known_by_the_words_before_it():
    found = list(find_quantities("首日献血200毫升，活动累计献血5000毫升"))
    assert [q.total for q in found] == [False, True]


@pytest.mark.parametrize("text", ["大家一起唱歌", "十分高兴", "红十字会", "千方百计"])
def test_numerals_inside_words_are_no_quantities(text):
    assert list(find_quantities(text)) == []


def test_corners_are_no_money():
    assert "money" not in [one.measure for one in find_quantities("一座八角亭、一枚五角星")]
    assert not [one for one in find_quantities("村口新修的八角亭") if one.measure == "money"]
    assert [one.measure for one in find_quantities("每斤三元五角，另收五角钱")][-1] == "money"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1小时06分48秒", ["1小时", "6分钟", "48秒"]),
        ("三年零两个月", ["3年", "2个月"]),
        ("48秒", []),
        ("上午9时30分", []),
    ],
)
def test_a_compound_is_told_part_by_part(text, parts):
    assert [f"{part.value}{part.unit}" for part in split_compound(text)] == parts


@pytest.mark.parametrize("text", ["rose from 120 to 150 households", "the 2022-2023 season", "call 0358-8221234"])
def test_a_change_a_season_and_a_telephone_are_no_range(text):
    assert all(amount.kind.value != "range" for amount in find_amounts(text))
