"""What a search says as the archive prints it: one thing typed in several ways is one search.

An amount becomes what the archive prints for it (300000平方米 or 三十万平方米: 30万平方米), what was typed by its sound
the archive's name of that sound (清砚路: 青砚路), a Chinese name in Latin letters has its family name first and no
marks (Yuǎnqiáo Lù: Lu Yuanqiao). What the archive has as it was typed stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from index.amounts import locate_amounts
from index.glossary import Glossary
from index.measures import UNITS, find_unit
from index.numerals import NUMERAL, to_decimal
from index.people import SURNAMES
from index.sounds import LONGEST, spell
from index.store import ANY, Store
from index.words import Segmenter, fold
from rag.finding.searcher import Searcher
from rag.questions.asked import detect_language
from rag.questions.english_terms import is_english
from rag.questions.pinyin import COMMON, ONE_SYLLABLE, plain, syllables_of
from rag.questions.pinyin import spell as spell_whole

MEASURED = ("volume", "length", "area", "mass", "money:CNY", "share")
"""What is printed in several units or numerals; 128名 and 128人 say more than their figure."""

LOOKED_AT = 8
"""Chunks that hold an amount and are read for how it is printed: they mostly agree."""

HOUSE_STYLE = {
    "volume": ((1, "立方米"), (0, "毫升")),
    "length": ((1000, "公里"), (1, "米"), (0, "厘米")),
    "area": ((10_000_000, "平方公里"), (0, "平方米"), (0, "亩")),
    "mass": ((1000, "吨"), (1, "公斤"), (0, "克")),
    "money:CNY": ((0, "元"),),
    "share": ((0, "%"),),
}
"""For an amount that the archive does not print: the least amount of a unit, and the unit, in order."""

SCALES = ((Fraction(10**8), "亿"), (Fraction(10**4), "万"), (Fraction(1), ""))

DIGITS_MOST = 9
"""Characters of a figure that somebody would print; a third of a square kilometre in 亩 has no end."""

ROUND = re.compile(r"[百千万亿][十百千万亿]*(?![一二两三四五六七八九零〇分\d])")
"""千亩 and 百里 are as often a name as an amount."""

PRINTED = re.compile(rf"(?P<number>{NUMERAL.pattern}) ?(?P<scale>[万亿]?) ?(?P<unit>\D+)")
SMALL_SIGNS = frozenset("的了是几吗呢么谁哪什怎")
"""Where one stands in an unknown word, the segmenter went wrong and not the writer: 券是, 几班."""

MARKED = re.compile(r"[LlNn][Vv]|[^\x00-\x7f’]|-[a-z]")
"""What a Chinese name in plain Latin letters does not have."""

CAPITALS = re.compile(r"(?<![\w-])[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)*")
NAME_MOST = 3
"""Words of a name: Lian Hai Ping."""

FAMILY_NAMES = frozenset("".join(spell_whole(name)) for name in SURNAMES)


def write_as_printed(words: str, searcher: Searcher) -> str:
    """A search's words as the archive prints them: Chinese ones folded too."""
    if detect_language(words) == "zh":
        return _mend(_write_amounts(fold(words), searcher.store), searcher.segmenter, searcher.store)
    return _write_english_amounts(_write_names(words, searcher.glossary, searcher.store), searcher.store)


def _write_amounts(text: str, store: Store) -> str:
    for span, word in reversed(list(locate_amounts(text))):
        dimension, _, figure = word.removeprefix("q:").rpartition(":")
        typed = span.of(text)
        if dimension not in MEASURED or ROUND.match(typed) or text[: span.start].endswith("分之"):
            continue
        printed = _find_printed(word, store) or _print(dimension, Fraction(figure))
        if printed:
            text = text[: span.start] + printed + text[span.end :]
    return text


def _write_english_amounts(text: str, store: Store) -> str:
    if not re.search(r"\d", text):
        return text
    for span, word in reversed(list(locate_amounts(text))):
        dimension, _, figure = word.removeprefix("q:").rpartition(":")
        if not re.search(r"\d", span.of(text)):  # a tonne is no figure
            continue
        read = PRINTED.fullmatch(_find_printed(word, store) or _print(dimension, Fraction(figure)))
        unit = find_unit(read["unit"]) if read and dimension in MEASURED else None
        if unit:
            number = to_decimal(Fraction(figure) / unit.factor).normalize()
            text = f"{text[: span.start]}{number:f} {_name_in_english(unit.dimension, unit.factor)}{text[span.end :]}"
    return text


def _name_in_english(dimension: str, factor: Fraction) -> str:
    names = [name for name, unit in UNITS.items() if (unit.dimension, unit.factor) == (dimension, factor)]
    return next((name for name in names if name.isascii() and len(name) > 2), names[0])


def _find_printed(word: str, store: Store) -> str:
    """How the archive prints an amount, mostly; empty where it does not."""
    seen: Counter[str] = Counter()
    for hit in store.search_words({word: 1.0}, LOOKED_AT, ANY):
        text = fold(store.chunk(hit.number).text)
        seen.update(span.of(text).replace(" ", "") for span, found in locate_amounts(text) if found == word)
    ways = [way for way, _ in seen.most_common() if not re.search("[余多]", way)]
    return ways[0] if ways else ""


def _print(dimension: str, amount: Fraction) -> str:
    """An amount in the style of the house; empty where no unit gives it a short figure."""
    for least, unit in HOUSE_STYLE.get(dimension, ()):
        value = amount / UNITS[unit].factor
        if amount < least:
            continue
        scale, sign = next((pair for pair in SCALES if value >= pair[0]), SCALES[-1])
        figure = f"{to_decimal(value / scale).normalize():f}"
        if len(figure) <= DIGITS_MOST:
            return figure + sign + unit
    return ""


def _mend(text: str, segmenter: Segmenter, store: Store) -> str:
    """The text with the archive's words in the place of unknown ones that sound like them and share a sign."""
    unknown = store.information("\0")
    for typed in _strangers(segmenter.cut(text), store, unknown):
        if store.information(typed) < unknown:
            continue
        found = store.sounding(spell(typed))
        alike = [other for other in found if len(other) == len(typed) and any(map(str.__eq__, typed, other))]
        if alike and typed in text:
            text = text.replace(typed, alike[0])
    return text


def _strangers(words: list[str], store: Store, unknown: float) -> Iterator[str]:
    """Stretches of two to four signs in or around a word that the archive does not have, the longest first."""
    ends = [0]
    for word in words:
        ends.append(ends[-1] + len(word))
    text = "".join(words)
    borders = frozenset(ends)
    found = set()
    for n, word in enumerate(words):
        known = len(word) < 2 or store.information(word) < unknown
        if known or SMALL_SIGNS & set(word) or NUMERAL.fullmatch(word):
            continue
        inside = range(ends[n], ends[n + 1] + 1)
        for first in range(max(0, ends[n] - LONGEST + 1), ends[n + 1]):
            for last in range(max(first + 2, ends[n] + 1), min(first + LONGEST, len(text)) + 1):
                if (first in inside or first in borders) and (last in inside or last in borders):
                    found.add((first - last, first))
    for size, start in sorted(found):
        yield text[start : start - size]


def _write_names(words: str, glossary: Glossary, store: Store) -> str:
    """Chinese names in Latin letters with the family name first and without marks."""
    for capitals in map(str.split, CAPITALS.findall(words)):
        if len(capitals) == 1 and not MARKED.search(capitals[0]):
            continue
        for name in _part_names(capitals, glossary):
            words = words.replace(" ".join(name), " ".join(_order([_bare(part) for part in name], store)), 1)
    return words


def _part_names(capitals: list[str], glossary: Glossary) -> Iterator[list[str]]:
    """The names among neighbouring capitalised words that may be written another way; one without marks may not."""
    name: list[str] = []
    for word in (*capitals, ""):
        if word.lower() not in COMMON and syllables_of(plain(word)) and word:
            name.append(word)
            continue
        several = 1 < len(name) <= NAME_MOST
        if (several or any(map(MARKED.search, name))) and not any(_is_english(part, glossary) for part in name):
            yield name
        name = []


def _is_english(word: str, glossary: Glossary) -> bool:
    return is_english(word, glossary.translate(word.lower()))


def _bare(word: str) -> str:
    """Lüliang, Lǚliáng, Lvliang: Luliang. An apostrophe stays, for it parts syllables."""
    return plain(word).replace("v", "u").capitalize() if MARKED.search(word) else word


def _order(parts: list[str], store: Store) -> list[str]:
    """A name's family name and given name; as it was typed where nothing tells which is which."""
    if not 2 <= len(parts) <= NAME_MOST:
        return parts
    straight, turned = [parts[0], "".join(parts[1:]).capitalize()], [parts[-1], "".join(parts[:-1]).capitalize()]
    for way in (straight, turned):
        if any(store.sounding(syllables) for syllables in syllables_of(plain("".join(way)))):
            return way
    first, last = plain(parts[0]), plain(parts[-1])
    given = len(parts) == 2 and last in FAMILY_NAMES and first not in FAMILY_NAMES
    return turned if given and not ONE_SYLLABLE.fullmatch(first) else parts
