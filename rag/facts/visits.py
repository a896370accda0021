"""The places that somebody went to: lists behind an arrival, also over commas where each part names a larger place."""

from __future__ import annotations

import re

from index.records import Span
from index.words import tag_words
from rag.facts.phrases_zh import SITES

_PLACES = re.compile(rf"哪[些几](?:个|座|处)?(?:地方|地点|{SITES})|(?:去|到|走访|来)过?了?(?:哪[些几里儿]|什么地方)")
_ARRIVES = re.compile(r"(?:来到|走进|深入|前往|赴|到|走访|参观|考察|察看|调研|抵达|在)了?$")
_SETTLED = re.compile(
    r"(?:村|社区|街道|镇|乡|园|园区|公司|企业|厂|学校|小学|中学|幼儿园|医院|景区|基地|合作社|广场|小区|嘉园|家园|县|区|市|馆)$"
)
"""How the names of places end that somebody visits; their rooms (室, 站, 厅) are no places of their own."""
VISITED = 0.4
"""What it adds to a list, where places are asked for, to stand behind an arrival, and to be all of such places."""


def find_groups(question: str, sentence: str) -> list[Span]:
    """Rows of places that run on over commas, each part with the larger place before it: 在甲镇丙村、丁村，乙镇戊村."""
    if not _PLACES.search(question):
        return []
    found: list[Span] = []
    start = end = at = joined = 0
    for clause in re.split(r"(?<=[，。；])", sentence):
        bare = clause.rstrip("，。；")
        head = _GOES.match(bare)
        inner = bare[head.end() :] if head and not joined else bare
        if inner and _ROW.fullmatch(inner) and (joined or head) and _is_row(inner):
            start = start if joined else at + len(bare) - len(inner)
            end, joined = at + len(bare), joined + 1
        else:
            if joined > 1 and "、" in sentence[start:end]:
                found.append(Span(start, end))
            joined = 0
        at += len(clause)
    return [*found, Span(start, end)] if joined > 1 and "、" in sentence[start:end] else found


_SCOPE = re.compile(
    r"(?:[在到去]|其中|^|，)(?P<place>(?:(?![在到去于])[\u4e00-\u9fff]){2,5}(?:街道|[镇乡县区市]))(?=[^，。；]{0,8}(?:哪[些几两三四五六]|几)[个座处家]?)"
)


def read_scope(question: str) -> str:
    """The larger place in which a question asks for some (在甲街道看了哪些小区); "" where it names none."""
    scope = _SCOPE.search(question)
    return scope["place"] if scope else ""


def find_scoped(question: str, sentence: str) -> Span | None:
    """The row that stands behind the larger place in which the question asks for some: 在甲街道看了哪些小区."""
    scope = read_scope(question)
    row = (
        re.search(rf"(?:^|[，。；在到])(?P<place>{scope})(?P<row>[^，。；、]+、[^，。；]+)", sentence)
        if scope
        else None
    )
    if not row or not _is_row(row["row"]):
        return None
    return Span(*row.span("row"))


def _is_row(text: str) -> bool:
    """Are these names alone: no verb, or else the last one ends as places do (东会街道, whose 会 looks like one)?"""
    return not has_verb(text) or bool(re.search(rf"(?:{SITES})$", text) and not re.search("[了的着在将把被]", text))


_GOES = re.compile(r"(?:[^，。；]{0,12}?(?:先后|依次|分别))?(?:在|来到|走进|深入|前往|赴|到|走访了?|参观了?)")
_ROW = re.compile(r"[\u4e00-\u9fffA-Za-z0-9、·]{3,60}")


def fit_visit(question: str, sentence: str, span: Span, members: list[str]) -> float:
    """What it adds to a list to be one of places that were visited, where the question asks for such; else 0."""
    if not _PLACES.search(question):
        return 0.0
    settled = sum(bool(_SETTLED.search(one)) for one in members) / len(members)
    return VISITED * (settled + bool(_ARRIVES.search(sentence[: span.start])))


def has_verb(text: str) -> bool:
    """Has a stretch a verb (an 活动 that is a noun of doing is none)?"""
    return any(tag.startswith("v") and tag != "vn" for _, tag in tag_words(text))
