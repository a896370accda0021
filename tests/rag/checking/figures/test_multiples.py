"""How many times the one is the other, shares out of so many, and whose a body is."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rag.checking.claim.parts import take_apart
from rag.checking.claim.small_counts import find_said_shares
from rag.checking.figures.multiples import told_times
from rag.checking.wording.spots import spots


@pytest.mark.parametrize(
    ("claim", "times"),
    [
        ("一等奖的名额是二等奖的一半。", Fraction(1, 2)),
        ("三等奖的名额是一等奖的三倍。", Fraction(3)),
        ("银奖比金奖多一倍。", Fraction(2)),
        ("甲村的户数是乙村的三分之一。", Fraction(1, 3)),
        ("There are half as many first prizes as second prizes.", Fraction(1, 2)),
        ("一等奖有三名。", None),
    ],
)
def test_how_many_times_the_one_is_the_other(claim, times):
    told = told_times(claim)
    assert (told[0] if told else None) == times


@pytest.mark.parametrize(
    ("text", "share"),
    [("Nineteen out of twenty quarrels end there.", 95), ("十户里有三户装了新水表。", 30), ("1 in 2024", None)],
)
def test_so_many_out_of_so_many_is_a_share(text, share):
    found = [q.amount for q in find_said_shares(text)]
    assert found == ([] if share is None else [Fraction(share)])


def test_another_body_of_the_sort_is_not_the_claimed_one():
    text = "各党支部书记发言，沙梁小区党支部书记讲了送饭的故事。"
    body = next(p for p in take_apart("送饭的是柳湾小区党支部书记。") if p.kind == "body")
    assert not spots(body, text)
    assert spots(body, "柳湾小区党支部书记讲了送饭的故事。")


def test_bodies_of_two_levels_are_named_one_by_one():
    pieces = take_apart("由市、区两级红十字会和市中心血站开展。")
    assert any(p.kind == "body" and p.text == "红十字会" for p in pieces)
    assert not any(p.kind == "figure" for p in pieces)
