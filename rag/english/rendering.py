"""An English question in the words of a Chinese report, so that the rooms and the reader that know Chinese can read it.

No translation: the words that the report itself prints for what was asked, the asking word beside what is asked for
(How many people benefited in Heyuan: 荷源受益多少群众). Which of a word's translations is meant, the report decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from index.words import fold, tag_words
from rag.facts.sorts import find_heard
from rag.finding.retrieve import Query
from rag.questions.asked import Need
from rag.questions.terms import Term

_NOUN_ENDS = (
    r"(?:(?:do|does|did|is|are|was|were|has|have|need|can|should)n['’]t|is|are|was|were|be|been|do|does|did|has|"
    r"have|had|can|could|will|would|must|should|may|in|of|for|that|to|with|from|"
    r"on|at|by|who|which|whom|took|gave|got|came|went|made|won|joined|attended)\b"
)
_ASKS = re.compile(
    rf"\b(?:how (?:many|much)|what|which|whose)\s+(?:(?:kinds?|types?|sorts?) of )?"
    rf"(?!{_NOUN_ENDS})(?P<noun>[^?,;]*?)(?=\s+{_NOUN_ENDS}|[?,;]|$)|"
    r"\b(?P<bare>how (?:long|old|far|tall|high|large|big|often|wide|deep|heavy)|whom?|when|where|why|how|what|which)\b",
    re.I,
)
_WORDS = {
    "number": "多少",
    "date": "什么时候",
    "person": "谁",
    "place": "哪里",
    "org": "哪个",
    "name": "什么",
    "list": "哪些",
    "why": "为什么",
    "how": "怎么",
}
_MEASURED = {
    "long": "多长时间", "old": "多大年纪", "far": "多远", "tall": "多高", "high": "多高", "large": "多大",
    "big": "多大", "often": "多久一次", "wide": "多宽", "deep": "多深", "heavy": "多重",
}  # fmt: skip


HELD = {"org": "是谁主办的", "person": "是谁主办的", "place": "在哪里举行"}
"""How a Chinese question asks who held an event, and where."""
PARTNER = re.compile(
    r"\b(?:together|jointly) with\b|\b(?:team(?:ed|s)? up|join(?:ed|s)? (?:forces|hands)|partner(?:ed|s)?) with\b|"
    r"\bwith whom\b",
    re.I,
)
"""Asks with whom a body held something; and how a Chinese question asks that."""
HELD_WITH = "联合谁主办的"
_HELD = re.compile(
    r"\b(?:organi[sz]e[ds]?|held|hold|host(?:s|ed)?|sponsor(?:s|ed)?|staged?|put on|took place|take place|jointly|"
    r"organi[sz]ers?|"
    r"team(?:ed|s)? up|join(?:ed|s)? (?:forces|hands)|partner(?:ed|s)?)\b",
    re.I,
)
_HOLDS = re.compile(r"^(?:组织|举办|举行|主办|承办|召开|开展|主持|有|单位|机构|团体|部门)$")


@dataclass(frozen=True, slots=True)
class Placed:
    """A term with its place in the English question and the words of the report that it stands for."""

    start: int
    end: int
    term: Term
    printed: tuple[str, ...]


def render(query: Query, need: Need, text: str) -> Query:
    """The question as a Chinese one in a report's own words (`text`: its headline and body).

    Its terms are those words alone. What the report does not print is left out.
    """
    folded = fold(text)
    placed = _place(query, folded)
    match = _ASKS.search(query.text)
    start, end = match.span("noun") if match and match["noun"] else (0, 0)
    inner = [one for one in placed if start <= one.start < end]
    outer = [one for one in placed if one not in inner]
    asking = _WORDS.get(need.kind, "什么")
    if match and match["bare"] and match["bare"].lower().startswith("how "):
        asking = _MEASURED.get(match["bare"].lower().split()[1], asking)
    outer = _put_verb_last(query.text, need, outer)
    if need.kind in HELD and _HELD.search(query.text):
        outer = [one for one in (*outer, *inner) if not _HOLDS.search(one.printed[0])]
        inner, asking = [], HELD[need.kind] if need.kind == "place" or not PARTNER.search(query.text) else HELD_WITH
    words = [*(one.printed[0] for one in outer), asking, *(one.printed[0] for one in inner)]
    terms = tuple(Term(word, one.term.weight, ((word, 1.0),)) for one in placed for word in dict.fromkeys(one.printed))
    return replace(query, text=_say_when(query.text) + "".join(words) + "？", lang="zh", terms=terms, dates=())


_LATE = re.compile(
    r"\bfinal(?:ly)?\b(?! (?:match|round|game))|\bin the end\b|\beventual\w*|\bactual\w*|\bnow(?:adays)?\b|"
    r"\bafter the (?:rise|increase|cut|change|adjustment)|"
    r"\b(?:ris\w*|rose|rais\w*|increas\w*|grow\w*|grew|fall|fell|"
    r"cut|reduced|shortened|adjusted|changed)(?: \w+)? to\b|"
    r"^to what\b",
    re.I,
)
_EARLY = re.compile(
    r"\boriginal(?:ly)?\b|\bplanned\b|\bused to\b|\bbefore the (?:rise|increase|cut|change|adjustment)", re.I
)


def _say_when(question: str) -> str:
    """Whether the late or the early one of two figures is asked for, in Chinese: 由8万元增加到15万元 tells both."""
    return "调整后" if _LATE.search(question) else "原来" if _EARLY.search(question) else ""


def asks_who_held(question: str, need: Need) -> bool:
    """Does an English question ask who held something? The Chinese room for hosts reads rows of bodies whole."""
    return need.kind in ("org", "person") and bool(_HELD.search(question)) and not _ONE_OF.search(question)


_ONE_OF = re.compile(r"\bone of\b", re.I)
"""Asks for one of them by its sort: Which college was one of the organisers."""

_WHAT_DID = re.compile(r"\bwhat (?:did|does|do|will|has|have|is|are|was|were)\b", re.I)


def _put_verb_last(question: str, need: Need, placed: list[Placed]) -> list[Placed]:
    """The terms with the verb of What did … give behind the others: a Chinese question asks 送了什么."""
    asked = _WHAT_DID.search(question) if need.kind == "name" else None
    verbs = [one for one in placed if asked and one.start > asked.end() and _is_verb(one.printed[0])]
    return [*(one for one in placed if one is not verbs[0]), verbs[0]] if verbs else placed


def _is_verb(word: str) -> bool:
    tags = [tag for _, tag in tag_words(word)]
    return len(tags) == 1 and tags[0] == "v"


def find_noun(question: str) -> str:
    """What an English question asks for by name: `riddles` in How many riddles were hung up; "" where it says none."""
    match = _ASKS.search(question)
    return (match["noun"] or "") if match else ""


def _place(query: Query, text: str) -> list[Placed]:
    """The question's terms in its order with what stands in the report; no word of a phrase beside the phrase."""
    asked = query.text.lower()
    found: list[Placed] = []
    for term in query.terms:
        printed = _printed(term, text)
        at = asked.find(term.word.lower())
        if printed:
            found.append(Placed(max(at, 0), max(at, 0) + len(term.word), term, printed))
    found.sort(key=lambda one: (one.start, one.start - one.end))
    kept: list[Placed] = []
    for one in found:
        if not any(other.start <= one.start and one.end <= other.end for other in kept):
            kept.append(one)
    return kept


def _printed(term: Term, text: str) -> tuple[str, ...]:
    """The forms of a term that stand in a folded text, the surest first; a name as it is printed."""
    stand = [form for form, _ in sorted(term.forms, key=lambda one: (-one[1], -len(one[0]))) if form in text]
    if term.sound and not stand:
        stand = [text[a:b] for a, b in find_heard(term.sound, text)]
    return tuple(stand)
