"""Vector search: the true neighbours, by codes in large segments and without in small ones. Real FAISS."""

from __future__ import annotations

import numpy as np
import pytest

from index import vectors as module
from index.vectors import LARGE, Codes, Vectors


def unit(rows, dimension, seed=3):
    vectors = np.random.default_rng(seed).normal(size=(rows, dimension)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def small(*parts):
    return Vectors([(part.astype(np.float16), None) for part in parts])


def large(*parts):
    return Vectors([(part.astype(np.float16), Codes.of(part)) for part in parts])


def gathered(rows, seed=5, dimension=128):
    """Vectors as texts have them: about a common middle, near others of their subject."""
    subjects = np.random.default_rng(8).normal(size=(61, dimension))
    draw = np.random.default_rng(seed)
    vectors = subjects[60] + subjects[draw.integers(0, 60, rows)] + 0.7 * draw.normal(size=(rows, dimension))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def test_the_nearest_vectors_of_all_parts_are_found():
    vectors = unit(200, 32)
    index = small(vectors[:70], vectors[70:])
    numbers, scores = index.search(vectors[130], 5)
    exact = vectors.astype(np.float16).astype(np.float32) @ vectors[130]
    assert len(index) == 200
    assert numbers.tolist() == np.argsort(-exact)[:5].tolist()
    assert numbers[0] == 130
    assert scores == pytest.approx(np.sort(exact)[::-1][:5], abs=1e-4)


def test_codes_find_what_float32_finds():
    vectors = gathered(3 * LARGE)
    index = large(vectors[:LARGE], vectors[LARGE:])
    asked = gathered(100, seed=6)
    found = [set(index.search(query, 10)[0].tolist()) for query in asked]
    exact = [set(np.argsort(-(vectors @ query))[:10].tolist()) for query in asked]
    recall = sum(len(a & b) for a, b in zip(found, exact, strict=True)) / 1000
    assert recall >= 0.995


@pytest.mark.parametrize("dimension", [30, 50, 75, 384, 768, 1024])
def test_models_of_any_dimension_have_codes_that_find_what_float32_finds(tmp_path, dimension):
    vectors = gathered(LARGE, dimension=dimension)
    Codes.of(vectors).write(tmp_path)
    codes = Codes.open(tmp_path)
    assert codes.codes.shape == (LARGE, -(-dimension // 4))
    index = Vectors([(vectors.astype(np.float16), codes)])
    found = 0
    for query in gathered(40, seed=6, dimension=dimension):
        numbers, scores = index.search(query, 10)
        exact = vectors @ query
        found += len({*numbers[:10].tolist()} & {*np.argsort(-exact)[:10].tolist()})
        assert scores == pytest.approx(exact[numbers], abs=2e-3)
    assert found / 400 >= 0.995


@pytest.mark.parametrize("share", [0.5, 0.1, 0.002])
def test_a_mask_costs_no_recall(share):
    vectors = gathered(2 * LARGE)
    index = large(vectors)
    allowed = np.random.default_rng(1).random(len(vectors)) < share
    found = wanted = 0
    for query in gathered(40, seed=6):
        numbers, _ = index.search(query, 10, allowed)
        assert allowed[numbers].all()
        exact = np.where(allowed, vectors @ query, -2)
        best = [n for n in np.argsort(-exact)[:10] if allowed[n]]
        found += len(set(best) & set(numbers.tolist()))
        wanted += len(best)
    assert found / wanted >= 0.995


def test_a_mask_that_hides_all_that_is_near_still_leaves_the_best_of_the_rest():
    vectors = gathered(2 * LARGE)
    query = vectors[0]
    exact = vectors.astype(np.float16).astype(np.float32) @ query
    allowed = exact < np.median(exact)
    numbers, scores = large(vectors).search(query, 10, allowed)
    assert scores.tolist() == sorted(scores.tolist(), reverse=True)
    assert set(numbers.tolist()) == set(np.argsort(np.where(allowed, -exact, 2))[:10].tolist())


def test_scores_do_not_depend_on_the_segments():
    vectors = gathered(2 * LARGE)
    query = gathered(1, seed=6)[0]
    one, many = large(vectors), small(*np.array_split(vectors, 7))
    assert [a.tolist() for a in one.search(query, 10)] == [a.tolist() for a in many.search(query, 10)]


def test_codes_are_the_same_on_every_run_and_are_read_back(tmp_path):
    vectors = gathered(LARGE)
    made, again = Codes.of(vectors), Codes.of(vectors)
    made.write(tmp_path)
    read = Codes.open(tmp_path)
    for name in ("codes", "centroids"):
        assert (getattr(made, name) == getattr(again, name)).all()
        assert (getattr(made, name) == getattr(read, name)).all()
    assert made.codes.shape == (LARGE, 32)
    assert Codes.of(vectors[:-1]) is None
    assert Codes.open(tmp_path / "elsewhere") is None


def test_what_faiss_made_of_a_segment_is_shared():
    vectors = gathered(LARGE)
    part = (vectors.astype(np.float16), Codes.of(vectors))
    known = Vectors([part])
    grown = Vectors([part, (vectors[:5].astype(np.float16), None)], known)
    assert grown._searched[0] is known._searched[0]
    assert len(grown) == LARGE + 5


def test_all_chunks_as_near_as_the_last_one_are_given():
    vectors = np.repeat(unit(4, 16), 5, axis=0)
    numbers, _ = small(vectors).search(vectors[0], 2)
    assert sorted(numbers.tolist()) == [0, 1, 2, 3, 4]


def test_many_vectors_are_weighed_in_steps(monkeypatch):
    monkeypatch.setattr(module, "STEP", 7)
    vectors = unit(100, 16)
    assert small(vectors).search(vectors[40], 1)[0].tolist() == [40]


def test_a_mask_hides_vectors_whatever_their_score():
    vectors = unit(50, 16)
    allowed = np.zeros(50, dtype=np.bool_)
    allowed[[3, 9, 44]] = True
    numbers, _ = small(vectors).search(vectors[0], 10, allowed)
    assert sorted(numbers.tolist()) == [3, 9, 44]
    none, _ = small(vectors).search(vectors[0], 10, np.zeros(50, dtype=np.bool_))
    assert none.tolist() == []


def test_an_empty_index_finds_nothing():
    numbers, scores = Vectors([]).search(unit(1, 16)[0], 5)
    assert len(numbers) == len(scores) == 0
