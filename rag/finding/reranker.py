"""A cross-encoder that orders the best articles anew, where one is named; none is by default.

It reads question and passage together, so it judges better than any search and costs far more. Loaded like any other
model (`index/hub_model.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelUnavailable
from index.hub_model import load_model

RERANKED = 20
"""Articles that are judged: a model of 100 million weights reads some ten passages a second on a core."""

KEPT = 2_000
"""Judgements remembered: a question with days is searched once with them and once without."""


class Reranker(Protocol):
    """What judges how well passages answer a question."""

    @property
    def name(self) -> str:
        """The folder or hub name that loads it again."""
        ...

    def judge(self, question: str, passages: Sequence[str]) -> NDArray[np.float64]:
        """A score for each passage, the higher the better; only their order means anything."""
        ...


class CrossEncoderReranker:
    """A sentence-transformers CrossEncoder. Safe to share between threads."""

    def __init__(self, model: Any, name: str) -> None:  # noqa: ANN401 - the class comes from an untyped, lazy import
        self._model, self._name = model, name
        self._known: dict[tuple[str, str], float] = {}

    @classmethod
    def open(cls, model: str, *, allow_download: bool = False) -> CrossEncoderReranker:
        """Load `model`, a folder or a hub name. Raises ModelUnavailable, in one line."""
        loaded = load_model(model, "CrossEncoder", allow_download)
        if loaded.num_labels != 1:
            raise ModelUnavailable(
                f"reranker {model!r} cannot be used: it gives {loaded.num_labels} scores for a pair of texts; name a"
                " model that gives one"
            )
        return cls(loaded, model)

    @property
    def name(self) -> str:
        """See Reranker."""
        return self._name

    def judge(self, question: str, passages: Sequence[str]) -> NDArray[np.float64]:
        """See Reranker."""
        from torch.nn import Identity

        known = {text: score for text in passages if (score := self._known.get((question, text))) is not None}
        fresh = [text for text in dict.fromkeys(passages) if text not in known]
        if fresh:
            pairs = [(question, text) for text in fresh]
            # bare logits: a sigmoid makes the best ones all 1
            scores = self._model.predict(pairs, activation_fn=Identity(), show_progress_bar=False)
            known |= zip(fresh, map(float, scores), strict=True)
            if len(self._known) > KEPT:
                self._known.clear()
            self._known.update({(question, text): known[text] for text in fresh})
        return np.array([known[text] for text in passages], dtype=np.float64)
