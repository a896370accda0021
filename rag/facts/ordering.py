"""In what order sentences are looked at for an answer: learned weights over what a comparison with the question shows.

A listwise choice (softmax over a question's sentences), learned from our own questions by `training/ordering.py`.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SIGNS = ("said", "near", "before", "likeness", "kind", "share", "first", "length", "agree", "spoken", "head")
"""Shares of the question in the sentence, with the headline and both neighbours, with the sentence before; the cosine;
the form asked for; its article's share of the best score, is it the first; ln(1 + characters); does a figure count
what is asked (1, 0, -1); does it open as speech; the share of the question in the headlines."""
_FILE = Path(__file__).parent / "ordering.json"


@cache
def _weights() -> dict[str, tuple[NDArray[np.float64], float]]:
    held = json.loads(_FILE.read_text("utf-8"))
    return {
        lang: (np.array([one["weights"][sign] for sign in SIGNS]), float(one["bias"])) for lang, one in held.items()
    }


def order(signs: NDArray[np.float64], lang: str) -> NDArray[np.float64]:
    """Scores (sentences,) of signs (sentences, SIGNS): about 2 for the best sentence, differences as log odds / 4."""
    weights, bias = _weights()["zh" if lang == "zh" else "en"]
    return signs @ weights + bias
