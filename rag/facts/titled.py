"""What an event was called: the name in quotation marks before 活动, where a question asks for 活动名称."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.records import Span
from rag.facts.evidence import Evidence, Fact
from rag.finding.retrieve import Query

_SORT = (
    "活动|仪式|比赛|大赛|竞赛|展演|演出|晚会|读书节|文化节|艺术节|行动|课堂|讲座|培训班"
    "|展览|画展|论坛|赛事|招聘会|运动会"
)
_ASKS = re.compile(
    rf"(?:{_SORT})(?:[，,]|这次|此次)?"
    rf"(?:的?(?:全称|名称|名字)(?:是|叫)(?:什么|啥|哪个)|(?:叫|叫做|名叫|取名)(?:什么|啥)(?:名[字称]?)?[？?]?$)"
)
_ASKS_EN = re.compile(
    r"\b(?:what (?:is|was) the (?:full )?(?:name|title) of"
    r"|what (?:is|was|were) .{3,80} (?:called|named|titled|entitled))\b"
    r".*\b(?:activity|event|drive|campaign|contest|festival|show|exhibition|forum|competition|ceremony)\b|"
    r"\bwhat (?:is|was) the .{0,60}\b(?:activity|event|drive|campaign|contest|festival|show|exhibition|forum)\b.{0,40}"
    r"\b(?:called|named|titled)\b",
    re.I,
)
_NAMED = re.compile(rf"“(?P<name>[^“”]{{4,40}})”(?:[\u4e00-\u9fff]{{0,10}}?)(?:{_SORT})")
LEAST = 0.4
"""The least score of the sentence with the name, as a share of the best one's."""


def choose_title(query: Query, group: Sequence[Evidence]) -> tuple[Evidence, Fact] | None:
    """The sentence that names the event asked for in quotation marks, and the name; the best article's only."""
    if not (_ASKS if query.lang == "zh" else _ASKS_EN).search(query.text):
        return None
    for evidence in group:
        if evidence.article.key != group[0].article.key or evidence.score < LEAST * group[0].score:
            continue
        for match in _NAMED.finditer(evidence.text):
            if match["name"] not in query.text:
                span = Span(match.start("name") - 1, match.end("name") + 1)
                return evidence, Fact(span, span.of(evidence.text), 1.0)
    return None
