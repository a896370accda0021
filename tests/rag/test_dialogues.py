"""Conversations, sums and comparisons over the sample paper, whole: the archive answers, proves and refuses them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from rag.answering.answer import Ask
from rag.answering.proof import check
from rag.answers import REFUSALS, Turn
from tests.fakes import archivist, take

ROOT = Path(__file__).parents[2]
ROWS = [json.loads(line) for line in (ROOT / "examples/gold/dialogues.jsonl").read_text("utf-8").splitlines()]
NOW = date(2025, 1, 10)

REFUSED_RIGHT = 12
"""Of the 14 questions that the sample paper does not answer, with the kind of refusal that they ask for."""

FOLLOWED = 14
"""Of the Chinese follow-ups, with words alone: the fake embedder knows no meaning."""


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    folder = tmp_path_factory.mktemp("paper")
    take(folder / "index", ROOT / "examples/pages")
    return archivist(folder / "index")


@pytest.fixture(scope="module")
def replies(paper):
    made = {}
    for row in ROWS:
        history = tuple(Turn(turn["role"], turn["content"]) for turn in row["history"])
        made[row["id"]] = paper.answer(Ask(row["question"], NOW, history))
    return made


def test_the_evidence_of_every_question_stands_in_the_paper():
    pages = json.loads((ROOT / "examples/gold/pages.json").read_text("utf-8"))["pages"]
    articles = {article["id"]: article for page in pages for article in page["articles"]}
    for row in ROWS:
        bodies = [articles[key]["body"] for key in row["article_ids"]]
        for sentence in row["evidence"].splitlines() if row["evidence_in"] == "body" else ():
            assert any(sentence in body for body in bodies), row["id"]
        assert set(row.get("refusal_kinds", ())) <= set(REFUSALS)
        assert row["answerable"] == bool(row["article_ids"]) == bool(row["answer"])


def test_every_answer_is_proved(replies):
    answered = [reply for reply in replies.values() if reply.answer]
    assert len(answered) >= 40
    for reply in answered:
        assert check(reply.answer.text, reply.citations, reply.proof.computed).dropped == ()


def test_follow_ups_are_answered_from_what_was_talked_of(replies):
    rows = [row for row in ROWS if row["history"] and row["answerable"] and row["lang"] == "zh"]
    said = [f"{r.answer.text} {r.answer.short}" if (r := replies[row["id"]]).answer else "" for row in rows]
    wanted = [[row["answer"], *row["answer_aliases"], *row["answer_items"]] for row in rows]
    right = sum(any(word in text for word in words) for text, words in zip(said, wanted, strict=True))
    assert right >= FOLLOWED


def test_refusals_are_of_the_kind_that_the_question_asks_for(replies):
    rows = [row for row in ROWS if not row["answerable"]]
    kinds = [refusal.kind if (refusal := replies[row["id"]].refusal) else "" for row in rows]
    right = sum(kind in row["refusal_kinds"] for kind, row in zip(kinds, rows, strict=True))
    assert right >= REFUSED_RIGHT
