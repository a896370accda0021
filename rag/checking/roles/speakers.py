"""Who said it: a claim that puts one person's words into another's mouth."""

from __future__ import annotations

import re

from rag.answers import Difference
from rag.checking.wording.bonds import SAME, Comparison, Statement

_SAY = "表示|希望|说|认为|指出|要求|强调|建议|呼吁|介绍|透露|坦言|感慨|提出|提议"
_CLAIMED = re.compile(
    rf"^(?P<who>[\u4e00-\u9fff]{{2,18}}?)(?:在[\u4e00-\u9fff“”]{{2,16}}?[上中时]|在[^，。]{{2,20}}，|当天|当日)?(?:{_SAY})"
)
_REPORTED = re.compile(rf"^[“”]?(?P<who>[^，。；：“”]{{2,24}}?)(?:{_SAY})(?:道|了)?[，：,:]")
_OFFICE = re.compile(
    "(?:的)?(?:主要)?(?:负责(?:人|同志)|书记|主任|局长|区长|县长|市长|校长|院长|站长|会长|代表|同志|老师|教授|经理)+.*$"
)
"""What he is there, behind the body whose he is."""
_NOBODY = re.compile("^(?:他|她|他们|她们|其|会议|大家|报告|文件|通知|据悉|有人|对此|随后|同时|并|最后|当地)")


def find_speakers(statement: Statement, comparison: Comparison) -> list[Difference]:
    """At most one difference: the sentence opens with another speaker, and knows nothing of the claimed one."""
    claimed, reported = _CLAIMED.match(statement.text), _REPORTED.match(comparison.report.text)
    if statement.lang != "zh" or not claimed or not reported:
        return []
    mine, theirs = claimed["who"], reported["who"]
    house = _OFFICE.sub("", mine)
    if len(house) < 2 or _NOBODY.match(mine) or _NOBODY.match(theirs) or _shares(house, comparison.report.text):
        return []
    words = [f for f in comparison.findings if f.piece.span.start >= claimed.end() and f.piece.weight >= 1]
    if len(words) >= 2 and all(f.state == SAME for f in words):
        kind = "organisation" if house != mine else "person"
        return [Difference(kind, mine, theirs)]
    return []


def _shares(name: str, text: str) -> bool:
    """Do any two signs in a row of a name stand in the text?"""
    return any(name[at : at + 2] in text for at in range(len(name) - 1))
