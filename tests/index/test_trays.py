"""Codes sorted tray by tray, in memory or on disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import trays as module
from index.duplicates import Sketches, find_pairs, pad
from index.fingerprints import sketch
from index.trays import Trays

CODES = st.lists(st.integers(0, 2**64 - 1), max_size=60)


@settings(max_examples=60, deadline=None)
@given(st.lists(CODES, max_size=4), st.integers(1, 40))
def test_what_is_laid_in_comes_back_sorted_within_its_tray(lots: list[list[int]], full: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "FULL", full)
        made = Trays(sum(map(len, lots)), None)
        for lot in lots:
            codes = np.array(lot, dtype=np.uint64)
            made.put(codes, (codes >> np.uint64(32)) * np.uint64(made.count) >> np.uint64(32))
    found = [tray.tolist() for tray in made]
    assert len(found) == made.count
    assert [code for tray in found for code in tray] == sorted(code for lot in lots for code in lot)


def test_many_trays_find_the_pairs_that_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = pad(
        [sketch(f"青石镇第{number // 3}次开展植树活动，共{number // 3 * 7}棵，村民都来了。") for number in range(300)]
    )
    new = np.arange(300) % 5 == 0
    alive = np.arange(300) % 7 != 0
    one = list(find_pairs(Sketches([rows]), new, alive))
    monkeypatch.setattr(module, "FULL", 500)
    many = list(find_pairs(Sketches([rows[:100], rows[100:101], rows[101:]], tmp_path), new, alive))
    assert one == many == sorted(set(one))
    assert one
    assert all((new[a] or new[b]) and alive[a] and alive[b] for a, b in one)
    assert not list(tmp_path.iterdir()), "the trays' files have no names"
