"""Rows of as many members as an English question counts: which three townships, which two meetings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.records import Span
from rag.facts.evidence import Evidence
from rag.facts.facts import Fact
from rag.facts.sorts import nearness
from rag.finding.retrieve import Query
from rag.questions.asked import Need

Found = tuple[Fact, float]
"""A fact and how well it fits within its sentence."""

_ITEM = r"(?:《[^《》]{1,30}》|“[^“”]{1,30}”|[^，。；：、！？“”《》（）()]{1,26})"
_ENUMERATION = re.compile(rf"{_ITEM}(?:、{_ITEM})+")
_LAST = re.compile(r"(?P<a>.+?)(?:和|及|以及|与)(?P<b>.+)")
HEAD = re.compile(
    r"^.*(?:走进|来到|包括|分别是|分别为|依次是|依次为|有|为|是|对|将|把|获得|组织|邀请|开展了?|解决了?|完成了?|设立了?|与|在|到|从|向|以)"
)
_BEHIND = re.compile(
    r"(?:(?<!第)(?<![一二两三四五六七八九十\d])[一二两三四五六七八九十\d]+[个项种位名条家类大届支户场](?!人).*|等.*)$"
)


def find_members(query: Query, need: Need, evidence: Evidence) -> Found | None:
    """An enumeration, of as many members as the question counts (three townships), without the words around it.

    Where it counts none, the longest one of at least two.
    """
    sentence = evidence.text
    whole = sum(term.weight for term in query.terms) or 1.0
    forms = _forms(query)
    best: Found | None = None
    for match, members in _read_rows(need, sentence, forms):
        if (need.count and len(members) != need.count) or _ORGANISES.search(match.group()):
            continue
        value = "、".join(members)
        start = sentence.find(members[0], match.start())
        span = Span(start, min(match.end(), start + len(value) + 1))
        fit = min(1.0, nearness(query, sentence, span) / whole) + (0 if need.count else len(members))
        sure = _is_sure(need, forms, sentence, members, match)
        if "、" not in match.group() and not sure:
            continue
        fit += sure if need.count else 0
        if best is None or fit > best[1]:
            best = Fact(span, value, evidence.score), fit
    return best


def _forms(query: Query) -> tuple[str, ...]:
    """What translates the last word of what is counted; of kinds and groups what they are of."""
    asked = _COUNTED.search(query.text)
    noun = asked["of"] or asked["noun"] if asked else ""
    words = noun.lower().split()
    last = [word for word in words if _PLURAL.search(word)][:1] or words[-1:]
    own = (one for one in query.terms if last and not one.sound and one.word.lower().split()[-1:] == last)
    return tuple(form for one in own for form, strength in one.forms if strength >= LIKELY)


def is_sure_row(query: Query, need: Need, sentence: str) -> bool:
    """Does a sentence hold a row of as many as asked for, which says itself that it is one of such things?"""
    forms = _forms(query)
    return any(
        len(members) == need.count and _is_sure(need, forms, sentence, members, match) == SURE
        for match, members in _read_rows(need, sentence, forms)
    )


def _read_rows(need: Need, sentence: str, forms: Sequence[str]) -> list[tuple[re.Match[str], list[str]]]:
    found = [(one, _trim(one.group().split("、"), forms)) for one in _ENUMERATION.finditer(sentence)]
    if need.count == PAIR:
        found += [(one, _trim([one["a"], one["b"]], forms)) for one in _JOINED.finditer(sentence)]
    return found


def _is_sure(need: Need, forms: Sequence[str], sentence: str, members: list[str], match: re.Match[str]) -> float:
    """How surely it is a row of what is asked for: by what its members end in, what stands before or behind them."""
    at, end = sentence.find(members[0], match.start()), sentence.rfind(members[-1], match.start(), match.end())
    lead, tail = sentence[max(0, at - 6) : at], sentence[end + len(members[-1]) : end + len(members[-1]) + 12]
    ends = _common_end(members) if len(members) > 1 else ""
    words = tuple(form for form in forms if len(form) > 1)
    if ends and (ends.endswith((*words, *need.sorts)) or any(ends == form for form in forms)):
        return SURE
    if words and (
        lead.endswith(words) or re.match(rf"等[\u4e00-\u9fff]{{0,4}}(?:{'|'.join(map(re.escape, words))})", tail)
    ):
        return SURE
    figure = _NUMERALS[need.count]
    if figure and re.match(rf"(?:等|这|共)?(?:[{figure}]|{need.count})\s?[个项种类家样大条支位名部块]", tail):
        return SURE
    return ALIKE if len(ends) > 1 else 0.0


def _common_end(members: Sequence[str]) -> str:
    """The signs in which all members end, none of them being those signs alone."""
    length = 0
    while all(len(one) > length + 1 and one[-1 - length] == members[0][-1 - length] for one in members):
        length += 1
    return members[0][len(members[0]) - length :] if length else ""


def _trim(members: list[str], forms: Sequence[str] = ()) -> list[str]:
    """The members of an enumeration without what leads to the first and follows the last; 甲和乙 at its end are two.

    `forms` are what such things are called, which may stand before the first: 社会组织甲、乙.
    """
    first, last = members[0], _BEHIND.sub("", members[-1]) or members[-1]
    ended = next((form for form in forms if len(form) > 1 and first.endswith(form) and form in last), "")
    last = last[: last.rfind(ended) + len(ended)] if ended else last
    if len(first) > min([len(last), *map(len, members[1:-1])]):
        first = HEAD.sub("", first) or first
        called = next((form for form in forms if len(form) > 1 and form in first[:-1]), "")
        first = first.rpartition(called)[2] or first if called else first
    both = _LAST.fullmatch(last)
    tail = [both["a"], both["b"]] if both and len(members) > 1 and len(both["a"]) > 1 else [last]
    return [first, *members[1:-1], *tail]


_NUMERALS = ("", "", "二两", "三", "四", "五", "六", "七", "八", "九", "十")
_COUNTED = re.compile(
    r"\b(?:which|what|the)\s+(?:two|three|four|five|six|seven|eight|nine|ten)\s+"
    r"(?:(?:kinds?|types?|sorts?|groups?|categories|forms?) of (?P<of>[\w' -]+?)|(?P<noun>[\w' -]+?))"
    r"(?=\s+(?:is|are|was|were|be|do|does|did|has|have|had|can|could|will|would|must|should|may|in|of|for|that|to|with|from|"
    r"on|at|by|who|which|whom|\w{3,}ed|took|gave|got|came|went|made|won)\b|[?,;:]|$)",
    re.I,
)
"""What is counted: `ledgers` in Which three ledgers did they set up."""
_PLURAL = re.compile(r"[^su\W]s$|^(?:people|men|women|children)$")
_JOINED = re.compile(rf"(?P<a>{_ITEM}?)(?:和|与|以及)(?P<b>{_ITEM})")
PAIR, LIKELY = 2, 0.2
"""Members of a row that 和 alone may join; the least strength of a translation that may end them."""
SURE, ALIKE = 2.0, 0.4
"""What it adds to a row to say itself that it is one of such things; to have members that end alike."""

_ORGANISES = re.compile(r"[主承协]办、|单位、")
