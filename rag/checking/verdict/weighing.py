"""What was learned of claims: how likely a sentence bears a statement out, gainsays it, or does neither.

A multinomial logistic regression over `signs.SIGNS`, Chinese and English apart. Made by `training/bearing.py`.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_FILE = Path(__file__).parent / "weights.json"
VERDICTS = ("supported", "refuted", "not_enough_info")
"""The three answers, in the order of the weights."""


@cache
def _weights(lang: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    held = json.loads(_FILE.read_text("utf-8"))[lang]
    return np.array(list(held["weights"].values())), np.array(held["bias"])


def weigh(rows: NDArray[np.float64], lang: str) -> NDArray[np.float64]:
    """The chances (sentences, VERDICTS) of sentences whose signs are `rows` (sentences, SIGNS)."""
    weights, bias = _weights("zh" if lang == "zh" else "en")
    odds = rows @ weights + bias
    chances = np.exp(odds - odds.max(axis=1, keepdims=True, initial=-1e9))
    return np.asarray(chances / chances.sum(axis=1, keepdims=True))
