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
from index.records import Article, Page, Statement
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


def cut_lines(lines: list[Line]) -> tuple[Article, ...]:
    (find,) = read(press([lines], box="0 0 800 842"), "a.pdf")
    assert isinstance(find, FoundPage)
    return cut(Page("a.pdf", 1, find.text, Statement(), find.settings))


PARTS = [
    "青禾镇把荒坡变成果园，三年里栽下了一万二千棵梨树，今年春天第一次挂果。\n果园建成以后，村里又修了三公里的山路。",
    "从前这里寸草不生，一到刮风天，满村都是沙土。\n村民们肩挑手提，把山下的土一筐一筐背上坡。",
    "如今果园里请了四十二名工人，大半是本村的老人。\n他们说，在家门口也能挣到钱，日子有了盼头。",
]


@pytest.mark.parametrize("size", [9.0, 10.5], ids=["plain", "larger"])
@pytest.mark.parametrize("opening", ["", "本报讯 "], ids=["unopened", "opened"])
def test_sub_heads_stay_in_the_body_and_type_sizes_part_the_headline_block(size: float, opening: str) -> None:
    subheads = ["一筐土背上坡", "老人有了盼头"]
    lines = [
        Line(40, 800, "乡村振兴看青禾", 13),
        Line(40, 765, "荒坡三年变果园", 26),
        Line(40, 742, "一万二千棵梨树今春挂果", 13),
    ]
    top = 730.0
    for at, part in enumerate(PARTS):
        if at:
            top -= LEADING * 1.2
            lines.append(Line(40 + 6 * EM, top, subheads[at - 1], size))
        for number, paragraph in enumerate(part.split("\n")):
            text = (opening if at == number == 0 else "") + paragraph
            for first, line in enumerate(break_lines(text, 24)):
                top -= LEADING
                lines.append(Line(40 + (0 if first else 2 * EM), top, line, EM))
    (article,) = cut_lines(lines)
    assert article.body == "\n".join([PARTS[0], subheads[0], PARTS[1], subheads[1], PARTS[2]])
    assert (article.kicker, article.headline, article.subheadline) == (
        "乡村振兴看青禾",
        "荒坡三年变果园",
        "一万二千棵梨树今春挂果",
    )


def test_a_small_item_under_a_large_one_keeps_its_own_headline() -> None:
    lines = [
        *set_story({"headline": "荒坡三年变果园", "body": PARTS[0] * 2}, 40, 800, 1, 24)[0],
        *set_story(
            {"headline": "四条山路通车", "body": "3月2日，青禾镇的四条山路同日通车，两千户村民出行方便了。"},
            40,
            600,
            1,
            24,
        )[0],
    ]
    assert [article.headline for article in cut_lines(lines)] == ["荒坡三年变果园", "四条山路通车"]
