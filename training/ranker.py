"""Learns `rag/finding/ranker.json`: `python -m training.ranker --shared DIR [--index DIR] [--english FILE]`.

From questions on news events with the articles that answer them, and from questions on encyclopaedia passages (both see
data/README.md of the shared folder: of the news only these weights are kept). Figures are of events not trained on.
`--english` learns those of `rag/finding/ranker_en.py` instead, from news questions that somebody translated: JSON Lines
with `question`, `gold` and `event`, kept outside the repository.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from index.build import build
from index.embeddings import load_embedder
from index.folder import IndexFolder
from index.glossary import Glossary
from index.records import Days
from index.snapshot import Snapshot
from index.store import ANY
from index.words import load_segmenter
from rag.finding.clues import find_clues
from rag.finding.ranker import FEATURES, weigh_features
from rag.finding.ranker_en import FEATURES_EN, weigh_translated
from rag.finding.retrieve import gather, make_query
from rag.questions.asked_dates import ask_dates
from rag.settings import AnswerSettings

SPEC_LEAST = 4.5
"""Questions whose rarest word says less lean on what was asked before (data/README.md)."""

NOW = date(2023, 9, 1)
"""The asker's day: just after the news."""

PASSAGES = ("cmrc2018_train", "cmrc2018_trial", "drcd_dev")
FOLDS = 5
BY_HAND = {"dated": 2.5}
"""Set by hand: too few of these questions name a day to learn it from."""

RIDGE = 4e-3
"""Penalty on squared weights of standardised features; a quarter and four times as much score the same."""

RIDGE_EN = 1e-2
"""The same for the fewer English questions."""


@dataclass(frozen=True)
class Lesson:
    """A question's candidates: their features, (candidates, features), which answer, and the question's event."""

    event: str
    features: NDArray[np.float64]
    right: NDArray[np.bool_]


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The records of a packed JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def open_index(place: Path, sources: Sequence[Path]) -> Snapshot:
    """The index at `place`, built from `sources` if there is none."""
    folder, model = IndexFolder(place), load_embedder()
    if not (place / "CURRENT").exists():
        build(list(sources), folder, model, program="training")
    return Snapshot.open(folder, model_name=model.name, model_fingerprint=model.fingerprint)


def make_lessons(store: Snapshot, asked: Sequence[tuple[str, str, set[str]]], lang: str = "zh") -> Iterator[Lesson]:
    """Lessons of (event, question, keys of the articles that answer)."""
    model, settings = load_embedder(), AnswerSettings()
    segmenter = store.overlay.own.join(load_segmenter(store.manifest.segmenter))
    glossary = Glossary()
    held = store.holdings
    span = Days.parse(f"{held.first}/{held.last}") if held.first and held.last else None
    for event, question, wanted in asked:
        query = make_query(question, lang, store, model, segmenter, glossary)
        days = tuple(found.days for found in ask_dates(question, NOW, span))
        found, candidates = gather(store, query, ANY, settings, days)
        if not candidates:
            continue
        terms = (*query.terms, *query.dates)
        if lang == "zh":
            features = weigh_features(find_clues(question, terms, days), candidates)
        else:
            features = weigh_translated(terms, candidates, [item.score for item in found])
        right = np.array([bool({r.article.key, *r.article.duplicates} & wanted) for r in found])
        yield Lesson(event, features, right)


def news_lessons(shared: Path, place: Path) -> list[Lesson]:
    """Lessons of the news questions over the whole news archive."""
    store = open_index(place, [shared / "data" / "crud_news.jsonl.gz"])
    return list(make_lessons(store, _ask(read_lines(shared / "data" / "crud_qa.jsonl.gz"))))


def english_lessons(shared: Path, place: Path, files: Sequence[Path]) -> list[Lesson]:
    """Lessons of translated news questions over the whole news archive."""
    store = open_index(place, [shared / "data" / "crud_news.jsonl.gz"])
    rows = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return list(make_lessons(store, _ask(rows), "en"))


def _ask(rows: Sequence[dict[str, Any]]) -> list[tuple[str, str, set[str]]]:
    return [
        (row["event"], row["question"], {*row["gold"], *(row.get("also") or [])})
        for row in rows
        if row["gold"] and (row["spec"] or 0) >= SPEC_LEAST
    ]


def passage_lessons(shared: Path, place: Path, most: int) -> list[Lesson]:
    """Lessons of `most` questions, drawn with a fixed seed, over all passages as one archive."""
    data = shared / "data"
    store = open_index(place, [data / f"{name}_passages.jsonl.gz" for name in PASSAGES])
    rows = [row for name in PASSAGES for row in read_lines(data / f"{name}_qa.jsonl.gz")]
    drawn = np.random.default_rng(7).permutation(len(rows))[:most]
    return list(make_lessons(store, [(rows[n]["pid"], rows[n]["question"], {rows[n]["pid"]}) for n in drawn]))


def fit(lessons: Sequence[Lesson], names: Sequence[str] = FEATURES, ridge: float = RIDGE) -> NDArray[np.float64]:
    """Weights of the raw features, by a softmax over each question's candidates; equal lessons give equal weights."""
    lessons = [lesson for lesson in lessons if lesson.right.any()]
    size = np.concatenate([lesson.features for lesson in lessons]).std(axis=0)
    by_hand = np.array([name in BY_HAND for name in names])
    size[(size < 1e-6) | by_hand] = np.inf  # a feature that never differs gets no weight
    most = max(len(lesson.right) for lesson in lessons)
    features = torch.zeros(len(lessons), most, len(names), dtype=torch.float64)
    there, right = torch.zeros(len(lessons), most, dtype=torch.bool), torch.zeros(len(lessons), most, dtype=torch.bool)
    for n, lesson in enumerate(lessons):
        count = len(lesson.right)
        features[n, :count] = torch.from_numpy(lesson.features / size)
        there[n, :count], right[n, :count] = True, torch.from_numpy(lesson.right)
    weights = torch.zeros(len(names), dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=80, history_size=10, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        chances = torch.log_softmax((features @ weights).masked_fill(~there, -1e9), dim=1)
        miss = -torch.logsumexp(chances.masked_fill(~right, -1e9), dim=1).mean() + ridge * (weights**2).sum()
        miss.backward()  # type: ignore[no-untyped-call]
        return miss

    optimiser.step(loss)  # type: ignore[no-untyped-call]
    learned: NDArray[np.float64] = weights.detach().numpy() / size
    return np.array([BY_HAND.get(name, weight) for name, weight in zip(names, learned.tolist(), strict=True)])


def place_right(weights: NDArray[np.float64], lesson: Lesson) -> int:
    """The rank, from 0, of the first candidate that answers; 99 if none does."""
    order = np.argsort(-(lesson.features @ weights), kind="stable")
    places = np.flatnonzero(lesson.right[order])
    return int(places[0]) if len(places) else 99


def cross_validate(
    lessons: Sequence[Lesson], more: Sequence[Lesson] = (), names: Sequence[str] = FEATURES, ridge: float = RIDGE
) -> dict[str, float]:
    """R@1 and R@10 of questions on events that were not trained on; `more` is trained on every time."""
    events = sorted({lesson.event for lesson in lessons})
    shuffled = np.random.default_rng(5).permutation(len(events))
    part = {events[e]: n % FOLDS for n, e in enumerate(shuffled)}
    ranks = []
    for fold in range(FOLDS):
        weights = fit([*(lesson for lesson in lessons if part[lesson.event] != fold), *more], names, ridge)
        ranks += [place_right(weights, lesson) for lesson in lessons if part[lesson.event] == fold]
    return score(ranks)


def score(ranks: Sequence[int]) -> dict[str, float]:
    """R@1 and R@10 of ranks from 0."""
    return {f"R@{k}": round(float(np.mean([rank < k for rank in ranks])), 4) for k in (1, 10)}


def first_right(lessons: Sequence[Lesson]) -> list[int]:
    """The ranks that the searches alone give."""
    return [int(np.flatnonzero(x.right)[0]) if x.right.any() else 99 for x in lessons]


def learn_chinese(shared: Path, place: Path, most: int) -> tuple[NDArray[np.float64], dict[str, Any]]:
    """The weights of `rag/finding/ranker.py` and what they reach."""
    news = news_lessons(shared, place / "news")
    passages = passage_lessons(shared, place / "passages", most)
    apart = fit(passages)
    weights = fit(news)  # passages of an encyclopaedia would cost the news more than they gain
    return weights, {
        "searches alone, news": score(first_right(news)),
        "passages alone, news": score([place_right(apart, lesson) for lesson in news]),
        "both, news of other events": cross_validate(news, passages),
        "news alone, news of other events": cross_validate(news),
        "shipped, passages": score([place_right(weights, lesson) for lesson in passages]),
    }


def learn_english(shared: Path, place: Path, files: Sequence[Path]) -> tuple[NDArray[np.float64], dict[str, Any]]:
    """The weights of `rag/finding/ranker_en.py` and what they reach."""
    news = english_lessons(shared, place / "news", files)
    return fit(news, FEATURES_EN, RIDGE_EN), {
        "questions": len(news),
        "searches alone": score(first_right(news)),
        "news of other events": cross_validate(news, (), FEATURES_EN, RIDGE_EN),
    }


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("WENBAO_SHARED", "../shared")))
    parser.add_argument("--index", type=Path, help="where the two archives are built, or lie from last time")
    parser.add_argument("--english", type=Path, nargs="+", help="translated questions: learn the English weights")
    parser.add_argument("--out", type=Path, help="instead of rag/finding/ranker.json or rag/finding/ranker_en.json")
    parser.add_argument("--passages", type=int, default=1500, help="questions drawn from the passages")
    given = parser.parse_args()
    torch.set_num_threads(2)
    with tempfile.TemporaryDirectory() as folder:
        place = given.index or Path(folder)
        if given.english:
            weights, figures = learn_english(given.shared, place, given.english)
        else:
            weights, figures = learn_chinese(given.shared, place, given.passages)
    for name, one in figures.items():
        print(f"{name:36} {one}")
    names = FEATURES_EN if given.english else FEATURES
    table = {"weights": dict(zip(names, (round(float(w), 4) for w in weights), strict=True)), "figures": figures}
    out = given.out or Path("rag/finding/ranker_en.json" if given.english else "rag/finding/ranker.json")
    out.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
