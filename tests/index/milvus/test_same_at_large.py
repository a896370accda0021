"""How near the store on Milvus comes to the embedded one on real news, and on the development pages.

Tolerance: of the first 10 that the embedded store finds, at least .98 are among the candidates (Chinese words: all).
Candidates are what an exact inner product finds; what the server's own index loses comes on top.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import date
from itertools import islice

import numpy as np
import pytest

from index.embeddings import load_embedder
from index.folder import IndexFolder
from index.glossary import Glossary
from index.keywords import code_of
from index.milvus.address import Address
from index.milvus.door import Door
from index.milvus.publish import publish
from index.milvus.release import current
from index.milvus.remote import LEAST, SPARE, WIDE, RemoteStore
from index.milvus.weighing import query_of, query_of_groups, weight_of
from index.words import load_segmenter
from rag.answering.answer import Archivist, Ask
from rag.questions.terms import search_groups, search_words
from tests.fakes import archivist, take, write_records

pytestmark = [pytest.mark.shared, pytest.mark.quality, pytest.mark.slow]

ARTICLES, QUESTIONS, TOP = 8_000, 150, 60


def lines(path, most):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in islice(file, most)]


@pytest.fixture(scope="module")
def news(shared, tmp_path_factory):
    """Real news, with the fake embedder: words alone are asked."""
    folder = tmp_path_factory.mktemp("news")
    take(folder / "index", write_records(folder / "a.jsonl", lines(shared / "data/crud_news.jsonl.gz", ARTICLES)))
    return archivist(folder / "index")


def nearest(store, asked, most):
    """The chunks of the largest inner product, as Milvus finds them."""
    parts = [segment.keywords for segment in store.segments]
    firsts = np.cumsum([0, *(len(part.lengths) for part in parts)])
    scores = np.zeros(int(firsts[-1]))
    for part, first in zip(parts, firsts, strict=False):
        for word, weight in asked.items():
            (column,) = part.find(np.array([code_of(word)], np.uint64))
            if column >= 0:
                here = slice(int(part.starts[column]), int(part.starts[column + 1]))
                rows = part.rows[here].astype(np.int64) + first
                norms = store._words._norms[rows]
                counts = part.counts[here].astype(np.float32)
                scores[rows] += weight * np.array([weight_of(n, norm) for n, norm in zip(counts, norms, strict=True)])
    order = np.argsort(-scores, kind="stable")[:most]
    return set(order[scores[order] > 0].tolist())


@pytest.mark.parametrize(("lang", "least"), [("zh", 1.0), ("en", 0.98)])
def test_the_first_ten_are_among_the_candidates(news, shared, lang, least):
    file, field = {"zh": ("crud_qa", "question"), "en": ("parallel_news_commentary", "en")}[lang]
    texts = [row[field] for row in lines(shared / f"data/{file}.jsonl.gz", 5_000) if 8 < len(row[field]) < 140]
    store, found = news.store, []
    for text in texts[:: len(texts) // QUESTIONS]:
        query = news.query(text)
        terms = (*query.terms, *query.dates, *query.amounts)
        if lang == "zh":
            words = search_words(terms)
            known = {word: (word, store._words.frequency(word)) for word in words}
            hits = store.search_words(words, TOP)
            near = nearest(store, query_of(words, known, store._words.chunks), max(SPARE * TOP, LEAST))
        else:
            groups = search_groups(terms)
            known = {form: (form, store._words.frequency(form)) for _, forms in groups for form in forms}
            hits = store.search_groups(groups, TOP)
            asked = query_of_groups(groups, known, store.manifest.settings["bm25_k1"])
            near = nearest(store, asked, max(WIDE * TOP, LEAST))
        if hits:
            found.append(np.mean([hit.number in near for hit in hits[:10]]))
    print(lang, len(found), float(np.mean(found)))
    assert len(found) > QUESTIONS // 2
    assert np.mean(found) >= least


def test_development_questions_are_answered_alike(milvus, shared, tmp_path):
    model = load_embedder()
    take(tmp_path / "index", shared / "seeds", embedder=model)
    folder = IndexFolder(tmp_path / "index")
    embedded = archivist(tmp_path / "index", model)
    door = Door.open(Address.parse(f"{milvus}/seeds"), timeout=60)
    publish(folder, door, program="test")
    segmenter = embedded.store.overlay.own.join(load_segmenter(folder.manifest().segmenter))
    remote = Archivist(RemoteStore(door, current(door)), model, segmenter, Glossary())
    questions = [json.loads(line)["question"] for line in (shared / "eval/qa_dev.jsonl").open(encoding="utf-8")]
    for question in questions:
        ask = Ask(question, date(2024, 1, 15), id="x")
        mine, other = (replace(each.answer(ask), timing_ms={}) for each in (embedded, remote))
        assert mine == other, question
