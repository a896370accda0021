"""Rows for English questions in the plural: which villages, which lawyers, which songs, in a report's own words.

A row is read whole: Which townships did he visit is not answered by the last of four.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index.records import Span
from index.words import fold
from rag.english.facts_en import says_already
from rag.english.genres import bears_genre, find_genre
from rag.english.rows import HEAD, Found
from rag.facts.evidence import Evidence
from rag.facts.facts import Fact
from rag.facts.persons import name_persons, rows
from rag.facts.sorts import nearness, shorten
from rag.finding.retrieve import Query
from rag.questions.asked import Need
from rag.questions.sorts_en import find_sorts, read_asked_noun
from rag.questions.terms import Term

_WORK = re.compile(r"《[^《》]{1,40}》")
_MEMBER = r"(?:《[^《》]{1,30}》|“[^“”]{1,30}”|[^，。；：、！？“”《》（）()\n]{1,26})"
_ROW = re.compile(rf"{_MEMBER}+(?:、?{_MEMBER})*")
_LINK = re.compile(r"、|(?<=[”》])(?=[“《])")
_ETC = re.compile(
    r"等(?:[\d一二两三四五六七八九十十余多]+[余多]?[个家种项类所支位名]?)?(?P<sort>[\u4e00-\u9fff]{0,8}).*$"
)
_LEADS = re.compile(r"^.*(?:[们以]用|运用|利用|使用|深入|参观|察看|观看|走访|考察)了?(?=[\u4e00-\u9fff])")
"""What leads up to the first member, besides what `rag/english/facts_en.py` has."""
_AND = re.compile(r"(?P<a>[\u4e00-\u9fff]{2,}?)(?:以及|[和与及])(?P<b>[\u4e00-\u9fff]{2,})")

_ANY = re.compile(r"(?:[\u4e00-\u9fff]{2})?各(?:类|种|级|方面|有关)")
"""引进各类组织 names none."""

LIKELY = 0.2
"""The least strength of a translation that may end the members of a row or say what they are."""
OF_SORT, CALLED_SO, ROLE = 0.5, 0.5, 0.6
"""What it adds to a row's fit that its members end as such things do; that 等部门 behind it says what they are; that
the very office stands before a row of names."""


def find_several(query: Query, need: Need, evidence: Evidence) -> Found | None:
    """The row that answers a question in the plural, and how well; None where a sentence holds none."""
    noun = read_asked_noun(query.text)
    genre = find_genre(noun)
    if genre is not None:
        found = _find_works(query, genre, evidence, need.count)
        if found:
            return found if not need.count or len(found[0].value.split("、")) == need.count else None
    return _find_names(query, need, evidence) if need.persons else _find_row(query, need, noun, evidence)


def _fit(query: Query, sentence: str, span: Span) -> float:
    whole = sum(term.weight for term in query.terms) or 1.0
    return min(1.0, nearness(query, sentence, span) / whole)


def _find_works(query: Query, genre: Sequence[str], evidence: Evidence, count: int = 0) -> Found | None:
    """The titles of a sentence, of the kind asked for where what stands before them says their kind."""
    sentence = evidence.text
    kept: list[re.Match[str]] = []
    fitting = False
    found: list[tuple[re.Match[str], bool]] = []
    for match in _WORK.finditer(sentence):
        beside = found and sentence[found[-1][0].end() : match.start()] in ("", "、", "和")
        fitting = fitting if beside else bears_genre(sentence[: match.start()], genre, query.text)
        found.append((match, fitting))
    kept = [match for match, fits in found if fits or not genre]
    if count and len(kept) > count:
        kept = _run_of(query, sentence, [match for match, _ in found], count) or kept
    kept = [match for match in kept if not says_already(query, match.group().strip("《》"))]
    if len(kept) < 2:
        return None
    span = Span(kept[0].start(), kept[-1].end())
    value = "、".join(dict.fromkeys(match.group() for match in kept))
    return Fact(span, value, evidence.score), _fit(query, sentence, span) + OF_SORT


def _run_of(query: Query, sentence: str, titles: Sequence[re.Match[str]], count: int) -> list[re.Match[str]]:
    """The first run of so many titles side by side behind a word that the question says: 二人台对唱《…》《…》."""
    runs: list[list[re.Match[str]]] = []
    for match in titles:
        if runs and sentence[runs[-1][-1].end() : match.start()] in ("", "、", "和"):
            runs[-1].append(match)
        else:
            runs.append([match])
    own = re.findall(r"[\u4e00-\u9fff]{2,}", query.text)
    forms = [form for term in query.terms for form, _ in term.forms if len(form) > 1]
    before = ((run, re.split(r"[，；、》]", sentence[: run[0].start()])[-1]) for run in runs if len(run) == count)
    return next((run for run, lead in before if lead and any(one in lead for one in (*own, *forms))), [])


def _find_names(query: Query, need: Need, evidence: Evidence) -> Found | None:
    """A row of persons, where persons are asked for; one behind the very office fits best."""
    sentence = evidence.text
    own = re.findall(r"[\u4e00-\u9fff]{2,}", query.text)
    sorts = find_sorts(query.text, "person")
    offices = (*own, *sorts, *_forms(query, read_asked_noun(query.text)))
    best: Found | None = None
    for row in rows(sentence, name_persons(sentence)):
        names = [span for span in row if span.of(sentence) not in query.text]
        titled = [n for n, span in enumerate(names) if sentence[: span.start].endswith(offices)] if offices else []
        if titled:
            names = _of_office(sentence, names, titled[0])
        if len(names) < 2 or (need.count and len(names) != need.count):
            continue
        span = Span(names[0].start, names[-1].end)
        fit = _fit(query, sentence, span) + ROLE * bool(titled)
        if best is None or fit > best[1]:
            best = Fact(span, "、".join(dict.fromkeys(one.of(sentence) for one in names)), evidence.score), fit
    return best


def _of_office(sentence: str, names: list[Span], first: int) -> list[Span]:
    """The names behind the office, as far as only signs part them: 书记甲，辅导员乙、丙: 乙 and 丙."""
    kept = [names[first]]
    for name in names[first + 1 :]:
        if not re.fullmatch(r"[、和与及]", sentence[kept[-1].end : name.start]):
            break
        kept.append(name)
    return kept


def _forms(query: Query, noun: str) -> list[str]:
    """What translates the last word of the asked noun."""
    last = noun.lower().split()[-1:]
    return [
        form
        for term in query.terms
        if last and not term.sound and term.word.lower().split()[-1:] == last
        for form, strength in term.forms
        if strength >= LIKELY
    ]


def _find_row(query: Query, need: Need, noun: str, evidence: Evidence) -> Found | None:
    """An enumeration of things of the sort asked for: by what they end in, or by what is said of them behind 等."""
    sentence = evidence.text
    forms = [form for form in _forms(query, noun) if len(form) > 1]
    found: list[tuple[Span, list[str], float]] = []
    for match in _ROW.finditer(sentence):
        text = match.group()
        etc = _ETC.search(text)
        called = etc is not None and any(sort in etc["sort"] for sort in (*forms, *need.sorts) if len(sort) > 1)
        members = _split(text[: etc.start()] if etc else text, need.sorts)
        ending = [member for member in members if member.endswith((*need.sorts, *forms)) and member not in forms]
        if len(members) < 2 or not (called or (ending and 2 * len(ending) >= len(members))):
            continue
        if any(member in query.text or _ANY.match(member) for member in members):
            continue
        start = sentence.find(members[0], match.start())
        span = Span(start, max(start + 1, min(match.end(), sentence.rfind(members[-1], start) + len(members[-1]))))
        sure = CALLED_SO * called + OF_SORT * (2 * len(ending) >= len(members) > 0 and bool(ending))
        found.append((span, members, sure))
    kept = _narrow(query, sentence, found)
    members = list(dict.fromkeys(shorten(one, need.sorts) for _, row, _ in kept for one in row))
    if len(members) < 2 or (need.count and len(members) != need.count):
        return None
    span = Span(kept[0][0].start, kept[-1][0].end)
    return Fact(span, "、".join(members), evidence.score), _fit(query, sentence, span) + max(one[2] for one in kept)


def _split(text: str, sorts: Sequence[str]) -> list[str]:
    """The members of an enumeration without what leads up to the first and follows the last."""
    marked = re.findall(r"“[^“”]+”|《[^《》]+》", text)
    if len(marked) > 1 and 2 * len(marked) >= len(_LINK.split(text)):
        return marked
    parts = [part for part in _LINK.split(text) if part]
    if not parts:
        return []
    if len(parts[0]) > min(map(len, parts)) or sorts:
        first = _LEADS.sub("", HEAD.sub("", parts[0]))
        parts[0] = first or parts[0]
    last, both = parts[-1], _AND.fullmatch(parts[-1])
    if sorts and not last.endswith(tuple(sorts)):
        ends = [match.end() for sort in sorts for match in re.finditer(re.escape(sort), last)]
        last = last[: max(ends)] if ends else last
        both = _AND.fullmatch(last)
    if both and (len(parts) > 1 or sorts) and (not sorts or both["a"].endswith(tuple(sorts))):
        return [*parts[:-1], both["a"], both["b"]]
    return [*parts[:-1], last]


def _is_proper(question: str, word: str) -> bool:
    """Is a word of the question spelt as a name: a capital, not at its beginning?"""
    at = question.lower().find(word.lower())
    return at > 0 and question[at].isupper()


def _narrow(
    query: Query, sentence: str, found: Sequence[tuple[Span, list[str], float]]
) -> Sequence[tuple[Span, list[str], float]]:
    """The rows that stand with a name that the question gives, where only some do; else all of the sentence."""
    named = [term for term in query.terms if term.sound or _is_proper(query.text, term.word)]
    for term in named:
        mine = [one for one in found if _stands(term, _clause(sentence, one[0]))]
        if 0 < len(mine) < len(found):
            return mine
    return found


def _clause(sentence: str, span: Span) -> str:
    start = max(sentence.rfind(mark, 0, span.start) for mark in "，。；：") + 1
    return fold(sentence[start : span.end])


def _stands(term: Term, text: str) -> bool:
    return term.stands(text) > 0


def choose_several(query: Query, need: Need, near: Iterable[Evidence], fitting: float) -> tuple[Evidence, Fact] | None:
    """The row whose sentence's score and whose own fit are best together; `fitting` is what the fit counts."""
    best: tuple[float, Evidence, Fact] | None = None
    top = 0.0
    for evidence in near:
        top = top or evidence.score or 1.0
        found = find_several(query, need, evidence)
        if found:
            value = evidence.score / top + fitting * found[1]
            if best is None or value > best[0]:
                best = value, evidence, found[0]
    return best[1:] if best else None
