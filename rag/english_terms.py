"""An English question's content words as terms: their Chinese translations, and names as the sounds they spell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index.glossary import Glossary
from index.store import Store
from index.words import Segmenter, fold
from rag.asked import LATIN
from rag.pinyin import find_names, plain, spell
from rag.stopwords import STOP_EN, STOP_ZH
from rag.terms import Term, without_dates

NAME_WEIGHT = 1.3
"""A romanised name says more than the rarest word: it is what the question is about."""

FORMS_MOST = 10
"""Translations kept for a word, its own and those of the pairs it stands in."""

ENGLISH_WORD = 0.45
"""Cosine of the best translation from which a word that could be pinyin (eye, bin) is an English word."""


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
