"""Learns which English piece translates which Chinese piece: IBM model 1 over sentence pairs and dictionary senses.

Source: Brown et al., "The Mathematics of Statistical Machine Translation", Computational Linguistics 19(2), 1993.
The table has two uses in training: it places English pieces beside their Chinese ones before the first gradient
step, and it glosses Chinese questions into English ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from training.bags import Bags, Glossary, Ints


@dataclass(frozen=True)
class Translations:
    """p(target | source) for every pair of pieces seen together; the three arrays are parallel."""

    source: Ints
    target: Ints
    probability: NDArray[np.float64]


def ibm1(source: Bags, target: Bags, pieces: int, rounds: int = 8) -> Translations:
    """p(target | source), by expectation maximisation from uniform tables.

    A source piece `pieces` (one past the last) is added to every pair: it takes the target pieces that translate
    nothing.
    """
    cells_source, cells_slot = [], []
    nothing = np.full(1, pieces)
    for i in range(len(source)):
        left = np.concatenate([nothing, source.ids[source.offsets[i] : source.offsets[i + 1]]])
        right = np.arange(target.offsets[i], target.offsets[i + 1])
        cells_source.append(np.tile(left, len(right)))
        cells_slot.append(np.repeat(right, len(left)))
    slots = np.concatenate(cells_slot)
    cells_target = target.ids[slots]
    key = np.concatenate(cells_source) * (pieces + 1) + cells_target
    kinds, cell = np.unique(key, return_inverse=True)
    owner = kinds // (pieces + 1)
    table = np.ones(len(kinds))
    for _ in range(rounds):
        weight = table[cell]
        share = weight / np.bincount(slots, weight, len(target.ids))[slots]
        counts = np.bincount(cell, share, len(kinds))
        table = counts / np.maximum(np.bincount(owner, counts, pieces + 1)[owner], 1e-12)
    real = owner < pieces
    return Translations(owner[real], (kinds % (pieces + 1))[real], table[real])


def glossary(table: Translations, pieces: int, width: int = 8, least: float = 0.04) -> Glossary:
    """The `width` likeliest translations of each piece that reach `least`."""
    good = table.probability >= least
    source, target, probability = table.source[good], table.target[good], table.probability[good]
    order = np.lexsort((target, -probability, source))
    source, target, probability = source[order], target[order], probability[order]
    rank = np.arange(len(source)) - np.searchsorted(source, source)
    first = rank < width
    options = np.full((pieces, width), -1)
    weights = np.zeros((pieces, width))
    options[source[first], rank[first]] = target[first]
    weights[source[first], rank[first]] = probability[first]
    total = weights.sum(axis=1, keepdims=True)
    # A piece without translations gets probability past 1 nowhere: its first option, -1, is drawn and means "stay".
    cumulated = np.cumsum(np.divide(weights, total, out=np.zeros_like(weights), where=total > 0), axis=1)
    cumulated[total[:, 0] == 0] = 1.0
    return Glossary(options, cumulated)


def spread(table: Translations, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """For each source piece the mean of its translations' vectors, weighted by probability; (pieces, dimension)."""
    # Rare, unlikely translations are noise: squaring the probabilities quietens them.
    weights = torch.from_numpy((table.probability**2).astype(np.float32))
    cells = torch.from_numpy(np.stack([table.source, table.target]))
    matrix = torch.sparse_coo_tensor(cells, weights, (len(vectors), len(vectors)), check_invariants=True)
    mixed: NDArray[np.float32] = torch.sparse.mm(matrix, torch.from_numpy(vectors)).numpy()
    return mixed
