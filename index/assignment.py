"""The best one-to-one assignment of rows to columns (the Hungarian method)."""

from __future__ import annotations

from collections.abc import Sequence

_MOST = 80
"""Rows up to which the best assignment is sought, at the cost of rows squared times columns; a page has some twenty."""


def _assign_greedily(gains: Sequence[Sequence[float]]) -> list[int]:
    """The best pair first: nearly as good, and cheap enough for a file that holds a whole volume."""
    result = [-1] * len(gains)
    taken: set[int] = set()
    pairs = ((gain, row, column) for row, line in enumerate(gains) for column, gain in enumerate(line) if gain > 0)
    for _, row, column in sorted(pairs, reverse=True):
        if result[row] < 0 and column not in taken:
            result[row] = column
            taken.add(column)
    return result


def assign(gains: Sequence[Sequence[float]]) -> list[int]:
    """The column for each row, so that the gains add up to the most; -1 where no column is left or gains anything."""
    if not gains or not gains[0]:
        return [-1] * len(gains)
    if len(gains) > _MOST:
        return _assign_greedily(gains)
    rows, wanted = len(gains), len(gains[0])
    columns = wanted + rows  # one empty column for each row: leaving a row out costs nothing
    cost = [[-gain for gain in row] + [0.0] * rows for row in gains]
    row_price = [0.0] * (rows + 1)
    column_price = [0.0] * (columns + 1)
    taken = [0] * (columns + 1)
    for row in range(1, rows + 1):
        taken[0] = row
        _place(cost, row_price, column_price, taken)
    result = [-1] * rows
    for j in range(1, wanted + 1):
        if taken[j] and gains[taken[j] - 1][j - 1] > 0:
            result[taken[j] - 1] = j - 1
    return result


def _place(
    cost: Sequence[Sequence[float]], row_price: list[float], column_price: list[float], taken: list[int]
) -> None:
    """Find a column for the row in `taken[0]`, moving earlier rows where that costs less."""
    columns = len(column_price) - 1
    column = 0
    least = [float("inf")] * (columns + 1)
    came = [0] * (columns + 1)
    seen = [False] * (columns + 1)
    while taken[column]:
        seen[column] = True
        current, step, nearest = taken[column], float("inf"), 0
        for j in range(1, columns + 1):
            if seen[j]:
                continue
            reduced = cost[current - 1][j - 1] - row_price[current] - column_price[j]
            if reduced < least[j]:
                least[j], came[j] = reduced, column
            if least[j] < step:
                step, nearest = least[j], j
        for j in range(columns + 1):
            if seen[j]:
                row_price[taken[j]] += step
                column_price[j] -= step
            else:
                least[j] -= step
        column = nearest
    while column:
        before = came[column]
        taken[column] = taken[before]
        column = before
