"""How long a 24-page issue as PDF takes, read in the child process and cut into articles."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from index.formats.apart import dismiss
from index.intake import take
from index.records import Article, Statement
from index.sources import File
from tests.index.pdf_press import Line, press
from tests.index.test_layout import EM, LEADING, set_story

GOLD = Path(__file__).resolve().parent.parent / "examples" / "gold" / "pages.json"
PAGES = 24
LEAST = 2500
"""Characters of a page; full pages of local newspapers have 2,000 to 5,000."""
BOX = (800, 1200)
ROUNDS = 3


def _page(stories: list[dict[str, Any]], number: int) -> list[Line]:
    """Stories one below the other in two to four columns, a picture's frame beside the page's number."""
    page: list[Line] = [Line(40, BOX[1] - 30, f"第{number:02d}版　综合新闻", EM)]
    top, signs, at = BOX[1] - 50.0, 0, number * 3
    while top > 220 and (signs < LEAST or top > 400):
        columns, width = [(3, 20), (4, 15), (2, 30)][at % 3]
        lines, end = set_story(stories[at % len(stories)], 40, top, columns, width)
        if end < LEADING:
            break
        page, top, at = page + lines, end, at + 1
        signs += sum(len(line.text) for line in lines)
    frame = f"0.7 0.7 0.7 rg 40 20 300 {max(10, top - 40):.0f} re f"
    page.append(Line(360, max(30, top - 20), "图为活动现场。", 8, before=frame + " 0 g"))
    return page


def measure() -> list[tuple[str, int, int, float]]:
    """(what, pages, characters of all bodies, median seconds of wall time)."""
    gold = json.loads(GOLD.read_text("utf-8"))["pages"]
    stories = [article for page in gold for article in page["articles"] if article["headline"]]
    data = press([_page(stories, number) for number in range(1, PAGES + 1)], box=f"0 0 {BOX[0]} {BOX[1]}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "issue.pdf"
        path.write_bytes(data)
        taken: list[float] = []
        signs = pages = 0
        for _ in range(ROUNDS):
            dismiss()  # each round starts its own child, as the first file of a build does
            started = time.perf_counter()
            articles = [item for item in take(File(path, path.name), Statement()) if isinstance(item, Article)]
            taken.append(time.perf_counter() - started)
            signs, pages = sum(len(article.body) for article in articles), len({article.page for article in articles})
    return [("issue as PDF", pages, signs, statistics.median(taken))]
