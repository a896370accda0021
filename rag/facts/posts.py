"""What somebody is: the office, trade or part that a report prints beside a name (某某是干什么的, Who is …)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, product

from index.people import is_name
from index.records import Span
from index.words import fold
from rag.facts.evidence import Evidence, Fact
from rag.facts.offices import OFFICE, find_holders
from rag.facts.persons import JOINED, name_persons
from rag.facts.sorts import find_heard
from rag.finding.retrieve import Query

_NAME = r"(?P<name>[\u4e00-\u9fff]{2,4}?(?:·[\u4e00-\u9fff]{2,8})?)"
_ASKS_ZH = re.compile(
    rf"(?:^|[，；。：]|请问){_NAME}(?:同志)?(?:现在|目前|当时)?(?:"
    r"(?:[在于][\u4e00-\u9fff]{1,10})?(?:是|做|干|当|任|担任|从事){1,2}的?(?:什么|哪个|何种?)(?:的|人|官|工作|职务?|职位|职业|身份|岗位)?(?:的|了)?|"
    r"的?(?:职务|职业|身份|职位|工作|岗位)(?:是什么|是啥|呢)?|是(?:谁|何人|什么人|哪位))[？?。 ]*$"
)
_PERSON_EN = r"(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,2})"
_ASKS_EN = re.compile(
    rf"^\s*(?:[Aa]nd )?[Ww]ho (?:is|was) (?:(?:Mr|Ms|Mrs|Miss)\.? )?{_PERSON_EN}\s*\?*$|"
    rf"\b[Ww]hat (?:does|did) {_PERSON_EN.replace('name', 'doer')} do(?: for a living| for work)?\s*\?*$|"
    rf"^\s*[Ww]hat (?:is|was) {_PERSON_EN.replace('name', 'owner')}['’]s "
    r"(?:post|position|role|job|title|office|occupation|profession)\b|"
    rf"^\s*{_PERSON_EN.replace('name', 'bare')}(?:['’]s)?,? (?:post|position|role|job|title|occupation)\s*\?*$|"
    rf"\b[Ww]hat (?:post|position|office|job) (?:does|did) {_PERSON_EN.replace('name', 'holder')} (?:hold|have)"
)
_CUT = re.compile(r"[，。；：！？“”‘’（）\s]|\d+岁的?")
_OWN = re.compile(r"(?:是|为|任|担任|当选为?|出任|系)(?:一[名位个])?(?P<post>[\u4e00-\u9fff]{2,16}?)(?=[，。；！、]|$)")
_ORIGIN = re.compile(r"(?P<post>[\u4e00-\u9fff]{2,6})出身的?$")
_OTHERS = re.compile(rf"(?:{OFFICE.pattern})(?:以及|[与和及])")
"""Another's office, joined to the one that is read: 各村书记与县医院医生某某."""
LONGEST = 24


def find_person_asked(question: str) -> str:
    """The name of the person whose post or trade a question asks for; "" if it asks for none."""
    text = question.strip()
    match = _ASKS_ZH.search(text)
    if match and is_name(match["name"]):
        return match["name"]
    found = _ASKS_EN.search(text)
    return next((name for name in found.groupdict().values() if name), "") if found else ""


def choose_post(query: Query, group: Sequence[Evidence]) -> tuple[Evidence, Fact] | None:
    """The sentence that says what a person asked for is, and the words that say it; the first report's own first."""
    name = find_person_asked(query.text)
    if not name:
        return None
    found: list[tuple[int, Evidence, Fact]] = []
    for evidence in group[:LOOKED]:
        for place in _places(query, name, evidence.text):
            fact = read_post(evidence.text, place)
            if fact:
                titled = bool(OFFICE.search(fact.value))
                found.append((titled, evidence, fact))
                break
    return max(found, key=lambda one: (one[0], one[1].score))[1:] if found else None


LOOKED = 24
"""Sentences that are looked at for the name."""


def _places(query: Query, name: str, sentence: str) -> list[Span]:
    if name in sentence:
        return [Span(m.start(), m.end()) for m in re.finditer(re.escape(name), sentence)]
    text = fold(sentence)
    if len(text) != len(sentence):
        return []
    printed = _print_name(query, name, text)
    if printed:
        return [Span(m.start(), m.end()) for m in re.finditer(re.escape(printed), sentence)]
    heard = [place for term in query.terms if term.sound for place in find_heard(term.sound, text)]
    start, end = min(heard, key=lambda one: one[1] - one[0], default=(0, 0))
    return [Span(start, end)] if end - start > 1 else []  # 远 alone is nobody's name


def _print_name(query: Query, name: str, text: str) -> str:
    """A name whose parts the archive knows how to print (Xu: 许, Mingyuan: 明远), in either order; "" if none."""
    forms = [
        [form for term in query.terms if term.word.lower() == part for form, _ in term.forms]
        for part in name.lower().split()
    ]
    orders = (product(*forms), product(*reversed(forms)))
    return next((joined for joined in map("".join, chain(*orders)) if len(joined) > 1 and joined in text), "")


def _first_of_row(sentence: str, name: Span) -> Span:
    """The first of the names that stand joined before one: 队员甲、乙 are both 队员."""
    for one in reversed(name_persons(sentence)):
        if one.end < name.start and JOINED.fullmatch(sentence[one.end : name.start]):
            name = one
    return name


def read_post(sentence: str, name: Span) -> Fact | None:
    """What stands beside a name and says what its bearer is: 县文化馆馆长某某, 退休工人某某, 某某是一名教师."""
    own = _OWN.match(sentence, name.end)
    if own:
        return Fact(Span(*own.span("post")), own["post"], 1.0)
    name = _first_of_row(sentence, name)
    before = sentence[: name.start]
    origin = _ORIGIN.search(before)
    if origin:
        return Fact(Span(*origin.span("post")), origin["post"], 1.0)
    start = max((match.end() for match in _CUT.finditer(before)), default=0)
    said = before[start:]
    titles = list(OFFICE.finditer(before))
    if titles and titles[-1].end() == len(before):
        holders = [one for one in find_holders(sentence) if one.name == name.of(sentence)]
        office = max((one.office for one in holders), key=len, default="")
        said = said if said.endswith(office) or not office else office
    said = said.rsplit("的", 1)[-1] or said
    others = [match.end() for match in _OTHERS.finditer(said) if match.end() < len(said)]
    said = said[others[-1] :] if others else said
    said = re.sub(
        r"^(?:开幕式|仪式|会议|活动)?(?:据|由|经|对|向|请|和|与|及|让|来自|作为|现任|时任|原任|记得|其中|还有|以及|的)",
        "",
        said,
    )
    if len(said) < 2 or len(said) > LONGEST:
        return None
    return Fact(Span(name.start - len(said), name.start), said, 1.0) if before.endswith(said) else None
