"""What has become of a signed check: would today's archive say otherwise, and was a cited article withdrawn?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from index.records import Article
from rag.answers import Citation, Part, Verdict
from ui.desk.documents import Paper

Change = str
"""One of `verdict`, `part`, `difference`, `sources`: the first thing in which today's check is another."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A signed check beside today's check of the same claim. `changes` is empty where both say the same."""

    paper: Paper
    changes: tuple[Change, ...]
    today: str
    """Today's verdict over the whole claim."""

    @property
    def holds(self) -> bool:
        """Would it be signed so today as well?"""
        return not self.changes and not self.paper.withdrawn


def compare(paper: Paper, today: Verdict) -> Standing:
    """A signed check against today's draft: verdicts, the difference named, and the articles cited."""
    then = paper.verdict
    seen: list[Change] = []
    if then.verdict != today.verdict:
        seen.append("verdict")
    elif [part.verdict for part in then.parts] != [part.verdict for part in today.parts]:
        seen.append("part")
    if not seen and [part.difference for part in then.parts] != [part.difference for part in today.parts]:
        seen.append("difference")
    if _keys(then.parts) != _keys(today.parts):
        seen.append("sources")
    return Standing(paper, tuple(seen), today.verdict)


def _keys(parts: Iterable[Part]) -> frozenset[str]:
    return frozenset(c.key for part in parts for c in (*part.supporting, *part.against))


def without_withdrawn(paper: Paper, find: Callable[[str], Article | None]) -> Paper:
    """`paper` without a word of articles that were withdrawn since: quotes, headlines, values and what rests on them.

    An article that is merely gone (another archive, a removed file) keeps its quote: nobody asked for its withdrawal.
    """
    keys = _keys(paper.verdict.parts) | {result.key for result in paper.verdict.results}
    gone = {key for key in keys if (article := find(key)) is not None and article.withdrawn}
    if not gone:
        return paper
    verdict = replace(
        paper.verdict,
        parts=tuple(_cleared(part, gone) for part in paper.verdict.parts),
        results=tuple(result for result in paper.verdict.results if result.key not in gone),
    )
    return replace(paper, verdict=verdict, withdrawn=tuple(sorted(gone)))


def _cleared(part: Part, gone: set[str]) -> Part:
    lost = {c.n for c in (*part.supporting, *part.against) if c.key in gone}
    if not lost:
        return part
    return replace(
        part,
        note="",  # it repeats the reported value
        difference=None if any(c.key in gone for c in part.against) else part.difference,
        supporting=_kept(part.supporting, gone),
        against=_kept(part.against, gone),
        reported=tuple(r for r in part.reported if r.n not in lost),
    )


def _kept(citations: Iterable[Citation], gone: set[str]) -> tuple[Citation, ...]:
    return tuple(citation for citation in citations if citation.key not in gone)
