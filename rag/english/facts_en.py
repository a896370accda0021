"""Facts for English questions: a list of so many, an e-mail address, a title, a person."""

from __future__ import annotations

import re

from index.people import is_name
from index.records import Span
from index.words import fold, tag_words
from rag.english.genres import bears_genre, find_genre
from rag.english.rendering import find_noun
from rag.english.rows import Found
from rag.facts.evidence import Evidence
from rag.facts.facts import Fact
from rag.facts.offices import OFFICE, find_people
from rag.facts.persons import names_house
from rag.facts.sorts import nearness
from rag.finding.retrieve import Query
from rag.questions.asked import Need
from rag.questions.asked_en import EMAIL_ASKED
from rag.questions.pinyin import romanise_name
from rag.questions.sorts_en import find_verbs

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_TITLE = re.compile(r"“[^“”。？！；]{2,40}”|《[^《》]{2,40}》")


def find_title(query: Query, need: Need, evidence: Evidence) -> Found | None:
    """A quoted or titled name that the question does not say itself, in either language; an address if asked."""
    sentence = evidence.text
    noun = find_noun(query.text) or query.text.split(" that ")[0]
    asked = [
        f
        for term in query.terms
        if term.word.lower() in noun.lower() and not term.sound
        for f, s in term.forms
        if s >= SAID and len(f) > 1
    ]
    genre = find_genre(noun)
    pattern = _ADDRESS if EMAIL_ASKED.search(query.text) else _TITLE
    whole = sum(term.weight for term in query.terms) or 1.0
    best: Found | None = None
    for match in pattern.finditer(sentence):
        span = Span(*match.span())
        if says_already(query, match.group().strip("“”《》")):
            continue
        fit = min(1.0, nearness(query, sentence, span) / whole)
        before = fold(sentence[max(0, span.start - BESIDE) : span.start])
        fit += NAMED * any(form in before for form in asked)
        fit += GENRE * bool(genre and bears_genre(sentence[: span.start], genre, query.text))
        if best is None or fit > best[1]:
            best = Fact(span, match.group(), evidence.score), fit
    return best


GENRE = 1.0
"""What it adds to a title that the word before it says its kind: 小品《…》 where a sketch is asked for."""
NAMED, BESIDE = 0.5, 6
"""What it adds to a title to stand so many signs behind what it is the title of: 舞蹈《…》, 主题为“…”."""

_WHAT_VERB = re.compile(r"^(?:and )?what (?:did|does|do|will|has|have|was|were|is|are)\b", re.I)


def find_object(query: Query, need: Need, evidence: Evidence) -> Found | None:
    """What follows the very verb asked with: 送上定制礼包 for What did the shop give the children."""
    verbs = find_verbs(query.text) if _WHAT_VERB.search(query.text) else ""
    if not verbs:
        return None
    sentence = evidence.text
    whole = sum(term.weight for term in query.terms) or 1.0
    best: Found | None = None
    for match in re.finditer(rf"(?:{verbs})(?:了|上|出|去|给|到)?(?P<what>[^，。；：、！？“”]{{2,20}})", sentence):
        span = Span(*match.span("what"))
        fit = min(1.0, nearness(query, sentence, span) / whole)
        if not says_already(query, match["what"]) and (best is None or fit > best[1]):
            best = Fact(span, match["what"], evidence.score), fit
    return best


SAID = 0.6
"""Share of a name's signs that stand in translations of the question's words from which the question says it itself."""


def says_already(query: Query, name: str) -> bool:
    """Does the question say this name itself, word for word or translated (银勺子 for Silver Spoon)?"""
    if name in query.text:
        return True
    text = fold(name)
    covered = {
        place
        for term in query.terms
        for form, _ in term.forms
        for match in re.finditer(re.escape(form), text)
        for place in range(*match.span())
    }
    return len(covered) >= SAID * len(text)


_SCENE = re.compile(
    r"[在于](?P<place>[^，。；、“”（）在于]{2,16}?)"
    r"(?=(?:联合|正式|隆重|顺利|还|也|又|共同|一起|先后|分别)*(?:开展|举行|举办|召开|启动|进行|开幕|拉开|启用|开放|上演|落幕|成立|揭牌))"
)


_APPEARED_EN = re.compile(r"\b(?:appear\w*|occurr?\w*|happen\w*|br[eo]ke?n? out|emerge\w*|found)\b", re.I)
_APPEARED = re.compile(r"(?:^|[，。；：])在?(?P<place>[\u4e00-\u9fff]{2,8}?)(?:出现|发生|发现|爆发)")
"""晋北出现散发病例 for Where did they appear."""


def find_scene(query: Query, need: Need, evidence: Evidence) -> Found | None:
    """The place in which a sentence says that something was held, opened or begun."""
    match = _SCENE.search(evidence.text)
    if match is None and _APPEARED_EN.search(query.text):
        match = _APPEARED.search(evidence.text)
    return (Fact(Span(*match.span("place")), match["place"], evidence.score), 1.0) if match else None


def find_person(query: Query, need: Need, evidence: Evidence) -> Found | None:
    """The person nearest to the question's terms whom it does not name itself, with those named in one breath."""
    sentence = evidence.text
    whole = sum(term.weight for term in query.terms) or 1.0
    verbs = find_verbs(query.text)
    people = [span for span in (*find_people(sentence), *_find_speakers(sentence)) if not names_house(sentence, span)]
    people = [one for one in people if not any(_holds(other, one) for other in people)]
    names = [span for span in people if not is_named(query, span.of(sentence)) and not is_word(span.of(sentence))]
    best: tuple[Span, float] | None = None
    for span in names:
        fit = min(1.0, nearness(query, sentence, span) / whole)
        clause = re.split("[，。；]", sentence[span.end : span.end + 30])[0]
        fit += 1.0 if verbs and re.search(verbs, clause) else 0.0
        if best is None or fit > best[1]:
            best = span, fit
    if best is None:
        return None
    span, fit = best
    several = bool(_WHO_ARE.search(query.text))
    group = [one for one in names if _in_one_breath(sentence, one, span) or (several and _in_row(sentence, one, span))]
    value = "、".join(dict.fromkeys(one.of(sentence) for one in group))
    return Fact(Span(group[0].start, group[-1].end), value, evidence.score), fit


_SPEAKER = re.compile(
    rf"(?:{OFFICE.pattern})(?P<name>[\u4e00-\u9fff]{{2,3}}?)(?:笑着|[\u4e00-\u9fff]{{2}}地)?"
    r"(?=说[，：]|介绍|表示|告诉|坦言|感慨)"
)
"""书记雒新娟介绍: who speaks, where the tagger takes a name apart."""


def _holds(span: Span, other: Span) -> bool:
    return span != other and span.start <= other.start and other.end <= span.end


def _find_speakers(sentence: str) -> list[Span]:
    return [Span(*m.span("name")) for m in _SPEAKER.finditer(sentence) if is_name(m["name"])]


_AREA = re.compile(r"[区县镇乡村局委]$")


def is_word(name: str) -> bool:
    """Is what looks like a surname and its name more a word or a place (文化, 代表, 汶东区)?"""
    if _AREA.search(name):
        return True
    tagged = tag_words(name) if len(name) == 2 else []
    return len(tagged) == 1 and tagged[0][1][:1] in "nv" and not tagged[0][1].startswith("nr") and is_name(name)


def is_named(query: Query, name: str) -> bool:
    """Does the question itself name this person, in signs or by sound? 晏竹 is all that is left of Yan Zhusheng."""
    if name in query.text or any(term.sound and term.stands(fold(name)) for term in query.terms):
        return True
    first, _, rest = romanise_name(name).partition(" ")
    return bool(rest) and re.search(rf"\b(?:{first} {rest}|{first}{rest}\b)", query.text, re.I) is not None


def _in_one_breath(sentence: str, one: Span, other: Span) -> bool:
    first, second = sorted((one, other), key=lambda span: span.start)
    return one == other or bool(re.fullmatch(r"[、和与及]", sentence[first.end : second.start]))


_WHO_ARE = re.compile(r"\bwho (?:are|were)\b", re.I)
_DESCRIBED = re.compile(r"(?:[、，；和与及]|还有|以及)[^，。；、“”]{0,14}")
"""Between the persons of a row who are told of with their trades: 符海岫、会画画的蓝采薇，还有邻村的聋哑青年乐安."""


def _in_row(sentence: str, one: Span, other: Span) -> bool:
    first, second = sorted((one, other), key=lambda span: span.start)
    between = sentence[first.end : second.start]
    return len(between) <= ROW_MOST and re.fullmatch(rf"(?:{_DESCRIBED.pattern})+", between) is not None


ROW_MOST = 40
"""Signs between two persons of such a row."""

_COUNTED = re.compile(r"\bhow many (?:(?:kinds?|types?|sorts?) of )?(?P<what>(?:[\w'’-]+ ?){1,3})", re.I)


def counts_asked(query: Query, sentence: str, span: Span, *, head: bool = False) -> bool:
    """May a figure count what How many is followed by: does any translation of it stand in the figure's own piece?

    True too where the question's words say nothing of it. With `head` its last word alone counts: communities, of
    urban communities.
    """
    match = _COUNTED.search(query.text)
    what = match["what"].lower().split() if match else []
    what = find_noun(query.text).lower().split()[-1:] if head else what
    terms = [term for term in query.terms if set(term.word.lower().split()) & set(what)]
    start = max(sentence.rfind(mark, 0, span.start) for mark in "，。；：、") + 1
    piece = re.split("[，。；：、]", sentence[start:], maxsplit=1)[0]
    return not terms or any(form in fold(piece) for term in terms for form, _ in term.forms)
