"""Questions with answer spans as arrays for the reader: windows around answers, and windows that hold none."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

from index.chunks import split_sentences
from index.words import Segmenter, load_segmenter
from rag.facts.reading import PASSAGE_MOST, Reading, folded, read_pair
from rag.questions.asked import KINDS, understand
from rag.questions.stopwords import STOP_ZH

SETS = ("cmrc2018_train", "cmrc2018_trial", "drcd_dev")
"""Learned from; CMRC dev is kept for measuring. All three may ship with attribution (CC BY-SA)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its passage and where the answer stands (code points of the passage); -1 where it does not."""

    question: str
    passage: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Example:
    """A pair as arrays; `start` and `end` (inclusive) are rows of the passage, -1 where it holds no answer."""

    reading: Reading
    kind: int
    start: int
    end: int


def _rows(path: Path) -> Iterator[dict[str, object]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_set(shared: Path, name: str) -> list[Asked]:
    """One question set; answers whose given start does not hold them are looked for in the passage."""
    texts = {str(row["pid"]): str(row["text"]) for row in _rows(shared / "data" / f"{name}_passages.jsonl.gz")}
    found = []
    for row in _rows(shared / "data" / f"{name}_qa.jsonl.gz"):
        text, answer = texts[str(row["pid"])], str(row["answers"][0])  # type: ignore[index]
        start = int(row["start"])  # type: ignore[call-overload]
        if text[start : start + len(answer)] != answer:
            start = text.find(answer)
        if start >= 0 and answer:
            found.append(Asked(str(row["question"]), text, start, start + len(answer)))
    return found


class Teacher:
    """Makes examples: draws windows, drops and shuffles question words. Seeded, so that a run can be repeated."""

    def __init__(self, asked: Sequence[Asked], seed: int = 7) -> None:
        self.random = random.Random(seed)
        self.segmenter: Segmenter = load_segmenter()
        passages = list(dict.fromkeys(a.passage for a in asked))
        counts: Counter[str] = Counter()
        letters: Counter[str] = Counter()
        for text in passages:
            counts.update(set(self.segmenter(folded(text))))
            letters.update(folded(text))
        self.count, self.of = counts, len(passages)
        self.alphabet = {c: n for n, (c, k) in enumerate(letters.most_common(), 2) if k >= 3}

    def weights(self, question: str) -> dict[str, float]:
        """The question's content words, each with its share of the rarest one's information."""
        words = [w for w in dict.fromkeys(self.segmenter(folded(question))) if w not in STOP_ZH]
        found = {w: log(1 + self.of / (1 + self.count[w])) for w in words}
        most = max(found.values(), default=1.0)
        return {word: value / most for word, value in found.items()}

    def loosen(self, question: str) -> str:
        """The question as translated words would leave it: content words in any order, then the asking words."""
        text = folded(question)
        words = self.segmenter(text)
        content = [w for w in words if w not in STOP_ZH and self.random.random() > 0.15]
        asking = "".join(re.findall(r"什么|多少|几|谁|哪\w?|何\w?|为什么|怎么|如何", text))
        self.random.shuffle(content)
        return "".join(content) + asking

    def example(self, asked: Asked, *, answered: bool = True, loose: bool = False) -> Example | None:
        """One example; without its answer, from the same passage, if there is a window that lacks it."""
        spans = list(split_sentences(asked.passage))
        home = next((n for n, s in enumerate(spans) if s.start <= asked.start < s.end), None)
        if home is None:
            return None
        first = last = home
        if not answered:
            away = [n for n in range(len(spans)) if abs(n - home) > 1]
            if not away:
                return None
            first = last = self.random.choice(away)
        while True:  # grow by whole sentences, on a side drawn by lot
            options = [(first - 1, last), (first, last + 1)]
            self.random.shuffle(options)
            grown = next(
                (
                    (a, b)
                    for a, b in options
                    if a >= 0 and b < len(spans) and spans[b].end - spans[a].start <= PASSAGE_MOST
                    and (answered or not a <= home <= b)
                ),
                None,
            )  # fmt: skip
            if grown is None or self.random.random() < 0.08:
                break
            first, last = grown
        begin = spans[first].start
        text = asked.passage[begin : spans[last].end]
        start, end = asked.start - begin, asked.end - begin - 1
        if answered and end >= min(len(text), PASSAGE_MOST):
            return None  # the answer runs on into a sentence that was not drawn
        if not answered:
            if asked.passage[asked.start : asked.end] in text:
                return None
            start = end = -1
        question = self.loosen(asked.question) if loose else asked.question
        need = understand(asked.question, "zh")
        reading = read_pair(text, question, self.weights(asked.question), self.alphabet)
        return Example(reading, KINDS.index(need.kind), start, end)
