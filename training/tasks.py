"""What the model is asked to match while it trains: ten kinds of pairs, each a sampler of batches."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from training.bags import Bags, Glossary, Ints, drop, pack
from training.contrast import Batch, Sampler
from training.sources import Corpus


@dataclass(frozen=True)
class Packed:
    """A corpus as bags; the fields pair up as in `Corpus`."""

    zh: Bags
    en: Bags
    word: Bags
    sense: Bags
    word_share: NDArray[np.float64]
    """Cumulated share with which each dictionary row is drawn."""
    name: Bags
    reading: Bags
    title: Bags
    text: Bags
    question: Bags
    answer: Bags
    claim: Bags


def pack_corpus(corpus: Corpus, tokenizer: Tokenizer, counts: dict[str, int]) -> Packed:
    """Tokenises every part. Dictionary words are weighted by how common they are (count to the power 0.4)."""
    weight = np.array([(counts.get(word, 0) + 10) ** 0.4 for word, _ in corpus.dictionary])
    return Packed(
        zh=pack(tokenizer, [zh for zh, _ in corpus.parallel]),
        en=pack(tokenizer, [en for _, en in corpus.parallel]),
        word=pack(tokenizer, [word for word, _ in corpus.dictionary]),
        sense=pack(tokenizer, [sense for _, sense in corpus.dictionary]),
        word_share=np.cumsum(weight) / weight.sum(),
        name=pack(tokenizer, [name for name, _ in corpus.readings]),
        reading=pack(tokenizer, [reading for _, reading in corpus.readings]),
        title=pack(tokenizer, [title for title, _ in corpus.passages]),
        text=pack(tokenizer, [text for _, text in corpus.passages]),
        question=pack(tokenizer, [question for question, _ in corpus.questions]),
        answer=pack(tokenizer, [passage for _, passage in corpus.questions]),
        claim=pack(tokenizer, corpus.claims),
    )


def _window(bags: Bags, which: Ints, low: int, high: int, random: np.random.Generator) -> Bags:
    """A random stretch of low..high pieces of each bag (chunks of an index are that long)."""
    length = random.integers(low, high, len(which))
    start = (random.random(len(which)) * np.maximum(bags.lengths[which] - length, 0)).astype(np.int64)
    return bags.cut(which, start, length)


class Tasks:
    """The samplers; `batch` is the number of pairs of the short kinds, the long kinds take half."""

    def __init__(self, data: Packed, glossary: Glossary, batch: int) -> None:
        self.data = data
        self.glossary = glossary
        self.batch = batch

    def shares(self) -> dict[str, tuple[float, Sampler]]:
        """Name -> (share of the steps, sampler). A kind without data is left out."""
        kinds: dict[str, tuple[float, Sampler, Bags]] = {
            "words": (0.22, self.words, self.data.word),
            "heaps": (0.08, self.heaps, self.data.word),
            "sentences": (0.2, self.sentences, self.data.zh),
            "names": (0.03, self.names, self.data.name),
            "questions": (0.08, self.questions, self.data.question),
            "asked_abroad": (0.12, self.asked_abroad, self.data.question),
            "parts": (0.05, self.parts, self.data.text),
            "parts_abroad": (0.16, self.parts_abroad, self.data.text),
            "titles": (0.02, self.titles, self.data.title),
            "claims": (0.04, self.claims, self.data.claim),
        }
        return {name: (share, sampler) for name, (share, sampler, bags) in kinds.items() if len(bags)}

    def _draw(self, bags: Bags, random: np.random.Generator, size: int) -> Ints:
        return random.integers(0, len(bags), min(size, len(bags)))

    def _draw_words(self, size: int, random: np.random.Generator) -> Ints:
        return np.minimum(np.searchsorted(self.data.word_share, random.random(size)), len(self.data.word) - 1)

    def words(self, random: np.random.Generator) -> Batch:
        """Dictionary word - one English sense."""
        which = self._draw_words(self.batch, random)
        return self.data.word.pick(which), self.data.sense.pick(which)

    def heaps(self, random: np.random.Generator) -> Batch:
        """Two to seven words - their senses: teaches how strongly each word counts among others."""
        group = int(random.integers(2, 8))
        which = self._draw_words(self.batch // 2 * group, random)
        return self.data.word.pick(which).merge(group), drop(self.data.sense.pick(which).merge(group), 0.1, random)

    def sentences(self, random: np.random.Generator) -> Batch:
        """Chinese sentence - its translation."""
        which = self._draw(self.data.zh, random, self.batch)
        return drop(self.data.zh.pick(which), 0.1, random), drop(self.data.en.pick(which), 0.1, random)

    def names(self, random: np.random.Generator) -> Batch:
        """Chinese name - its pinyin."""
        which = self._draw(self.data.name, random, self.batch // 2)
        return self.data.name.pick(which), self.data.reading.pick(which)

    def questions(self, random: np.random.Generator) -> Batch:
        """Question - a long stretch of the passage that answers it."""
        which = self._draw(self.data.question, random, self.batch // 2)
        passage = drop(_window(self.data.answer, which, 60, 220, random), 0.1, random)
        return drop(self.data.question.pick(which), 0.1, random), passage

    def asked_abroad(self, random: np.random.Generator) -> Batch:
        """The same, with the question glossed word for word into English."""
        question, passage = self.questions(random)
        return drop(self.glossary.gloss(question, random), 0.3, random), passage

    def parts(self, random: np.random.Generator) -> Batch:
        """A stretch of 8-30 pieces - what stands around it, itself included (after Lee et al. 2019, inverse cloze)."""
        bags = self.data.text
        which = self._draw(bags, random, self.batch // 2)
        length = random.integers(8, 30, len(which))
        start = (random.random(len(which)) * np.maximum(bags.lengths[which] - length, 1)).astype(np.int64)
        around = bags.cut(which, start - 90, np.full(len(which), 180))
        return drop(bags.cut(which, start, length), 0.3, random), drop(around, 0.3, random)

    def parts_abroad(self, random: np.random.Generator) -> Batch:
        """The same, with the stretch glossed into English."""
        part, around = self.parts(random)
        return drop(self.glossary.gloss(part, random), 0.3, random), around

    def titles(self, random: np.random.Generator) -> Batch:
        """Title - a stretch of the text."""
        which = self._draw(self.data.title, random, self.batch // 2)
        return self.data.title.pick(which), drop(_window(self.data.text, which, 40, 160, random), 0.2, random)

    def claims(self, random: np.random.Generator) -> Batch:
        """A claim glossed into English - the claim."""
        claim = self.data.claim.pick(self._draw(self.data.claim, random, self.batch // 2))
        return drop(self.glossary.gloss(claim, random), 0.2, random), drop(claim, 0.1, random)
