from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from index.assignment import assign

TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 9), min_size=width, max_size=width), min_size=1, max_size=5)
)


def total(gains, columns):
    return sum(gains[row][column] for row, column in enumerate(columns) if column >= 0)


@given(TABLES)
def test_no_other_assignment_gains_more(gains):
    found = assign(gains)
    width = len(gains[0])
    padded = [*range(width), *([-1] * len(gains))]
    best = max(total(gains, choice) for choice in permutations(padded, len(gains))) if len(padded) <= 7 else None
    taken = [column for column in found if column >= 0]
    assert len(taken) == len(set(taken))
    assert best is None or total(gains, found) == best


def test_nothing_is_assigned_where_nothing_is_gained():
    assert assign([[0.0, 0.0]]) == [-1]
    assert assign([]) == []
    assert assign([[]]) == [-1]


def test_many_rows_are_assigned_greedily():
    gains = [[float(row == column) for column in range(100)] for row in range(100)]
    assert assign(gains) == list(range(100))
