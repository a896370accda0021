"""A question's content words as terms: how much each says, and in which forms it may stand in the archive.

A Chinese term stands as itself; an English one as any of its Chinese translations, each with a strength; a name as the
syllables it is spelled with (`rag/questions/english_terms.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from index.dates import find_dates
from index.sounds import spell
from index.store import Group, Store
from index.words import Segmenter, fold, tag_words
from rag.questions.pinyin import sounds
from rag.questions.stopwords import STOP_ZH, weigh_tag
from rag.questions.thesaurus import find_kin

QUOTED_WEIGHT = 1.5
"""What a reader puts in quotation marks is meant word for word."""

ASKING = re.compile(r"什么|多少|哪|谁|怎|如何|为何|何时|何处|何地|何人")
"""In a word that asks (什么样, 哪一天, 哪些方面): rare in print, so that it would weigh more than any other."""

QUOTED = re.compile(r"[“《「『\"]([^“”《》「」『』\"]{2,20})[”》」』\"]")


@dataclass(frozen=True, slots=True)
class Term:
    """One content word: `weight` is its information (idf), `forms` are (text, strength 0..1); `sound` for a name."""

    word: str
    weight: float
    forms: tuple[tuple[str, float], ...] = ()
    sound: str = ""
    longer: tuple[str, ...] = ()
    """Names of the archive that hold this one and are others."""
    kin: tuple[tuple[str, float], ...] = ()
    """Words that a report may print for it (text, strength): they weigh evidence, articles are not found by them."""
    rarity: float = 0.0
    """Its information whatever part of speech it is, where that differs: reports share a question's small words too."""

    most: float = field(init=False, repr=False, compare=False, default=1.0)
    """The strength of its best form: what a text that holds it scores."""

    def __post_init__(self) -> None:
        if self.forms and not self.sound:
            object.__setattr__(self, "most", max(strength for _, strength in self.forms))

    def stands(self, text: str) -> float:
        """How surely the term stands in a folded text, 0 to its `most`."""
        if self.sound:
            return float(sounds(self.sound, text))
        return _best(self.forms, text)

    def means(self, text: str) -> float:
        """How surely a folded text says the term or a word that may stand for it, 0 to its `most`."""
        return self.stands(text) or _best(self.kin, text)


def _best(forms: Iterable[tuple[str, float]], text: str) -> float:
    """The surest of the forms that stand in a text: asked of every word in every sentence, so without a generator."""
    best = 0.0
    for form, sure in forms:
        if sure > best and form in text:
            best = sure
    return best


def share(terms: Iterable[Term], text: str) -> float:
    """The share of the question's information that stands in a folded text, 0 to 1."""
    total = held = 0.0
    for term in terms:
        total += term.weight * term.most
        held += term.weight * term.stands(text)
    return held / total if total else 0.0


def meant(terms: Iterable[Term], text: str) -> float:
    """The share of the question's information that a folded text says in these or other words, 0 to 1."""
    total = held = 0.0
    for term in terms:
        total += term.weight * term.most
        held += term.weight * term.means(text)
    return held / total if total else 0.0


def without_dates(question: str) -> str:
    """The question with its dates blanked out: days are for the date filter, their digits match everything."""
    letters = list(question)
    for mention in find_dates(question):
        if mention.occasion:
            continue  # 儿童节 is as often what a report is about as when it happened
        letters[mention.span.start : mention.span.end] = " " * (mention.span.end - mention.span.start)
    return "".join(letters)


def chinese_terms(question: str, segmenter: Segmenter, store: Store, *, blank: bool = True) -> tuple[Term, ...]:
    """The content words of a Chinese question; a word inside a longer one of the question counts a little.

    Its dates are left out unless `blank` is false.
    """
    text = fold(without_dates(question) if blank else question)
    words = [w for w in dict.fromkeys(segmenter(text)) if w not in STOP_ZH and not ASKING.search(w)]
    words = _mend(words, segmenter, store)
    longer = {w for w in words if any(w != other and w in other for other in words)}
    tags = {word: weigh_tag(word, tag) for word, tag in tag_words(text)}
    rare = {w: store.information(w) * (0.3 if w in longer else 1.0) for w in words}
    apart = {w: tuple(name for name in segmenter.longer(w) if name not in text) for w in words}
    terms = [
        Term(w, rare[w] * tags.get(w, 1.0), ((w, 1.0),), longer=apart[w], kin=find_kin(w), rarity=rare[w])
        for w in words
    ]
    top = max((term.weight for term in terms), default=0.0)
    quoted = [phrase for phrase in QUOTED.findall(text) if phrase not in words]
    return (*terms, *(Term(phrase, QUOTED_WEIGHT * top, ((phrase, 1.0),)) for phrase in quoted))


MENDED_MOST = 2
"""Words of one sound that an unknown word may have been meant as."""


def _mend(words: list[str], segmenter: Segmenter, store: Store) -> list[str]:
    """Words that the archive does not have give way to those that sound so and share a sign: 吕粱 to 吕梁.

    What was typed by its sound comes out as another sign of that sound; a known word stays as it is.
    """
    unknown = store.information("\0")
    mended: list[str] = []
    for word in words:
        alike: list[str] = []
        if 2 <= len(word) <= 4 and store.information(word) == unknown:
            found = store.sounding(spell(word))
            alike = [other for other in found if len(other) == len(word) and any(map(str.__eq__, word, other))]
        mended += [part for other in alike[:MENDED_MOST] for part in segmenter(other)] or [word]
    return list(dict.fromkeys(mended))


def search_groups(terms: Iterable[Term]) -> list[Group]:
    """The terms as groups of words that mean the same. Strengths of translations are roots of their chances."""
    groups: list[Group] = []
    for term in terms:
        shares = {form: strength**2 for form, strength in term.forms}
        # a name is any of the words that sound like it, a translated word a mixture of its translations
        whole = 1.0 if term.sound else sum(shares.values())
        groups.append((term.weight, {form: share / whole for form, share in shares.items()}))
    return groups


def search_words(terms: Iterable[Term]) -> dict[str, float]:
    """The terms as weighted words for BM25."""
    words: dict[str, float] = {}
    for term in terms:
        for form, strength in term.forms:
            words[form] = max(words.get(form, 0.0), strength)
    return words
