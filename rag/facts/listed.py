"""How many a list has where no number is printed with it: 甲社区、乙社区和丙社区 are three."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.facts.evidence import Evidence
from rag.facts.sums import Sum
from rag.facts.visits import find_groups, find_scoped
from rag.questions.asked import Need

_WENT = re.compile(r"[去转到看走]了|走访|调研|考察|检查|参观")
_IN_EACH = re.compile(r"(?:[^、，]{1,5}?(?:街道|[镇乡县区市])[^、，]{2,}(?:、[^、，]+)*(?:，|$))+")
"""Rows of places each of which opens with the larger one they lie in: 甲街道子小区、丑小区，乙街道寅小区."""
_LARGER = re.compile(r"街道|[镇乡县市]$|(?<!小)区$")
MEMBERS = re.compile(
    r"(?:多少|几)(?P<unit>[个名位家条项种所座支])(?P<noun>[\u4e00-\u9fff]{1,4}?)(?=[？?，。]|$|[的参举是有])"
)

_BEHIND = re.compile(
    r"(?P<noun>小区|社区|村庄?|学校|企业|医院|单位|乡镇|街道|项目)(?:一共|总共|共)?(?:有)?(?:多少|几)(?P<unit>[个名位家条项种所座支])"
)
"""The noun before its asking word: 调研的小区一共有几个."""
_WENT_EN = re.compile(r"\b(?:visit\w*|tour\w*|inspect\w*|went|go|call\w*|survey\w*|stop\w*)\b", re.I)
_MEMBERS_EN = re.compile(
    r"\bhow many (?:[a-z-]+ ){0,2}"
    r"(?P<noun>compounds|estates|communities|villages|schools|companies|hospitals|townships)\b",
    re.I,
)
_NOUNS_EN = {
    "compounds": ("小区", "个"), "estates": ("小区", "个"), "communities": ("社区", "个"), "villages": ("村", "个"),
    "schools": ("学校", "所"), "companies": ("企业", "家"), "hospitals": ("医院", "家"), "townships": ("乡镇", "个"),
}  # fmt: skip


def read_members(question: str) -> tuple[str, str]:
    """The noun and the measure word of the members that a question counts; empty where it counts none."""
    match = MEMBERS.search(question) or _BEHIND.search(question)
    if match:
        return match["noun"], match["unit"]
    found = _MEMBERS_EN.search(question)
    return _NOUNS_EN[found["noun"].lower()] if found else ("", "")


def members(question: str, need: Need, evidence: Sequence[Evidence]) -> Sum | None:
    """几个街道: the members of a list that end with the noun, where no number is printed with it."""
    noun, unit = read_members(question)
    if not noun or need.kind != "number":
        return None
    went = _WENT.search(question) or _WENT_EN.search(question)
    figure = r"[\d一二三四五六七八九十两百]+"
    printed = re.compile(rf"{figure}[{unit}余多]*{noun}|{noun}[^，。；]{{0,2}}{figure}[余多]?{unit}")
    if any(printed.search(one.text) for one in evidence):
        return None
    for one in evidence:
        row = find_scoped(question, one.text)
        if row is None and went and not _LARGER.search(noun):
            row = next((r for r in find_groups("哪些地方", one.text) if _IN_EACH.fullmatch(r.of(one.text))), None)
        if row:
            count = len(re.split(r"[、，]", row.of(one.text)))
            return Sum(f"{count}{unit}", f"{row.of(one.text)}，共{count}{unit}", (one,))
    for one in evidence:
        listed = re.search(
            rf"(?:[\u4e00-\u9fff]{{1,12}}?{noun}、)+[\u4e00-\u9fff]{{1,12}}?{noun}(?:[和及与][\u4e00-\u9fff]{{1,12}}?{noun})?",
            one.text,
        )
        if listed:
            count = len(re.findall(rf"{noun}(?=[、和及与]|$)", listed.group()))
            return Sum(f"{count}{unit}", f"{listed.group()}，共{count}{unit}", (one,))
    return None
