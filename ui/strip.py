"""A strip of the coverage calendar: one bar a month, the more ink the more articles; gaps stay white and say so."""

from __future__ import annotations

from collections.abc import Sequence

from index.records import Days
from rag.answers import Coverage
from ui.typeset import published_html
from ui.words import both, either

MONTHS_MOST = 600
"""Fifty years: more bars than that are a hairline each."""


def strip_html(coverage: Coverage, asked: Sequence[Days] = ()) -> str:
    """The whole time that the archive covers, with the days asked about marked below it."""
    counts = dict(coverage.months)
    months = months_between(coverage.months[0][0], coverage.months[-1][0]) if coverage.months else []
    if not 1 <= len(months) <= MONTHS_MOST:
        return ""
    most = max(counts.values())
    bars = "".join(
        f'<rect x="{i * 10}" width="9" height="20" opacity="{ink(counts[month], most):.2f}"/>'
        for i, month in enumerate(months)
        if counts.get(month)
    )
    wanted = {f"{days.first:%Y-%m}" for days in asked if (days.last - days.first).days < 32}
    bars += "".join(
        f'<rect class="asked-month" x="{i * 10}" y="21" width="9" height="4"/>'
        for i, month in enumerate(months)
        if month in wanted
    )
    span = either("：", ": ") + published_html(months[0]) + either("至", " to ") + published_html(months[-1])
    missing = sum(1 for month in months if month not in counts)
    gaps = either("；", "; ") + both("gaps", months=str(missing)) if missing else ""
    return (
        f'<figure class="strip"><figcaption>{both("holdings")}{span}{gaps}'
        f' <a href="#archive">{both("leaf")}</a></figcaption>'
        f'<svg viewBox="0 0 {len(months) * 10} 25" preserveAspectRatio="none" aria-hidden="true">{bars}</svg></figure>'
    )


def ink(count: int, most: int) -> float:
    """How dark a bar or a day is, 0.25 to 1: the root, so that a thin day is still seen beside a full one."""
    return float(0.25 + 0.75 * (count / most) ** 0.5)


def months_between(first: str, last: str) -> list[str]:
    """All months from one to the other, `YYYY-MM`; none where they are no months."""
    try:
        (y, m), (end_y, end_m) = (tuple(int(part) for part in month.split("-")) for month in (first, last))
    except ValueError:
        return []
    numbers = range(y * 12 + m - 1, end_y * 12 + end_m)
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in numbers]
