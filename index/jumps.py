"""Where a text was taken from, and where it goes on: （据新华社）, （下转第三版）. Nobody is named by it."""

from __future__ import annotations

import re

from index.clean import HAN

_PAGE = r"[^()（）]{0,10}[版页面][^()（）]{0,4}"
_IN = re.compile(rf"[(（](?:上接|紧接|接){_PAGE}[)）]\s*")
_OUT = re.compile(rf"[(（](?:下转|转|未完){_PAGE}[)）]\s*$")
_SOURCE = re.compile(
    r"(?:据|图片(?:来源于?|来自|由)|来源|稿源|转自|转载自?|摘自|摘编自?|选自|作者(?:单位|系|为)|(?:文章|图文)来源)[:：]?"
    rf"\s*[{HAN}A-Za-z0-9·“”《》〈〉、 —-]{{2,40}}"
    r"|(?:本报)?(?:综合|讯|完|节选|摘编|摘要|未完待续|待续)(?:整理|报道|消息)?"
    rf"|[{HAN}]{{0,10}}(?:融媒体?(?:中心)?|日报|晚报|新华社|电视台|宣传部|发布)(?:供稿)?"
    rf"|(?:下转|转|未完){_PAGE}"
)
_BARE = re.compile(rf"据(?:新华社|中新社|人民网|《[{HAN}]{{2,10}}》|[{HAN}]{{2,8}}(?:社|报|网))(?:消息|报道|电|讯)?")
"""A source on a line of its own, without brackets."""


def is_source(inner: str) -> bool:
    """Does what closes a text in brackets say where the text was taken from, or where it goes on?"""
    return bool(_SOURCE.fullmatch(inner.strip()))


def is_bare_source(line: str) -> bool:
    """Does a line say so without brackets: 据新华社?"""
    return bool(_BARE.fullmatch(line))


def jump_in(text: str) -> int:
    """How many signs the words take with which a text begins that goes on from another page, 0 if it is none."""
    match = _IN.match(text)
    return match.end() if match else 0


def jump_out(text: str) -> int:
    """Where the words begin with which a text leaves for another page, -1 if it stays."""
    match = _OUT.search(text)
    return match.start() if match else -1
