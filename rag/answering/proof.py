"""Citations proved by code: every sentence has a marker, every figure and name in it stands in what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from index.chunks import split_sentences
from index.quantities import UNITS, find_quantities, read_number
from index.words import find_names
from rag.answers import Citation, Computed, Proof
from rag.facts.numbers import NUMBER, fold_figures

MARKER = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class Checked:
    """What is left of an answer's text after the check, and the check's count."""

    text: str
    proof: Proof
    dropped: tuple[str, ...]


def figures_of(text: str) -> set[str]:
    """The figures a quote proves: those printed, without leading zeros, and the values of its Chinese numerals."""
    folded = fold_figures(text)
    found = set(NUMBER.findall(folded))
    found |= {str(int(number)) for number in found if number.isdigit()}
    for quantity in find_quantities(folded):
        found.add(format(quantity.value.normalize(), "f"))
    for numeral in re.findall(r"[〇零一二三四五六七八九十百千两]+", folded):
        value = read_number(numeral)
        if value is not None:
            found.add(format(value.normalize(), "f"))
    return found


SCALES_EN = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
SCALED_EN = re.compile(rf"(\d+(?:\.\d+)?)\s+({'|'.join(SCALES_EN)})\b", re.I)


def values_of(text: str) -> set[str]:
    """The values that a sentence claims, 万 and million multiplied out: 30万 in a quote does not prove 30亿.

    一 before a plain counter (一场, 一个) is an article, not a figure.
    """
    folded = fold_figures(text)
    claimed = {Decimal(number) * SCALES_EN[scale.lower()] for number, scale in SCALED_EN.findall(folded)}
    claimed |= {
        quantity.value
        for quantity in find_quantities(SCALED_EN.sub(" ", folded))
        if not (quantity.value == 1 and quantity.text[0] == "一" and quantity.unit not in UNITS)
    }
    return {format(value.normalize(), "f") for value in claimed}


def check(text: str, citations: Sequence[Citation], computed: Iterable[Computed] = ()) -> Checked:
    """Keep the sentences of `text` that their citations prove; drop the others.

    A sentence is proved when it has at least one marker, all its markers exist, and every figure and person's name in
    it stands in a quote it cites, in that article's publication date, or among `computed`.
    """
    by_number = {citation.n: citation for citation in citations}
    values = {str(item.value): item for item in computed}
    allowed_anyway = set().union(*(figures_of(value) for value in values)) if values else set()
    kept, dropped, figures = [], [], 0
    for sentence in marked_sentences(text):
        numbers = [int(n) for n in MARKER.findall(sentence)]
        bare = MARKER.sub(" ", sentence)
        said = NUMBER.findall(SCALED_EN.sub(" ", fold_figures(bare)))
        quotes = [by_number[n] for n in numbers if n in by_number]
        proved = figures_of(" ".join(f"{c.quote} {c.published or ''}" for c in quotes)) | allowed_anyway
        whole = "".join(c.quote for c in quotes)
        # a name may be read one sign too long (县长王大山带头): its first two signs must stand in the quote
        names_stand = all(span.of(bare)[:2] in whole for span in find_names(bare))
        figures_stand = values_of(bare) <= proved and all(n in proved or n.lstrip("0") in proved for n in said)
        if numbers and len(quotes) == len(numbers) and figures_stand and names_stand:
            kept.append(sentence)
            figures += len(said)
        else:
            dropped.append(sentence)
    return Checked("".join(kept).strip(), Proof(figures, figures, tuple(values.values())), tuple(dropped))


def marked_sentences(text: str) -> list[str]:
    """Sentences with the markers that follow their closing sign."""
    spans = list(split_sentences(text))
    parts = [text[a.start : (spans[n + 1].start if n + 1 < len(spans) else len(text))] for n, a in enumerate(spans)]
    joined: list[str] = []
    for part in parts:
        lead = re.match(r"(?:\s*\[\d{1,3}\])+[。！？；.;!?]?\s*", part)
        if lead and joined:
            joined[-1] += lead.group()
            part = part[lead.end() :]
        if part:
            joined.append(part)
    return joined
