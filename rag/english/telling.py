"""Which sentence of a report tells what a question asks: the one that says what no other says of its words.

A report says its subject in many sentences; what is asked of it stands in one. A word weighs less the more of the
report's sentences say it (the inverse document frequency of Spärck Jones 1972, the sentences as documents).
"""

from __future__ import annotations

import math
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
