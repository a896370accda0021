"""The pieces of an English statement, with the Chinese that each may stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.quantities import find_amounts
from index.records import Span
from rag.checking.claim.parts import Piece, Sheet
from rag.checking.claim.phrases_en import ACTORS, AGENT, ARTS, HEADS, PHRASES
from rag.checking.claim.plain_words import SAYS_LITTLE_EN
from rag.checking.claim.small_counts import find_said_shares, find_small_counts_en
from rag.checking.claim.when import find_when
from rag.facts.clocks import find_clocks
from rag.facts.numbering import locate_place
from rag.facts.offices import ENGLISH, find_titles_en
from rag.questions.pinyin import COMMON, SYLLABLE, locate_sound, plain, syllables_of
from rag.questions.stopwords import STOP_EN
from rag.questions.terms import Term

NOT = re.compile(
    r"\b(?:not(?! only| just)|no|never|nobody|none|neither|nor"
    r"|without(?! (?:a |any )?(?:break|stop|pause|interruption))|cannot"
    r"|refused|refuse|failed|n't|un(?:able|paid))\b|n't\b",
    re.I,
)
_NEAR = 30
"""Characters before a word within which a denial is its own."""


_BARS = re.compile(
    r"\b(?:forbid(?:s|ding)?|forbade|bans?|banned|banning|bar(?:s|red|ring)|prohibit(?:s|ed|ing)?)\b", re.I
)
_BARRED = re.compile(
    r"\w*[^.,;:!?]{0,16}? (?:is|are|was|were|be|been)\b[^.,;:!?]{0,12}? "
    r"(?:forbidden|banned|barred|prohibited|not (?:allowed|permitted))\b",
    re.I,
)
_KEEPS, _OFF = re.compile(r"\b(?:keep(?:s|ing)?|kept) (?:\w+ )?$", re.I), re.compile(r"\w* (?:off|out|away)\b", re.I)


def is_denied_en(text: str, at: int) -> bool:
    """Is what stands at this place denied or forbidden: not …, … was banned, keep … off?"""
    clause = re.split(r"[,.;:!?]", text[max(0, at - _NEAR) : at])[-1]
    if NOT.search(clause) or _BARS.search(clause) or _BARRED.match(text, at):
        return True
    return bool(_KEEPS.search(clause) and _OFF.match(text, at))


def take_apart_en(text: str, terms: tuple[Term, ...]) -> tuple[Piece, ...]:
    """The pieces of an English text in order, none overlapping. `terms` are its words with their translations.

    A content word that nothing translates is a piece too: what a report cannot say it does not bear out.
    """
    sheet = Sheet(text)
    found = (_plans(text), _days(text), _figures(text), _phrases(text, ARTS), _houses(text), _names(text, terms))
    for piece in (*(piece for pieces in found for piece in pieces), *_phrases(text, PHRASES), *_agents(text)):
        sheet.take(piece)
    for span, titles in find_titles_en(text):
        sheet.take(Piece("word", span, span.of(text), 1.0, forms=tuple((t, 1.0) for t in titles), tag="title"))
    for piece in _places(text, terms, sheet.taken):
        sheet.take(piece)
    for piece in _words(text, terms):
        sheet.take(piece)
    for match in _WORD.finditer(text):
        if _is_named(match.group()) and match.start():
            sheet.take(_named(text, match))
        elif match.group().lower() not in _EMPTY:
            sheet.take(Piece("word", Span(*match.span()), match.group(), UNKNOWN, forms=(("\0", 1.0),)))
    return sheet.pieces


UNKNOWN = 0.7
"""What a word weighs for which the archive has no translation."""
_WORD = re.compile(r"[A-Za-zÀ-ž][A-Za-zÀ-ž’'-]{2,}")
_EMPTY = (
    STOP_EN | SAYS_LITTLE_EN | frozenset(("people", "person", "persons", "thing", "things", "upon", "among", "within"))
)


def _is_named(word: str) -> bool:
    """Is a capitalised word the pinyin of a name of two syllables or more?"""
    sound = plain(word)
    several = any(len(syllables) > 1 for syllables in syllables_of(sound))
    return word[0].isupper() and word.lower() not in COMMON and several and bool(_PINYIN.fullmatch(sound))


def _places(text: str, terms: tuple[Term, ...], taken: list[bool]) -> Iterator[Piece]:
    """A place or body by common words, railway station square: the words before its head say which one."""
    known = {term.word.lower(): term for term in terms}
    for match in _HEADED.finditer(text):
        words: list[str] = []
        for word in reversed(match["which"].split()):
            if word in _PLAIN or word.endswith(("ed", "ing")):
                break
            words.insert(0, word)
        head = match["head"].lower().removesuffix("s")
        at = match.start("head") - len(" ".join(words)) - 1
        # behind a name, Kangming eye hospital, the name says which one; village schools are none in particular
        if (
            not words
            or match["head"].endswith("s")
            or any(taken[at : match.end()])
            or re.search(r"[A-Z][\w’'-]* $", text[:at])
        ):
            continue
        ways = [known[w.lower()].forms if w.lower() in known else (("\0", 1.0),) for w in words]
        within = tuple(tuple(form for form, _ in forms) for forms in ways)
        forms = tuple((form, 1.0) for form in (*HEADS.get(head, ()), *ACTORS.get(head, ())))
        yield Piece("body", Span(at, match.end()), text[at : match.end()], 1.5, forms=forms, within=within)


_HEADED = re.compile(
    rf"(?P<which>(?:\b[a-z][a-z’'-]+ ){{1,3}})(?P<head>(?:{'|'.join([*HEADS, *ACTORS])})s?)\b"
    r"(?<!city)(?<!county)(?<!district)(?<!village)(?<!town)(?<!township)(?<!province)(?<!community)(?! schools?\b)"
)
_PLAIN = frozenset(
    """
    new old same local whole our other main big large small own first last next whole several some many all each every
    any no another this that these those the a an in on at of to from by for with and or near his her its their is was
    """.split()  # noqa: SIM905
)
"""Words that do not say which one."""


def _plans(text: str) -> Iterator[Piece]:
    for pattern, form in _PLANS:
        for match in re.finditer(pattern, text, re.I):
            said = form.format(_numeral(match["n"]), match["n"])
            yield Piece("word", Span(*match.span()), match.group(), 2.0, forms=((said, 1.0),))


def _days(text: str) -> Iterator[Piece]:
    for item in find_when(text):
        yield Piece("day", item.span, item.text)


def _names(text: str, terms: tuple[Term, ...]) -> Iterator[Piece]:
    for match in _FULL_NAME.finditer(text):
        # the word list may translate either half (向阳); the two together are a person
        if not {word.lower() for word in match.group().split()} & (
            COMMON | HEADS.keys() | ENGLISH.keys()
        ) and _PINYIN.fullmatch(plain(match.group())):
            yield _named(text, match)
    for term in terms:
        if term.sound:
            # Xing County may be one term: its head is read with the name, as of every other place
            word = re.sub(rf" (?:{'|'.join(HEADS)})$", "", term.word, flags=re.I)
            for match in re.finditer(rf"(?:\b(?!{_LEADS})[A-Z][a-z] )?{re.escape(word)}", text):
                yield _named(text, match)


def _figures(text: str) -> Iterator[Piece]:
    for span, minute in find_clocks(text):
        yield Piece("clock", span, span.of(text), minute=minute)
    for figure in (*find_said_shares(text), *find_amounts(text)):
        road = re.search(r"(?:highway|road|no\.?|number|route) ?$", text[: figure.span.start], re.I)
        given_up = re.search(r"\b(?:not|rather than|instead of) $", text[: figure.span.start], re.I)  # 116, not 118
        if not road and not given_up and not _ARTICLE.match(figure.text):
            yield Piece("figure", figure.span, figure.text, figure=figure)
    for figure in find_small_counts_en(text):
        yield Piece("figure", figure.span, figure.text, figure=figure)
    for match in _ORDINAL.finditer(text):
        number = _ORDINALS.index(match["n"].lower()) + 2
        order = next(iter(find_amounts(f"第{_numeral(str(number))}次")), None)
        if order:
            yield Piece("figure", Span(*match.span("n")), match["n"], figure=order)
    place = locate_place(text)
    if place and (order := next(iter(find_amounts(f"第{_numeral(str(place[0]))}项")), None)):
        word = Span(place[1].start, text.index(" ", place[1].start))
        yield Piece("figure", word, word.of(text), figure=order)


def _phrases(text: str, table: dict[str, tuple[str, ...]]) -> Iterator[Piece]:
    for phrase, said in table.items():
        for match in re.finditer(rf"\b{phrase}\b", text, re.I):
            forms = tuple((form, 1.0) for form in said)
            yield Piece("word", Span(*match.span()), match.group(), 1.5, is_denied_en(text, match.start()), forms=forms)


def _agents(text: str) -> Iterator[Piece]:
    for match in AGENT.finditer(text):
        span = Span(*match.span("body"))
        forms = tuple((head, 1.0) for head in ACTORS[match["head"].lower()])
        yield Piece("body", span, span.of(text), 2.0, forms=forms, tag="agent")


def _words(text: str, terms: tuple[Term, ...]) -> Iterator[Piece]:
    for term in terms:
        if term.sound or not term.forms:
            continue
        most = term.most or 1.0
        forms = tuple((form, min(1.0, strength / most)) for form, strength in term.forms)
        for match in re.finditer(rf"\b{re.escape(_bare(term.word))}\b", _bare(text), re.I):
            little = all(word in SAYS_LITTLE_EN for word in match.group().lower().split())  # took part
            weight = 0.3 if little else 1.0
            denied = is_denied_en(text, match.start())
            span = Span(*match.span())
            if span.start and _is_named(span.of(text)) and not any(_sounds(form, span.of(text)) for form, _ in forms):
                yield _named(text, match)  # Taiyuan is no 山西, however often the two go together
                continue
            yield Piece("word", span, span.of(text), weight, denied, forms=forms)


def _sounds(form: str, name: str) -> bool:
    """Does a Chinese word begin as a name in pinyin sounds?"""
    return any(start == 0 for start, _ in locate_sound(plain(name), form))


def _bare(text: str) -> str:
    """Without the dots of ü, sign for sign."""
    return text.replace("ü", "u").replace("Ü", "U")


_HOUSE = re.compile(
    r"\b(?P<name>[A-Z][\w’'-]+) (?P<head>University|College|Hospital|Museum|Library|Square|Park|Station|Bank|School)\b"
)
"""A house called by a place that the word list translates: Lanzhou University is not any house of that place."""


def _houses(text: str) -> Iterator[Piece]:
    for match in _HOUSE.finditer(text):
        if _is_named(match["name"]):
            forms = tuple(
                (head, 1.0) for head in HEADS.get(match["head"].lower(), ACTORS.get(match["head"].lower(), ()))
            )
            yield Piece("body", Span(*match.span()), match.group(), 2.0, forms=forms, sound=plain(match["name"]))


_FULL_NAME = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][a-z]{1,5} [A-Z][a-z]{1,11}\b|^[A-Z][a-z]{1,5} [A-Z][a-z]{1,11}\b")
_LEADS = "(?:At|In|On|By|To|Of|As|An|It|He|We|If|So|No|Up|My|Or) "
"""Words of two letters that begin a sentence and are no family name."""
_PINYIN = re.compile(f"(?:{SYLLABLE.pattern})+")
_ARTICLE = re.compile(r"(?:an?|one|several|some|many|few|a few)\b(?! (?:hundred|thousand|million))", re.I)
"""What counts nothing."""
_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ORDINAL = re.compile(
    rf"\b(?P<n>{'|'.join(_ORDINALS)})\b(?= (?:session|meeting|conference|study|time|edition|round|visit|such|one"
    r"|of its kind|of (?:the|that|this) (?:year|month|season|kind)|congress|(?:half[- ])?marathon|(?-i:[A-Z])))",
    re.I,
)
_PLANS = (
    (r"(?P<n>\d+)th Five[- ]Year Plan", "{0}五"),
    (r"(?P<n>\d)A(?:[- ]level|[- ]rated|[- ]grade)?\b", "{1}A"),
    (r"(?P<n>\d+)th (?:CPC |Party |National |Party )*Congress", "{0}大"),
)
"""Fixed names with a number in them."""


def _numeral(digits: str) -> str:
    """14 as 十四, 20 as 二十."""
    tens, ones = divmod(int(digits) % 100, 10)
    signs = "零一二三四五六七八九"
    return ("" if tens < 2 else signs[tens]) + ("十" if tens else "") + (signs[ones] if ones else "")


def _named(text: str, match: re.Match[str]) -> Piece:
    """A name, with the word after it that says of what: Jihe Square, Wangpu Primary School; Wu before Xiangyang."""
    sound = plain(match.group())
    for middle in ("", r"[A-Z][a-z]+ "):
        after = re.match(rf" {middle}(?P<head>[A-Za-z]+)", text[match.end() :])
        head = HEADS.get(after["head"].lower()) if after else None
        if after and head:
            if re.match(" Primary School| Middle School", text[match.end() :]):
                after = re.match(" (?:Primary|Middle) School", text[match.end() :])
                head = HEADS[text[match.end() + 1 :].split(" ")[0].lower()]
            span = Span(match.start(), match.end() + (after.end() if after else 0))
            return Piece("body", span, span.of(text), 2.0, forms=tuple((h, 1.0) for h in head), sound=sound)
    return Piece("name", Span(*match.span()), match.group(), 2.0, sound=sound)
