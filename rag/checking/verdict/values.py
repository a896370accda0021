"""What the articles report in the place of a statement's figure, each with its article."""

from __future__ import annotations

from collections.abc import Sequence

from rag.checking.wording.bonds import OTHER, SAME, Comparison


def list_values(comparisons: Sequence[Comparison]) -> tuple[tuple[str, Comparison], ...]:
    """The statement's first figure as each article has it."""
    found: dict[tuple[str, str], tuple[str, Comparison]] = {}
    for comparison in comparisons:
        for finding in comparison.findings:
            if finding.piece.kind not in ("figure", "clock") or finding.state not in (SAME, OTHER):
                continue
            printed = comparison.report.text[slice(*finding.spots[0])] if finding.spots else ""
            if said := finding.rival or printed:
                found.setdefault((comparison.report.article.key, said), (said, comparison))
            break
    listed = sorted(found.values(), key=lambda item: item[1].report.article.published or "", reverse=True)
    return tuple(sorted(listed, key=lambda item: item[1].report.article.corrects is None))[:4]
