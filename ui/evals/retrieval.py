"""`wenbao eval retrieval`: how well a search finds the right article, by set and by kind of question (ir-measures)."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from index.dates import find_dates
from index.errors import InputError
from rag.answers import Result
from rag.questions.asked import detect_language, understand
from ui.archive import Archive
from ui.commands.output import print_json, say, talk
from ui.evals.gold import Wanted, name_keys, read_wanted, with_keys
from ui.evals.plot import draw_bars
from ui.evals.scorecard import keep
from ui.settings import load_settings

TOP = 10
"""Results looked at."""

MEASURES = ("nDCG@10", "RR@10", "Success@1", "Success@3", "Success@10", "R@10")
"""As ir-measures calls them. Success@k: one right article is among the first k; R@10: the share of all right ones."""

SLICES = ("all", "date", "number", "name", "cross-lingual")
"""Kinds of question: all; one that names a day; one that asks for a figure; for a person or a name; not Chinese."""


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one slice of one set, by the measures' names."""

    set: str
    slice: str
    questions: int
    figures: Mapping[str, float]


def run(options: Namespace) -> int:
    """Evaluate, print a table or JSON lines, draw a plot where one is wanted."""
    load_measures()  # before the work, not after it
    archive = Archive.open(options.index, settings=load_settings(reranker=options.reranker))
    keys = name_keys(options.pages, archive.articles()) if options.pages else {}
    rows = []
    for path in options.questions:
        asked = read_wanted(path, options.min_spec)
        wanted = with_keys(asked, keys, lambda key: archive.article(key) is not None)
        if len(wanted) < len(asked):
            left = f"{path}: {len(asked) - len(wanted)} of {len(asked)} questions name articles without a label"
            talk(f"{left} in {options.pages}; they are left out")
        name = path.name.split(".")[0]
        found = {w.id: archive.search(w.question, top=TOP).results for w in wanted}
        rows += measure(name, wanted, found)
    if options.plot:
        try:
            options.plot.write_text(draw_bars(rows, ("Success@1", "Success@10", "nDCG@10")), encoding="utf-8")
        except OSError as error:
            raise InputError(f"{options.plot}: the plot cannot be written ({error.strerror})") from error
    told = [{"set": row.set, "slice": row.slice, "questions": row.questions, **row.figures} for row in rows]
    keep(archive, "retrieval", told)
    if options.json:
        for each in told:
            print_json(each)
    else:
        say(f"| set | slice | questions | {' | '.join(MEASURES)} |")
        say("|---|---|---" + "|---" * len(MEASURES) + "|")
        for row in rows:
            figures = " | ".join(f"{row.figures[name]:.3f}" for name in MEASURES)
            say(f"| {row.set} | {row.slice} | {row.questions} | {figures} |")
    return 0


def load_measures() -> Any:  # noqa: ANN401  # a module, there or not
    """The ir-measures library. Raises InputError where it is not installed."""
    try:
        import ir_measures
    except ImportError as error:
        raise InputError("wenbao eval needs the package ir-measures: pip install 'wenbao[eval]'") from error
    return ir_measures


def slices_of(question: str) -> frozenset[str]:
    """The slices a question belongs to; every one belongs to `all`."""
    language = detect_language(question)
    kind = understand(question, language).kind
    found = {"all"}
    if any(not mention.occasion for mention in find_dates(question)):
        found.add("date")
    if kind == "number":
        found.add("number")
    if kind in ("person", "name"):
        found.add("name")
    if language != "zh":
        found.add("cross-lingual")
    return frozenset(found)


def measure(name: str, wanted: Sequence[Wanted], found: Mapping[str, Sequence[Result]]) -> list[Row]:
    """The figures of a set, slice by slice; slices without a question are left out.

    A reprint counts as what it reprints: a result whose key or duplicates hold a right key is that right article.
    """
    library = load_measures()
    measures = {name: library.parse_measure(name) for name in MEASURES}
    rights = {w.id: dict.fromkeys(w.keys, 1) for w in wanted}
    runs: dict[str, dict[str, float]] = {}
    for w in wanted:
        listed = runs[w.id] = {}
        for result in found[w.id]:
            keys = {result.key, *result.duplicates}
            right = next((key for key in sorted(keys & w.keys) if key not in listed), result.key)
            listed.setdefault(right, float(TOP - result.rank))
    slices = {w.id: slices_of(w.question) for w in wanted}
    rows = []
    for part in SLICES:
        ids = [w.id for w in wanted if part in slices[w.id]]
        if ids:
            total = library.calc_aggregate(
                list(measures.values()), {n: rights[n] for n in ids}, {n: runs[n] for n in ids}
            )
            rows.append(Row(name, part, len(ids), {n: round(total[m], 4) for n, m in measures.items()}))
    return rows
