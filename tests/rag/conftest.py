"""A made-up county's archive, once with the bundled model and once with the fake embedder."""

from __future__ import annotations

from datetime import date

import pytest

from index.embeddings import load_embedder
from index.records import Article
from rag.answering.answer import Archivist, Ask
from rag.answers import Citation, Reply
from tests.fakes import COUNTY, archivist, take, write_records

NOW = date(2024, 1, 15)


@pytest.fixture(scope="session")
def county(tmp_path_factory) -> Archivist:
    """The county's paper with the fake embedder: words alone must carry Chinese questions."""
    folder = tmp_path_factory.mktemp("county")
    take(folder / "index", write_records(folder / "county.jsonl", COUNTY))
    return archivist(folder / "index")


@pytest.fixture(scope="session")
def bilingual(tmp_path_factory) -> Archivist:
    """The same with the bundled model: English questions find Chinese sentences."""
    folder = tmp_path_factory.mktemp("bilingual")
    model = load_embedder()
    take(folder / "index", write_records(folder / "county.jsonl", COUNTY), embedder=model)
    return archivist(folder / "index", model)


@pytest.fixture
def ask(county):
    def ask(question: str, **fields: object) -> Reply:
        return county.answer(Ask(question, **{"now": NOW, **fields}))

    return ask


@pytest.fixture
def ask_both(bilingual):
    def ask(question: str, **fields: object) -> Reply:
        return bilingual.answer(Ask(question, **{"now": NOW, **fields}))

    return ask


@pytest.fixture
def cited():
    """Makes citations of made-up quotes, numbered from 1."""

    def cite(*quotes: str, published: str | None = "2023-03-06") -> tuple[Citation, ...]:
        articles = (Article(key=f"k{n}", source="s", page=1, body=q, published=published) for n, q in enumerate(quotes))
        return tuple(Citation.of(n, a, "body", a.body, 0) for n, a in enumerate(articles, 1))

    return cite
