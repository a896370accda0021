"""Tables that a page prints among its texts: a row of column heads, and below it rows that hold figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEAD = re.compile(r"(?=.*[\u4e00-\u9fff])[\u4e00-\u9fffA-Za-z（）()/.\d]{2,24}")
"""A column's head: a few signs and no stop."""
_FIGURE_HEAD = re.compile(r"\d|[\u4e00-\u9fff]{11}")
_COLUMNS = 3
"""Columns from which heads side by side are a table's; a headline has two phrases."""
_ROWS = 2
"""Rows that stand below the heads at least."""
_LONGEST = 80
"""Characters of the longest row."""


def find_rows(texts: Sequence[str]) -> list[bool]:
    """For each line of a page: is it the head or a row of a table?"""
    rows = [False] * len(texts)
    at = 0
    while at < len(texts):
        end = at + 1
        if _is_head(texts[at]):
            while end < len(texts) and _is_row(texts[end]):
                end += 1
            if end - at > _ROWS:
                rows[at:end] = [True] * (end - at)
            else:
                end = at + 1
        at = end
    return rows


def _is_head(text: str) -> bool:
    words = text.split()
    return len(words) >= _COLUMNS and all(map(_HEAD.fullmatch, words)) and not any(map(_FIGURE_HEAD.match, words))


def _is_row(text: str) -> bool:
    return len(text) <= _LONGEST and len(text.split()) > 1 and "。" not in text and re.search(r"\d", text) is not None
