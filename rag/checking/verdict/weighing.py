"""What was learned of claims: how likely a sentence bears a statement out, gainsays it, or does neither.

A multinomial logistic regression over `signs.SIGNS`, Chinese and English apart. Made by `training/bearing.py`.
"""

from __future__ import annotations

import json
import re
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


LEAN = {"supported": 0.85, "refuted": 1.05}
"""What a chance counts: a false support is worse than a false difference. Chosen on claims left out, by article."""
LEAN_ALIKE = 0.9
"""What the chance of support counts where the sentence names nothing that differs."""
LEAN_EN = 0.9
"""... of an English statement, where a word may be lost because it is not translated. Chosen on ten sets."""
_OF_ALL = re.compile(
    r"全部|所有|全都?|都|一律|一个不|只|仅|唯一|比|最|\b(?:all|every|each|only|never|always|most|than)\b", re.I
)
"""Says it of all, of one alone, or more of one than of another: more than its words must be borne out."""


def lean(verdict: str, statement: str, lang: str, *, alike: bool) -> float:
    """What a chance counts; `alike` where nothing in the sentence differs or may differ, which is the surer support."""
    if verdict != "supported":
        return LEAN[verdict]
    if alike and not _OF_ALL.search(statement):
        return LEAN_ALIKE
    return LEAN[verdict] if lang == "zh" else LEAN_EN
