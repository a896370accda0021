"""A question's content words as terms: how much each says, and in which forms it may stand in the archive.

A Chinese term stands as itself; an English one as any of its Chinese translations, each with a strength; a name as the
syllables it is spelled with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.dates import find_dates
from index.glossary import Glossary
from index.store import Store
from index.words import Segmenter, fold
from rag.asked import LATIN
from rag.pinyin import find_names, plain, sounds, spell
from rag.stopwords import STOP_EN, STOP_ZH

NAME_WEIGHT = 1.3
"""A romanised name says more than the rarest word: it is what the question is about."""

QUOTED_WEIGHT = 1.5
"""What a reader puts in quotation marks is meant word for word."""

QUOTED = re.compile(r"[“《「『\"]([^“”《》「」『』\"]{2,20})[”》」』\"]")

FORMS_MOST = 10
"""Translations kept for a word, its own and those of the pairs it stands in."""

ENGLISH_WORD = 0.45
"""Cosine of the best translation from which a word that could be pinyin (eye, bin) is an English word."""


@dataclass(frozen=True, slots=True)
class Term:
    """One content word: `weight` is its information (idf), `forms` are (text, strength 0..1); `sound` for a name."""

    word: str
    weight: float
    forms: tuple[tuple[str, float], ...] = ()
    sound: str = ""

    @property
    def most(self) -> float:
        """The strength of its best form: what a text that holds it scores."""
        return 1.0 if self.sound else max((strength for _, strength in self.forms), default=1.0)

    def stands(self, text: str) -> float:
        """How surely the term stands in a folded text, 0 to its `most`."""
        if self.sound:
            return float(sounds(self.sound, text))
        return max((strength for form, strength in self.forms if form in text), default=0.0)


def share(terms: Iterable[Term], text: str) -> float:
    """The share of the question's information that stands in a folded text, 0 to 1."""
    terms = tuple(terms)
    total = sum(term.weight * term.most for term in terms)
    return sum(term.weight * term.stands(text) for term in terms) / total if total else 0.0


def without_dates(question: str) -> str:
    """The question with its dates blanked out: days are for the date filter, their digits match everything."""
    letters = list(question)
    for mention in find_dates(question):
        if mention.occasion:
            continue  # 儿童节 is as often what a report is about as when it happened
        letters[mention.span.start : mention.span.end] = " " * (mention.span.end - mention.span.start)
    return "".join(letters)


def chinese_terms(question: str, segmenter: Segmenter, store: Store) -> tuple[Term, ...]:
    """The content words of a Chinese question; a word inside a longer one of the question counts a little."""
    text = fold(without_dates(question))
    words = [word for word in dict.fromkeys(segmenter(text)) if word not in STOP_ZH]
    longer = {w for w in words if any(w != other and w in other for other in words)}
    terms = [Term(word, store.information(word) * (0.3 if word in longer else 1.0), ((word, 1.0),)) for word in words]
    top = max((term.weight for term in terms), default=0.0)
    quoted = [phrase for phrase in QUOTED.findall(text) if phrase not in words]
    return (*terms, *(Term(phrase, QUOTED_WEIGHT * top, ((phrase, 1.0),)) for phrase in quoted))


def is_english(word: str, forms: Sequence[tuple[str, float]]) -> bool:
    """Is a capitalised word English, not a name in pinyin? It has a sure translation that does not sound like it.

    The aligned model also knows many names (Lishi: 离石), but those sound like what they translate.
    """
    sure = [form for form, strength in forms[:2] if strength >= ENGLISH_WORD]
    return bool(sure) and not any(syllable in plain(word) for form in sure for syllable in spell(form))


def english_terms(question: str, segmenter: Segmenter, store: Store, glossary: Glossary) -> tuple[Term, ...]:
    """The content words of an English question with their translations, its names, and its Chinese words."""
    undated = without_dates(question)
    latin = list(dict.fromkeys(LATIN.findall(undated)))
    meanings = dict(zip(latin, glossary.translate([w.lower() for w in latin]), strict=True))
    known = {word for word, forms in meanings.items() if is_english(word, forms)}
    names = find_names(undated, known)
    inside = {word for name in names for word in name.split()}
    words = [w for w in latin if w.lower() not in STOP_EN and w not in inside and len(w) > 1]
    pairs = [f"{a} {b}" for a, b in pairwise(words)]
    joint_meanings = dict(zip(pairs, glossary.translate([pair.lower() for pair in pairs]), strict=True))
    terms: list[Term] = []
    for word in words:
        # a pair of words translates as one (blood donated: 献血): its translations are forms of both
        near = (joint_meanings[pair] for pair in pairs if word in pair.split(" "))
        joint = {form: strength for found in near for form, strength in found if len(form) > 1}
        ranked = tuple(sorted({**joint, **dict(meanings[word])}.items(), key=lambda item: -item[1])[:FORMS_MOST])
        if ranked:
            terms.append(Term(word.lower(), _information(ranked, store), ranked))
    top = max((term.weight for term in terms), default=5.0)
    terms += [Term(name, NAME_WEIGHT * top, (), sound) for name, sound in names.items()]
    printed = [w for w in segmenter(fold(" ".join(re.findall(r"[㐀-鿿]+|\d[\d,.]*", undated)))) if w not in STOP_ZH]
    terms += [Term(word, store.information(word), ((word, 1.0),)) for word in dict.fromkeys(printed)]
    return tuple(terms)


def _information(forms: Sequence[tuple[str, float]], store: Store) -> float:
    """The information of a translated word: its forms', weighted by how surely they translate it."""
    total = sum(strength**2 for _, strength in forms)
    return sum(strength**2 * store.information(form) for form, strength in forms) / total


def search_words(terms: Iterable[Term]) -> dict[str, float]:
    """The terms as weighted words for BM25."""
    words: dict[str, float] = {}
    for term in terms:
        for form, strength in term.forms:
            words[form] = max(words.get(form, 0.0), strength)
    return words
