"""The questions that answering learns from, written by us about made-up articles: `training/lessons/questions.txt`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.chunks import split_sentences
from rag.answers import Turn
from rag.questions.asked import detect_language

WRITTEN = Path(__file__).parent / "lessons" / "questions.txt"
"""Questions about made-up articles. `@ key day headline` begins an article. `= question || how the sentence that
answers opens (several joined by &) || the short answer, or nothing || its kind`; `! question` asks for a detail of the
event that is not reported."""
OPEN_QUOTES = "“‘"


@dataclass(frozen=True, slots=True)
class Asked:
    """A written question; `evidence` is empty where its article does not answer it, `shorts` where none is told."""

    id: str
    question: str
    lang: str
    article: str
    evidence: tuple[str, ...] = ()
    shorts: tuple[str, ...] = ()
    kind: str = ""
    history: tuple[Turn, ...] = ()

    @property
    def answerable(self) -> bool:
        """Does its article answer it?"""
        return bool(self.evidence)


def read_questions(file: Path = WRITTEN) -> tuple[list[dict[str, str]], list[Asked]]:
    """The written articles as JSON Lines records, and the questions about them."""
    articles: list[dict[str, str]] = []
    asked: list[tuple[str, str]] = []
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if line.startswith("@ "):
            parts = line.split(" ", 3)
            if len(parts) < 4 or not re.fullmatch(r"\d{4}-\d\d-\d\d", parts[2]):
                raise ValueError(f"{file.name}:{number}: {line!r} is not `@ key day headline`")
            articles.append({"id": parts[1], "date": parts[2], "title": parts[3], "text": ""})
        elif line.startswith(("= ", "! ")):
            asked.append((articles[-1]["id"], line))
        elif line.strip():
            articles[-1]["text"] += line + "\n"
    bodies = {one["id"]: one["text"] for one in articles}
    return articles, [_read(file, n, key, line, bodies[key]) for n, (key, line) in enumerate(asked)]


def _read(file: Path, n: int, key: str, line: str, body: str) -> Asked:
    question, *rest = (part.strip() for part in line[2:].split("||"))
    lang = detect_language(question)
    if line.startswith("! "):
        return Asked(f"{key}-{n}", question, lang, key)
    opens, short, kind = rest if len(rest) == 3 else ("", "", "")
    sentences = [span.of(body) for span in split_sentences(body)]
    found = tuple(_find(sentences, one.strip().lstrip(OPEN_QUOTES)) for one in opens.split(" & "))
    if not all(found):
        raise ValueError(f"{file.name}: no sentence of {key} opens with {opens!r} as the question {question!r} says")
    return Asked(f"{key}-{n}", question, lang, key, found, (short,) if short else (), kind)


def _find(sentences: Sequence[str], opens: str) -> str:
    return next((s for s in sentences if opens and s.lstrip(OPEN_QUOTES).startswith(opens)), "")
