"""A claim against the archive. This release finds the reports nearest to each statement and gives no verdict on them.

Comparing figures, dates and names with the evidence is the fact-check to come; until then every statement is
`not_enough_info`, with a note that says so: silence is never passed off as a finding.
"""

from __future__ import annotations

import time

from index.chunks import split_sentences
from rag.answer import Archivist
from rag.answers import Part, Verdict
from rag.asked import detect_language
from rag.search import Search, search

NOTES = {
    "zh": "此版本只列出最接近的报道，尚不作判断，请对照原文。",
    "en": "This release lists the nearest reports and gives no verdict: compare with the originals.",
}


def check_claim(archivist: Archivist, wanted: Search, lang: str | None = None) -> Verdict:
    """The statements of a claim with the nearest articles; the verdict is `not_enough_info`."""
    started = time.perf_counter()
    note = NOTES[lang or detect_language(wanted.words)]
    spans = list(split_sentences(wanted.words))
    parts = tuple(Part(span.of(wanted.words), span, "not_enough_info", note) for span in spans)
    results = search(archivist, wanted).results
    took = round((time.perf_counter() - started) * 1000, 2)
    return Verdict(wanted.id, wanted.words, "not_enough_info", parts, results, {"total": took})
