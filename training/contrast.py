"""The training loop: piece vectors such that texts which belong together point the same way.

In: bags for each task, a glossary, first vectors. Out: trained vectors, float32, (pieces, dimension).
Loss: InfoNCE with in-batch negatives in both directions (van den Oord et al. 2018; `MultipleNegativesRankingLoss` in
sentence-transformers). It is written out here because a plain embedding bag with lazy updates is many times faster.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from training.bags import Bags, Ints

Batch = tuple[Bags, Bags]
Sampler = Callable[[np.random.Generator], Batch]


@dataclass(frozen=True)
class Schedule:
    """How long and how fast. `steps` fixes the result; time only depends on the machine."""

    steps: int
    rate: float = 4e-3
    warm: int = 100
    scale: float = 30.0
    """First inverse temperature of the loss; it is learned."""
    seed: int = 7


class LazyAdam:
    """Adam (Kingma and Ba 2015) that moves only the rows of the pieces in the batch.

    torch's SparseAdam does the same, but its gradient has one row for each occurrence of a piece, two hundred
    thousand for a batch of passages; here a piece has one.
    """

    def __init__(self, table: torch.Tensor) -> None:
        self.table = table
        self.mean = torch.zeros_like(table)
        self.square = torch.zeros_like(table)
        self.steps = 0

    def step(self, rows: torch.Tensor, gradient: torch.Tensor, rate: float) -> None:
        """One step for `rows`; `gradient` has one row for each."""
        self.steps += 1
        mean = self.mean[rows].mul_(0.9).add_(gradient, alpha=0.1)
        square = self.square[rows].mul_(0.999).addcmul_(gradient, gradient, value=0.001)
        self.mean[rows], self.square[rows] = mean, square
        rate *= math.sqrt(1 - 0.999**self.steps) / (1 - 0.9**self.steps)
        self.table[rows] = self.table[rows].addcdiv_(mean, square.sqrt_().add_(1e-8), value=-rate)


def _whole(batch: Batch) -> Batch:
    """The pairs of which neither side is empty."""
    left, right = batch
    rows = np.flatnonzero((left.lengths > 0) & (right.lengths > 0))
    return (left, right) if len(rows) == len(left) else (left.pick(rows), right.pick(rows))


def _vectors(rows: torch.Tensor, numbers: Ints, bags: Bags) -> torch.Tensor:
    ids, offsets = torch.from_numpy(numbers), torch.from_numpy(bags.offsets[:-1])
    return functional.normalize(functional.embedding_bag(ids, rows, offsets, mode="mean"), dim=1)


def _loss(rows: torch.Tensor, numbers: Ints, scale: torch.Tensor, left: Bags, right: Bags) -> torch.Tensor:
    """`rows` are the vectors of the pieces in the batch, `numbers` says which row each piece of both sides is."""
    cut = len(left.ids)
    similar = _vectors(rows, numbers[:cut], left) @ _vectors(rows, numbers[cut:], right).T
    similar = similar * scale.clamp(max=math.log(80.0)).exp()
    # Two equal texts in a batch are no negatives of each other.
    a, b = left.keys(), right.keys()
    same = (a[:, None] == a[None, :]) | (b[:, None] == b[None, :])
    np.fill_diagonal(same, False)
    similar = similar.masked_fill(torch.from_numpy(same), -1e4)
    goal = torch.arange(len(similar))
    return (functional.cross_entropy(similar, goal) + functional.cross_entropy(similar.T, goal)) / 2


def train(
    first: NDArray[np.float32],
    tasks: dict[str, tuple[float, Sampler]],
    schedule: Schedule,
    report: Callable[[str], None],
) -> NDArray[np.float32]:
    """Trains from `first` on `tasks` (name -> share of the steps, sampler). Equal seeds give equal vectors."""
    torch.manual_seed(schedule.seed)
    random = np.random.default_rng(schedule.seed)
    table = torch.from_numpy(first.copy())
    scale = torch.nn.Parameter(torch.tensor(math.log(schedule.scale)))
    lazy = LazyAdam(table)
    dense = torch.optim.Adam([scale], lr=1e-2)
    names = list(tasks)
    shares = np.array([tasks[name][0] for name in names])
    losses: dict[str, float] = {}
    begun = time.monotonic()
    for step in range(schedule.steps):
        fall = 0.02 + 0.49 * (1 + math.cos(math.pi * step / schedule.steps))
        rate = schedule.rate * fall * min(1.0, (step + 1) / schedule.warm)
        name = names[int(random.choice(len(names), p=shares / shares.sum()))]
        left, right = _whole(tasks[name][1](random))
        pieces, numbers = np.unique(np.concatenate([left.ids, right.ids]), return_inverse=True)
        rows = table[torch.from_numpy(pieces)].requires_grad_()
        loss = _loss(rows, numbers, scale, left, right)
        dense.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        assert rows.grad is not None
        lazy.step(torch.from_numpy(pieces), rows.grad, rate)
        dense.step()
        losses[name] = 0.95 * losses.get(name, loss.item()) + 0.05 * loss.item()
        if step % 250 == 249:
            parts = " ".join(f"{key} {value:.3f}" for key, value in sorted(losses.items()))
            report(f"step {step + 1}/{schedule.steps} {time.monotonic() - begun:.0f} s scale {scale.exp():.1f} {parts}")
    trained: NDArray[np.float32] = table.numpy()
    return trained
