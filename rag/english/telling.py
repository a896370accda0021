"""Which sentence of a report tells what a question asks: the one that says what no other says of its words.

A report says its subject in many sentences; what is asked of it stands in one. A word weighs less the more of the
report's sentences say it (the inverse document frequency of Spärck Jones 1972, the sentences as documents).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from index.words import fold
from rag.facts.evidence import Evidence
from rag.finding.retrieve import Query

SUBJECT = 0.3
"""What a word counts that the headline says: it is what the whole report is about."""


def tell_apart(query: Query, sentences: Sequence[Evidence]) -> list[float]:
    """How much of what the question's words tell apart each sentence of one report says, 0 to 1."""
    if not sentences:
        return []
    texts = [fold(one.text) for one in sentences]
    article = sentences[0].article
    head = fold(f"{article.kicker} {article.headline} {article.subheadline}")
    told = [[term.means(text) for text in texts] for term in query.terms]
    weights = [
        term.weight
        * math.log(1 + len(texts) / (1 + sum(surely > 0 for surely in row)))
        * (SUBJECT if term.means(head) else 1)
        for term, row in zip(query.terms, told, strict=True)
    ]
    whole = sum(weight * max(row, default=0.0) for weight, row in zip(weights, told, strict=True)) or 1.0
    return [sum(weight * row[n] for weight, row in zip(weights, told, strict=True)) / whole for n in range(len(texts))]


_KIN: tuple[tuple[str, str], ...] = (
    ("wife", "[妻太]|老伴|爱人|媳妇"),
    ("husband", "丈夫|老公|爱人|老伴|先生"),
    ("sons?", "儿"),
    ("daughters?", "女儿|闺女|姑娘"),
    ("father|dad", "[父爸爹]"),
    ("mother|mum|mom", "[母妈娘]"),
    ("brothers?", "[兄弟哥]"),
    ("sisters?", "[姐妹]"),
)
"""Whose figure is asked for beside somebody, and how a report calls her."""
_ASKS_KIN = re.compile(rf"['’]s? (?:\w+ )?(?P<kin>{'|'.join(en for en, _ in _KIN)})\b(?!['’])", re.I)


def keep_kin(query: Query, group: Sequence[Evidence]) -> Sequence[Evidence]:
    """The sentences that speak of the relative asked about (Teng's wife), where any does; else all."""
    asked = _ASKS_KIN.search(query.text)
    if asked is None:
        return group
    called = next(zh for en, zh in _KIN if re.fullmatch(en, asked["kin"], re.I))
    return [one for one in group if re.search(called, one.text)] or group
