"""Where an article stood on its page: a drawing in the page's own order and proportions, not a facsimile."""

from __future__ import annotations

from collections.abc import Sequence

from index.records import Article
from ui.typeset import text_html

WIDTH, HEIGHT = 120.0, 168.0
"""A page of 5 : 7 in the drawing's units; broadsheets are 0.69 to 0.74 wide for 1 high."""

COLUMNS = 4
_GAP = 3.0


def outline_svg(page: Sequence[Article], key: str) -> str:
    """The page's articles flowing through its columns, as long as their texts are; the one with `key` is inked."""
    sizes = [max(len(article.body) + 3 * len(article.headline), 40) for article in page]
    if len(page) < 2:
        return ""
    whole = sum(sizes)
    length = COLUMNS * HEIGHT  # of all columns, one below the other
    boxes, at = [], 0.0
    for article, size in zip(page, sizes, strict=True):
        end = at + size * length / whole
        mine = article.key == key
        label = f"<title>{text_html(article.headline)}</title>" if article.headline else ""
        pieces = "".join(_piece(top, bottom) for top, bottom in _by_column(at, end))
        boxes.append(f'<g class="{"mine" if mine else "other"}">{label}{pieces}</g>')
        at = end
    return (
        f'<svg class="outline" viewBox="-2 -2 {WIDTH + 4:g} {HEIGHT + 4:g}" aria-hidden="true">'
        f'<rect class="sheet" x="-1.5" y="-1.5" width="{WIDTH + 3:g}" height="{HEIGHT + 3:g}"/>{"".join(boxes)}</svg>'
    )


def _by_column(start: float, end: float) -> list[tuple[float, float]]:
    """A stretch of the flow, cut where a column ends."""
    cuts = []
    while start < end - 0.01:
        bottom = min(end, (int(start / HEIGHT + 1e-6) + 1) * HEIGHT)
        cuts.append((start, bottom))
        start = bottom
    return cuts


def _piece(start: float, end: float) -> str:
    column = min(int(start / HEIGHT + 1e-6), COLUMNS - 1)
    width = (WIDTH - _GAP * (COLUMNS - 1)) / COLUMNS
    height = max(end - start - 1.5, 1.0)
    return (
        f'<rect x="{column * (width + _GAP):.1f}" y="{start - column * HEIGHT:.1f}" width="{width:.1f}" '
        f'height="{height:.1f}"/>'
    )
