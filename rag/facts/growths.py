"""Changes: on which base, which way and of which measure a figure is said to have grown or shrunk.

同比 compares with the same months a year ago, 环比 with the stretch just before (国家统计局, 统计指标解释): by how
much the one grew is no answer to the other, nor is the growth of one measure (品牌广告收入) that of another (总收入).
"""

from __future__ import annotations

import re

from index.records import Span
from index.words import tag_words

_YEAR_AGO = r"同比|[比较与](?:去年|上年|前一年|20\d\d年)(?:同[期月季])?(?:相比)?|同期相比"
_BEFORE = r"环比|[比较与]上(?:一?个?(?:季度|月|周|期))(?:相比)?"
_BASE = re.compile(rf"(?P<year>{_YEAR_AGO})|(?P<before>{_BEFORE})")
_UP, _DOWN = (
    r"增[长加多幅]?|[上提]升|上[涨扬]|[提走]高|涨[幅了]?|回升|扩大|多了?",
    r"减[少幅]?|下[降跌滑]|降[低幅]?|回落|缩[减小短]|跌[幅了]?|少了?",
)
_WAY = rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))"
_TOLD = re.compile(rf"{_WAY}[了约近超逾过达为至到幅度在]{{0,4}}$")
_ASKED = re.compile(
    rf"(?P<base>{_YEAR_AGO}|{_BEFORE})?[，]?(?:分别|又|再|共|大幅|将|预计|有所)?{_WAY}[了约近超逾过达为幅度]{{0,4}}(?:多少|几|百分之几)"
)
_GOES_ON = re.compile(rf"[也均都已又约分别同环]*(?:{_YEAR_AGO}|{_BEFORE}|{_WAY}|[占较])")
"""Begins a clause that goes on about the measure before it: 产量210吨，同比增长一成."""
_BREAK = re.compile(r"[，。；：！？]")
_WORN = re.compile(
    r"全[国省市县区镇乡村年球]|我[国省市县]|[今去本上下]半?年|当[年月季]|上半年|下半年|前\w?季度|第?[一二三四]季度|累计|共?实现|完成|达到?|预计|整体|实际|其中|"
    r"[\d一二三四五六七八九十]+[月日年]|[至、的]"
)
"""Says nothing of which measure it is."""
_SUBJECT = 16
"""Signs before a measure's last word within which it is told which one it is."""


def is_other_change(question: str, sentence: str, span: Span) -> bool:
    """Is the figure at `span` a change on another base, the other way, or of another measure than is asked for?"""
    asked = _ASKED.search(question)
    if asked is None:
        return False
    clauses = _split(sentence, span)
    if sentence[: span.end].endswith(("%", "个百分点")) and not re.search(_WAY, clauses[-1]):
        return True  # a share is no change
    own = re.split(r"\d%|[\d百千万亿][吨元人个名户倍]", clauses[-1])[-1].rstrip()
    told, bases = _TOLD.search(own), list(_BASE.finditer(own))
    if told is None:
        return False
    base = _BASE.search(asked["base"]) if asked["base"] else _BASE.search(question)
    if base and bases and base.lastgroup != bases[-1].lastgroup:
        return True
    if bool(asked["up"]) != bool(told["up"]):
        return True
    return _is_other_measure(question[: asked.start()], clauses)


def _split(sentence: str, span: Span) -> list[str]:
    """The clauses before a figure, the last one that in which it stands, up to it."""
    return _BREAK.split(sentence[: span.start])


def _is_other_measure(asked: str, clauses: list[str]) -> bool:
    """Does another measure of the same name stand before the figure: 移动云收入 for 数字化转型收入?"""
    asked = _BASE.sub("", asked).rstrip("，、与相比")
    head = asked[-2:]
    if not re.fullmatch(r"[\u4e00-\u9fff]{2}", head):
        return False
    told = next((one for one in reversed(clauses) if not _GOES_ON.match(one)), "")
    at = told.rfind(head)
    if at < 0:
        return False
    mine, other = asked[:-2], told[max(0, at - _SUBJECT) : at]
    while mine and other and mine[-1] == other[-1]:
        mine, other = mine[:-1], other[:-1]
    strange = next((part for part in reversed(_WORN.split(other)) if part), "")
    if len(strange) < 2 or strange in asked:
        return False
    if mine.endswith("总"):
        return True
    missing = [w for w, tag in tag_words(_WORN.split(mine)[-1]) if len(w) > 1 and tag[:1] in "nvabijl"]
    return any(word not in "".join(clauses) for word in missing)
