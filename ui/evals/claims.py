"""`wenbao eval claims`: how often the fact-check's verdicts are those of labelled claims."""

from __future__ import annotations

import json
from argparse import Namespace
from collections import Counter

from index.errors import QuestionRefused
from ui.archive import Archive
from ui.bodies import CheckBody, parse_batch_line
from ui.commands.batch import read_lines
from ui.commands.output import print_json, say
from ui.evals.scorecard import keep
from ui.wire import Json

LABELS = ("supported", "refuted", "not_enough_info")


def run(options: Namespace) -> int:
    """Check every claim of the files and count the verdicts against the labels."""
    archive = Archive.open(options.index)
    table: Counter[tuple[str, str]] = Counter()
    for file in options.claims:
        for line in read_lines(str(file)):
            body = parse_batch_line(line, "check")
            label = json.loads(line).get("verdict")
            if not isinstance(body, CheckBody) or label not in LABELS:
                raise QuestionRefused(f"{file}: a line needs a claim and a verdict, one of {', '.join(LABELS)}")
            table[label, archive.check(body.claim, now=body.now).verdict] += 1
    if not table:
        raise QuestionRefused("no claims in the files: one JSON object a line, with claim and verdict")
    figures = measure(table)
    names = "、".join(file.name.split(".")[0] for file in options.claims)
    keep(archive, "claims", [{"set": names, "slice": "all", "questions": sum(table.values()), **figures}])
    if options.json:
        print_json(figures)
    else:
        say("\n".join(f"{name:26} {value}" for name, value in figures.items()))
    return 0


def measure(table: Counter[tuple[str, str]]) -> Json:
    """Accuracy, macro F1 and the share of refuted claims called supported, from counts of (label, verdict)."""
    total = sum(table.values())
    scores = []
    for label in LABELS:
        right = table[label, label]
        given = sum(n for (_, verdict), n in table.items() if verdict == label)
        meant = sum(n for (gold, _), n in table.items() if gold == label)
        scores.append(2 * right / (given + meant) if given + meant else 0.0)
    refuted = sum(n for (gold, _), n in table.items() if gold == "refuted")
    return {
        "accuracy": round(sum(table[label, label] for label in LABELS) / total, 4),
        "macro_f1": round(sum(scores) / len(LABELS), 4),
        "refuted_called_supported": round(table["refuted", "supported"] / refuted, 4) if refuted else 0.0,
        "claims": total,
    }
