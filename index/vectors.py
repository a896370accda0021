"""Exhaustive inner-product search over chunk vectors with FAISS.

The vectors themselves live in our own checksummed files (float16); FAISS is derived from them when an index is opened
and is never written to disk, so a damaged byte is found by the manifest, not by FAISS.
"""

from __future__ import annotations

from collections.abc import Sequence

import faiss
import numpy as np
from numpy.typing import NDArray

STEP = 16_384
"""Vectors handed to FAISS at a time: 16 MiB at 256 dimensions in float32."""


class Vectors:
    """A FAISS index over the vectors of all segments, numbered through."""

    def __init__(self, parts: Sequence[NDArray[np.float16]], dimension: int) -> None:
        faiss.omp_set_num_threads(1)  # single queries only lose by waiting at barriers (measured: 9.5 v 11.8 ms)
        self._index = faiss.IndexFlatIP(dimension)
        for part in parts:
            for start in range(0, len(part), STEP):
                self._index.add(np.ascontiguousarray(part[start : start + STEP], dtype=np.float32))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(
        self, query: NDArray[np.float32], top: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The `top` nearest chunks to one query vector (dimension,), best first, and their inner products.

        `allowed` is a mask over all chunks; None allows every one.
        """
        if not len(self):
            return np.empty(0, np.int64), np.empty(0, np.float32)
        parameters = None
        if allowed is not None:
            bits = np.packbits(allowed, bitorder="little")
            selector = faiss.IDSelectorBitmap(len(allowed), faiss.swig_ptr(bits))
            parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]  # swig hides the keyword
        scores, numbers = self._index.search(query[None, :], min(top, len(self)), params=parameters)
        found = numbers[0] >= 0
        return numbers[0][found], scores[0][found]
