"""BM25 over segments: exact whatever the segments are, and equal to what bm25s makes of the same words."""

from __future__ import annotations

import random
import warnings
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.bm25 import WordSearch, find_largest, idf
from index.keywords import MOST, Keywords

WORDS = ["献血", "大桥", "通车", "图书馆", "茶叶", "植树", "广场", "县", "活动", "学生"]
K1, B = 1.2, 0.75

texts = st.lists(st.lists(st.sampled_from(WORDS), max_size=8), min_size=1, max_size=12)


def searched(parts, alive=None):
    count = sum(len(part.lengths) for part in parts)
    return WordSearch(parts, np.ones(count, np.bool_) if alive is None else np.array(alive), k1=K1, b=B)


def cut(chunks, places):
    edges = [0, *sorted({p for p in places if 0 < p < len(chunks)}), len(chunks)]
    return [chunks[a:b] for a, b in pairwise(edges)]


@settings(deadline=None)
@given(chunks=texts, places=st.lists(st.integers(1, 11)), dead=st.sets(st.integers(0, 11)), query=st.data())
def test_scores_do_not_depend_on_how_chunks_are_shared_out_or_on_what_died(chunks, places, dead, query):
    words = query.draw(st.dictionaries(st.sampled_from(WORDS), st.floats(0.1, 2), min_size=1))
    alive = [n not in dead for n in range(len(chunks))]
    many = searched([Keywords.of(part) for part in cut(chunks, places)], alive)
    one = searched([Keywords.of([chunk for chunk, lives in zip(chunks, alive, strict=True) if lives])])
    assert many.score(words)[alive].tolist() == one.score(words).tolist()
    assert [many.information(w) for w in WORDS] == [one.information(w) for w in WORDS]


@settings(deadline=None)
@given(chunks=texts, places=st.lists(st.integers(1, 11)), dead=st.sets(st.integers(0, 11)))
def test_joined_parts_are_what_one_would_have_been(chunks, places, dead):
    kept = np.array([n not in dead for n in range(len(chunks))])
    parts = cut(chunks, places)
    masks = np.split(kept, np.cumsum([len(part) for part in parts])[:-1])
    joined = Keywords.join(zip(map(Keywords.of, parts), masks, strict=True))
    whole = Keywords.of([chunk for chunk, lives in zip(chunks, kept, strict=True) if lives])
    for name in ("codes", "starts", "rows", "counts", "lengths"):
        assert getattr(joined, name).tolist() == getattr(whole, name).tolist(), name


def test_scores_are_those_of_bm25s():
    bm25s = pytest.importorskip("bm25s")
    draw = random.Random(7)
    chunks = [[draw.choice(WORDS[1:]) for _ in range(draw.randint(1, 30))] for _ in range(120)]
    for row in chunks[::17]:
        row[0] = "献血"
    theirs = bm25s.BM25(k1=K1, b=B, method="lucene")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs.index(chunks, show_progress=False)
    for query in (["献血"], ["广场", "县"], ["献血", "活动", "学生", "植树"]):
        ours = searched([Keywords.of(chunks)]).score(dict.fromkeys(query, 1.0))
        assert ours == pytest.approx(theirs.get_scores(query), rel=1e-5)


def test_a_written_index_is_read_back(tmp_path):
    made = Keywords.of([["县", "县", "活动"], [], ["县"]])
    made.write(tmp_path / "words")
    read = Keywords.open(tmp_path / "words")
    assert [getattr(read, n).tolist() for n in ("codes", "starts", "rows", "counts", "lengths")] == [
        getattr(made, n).tolist() for n in ("codes", "starts", "rows", "counts", "lengths")
    ]
    assert read.rows.dtype == np.uint16


def test_more_chunks_than_sixteen_bits_can_count():
    chunks = [["县"]] * 65_537
    chunks[-1] = ["大桥"]
    scores = searched([Keywords.of(chunks)]).score({"大桥": 1.0})
    assert np.flatnonzero(scores).tolist() == [65_536]


def test_a_word_without_end_counts_as_often_as_fits():
    made = Keywords.of([["县"] * 1000])
    assert made.counts.tolist() == [MOST]
    assert made.lengths.tolist() == [1000]


@settings(deadline=None)
@given(st.lists(st.integers(0, 40), max_size=400), st.integers(1, 6))
def test_the_largest_scores_are_found_with_all_that_tie(numbers, top):
    scores = np.array(numbers, dtype=np.float64)
    least = sorted(numbers, reverse=True)[:top][-1] if numbers else 0
    assert find_largest(scores, top).tolist() == [n for n, score in enumerate(numbers) if score >= least]


def test_frequency_and_idf():
    index = searched([Keywords.of([["献血", "献血", "县"], ["县"], []])])
    assert [index.frequency(word) for word in ("献血", "县", "无此词", "", "\ud800")] == [1, 2, 0, 0, 0]
    assert idf(1, 1000) > idf(10, 1000) > idf(1000, 1000) > 0


def test_segments_without_words_are_searched_without_harm():
    scores = searched([Keywords.of([]), Keywords.of([[]]), Keywords.of([["县"]])]).score({"县": 1.0})
    assert len(scores) == 2
    assert scores[1] > 0 == scores[0]
    assert searched([]).score({"县": 1.0}).shape == (0,)


@settings(deadline=None)
@given(chunks=texts, places=st.lists(st.integers(1, 11)), dead=st.sets(st.integers(0, 11)), query=st.data())
def test_groups_score_as_one_word_whatever_the_segments(chunks, places, dead, query):
    forms = st.dictionaries(st.sampled_from(WORDS), st.floats(0.1, 1), max_size=3)
    groups = query.draw(st.lists(st.tuples(st.floats(0.1, 5), forms), min_size=1, max_size=3))
    alive = [n not in dead for n in range(len(chunks))]
    many = searched([Keywords.of(part) for part in cut(chunks, places)], alive)
    living = [chunk for chunk, lives in zip(chunks, alive, strict=True) if lives]
    found = searched([Keywords.of(living)]).score_groups(groups)
    assert many.score_groups(groups)[alive].tolist() == found.tolist()
    average = sum(map(len, living)) / len(living) if any(living) else 1.0
    for chunk, score in zip(living, found.tolist(), strict=True):
        norm = K1 * (1 - B + B * len(chunk) / average)
        often = [sum(share * chunk.count(word) for word, share in forms.items()) for _, forms in groups]
        wanted = sum(weight * tf / (tf + norm) for (weight, _), tf in zip(groups, often, strict=True))
        assert score == pytest.approx(wanted, rel=1e-5)
