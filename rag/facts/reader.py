"""Reads a passage for the span that answers a question: the trained network of `training/reader.py`, without torch.

The same computation in numpy, float32. In: a folder with `reader.safetensors` and `alphabet.json`. Out: for each
passage how much each character speaks for beginning or ending the answer, over "not here" (natural-log odds).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from index.records import Span
from rag.facts.reading import Reading, pad, read_pair
from rag.questions.asked import KINDS

FOLDER = Path(__file__).parent / "reader_weights"
HALF, DILATIONS, ASK_DILATIONS = 3, (1, 2, 4, 1, 8, 2, 16, 1), (1, 2)
LONGEST = 40
"""Characters of the longest span that is read as an answer."""
FAR = np.float32(-1e4)

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Heard:
    """A passage as read: how much each of its P characters speaks for being the answer's first or last one.

    Scores are natural logarithms over those of "the passage does not say": above 0 is likelier than that.
    """

    start: Floats
    """(P,)"""
    end: Floats
    """(P,)"""

    def odds(self, span: Span) -> float:
        """How much speaks for a span of the passage; very low where it lies outside of what was read."""
        if not 0 <= span.start < span.end <= len(self.start):
            return float(FAR)
        return float(self.start[span.start] + self.end[span.end - 1])

    def best(self, top: int = 5, longest: int = LONGEST) -> list[Span]:
        """The `top` likeliest spans of at most `longest` characters that do not overlap, likeliest first."""
        table = self.start[:, None] + self.end[None, :]
        rows, columns = np.arange(table.shape[0])[:, None], np.arange(table.shape[1])[None, :]
        table = np.where((columns >= rows) & (columns < rows + longest), table, -np.inf)
        found: list[Span] = []
        for _ in range(top):
            if not table.size:
                break
            place = int(table.argmax())
            a, b = place // table.shape[1], place % table.shape[1]
            if not np.isfinite(table[a, b]):
                break
            found.append(Span(a, b + 1))
            table[: b + 1, a:] = -np.inf  # all spans that overlap this one
        return found


def _softmax(x: Floats, axis: int = -1) -> Floats:
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return np.asarray(e / e.sum(axis=axis, keepdims=True), np.float32)


class Reader:
    """The opened network. Pure: the same input gives the same spans; safe to share between threads."""

    def __init__(self, weights: Mapping[str, Floats], alphabet: Mapping[str, int]) -> None:
        self.weights = {name: np.asarray(value, np.float32) for name, value in weights.items()}
        self.alphabet = alphabet

    @classmethod
    def open(cls, folder: Path = FOLDER) -> Reader:
        """Open the weights of a folder."""
        letters = json.loads((folder / "alphabet.json").read_text("utf-8"))
        return cls(load_file(folder / "reader.safetensors"), {c: n for n, c in enumerate(letters, 2)})

    def read(self, question: str, kind: str, weights: Mapping[str, float], passages: Sequence[str]) -> list[Heard]:
        """Each passage as read for the question; what lies behind `PASSAGE_MOST` characters is not.

        `weights`: the question's words, or their translations, with their information as a share of the largest.
        """
        if not passages:
            return []
        pairs = [read_pair(passage, question, weights, self.alphabet) for passage in passages]
        scores = self.score(pairs, kind)
        return [
            Heard(one[0, 1 : size + 1] - one[0, 0], one[1, 1 : size + 1] - one[1, 0])
            for one, size in zip(scores, (len(pair.passage) for pair in pairs), strict=True)
        ]

    def score(self, pairs: Sequence[Reading], kind: str) -> Floats:
        """Start and end scores (pairs, 2, P + 1); place 0 is "not here"."""
        length = max(1, *(len(pair.passage) for pair in pairs))
        passage, match = pad([pair.passage for pair in pairs], length), pad([pair.match for pair in pairs], length)
        question = pairs[0].question[None] if len(pairs[0].question) else np.zeros((1, 1, 4), np.int32)
        here = (passage[..., 0] > 0)[..., None]
        chars, words = self._embed(passage)
        asked, asked_words = self._embed(question)
        near = np.maximum(self._linear("align", chars), 0) @ np.maximum(self._linear("align", asked), 0).swapaxes(1, 2)
        q = self._linear("enter_question", asked_words)
        for n, dilation in enumerate(ASK_DILATIONS):
            q = self._gated(f"asks.{n}", q, dilation, np.ones(q.shape[:2], bool)[..., None])
        whole = (_softmax(self._linear("pool", q), 1) * q).sum(1) + self.weights["need.weight"][KINDS.index(kind)]
        x = self._linear("enter", np.concatenate((words, _softmax(near) @ asked, match), -1)) + whole[:, None]
        for n, dilation in enumerate(DILATIONS):
            if n == HALF:
                seen = _softmax(self._linear("look", x) @ q.swapaxes(1, 2) / np.float32(x.shape[-1] ** 0.5)) @ q
                x = x + np.maximum(self._linear("blend", np.concatenate((seen, x * seen), -1)), 0)
            x = self._gated(f"reads.{n}", x, dilation, here)
        x = self._norm("last", x)
        heads = np.stack([(x @ self._linear(name, whole)[0]) for name in ("start", "end")], 1)
        both = heads / np.float32(x.shape[-1] ** 0.5) + self._linear("bias", x).swapaxes(1, 2)
        both = np.where(here.swapaxes(1, 2), both, FAR)
        top = np.where(here, x, FAR).max(1)
        absent = self._linear("absent", np.concatenate((top, np.broadcast_to(whole, top.shape)), -1))
        return np.concatenate((np.repeat(absent[:, None], 2, 1), both), -1)

    def _linear(self, name: str, x: Floats) -> Floats:
        out: Floats = x @ self.weights[f"{name}.weight"].T
        out += self.weights[f"{name}.bias"]
        return out

    def _norm(self, name: str, x: Floats) -> Floats:
        middle: Floats = x - x.mean(-1, keepdims=True)
        middle /= np.sqrt(np.einsum("...i,...i->...", middle, middle)[..., None] / np.float32(x.shape[-1]) + 1e-5)
        middle *= self.weights[f"{name}.weight"]
        middle += self.weights[f"{name}.bias"]
        return middle

    def _embed(self, rows: NDArray[np.int32]) -> tuple[Floats, Floats]:
        tables = [self.weights[f"{name}.weight"] for name in ("char", "kind_of", "tag", "place")]
        parts = [table[rows[..., n]] for n, table in enumerate(tables)]
        return parts[0], np.concatenate(parts, -1)

    def _gated(self, name: str, x: Floats, dilation: int, mask: NDArray[np.bool_]) -> Floats:
        length = x.shape[1]
        wide = np.zeros((x.shape[0], length + 2 * dilation, x.shape[2]), np.float32)
        np.multiply(self._norm(f"{name}.norm", x), mask, out=wide[:, dilation : dilation + length])
        near = np.concatenate([wide[:, n * dilation : n * dilation + length] for n in range(3)], -1)
        value, gate = np.split(self._linear(f"{name}.conv", near), 2, -1)
        shut = np.exp(np.clip(-gate, -30, 30))
        shut += 1
        np.divide(value, shut, out=shut)
        shut += x
        shut *= mask
        return shut


@cache
def load_reader() -> Reader | None:
    """The reader that comes with the program, opened once; None where its weights were left out."""
    return Reader.open() if (FOLDER / "reader.safetensors").is_file() else None
