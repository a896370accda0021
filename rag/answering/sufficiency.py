"""Is what was found enough to answer a Chinese question with? Learned from questions with and without their passage.

A logistic regression on a handful of signs: how much of the question stands in the best article and in one of its
sentences, how much its absent words say (`presence.py`), how near its meaning is, how much better the first article is
than the second, and what the learned reader thinks of the likeliest span. Weights: `training/sufficiency.py`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.words import fold
from rag.answering.presence import weigh_absence
from rag.facts.evidence import Evidence
from rag.facts.hearing import hear
from rag.facts.reader import load_reader
from rag.finding.retrieve import Query, Ranked
from rag.questions.asked import Need

SIGNS = (
    *("held", "lacking", "held_near", "lacking_near", "likeness", "likest", "odds", "lead"),
    *("large", "lacking_large", "lead_large"),
)
"""Information held by the article and by its best sentence, what the absent words of each say, the cosine of the best
sentence and the greatest one, log odds of the reader's best span, how far the article stands out of the others; how
large the archive is, and two of these multiplied by it: among many reports one always comes near, absent words say
more there and standing out says less."""
SMALL, LARGE = 256, 63_510
"""Articles of the smallest and the largest archive learned from; a smaller one counts as the smallest."""
OTHERS = slice(2, 10)
"""The other articles, best first, that it should stand out of. The first two may well report the same."""
LIKEST_OF = 20
"""Sentences, best first, of which the likest counts."""
ODDS_MOST = 10.0
_FILE = Path(__file__).parent / "sufficiency.json"


def read_signs(
    query: Query, need: Need, found: Sequence[Evidence], ranked: Sequence[Ranked], articles: int
) -> NDArray[np.float64]:
    """The signs (SIGNS,) of evidence, best first, from `ranked` articles; their scores are shares of the best one's.

    `articles`: how many the archive holds.
    """
    best = found[0]
    article = best.article
    head = fold(" ".join((article.kicker, article.headline, article.subheadline, article.byline_text)))
    whole = f"{head}\n{fold(article.body)}"
    top = max((one for one in found if one.article.key == article.key), key=lambda one: one.said)
    absence = weigh_absence(query.text, [term.word for term in query.terms])
    signs = []
    for text in (whole, fold(top.text)):
        stands = [(term, term.means(text)) for term in query.terms]
        signs.append(sum(term.weight * there for term, there in stands) / 10)
        signs.append(sum(absence[term.word] * (term.most - there) for term, there in stands) / 5)
    hearing = hear(load_reader(), query, need, found)
    odds = [hearing.odds(one, span) for one in found[:8] for span in hearing.spans(one)]
    heard = max((value for value in odds if value is not None), default=0.0)
    own = {article.key, article.corrects}  # a correction is found by what it corrects
    others = sorted((item.score for item in ranked if item.article.key not in own), reverse=True)[OTHERS]
    lead = max((item.score for item in ranked if item.article.key in own), default=0.0)
    lead -= sum(others) / len(others) if others else 0.0
    likest = max(one.likeness for one in found[:LIKEST_OF])
    large = math.log(max(articles, SMALL) / SMALL) / math.log(LARGE / SMALL)
    odds_sign = np.clip(heard, -ODDS_MOST, ODDS_MOST) / ODDS_MOST
    return np.array([*signs, best.likeness, likest, odds_sign, lead, large, signs[1] * large, lead * large])


@cache
def _weights() -> tuple[NDArray[np.float64], float]:
    held = json.loads(_FILE.read_text("utf-8"))
    return np.array([held["weights"][sign] for sign in SIGNS]), float(held["bias"])


def judge_signs(signs: NDArray[np.float64]) -> float:
    """The log odds that the evidence answers."""
    weights, bias = _weights()
    return float(signs @ weights + bias)
