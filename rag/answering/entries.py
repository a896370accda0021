"""What a notice says under a label of its own: who may apply, how, what is required (二、申报条件, 2.申报方式：…)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.records import Span
from rag.answering.compose import Draft, add_sentence, count_letters
from rag.facts.evidence import Evidence
from rag.facts.nearness import asked_part
from rag.finding.retrieve import Query
from rag.questions.asked import Need

_HEADING = re.compile(
    r"^[（(]?[一二三四五六七八九十]{1,3}(?:[)）]、?|[、．.])(?P<label>[^，。；：:、\d\n]{2,12})[：:]?$", re.M
)
_ENTRY = re.compile(
    r"^(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]?[.．、]?)(?P<label>[^，。；：:\d\n]{2,10})[：:][^\n]+$",
    re.M,
)
_LABELS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"谁(?:可以|能|有资格)|(?:哪些|什么|哪类|什么样的)(?:人|家庭|企业|单位|条件).{0,4}"
            r"(?:可以|能|符合|参加|享受|申请|申报|报名|参保)|(?:面向|针对)(?:谁|哪些|什么)|"
            r"\bwho (?:can|may|(?:is|are) eligible|qualif\w+)\b|\beligible for what\b",
            re.I,
        ),
        r"(?:对象|范围|条件|资格|人员)$",
    ),
    (
        re.compile(r"(?:什么|哪些|怎样的?|怎么).{0,2}要求|要求(?:是|有)(?:什么|哪些)|\brequire", re.I),
        r"要求$",
    ),
    (
        re.compile(
            r"(?:怎么|如何|怎样|通过什么(?:方式|途径|渠道)?|在哪里?)(?:才能|能|可以|去|来|进行|办理)?"
            r"(?:报名|申报|申请|投稿|领取|领|参加|参与|办理|缴费|咨询|查询|报考|参保)|"
            r"\bhow (?:do|can|should|must|to)\b.{0,24}\b(?:apply|enter|submit|register|sign up|take part|enrol)",
            re.I,
        ),
        r"(?:方式|方法|途径|流程|程序|办法|步骤|渠道)$",
    ),
    (re.compile(r"注意(?:什么|哪些)|注意事项"), r"注意事项|须知|提示"),
    (re.compile(r"主题(?:是|为|叫)?(?:什么|啥)|什么主题|\b(?:theme|topic)\b", re.I), r"主题$"),
    (
        re.compile(r"(?:送|交|投|寄|报|递)(?:到|往|去|给)?(?:哪里|哪儿|何处|什么地[方点]|哪个(?:部门|单位|地方))"),
        r"(?:送|交|投|寄|报|递|收)[\u4e00-\u9fff]{0,4}(?:地点|地址|处|邮箱|单位)$|^地[点址]$",
    ),
)
"""What asks for an entry, and how the labels of such entries end."""
SHORT_MOST = 60
"""Letters of the longest entry that is the short answer."""
LEAST = 2
"""Labels that make a text a notice."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and where its text stands."""

    label: str
    text: Span
    open: bool = False
    """Is it a heading, whose text is all that stands below it?"""


def find_entries(body: str) -> list[Entry]:
    """The labelled entries of a notice, in print order; none where it has fewer than two labels."""
    heads = [(m.start(), m.end(), m["label"]) for m in _HEADING.finditer(body)]
    ends = [*(start for start, _, _ in heads[1:]), len(body)][: len(heads)]
    found = [Entry(label, Span(end, below), True) for (_, end, label), below in zip(heads, ends, strict=True)]
    found += [Entry(m["label"], Span(*m.span())) for m in _ENTRY.finditer(body)]
    return sorted(found, key=lambda one: one.text.start) if len(found) >= LEAST else []


def is_heading(sentence: str) -> bool:
    """Is a sentence nothing but the heading of a section: 四、征文要求?"""
    return bool(_HEADING.fullmatch(sentence))


_OF_KIND = {"date": re.compile(r"(?:时间|日期|期限)$"), "place": re.compile(r"(?:地点|地址)$")}
"""What the labels of entries end in that tell a day or a place."""


def put_first(query: Query, need: Need, group: Sequence[Evidence]) -> list[Evidence]:
    """The evidence with the entry first whose label the question says itself (申报时间是什么时候).

    Or says by its kind: 什么时候申报 is told under 申报时间, and where to bring it under the only address.
    """
    best, asked = group[0], asked_part(query.text)
    entries = [one for one in find_entries(best.article.body) if not one.open]
    labelled = [one for one in entries if one.label in asked]
    if not labelled and need.kind in _OF_KIND and query.lang == "zh":
        ending = _OF_KIND[need.kind]
        of_kind = [one for one in entries if ending.search(one.label)]
        labelled = [one for one in of_kind if (stem := ending.sub("", one.label)) and stem in asked]
        labelled = labelled or (of_kind if len(of_kind) == 1 else [])
    if not labelled:
        return list(group)
    text = max(labelled, key=lambda one: len(one.label)).text

    def lies_in(one: Evidence) -> bool:
        return one.article.key == best.article.key and one.span.start < text.end and text.start < one.span.end

    first = [replace(one, score=max(one.score, best.score) + OWN) for one in group if lies_in(one)]
    return [*first, *(one for one in group if not lies_in(one))]


OWN = 0.5
"""What it adds to a sentence's score that its label is the question's own word."""


def compose_entry(query: Query, need: Need, group: Sequence[Evidence], room: int) -> Draft | None:
    """The entry of the best report that the question asks for by its kind; None where it asks for none."""
    ending = next((label for asks, label in _LABELS if asks.search(asked_part(query.text))), None)
    if ending is None:
        return None
    best = group[0].article
    fitting = [one for one in find_entries(best.body) if re.search(ending, one.label)]
    if not fitting:
        return None
    entry = max(fitting, key=lambda one: (sum(sign in asked_part(query.text) for sign in one.label), not one.open))
    inside = [
        one
        for one in group
        if one.article.key == best.key and one.span.start < entry.text.end and entry.text.start < one.span.end
    ]
    return _write(query, need, entry, sorted(inside, key=lambda one: one.span.start), room)


def _write(query: Query, need: Need, entry: Entry, inside: Sequence[Evidence], room: int) -> Draft | None:
    draft = Draft()
    for evidence in inside:
        size = count_letters(evidence.text)
        if draft.texts and size > room:
            break
        room -= size
        add_sentence(draft, query, Need("how"), evidence, None, max(60, size))
    if len(inside) == 1:
        said = re.sub(r"^[^：:]{2,16}[：:]", "", inside[0].text).strip("。；")
        if count_letters(said) <= SHORT_MOST:
            draft.shorts.append(said)
    return draft if draft.texts else None
