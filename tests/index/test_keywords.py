"""BM25 over segments, and exhaustive vector search: real bm25s and real FAISS."""

import random
import warnings

import numpy as np
import pytest

from index.keywords import Keywords, idf, score_words, write_keywords
from index.settings import IndexSettings
from index.vectors import Vectors

WORDS = ["献血", "大桥", "通车", "图书馆", "茶叶", "植树", "广场", "县", "活动", "学生"]


def made(tmp_path, name, chunks):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # bm25s on chunks without any word
        write_keywords(tmp_path / name, chunks, IndexSettings())
    return Keywords(tmp_path / name)


@pytest.fixture
def chunks():
    draw = random.Random(7)
    rows = [[draw.choice(WORDS[1:]) for _ in range(12)] for _ in range(120)]
    for row in rows[::17]:
        row[3] = "献血"
    return rows


def test_many_segments_rank_like_one(tmp_path, chunks):
    whole = made(tmp_path, "whole", chunks)
    parts = [made(tmp_path, f"part{n}", chunks[n : n + 25]) for n in range(0, len(chunks), 25)]
    query = {"献血": 1.0, "广场": 0.5, "县": 0.2}
    one, many = score_words([whole], query), score_words(parts, query)
    assert np.allclose(one, many, rtol=0.05), "only the average length is each part's own"
    assert (one > 0).tolist() == (many > 0).tolist()


def test_a_rare_word_counts_the_same_in_a_small_and_a_large_segment(tmp_path):
    large = made(tmp_path, "large", [["县", "活动", "学生"]] * 50 + [["献血", "活动", "学生"]])
    small = made(tmp_path, "small", [["献血", "活动", "学生"]])
    scores = score_words([large, small], {"献血": 1.0})
    assert scores[50] == pytest.approx(scores[51], rel=0.02)
    assert scores[:50].max() == 0


def test_frequency_and_idf(tmp_path):
    index = made(tmp_path, "one", [["献血", "献血", "县"], ["县"], []])
    assert index.chunks == 3
    assert [index.frequency(word) for word in ("献血", "县", "无此词", "")] == [1, 2, 0, 0]
    assert idf(1, 1000) > idf(10, 1000) > idf(1000, 1000) > 0


def test_segments_without_words_are_searched_without_harm(tmp_path):
    parts = [made(tmp_path, "no chunk", []), made(tmp_path, "no word", [[]]), made(tmp_path, "one", [["县"]])]
    scores = score_words(parts, {"县": 1.0})
    assert len(scores) == 2
    assert np.isfinite(scores).all()
    assert scores[1] > 0 == scores[0]
    assert score_words([], {"县": 1.0}).shape == (0,)


def unit(rows, dimension, seed=3):
    vectors = np.random.default_rng(seed).normal(size=(rows, dimension)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_the_nearest_vectors_of_all_parts_are_found():
    vectors = unit(200, 32)
    index = Vectors([vectors[:70].astype(np.float16), vectors[70:].astype(np.float16)], 32)
    numbers, scores = index.search(vectors[130], 5)
    exact = vectors.astype(np.float16).astype(np.float32) @ vectors[130]
    assert len(index) == 200
    assert numbers.tolist() == np.argsort(-exact)[:5].tolist()
    assert numbers[0] == 130
    assert scores == pytest.approx(np.sort(exact)[::-1][:5], abs=1e-4)


def test_a_mask_hides_vectors_whatever_their_score():
    vectors = unit(50, 16)
    allowed = np.zeros(50, dtype=np.bool_)
    allowed[[3, 9, 44]] = True
    numbers, _ = Vectors([vectors.astype(np.float16)], 16).search(vectors[0], 10, allowed)
    assert sorted(numbers.tolist()) == [3, 9, 44]
    none, _ = Vectors([vectors.astype(np.float16)], 16).search(vectors[0], 10, np.zeros(50, dtype=np.bool_))
    assert none.tolist() == []


def test_an_empty_index_finds_nothing():
    numbers, scores = Vectors([], 16).search(unit(1, 16)[0], 5)
    assert len(numbers) == len(scores) == 0
