"""Where the headlines of a web page stand, and what stands around them: kicker, sub-headline, parts of their own."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from index.formats.webmarks import HEADLINE, KICKER, SUBHEADLINE, Said, squeeze
from index.formats.webpage import Block

NOTE = re.compile(
    r"(?:(?:发布|更新|发表)?(?:时间|日期)|来源|作者|(?:本报)?记者|通讯员|编辑|责任?编辑?|字号|字体|分享|打印|上一篇|下一篇|上一版|下一版"
    r"|返回|版权(?:所有|声明)?|Copyright|©|当前位置|版面导航|标题导航|点击|阅读|浏览|放大|缩小|关闭|正文)\s*(?:[:：>»|].{0,60}|[^，。！？；：]{0,20})"
    r"|(?:19|20)\d{2}\s*[-/.年][^，。；]{0,60}",
    re.I,
)
"""A line that belongs to the page, not to the text: a label with what it names, or a day."""
LEAST = 40
"""Characters of running text from which a page is an article page; briefs have 60 and more."""
TITLE_MOST = 60
"""Characters of the longest headline."""
HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
MASTHEAD = re.compile(
    r"[\u4e00-\u9fff]{2,10}(?:[日晚早晨时周新商快导]报|都市报|[周月]刊)(?:数字报|电子版)?"
    r"|.*(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月].*|.*第\s*[A-Z]?\d{1,3}\s*版.*"
)
"""A heading that names the paper and not an article."""
_DASH = re.compile(r"[—―─-]{1,3}[^。！？]{4,60}")
"""A line below a headline that begins so is its sub-headline: ——记某某."""


def join_lines(blocks: Sequence[Block], at: int) -> tuple[int, int]:
    """First and last block of the headline that stands at `at`: its lines are set with `<br>`."""
    here = blocks[at]
    first = last = at
    while first > 0 and _is_same(blocks[first - 1], here):
        first -= 1
    while last + 1 < len(blocks) and _is_same(blocks[last + 1], here):
        last += 1
    return (first, last) if sum(len(block.text) for block in blocks[first : last + 1]) <= TITLE_MOST else (at, at)


def _is_same(one: Block, other: Block) -> bool:
    return one.tag in HEADS and (one.tag, one.places, one.role) == (other.tag, other.places, other.role)


def find_headline(blocks: Sequence[Block], titles: Sequence[str], said: Said, *, is_part: bool) -> int:
    """Where the headline stands, -1 for none: what is marked as one, the only h1, what the page's title begins with."""
    able = [
        at
        for at, block in enumerate(blocks)
        if 2 <= len(block.text) <= TITLE_MOST and not block.linked and not MASTHEAD.fullmatch(block.text)
    ]
    marked = [at for at in able if blocks[at].role == HEADLINE]
    if len({blocks[at].places for at in marked}) == 1:
        return marked[0]
    if known := [at for at in able if said.titles.get(squeeze(blocks[at].text)) == HEADLINE]:
        return known[-1] if len(known) == 1 else next((at for at in known if blocks[at].tag in HEADS), known[0])
    tops = [at for at in able if blocks[at].tag == "h1"]
    if tops and all(_is_same(blocks[at], blocks[tops[0]]) for at in tops):
        return tops[0]
    if is_part:
        heads = [at for at in able if blocks[at].tag in HEADS]
        return min(heads, key=lambda at: (blocks[at].tag, at), default=-1)
    for wanted in titles:
        for at in able:
            if len(blocks[at].text) >= 4 and wanted.startswith(blocks[at].text):
                return at
    return -1


def look_beside(blocks: Sequence[Block], first: int, last: int, said: Said) -> tuple[str, str, set[int]]:
    """Kicker and sub-headline around the headline `first` to `last`, and the blocks that they take."""

    def role(at: int) -> str:
        block = blocks[at]
        if not 2 <= len(block.text) <= TITLE_MOST or block.linked or NOTE.fullmatch(block.text):
            return ""
        if known := said.titles.get(squeeze(block.text)):
            return known
        if block.role in (KICKER, SUBHEADLINE):
            return block.role
        if block.tag in HEADS and not MASTHEAD.fullmatch(block.text):
            return KICKER if at < first else SUBHEADLINE
        return SUBHEADLINE if at > last and _DASH.fullmatch(block.text) else ""

    kicker: list[int] = []
    below: list[int] = []
    at = first - 1
    while at >= 0 and role(at) == KICKER:
        kicker.insert(0, at)
        at -= 1
    at = last + 1
    while at < len(blocks):
        if role(at) == SUBHEADLINE:
            below.append(at)
        elif not NOTE.fullmatch(blocks[at].text):  # by-line and day may stand between headline and sub-headline
            break
        at += 1
    words = [" ".join(blocks[at].text for at in found) for found in (kicker, below)]
    return words[0], words[1], {*kicker, *below}


def find_parts(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """First and last block of each part of the page that holds a heading and its own text, where there are several."""
    reach: dict[int, tuple[int, int]] = {}
    weight: Counter[int] = Counter()
    stops: set[int] = set()
    for at, block in enumerate(blocks):
        for place in block.places:
            reach[place] = (reach.get(place, (at, at))[0], at)
            if block.tag not in HEADS and not block.linked:
                weight[place] += len(block.text)
                stops |= {place} if "。" in block.text else set()
    found: set[tuple[int, int]] = set()
    for block in blocks:
        if block.linked or not (block.tag in HEADS[:4] or block.role == HEADLINE) or MASTHEAD.fullmatch(block.text):
            continue
        around = (place for place in reversed(block.places[:-1]) if weight[place] >= LEAST and place in stops)
        found |= {reach[place] for place in itertools.islice(around, 1)}
    spans = sorted(found, key=lambda span: (span[0], -span[1]))
    end = (len(blocks), len(blocks))
    return [span for span, following in itertools.pairwise([*spans, end]) if following[0] > span[1]]
