"""Texts into vectors: the seam between the index and any embedding model.

In: passages or queries. Out: float32 rows of length 1 whose inner product is their similarity. The bundled model is
static and is read without torch; every other sentence-transformers model can take its place by folder or hub name.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.hub_model import TransformerEmbedder
from index.static_model import StaticEmbedder, is_static

__all__ = ["BUNDLED", "BUNDLED_NAME", "Embedder", "StaticEmbedder", "TransformerEmbedder", "load_embedder"]

BUNDLED = Path(__file__).parent / "model"
"""The folder of the bundled model."""

BUNDLED_NAME = "bundled"
"""How the bundled model is called in manifests, wherever the program is installed."""


class Embedder(Protocol):
    """What the index asks of a model.

    Law: the vector of a text does not depend on the other texts of the call (beyond rounding).
    """

    @property
    def name(self) -> str:
        """What to call the model in messages and manifests; `load_embedder(name)` loads it again on this machine."""

    @property
    def fingerprint(self) -> str:
        """Equal for models that give equal vectors; changes with weights, tokenizer, prefixes or normalisation."""

    @property
    def dimension(self) -> int:
        """Length of every vector."""

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), dimension), rows of length 1; a row of zeros where a text has no known word."""

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """As `embed_passages`, for the other side of a search."""


def load_embedder(
    model: str | None = None,
    *,
    allow_download: bool = False,
    query_prefix: str | None = None,
    passage_prefix: str | None = None,
) -> Embedder:
    """The bundled model (None), a folder, or a hub name that is looked up on this machine first.

    The prefixes are for models other than static ones; left out, they are those of the model's family.
    Raises ModelUnavailable, in one line, when there is no such model or its files are damaged. The network is used
    only with `allow_download`.
    """
    if model is None or model == BUNDLED_NAME:
        return StaticEmbedder.open(BUNDLED, called=BUNDLED_NAME)
    if is_static(Path(model)):
        return StaticEmbedder.open(Path(model))
    return TransformerEmbedder.open(
        model, query_prefix=query_prefix, passage_prefix=passage_prefix, allow_download=allow_download
    )
