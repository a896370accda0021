"""Our own questions asked of the real program, and what it weighed: what answering learns from."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from index.embeddings import load_embedder
from index.glossary import Glossary
from index.words import load_segmenter
from rag.answering.answer import Archivist, Ask
from rag.answers import Turn
from rag.facts.evidence import Evidence
from rag.finding.retrieve import Query, Ranked
from rag.questions.asked import Need
from training.question_lessons import Asked, read_questions
from training.ranker import open_index

SAMPLE = Path("examples")
NOW = date(2025, 1, 1)
"""The asker's day: after the newest of the articles."""


@dataclass(frozen=True, slots=True)
class Witness(Archivist):
    """An archivist that remembers what it last weighed."""

    seen: list[tuple[Query, Need, list[Evidence]]] = field(default_factory=list)

    def weigh(self, query: Query, need: Need, read: Sequence[Ranked]) -> list[Evidence]:
        """As the archivist weighs."""
        found = Archivist.weigh(self, query, need, read)
        self.seen.append((query, need, found))
        return found


@dataclass(frozen=True, slots=True)
class Weighed:
    """A lesson with the evidence that the program weighed for it, best first."""

    asked: Asked
    query: Query
    need: Need
    found: list[Evidence]

    @property
    def group(self) -> str:
        """The article that it is of, which is left out together."""
        return self.asked.article


def read_samples() -> list[Asked]:
    """The questions about the sample newspaper in the form of the written ones."""
    lines = (SAMPLE / "gold/questions.jsonl").read_text("utf-8").splitlines()
    found = []
    for one in map(json.loads, lines):
        wrong = not one["answerable"]
        evidence = () if wrong else tuple(part for part in one["evidence"].split("\n") if part)
        shorts = () if wrong else (one["answer"], *one["answer_aliases"])
        earlier = tuple(Turn(turn["role"], turn["content"]) for turn in one.get("history", ()))
        of = (one["near_article_ids"] or [one["id"]])[0] if wrong else one["article_id"]
        found.append(Asked(one["id"], one["question"], one["lang"], of, evidence, shorts, one["type"], earlier))
    return found


def ask(witness: Witness, questions: Iterable[Asked]) -> Iterator[Weighed]:
    """What the program weighs for each question that it gets so far with."""
    for one in questions:
        witness.seen.clear()
        witness.answer(Ask(one.question, NOW, one.history, id=one.id))
        if witness.seen and witness.seen[-1][2]:
            yield Weighed(one, *witness.seen[-1])


def open_witness(place: Path, sources: Sequence[Path]) -> Witness:
    """A witness of an index built from `sources`."""
    store = open_index(place, sources)
    segmenter = store.overlay.own.join(load_segmenter(store.manifest.segmenter))
    return Witness(store, load_embedder(), segmenter, Glossary())


def gather() -> list[Weighed]:
    """All our questions as weighed: the written ones in one archive, those of the sample newspaper in another."""
    articles, written = read_questions()
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "written.jsonl"
        source.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in articles), "utf-8")
        found = list(ask(open_witness(Path(place) / "written", [source]), written))
        return found + list(ask(open_witness(Path(place) / "sample", [SAMPLE / "pages"]), read_samples()))
