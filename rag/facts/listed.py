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


def members(question: str, need: Need, evidence: Sequence[Evidence]) -> Sum | None:
    """几个街道: the members of a list that end with the noun, where no number is printed with it."""
    match = MEMBERS.search(question)
    if match is None or need.kind != "number":
        return None
    noun = match["noun"]
    figure = r"[\d一二三四五六七八九十两百]+"
    printed = re.compile(rf"{figure}[{match['unit']}余多]*{noun}|{noun}[^，。；]{{0,2}}{figure}[余多]?{match['unit']}")
    if any(printed.search(one.text) for one in evidence):
        return None
    for one in evidence:
        row = find_scoped(question, one.text)
        if row is None and _WENT.search(question) and not _LARGER.search(noun):
            row = next((r for r in find_groups("哪些地方", one.text) if _IN_EACH.fullmatch(r.of(one.text))), None)
        if row:
            count = len(re.split(r"[、，]", row.of(one.text)))
            return Sum(f"{count}{match['unit']}", f"{row.of(one.text)}，共{count}{match['unit']}", (one,))
    for one in evidence:
        listed = re.search(
            rf"(?:[\u4e00-\u9fff]{{1,12}}?{noun}、)+[\u4e00-\u9fff]{{1,12}}?{noun}(?:[和及与][\u4e00-\u9fff]{{1,12}}?{noun})?",
            one.text,
        )
        if listed:
            count = len(re.findall(rf"{noun}(?=[、和及与]|$)", listed.group()))
            return Sum(f"{count}{match['unit']}", f"{listed.group()}，共{count}{match['unit']}", (one,))
    return None
