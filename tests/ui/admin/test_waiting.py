"""Waiting after wrong sign-ins (row D9)."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ui.admin.waiting import ALL_FREE, ALL_SPAN, FORGET, FREE, LONGEST, Waiting

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)


def test_each_wrong_one_more_doubles_the_wait_up_to_its_longest():
    waiting, waits = Waiting(), []
    for _ in range(FREE + 14):
        waiting.count("a", NOON)
        waits.append(waiting.seconds("a", NOON))
    assert waits[: FREE - 1] == [0] * (FREE - 1)
    assert waits[FREE - 1 : FREE + 3] == [1, 2, 4, 8]
    assert waits[-1] == LONGEST.total_seconds()
    assert waiting.seconds("b", NOON) == 0


def test_a_right_one_or_an_hour_makes_it_forget():
    waiting = Waiting()
    for _ in range(FREE + 3):
        waiting.count("a", NOON)
        waiting.count("b", NOON)
    waiting.forget("a")
    assert waiting.seconds("a", NOON) == 0
    assert waiting.seconds("b", NOON) > 0
    assert waiting.seconds("b", NOON + FORGET) == 0


def test_many_addresses_guess_no_faster_than_one():
    waiting = Waiting()
    for n in range(ALL_FREE):
        assert waiting.seconds(f"10.0.0.{n}", NOON + timedelta(seconds=n)) == 0
        waiting.count(f"10.0.0.{n}", NOON + timedelta(seconds=n))
    last = NOON + timedelta(seconds=ALL_FREE)
    assert 0 < waiting.seconds("new", last) <= ALL_SPAN.total_seconds()
    assert waiting.seconds("new", NOON + ALL_SPAN + timedelta(seconds=ALL_FREE)) == 0


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 5000)), max_size=80))
def test_nobody_waits_longer_than_the_longest(wrong):
    waiting, at = Waiting(), NOON
    for address, seconds in wrong:
        at += timedelta(seconds=seconds)
        waiting.count(address, at)
        assert 0 <= waiting.seconds(address, at) <= LONGEST.total_seconds()
