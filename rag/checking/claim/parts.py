"""Who, what, when, where, how many: a text taken apart into pieces that can be laid against another text's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from index.approximation import BEFORE, Kind
from index.quantities import Quantity, find_amounts
from index.records import Span
from index.words import tag_words
from rag.checking.claim.persons import names_of
from rag.checking.claim.plain_words import SAYS_LITTLE, SAYS_NOTHING
from rag.checking.claim.slips import mend_words
from rag.checking.claim.small_counts import count_persons, find_said_shares, find_small_counts
from rag.checking.claim.when import find_when
from rag.facts.clocks import find_clocks
from rag.facts.negation import NOT, is_denied

KINDS = ("figure", "clock", "day", "title", "name", "body", "word")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a text. `weight` is what it says (0 nothing); `denied` where a 不 or 没有 stands before it."""

    kind: str
    span: Span
    text: str
    weight: float = 1.0
    denied: bool = False
    figure: Quantity | None = None
    minute: int = -1
    """Of the day, for a clock."""
    forms: tuple[tuple[str, float], ...] = ()
    """How a piece of an English text may stand in Chinese, with how surely; () for Chinese ones."""
    sound: str = ""
    """How an English name sounds; "" for what is no name."""
    tag: str = ""
    within: tuple[tuple[str, ...], ...] = ()
    """For a place or body by common English words: how each word before its head may stand in its Chinese name."""


TITLE = re.compile(r"《(?P<a>[^《》]{1,40})》|[“「『](?P<b>[^“”「」『』]{2,30})[”」』]")
HEADS = (
    "歌舞剧院|剧院|剧团|影院|书院|研究院|卫生院|敬老院|养老院|福利院|事务所|卫生室|街道办事处|街道办|街道|社区|小区|广场|公园|大街|大桥|医院|血站|学院|大学|中学|小学|学校|幼儿园|院|图书馆|档案馆|文化馆|体育馆|博物馆|新馆|分馆|馆|车站|站|中心|委员会"
    "|公司|集团|银行|联合会|红十字会|协会|学会|工会|妇联|残联|合作社|党支部|支部|支队|大队|中队|服务队|救援队|队|[省市县区镇乡]委|团委|政府|党委|办公室|办事处|法院|检察院"
    "|局|厅|所|厂|店|食堂|社|园区|产业园|园|山庄|水库|隧道|公路|路|街|巷|桥|古道|村|镇|乡|县|区|市|省"
)
_HEAD = re.compile(rf"(?:{HEADS})$")
_NO_HEAD = re.compile(
    r"(?:(?:石拱|拱|公路|铁路|立交|人行|铁索|浮|木|石|钢)桥|地区|辖区|城区|市区|景区|校区|山区|城市|超市|道路|公路局|思路|社会|厂房|问题|家园|校园|庄园|中心组|收入|全[省市县区镇乡村]|[大结格布全当]局|[大后前庭入出住]院)$"
)
"""Words that end like a name and are none."""
_GENERAL = re.compile(r"^(?:全[省市县区镇乡村]?|各|该|本|我|这|那|每|某|原|新|老|当地|多|几)$")
_HOW_MANY = ("所有", "全部", "各", "每个", "各个", "其他", "其它", "部分", "多数", "一些")
"""What says how many there are, and is no part of a name: 所有乡镇."""
_AT_NAME = re.compile(
    "在(?P<name>[\u4e00-\u9fff]{2,3}(?:社区|小区|村|街道|广场|公园))(?=(?:成功|正式|隆重|顺利)?(?:举行|举办|召开|开展|进行|启动|开幕|上演)|[，。])"
)
"""A name that a word list may cut to single signs: 在站前社区举行."""
_NO_NAME = re.compile("[的个各和与及等农乡山全]|中心(?:社区|广场|公园)|文化|体育|人民|市民|时代|世纪")
_ITEM = re.compile(r"(?<![^\s。；：])\d{1,2}[.．、](?!\d)")
"""The number of an item in a list: 2．影响用户."""
_OPENS, _CLOSES = ("“", "「", "『"), ("”", "」", "』")
"""A figure in quotation marks is a name: “119”消防宣传月."""
_WHICH = re.compile("(?:最后|最初|头|同)$")
"""What makes one of them that one, and no number: 最后一个月."""
_BOUND = re.compile("[东南西北][起至临邻接]")
"""What leads to the end of a road and is not of its name: 南至某广场."""
_ENDS_OF = re.compile("(?<=[路街道巷线桥河渠])([东南西北][起至临邻接抵])(?=[\u4e00-\u9fff]{2})")
"""Where a road's name ends and its course begins, which the tagger may cut across: 某某路|南起|某某广场."""
_LEVELS = re.compile("[省市县区镇乡村](?:[、和][省市县区镇乡村]){1,3}[两二三四]级")
"""Whose a body is, of several levels: 市、区两级红十字会 are the city's and the district's."""
_THIS = re.compile("[这那该此][支个家座所条项处间]?")
"""What points to a body: 这支巡逻队."""
_OF_WORK = re.compile(r"(?:局|委员会|中心|公司|队|所|集团|学院|站|厂|园)$")
"""Bodies that are named by what they do: 教育局, 养护中心."""
_AND_AREA = ("和县", "和市", "和区", "和镇", "和乡", "和村")
"""What and its area's: 团县委和县文联."""
_EMPTY = ("没", "未", "无", "能", "不能", "不落")
"""Words that deny, or say who may: a 没能 is read of what stands behind it."""
_RUN_BY = re.compile("[村镇乡县市区校]办")
"""The end of a place's name and 办, which a word list takes for one word: 某某沟村办了一场."""
_NOUNS = frozenset(("n", "nr", "ns", "nt", "nz", "nrt", "nrfg", "j", "b", "ng", "g", "zg", "vg", "eng",
    "x", "s", "q", "i", "l", "a", "ag", "f", "tg", "mg", "yg", "z", "m"))  # fmt: skip


@lru_cache(maxsize=8192)
def take_apart(text: str, known: tuple[tuple[str, str], ...] = ()) -> tuple[Piece, ...]:
    """The pieces of a Chinese text in order, none overlapping.

    `known` are (kind, text) that the reports beside it name: a word list does not know the names of a county.
    """
    sheet = Sheet(text)
    for match in _LEVELS.finditer(text):
        sheet.take(Piece("word", Span(*match.span()), match.group(), 0.0))
    clocks = list(find_clocks(text))
    for span in _days([span for span, _ in clocks], text):
        sheet.take(Piece("day", span, span.of(text)))
    for span, minute in clocks:
        sheet.take(Piece("clock", span, span.of(text), minute=minute))
    for piece in _figures(text):
        sheet.take(piece)
    for match in TITLE.finditer(text):
        name = "a" if match["a"] else "b"
        sheet.take(Piece("title", Span(*match.span(name)), match[name], 1.0 + len(match[name]) / 4))
    for piece in _sites(text):
        sheet.take(piece)
    named = [*sorted(known, key=lambda item: -len(item[1])), *(("name", name) for name in names_of(text))]
    for kind, words in named:
        weight = 2.0 if kind == "name" else min(3.0, len(words) / 2)
        for match in re.finditer(re.escape(words) + "(?!员)" * words.endswith("队"), text):
            sheet.take(Piece(kind, Span(*match.span()), words, weight, is_denied(text, match.start())))
    for piece in _words(text, sheet.taken):
        sheet.take(piece)
    return sheet.pieces


def _days(clocks: Iterable[Span], text: str) -> Iterable[Span]:
    """The days of a text, a stretch of them without the hours within it: 5月25日 and 至26日, between them 22时."""
    for day in (item.span for item in find_when(text)):
        low = day.start
        for clock in clocks:
            if low < clock.start and clock.end < day.end:
                yield Span(low, clock.start)
                low = clock.end
        yield Span(low, day.end)


def _sites(text: str) -> Iterable[Piece]:
    """Names behind 在 that a word list may cut to single signs."""
    for match in _AT_NAME.finditer(text):
        if not _GENERAL.match(match["name"][:1]) and not _NO_NAME.search(match["name"]):
            yield Piece("body", Span(*match.span("name")), match["name"], min(3.0, len(match["name"]) / 2))


def _figures(text: str) -> Iterable[Piece]:
    """What is counted or measured, without the numbers of lists and those in quotation marks, which are names."""
    for figure in (*find_said_shares(text), *find_amounts(count_persons(text)), *find_small_counts(text)):
        which = figure.value == 1 and _WHICH.search(text[: figure.span.start])
        quoted = text[figure.span.start - 1 : figure.span.start] in _OPENS and text[figure.span.end :][:1] in _CLOSES
        if not figure.indefinite and not which and not quoted and not _ITEM.match(text, figure.span.start):
            yield Piece("figure", figure.span, figure.span.of(text), figure=figure)
            bound = BEFORE.search(text[max(0, figure.span.start - 4) : figure.span.start])
            if bound and figure.kind is not Kind.EXACT:  # 不少于: told with the figure
                yield Piece("word", Span(figure.span.start - len(bound.group()), figure.span.start), bound.group(), 0.0)


class Sheet:
    """A text of which pieces are taken one by one; what is taken is not taken again."""

    def __init__(self, text: str) -> None:
        self.taken = [False] * len(text)
        self._found: list[Piece] = []

    def take(self, piece: Piece) -> None:
        """Take a piece, unless a part of it is taken."""
        span = piece.span
        if not any(self.taken[span.start : span.end]):
            self.taken[span.start : span.end] = [True] * (span.end - span.start)
            self._found.append(piece)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What was taken, in the order of the text."""
        return tuple(sorted(self._found, key=lambda piece: piece.span.start))


def _words(text: str, taken: list[bool]) -> Iterable[Piece]:
    """Bodies and places by the words they end in, then the words left."""
    tagged: list[tuple[str, str, int]] = []
    at = 0
    for word, tag in mend_words([pair for part in _ENDS_OF.split(text) for pair in tag_words(part)]):
        start = text.find(word, at)
        if start < 0:
            continue
        tagged.append((word, tag, start))
        at = start + len(word)
    n = len(tagged) - 1
    pieces: list[Piece] = []
    while n >= 0:
        word, tag, start = tagged[n]
        end = start + len(word)
        if any(taken[start:end]) or not any("\u4e00" <= c <= "\u9fff" or c.isalnum() for c in word):
            n -= 1
            continue
        if (
            _HEAD.search(word)
            and word not in SAYS_NOTHING
            and tag not in ("v", "d", "vd", "t")
            and not _NO_HEAD.search(word)
            and not (tag == "r" or word in _AND_AREA or (word[-1] == "队" and text[end : end + 1] == "员"))
        ):
            low = n
            while low > 0:
                before, before_tag, before_at = tagged[low - 1]
                if (
                    before_at + len(before) != tagged[low][2]
                    or any(taken[before_at : before_at + len(before)])
                    or before in SAYS_NOTHING
                    or before in _HOW_MANY
                    or _BOUND.fullmatch(before)
                    or (before in _AND_AREA and low < n)
                    or (before_tag == "i" and len(before) == 4)
                    or not re.fullmatch("[\u4e00-\u9fffA-Za-z]+", before)
                    or not (
                        _joins(before, before_tag)
                        or before_tag in _NOUNS
                        or (before_tag == "vn" and _OF_WORK.search(word))
                    )
                    or (low < n and _HEAD.search(before) and len(before) > 1 and before_tag == "n" and len(word) > 2)
                    or (low == n and word in _BARE and before[-1] in "市县区")
                    or end - before_at > 16
                ):
                    break
                low -= 1
            while low < n and (_GENERAL.match(tagged[low][0]) or _is_deed(tagged[low], tagged[low + 1])):
                low += 1
            start = tagged[low][2]
            start += 2 * bool(_BOUND.match(text, start))
            this = _THIS.match(text, start)
            start = this.end() if this and end - this.end() >= 3 else start
            start += max((m.end() for m in re.finditer("[是由被]", text[start : end - 2])), default=0)
            if end - start >= 3 or word in ("市委", "区委", "县委"):
                pieces.append(
                    Piece(
                        "body", Span(start, end), text[start:end], min(3.0, (end - start) / 2), is_denied(text, start)
                    )
                )
                n = low - 1
                continue
        pieces.append(_word(text, start, word, tag))
        n -= 1
    return pieces


def _word(text: str, start: int, word: str, tag: str) -> Piece:
    """A single word as a piece, its tag mended where the word list slips."""
    denied = is_denied(text, start)
    if denied and tag == "p":
        tag = "v"  # 没有通过: not 通过 by which
    if tag == "v" and len(word) > 2 and word[-1] in "会式赛节":
        tag = "n"  # 扩大会
    weight = _weight(word, tag)
    if (
        NOT.fullmatch(word)
        or word in _EMPTY
        or word in _AND_AREA
        or (_RUN_BY.fullmatch(word) and text[start - 1 : start].strip("，。"))
    ):
        weight = 0.0
    elif denied:
        weight = max(1.0, weight)
    elif _INNER.match(word) and tag == "v":
        weight = 0.3
    return Piece("word", Span(start, start + len(word)), word, weight, denied, tag=tag)


def _joins(word: str, tag: str) -> bool:
    """May a single sign be the first of a name that the word list does not know (望 in 望蒲小学)?"""
    return len(word) == 1 and tag in ("v", "vg", "zg", "ng", "a") and word not in _LEADS


def _is_deed(word: tuple[str, str, int], after: tuple[str, str, int]) -> bool:
    """Is it what is done with the body behind it, and not of its name: 指导某镇小学队, 新任教育局局长?"""
    return word[0] in _NEWLY or (
        word[1] == "vn" and len(word[0]) == 2 and (after[1] == "ns" or after[0][-1] in "镇乡村县")
    )


_NEWLY = ("新任", "现任", "时任", "前任", "原任", "历任")
_INNER = re.compile("[里中内][\u4e00-\u9fff]$")
"""A word list's slip: 阅览室里|配了."""
_BARE = ("社区", "小区", "街道", "乡镇")
"""What a district has many of: 某区社区 are its communities, not one of that name."""
_LEADS = (
    "修拆率携邀请据令使因到在来赴去进驻访建设办让对向从与和及或由被把将为是有以于说称往"
    "经过走看听做用给带住跟同比至达向入出上下开属归管离临靠挨"
)


def _weight(word: str, tag: str) -> float:
    if word in SAYS_NOTHING or (
        tag in ("p", "c", "u", "uj", "ul", "ud", "uz", "uv", "y", "e", "o", "x") and not word.isalnum()
    ):
        return 0.0
    if tag in ("p", "c", "uj", "ul", "uz", "uv", "y", "d", "f", "r", "q", "u") or (
        len(word) == 1 and tag not in ("n", "v")
    ):
        return 0.15 if len(word) > 1 else 0.0
    if word in SAYS_LITTLE:
        return 0.4
    return min(2.0, len(word) / 2)
