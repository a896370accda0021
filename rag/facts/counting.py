"""What a question counts and what a figure counts: 多少名志愿者 is not answered by 发放宣传单500份."""

from __future__ import annotations

import re

from index.counted import find_counted
from index.quantities import Quantity, find_quantities
from index.records import Span
from index.words import tag_words
from rag.questions.thesaurus import find_kin

_ASKED = re.compile(
    r"(?:多少|(?<!好)几)(?:人次|[名位个人户家支条件项座辆株棵袋份本册对批间只头台])?(?P<noun>[\u4e00-\u9fff]{1,10})"
)
_SUBJECT = re.compile(
    r"(?P<noun>[\u4e00-\u9fff]{2,8}?)(?:一共|总共|共计|共|大约|约)?(?:有|达到?|是)?(?:多少|几)[人名位个](?![\u4e00-\u9fff])"
)
_VERB = re.compile(
    r"(?:总数|人数|数量|总人数)?(?:一共|总共|共计|共|累计|已|约|近|超过|超|逾)?(?:有|达到?|为|是)?(?:约|近|超过|超|逾)?$"
)
_HEAD = re.compile(r"(?:n|ns|nz|vn|j|l|nr|b|a|i|eng)$")
GENERAL = frozenset(
    {"人", "人员", "人次", "群众", "东西", "个", "对象", "人士", "方面", "内容", "地方", "时间", "钱", "次", "人数"}
)
"""Words that any count of people or things answers."""

BODIES = frozenset({"组织", "单位", "机构", "部门", "团体"})
"""Words for bodies of any sort, one for the other: 8个主办单位 are so many organisations."""


def read_asked_noun(question: str) -> str:
    """The thing that a Chinese question counts: 志愿者 in 共有多少名志愿者; "" where it says none or a general word."""
    match = _ASKED.search(question)
    noun = _nouns(match["noun"], forwards=True) if match else ""
    if not noun:
        subject = _SUBJECT.search(question)
        noun = _nouns(subject["noun"], forwards=False) if subject else ""
    return "" if noun in GENERAL else noun


def read_counted(sentence: str, quantity: Quantity) -> str:
    """The thing that a figure counts, behind it or before it (外来客商达500余人); "" where no noun says."""
    behind = find_counted(sentence, quantity)
    if behind:
        return behind
    before = re.split(r"[，。；：、！？]", sentence[: quantity.span.start])[-1]
    before = _VERB.sub("", before)
    return _nouns(before[-10:], forwards=False)


def _nouns(text: str, *, forwards: bool) -> str:
    words = tag_words(text)
    taken: list[str] = []
    for word, tag in words if forwards else reversed(words):
        if not _HEAD.match(tag):
            break
        taken.append(word)
    return "".join(taken if forwards else reversed(taken))


def agree(asked: str, counted: str) -> int:
    """Is it the same thing? 1 yes, -1 no, 0 where one of them does not say."""
    if not asked or not counted or counted in GENERAL:
        return 0
    if asked[-2:] in BODIES and counted[-2:] in BODIES:
        return 1
    behind = asked.removeprefix(counted)
    if 1 < len(behind) < len(asked) and behind not in GENERAL:
        return -1  # 小区党支部 are no 小区: the last word says what is counted
    if asked in counted or counted in asked or asked[-2:] == counted[-2:]:
        return 1
    kin = {word for word, _ in find_kin(asked)} | {word for word, _ in find_kin(asked[-2:])}
    if any(word in counted for word in kin) or any(word in asked for word, _ in find_kin(counted[-2:])):
        return 1
    return -1


def counts_another(question: str, sentence: str, span: Span) -> bool:
    """Does the figure in this span of a sentence count another thing than a Chinese question asks for?"""
    noun = read_asked_noun(question)
    figures = [one for one in find_quantities(sentence) if one.span.start < span.end and span.start < one.span.end]
    return bool(noun and figures) and agree(noun, read_counted(sentence, figures[0])) < 0
