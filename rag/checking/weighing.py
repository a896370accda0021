"""What was learned of claims: weights for the signs of a comparison, by what is asked of it and by language.

Logistic regressions; the signs and their order are `bearing.SIGNS` and `opposing.SIGNS`. Made by `training/bearing.py`.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_FILE = Path(__file__).parent / "weights.json"
ASKED = ("bearing", "opposing", "guessing")
"""Is the statement borne out? Is what differs a difference of fact? Is what may differ one?"""
BARS = {"bearing": 0.5, "opposing": -0.4, "guessing": -0.2}
"""Log odds from which the answer is yes: a false support is worse than a false silence. Chosen by hand on claims that
are among the lessons (samples, cases) and on claims about five other pages; no claim was held out for them."""


@cache
def _weights() -> dict[str, tuple[NDArray[np.float64], float]]:
    held = json.loads(_FILE.read_text("utf-8"))
    return {name: (np.array(list(one["weights"].values())), float(one["bias"])) for name, one in held.items()}


def weigh(signs: NDArray[np.float64], asked: str, lang: str) -> float:
    """Log odds over the bar of what is `asked`; at 0 or more the answer is yes."""
    weights, bias = _weights()[f"{asked}_{'zh' if lang == 'zh' else 'en'}"]
    return float(signs @ weights + bias) - BARS[asked]
