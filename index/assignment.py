"""The best one-to-one assignment of rows to columns (the Hungarian method)."""

from __future__ import annotations

from collections.abc import Sequence


def assign(gains: Sequence[Sequence[float]]) -> list[int]:
    """The column for each row, so that the gains add up to the most; -1 where no column is left or gains anything.

    O(rows squared times columns): pages have some twenty rows and ten columns.
    """
    if not gains or not gains[0]:
        return [-1] * len(gains)
    rows, wanted = len(gains), len(gains[0])
    columns = wanted + rows  # one empty column for each row: leaving a row out costs nothing
    cost = [[-gain for gain in row] + [0.0] * rows for row in gains]
    row_price = [0.0] * (rows + 1)
    column_price = [0.0] * (columns + 1)
    taken = [0] * (columns + 1)
    for row in range(1, rows + 1):
        taken[0] = row
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
    result = [-1] * rows
    for j in range(1, wanted + 1):
        if taken[j] and gains[taken[j] - 1][j - 1] > 0:
            result[taken[j] - 1] = j - 1
    return result
