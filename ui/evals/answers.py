"""`wenbao eval answers`: a scorecard for editors: how often an answer says what a labelled question wants, by its kind.

An answer is right where one of the accepted wordings, or every item of a list, stands in its text or its short answer,
compared by letters, digits and quantities (5 升 is 5000ml). A question labelled unanswerable is right when refused.
"""

from __future__ import annotations

import json
from argparse import Namespace
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from index.errors import InputError
from index.fingerprints import letters
from index.quantities import find_amounts
from index.words import fold
from rag.answers import Reply, Turn
from rag.questions.asked import FACTOID
from ui.archive import Archive
from ui.bodies import AskBody, parse_batch_line
from ui.commands.batch import read_lines
from ui.commands.output import print_json, say
from ui.evals.plot import draw_bars
from ui.evals.scorecard import keep

FIGURES = ("right", "short", "cited", "refused")
"""right: says it; short: the bare fact says it; cited: quotes the labelled sentence; refused: gave no answer."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question with what a right answer says: any one of `wordings`, or all `items`."""

    question: str
    history: tuple[Turn, ...]
    now: date | None
    wordings: tuple[str, ...]
    items: tuple[str, ...]
    evidence: str
    kind: str
    slices: tuple[str, ...]
    answerable: bool


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one slice, shares from 0 to 1, without those that none of its questions asks for.

    `refusals` counts them by kind.
    """

    set: str
    slice: str
    questions: int
    figures: Mapping[str, float]
    refusals: Mapping[str, int]


def run(options: Namespace) -> int:
    """Ask every question of the files; print a table or JSON lines, draw a plot where one is wanted."""
    archive = Archive.open(options.index)
    rows = []
    for path in options.questions:
        labelled = read_labelled(path)
        rows += measure(path.name.split(".")[0], labelled, [_ask(archive, one) for one in labelled])
    if options.plot:
        try:
            options.plot.write_text(draw_bars(rows, FIGURES), encoding="utf-8")
        except OSError as error:
            raise InputError(f"{options.plot}: the plot cannot be written ({error.strerror})") from error
    told = [
        {"set": row.set, "slice": row.slice, "questions": row.questions, **row.figures}
        | {"refusals": dict(row.refusals)} for row in rows
    ]  # fmt: skip
    keep(archive, "answers", told)
    if options.json:
        for each in told:
            print_json(each)
        return 0
    say(f"| set | slice | questions | {' | '.join(FIGURES)} | refusals |\n|---|---|---" + "|---" * 5 + "|")
    for row in rows:
        shares = " | ".join(f"{row.figures[name]:.3f}" if name in row.figures else "–" for name in FIGURES)
        kinds = ", ".join(f"{kind} {n}" for kind, n in sorted(row.refusals.items()))
        say(f"| {row.set} | {row.slice} | {row.questions} | {shares} | {kinds} |")
    return 0


def read_labelled(path: Path) -> list[Labelled]:
    """The labelled questions of a file. Raises InputError: it cannot be read or a line of it is no such question."""
    found = []
    for number, line in enumerate(read_lines(str(path)), 1):
        body = parse_batch_line(line, "ask")
        row: dict[str, Any] = json.loads(line)
        if not isinstance(body, AskBody) or "answerable" not in row:
            raise InputError(f"{path}, line {number}: needs a question, an answer and whether it is answerable")
        kind = str(row.get("type") or "other")
        found.append(
            Labelled(
                body.question,
                body.turns,
                body.now,
                tuple(str(a) for a in (row.get("answer"), *(row.get("answer_aliases") or ())) if a),
                tuple(str(item) for item in row.get("answer_items") or ()),
                str(row.get("evidence") or ""),
                kind,
                ("all", str(row.get("lang") or "zh"), kind, *(str(need) for need in row.get("needs") or ())),
                bool(row["answerable"]),
            )
        )
    if not found:
        raise InputError(f"{path}: no questions in it: one JSON object a line")
    return found


def _ask(archive: Archive, one: Labelled) -> Reply:
    return archive.ask(one.question, history=one.history, now=one.now)


def says(text: str, wording: str) -> bool:
    """Does a text say a wording: the same letters and digits in a row, or a figure worth the same in the same unit?"""
    plain = letters(fold(text).replace(",", ""))
    if letters(fold(wording).replace(",", "")) in plain:
        return True
    amounts = list(find_amounts(wording))
    if len(amounts) != 1 or letters(wording) != letters(amounts[0].text):
        return False
    return any(amount.token == amounts[0].token for amount in find_amounts(text))


def is_right(one: Labelled, text: str) -> bool:
    """Does a text say what is wanted: any wording, or every item?"""
    if one.items and all(says(text, item) for item in one.items):
        return True
    return any(says(text, wording) for wording in one.wordings)


def measure(name: str, labelled: Sequence[Labelled], replies: Sequence[Reply]) -> list[Row]:
    """The figures, slice by slice. An unanswerable question is right when refused; `short` counts factoids alone."""
    figures: defaultdict[str, defaultdict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    refusals: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one, reply in zip(labelled, replies, strict=True):
        text = reply.answer.text if reply.answer else ""
        short = (reply.answer.short if reply.answer else None) or ""
        quotes = [letters(citation.quote) for citation in reply.citations]
        wanted = letters(one.evidence)
        for part in dict.fromkeys(one.slices if one.answerable else ("unanswerable",)):
            mine = figures[part]
            mine["refused"].append(reply.refusal is not None)
            right = is_right(one, f"{text}\n{short}") if one.answerable else reply.refusal is not None
            mine["right"].append(right and (reply.answer is not None or not one.answerable))
            if one.answerable and one.kind in FACTOID:
                mine["short"].append(bool(short) and is_right(one, short))
            if one.answerable and wanted and reply.answer:
                mine["cited"].append(any(quote in wanted or wanted in quote for quote in quotes if quote))
            if reply.refusal:
                refusals[part][reply.refusal.kind] += 1
    return [
        Row(name, part, len(mine["refused"]), {f: _mean(mine[f]) for f in FIGURES if mine[f]}, refusals[part])
        for part, mine in figures.items()
    ]


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4)
