"""What texts share is the same to the last bit, whatever order sets have and however it is asked."""

import math

from hypothesis import given
from hypothesis import strategies as st

from index.overlap import Overlap, grams

_TEXT = st.text("山水田林湖草路桥人家，。", max_size=30)


@given(st.lists(_TEXT, max_size=6), _TEXT)
def test_all_shares_at_once_are_those_asked_one_by_one(texts: list[str], text: str) -> None:
    overlap = Overlap(texts)
    assert overlap.shares(text) == [overlap.share(text, other) for other in texts]


@given(st.lists(_TEXT, min_size=1, max_size=6), _TEXT)
def test_the_order_of_a_pages_texts_changes_no_bit(texts: list[str], text: str) -> None:
    assert Overlap(texts).shares(text) == Overlap(texts[::-1]).shares(text)[::-1]


@given(st.lists(_TEXT, max_size=6), _TEXT)
def test_a_gram_weighs_less_the_more_texts_have_it(texts: list[str], text: str) -> None:
    overlap = Overlap(texts)
    having = [sum(gram in grams(other) for other in texts) for gram in grams(text)]
    expected = [math.log((max(2, len(texts)) + 1) / max(1, count)) for count in having]
    assert math.isclose(overlap.weight(overlap.of(text)), math.fsum(expected), rel_tol=1e-12)
