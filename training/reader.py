"""Trains the reader: `python -m training.reader --shared DIR --out DIR [--epochs 8] [--seed 7]`.

A small convolutional reader: characters with match features and a soft alignment to the question (Chen et al. 2017),
gated dilated convolutions (Dauphin et al. 2017; Yu & Koltun 2016), a second look at the question half-way, start and
end pointers with a place for "not here" (Devlin et al. 2019). No pretrained weights.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from rag.facts.reading import CLASSES, MATCHES, PASSAGE_MOST, PLACES, QUESTION_MOST, TAGS, pad
from rag.questions.asked import KINDS
from training.reading_data import SETS, Example, Teacher, read_set

CHAR, HIDDEN, DILATIONS = 64, 128, (1, 2, 4, 1, 8, 2, 16, 1)
HALF = 3
"""Convolutions before the second look at the question."""


class Gated(nn.Module):
    """A residual gated convolution of width 3 over (batch, length, channels)."""

    def __init__(self, size: int, dilation: int) -> None:
        super().__init__()
        self.norm, self.dilation = nn.LayerNorm(size), dilation
        self.conv = nn.Linear(3 * size, 2 * size)  # the three neighbours side by side: faster than Conv1d in bfloat16

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """One convolution; what is no character stays 0."""
        wide = nn.functional.pad(self.norm(x) * mask, (0, 0, self.dilation, self.dilation))
        near = [wide[:, n * self.dilation : n * self.dilation + x.shape[1]] for n in range(3)]
        return (x + nn.functional.glu(self.conv(torch.cat(near, -1)), -1)) * mask


class Reader(nn.Module):
    """Passage, question and kind to start and end scores (batch, P + 1); the first place means "not here"."""

    def __init__(self, letters: int) -> None:
        super().__init__()
        self.char = nn.Embedding(letters, CHAR, padding_idx=0)
        self.kind_of = nn.Embedding(len(CLASSES), 8)
        self.tag = nn.Embedding(len(TAGS), 16)
        self.place = nn.Embedding(len(PLACES), 4)
        word = CHAR + 28
        self.align = nn.Linear(CHAR, CHAR)
        self.enter = nn.Linear(word + CHAR + MATCHES, HIDDEN)
        self.enter_question = nn.Linear(word, HIDDEN)
        self.asks = nn.ModuleList([Gated(HIDDEN, 1), Gated(HIDDEN, 2)])
        self.pool = nn.Linear(HIDDEN, 1)
        self.need = nn.Embedding(len(KINDS), HIDDEN)
        self.reads = nn.ModuleList([Gated(HIDDEN, d) for d in DILATIONS])
        self.look = nn.Linear(HIDDEN, HIDDEN)
        self.blend = nn.Linear(2 * HIDDEN, HIDDEN)
        self.last = nn.LayerNorm(HIDDEN)
        self.start, self.end = nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.bias = nn.Linear(HIDDEN, 2)
        self.absent = nn.Linear(2 * HIDDEN, 1)
        self.drop = nn.Dropout(0.2)

    def embed(self, rows: Tensor) -> tuple[Tensor, Tensor]:
        """Characters alone and with their class, tag and place."""
        chars = self.char(rows[..., 0])
        rest = (self.kind_of(rows[..., 1]), self.tag(rows[..., 2]), self.place(rows[..., 3]))
        return chars, torch.cat((chars, *rest), -1)

    def forward(self, passage: Tensor, match: Tensor, question: Tensor, kind: Tensor) -> Tensor:
        """Scores of every place."""
        here, there = (passage[..., 0] > 0)[..., None], (question[..., 0] > 0)[..., None]
        chars, words = self.embed(passage)
        asked, asked_words = self.embed(question)
        far = (~there.transpose(1, 2)).float() * -1e4
        near = torch.relu(self.align(chars)) @ torch.relu(self.align(asked)).transpose(1, 2)
        aligned = torch.softmax(near + far, -1) @ asked
        q = self.drop(self.enter_question(self.drop(asked_words)))
        for layer in self.asks:
            q = layer(q, there)
        weight = torch.softmax(self.pool(q) + (~there).float() * -1e4, 1)
        whole = (weight * q).sum(1) + self.need(kind)
        x = self.enter(torch.cat((self.drop(words), aligned, match), -1)) + whole[:, None]
        for n, layer in enumerate(self.reads):
            if n == HALF:
                seen = torch.softmax(self.look(x) @ q.transpose(1, 2) / HIDDEN**0.5 + far, -1) @ q
                x = x + torch.relu(self.blend(torch.cat((seen, x * seen), -1)))
            x = layer(self.drop(x), here)
        x = self.drop(self.last(x))
        both = torch.stack([(x @ self.start(whole)[..., None])[..., 0], (x @ self.end(whole)[..., None])[..., 0]], 1)
        both = both / HIDDEN**0.5 + self.bias(x).transpose(1, 2) + (~here.transpose(1, 2)).float() * -1e4
        top = (x + (~here).float() * -1e4).amax(1)
        absent = self.absent(torch.cat((top, whole), -1))[:, None].expand(-1, 2, 1)
        return torch.cat((absent, both), -1)


def batch_up(examples: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Examples as tensors; the targets are places 1 to P, 0 where there is no answer: (batch, 2)."""
    most = PASSAGE_MOST  # one shape throughout: oneDNN makes its kernels by shape
    passage = torch.from_numpy(pad([e.reading.passage for e in examples], most)).long()
    match = torch.from_numpy(pad([e.reading.match for e in examples], most)).float()
    question = torch.from_numpy(pad([e.reading.question for e in examples], QUESTION_MOST)).long()
    kind = torch.tensor([e.kind for e in examples])
    return passage, match, question, kind, torch.tensor([[e.start + 1, e.end + 1] for e in examples])


def best_span(scores: np.ndarray, longest: int = 40) -> tuple[int, int]:
    """The best (start, end) of (2, P + 1) scores, places from 1; (0, 0) where "not here" scores higher."""
    start, end = scores[0, 1:], scores[1, 1:]
    table = start[:, None] + end[None, :]
    table = np.where(np.triu(np.ones_like(table)) - np.triu(np.ones_like(table), longest) > 0, table, -1e9)
    a, b = np.unravel_index(int(table.argmax()), table.shape)
    return int(a) + 1, int(b) + 1


def measure(model: Reader, examples: Sequence[Example]) -> tuple[float, float]:
    """Exact match and character F1 by place, gold window given."""
    model.eval()
    exact = f1 = 0.0
    with torch.no_grad():
        for at in range(0, len(examples), 64):
            part = examples[at : at + 64]
            *inputs, target = batch_up(part)
            scores = model(*inputs).numpy()
            for one, gold in zip(scores, target.tolist(), strict=True):
                a, b = best_span(one)
                exact += [a, b] == gold
                common = max(0, min(b, gold[1]) - max(a, gold[0]) + 1)
                f1 += 2 * common / (b - a + 1 + gold[1] - gold[0] + 1)
    model.train()
    return exact / len(examples), f1 / len(examples)


def write(model: Reader, alphabet: dict[str, int], out: Path) -> None:
    """Weights (float16) and alphabet into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    save_file({k: v.half().contiguous() for k, v in model.state_dict().items()}, out / "reader.safetensors")
    (out / "alphabet.json").write_text(json.dumps("".join(alphabet), ensure_ascii=False) + "\n", "utf-8")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("WENBAO_SHARED", "../shared")))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(given.seed)
    begun = time.monotonic()
    asked = [one for name in SETS for one in read_set(given.shared, name)]
    teacher = Teacher(asked, given.seed)
    held = random.Random(1).sample(read_set(given.shared, "cmrc2018_dev"), 600)
    dev = [e for a in held if (e := teacher.example(a))]
    model = Reader(len(teacher.alphabet) + 2)
    print(f"{len(asked)} questions, {sum(p.numel() for p in model.parameters())} weights", flush=True)
    batch = 32
    steps = given.epochs * len(asked) // batch
    tuner = torch.optim.AdamW(model.parameters(), 2e-3, weight_decay=0.01)
    pace = torch.optim.lr_scheduler.OneCycleLR(tuner, 2e-3, steps + 10, pct_start=0.1)
    mean = {k: v.clone() for k, v in model.state_dict().items()}
    step, total = 0, 0.0
    for epoch in range(given.epochs):
        teacher.random.shuffle(asked)
        for at in range(0, len(asked) - batch + 1, batch):
            drawn = (
                teacher.example(a, answered=teacher.random.random() > 0.2, loose=teacher.random.random() < 0.25)
                for a in asked[at : at + batch]
            )
            *inputs, target = batch_up([e for e in drawn if e])
            with torch.autocast("cpu", torch.bfloat16):
                scores = model(*inputs)
            loss = nn.functional.cross_entropy(scores.float().flatten(0, 1), target.flatten())
            tuner.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            tuner.step()
            pace.step()
            keep = min(0.998, step / (step + 10))  # a running mean of the weights is steadier than the last ones
            for name, value in model.state_dict().items():
                mean[name].mul_(keep).add_(value.detach(), alpha=1 - keep)
            step, total = step + 1, total + float(loss.detach())
            if step % 100 == 0:
                print(f"[{time.monotonic() - begun:6.0f} s] step {step}/{steps} loss {total / 100:.3f}", flush=True)
                total = 0.0
        mine = {k: v.clone() for k, v in model.state_dict().items()}
        model.load_state_dict(mean)
        exact, f1 = measure(model, dev)
        write(model, teacher.alphabet, given.out)
        print(f"[{time.monotonic() - begun:6.0f} s] epoch {epoch + 1}: exact {exact:.3f} F1 {f1:.3f}", flush=True)
        model.load_state_dict(mine)


if __name__ == "__main__":
    main()
