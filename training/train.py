"""Trains the bundled model: `python -m training.train --shared DIR [--out DIR] [--seed 7] [--minutes 9]`.

The translation lexicon is learned first; `--lexicon` makes it alone, beside the vectors that are there.
"""

from __future__ import annotations

import argparse
import os
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.embeddings import BUNDLED
from index.lexicon import Lexicon
from index.static_model import StaticEmbedder
from training.bags import Glossary, join
from training.card import write_card
from training.contrast import Schedule, train
from training.evaluate import measure
from training.lexicon import glossary, ibm1, spread
from training.pack import save_model
from training.phrases import learn_lexicon
from training.sources import Corpus, read_corpus
from training.tasks import Packed, Tasks, pack_corpus
from training.vocabulary import build_tokenizer, word_counts

STEPS_PER_MINUTE = 500
"""What two shared cores do at the default sizes; steps, not minutes, decide the result, so that it can be repeated."""


@dataclass(frozen=True)
class Recipe:
    """Everything that decides the result."""

    steps: int = 4500
    chinese: int = 42000
    english: int = 14000
    dimension: int = 256
    batch: int = 1024
    seed: int = 7


def first_vectors(tokenizer: Tokenizer, data: Packed, recipe: Recipe) -> tuple[NDArray[np.float32], Glossary]:
    """Random directions for Chinese pieces, their translations' mean for English ones; norms fall with frequency."""
    pieces = tokenizer.get_vocab_size()
    random = np.random.default_rng(recipe.seed)
    chinese = np.zeros(pieces, bool)
    for text, number in tokenizer.get_vocab().items():
        chinese[number] = not text.isascii()
    vectors = random.standard_normal((pieces, recipe.dimension)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    zh, en = join(data.zh, data.word), join(data.en, data.sense)
    to_chinese = ibm1(en, zh, pieces)
    to_english = ibm1(zh, en, pieces)
    moved = spread(to_chinese, vectors)
    size = np.linalg.norm(moved, axis=1)
    english = ~chinese & (size > 0.05)
    vectors[english] = moved[english] / size[english, None] + 0.3 * vectors[english]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    seen = np.zeros(pieces)
    for bags in (data.zh, data.en, data.text, data.question):
        seen += np.bincount(bags.ids, minlength=pieces)
    share = seen / seen.sum()
    # Smooth inverse frequency (Arora et al. 2017): the usual weight of a word in a mean of word vectors.
    vectors *= (3e-4 / (3e-4 + share))[:, None].astype(np.float32)
    vectors[0] = 0
    return vectors, glossary(to_english, pieces)


def make_model(corpus: Corpus, out: Path, recipe: Recipe) -> None:
    """Trains on `corpus` and writes the model folder `out`, without its card."""
    begun = time.monotonic()

    def report(line: str) -> None:
        print(f"[{time.monotonic() - begun:6.0f} s] {line}", flush=True)

    out.mkdir(parents=True, exist_ok=True)
    learn_lexicon(corpus).write(out)
    report("translation lexicon")
    tokenizer = build_tokenizer(corpus, recipe.chinese, recipe.english)
    report(f"tokenizer: {tokenizer.get_vocab_size()} pieces")
    data = pack_corpus(corpus, tokenizer, word_counts())
    report(f"{len(data.zh)} sentence pairs, {len(data.word)} senses, {len(data.question)} questions")
    vectors, words = first_vectors(tokenizer, data, recipe)
    report("lexicon and first vectors")
    vectors = train(
        vectors, Tasks(data, words, recipe.batch).shares(), Schedule(recipe.steps, seed=recipe.seed), report
    )
    save_model(out, tokenizer, vectors)
    report(f"written: {sum(f.stat().st_size for f in out.rglob('*') if f.is_file()) / 1e6:.1f} MB")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("WENBAO_SHARED", "../shared")))
    parser.add_argument("--out", type=Path, default=BUNDLED, help="the model folder to write; the bundled one")
    parser.add_argument("--lexicon", action="store_true", help="only the translation lexicon, two minutes")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--minutes", type=float, default=9, help=f"training time as {STEPS_PER_MINUTE} steps a minute")
    given = parser.parse_args()
    torch.set_num_threads(2)
    recipe = Recipe(steps=int(given.minutes * STEPS_PER_MINUTE), seed=given.seed)
    corpus = read_corpus(given.shared)
    if given.lexicon:
        learn_lexicon(corpus).write(given.out)
    else:
        make_model(corpus, given.out, recipe)
    model = StaticEmbedder.open(given.out)
    scores = measure(model, given.shared)
    for name, one in scores.items():
        print(f"{name:54} R@1 {one.r1:.3f}  R@10 {one.r10:.3f}  MRR@10 {one.mrr:.3f}")
    write_card(given.out, recipe.steps, recipe.seed, scores, model.pieces, model.dimension, Lexicon.open(given.out))


if __name__ == "__main__":
    main()
