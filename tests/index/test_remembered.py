"""A version that was replaced goes when its last reader is done."""

from __future__ import annotations

import gc
import weakref

import pytest

from index.remembered import remember
from index.store import Filter
from tests.fakes import COUNTY, EMBEDDER, look, take, write_records


class Counting:
    def __init__(self) -> None:
        self.asked: list[int] = []
        self.double = remember(self._double, 2)

    def _double(self, number: int) -> int:
        self.asked.append(number)
        return 2 * number


def test_the_last_results_are_kept():
    one = Counting()
    assert [one.double(n) for n in (1, 1, 2, 1, 3, 2)] == [2, 2, 4, 2, 6, 4]
    assert one.asked == [1, 2, 3, 2]
    assert Counting().double(4) == 8


def test_nothing_can_be_asked_of_what_is_gone():
    double = Counting().double
    with pytest.raises(ReferenceError, match="gone"):
        double(1)


def test_a_snapshot_goes_without_the_collector_of_cycles(tmp_path):
    take(tmp_path / "index", write_records(tmp_path / "a.jsonl", COUNTY))
    store = look(tmp_path / "index")
    gone = weakref.ref(store)
    gc.collect()
    gc.disable()
    try:
        store.search_words({"桥": 1.0}, 3, Filter(newspaper="无"))
        store.search_vectors(EMBEDDER.embed_queries(["桥"])[0], 3)
        assert store.article("bridge") is not None
        assert store.information("桥") >= 0
        del store
        assert gone() is None
    finally:
        gc.enable()
