"""Is a web page one article? Its headline, day, author and paragraphs, free of navigation and notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from index.formats.finds import FoundRecord, record
from index.formats.webpage import Block
from index.publication import date_in_name

_DATES = ("article:published_time", "og:published_time", "publishdate", "pubdate", "publish_date", "publication_date",
          "date", "dc.date", "datepublished")  # fmt: skip
_AUTHORS = ("author", "article:author", "byline", "dc.creator")
_OPENING = re.compile(r"^(?:本报讯|本报记者|（?本报.{0,12}讯)")
_NOTE = re.compile(
    r"(?:(?:发布|更新|发表)?(?:时间|日期)|来源|作者|(?:本报)?记者|通讯员|编辑|责任?编辑?|字号|字体|分享|打印|上一篇|下一篇|上一版|下一版"
    r"|返回|版权|Copyright|©|当前位置|版面导航|标题导航|点击|阅读|浏览|放大|缩小|关闭|正文)\s*(?:[:：>»|].{0,60}|[^，。！？；：]{0,20})"
    r"|(?:19|20)\d{2}\s*[-/.年][^，。；]{0,60}",
    re.I,
)
"""A line that belongs to the page, not to the text: a label with what it names, or a day."""
_DAY = re.compile(r"((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_AUTHOR = re.compile(
    r"(?:作者|记者|通讯员)\s*[:：\s]\s*([\u4e00-\u9fff·]{2,4}(?:[、 ][\u4e00-\u9fff·]{2,4})*)(?![\u4e00-\u9fff])"
)
_LEAST = 40
"""Characters of running text from which a page is an article page; briefs have 60 and more."""
_PARAGRAPH = 12
"""Characters from which a block counts as text when the main part of the page is looked for."""
_LEAVES = ("p", "h2", "h3", "h4", "blockquote", "li", "pre")
"""Elements that hold a paragraph, not the article."""
_TITLE_MOST = 60
"""Characters of the longest headline."""
_AUTHOR_MOST = 40
_MAIN = 0.5
"""Share of the page's text outside links that the main part must have, or the page holds more than one thing."""


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.css("meta"):
        attributes = node.attributes
        name = (attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or "").lower()
        content = (attributes.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _main_part(blocks: Sequence[Block]) -> tuple[int, int]:
    """First and last block of the part with the most running text: the element whose own paragraphs weigh most."""
    weight: Counter[int] = Counter()
    for block in blocks:
        if len(block.text) >= _PARAGRAPH and block.linked * 2 < len(block.text) and not _NOTE.fullmatch(block.text):
            around = block.places[:-1] if block.tag in _LEAVES and len(block.places) > 1 else block.places
            for steps, place in enumerate(reversed(around[-3:])):
                weight[place] += len(block.text) // (1 + steps)
    if not weight:
        return 0, -1
    place = max(weight, key=weight.__getitem__)
    inside = [at for at, block in enumerate(blocks) if place in block.places]
    return inside[0], inside[-1]


def _headline(blocks: Sequence[Block], tree: LexborHTMLParser, metas: dict[str, str]) -> int:
    """Where the headline stands: the only h1, else the block that the title of the page begins with; -1 for none."""
    tops = [at for at, block in enumerate(blocks) if block.tag == "h1" and len(block.text) <= _TITLE_MOST]
    if len(tops) == 1:
        return tops[0]
    title = tree.css_first("title")
    for wanted in (metas.get("og:title", ""), title.text().strip() if title else ""):
        for at, block in enumerate(blocks):
            if 4 <= len(block.text) <= _TITLE_MOST and wanted.startswith(block.text) and not block.linked:
                return at
    return -1


def _url(tree: LexborHTMLParser, metas: dict[str, str]) -> str:
    link = tree.css_first('link[rel="canonical"]')
    url = (link.attributes.get("href") if link else None) or metas.get("og:url", "")
    return url if re.fullmatch(r"https?://[^\s<>\"']{4,500}", url) else ""


def _day(metas: dict[str, str], notes: Sequence[str], source: str) -> str:
    for text in [*(metas.get(name, "") for name in _DATES), *notes]:
        if match := _DAY.search(text):
            year, month, day = match.groups()
            if found := date_in_name(f"{year}-{int(month):02d}-{int(day):02d}"):
                return found
    return date_in_name(source) or ""


def find_article(blocks: Sequence[Block], tree: LexborHTMLParser, source: str, hidden: int) -> FoundRecord | None:
    """The page's one article as a record; None where the page holds several, or no headline can be told."""
    metas = _metas(tree)
    at = _headline(blocks, tree, metas)
    if at < 0:
        return None
    first, last = _main_part(blocks)
    first = max(first, at + 1)
    inside = [block for block in blocks[first : last + 1] if block.linked * 2 < len(block.text)]
    body = [block.text for block in inside if not _NOTE.fullmatch(block.text)]
    size = sum(map(len, body))
    total = sum(len(block.text) - block.linked for block in blocks)
    heads = sum(block.tag in ("h1", "h2", "h3") for block in inside)
    openings = sum(bool(_OPENING.match(text)) for text in body)
    if size < _LEAST or size < _MAIN * total or openings > 1 or (heads > 1 and heads > len(body) / 4):
        return None
    notes = [block.text for block in (*blocks[at + 1 : at + 6], *blocks[max(0, at - 3) : at]) if len(block.text) <= 80]
    author = next((metas[name] for name in _AUTHORS if len(metas.get(name, "")) in range(2, _AUTHOR_MOST)), "")
    if not author:
        author = next((match.group(1) for note in notes if (match := _AUTHOR.search(note))), "")
    return record(
        source,
        1,
        hidden,
        headline=blocks[at].text,
        text="\n".join(body),
        date=_day(metas, notes, source),
        author=author,
        url=_url(tree, metas),
    )
