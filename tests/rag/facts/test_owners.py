"""Whose figure it is: a wife's donations are not her husband's, the drive's total is nobody's own."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from index.embeddings import load_embedder
from rag.answering.answer import Ask
from tests.fakes import COUNTY, archivist, take, write_records

CASES = json.loads((Path(__file__).parents[2] / "cases" / "owners.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    folder = tmp_path_factory.mktemp("owners")
    model = load_embedder()
    take(folder / "all", write_records(folder / "a.jsonl", [*CASES["articles"], *COUNTY]), embedder=model)
    return archivist(folder / "all", model)


@pytest.mark.parametrize(("question", "short"), CASES["asked"])
def test_a_fact_is_told_of_the_person_asked_about(paper, question, short):
    reply = paper.answer(Ask(question, date(2023, 7, 1)))
    assert (reply.answer.short if reply.answer else None) == short
