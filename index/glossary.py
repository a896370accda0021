"""English to Chinese for search: the bundled lexicon, read when it is first asked, whichever model embeds.

The nearest pieces of the aligned embedding did this before; as a stand-in for words that the lexicon does not know they
found nothing more and cost 40 MB and 5 ms (RESULTS.md).
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from index.embeddings import BUNDLED
from index.lexicon import Forms, Lexicon, Reading


class Glossary:
    """The Chinese words of an English text."""

    def __init__(self, folder: Path = BUNDLED) -> None:
        self._folder = folder

    @cached_property
    def lexicon(self) -> Lexicon:
        """The lexicon in the model folder; an empty one where it has none."""
        return Lexicon.open(self._folder)

    @cached_property
    def chinese(self) -> frozenset[str]:
        """Every Chinese word that the lexicon translates something by."""
        return frozenset(self.lexicon.forms)

    def read(self, text: str) -> list[Reading]:
        """A text as the lexicon reads it: phrases, their words, and words that it does not know without forms."""
        return self.lexicon.read(text)

    def translate(self, phrase: str) -> Forms:
        """The Chinese words of one word or phrase with their probabilities, likeliest first."""
        readings = self.read(phrase)
        whole = phrase.count(" ") == 0 or (readings and len(readings[0].words) > 1)
        return readings[0].forms if readings and whole else ()
