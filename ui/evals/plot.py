"""Figures as grouped bars in SVG: a text file that a repository can show and compare, without a plotting library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Protocol

COLOURS = ("#a8281e", "#e2a39d", "#6b7a8f", "#b9c2cf")
"""The page's seal red and grey; told apart without colour by their lightness."""

BAR, GAP, HIGH, LEFT, TOP, FOOT = 22, 26, 200, 44, 48, 54
"""Pixels: a bar, the space between groups, the height of 1.0, and the margins."""


class Figures(Protocol):
    """What is drawn: one group of bars."""

    @property
    def set(self) -> str:
        """Which questions."""

    @property
    def slice(self) -> str:
        """Which of them."""

    @property
    def questions(self) -> int:
        """How many."""

    @property
    def figures(self) -> Mapping[str, float]:
        """Figures from 0 to 1 by name."""


def draw_bars(rows: Sequence[Figures], names: Sequence[str]) -> str:
    """The rows as groups of bars, one bar for each of `names`; the text of an SVG file."""
    group = BAR * len(names) + GAP
    width = LEFT + max(group * len(rows), 110 * len(names)) + GAP
    height = TOP + HIGH + FOOT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        'font-family="sans-serif" font-size="11">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for n, name in enumerate(names):
        x = LEFT + 110 * n
        parts.append(f'<rect x="{x}" y="12" width="12" height="12" fill="{COLOURS[n % len(COLOURS)]}"/>')
        parts.append(f'<text x="{x + 17}" y="22">{escape(name)}</text>')
    for step in range(6):
        y = TOP + HIGH - HIGH * step // 5
        parts.append(f'<line x1="{LEFT}" x2="{width - 8}" y1="{y}" y2="{y}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{step / 5:.1f}</text>')
    for place, row in enumerate(rows):
        x = LEFT + GAP // 2 + group * place
        for n, name in enumerate(names):
            value = row.figures.get(name)
            if value is None:
                continue
            tall = round(HIGH * value)
            parts.append(
                f'<rect x="{x + BAR * n}" y="{TOP + HIGH - tall}" width="{BAR - 2}" height="{tall}" '
                f'fill="{COLOURS[n % len(COLOURS)]}"><title>{escape(name)} {value:.3f}</title></rect>'
            )
            parts.append(
                f'<text x="{x + BAR * n + BAR // 2 - 1}" y="{TOP + HIGH - tall - 3}" text-anchor="middle" '
                f'font-size="8">{value:.2f}</text>'
            )
        middle = x + BAR * len(names) // 2
        for line, text in enumerate((row.slice, row.set, f"n = {row.questions}")):
            parts.append(
                f'<text x="{middle}" y="{TOP + HIGH + 15 + 14 * line}" text-anchor="middle">{escape(text)}</text>'
            )
    return "\n".join((*parts, "</svg>", ""))
