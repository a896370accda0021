"""Chinese names in Latin letters: found in a text by their pinyin, and written in pinyin for English answers."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rag.asked import LATIN

COMMON = frozenset(
    ["the", "in", "on", "at", "of", "for", "a", "an", "to", "by", "how", "what", "which", "who", "when", "where", "why", "did", "does", "do", "is", "are", "was", "were", "and", "or", "with", "from", "many", "much", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "spring", "summer", "autumn", "winter", "party", "general", "secretary", "city", "county", "district", "street", "square", "village", "town", "community", "subdistrict", "red", "cross", "drive", "people", "hospital", "school", "primary", "bank", "company", "world", "day", "book", "china", "chinese"]
)


@lru_cache(maxsize=4096)
def spell(text: str) -> str:
    """The pinyin of a text without tones, a space between syllables; what is not Chinese stays as it is."""
    from pypinyin import lazy_pinyin

    return " ".join(lazy_pinyin(text)).lower().replace("ü", "v")


def plain(word: str) -> str:
    """A romanised word as it is compared: no accents, apostrophes or hyphens; Lüliang and Lvliang are lvliang."""
    word = word.lower().replace("ü", "v")
    bare = unicodedata.normalize("NFD", word)
    return "".join(c for c in bare if c.isascii() and c.isalpha())


class NameFinder:
    """Finds the capitalised words of an English question in Chinese text by their sound."""

    def __init__(self, question: str) -> None:
        words = [w for w in LATIN.findall(question) if w[0].isupper() and w.lower() not in COMMON]
        self.names = tuple(dict.fromkeys(plain(word) for word in words if len(plain(word)) >= 3))

    def share(self, text: str) -> float:
        """The share of the names whose syllables stand in the text, 0 to 1; 0 when there are no names."""
        if not self.names:
            return 0.0
        syllables = spell(text).split()
        starts: dict[str, list[int]] = {}
        for n, syllable in enumerate(syllables):
            starts.setdefault(syllable[:1], []).append(n)
        return sum(self._stands(name, syllables, starts.get(name[0], [])) for name in self.names) / len(self.names)

    @staticmethod
    def _stands(name: str, syllables: list[str], starts: list[int]) -> bool:
        forms = {name, name.replace("lu", "lv")} if "lu" in name else {name}
        return any(
            any("".join(syllables[n : n + length]) == form for length in (1, 2, 3, 4) for form in forms) for n in starts
        )


def romanise_name(name: str) -> str:
    """A person's name in pinyin, family name first: 廉海平 is Lian Haiping."""
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin(name)
    cut = 2 if len(syllables) == 4 else 1
    family, given = "".join(syllables[:cut]), "".join(syllables[cut:])
    return f"{family.capitalize()} {given.capitalize()}".strip()


HAN_NAME = re.compile(r"[㐀-鿿]{2,4}")
