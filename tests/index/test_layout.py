"""Articles set in columns as PDF pages come out of the cutter as they went in."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from index.articles import cut
from index.formats.finds import FoundPage
from index.formats.pdf import read
from index.records import Page, Statement
from tests.index.pdf_press import Line, press
from tests.index.typesetter import break_lines

EM, LEADING, GUTTER = 9.0, 13.0, 1.5
HEAD = 40.0
LEAST = 0.99
"""Share of bodies that must be exact (measured: 1.0)."""


def set_story(article: dict[str, Any], left: float, top: float, columns: int, width: int) -> tuple[list[Line], float]:
    """A headline over columns of equal height, paragraphs indented; the lines and where the next story begins."""
    paragraphs = article["body"].split("\n")
    paragraphs[0] = f"本报讯 {paragraphs[0]}"
    lines = [(2 * (not at), text) for body in paragraphs for at, text in enumerate(break_lines(body, width))]
    size = min(20.0, columns * (width + GUTTER) * EM / max(1, len(article["headline"])))
    out = [Line(left, top - 22, article["headline"], size)] if article["headline"] else []
    top -= HEAD if out else 0
    height = -(-len(lines) // columns)
    for at, (indent, text) in enumerate(lines):
        x = left + (at // height) * (width + GUTTER) * EM + indent * EM
        out.append(Line(x, top - (at % height + 1) * LEADING, text, EM))
    return out, top - height * LEADING - 20


def set_page(articles: list[dict[str, Any]], *, is_split: bool) -> list[Line]:
    """Stories one below the other, or on the two halves of the page."""
    ends = [1500.0, 1500.0]
    page: list[Line] = []
    for at, article in enumerate(articles):
        half = at % 2 if is_split else 0
        columns, width = (2, 14) if is_split else [(3, 14), (2, 18), (4, 12)][at % 3]
        lines, ends[half] = set_story(article, 40 + half * 2 * 16 * EM, ends[half], columns, width)
        page += lines
    return page


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("is_split", [False, True])
def test_articles_survive_the_press(is_split: bool, root: Path) -> None:
    gold = json.loads((root / "examples" / "gold" / "pages.json").read_text("utf-8"))["pages"]
    exact = headed = total = 0
    for page in gold:
        data = press([set_page(page["articles"], is_split=is_split)], box="0 -800 800 1600")
        (find,) = read(data, "a.pdf")
        assert isinstance(find, FoundPage)
        got = {
            squeeze(article.body): article for article in cut(Page("a.pdf", 1, find.text, Statement(), find.settings))
        }
        for article in page["articles"]:
            total += 1
            found = got.get(squeeze(article["body"]))
            if found is not None:
                exact += 1
                headed += squeeze(found.headline) == squeeze(article["headline"])
    assert exact >= LEAST * total
    assert headed >= 0.98 * exact
