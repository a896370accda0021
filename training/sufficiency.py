"""Learns `rag/answering/sufficiency.json` in ten minutes: `python -m training.sufficiency --shared DIR [--out FILE]`.

From questions on encyclopaedia passages (CMRC 2018 and DRCD, CC BY-SA) and on the news (CRUD, weights alone): with what
answers them in the archive they can be answered, without it they cannot. Small archives and a large one are learned
together, so that the bar knows how large the archive is: learned from passages alone it refused .55 of the news
questions whose articles were taken away, so .63, and more spoken questions are answered on small archives (RESULTS.md).
The chances of words come from other questions than the weights.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embeddings import load_embedder
from index.glossary import Glossary
from index.snapshot import Snapshot
from index.store import ANY
from index.words import fold, load_segmenter
from rag.answering.presence import classify, tag_terms
from rag.answering.sufficiency import SIGNS, read_signs
from rag.facts.evidence import weigh_evidence
from rag.finding.retrieve import make_query, retrieve
from rag.questions.asked import understand
from rag.questions.stopwords import STOP_ZH
from rag.questions.terms import ASKING
from rag.settings import AnswerSettings
from training.ranker import open_index, read_lines

WORDS_FROM = "cmrc2018_train"
LESSONS_FROM = ("cmrc2018_trial", "drcd_dev")
QUESTIONS = 400
"""Questions of each set: twice as many lessons."""
SEEN_LEAST, APART = 8, 0.1
"""A word has a chance of its own when it was asked so often and differs so much from its class."""
PRIOR = 6
"""Questions' worth of its class in a word's chance."""
RIDGE = 1e-3
NEWS = "crud"
NEWS_LEAST, NEWS_EVERY = 4.5, 3
"""The least rarity of the news questions, and that every how many-th is left for the floors, which ask just these."""


def count_chances(shared: Path) -> dict[str, dict[str, float]]:
    """How often a question's word stands in its passage, by word and by class."""
    segmenter = load_segmenter()
    passages = read_lines(shared / f"data/{WORDS_FROM}_passages.jsonl.gz")
    texts = {p["pid"]: fold(f"{p['title']}\n{p['text']}") for p in passages}
    asked: Counter[str] = Counter()
    there: Counter[str] = Counter()
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for record in read_lines(shared / f"data/{WORDS_FROM}_qa.jsonl.gz"):
        question, text = fold(record["question"]), texts[record["pid"]]
        words = {w for w in segmenter(question) if w.strip() and w not in STOP_ZH and not ASKING.search(w)}
        for word, tag in tag_terms(question, words).items():
            asked[word] += 1
            there[word] += word in text
            kinds[classify(word, tag)][word] += 1
    classes: dict[str, float] = {}
    home: dict[str, str] = {}
    for kind, counted in kinds.items():
        total = sum(counted.values())
        stood = sum(there[word] * n / asked[word] for word, n in counted.items())
        classes[kind] = round((stood + 8) / (total + 10), 3)
        for word, n in counted.items():
            if n * 2 >= asked[word]:
                home[word] = kind
    classes["other"] = round(sum(there.values()) / sum(asked.values()), 3)
    words: dict[str, float] = {}
    for word, n in sorted(asked.items()):
        base = classes[home.get(word, "other")]
        chance = (there[word] + PRIOR * base) / (n + PRIOR)
        if n >= SEEN_LEAST and abs(chance - base) >= APART:
            words[word] = round(chance, 3)
    return {"words": words, "classes": dict(sorted(classes.items()))}


def make_lessons(store: Snapshot, asked: list[tuple[str, set[str]]]) -> Iterator[tuple[NDArray[np.float64], bool]]:
    """Signs of (question, keys of what answers it), with one of these found first, and with all taken away."""
    model, settings = load_embedder(), AnswerSettings()
    segmenter = store.overlay.own.join(load_segmenter(store.manifest.segmenter))
    glossary = Glossary()
    for question, keys in asked:
        query, need = make_query(question, "zh", store, model, segmenter, glossary), understand(question, "zh")
        everything = retrieve(store, query, ANY, settings)
        for ranked in (everything, [item for item in everything if item.article.key not in keys]):
            found = weigh_evidence(query, need, ranked[: settings.articles], model)
            right = bool(found) and found[0].article.key in keys
            if found and right == (ranked is everything):
                yield read_signs(query, need, found, ranked, store.holdings.articles), right


def list_news(shared: Path) -> list[tuple[str, set[str]]]:
    """The news questions that are learned from, with the keys of the articles that answer."""
    rows = [r for r in read_lines(shared / "data/crud_qa.jsonl.gz") if r["gold"] and r["answer"]]
    rows = [r for r in rows if r["spec"] >= NEWS_LEAST]
    return [(r["question"], {*r["gold"], *r["also"]}) for n, r in enumerate(rows) if n % NEWS_EVERY]


def fit(signs: NDArray[np.float64], right: NDArray[np.bool_], ridge: float = RIDGE) -> NDArray[np.float64]:
    """Weights and bias (SIGNS + 1,) of a logistic regression, both outcomes counting the same (Newton's method)."""
    rows = np.hstack([signs, np.ones((len(signs), 1))])
    weight = np.where(right, 0.5 / right.sum(), 0.5 / (~right).sum()) * len(rows)
    penalty = ridge * len(rows) * np.array([*[1.0] * signs.shape[1], 1e-6])
    found = np.zeros(rows.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (weight * (chance - right)) + penalty * found
        found -= np.linalg.solve((rows.T * (weight * chance * (1 - chance))) @ rows + np.diag(penalty), slope)
    return found


def main() -> None:
    """Count, fit, and say how well each set is told apart by what was learned from the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--news", type=Path, help="an index of the news that is there already")
    parser.add_argument("--out", type=Path, default=Path("rag/answering/sufficiency.json"))
    given = parser.parse_args()
    learned: dict[str, object] = dict(count_chances(given.shared))
    given.out.write_text(json.dumps({**learned, "weights": dict.fromkeys(SIGNS, 0.0), "bias": 0.0}, ensure_ascii=False))
    lessons: dict[str, tuple[NDArray[np.float64], NDArray[np.bool_]]] = {}
    for name in LESSONS_FROM:
        asked = [(r["question"], {r["pid"]}) for r in read_lines(given.shared / f"data/{name}_qa.jsonl.gz")]
        random.Random(7).shuffle(asked)
        with tempfile.TemporaryDirectory() as place:
            source = Path(place) / f"{name}.jsonl"
            passages = read_lines(given.shared / f"data/{name}_passages.jsonl.gz")
            source.write_text("".join(json.dumps(p, ensure_ascii=False) + "\n" for p in passages), "utf-8")
            made = list(make_lessons(open_index(Path(place) / "index", [source]), asked[:QUESTIONS]))
        lessons[name] = np.array([signs for signs, _ in made]), np.array([right for _, right in made])
    with tempfile.TemporaryDirectory() as place:
        store = open_index(given.news or Path(place) / "index", [given.shared / "data/crud_news.jsonl.gz"])
        made = list(make_lessons(store, list_news(given.shared)))
        lessons[NEWS] = np.array([signs for signs, _ in made]), np.array([right for _, right in made])
    for name, (signs, right) in lessons.items():
        others = [lessons[other] for other in lessons if other != name]
        found = fit(np.vstack([s for s, _ in others]), np.concatenate([r for _, r in others]))
        odds = signs @ found[:-1] + found[-1]
        print(f"{name}: kept {np.mean(odds[right] > 0):.3f}, refused {np.mean(odds[~right] <= 0):.3f} of {len(right)}")
    found = fit(np.vstack([s for s, _ in lessons.values()]), np.concatenate([r for _, r in lessons.values()]))
    weights = {sign: round(float(value), 3) for sign, value in zip(SIGNS, found, strict=False)}
    learned |= {"weights": weights, "bias": round(float(found[-1]), 3)}
    given.out.write_text(json.dumps(learned, ensure_ascii=False, indent=None, separators=(",", ":")) + "\n", "utf-8")
    print(weights, learned["bias"])


if __name__ == "__main__":
    main()
