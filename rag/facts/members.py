"""Lists that may answer: enumerations in and outside of quotation marks, rows of titles, complete and in order."""

from __future__ import annotations

import re

from index.numerals import read_number
from index.people import is_name
from index.records import Span
from index.words import tag_words
from rag.facts.evidence import Fact
from rag.facts.offices import OFFICE
from rag.facts.persons import SOMEBODY, name_persons, rows
from rag.facts.phrases_zh import asked_noun
from rag.facts.visits import find_groups, find_scoped, fit_visit, has_verb, read_scope

_ITEM = r"[^，。；：、！？“”《》]{1,30}"
_LAST = r"，(?:还有|以及)"
_BARE = re.compile(rf"(?:{_ITEM}、)+{_ITEM}(?:{_LAST}{_ITEM}(?=[。；]|$))?")
_MARKED = re.compile(
    r"(?:[^，。；：、！？“”《》]{0,12}(?:“[^“”]{1,30}”|《[^《》]{1,30}》)[^，。；：、！？“”《》的]{0,6}?(?:[、，和及与]|以及)?){2,}"
)
_CLAUSES = re.compile(r"[：:](?P<list>[^：:。]+；[^：:。]+)")
_INSIDE = re.compile(r"“([^“”]*、[^“”]*)”")
_TAIL = re.compile(r"(?<![平高初中同])等(?![级候待于同号])[^、，。；]*$")
_AMOUNT = re.compile(r"(?<=[\u4e00-\u9fff])(?:等|共|各)?\d[\d.]*[万亿余多]*[\u4e00-\u9fff]{1,4}$")
"""How many there are of all the members, behind the last."""
_COUNT = re.compile(r"哪(?P<n>[两二三四五六七八九十\d]+)|“(?P<q>[一二三四五六七八九十两]+)个?[\u4e00-\u9fff]{1,2}”")
_KEY = re.compile(r"“[两三四五六七八九十](?P<key>[\u4e00-\u9fff])”")
"""What each member holds: 早 in 三早."""
_ASKS_PERSONS = re.compile(r"哪[些几][人位]|哪[两三四五六七八九十]位|有谁|是谁|名单|姓名|哪些同志")
_JOINS = frozenset("与和及同跟")
"""Within a member they join (医药与健康), though the tagger takes some for prepositions."""
_HEAD = frozenset(
    {
        "了",
        "为",
        "是",
        "有",
        "包括",
        "即",
        "分别",
        "设",
        "涉及",
        "如下",
        "包含",
        "涵盖",
        "以及",
        "获得",
        "开展",
        "深入",
        "走进",
        "来到",
        "前往",
        "邀请",
    }
)


def asked_count(question: str) -> int:
    """How many members are asked for (哪三化, 哪两位); 0 where the question does not say."""
    match = _COUNT.search(question)
    value = read_number(match["n"] or match["q"]) if match else None
    return int(value) if value and value > 1 else 0


def find_members(question: str, sentence: str) -> list[Fact]:
    """The enumerations of a sentence without the words before the first member and behind the last one."""
    noun, key, scope = asked_noun(question), _asked_key(question), read_scope(question)
    scoped = find_scoped(question, sentence)
    if scoped:
        return [Fact(scoped, scoped.of(sentence), SCOPED)]
    spans = [Span(*m.span(1)) for m in _INSIDE.finditer(sentence)]
    spans += [trim(sentence, Span(*m.span())) for m in _BARE.finditer(sentence)]
    for match in _MARKED.finditer(sentence):
        end = len(match.group().rstrip("、，和及与以")) + match.start()
        spans.append(_trim_head(sentence, Span(match.start() + _bare_head(match.group()), end)))
    spans += [Span(*m.span("list")) for m in _CLAUSES.finditer(sentence)]
    spans += find_groups(question, sentence)
    found = []
    for span in dict.fromkeys(_end_alike(sentence, one, noun) for one in spans):
        text = span.of(sentence)
        members = split_members(text)
        if key and len(members) > 1 and members[0].find(key) > 0 and all(one.startswith(key) for one in members[1:]):
            span = Span(span.start + members[0].find(key), span.end)
            text, members = span.of(sentence), split_members(span.of(sentence))
        if len(members) < 2 or text in question:
            continue
        fit = _fit(question, sentence, span, members)
        if scope and scope in members:
            fit -= SCOPED  # the larger place is where, and no member
        found.append(Fact(span, text, fit + fit_visit(question, sentence, span, members)))
    return found


SCOPED = 1.6
"""How well a row suits that stands behind the larger place in which the question asks for some."""


def _bare_head(text: str) -> int:
    """Signs before the first quoted member where the other members have nothing before theirs."""
    between = re.findall(r"[”》]([^“《”》]*)(?=[“《])", text)
    first = re.search(r"[“《]", text)
    bare = first and between and not any(re.sub(r"[、，和及与]|以及", "", one) for one in between)
    return first.start() if first and bare else 0


def _asked_key(question: str) -> str:
    keyed = _KEY.search(question)
    return keyed["key"] if keyed else ""


def _fit(question: str, sentence: str, span: Span, members: list[str]) -> float:
    """How well a row suits in form: as many as are asked for, of the sort, each with its key."""
    count, noun, key = asked_count(question), asked_noun(question), _asked_key(question)
    fit = 0.1 * min(len(members), 6)
    if count:
        fit += 0.8 if len(members) == count else -0.3
    if key:
        fit += 0.8 if all(key in member for member in members) else -0.3
    if noun and sum(noun[-1] in member[-2:] or noun in member for member in members) * 2 > len(members):
        fit += 0.6
    if _ASKS_PERSONS.search(question):
        named = sum(
            is_name(member) or bool(SOMEBODY.search(member)) for member in members
        )  # rare surnames are no surnames to the list
        fit += 0.8 if named >= 0.6 * len(members) else -0.3
    if noun and re.search(
        rf"{re.escape(noun[-2:])}(?:有|为|是|包括|：|分别)[\u4e00-\u9fff]{{0,4}}$", sentence[: span.start]
    ):
        fit += 0.5
    if _WORKS.search(question) and span.of(sentence).count("《") > 1:
        fit += 0.6
    return fit


_WORKS = re.compile(r"节目|歌|戏|剧|作品|书|电影|舞|曲")
_OF_TRADE = re.compile(
    rf"哪[些几](?:[\u4e00-\u9fff]{{0,6}}?)(?:{OFFICE.pattern}|领导|专家|干部|演员|歌手|作家|画家|选手|嘉宾|教授|同学|企业家)"
)
_MADE_UP = re.compile(r"由(?P<who>[^，。；：]{2,40}?)(?:共同)?组成")
NAMED = 1.6
"""How well a row of names suits where persons are asked for by their trade."""


def find_named(question: str, sentence: str) -> list[Fact]:
    """The persons named in a row, where a question asks which teachers, which leaders; those it was made up of."""
    if not _OF_TRADE.search(question) and not _ASKS_PERSONS.search(question):
        return []
    found = [
        Fact(Span(*match.span("who")), match["who"], NAMED)
        for match in (_MADE_UP.finditer(sentence) if "组成" in question else ())
        if match["who"] not in question
    ]
    names = [span for span in name_persons(sentence) if span.of(sentence) not in question]
    for row in rows(sentence, names):
        value = "、".join(dict.fromkeys(span.of(sentence) for span in row))
        if len(row) > 1:
            found.append(Fact(Span(row[0].start, row[-1].end), value, NAMED))
    return found


def _end_alike(sentence: str, span: Span, noun: str) -> Span:
    """A row without what follows the ending that its members share: 甲党支部、乙党支部[联合举办]."""
    members = split_members(span.of(sentence)) if "“" not in span.of(sentence) else []
    ends = [one[-2:] for one in members[:-1]]
    shared = next((end for end in dict.fromkeys(ends) if ends.count(end) * 2 > len(ends) or end == noun[-2:]), "")
    if len(members) < 2 or not shared or members[-1].endswith(shared):
        return span
    at = members[-1].find(shared, 1)
    return Span(span.start, span.end - (len(members[-1]) - at - len(shared))) if at > 0 else span


def split_members(text: str) -> list[str]:
    """The members of an enumeration as printed."""
    if "；" in text:
        return [part for part in text.split("；") if part]
    marked = re.findall(r"“[^“”]+”|《[^《》]+》", text)
    if len(marked) > 1:
        return marked
    return [
        part for part in re.split(rf"{_LAST}|、|(?<=[\u4e00-\u9fff])(?:以及|和|及|与)(?=[\u4e00-\u9fff])", text) if part
    ]


def trim(sentence: str, span: Span) -> Span:
    """An enumeration without what leads up to its first member and what follows its last one (等…)."""
    span = _trim_head(sentence, span)
    if sentence.startswith("”", span.end):
        return span  # the quotation ends where the list does
    text = span.of(sentence)
    if re.search(_LAST, text):
        return span  # ……，还有丙: the last one is set apart as a whole
    cut = text.rfind("、")
    last = text[cut + 1 :]
    if tail := _TAIL.search(last):
        return Span(span.start, span.end - len(tail.group()))
    others = [part for part in text[:cut].split("、") if part]
    last = _AMOUNT.sub("", last)  # 油茶和枫香1.9万株
    whole = Span(span.start, span.start + cut + 1 + len(last))
    if any(has_verb(part) for part in others):
        return whole
    kept = 0
    for word, tag in tag_words(last):
        if kept and (tag.startswith(("v", "p", "d", "u")) and tag != "vn" and word not in _JOINS):
            break
        kept += len(word)
    if kept == len(last):
        return whole
    whole = Span(span.start, span.start + cut + 1 + len(_AMOUNT.sub("", last[:kept])))
    return _trim_head(sentence, whole)  # without its tail no member has a verb


def _trim_head(sentence: str, span: Span) -> Span:
    """Cut before the first member: behind the last 为, 是, 了, or behind a verb where the other members have none."""
    text = span.of(sentence)
    first = re.split(r"[、“《]", text, maxsplit=1)[0]
    rest = text[len(first) :]
    verbs = has_verb("、".join(split_members(rest)[:3])) if rest else False
    at = cut = 0
    words = tag_words(first)
    for n, (word, tag) in enumerate(words):
        at += len(word)
        last = n + 1 == len(words) and not rest.startswith(("“", "《"))
        if last:
            break
        named = not n and len(word) == 1 and word not in _HEAD and first[-2:] == rest.split("、")[-1][-2:]
        if word in _HEAD or (
            not verbs and not named and word not in _JOINS and (tag.startswith(("v", "p")) and tag != "vn")
        ):
            cut = at  # 望蒲小学、…中心小学: 望 is no verb where the names end alike
    return Span(span.start + cut, span.end)
