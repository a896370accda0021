"""Articles found by key where no key is held."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index.keyring import KeyRing, Share, code_keys

KEYS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), unique=True, max_size=20)


def ring(keys: list[str], alive: list[bool], cut: int) -> KeyRing:
    parts = [code_keys(keys[:cut]), code_keys(keys[cut:])]
    return KeyRing(parts, np.array(alive, dtype=np.bool_), keys.__getitem__)


@settings(max_examples=100, deadline=None)
@given(KEYS, st.data())
def test_a_ring_is_the_table_of_its_living_keys(keys: list[str], data: st.DataObject) -> None:
    alive = data.draw(st.lists(st.booleans(), min_size=len(keys), max_size=len(keys)))
    table = {key: number for number, key in enumerate(keys) if alive[number]}
    made = ring(keys, alive, data.draw(st.integers(0, len(keys))))
    assert made == table
    assert list(made) == list(table)
    assert [made.get(key) for key in keys] == [table.get(key) for key in keys]
    assert all((key in made) == (key in table) for key in keys)
    assert "not a key that was drawn" not in made


def test_two_keys_whose_codes_begin_alike_are_told_apart() -> None:
    codes = np.array([[7, 1], [7, 2], [9, 1]], dtype=np.uint64)
    codes[1] = code_keys(["乙"])[0]
    codes[0, 0] = codes[1, 0]
    made = KeyRing([codes], np.ones(3, dtype=np.bool_), lambda number: "甲乙丙"[number])
    assert made.get("乙") == 1
    assert made.get("甲") is None, "its code is another one here"


def test_a_share_knows_its_own_alone_and_which_of_them_were_met() -> None:
    keys = list("甲乙丙丁")
    share = Share(ring(keys, [True] * 4, 2), np.array([1, 3]), keys.__getitem__)
    assert share == {"乙": 1, "丁": 3}
    assert "甲" not in share
    assert (share.meet("乙"), share.meet("乙"), share.meet("甲"), share.meet("甲")) == (True, False, True, True)
    assert share.unmet().tolist() == [3]
    assert dict(Share(None, np.empty(0, np.int64), str)) == {}
