import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.agreement import Agreement, compare
from index.quantities import find_amounts

CASES = json.loads((Path(__file__).parent.parent / "cases" / "quantities.json").read_text(encoding="utf-8"))


def agreement(claimed, reported):
    return compare(find_amounts(claimed)[0], find_amounts(reported)[0]).agreement


@pytest.mark.parametrize(("claimed", "reported", "expected"), CASES["compare"])
def test_a_claimed_and_a_reported_quantity_are_compared(claimed, reported, expected):
    assert agreement(claimed, reported) == expected


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_two_exact_whole_numbers_agree_only_if_they_are_the_same(one, other):
    assert (agreement(f"{one}人", f"{other}人") is Agreement.EQUAL) == (one == other)
    assert compare(*(find_amounts(f"{n}人")[0] for n in (one, other))).agrees == (one == other)


@given(
    st.integers(1, 10**6),
    st.sampled_from(["约{}人", "近{}人", "超过{}人", "{}余人", "至少{}人", "不足{}人", "{}人左右"]),
)
def test_every_quantity_equals_itself(n, form):
    assert agreement(form.format(n), form.format(n)) is Agreement.EQUAL
