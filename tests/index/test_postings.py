"""The table of all segments' words gives each word's postings in every segment that holds it."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from index.keywords import Keywords
from index.postings import Table

SEGMENTS = st.lists(st.lists(st.lists(st.sampled_from("桥路县茶树"), max_size=6), max_size=5), max_size=4)


@given(SEGMENTS)
def test_each_word_is_found_where_it_stands(segments):
    table = Table([Keywords.of(chunks) for chunks in segments])
    chunks = [Counter(chunk) for segment in segments for chunk in segment]
    words = "桥路县茶树无"
    for word, pieces in zip(words, table.find(words), strict=True):
        read = [
            (int(row) + first, int(count))
            for rows, counts, first in pieces
            for row, count in zip(rows, counts, strict=True)
        ]
        assert read == [(n, chunk[word]) for n, chunk in enumerate(chunks) if chunk[word]]
        assert table.count(word) == len(read)


def test_no_segment_holds_nothing():
    assert Table([]).find(["桥"]) == [[]]
    assert Table([]).count("桥") == 0
