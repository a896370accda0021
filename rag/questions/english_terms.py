"""An English question's content words as terms: Chinese translations, figures, and names as the sounds they spell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from index.dates import find_dates
from index.glossary import Glossary
from index.lemmas import split_words
from index.lexicon import Forms, Reading
from index.store import Store
from index.words import Segmenter, fold
from rag.questions.pinyin import SUFFIXES, find_names, plain, spell, syllables_of
from rag.questions.stopwords import STOP_EN, STOP_ZH
from rag.questions.terms import ASKING, Term, without_dates

NAME_WEIGHT = 1.3
"""A romanised name says more than the rarest word: it is what the question is about."""

FORMS_MOST = 6
"""Translations of a word that are searched: with ten instead R@10 is the same and a query takes twice as long."""

INSIDE = 0.4
"""What a word counts beside the phrase that it stands in: between .3 and .6 the figures hardly move."""

SURE = 0.35
"""Probability of the best translation from which a word that could be pinyin (eye, bin) is an English word."""

COMMON_SOUND = 0.3
"""How surely a dictionary's Chinese word that sounds like a name is meant by it: 历史 for Lishi."""

PART = 0.5
"""... and a word that sounds like part of it: 海平 for Lian Haiping where the segmenter has cut off the family name."""

FIGURE = re.compile(
    r"(?<![\w.,-])(\d+(?:,\d{3})*(?:\.\d+)?)(?:\s*(thousand|million|billion|trillion)\b)?", re.IGNORECASE
)
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
CHINESE_SCALES = (1, 10**4, 10**8, 10**12)
"""Figures are printed in 万, 亿 and 万亿."""

FRAME = re.compile(
    r"\b(?:what|which) (?:exact |precise |very |other )?"
    r"(?:(?:kinds?|sorts?|types?|colou?r) of\b|(?:days?|dates?|year|month|time|hour)\b)|"
    r"\b(?:what|which) (?:is|was|are|were) the (?:exact |precise )?"
    r"(?:names?|titles?|date|day|year|time|number|amount|total) of\b",
    re.IGNORECASE,
)
"""What only asks: no report says on what day it happened in these words."""

PRONOUNS = frozenset(["你", "您", "我", "他", "她", "它", "他们", "她们", "它们", "我们", "你们", "咱们"])
"""Translations by which nothing is found: they translate what stood beside the word."""

CODE = re.compile(r"[A-Za-z]+-?\d[\w-]*|\b[A-Z]\w*[A-Z]\w*")
"""S-200, G20, GDP, HarmonyOS: what a Chinese text prints as it is."""


def is_english(word: str, forms: Forms) -> bool:
    """Is a capitalised word English, not a name in pinyin? It has a sure translation that does not sound like it.

    The lexicon also knows many names (Lishi: 离石), but those sound like what they translate.
    """
    sure = [form for form, chance in forms[:2] if chance >= SURE]
    return bool(sure) and not any(syllable in plain(word) for form in sure for syllable in spell(form))


def english_terms(question: str, segmenter: Segmenter, store: Store, glossary: Glossary) -> tuple[Term, ...]:
    """The content words of an English question with their translations, its names, and its Chinese words."""
    undated = without_dates(question)
    readings = glossary.read(FIGURE.sub(" ", FRAME.sub(" ", undated)))
    single = {reading.words[0]: reading.forms for reading in readings if len(reading.words) == 1}
    capital = [w for w in re.findall(r"[A-Za-z][\w'’]*", undated) if w[0].isupper()]  # only such may be names
    english = {w for w in capital if is_english(w, single.get(w.lower(), ()))}
    names = find_names(undated, english)
    named = {word: name for name in names for word in split_words(name)}
    absent = store.information("\0")
    terms: list[Term] = []
    seen: set[tuple[str, ...]] = set()
    inside = 0
    for reading in readings:
        weight = INSIDE if inside else 1.0
        inside = len(reading.words) if len(reading.words) > 1 else max(0, inside - 1)
        if reading.words in seen or all(word in STOP_EN or len(word) < 2 for word in reading.words):
            continue
        seen.add(reading.words)
        if len(reading.words) == 1 and reading.words[0] in named and not _is_translated(reading, named, store):
            continue
        term = _translated(" ".join(reading.words), reading.forms, store, absent)
        if term:
            terms.append(Term(term.word, weight * term.weight, term.forms))
            for word in reading.words:
                if word in named:
                    names.pop(named[word], None)  # the lexicon knows the name: 离石, not all that sounds like it
    top = max((term.weight for term in terms), default=5.0)
    terms += [
        _named(name, (sound, _suffix(name, undated)), NAME_WEIGHT * top, store, glossary)
        for name, sound in names.items()
    ]
    terms += _figures(undated, store, absent)
    printed = [*re.findall(r"[㐀-鿿]+", undated), *(code for code in CODE.findall(undated))]
    words = [w for w in segmenter(fold(" ".join(printed))) if w not in STOP_ZH and (not w.isascii() or len(w) > 1)]
    known = {form for term in terms for form, _ in term.forms} | {w for term in terms for w in term.word.split()}
    terms += [Term(w, store.information(w), ((w, 1.0),)) for w in dict.fromkeys(words) if w not in known]
    return tuple(terms)


def date_words(question: str) -> str:
    """The dates of an English question as a Chinese paper prints them: July 2023 is 2023年7月."""
    printed = []
    for mention in find_dates(question):
        first = mention.first
        if mention.kind in ("absolute", "yearless"):
            numbers = ((first.year, "年"), (first.month, "月"), (first.day, "日"))
            printed.append("".join(f"{number}{unit}" for number, unit in numbers if number) + first.part)
    return " ".join(printed)


def _is_translated(reading: Reading, named: Mapping[str, str], store: Store) -> bool:
    """Is a name of one word translated by what sounds like it, or, like Fukushima, surely by what does not?"""
    word = reading.words[0]
    if split_words(named[word]) != [word]:
        return False
    if any(word in _letters(form) for form, _ in reading.forms[:2]):
        return True
    sure = any(chance >= SURE for _, chance in reading.forms[:1])
    return sure and not any(store.sounding(syllables) for syllables in syllables_of(plain(word)))


def _letters(form: str) -> str:
    return "".join(spell(form)).replace("v", "u")


def _translated(word: str, forms: Forms, store: Store, absent: float) -> Term | None:
    """A term of those translations that the archive has; strengths are relative to the likeliest one."""
    said = [(form, chance) for form, chance in forms if form not in PRONOUNS and not ASKING.search(form)]
    if forms and not said:
        return None  # what colour: 什么
    known = [(form, chance) for form, chance in said if store.information(form) < absent][:FORMS_MOST]
    if not known:
        return Term(word, store.information(word), ((word, 1.0),)) if store.information(word) < absent else None
    total = sum(chance for _, chance in known)
    weight = sum(chance / total * store.information(form) for form, chance in known)
    best = known[0][1]
    # the root keeps a second translation worth reading: strengths say how surely, shares how often
    return Term(word, weight, tuple((form, (chance / best) ** 0.5) for form, chance in known))


def _suffix(name: str, question: str) -> str:
    """How the word sounds in Chinese that says behind a name what it is the name of; "" where none does."""
    match = re.search(rf"{re.escape(name)}\s+(\w+)", question)
    return SUFFIXES.get(match[1].lower(), "") if match else ""


def _named(name: str, spoken: tuple[str, str], weight: float, store: Store, glossary: Glossary) -> Term:
    """A name as a term; it weighs no less than the rarest word of the archive that sounds like it.

    `spoken`: how it sounds, and what behind it says of what it is the name.
    """
    sound, suffix = spoken
    forms = _heard(sound, suffix, store, glossary)
    return Term(name, max([weight, *(strength * store.information(form) for form, strength in forms)]), forms, sound)


def _heard(sound: str, suffix: str, store: Store, glossary: Glossary) -> tuple[tuple[str, float], ...]:
    """The archive's words that a name may be, by its sound."""
    common = glossary.chinese
    found: dict[str, float] = {}
    for syllables in syllables_of(sound):
        parts = [(syllables, 1.0)]
        if suffix:
            parts += [((*syllables, *behind), 1.0) for behind in syllables_of(suffix)]
        if len(syllables) > 2:
            parts.append((syllables[1:], PART))
        if len(syllables) > 4:
            parts += [(syllables[at : at + 2], PART) for at in range(0, len(syllables) - 1, 2)]
        for part, strength in parts:
            for word in store.sounding(part):
                sure = strength * (COMMON_SOUND if word in common else 1.0)
                found[word] = max(found.get(word, 0.0), sure)
    return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0]))[:FORMS_MOST])


def _figures(text: str, store: Store, absent: float) -> list[Term]:
    """The question's figures as Chinese papers print them: 25,000 is 25000 or 2.5万."""
    terms = []
    for number, scale in FIGURE.findall(text):
        value = Decimal(number.replace(",", "")) * SCALES.get(scale.lower(), 1)
        ways = [format((value / scale).normalize(), "f") for scale in CHINESE_SCALES if value >= scale]
        forms = [way for way in ways if len(way) <= 7 and store.information(way) < absent]
        if forms:
            weight = max(store.information(form) for form in forms)
            terms.append(Term(number, weight, tuple((form, 1.0) for form in forms)))
    return terms
