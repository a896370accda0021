"""A learned order of the articles that both searches found: a weighted sum of cheap features (training/ranker.py).

Weights are numbers in `ranker.json`, one a feature; a softmax over a question's candidates was fitted so that an
article that answers comes first (ListNet: Cao et al. 2007, "Learning to Rank: From Pairwise Approach to Listwise
Approach").
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.amounts import amount_words
from index.records import Article, Days
from index.store import MONTHS_MOST
from index.words import fold
from rag.finding.clues import FIGURE, Clues
from rag.finding.likeness import liken_candidates

FEATURES = (
    "words", "vector", "held", "rare", "telling", "whole", "missing", "before", "single", "kin", "pairs", "phrases",
    "together", "near", "signs", "close_pairs", "answer", "unit", "figures", "amounts", "runs", "dated", "long",
)  # fmt: skip

WINDOW = 60
"""Characters of a clause or two: the question's words stand together where it is answered."""

AROUND = 120
"""Characters around them that are looked through for the answer's form."""

PRINTED_AFTER = 3
"""Days after an event in which a paper still reports it as news."""

DAYS_MOST, LOOSE = 8, 0.2
"""Days up to which a date is meant exactly; news questions name months and half-years loosely."""

TEXTS_KEPT = 2_000
"""Folded articles remembered: 5 MB."""

SHADED = 0.5
"""Set by hand: another body of the like name is no stranger, and often the same under its full name."""

NUMERAL = "[0-9一二三四五六七八九十百千万亿余多几]"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article with the scores of its best chunk: `words` over the best of all, `vector` a cosine."""

    article: Article
    words: float
    vector: float


@cache
def load_weights() -> NDArray[np.float64]:
    """The learned weights in the order of FEATURES."""
    table = json.loads((Path(__file__).parent / "ranker.json").read_text("utf-8"))["weights"]
    return np.array([table[name] for name in FEATURES])


def rank_scores(clues: Clues, candidates: Sequence[Candidate]) -> NDArray[np.float64]:
    """A score for each candidate, the higher the better; only differences mean anything."""
    return weigh_features(clues, candidates) @ load_weights()


def weigh_features(clues: Clues, candidates: Sequence[Candidate]) -> NDArray[np.float64]:
    """The features of all candidates, float64 (candidates, FEATURES), most of them between 0 and 1."""
    texts = [
        fold_article(c.article.kicker, c.article.headline, c.article.subheadline, c.article.body) for c in candidates
    ]
    names = [word for word, _ in clues.words]
    weights = np.array([weight for _, weight in clues.words])
    stands = np.array([[_stands(clues, name, text) for name in names] for text in texts])
    stands = stands.reshape(len(texts), len(names))
    whole = max(float(weights.sum()), 1e-9)
    # what half of the candidates say does not tell them apart
    telling = weights * np.log((len(texts) + 1) / (stands.sum(axis=0) + 0.5))
    before = np.array([name in clues.before for name in names], dtype=float)
    single = np.array([len(name) == 1 for name in names], dtype=float)
    columns = [
        [c.words for c in candidates],
        [c.vector for c in candidates],
        stands @ weights / whole,
        stands @ weights**2 / max(float((weights**2).sum()), 1e-9),
        stands @ telling / max(float(telling.sum()), 1e-9),
        (stands.all(axis=1)).astype(float),
        (1 - stands).sum(axis=1) / max(len(names), 1),
        stands @ (weights * before) / whole,
        stands @ (weights * single) / whole,
        liken_candidates(texts, [c.words for c in candidates]),
    ]
    rest = [
        (*_look_closely(clues, text, whole), _fit_days(clues.days, c.article), math.log(len(text) + 1) / 7)
        for text, c in zip(texts, candidates, strict=True)
    ]
    return np.hstack(
        [np.array(columns).T.reshape(len(texts), 10), np.array(rest).reshape(len(texts), len(FEATURES) - 10)]
    )


def _stands(clues: Clues, name: str, text: str) -> float:
    """Does a word stand in the text? A name of the archive only half, where a longer one that holds it is meant."""
    if name not in text:
        return 0.0
    for other in clues.longer.get(name, ()):
        text = text.replace(other, "")
    return 1.0 if name in text else SHADED


@lru_cache(TEXTS_KEPT)
def fold_article(kicker: str, headline: str, subheadline: str, body: str) -> str:
    """An article's words as they are searched."""
    return fold("\n".join((kicker, headline, subheadline, body)))


def _look_closely(clues: Clues, text: str, whole: float) -> tuple[float, ...]:
    """The features that need the places of the words in the text."""
    pairs = [(pair, weight) for pair, weight in clues.pairs.items() if pair in text]
    all_pairs = sum(clues.pairs.values()) or 1.0
    phrases = sum(len(phrase) for phrase in clues.phrases) or 1
    places = _find_places(clues, text)
    held, start = crowd(places, WINDOW)
    wide, _ = crowd(places, AROUND)
    near = text[max(0, start - 20) : start + 100]
    around = text[max(0, start - AROUND) : start + 2 * AROUND]
    stated = set(amount_words(text)) if clues.amounts else set()
    printed = set(FIGURE.findall(text)) if clues.figures else set()
    return (
        sum(weight for _, weight in pairs) / all_pairs,
        sum(len(phrase) for phrase in clues.phrases if phrase in text) / phrases,
        held / whole,
        wide / whole,
        sum(weight for sign, weight in clues.signs.items() if sign in near) / (sum(clues.signs.values()) or 1.0),
        sum(weight for pair, weight in pairs if pair in near) / all_pairs,
        _near_answer(clues, around),
        _holds_unit(clues.unit, around),
        len(clues.figures & printed) / len(clues.figures) if clues.figures else 0.0,
        len(clues.amounts & stated) / len(clues.amounts) if clues.amounts else 0.0,
        _cover(clues, text),
    )


def _find_places(clues: Clues, text: str) -> list[tuple[int, str, float]]:
    """Where the question's words stand, a dozen places a word, in order."""
    places = []
    for word, weight in clues.words:
        at, times = text.find(word), 0
        while at >= 0 and times < 12:
            places.append((at, word, weight))
            at, times = text.find(word, at + 1), times + 1
    return sorted(places)


def crowd(places: Sequence[tuple[int, Hashable, float]], size: int) -> tuple[float, int]:
    """The most information that stands within `size` characters, each word's once, and where that begins."""
    best, at, sum_now, first = 0.0, 0, 0.0, 0
    inside: defaultdict[Hashable, int] = defaultdict(int)
    for place, word, weight in places:
        if not inside[word]:
            sum_now += weight
        inside[word] += 1
        while places[first][0] < place - size:
            _, gone, lost = places[first]
            inside[gone] -= 1
            if not inside[gone]:
                sum_now -= lost
            first += 1
        if sum_now > best:
            best, at = sum_now, places[first][0]
    return best, at


def _near_answer(clues: Clues, around: str) -> float:
    """How near something of the asked form stands to the words that the question asks about, 0 to 1."""
    if clues.answers is None:
        return 0.0
    focus = [(at, weight) for word, weight in clues.focus.items() if (at := around.find(word)) >= 0]
    whole = sum(clues.focus.values()) or 1.0
    spots = {match.start() // 5 * 5 for match in clues.answers.finditer(around)}
    return max((sum(w * math.exp(-abs(at - spot) / 15) for at, w in focus) for spot in spots), default=0.0) / whole


def _holds_unit(unit: str, around: str) -> float:
    """1 if a number in the asked unit stands there, -1 if not, 0 if none is asked."""
    if not unit:
        return 0.0
    return 1.0 if any(re.search(NUMERAL + re.escape(unit[:n]), around) for n in range(len(unit), 0, -1)) else -1.0


def _cover(clues: Clues, text: str) -> float:
    """The share of the question's information in runs of two characters and more that stand in the text as they are."""
    covered = 0.0
    for stretch, weights in clues.stretches:
        start = 0
        while start < len(stretch):
            end = start + 1
            while end <= len(stretch) and stretch[start:end] in text:
                end += 1
            end -= 1
            if end - start >= 2:
                covered += sum(weights[start:end])
            start = max(end, start + 1)
    return covered / (sum(sum(weights) for _, weights in clues.stretches) or 1.0)


def _was_on(event: Days, days: Days) -> bool:
    """As the store's filter has it: what lasts longer than a quarter is news of the days when it begins and ends."""
    short = (event.last - event.first).days <= MONTHS_MOST
    return event.overlaps(days) and (short or event.first >= days.first or event.last <= days.last)


def _fit_days(asked: Sequence[Days], article: Article) -> float:
    """Does it report an event of the days asked for, or was it printed then or just after? 1, LOOSE or 0."""
    events = [Days.parse(iso) for iso in article.event_dates] if asked else []
    printed = Days.covering(article.published) if article.published else None
    best = 0.0
    for days in asked:
        late = (printed.first - days.last).days if printed and printed.last >= days.first else PRINTED_AFTER + 1
        if late <= PRINTED_AFTER or any(_was_on(event, days) for event in events):
            best = max(best, 1.0 if (days.last - days.first).days < DAYS_MOST else LOOSE)
    return best
