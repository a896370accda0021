"""Nearest vectors: FAISS looks through short codes for candidates, which are then weighed by their stored vectors.

A large segment has product-quantised codes of 4 bits for 2 dimensions each (Jégou et al. 2011; the fast scan of André
et al. 2015), made once when it is written: an eighth of float16, and ten times as fast to look through. The vectors and
the codes live in our own checksummed files; FAISS is derived from them when an index is opened and is never written to
disk, so a damaged byte is found by the manifest, not by FAISS.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, sqrt
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

LARGE = 4_000
"""Chunks from which a segment has codes: below, 16 centroids a pair of dimensions are not learned well, and looking at
every vector costs a millisecond."""

FEW = 1_500
"""Vectors that are weighed without looking for candidates first: half a millisecond."""

SPARE, LEAST = 4, 240
"""Candidates for each vector wanted, and in all: so 99.9 of 100 of the first 60 are the true ones (RESULTS.md)."""

ROUNDS = 10
"""Of k-means; more change no recall that can be measured."""

STEP = 8_192
"""Vectors weighed at a time: 8 MiB at 256 dimensions in float32."""


@dataclass(frozen=True, slots=True, eq=False)
class Codes:
    """A segment's vectors in short: `codes` uint8 (chunks, dimension / 4, rounded up), `centroids` float32, flat."""

    codes: NDArray[np.uint8]
    centroids: NDArray[np.float32]

    @classmethod
    def of(cls, vectors: NDArray[np.float32]) -> Codes | None:
        """The codes of vectors, None for few of them. The same on every run."""
        if len(vectors) < LARGE:
            return None
        faiss.omp_set_num_threads(1)
        rows = _fill(np.ascontiguousarray(vectors, dtype=np.float32))
        dimension = rows.shape[1]
        quantiser = faiss.ProductQuantizer(dimension, dimension // 2, 4)
        quantiser.cp.niter = ROUNDS
        quantiser.train(rows)
        return cls(quantiser.compute_codes(rows), faiss.vector_to_array(quantiser.centroids))

    def write(self, folder: Path) -> None:
        """Write both arrays into `folder`."""
        np.save(folder / "codes.npy", self.codes, allow_pickle=False)
        np.save(folder / "centroids.npy", self.centroids, allow_pickle=False)

    @classmethod
    def open(cls, folder: Path) -> Codes | None:
        """The inverse of `write`; None of a segment without."""
        if not (folder / "codes.npy").is_file():
            return None
        return cls(*(np.load(folder / f"{name}.npy", allow_pickle=False) for name in ("codes", "centroids")))

    def index(self) -> faiss.IndexPQFastScan:
        """A FAISS index over the codes, by inner product."""
        dimension = self.codes.shape[1] * 4
        plain = faiss.IndexPQ(dimension, dimension // 2, 4, faiss.METRIC_INNER_PRODUCT)
        faiss.copy_array_to_vector(self.centroids, plain.pq.centroids)
        faiss.copy_array_to_vector(self.codes.ravel(), plain.codes)
        plain.is_trained, plain.ntotal = True, len(self.codes)
        return faiss.IndexPQFastScan(plain)  # type: ignore[arg-type]  # swig hides this constructor


def _fill(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows with zeros up to a multiple of 4 dimensions, two pairs to a byte; inner products stay what they are."""
    missing = -rows.shape[1] % 4
    return np.pad(rows, ((0, 0), (0, missing))) if missing else rows


class Vectors:
    """The vectors of all segments, numbered through. Unchanging; safe to share by threads."""

    def __init__(self, parts: Sequence[tuple[NDArray[np.float16], Codes | None]], known: Vectors | None = None) -> None:
        """Segments' vectors with their codes; what FAISS made of a segment that the `known` one has is shared."""
        faiss.omp_set_num_threads(1)  # single queries only lose by waiting at barriers (measured: 9.5 v 11.8 ms)
        self._parts = [np.asarray(vectors) for vectors, _ in parts]
        self._first = np.cumsum([0, *map(len, self._parts)])
        made: dict[int, tuple[Codes, faiss.IndexPQFastScan]] = known._made if known else {}
        self._made: dict[int, tuple[Codes, faiss.IndexPQFastScan]] = {
            id(codes): made.get(id(codes)) or (codes, codes.index()) for _, codes in parts if codes
        }
        self._searched = [
            self._made[id(codes)][1] if codes else np.asarray(vectors, dtype=np.float32) for vectors, codes in parts
        ]

    def __len__(self) -> int:
        return int(self._first[-1])

    def search(
        self, query: NDArray[np.float32], top: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The `top` nearest chunks to one query vector (dimension,), best first, and their inner products.

        Of chunks at the same distance as the last one all are given, so that there may be more. `allowed` is a mask
        over all chunks; None allows every one.
        """
        share = 1.0 if allowed is None else np.count_nonzero(allowed) / max(len(self), 1)
        if not share:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        near = np.arange(len(self)) if allowed is None else np.flatnonzero(allowed)
        most = max(SPARE * top, LEAST)
        if len(near) > max(FEW, most):
            rough = self._near(query, most / share)
            rough = rough if allowed is None else rough[allowed[rough]]
            near = rough[:most] if len(rough) >= most // 2 else near
        scores = self.weigh(near, query)
        if len(near) > top:
            least = np.partition(scores, len(near) - top)[len(near) - top]
            near, scores = near[scores >= least], scores[scores >= least]
        order = np.lexsort((near, -scores))
        return near[order], scores[order]

    def _near(self, query: NDArray[np.float32], most: float) -> NDArray[np.int64]:
        """The chunks that look nearest, best first: `most` of one large segment, of several what each may well have."""
        numbers, scores = [], []
        for part, first in zip(self._searched, self._first, strict=False):
            if isinstance(part, np.ndarray):
                numbers.append(np.arange(len(part)) + first)
                scores.append(part @ query)
            else:
                likely = ceil(most * sqrt(part.ntotal / len(self)))
                found, near = part.search(_fill(query[None, :]), min(likely, part.ntotal))
                numbers.append(near[0][near[0] >= 0] + first)
                scores.append(found[0][near[0] >= 0])
        return np.concatenate(numbers)[np.argsort(-np.concatenate(scores), kind="stable")]

    def weigh(self, numbers: NDArray[np.int64], query: NDArray[np.float32]) -> NDArray[np.float32]:
        """Inner products with stored vectors, each to the same bit whatever else is weighed: no BLAS."""
        part = self._first.searchsorted(numbers, side="right") - 1
        order = part.argsort(kind="stable")
        scores = np.empty(len(numbers), dtype=np.float32)
        for start in range(0, len(numbers), STEP):
            some = order[start : start + STEP]
            rows = np.empty((len(some), len(query)), dtype=np.float32)
            edges = np.flatnonzero(np.diff(part[some], prepend=-1, append=-1)).tolist()
            for a, b in pairwise(edges):
                n = int(part[some[a]])
                rows[a:b] = self._parts[n][numbers[some[a:b]] - self._first[n]]
            rows *= query
            scores[some] = rows.sum(axis=1)
        return scores
