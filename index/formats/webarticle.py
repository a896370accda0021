"""Is a web page one article, or some in parts of their own? Headlines, day, author, paragraphs; no navigation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from index.formats.finds import FoundRecord, record
from index.formats.webheads import LEAST, MASTHEAD, NOTE, TITLE_MOST, find_headline, find_parts, join_lines, look_beside
from index.formats.webmarks import BYLINE, Said, read_said
from index.formats.webpage import Block
from index.publication import date_in_name

_DATES = ("article:published_time", "og:published_time", "publishdate", "pubdate", "publish_date", "publication_date",
          "date", "dc.date", "datepublished")  # fmt: skip
_AUTHORS = ("author", "article:author", "byline", "dc.creator")
_OPENING = re.compile(r"^(?:本报讯|本报记者|（?本报.{0,12}讯)")
_DAY = re.compile(r"((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_AUTHOR = re.compile(
    r"(?:作者|记者|通讯员)\s*[:：\s]\s*([\u4e00-\u9fff·]{2,4}(?:[、 ][\u4e00-\u9fff·]{2,4})*)(?![\u4e00-\u9fff])"
)
_PARAGRAPH = 12
"""Characters from which a block counts as text when the main part of the page is looked for."""
_LEAVES = ("p", "h2", "h3", "h4", "blockquote", "li", "pre")
"""Elements that hold a paragraph, not the article."""
_AUTHOR_MOST = 40
_EDITION = re.compile(r"第\s*([A-Z]?\d{1,3})\s*版|(?<![A-Za-z0-9])([A-D]\d{1,2})\s*版?(?=[:： ]|$)")
_PAPER = re.compile(r"《([\u4e00-\u9fff]{2,14}[报刊])》\s*[（(]")
_NAMES = re.compile(r"[□■●]?\s*[\u4e00-\u9fff]{2,4}(?:[、\s]+[\u4e00-\u9fff]{2,4}){0,3}")
_SUBHEADS, _SUBHEADS_TOP = 0.25, 0.4
"""Share of headings among the paragraphs above which they head articles of their own; the second below an h1."""
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
        if len(block.text) >= _PARAGRAPH and block.linked * 2 < len(block.text) and not NOTE.fullmatch(block.text):
            around = block.places[:-1] if block.tag in _LEAVES and len(block.places) > 1 else block.places
            for steps, place in enumerate(reversed(around[-3:])):
                weight[place] += len(block.text) // (1 + steps)
    if not weight:
        return 0, -1
    place = max(weight, key=weight.__getitem__)
    inside = [at for at, block in enumerate(blocks) if place in block.places]
    return inside[0], inside[-1]


def _url(tree: LexborHTMLParser, metas: dict[str, str]) -> str:
    link = tree.css_first('link[rel="canonical"]')
    url = (link.attributes.get("href") if link else None) or metas.get("og:url", "")
    return url if re.fullmatch(r"https?://[^\s<>\"']{4,500}", url) else ""


def _day(metas: dict[str, str], said: Said, notes: Sequence[str], source: str) -> str:
    for text in [said.day, *(metas.get(name, "") for name in _DATES), *notes]:
        if match := _DAY.search(text):
            year, month, day = match.groups()
            if found := date_in_name(f"{year}-{int(month):02d}-{int(day):02d}"):
                return found
    return date_in_name(source) or ""


def _edition(blocks: Sequence[Block], said: Said) -> str:
    """The page of the paper (版次): as the system says, else the only one named outside links."""
    if said.edition:
        return said.edition
    named = [_EDITION.search(b.text) for b in blocks if len(b.text) <= TITLE_MOST and not b.linked]
    pages = {match.group(1) or match.group(2) for match in named if match}
    return pages.pop() if len(pages) == 1 else ""


def _is_signature(block: Block, *, on_top: bool) -> bool:
    """Is the block the by-line: marked as one, or nothing but names under the headline?"""
    if len(block.text) >= _AUTHOR_MOST or "。" in block.text:
        return False
    return block.role == BYLINE or (on_top and bool(_NAMES.fullmatch(block.text)))


def _author(metas: dict[str, str], said: Said, notes: Sequence[Block], signed: Sequence[Block]) -> str:
    for text in (said.author, *(metas.get(name, "") for name in _AUTHORS)):
        if 2 <= len(text) < _AUTHOR_MOST:
            return text
    for note in notes:
        if match := _AUTHOR.search(note.text):
            return match.group(1)
    return signed[0].text.lstrip("□■● ") if signed else ""


class _Reader:
    """What holds for the whole page while its articles are read."""

    def __init__(self, blocks: Sequence[Block], tree: LexborHTMLParser, source: str, page: str) -> None:
        self._blocks, self._source = blocks, source
        self._metas, self._said = _metas(tree), read_said(page)
        title = tree.css_first("title")
        self._titles = (self._metas.get("og:title", ""), title.text().strip() if title else "")
        self._url = _url(tree, self._metas)
        self._edition = _edition(blocks, self._said)

    def read(self, blocks: Sequence[Block], hidden: int, *, is_part: bool = False) -> FoundRecord | None:
        """The one article of these blocks; None where they hold several, or no headline can be told."""
        at = find_headline(blocks, self._titles, self._said, is_part=is_part)
        if at < 0:
            return None
        top, low = join_lines(blocks, at)
        kicker, below, taken = look_beside(blocks, top, low, self._said)
        first, last = _main_part(blocks)
        rest = [n for n in range(max(first, low + 1), last + 1) if blocks[n].linked * 2 < len(blocks[n].text)]
        inside = [blocks[n] for n in rest if n not in taken]
        signed = [b for at, b in enumerate(inside[:3]) if _is_signature(b, on_top=at == 0)]
        body = [block.text for block in inside if not NOTE.fullmatch(block.text) and block not in signed]
        size = sum(map(len, body))
        total = sum(len(block.text) - block.linked for block in blocks)
        heads = sum(block.tag in ("h1", "h2", "h3") for block in inside)
        most = _SUBHEADS_TOP if blocks[top].tag == "h1" else _SUBHEADS
        openings = sum(bool(_OPENING.match(text)) for text in body)
        if size < LEAST or size < _MAIN * total or openings > 1 or (heads > 1 and heads > most * len(body)):
            return None
        near = [*blocks[low + 1 : low + 6], *blocks[max(0, top - 3) : top]]
        notes = [block for block in near if len(block.text) <= 80]
        paper = next((match.group(1) for note in notes if (match := _PAPER.search(note.text))), "")
        return record(
            self._source,
            1,
            hidden,
            headline=" ".join(block.text for block in blocks[top : low + 1]),
            kicker=kicker,
            subheadline=below,
            text="\n".join(body),
            date=_day(self._metas, self._said, [note.text for note in notes], self._source),
            author=_author({} if is_part else self._metas, Said() if is_part else self._said, notes, signed),
            newspaper=self._said.newspaper or paper,
            edition=self._edition,
            url=self._url,
        )


def find_articles(
    blocks: Sequence[Block], tree: LexborHTMLParser, source: str, hidden: int, page: str
) -> list[FoundRecord]:
    """The page's one article, or those that stand each in a part of its own; none where only the cutter can tell."""
    reader = _Reader(blocks, tree, source, page)
    parts = find_parts(blocks)
    heads = [block.text for block in blocks if block.tag == "h1"]
    signs = sum(any(_OPENING.match(b.text) for b in blocks[first : last + 1]) for first, last in parts)
    is_list = not heads or len(heads) > 1 or bool(MASTHEAD.fullmatch(heads[0]))
    if len(parts) < 2 or (signs * 2 < len(parts) and not is_list):
        one = reader.read(blocks, hidden)
        return [one] if one is not None else []
    read = [reader.read(blocks[first : last + 1], 0, is_part=True) for first, last in parts]
    records = [part for part in read if part is not None]
    if len(records) < len(parts):
        return []  # nothing of the page may be lost
    return [replace(records[0], hidden=hidden), *records[1:]]
