"""A page as clean printed lines: widths, gaps, vertical headlines set upright, page furniture dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.clean import clean

_UPRIGHT = 4
"""Lines of one character in a row that make a vertical headline; shorter ones are leftovers of a layout."""
_FURNITURE = re.compile(
    r"(?:合办|主办|协办|承办|主编|责任?编辑?|本版编辑|编辑|校对|组版|版式|美编|编审|值班主任|值班编辑|一审|二审|三审|审签|检校|图编|执行主编"
    r"|新闻热线|热线电话|投稿邮箱|邮箱|电话|邮编|地址|E-?mail|国内统一(?:连续出版物|刊)号|邮发代号|广告经营许可证)\s*[:：].{0,60}"
    r"|本版(?:责任?编辑?|编辑|美编|校对|版式)\s*[:：]?.{1,20}"
    r"|(?:要闻|综合|本地|时政|民生|社会|文化|教育|经济|健康|法治|生活|乡村|城事|新闻)(?:[·•∙](?:要闻|综合|民生|社会|文化|教育|经济|健康|法治|生活|新闻))+"
    r"|(?:第?\s*[A-D]?\d{1,2}\s*版?|第?[一二三四五六七八九十]{1,3}版|[A-D]\d{1,2})"
    r"|(?:总?第\s*\d+\s*期|今日\s*\d+\s*版)"
    r"|(?:要闻|综合|综合新闻|本地新闻|本版|广告|副刊|时政|民生|社会|文化|专版|公益广告)"
)
_DATELINE = re.compile(
    r".{0,12}?\d{4}年\d{1,2}月\d{1,2}日.{0,6}(?:星期|周)[一二三四五六日天].{0,30}"
    r"|(?:星期|周)[一二三四五六日天].{0,6}\d{4}年\d{1,2}月\d{1,2}日.{0,30}"
)
_HEADER_DATE = re.compile(r"[^，。；]{0,20}\d{4}年\d{1,2}月\d{1,2}日[^，。；]{0,24}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")
_LONGEST_FURNITURE = 80
"""Characters of the longest line of page furniture."""
_HEADER = 3
"""Lines at the top of a page among which a bare date is the paper's own, not an article's."""
_SQUEEZABLE = "，。、；：！？“”‘’（）《》"
_TERMINALS = frozenset("。！？…；：”’!?;:")
_HALF = re.compile("[\u0020-\u007e\u00a1-\u00b6\u00b8-\u02ff\uff61-\uff9f]")
_ENDS_SENTENCE = re.compile(r"[。！？…!?][”’」』）)]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, clean. `width` is in ems (half-width signs count one half)."""

    text: str
    gap: bool
    """Does a blank line stand above it?"""
    width: float
    upright: bool = False
    """Was it set vertically, one character a line?"""
    squeezed: float = 0.0
    """Ems by which it may be narrower in print: justified setting squeezes punctuation to half its width."""
    fixes: tuple[str, ...] = ()

    @property
    def is_finished(self) -> bool:
        """Does a sentence end where the line ends?"""
        return bool(_ENDS_SENTENCE.search(self.text))

    @property
    def has_stop(self) -> bool:
        """May a paragraph end here: any closing sign at the end, not only a full stop?"""
        return self.text[-1] in _TERMINALS or self.is_finished


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a page prints: its lines, and the furniture that belongs to no article."""

    lines: tuple[Line, ...]
    dropped: tuple[str, ...]


def em_width(text: str) -> float:
    """How wide the text is printed, in ems."""
    return len(text) - len(_HALF.findall(text)) / 2


def _make(text: str, gap: bool, *, upright: bool = False) -> Line | None:
    fixed, fixes = clean(text)
    if not fixed:
        return None
    squeezed = sum(map(fixed.count, _SQUEEZABLE)) / 2
    return Line(text=fixed, gap=gap, width=em_width(fixed), upright=upright, squeezed=squeezed, fixes=fixes)


def _raw_lines(text: str) -> Iterator[tuple[str, int]]:
    """Each printed line with the number of blank lines above it."""
    blanks = 0
    for raw in text.splitlines():
        stripped = raw.strip()
        if stripped:
            yield stripped, blanks
            blanks = 0
        else:
            blanks += 1


def _upright_text(run: list[tuple[str, int]]) -> str:
    """The characters of a vertical headline; a gap wider than the usual one separates phrases."""
    usual = min((blanks for _, blanks in run[1:]), default=0)
    return "".join((" " if i and blanks > usual else "") + char for i, (char, blanks) in enumerate(run))


def _is_furniture(text: str, on_top: bool) -> bool:
    """Does the line belong to the page, not to an article: date lines, editors, section names?"""
    if len(text) > _LONGEST_FURNITURE:
        return False
    if _FURNITURE.fullmatch(text) or _DATELINE.fullmatch(text):
        return True
    return on_top and bool(_HEADER_DATE.fullmatch(text))


def read_lines(text: str) -> Sheet:
    """The printed lines of a page's text."""
    raw = list(_raw_lines(text))
    lines: list[Line] = []
    dropped: list[str] = []
    at = 0
    while at < len(raw):
        end = at
        while end < len(raw) and len(raw[end][0]) == 1:
            end += 1
        gap = raw[at][1] > 0 or at == 0
        if end - at >= _UPRIGHT:
            line = _make(_upright_text(raw[at:end]), gap, upright=True)
            at = end
        else:
            line = _make(raw[at][0], gap)
            at += 1
        if line is None:
            continue
        if _is_furniture(line.text, at <= _HEADER):
            dropped.append(line.text)
        else:
            lines.append(line)
    return Sheet(lines=tuple(lines), dropped=tuple(dropped))
