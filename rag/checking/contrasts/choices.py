"""One of a few: the claim names one of a closed class (a feast, a season, a grade), the sentence another of it."""

from __future__ import annotations

import re

from rag.answers import Difference
from rag.checking.wording.bonds import Comparison, Statement

_CLASSES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "date",
        (
            r"春节|新春(?!走|走基层)|Spring Festival|Chinese New Year|Lunar New Year",
            r"元旦(?!社区|街|路)|New Year['’]s Day",
            r"元宵|Lantern Festival",
            r"清明|Qingming|Tomb[- ]Sweeping",
            r"五一(?!路|街|广场)|劳动节|May Day|Labou?r Day",
            r"端午|Dragon Boat Festival",
            r"中秋|Mid-Autumn",
            r"国庆|National Day",
            r"重阳|Double Ninth|Chongyang",
            r"六一|儿童节|Children['’]s Day",
            r"三八节|妇女节|Women['’]s Day",
            r"七夕|Qixi",
            r"腊八|Laba",
        ),
    ),
    (
        "date",
        (r"上半年|first half of (?:the|this|that|last) year", r"下半年|second half of (?:the|this|that|last) year"),
    ),
    (
        "date",
        (
            r"[一1]季度|first quarter",
            r"[二2]季度|second quarter",
            r"[三3]季度|third quarter",
            r"[四4]季度|fourth quarter|last quarter",
        ),
    ),
    (
        "date",
        (r"年初|(?:start|beginning) of (?:the|this|next|last) year", r"年底|年末|end of (?:the|this|next|last) year"),
    ),
    (
        "date",
        (r"月初|(?:start|beginning) of (?:the|this|next|last) month", r"月底|月末|end of (?:the|this|next|last) month"),
    ),
    (
        "date",
        (
            r"春季|今春|\bspring\b(?! festival)",
            r"夏季|今夏|暑期|暑假|\bsummer\b",
            r"秋季|今秋|\bautumn\b",
            r"冬季|今冬|寒假|\bwinter\b",
        ),
    ),
    (
        "other",
        (
            r"国家级|国家[一二三]级|\bnational[- ]level\b",
            r"省级|\bprovincial\b|\bprovince-level\b",
            r"市级|\bmunicipal\b|\bcity-level\b",
            r"县级(?!市)|区级|\bcounty-level\b|\bdistrict-level\b",
        ),
    ),
    ("other", (r"金[奖牌]|\bgold(?: medal| award| prize)?\b", r"银[奖牌]|\bsilver\b", r"铜[奖牌]|\bbronze\b")),
    (
        "other",
        (r"一等奖|first prize", r"二等奖|second prize", r"三等奖|third prize", r"优秀奖|鼓励奖|consolation prize"),
    ),
    (
        "other",
        (
            r"冠军|第一名|榜首|夺冠|\bchampions?\b|first place",
            r"亚军|第二名|\brunners?-up\b|second place",
            r"季军|第三名|third place",
        ),
    ),
    ("other", (r"男子|男队|男单|男双|\bmen['’]s\b", r"女子|女队|女单|女双|\bwomen['’]s\b", r"混合|混双|\bmixed\b")),
    (
        "other",
        (
            r"红色预警|\bred alert\b",
            r"橙色预警|\borange alert\b",
            r"黄色预警|\byellow alert\b",
            r"蓝色预警|\bblue alert\b",
        ),
    ),
    ("other", (r"由北向南|自北向南", r"由南向北|自南向北", r"由东向西|自东向西", r"由西向东|自西向东")),
    ("other", (r"终身|长期有效|for life", r"临时|temporar")),
)
"""Classes of which only one can be so, in both languages: what kind of difference it is, and the members."""
SPOKEN = 0.35
"""How much of the statement must stand in a sentence for the two to speak of one matter."""


def find_choices(statement: Statement, comparison: Comparison) -> list[Difference]:
    """At most one difference: another member of a class, where the claimed one stands nowhere near."""
    if comparison.inside < SPOKEN:
        return []
    near = comparison.report.text + comparison.report.around
    for kind, members in _CLASSES:
        mine = [m for m in members if re.search(m, statement.text, re.I)]
        theirs = [m for m in members if re.search(m, comparison.report.text, re.I)]
        if len(mine) == len(theirs) == 1 and mine != theirs and not re.search(mine[0], near, re.I):
            said, reported = (
                re.search(mine[0], statement.text, re.I),
                re.search(theirs[0], comparison.report.text, re.I),
            )
            if said and reported:
                return [Difference(kind, said.group(), reported.group())]
    return []
