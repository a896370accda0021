"""How fast raw pages are cut into articles on one core, and how the cost grows with a page's length."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from index.articles import cut
from index.pages import read_page
from index.records import Page, Statement

PAGES = Path(__file__).resolve().parent.parent / "examples" / "pages"
TIMES_LONGER = (1, 4, 16)
ROUNDS = 5


def measure() -> list[tuple[int, float, float, float]]:
    """(how many times longer, characters a page, pages cut a second, cost a character against the shortest pages)."""
    pages = [read_page(path.read_bytes(), source=path.name, stated=Statement()) for path in sorted(PAGES.glob("*.txt"))]
    for page in pages:
        cut(page)  # loads what is loaded when first needed
    rows: list[tuple[int, float, float, float]] = []
    base = 0.0
    for times in TIMES_LONGER:
        longer = [Page(page.source, 1, "\n\n".join([page.text] * times)) for page in pages]
        seconds = min(_time(longer) for _ in range(ROUNDS))
        size = sum(len(page.text) for page in longer)
        base = base or seconds / size
        rows.append((times, statistics.mean(len(p.text) for p in longer), len(longer) / seconds, seconds / size / base))
    return rows


def _time(pages: list[Page]) -> float:
    """Processor seconds, so that what else runs on the machine does not count."""
    started = time.process_time()
    for page in pages:
        cut(page)
    return time.process_time() - started
