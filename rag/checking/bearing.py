"""What bears a statement out: a sentence that differs in nothing and says all of it that matters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.checking.agents import agent_of
from rag.checking.bonds import ABSENT, AROUND, BREAK, SAME, Comparison, Finding, Statement
from rag.checking.contrasts import keeps_modifiers
from rag.checking.counted import lost_noun
from rag.checking.findings import is_ours
from rag.checking.parts import names_of
from rag.checking.phrases_en import ACTORS, HEADS
from rag.checking.spots import spots


@dataclass(frozen=True, slots=True)
class Bar:
    """Shares from 0 to 1, by language: what a sentence must say of a statement to bear it out or to contradict it."""

    share: float
    inside: float
    refutes: float
    """The share from which a sentence that differs speaks of the same event."""
    lost: float
    """The share of what the statement says that may be a way of speaking."""


BARS = {"zh": Bar(0.72, 0.25, 0.58, 0.2), "en": Bar(0.55, 0.25, 0.45, 0.3)}


def _lost(comparison: Comparison) -> float:
    total = sum(f.piece.weight for f in comparison.findings)
    return sum(f.piece.weight * (1 - f.strength) for f in comparison.of(ABSENT)) / total if total else 0.0


_KIN = re.compile(
    r"(?:儿子|女儿|妻子|丈夫|爱人|父亲|母亲|父母|爸爸|妈妈|爷爷|奶奶|外公|外婆|孙子|孙女|哥哥|弟弟|姐姐|妹妹|儿媳|女婿|家人|家属|亲戚|朋友|同事|邻居|徒弟|师傅)"
    r"|(?:son|daughter|wife|husband|father|mother|parent|grandson|granddaughter|brother|sister|friend|colleague|neighbou?r)s?",
    re.I,
)


def is_of_another(comparison: Comparison) -> bool:
    """Does the statement speak of somebody's kin or friends, of whom the sentence says nothing?"""
    return any(_KIN.fullmatch(f.piece.text) and f.state != SAME for f in comparison.findings)


def bears_out(statement: Statement, comparison: Comparison, bar: Bar) -> bool:
    """Does a sentence that differs in nothing say all of the statement that matters?"""
    lost = comparison.of(ABSENT)
    told = [f for f in comparison.findings if f.piece.weight >= 0.5]
    return (
        comparison.share >= bar.share
        and comparison.inside >= bar.inside
        and _lost(comparison) <= bar.lost
        and not any(f.piece.kind != "word" and f.piece.kind != "body" for f in lost)
        and not any(f.piece.kind in ("figure", "clock") and f.state != SAME for f in told)
        and not any(state == ABSENT for _, state, _ in comparison.dates)
        and all(_is_at_hand(f, comparison) for f in comparison.of(AROUND))
        and not lost_noun(statement, comparison)
        and keeps_modifiers(statement, comparison)
        and not is_of_another(comparison)
        and not (_LIES.match(statement.text) and any(f.piece.kind == "body" for f in comparison.of(AROUND)))
        and (
            (statement.lang != "zh" and _understood(comparison))
            or (
                statement.lang == "zh"
                and (
                    not any(
                        f.piece.tag.startswith("v") and f.piece.weight >= 1 and f.strength < 0.5
                        for f in comparison.findings
                    )
                    and (not told or told[-1].state == SAME)
                    and _by_the_same(statement, comparison)
                    and _says_it_at_once(statement, comparison)
                    and _is_so_called(statement, comparison)
                    and not any(f.piece.denied and f.piece.weight >= 1 and f.state != SAME for f in comparison.findings)
                    and not any(f.piece.tag in ("ns", "nr", "nz", "nt") and f.piece.weight >= 1 for f in lost)
                    and not any(f.piece.kind == "body" and f.piece.weight >= 1.5 for f in lost)
                )
            )
        )
    )


def _is_at_hand(finding: Finding, comparison: Comparison) -> bool:
    """Does what the claim names, if not in the sentence, stand where its article says whom or what it speaks of?

    A person must stand in the sentence; a title in a headline; a body in a headline, beside it, or at the beginning.
    """
    piece, report = finding.piece, comparison.report
    if piece.kind == "name" and not (piece.sound and piece.weight < 2):
        if not spots(piece, report.around):
            return False
        return bool(piece.sound) or (bool(_HE.search(report.text)) and len(names_of(report.around)) == 1)
    if piece.kind not in ("title", "body") or piece.weight < 1.5:
        return True
    article = report.article
    head = "\n".join((article.kicker, article.headline, article.subheadline, report.whole[:_OPENING]))
    if spots(piece, head) or (piece.kind == "body" and spots(piece, report.around)):
        return True
    return not spots(piece, report.whole) or is_ours(piece, report)  # known under another name: 我市


_HE = re.compile('^[“"]|[”"]$|[他她我](?!们|市|县|区|省|国|校|院)')
"""What speaks of the person whom the sentence beside it names."""
_LIES = re.compile(
    r"[^，。；]{2,14}(?:在|位于|地处|属于?|隶属于?|归)[^，。；]{1,9}(?:省|市|县|区|镇|乡|街道|村|小区|路|街|广场|公园)[内里]?[。！]?$"
)
"""A statement that says of a place only where it lies: both must stand in one sentence."""
_OPENING = 160
"""Characters at the head of an article in which it says what it speaks of."""


def _by_the_same(statement: Statement, comparison: Comparison) -> bool:
    """Does whoever the claim says did it (由…, 被…) stand in the very sentence?"""
    return all(
        finding.state == SAME
        for match in re.finditer("[由被]", statement.text)
        for finding in agent_of(match.end(), comparison.findings)[0][:2]
        if finding.piece.weight >= 0.5
    )


_COPULA = re.compile(
    r"(?:(?<![但而可正于都只就还也算便却若倒凡更要不])是(?!否|不)|[名称叫]为|叫做)"
    r"(?!(?:大?约|近|超过|共)?(?:\d|[二三四五六七八九十百千两]|一[十百千万亿]))"
)
"""One thing is another; that a figure is so much is compared as every figure is."""


def _says_it_at_once(statement: Statement, comparison: Comparison) -> bool:
    """Where a statement says that one thing is another, does every word of both stand in the sentence itself?"""
    if not _COPULA.search(statement.text):
        return True
    return not any(
        f.state != SAME and f.piece.weight >= 1 and f.piece.kind in ("word", "title", "name")
        for f in comparison.findings
    )


_IS_A = re.compile("^[》”]?是")


def _is_so_called(statement: Statement, comparison: Comparison) -> bool:
    """《某》是甲乙: do 甲 and 乙 stand between the same commas as 《某》, not beside another title?"""
    first = next(iter(comparison.findings), None)
    if first is None or first.piece.kind != "title" or not first.spots:
        return True
    if not _IS_A.match(statement.text[first.piece.span.end :]):
        return True
    run: list[Finding] = []
    for finding in reversed(comparison.findings[1:]):
        if finding.piece.kind != "word" or (run and finding.piece.span.end != run[-1].piece.span.start):
            break
        run.append(finding)
    text, (start, end) = comparison.report.text, first.spots[0]
    low = max((m.end() for m in BREAK.finditer(text, 0, start)), default=0)
    high = next((m.start() for m in BREAK.finditer(text, end)), len(text))
    beside = [f for f in run if any(low <= a and b <= high for a, b in f.spots)]
    return 2 * len(beside) >= len(run)


def _understood(comparison: Comparison) -> bool:
    """Do two thirds of an English statement's own words stand in the report, its names and set phrases among them?"""
    words = [f for f in comparison.findings if f.piece.kind == "word" and f.piece.weight >= 1]
    named = [f for f in comparison.of(ABSENT) if f.piece.span.start and f.piece.text[:1].isupper()]
    fixed = [f for f in comparison.of(ABSENT) if f.piece.weight >= 1.5]
    heads = [
        f for f in comparison.of(ABSENT) if f.piece.text.lower().removesuffix("s") in (HEADS.keys() | ACTORS.keys())
    ]
    away = [f for f in comparison.of(AROUND) if f.piece.kind == "name" and f.piece.span.start == 0]
    if heads or (away and any(f.piece.tag == "title" for f in comparison.findings)):
        return False
    return not named and not fixed and sum(f.strength < 0.3 for f in words) * 3 <= len(words)
