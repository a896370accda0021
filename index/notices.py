"""Notices (公告, 启事): numbered parts, the closing formula, issuer and date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.bylines import Signature
from index.clean import HAN
from index.lines import Line
from index.records import Byline

ISSUER = "落款"
"""The role of those who issue a notice."""
_NUMERALS = "一二三四五六七八九十"
_NUMBERED = re.compile(r"第?([一二三四五六七八九十]{1,3})[、．.章]|[（(]([一二三四五六七八九十]{1,3})[）)]")
_ITEM = re.compile(r"\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|[①-⑳]")
_HEADING = re.compile(r"[^，。；：]{2,18}")
HEREBY = re.compile(r"特此(?:公告|通告|通知|声明|公示|函告|说明|更正|告知)[。！]?|声明作废")
TITLE = re.compile(
    r"公告|启事|通告|通知书?|声明|公示|招聘|征文|征集|拍卖|招标|中标|招租|讣告|更正|温馨提示|倡议书|寻人|遗失"
    r"|致.{2,20}(?:的一封)?信"
)
"""Words in the headline of a notice."""
_SPACED = 8
"""Signs of the longest title that is set apart: 更 正."""
_WHOLE_TITLE = re.compile(r"[^，。；：！？]{0,24}(?:公告|启事|通告|通知|声明|公示|讣告|更正|一封信|倡议书|温馨提示)")
_ADDRESS = re.compile(
    r"(?:尊敬的|敬爱的|亲爱的|各位?|全体|全[省市县区镇村]|广大).{1,24}[：:]|.{0,12}(?:朋友|同志|同胞|居民|用户|单位|家长|同学|市民)们?[：:]"
)
_ANNOUNCES = re.compile(r"(?:如下|以下(?:几点|事项|要求|工作|内容))[：:]$")
_CORRECTS = re.compile(r"本报[^，。]{0,12}\d{1,2}日[^，。]{0,12}(?:刊发|刊登|刊载|报道|所刊)")
_CONTACT = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8})?(?:热线|电话|联系人|联系方式|传真|邮箱|地址)(?:及联系人)?\s*[：:].{1,50}"
)
"""A line by which a notice says whom to ask, above who issued it."""
_FORMULA = re.compile(r"(?:此致|敬礼|谢谢合作|敬请(?:谅解|留意|关注|周知|配合|广大.{2,12}))[。！]?")
_CLOSING = 3
"""Lines that the closing wish above a letter's signature takes at most."""
_OFFICE = re.compile(
    rf"(?:[{HAN}（）()·]{{2,24}}(?:局|委|馆|社|会|部|厅|处|院|校|学|中心|公司|政府|办公室|办|领导小组"
    r"|指挥部|队|行|所|站|集团|党支部|妇联|社区|街道)\s*){1,4}"
)
_DATE = re.compile(
    r"(?:\d{4}|[二〇○零一三四五六七八九]{4})年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日"
)
_ISSUED = re.compile(rf"(?P<office>{_OFFICE.pattern})\s*{_DATE.pattern}")
"""Who issued it and when, in one line."""
_LOST = re.compile(r"(?:遗失|丢失|丢了|灭失)[^。]*(?:声明)?作废[。！]?$")
_AMENDS = re.compile("更正|致歉|勘误")
_LONGEST_SMALL = 160
"""Characters of the longest notice of a loss or correction; three lines are usual."""
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


def is_title(text: str) -> bool:
    """Is the line a notice's title and nothing else: 关于…的公告, 征文启事?"""
    return bool(_WHOLE_TITLE.fullmatch(text.replace(" ", "") if len(text) <= _SPACED else text))


def is_address(text: str) -> bool:
    """Does the line call upon those whom a letter or notice is for: 全体居民：?"""
    return text[-1] in "：:" and bool(_ADDRESS.fullmatch(text))


def corrects(text: str) -> bool:
    """Does a paper's correction of itself begin here: 本报3月5日二版刊发的…?"""
    return bool(_CORRECTS.match(text))


def formula(text: str) -> str:
    """The formula by which a notice of one paragraph is known: 声明作废, 特此更正; "" for any other text."""
    if len(text) > _LONGEST_SMALL:
        return ""
    if _LOST.search(text):
        return "lost"
    return "corrects" if corrects(text) and _AMENDS.search(text) else ""


def announces(text: str) -> bool:
    """Does the line say that a list follows: 现将有关事项公告如下：?"""
    return bool(_ANNOUNCES.search(text))


def closes(text: str, *, told: bool = False, within: bool = False) -> bool:
    """Is the line one of those that close a notice: 特此公告, and where a notice is `told` 咨询电话：… too?

    `within`: does the formula stand anywhere in the text?
    """
    if within:
        return bool(HEREBY.search(text))
    return bool(HEREBY.fullmatch(text) or (told and _CONTACT.fullmatch(text)))


def closes_letter(lines: Sequence[Line], at: int) -> bool:
    """Is the line a letter's closing wish or formula, above its issuer and date?"""
    for below in range(at, min(len(lines), at + _CLOSING)):
        text = lines[below].text
        if lines[below].is_finished or _FORMULA.fullmatch(text):
            found = read_issuer(lines, below + 1)
            return found is not None and found[0] > 1
        if below > at and lines[below].gap != lines[at].gap:
            return False
    return False


def read_issuer(lines: Sequence[Line], at: int, *, alone: bool = True) -> tuple[int, Signature] | None:
    """How many lines a notice's issuer and date take from `at` on, and who issued it; without a date if `alone`."""
    names: list[str] = []
    text: list[str] = []
    whole = _ISSUED.fullmatch(lines[at].text) if at < len(lines) else None
    if whole:
        return 1, Signature(tuple(Byline(n, ISSUER) for n in whole["office"].split()), whole.group())
    for count, line in enumerate(lines[at : at + 4]):
        if _DATE.fullmatch(line.text):
            if names:
                return count + 1, Signature(tuple(Byline(n, ISSUER) for n in names), " ".join([*text, line.text]))
            return None
        if len(line.text) > _LONGEST_OFFICE or not _OFFICE.fullmatch(line.text):
            break
        names.extend(line.text.split())
        text.append(line.text)
    if not names or not alone:
        return None
    first = lines[at].text
    return 1, Signature(tuple(Byline(n, ISSUER) for n in first.split()), first)
