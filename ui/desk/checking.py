"""A whole text against the archive, a sentence at a time, so that a reader sees what is done and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.chunks import split_sentences
from index.errors import QuestionRefused
from index.records import Span
from rag.answers import Citation, Part, Result, Verdict
from rag.checking.verdict.check import overall
from rag.questions.asked import detect_language
from rag.settings import QUESTION_MOST
from ui.archive import Archive
from ui.desk.documents import Asked

TEXT_MOST = QUESTION_MOST
"""Characters of a text that is checked and signed as one; longer manuscripts are cut (`cut_text`)."""
RESULTS = 10


@dataclass(frozen=True, slots=True)
class Progress:
    """A check under way: the verdict over what is done, and how far in the text that is."""

    verdict: Verdict
    done: int
    """Characters of the text that have been checked, from its start."""
    finished: bool


def today_in(archive: Archive, lang: str | None = None) -> Asked:
    """A claim put today, where the newspaper is."""
    return Asked(archive.today(), lang)


def check_text(archive: Archive, text: str, asked: Asked) -> Iterator[Progress]:
    """The verdict on `text` growing sentence by sentence; the last one is whole. Raises QuestionRefused.

    Each sentence is checked as if it stood alone, in the language of the whole.
    """
    if len(text) > TEXT_MOST:
        raise QuestionRefused(f"the text has {len(text)} characters; at most {TEXT_MOST} are checked as one")
    lang = asked.lang or detect_language(text)
    sentences = [span for span in split_sentences(text) if any(c.isalnum() for c in span.of(text))]
    if not sentences:
        raise QuestionRefused("there is nothing to check in the text")
    cited: list[Citation] = []
    parts: list[Part] = []
    results: dict[str, Result] = {}
    took = 0.0
    for span in sentences:
        verdict = archive.check(
            span.of(text),
            lang=lang,
            collection=asked.collection,
            newspaper=asked.newspaper,
            now=asked.now,
        )
        parts += [_moved(part, span, cited) for part in verdict.parts]
        for result in verdict.results[:RESULTS]:
            results.setdefault(result.key, result)
        took += verdict.timing_ms.get("total", 0.0)
        ranked = tuple(replace(r, rank=n) for n, r in enumerate([*results.values()][:RESULTS], 1))
        so_far = Verdict(
            verdict.id, text, overall([p.verdict for p in parts]), tuple(parts), ranked, {"total": round(took, 2)}
        )
        yield Progress(so_far, span.end, finished=span is sentences[-1])


def check_whole(archive: Archive, text: str, asked: Asked) -> Verdict:
    """The last of `check_text`."""
    *_, last = check_text(archive, text, asked)
    return last.verdict


def _moved(part: Part, sentence: Span, cited: list[Citation]) -> Part:
    """A sentence's part where it stands in the text, its quotes numbered through the whole text."""
    numbers: dict[int, int] = {}

    def numbered(citation: Citation) -> Citation:
        known = next((c for c in cited if (c.key, c.start) == (citation.key, citation.start)), None)
        if known is None:
            known = replace(citation, n=len(cited) + 1)
            cited.append(known)
        numbers[citation.n] = known.n
        return known

    supporting = tuple(numbered(c) for c in part.supporting)
    against = tuple(numbered(c) for c in part.against)
    return replace(
        part,
        span=Span(part.span.start + sentence.start, part.span.end + sentence.start),
        supporting=supporting,
        against=against,
        reported=tuple(replace(r, n=numbers.get(r.n, r.n)) for r in part.reported),
    )


def cut_text(text: str) -> tuple[str, ...]:
    """A manuscript in pieces that can be checked: sentences joined as far as they fit, blanks between them kept."""
    pieces: list[Span] = []
    for sentence in split_sentences(text):
        for start in range(sentence.start, sentence.end, TEXT_MOST):
            end = min(start + TEXT_MOST, sentence.end)
            if pieces and end - pieces[-1].start <= TEXT_MOST:
                pieces[-1] = Span(pieces[-1].start, end)
            else:
                pieces.append(Span(start, end))
    return tuple(piece.of(text) for piece in pieces if any(c.isalnum() for c in piece.of(text)))
