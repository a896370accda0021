"""Answering and refusing held to floors together: a large archive with and without the answers, misleading passages.

News questions of CRUD over its 63,510 articles, once whole and once without the articles that hold the answers; RGB's
even questions, each over an archive of its own passages (evaluation only: its licence forbids more). What counts as
said is the shared scorer's.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from index.build import build
from index.folder import IndexFolder
from rag.answers import Reply
from tests.quality.test_floors import hold
from ui.archive import Archive, embedder_for

pytestmark = [pytest.mark.shared, pytest.mark.slow, pytest.mark.quality]

LONGEST = 200
"""Letters of the longest text that counts as an answer."""
SPEC, EVERY = 4.5, 3
"""The least rarity of the questions asked, and every how many-th of them is: some 350 of 1,070."""
NEWS_DAY, WEB_DAY = date(2023, 9, 1), date(2023, 1, 1)


def read(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


@pytest.fixture(scope="module")
def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("shared_score", shared / "eval" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass(frozen=True, slots=True)
class Said:
    """A reply against the words of the right answer, all slots of them."""

    right: bool
    quoted: bool
    refused: bool


def judge(scorer: ModuleType, reply: Reply, slots: list[list[str]]) -> Said:
    text = re.sub(r"\[\d+\]", " ", reply.answer.text) if reply.answer else ""
    short = (reply.answer.short or "") if reply.answer else ""
    told = short if len(scorer.plain(text)) > LONGEST else f"{text} | {short}"

    def holds(words: str) -> bool:
        return all(any(scorer.says(words, one) for one in slot) for slot in slots)

    return Said(holds(told), any(holds(c.quote) for c in reply.citations), reply.refusal is not None)


def share(marks: list[bool]) -> float:
    return round(sum(marks) / len(marks), 4)


def test_news_questions_with_and_without_their_articles(shared: Path, news: Path, scorer: ModuleType) -> None:
    rows = [r for r in read(shared / "data" / "crud_qa.jsonl.gz") if r["gold"] and r["answer"] and r["spec"] >= SPEC]
    rows = rows[::EVERY]
    figures: dict[str, float] = {}
    for name in ("with", "without"):
        archive = Archive.open(news)
        if name == "without":
            store: Any = archive._archivist.store
            gone = {key for row in rows for key in (*row["gold"], *row["also"])}
            numbers = [store.keys[key] for key in gone if key in store.keys]
            del store.__dict__["keys"]
            store.alive[numbers] = False
        said = [judge(scorer, archive.ask(r["question"], now=NEWS_DAY), [[r["answer"]]]) for r in rows]
        if name == "with":
            figures["said"] = share([one.right for one in said])
        else:
            figures["refused or quoted"] = share([one.refused or one.quoted for one in said])
    hold("crud answers", figures)


def test_web_questions_among_noise_and_in_noise_alone(shared: Path, tmp_path: Path, scorer: ModuleType) -> None:
    right, refused = [], []
    for number, row in enumerate(read(shared / "data" / "rgb_zh_refine_even.jsonl.gz")):
        for name, passages in (("mixed", row["positive"] + row["negative"]), ("noise", row["negative"])):
            place = tmp_path / f"{number}-{name}"
            source = place.with_suffix(".jsonl")
            records = [{"id": str(n), "title": "", "text": text} for n, text in enumerate(passages)]
            source.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in records), "utf-8")
            build([source], IndexFolder(place), embedder_for(None, False), program="test")
            said = judge(scorer, Archive.open(place).ask(row["question"], now=WEB_DAY), row["answers"])
            (right if name == "mixed" else refused).append(said.right if name == "mixed" else said.refused)
    hold("rgb answers", {"mixed right": share(right), "noise refused": share(refused)})
