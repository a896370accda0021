"""Whose figure, day or place a fact is: 妻子简阿秀献了15次 tells nothing of how often her husband gave blood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index.people import is_name
from index.records import Span
from index.words import tag_words
from rag.facts.evidence import Evidence
from rag.facts.nearness import asked_part, find_asking
from rag.facts.persons import JOINED, name_persons
from rag.finding.retrieve import Query
from rag.questions.asked import Need

OWNED = frozenset({"number", "date", "place"})
"""Forms of a fact that belongs to the person named before it."""
_CLAUSE = re.compile(r"[，。；：！？,;]")
_OTHERS = re.compile(
    r"^的?(?:[妻儿女母父爸妈兄弟姐妹哥爷奶孙叔伯姑舅姨]|丈夫|爱人|老伴|家人|同[事学伴]|徒弟|学生|老师|教练|朋友|邻居|搭档|队员|团队|公司|单位|[^，的]{1,8}的)"
)
"""Behind the name: somebody else, or a thing of his, is asked about (他的女儿在哪里工作)."""
_STATE = re.compile(r"总统|总理|首相|外长|政府|军|队|国")
"""Behind what is no person: 乌克兰总统."""
_AGED = re.compile(r"^(?:周?岁|岁)?的?(?P<by>[\u4e00-\u9fff“”、]{0,16})")
_THINGS = "省市县区镇乡村街路桥园场馆厂楼店库校寨赛节队杯展剧"
"""How places and events end that the tagger takes for names: 龙舟赛."""
_SAYS = re.compile(r"[\u4e00-\u9fff]{0,4}(?:说|介绍|表示|告诉|透露|称|回忆|坦言)")
"""Behind a name: what follows need not be told of the speaker."""
_SPEAKS = re.compile(r"\s*(?P<who>[^。“”]{2,40}?)(?:笑着|红着脸)?[说道]")
"""Behind a quotation: who said it."""
_RELATED = re.compile(r"[是给为向对把将与和跟同被让由从教带]$")


def find_owner(query: Query, need: Need, group: Sequence[Evidence]) -> str:
    """The person of whom a Chinese question asks something himself, as an article names him.

    "" where it asks of nobody or of several, of somebody beside him (他的妻子) or of a thing of his.
    """
    question = asked_part(query.text)
    asking = next(iter(find_asking(question)), None)
    if asking is None or query.lang != "zh" or need.kind not in OWNED:
        return ""
    start = max((m.end() for m in _CLAUSE.finditer(question, 0, asking.start)), default=0)
    bodies = tuple(dict.fromkeys(one.article.body for one in group[:LOOKED_AT]))
    for at in range(start, asking.start - 1):
        for end in range(min(at + 4, asking.start), at + 2, -1):  # 吕梁 is a town: two signs are too few to tell
            name, before, between = question[at:end], question[start:at], question[end : asking.start]
            if is_name(name) and name[-1] not in _THINGS and _is_apart(question, at, end) and _is_named(name, bodies):
                other = (
                    _STATE.match(between)
                    or _OTHERS.match(between)
                    or ("的" in between[1:] and _has_verb(between))
                    or _has_verb(before)
                )
                return "" if other else name
    return ""


LOOKED_AT = 12
"""Sentences whose articles may name the person."""


def _is_named(name: str, bodies: Sequence[str]) -> bool:
    """Does an article name such a person?"""
    for body in bodies:
        at = body.find(name)
        if at >= 0:
            start = max(body.rfind(mark, 0, at) for mark in "。！？\n") + 1
            said = body[start : body.find("。", at) + 1 or len(body)]
            return any(span.of(said) == name for span in name_persons(said))
    return False


def _is_apart(question: str, start: int, end: int) -> bool:
    """Does no word of the question run over this stretch's border (西部计|划), nor begin it (龙舟|赛)?"""
    at = 0
    for word, tag in tag_words(question):
        at = question.find(word, at)
        crosses = (at < start < at + len(word)) or (at < end < at + len(word))
        begins = at == start and len(word) > 1
        if (crosses or begins) and tag[:2] != "nr":  # 简阿秀献 is the tagger's own guess at a name
            return False
        at += len(word)
    return True


def _has_verb(text: str) -> bool:
    return any(tag in ("v", "p") and word not in "是有" for word, tag in tag_words(text))


def is_anothers(owner: str, need: Need, evidence: Evidence, span: Span) -> bool:
    """Is what stands here told of another person than the one of whom the question asks?"""
    text = evidence.text
    # of 泽连斯基 the tagger may leave 泽连斯: a part of him is himself
    names = [name for name in name_persons(text) if name.of(text) == owner or not _overlaps(name, owner, text)]
    if owner not in text:
        if need.kind != "number":
            return bool(_find_holder(text, names, span))
        others = any(name.end <= span.start and not _SAYS.match(text, name.end) for name in names)
        return others or bool(_find_holder(text, names, span)) or not _goes_on(owner, evidence)
    holder = _find_holder(text, names, span)
    return bool(holder) and holder != owner and not _in_row(text, names, owner, holder)


def _overlaps(name: Span, owner: str, text: str) -> bool:
    return any(m.start() < name.end and name.start < m.end() for m in re.finditer(re.escape(owner), text))


SIDES: tuple[tuple[str, ...], ...] = (
    ("男子", "女子"), ("男生", "女生"), ("男性", "女性"), ("小学组", "初中组", "高中组", "中学组", "成人组"),
    ("初中教师", "高中教师", "小学教师"), ("一期", "二期", "三期"), ("上半年", "下半年"),
    ("城镇", "农村"), ("北段", "南段", "东段", "西段"), ("左洞", "右洞"), ("出口", "进口"), ("白天", "夜间"),
    ("一等奖", "二等奖", "三等奖", "特等奖", "优秀奖"), ("金奖", "银奖", "铜奖"), ("冠军", "亚军", "季军"),
    ("室内", "室外"), ("地上", "地下"), ("早稻", "中稻", "晚稻"), ("单程", "往返"),
)  # fmt: skip
"""Words of which a fact can belong to one only: the women's champion is not the men's."""


def is_other_side(question: str, text: str, span: Span) -> bool:
    """Is what stands here told of the women where the question asks of the men alone?"""
    for labels in SIDES:
        asked = [label for label in labels if label in question]
        if len(asked) != 1:
            continue
        start = max(text.rfind(mark, 0, span.start) for mark in "。；！？") + 1
        told = max(((at, label) for label in labels if (at := text.rfind(label, start, span.end)) >= 0), default=None)
        behind = next((label for label in labels if text.startswith(label, span.end)), None)
        side = behind or (told[1] if told else None)
        if side and side != asked[0] and not span.of(text).count(asked[0]):
            return True
    return False


def _find_holder(text: str, names: list[Span], span: Span) -> str:
    """Who is named as the one of whom a stretch tells: the last who begins a clause before it, or 55岁的队长某某."""
    aged = _AGED.match(text, span.end) if text[span.start : span.end + 1].endswith(("岁", "岁的")) else None
    if aged:
        behind = next((name for name in names if span.end <= name.start <= aged.end("by")), None)
        if behind:
            return behind.of(text)
    begins = [
        name
        for name in names
        if name.end <= span.start and _begins_clause(text, name) and not _SAYS.match(text, name.end)
    ]
    return begins[-1].of(text) if begins else ""


def _begins_clause(text: str, name: Span) -> bool:
    """Does a clause begin with a name, with nothing before it there but a title and the like?"""
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, name.start)), default=0)
    before = text[start : name.start]
    return not _RELATED.search(before) and not any(
        tag[:1] in ("v", "p", "d") and tag != "vn" for _, tag in tag_words(before)
    )


def _in_row(text: str, names: list[Span], one: str, other: str) -> bool:
    """Do two names stand side by side, so that what follows is told of both?"""
    pairs = pairwise(names)
    return any(
        {a.of(text), b.of(text)} == {one, other} and JOINED.fullmatch(text[a.end : b.start]) is not None
        for a, b in pairs
    )


def _goes_on(owner: str, evidence: Evidence) -> bool:
    """Does a sentence that names him not go on about him: is he named last before it, or the article's matter?"""
    article = evidence.article
    names = name_persons(before := article.body[max(0, evidence.span.start - BACK) : evidence.span.start])
    behind = _SPEAKS.match(article.body, evidence.span.end) if evidence.text.startswith("“") else None
    if behind:
        return owner in behind["who"]
    if names or owner in before:
        return before.rfind(owner) >= max((name.start for name in names), default=0)
    return owner in article.headline or article.body.count(owner) >= MATTER


MATTER = 3
"""How often an article names a person whose matter it is."""
BACK = 160
"""Signs before a sentence in which the person is named whom its 他 means: two sentences."""
