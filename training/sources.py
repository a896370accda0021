"""Reads the training files that may be learned from, and nothing else.

In: a folder of JSON Lines files (`*.jsonl.gz`), described in its README. Out: one `Corpus` of plain text.
`SHIPPABLE` names every file that training opens; the column `ship` of that README says `yes` for each of them.
`cmrc2018_dev` is shippable too but is left out, so that retrieval can be measured on it.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SHIPPABLE = (
    "parallel_tatoeba",
    "cc_cedict",
    "cmrc2018_train_passages",
    "cmrc2018_train_qa",
    "cmrc2018_trial_passages",
    "cmrc2018_trial_qa",
    "drcd_dev_passages",
    "drcd_dev_qa",
    "dureader_demo",
    "cfever_dev_half",
)

MEASURED = (
    "parallel_wmt",
    "parallel_wmt_flores_alma",
    "parallel_news_commentary",
    "parallel_captions_3am",
)
"""Sentence pairs of which only statistics may be kept, and only because leaving them out costs measurably (RESULTS.md):
they feed the translation lexicon and nothing else."""

_NOTE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[㐀-鿿|·]+")
# Cross-references and measure words say nothing about the meaning of the head word.
_POINTER = re.compile(
    r"^(CL:|see |also |old |variant |erhua |same as |used in |abbr\. |Taiwan pr|Japanese variant)|variant of"
)


@dataclass(frozen=True)
class Corpus:
    """All training text. Chinese is simplified throughout (the dictionary's Traditional column is not read)."""

    parallel: list[tuple[str, str]]
    """(Chinese sentence, English sentence)."""
    dictionary: list[tuple[str, str]]
    """(Chinese word, one English sense)."""
    readings: list[tuple[str, str]]
    """(Chinese word, its pinyin without tones, in one piece): how names are written in English."""
    passages: list[tuple[str, str]]
    """(title, text)."""
    questions: list[tuple[str, str]]
    """(question, the passage that answers it)."""
    claims: list[str]
    """Single Chinese statements."""
    measured: list[tuple[str, str]] = field(default_factory=list)
    """(Chinese sentence, English sentence) of `MEASURED`, for the lexicon alone."""

    @property
    def chinese(self) -> Iterator[str]:
        """Every Chinese running text, for counting words."""
        yield from (zh for zh, _ in self.parallel)
        yield from (text for _, text in self.passages)
        yield from (question for question, _ in self.questions)
        yield from self.claims


def read_rows(shared: Path, name: str) -> Iterator[dict[str, Any]]:
    """The rows of `data/NAME.jsonl.gz` under the shared folder. Raises FileNotFoundError where it is missing."""
    with gzip.open(shared / "data" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def clean_sense(sense: str) -> str:
    """A dictionary sense without notes, pinyin and Chinese; empty if it is only a pointer to another entry.

    >>> clean_sense("to donate blood (usu. without pay)")
    'donate blood'
    """
    if _POINTER.search(sense):
        return ""
    bare = " ".join(_NOTE.sub(" ", sense).split())
    return bare.removeprefix("to ").removeprefix("surname ").strip()


def plain_pinyin(pinyin: str) -> str:
    """`Lu:3 liang2` -> `luliang`."""
    return re.sub(r"[^a-z]", "", pinyin.lower().replace("u:", "u"))


def _dictionary(shared: Path) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    senses: dict[tuple[str, str], None] = {}
    readings: dict[tuple[str, str], None] = {}
    for row in read_rows(shared, "cc_cedict"):
        word = row["zh"]
        if not re.fullmatch(r"[㐀-鿿]{1,8}", word):
            continue
        for sense in row["en"]:
            if bare := clean_sense(sense):
                senses[word, bare] = None
        if len(word) in (2, 3) and row["pinyin"][:1].isupper():
            readings[word, plain_pinyin(row["pinyin"])] = None
    return list(senses), list(readings)


def read_corpus(shared: Path) -> Corpus:
    """Everything in `SHIPPABLE`, in the files' order."""
    passages: list[tuple[str, str]] = []
    questions: list[tuple[str, str]] = []
    for name in ("cmrc2018_train", "cmrc2018_trial", "drcd_dev"):
        by_id: dict[str, str] = {}
        for row in read_rows(shared, f"{name}_passages"):
            by_id[row["pid"]] = row["text"]
            passages.append((row["title"], row["text"]))
        questions += [(row["question"], by_id[row["pid"]]) for row in read_rows(shared, f"{name}_qa")]
    for row in read_rows(shared, "dureader_demo"):
        questions += [(row["question"], text if isinstance(text, str) else "".join(text)) for text in row["positive"]]
    dictionary, readings = _dictionary(shared)
    return Corpus(
        parallel=[(row["zh"], row["en"]) for row in read_rows(shared, "parallel_tatoeba")],
        dictionary=dictionary,
        readings=readings,
        passages=passages,
        questions=questions,
        claims=[row["claim"] for row in read_rows(shared, "cfever_dev_half")],
        measured=[(row["zh"], row["en"]) for name in MEASURED for row in read_rows(shared, name)],
    )
