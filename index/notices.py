"""Notices (公告, 启事): numbered parts, the closing formula, issuer and date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.bylines import Signature
from index.clean import HAN
from index.lines import Line
from index.records import Byline

_NUMERALS = "一二三四五六七八九十"
_NUMBERED = re.compile(r"第?([一二三四五六七八九十]{1,3})[、．.章]|[（(]([一二三四五六七八九十]{1,3})[）)]")
_ITEM = re.compile(r"\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|[①-⑳]")
_HEADING = re.compile(r"[^，。；：]{2,18}")
HEREBY = re.compile(r"特此(?:公告|通告|通知|声明|公示|函告|说明|更正|告知)[。！]?")
TITLE = re.compile(
    r"公告|启事|通告|通知书?|声明|公示|招聘|征文|征集|拍卖|招标|中标|招租|讣告|更正|温馨提示|倡议书|寻人|遗失"
    r"|致.{2,20}(?:的一封)?信"
)
"""Words in the headline of a notice."""
_OFFICE = re.compile(
    rf"(?:[{HAN}（）()·]{{2,24}}(?:局|委|馆|社|会|部|厅|处|院|校|学|中心|公司|政府|办公室|办|领导小组"
    r"|指挥部|队|行|所|站|集团|党支部|妇联|社区|街道)\s*){1,4}"
)
_DATE = re.compile(
    r"(?:\d{4}|[二〇○零一三四五六七八九]{4})年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日"
)
_LONGEST_OFFICE = 60
"""Characters of the longest line of issuers."""


def numeral(text: str) -> int:
    """The number of a part that starts here (一、 is 1), 0 if none starts."""
    match = _NUMBERED.match(text)
    if not match:
        return 0
    digits = match[1] or match[2]
    if digits.startswith("十"):
        return 10 + (_NUMERALS.find(digits[1]) + 1 if len(digits) > 1 else 0)
    return _NUMERALS.find(digits[0]) + 1


def is_heading(text: str) -> bool:
    """Is the line a numbered part's heading, with nothing of the part itself?"""
    return numeral(text) > 0 and bool(_HEADING.fullmatch(text))


def is_item(text: str) -> bool:
    """Does a numbered item start here: 1. …, （2）…, ③…?"""
    return bool(_ITEM.match(text))


def read_issuer(lines: Sequence[Line], at: int) -> tuple[int, Signature] | None:
    """How many lines a notice's issuer and date take from `at` on, and who issued it."""
    names: list[str] = []
    text: list[str] = []
    for count, line in enumerate(lines[at : at + 4]):
        if _DATE.fullmatch(line.text):
            if names:
                return count + 1, Signature(tuple(Byline(n, "落款") for n in names), " ".join([*text, line.text]))
            return None
        if len(line.text) > _LONGEST_OFFICE or not _OFFICE.fullmatch(line.text):
            break
        names.extend(line.text.split())
        text.append(line.text)
    if not names:
        return None
    first = lines[at].text
    return 1, Signature(tuple(Byline(n, "落款") for n in first.split()), first)
