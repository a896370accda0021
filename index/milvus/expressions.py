"""Filters as Milvus's boolean expressions. What users wrote stands in them as quoted literals only."""

from __future__ import annotations

import json
from collections.abc import Iterable

from index.milvus.days import mark_range
from index.store import Filter


def quote(text: str) -> str:
    """A string literal."""
    return json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False)


def one_of(field: str, values: Iterable[str | int]) -> str:
    """The field has one of the values."""
    return f"{field} in [{', '.join(quote(each) if isinstance(each, str) else str(each) for each in values)}]"


def living(release: int, gone: Iterable[int] = ()) -> str:
    """The rows of a release, without the articles withdrawn since."""
    without = sorted(gone)
    return f"born <= {release} and died > {release}" + (f" and no not in {without}" if without else "")


def fits(only: Filter) -> list[str]:
    """What a row must fulfil beside being of the release (see Filter), one expression for each field."""
    said = []
    if only.newspaper:
        said.append(f"newspaper == {quote(only.newspaper)}")
    if only.collection:
        said.append(f"collection == {quote(only.collection)}")
    if only.within is not None:
        said.append(one_of("collection", only.within) if only.within else "no < 0")
    if only.days:
        ranges = [(days.first.toordinal(), days.last.toordinal()) for days in only.days]
        printed = [f"(first >= {max(start, 1)} and last <= {end})" for start, end in ranges]
        marks = sorted({mark for start, end in ranges for mark in mark_range(start, end)})
        said.append(f"({' or '.join(printed)} or array_contains_any(events, {marks}))")
    return said


def joined(*parts: str) -> str:
    """All of them."""
    return " and ".join(f"({part})" for part in parts if part)
