"""Words that share a noun's sign: who 耍狮子 does 舞狮, who 唱戏 gives 戏曲, where all else is the same."""

from __future__ import annotations

from dataclasses import replace

from index.words import tag_words
from rag.checking.claim.parts import take_apart
from rag.checking.wording.bonds import ABSENT, AROUND, OTHER, SAME, Comparison, Finding, Statement

_COMMON = frozenset("人事会场家年月日方面手心头地点员生工作民业务部门子儿女父母老师书奖费钱款")
"""Nouns of one sign that too many words share."""
STRENGTH = 0.7
_MOST = 2
"""Lost words that may be found this way."""


def find_kindred(statement: Statement, comparison: Comparison) -> Comparison | None:
    """The comparison with the lost words found by a sign of theirs; None unless all else stands there. Chinese only."""
    findings = comparison.findings
    if statement.lang != "zh" or comparison.of(OTHER) or not all(s in (SAME, AROUND) for _, s, _ in comparison.dates):
        return None
    hard = [f for f in findings if f.piece.kind != "word"]
    lost = [f for f in findings if f.piece.kind == "word" and f.piece.weight >= 0.5 and f.state == ABSENT]
    sure = all(f.state == SAME or (f.piece.kind == "body" and f.state == AROUND) for f in hard)
    if not sure or not (hard or comparison.dates) or not 1 <= len(lost) <= _MOST or any(f.piece.denied for f in lost):
        return None
    theirs = [p.text for p in take_apart(comparison.report.text) if p.kind == "word"]
    mended: dict[int, Finding] = {}
    for finding in lost:
        if _kin(finding.piece.text, theirs, statement.text):
            mended[finding.piece.span.start] = replace(finding, state=SAME, strength=STRENGTH)
    for finding in lost:  # 耍|狮子: the verb goes with its object
        if len(finding.piece.text) == 1 and finding.piece.span.end in mended:
            mended[finding.piece.span.start] = replace(finding, state=SAME, strength=STRENGTH)
    if len(mended) != len(lost):
        return None
    found = tuple(mended.get(f.piece.span.start, f) for f in findings)
    total = sum(f.piece.weight for f in found) or 1.0
    share = sum(f.piece.weight * f.strength for f in found) / total
    inside = sum(f.piece.weight * f.strength for f in found if f.state == SAME) / total
    return replace(comparison, findings=found, share=share, inside=inside)


def _kin(word: str, theirs: list[str], claim: str) -> bool:
    """Does a word of the sentence have this one's noun sign in another place: 唱戏, 戏曲? 金奖 and 铜奖 are no kin."""
    if len(word) != 2:
        return False
    for at, sign in enumerate(word):
        if sign in _COMMON or (at == 0 and word[1] not in "子儿") or not tag_words(sign)[0][1].startswith("n"):
            continue
        others = [w for w in theirs if sign in w and w not in claim and len(w) > 1]
        if any(w[-1] == sign if at == 0 else w[0] == sign for w in others):
            return True
    return False
