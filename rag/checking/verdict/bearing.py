"""Whether a sentence that differs in nothing bears a statement out: the signs, weighed in `weighing.py`."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from rag.checking.claim.persons import names_of
from rag.checking.contrasts.denials import is_unsure
from rag.checking.contrasts.modifiers import keeps_modifiers
from rag.checking.figures.counted import lost_noun
from rag.checking.roles.agents import agent_of
from rag.checking.settings.home import is_home
from rag.checking.wording.bonds import ABSENT, AROUND, BREAK, SAME, Comparison, Finding, Statement
from rag.checking.wording.spots import spots
from rag.facts.negation import NOT, is_denied

_KIN = re.compile(
    r"(?:儿子|女儿|妻子|丈夫|爱人|父亲|母亲|父母|爸爸|妈妈|爷爷|奶奶|外公|外婆|孙子|孙女|哥哥|弟弟|姐姐|妹妹|儿媳|女婿|家人|家属|亲戚|朋友|同事|邻居|徒弟|师傅)"
    r"|(?:son|daughter|wife|husband|father|mother|parent|grandson|granddaughter|brother|sister|friend|colleague|neighbou?r)s?",
    re.I,
)


def is_of_another(comparison: Comparison) -> bool:
    """Does the statement speak of somebody's kin or friends, of whom the sentence says nothing?"""
    return any(_KIN.fullmatch(f.piece.text) and f.state != SAME for f in comparison.findings)


def speaks_of_kin(statement: Statement) -> bool:
    """Does the statement name somebody's kin or friends? Another's of the kind gainsay nothing."""
    return any(_KIN.fullmatch(piece.text) for piece in statement.pieces)


SIGNS = (
    "share", "inside", "known", "lost", "verb_lost", "noun_lost", "hard_lost", "body_lost", "proper_lost", "weak",
    "not_at_hand", "figure_away", "date_absent", "date_same", "date_around", "uncounted", "modifier_lost", "kin",
    "lies_elsewhere", "by_another", "not_at_once", "not_so_called", "denied_lost", "end_lost", "pairs", "pairs_around",
    "apart", "pieces", "unknown", "long_body_lost", "likeness",
)  # fmt: skip
"""What is read of a sentence that differs in nothing, in the order of the weights."""
VETOES = {
    "zh": (
        "hard_lost",
        "figure_away",
        "date_absent",
        "proper_lost",
        "body_lost",
        "not_at_once",
        "kin",
        "lies_elsewhere",
        "noun_lost",
    ),
    "en": ("hard_lost", "figure_away", "date_absent", "proper_lost", "kin"),
}
"""What is claimed by name, figure or date and not in the sentence: nothing else makes up for it."""
LEAST = {"zh": 0.85, "en": 0.6}
"""The share of a statement that must stand in the sentence or beside it."""
INSIDE = 0.25
"""The share that must stand in the sentence itself."""
MOST_LOST = 0.25
"""The share that may be a way of speaking."""
VERB_LOST = 0.5
"""How much of a verb may be lost: who found something did not build it."""
HARD = ("figure", "clock", "title", "name")
_PROPER = ("ns", "nr", "nz", "nt")


def read_bearing(statement: Statement, comparison: Comparison) -> NDArray[np.float64]:
    """The signs (SIGNS,) of a sentence that differs in nothing."""
    findings, text = comparison.findings, comparison.report.text
    zh = statement.lang == "zh"
    total = sum(f.piece.weight for f in findings) or 1.0
    lost = comparison.of(ABSENT)
    told = [f for f in findings if f.piece.weight >= 0.5]
    words = [f for f in findings if f.piece.kind == "word" and f.piece.weight >= 1]
    states = [state for _, state, _ in comparison.dates]
    return np.array(
        [
            comparison.share,
            comparison.inside,
            comparison.report.known,
            sum(f.piece.weight * (1 - f.strength) for f in lost) / total,
            lost_verb(findings),
            sum(f.piece.weight * (1 - f.strength) for f in lost if f.piece.tag.startswith("n")) / total,
            sum(f.piece.kind in HARD for f in lost),
            sum(f.piece.kind == "body" for f in lost),
            sum(_is_proper(f, zh=zh) for f in lost),
            sum(f.strength < 0.3 for f in words) / max(1, len(words)),
            sum(not is_at_hand(f, comparison) for f in comparison.of(AROUND)),
            sum(f.piece.kind in ("figure", "clock") and f.state != SAME for f in told),
            states.count(ABSENT),
            states.count(SAME),
            states.count(AROUND),
            lost_noun(statement, comparison),
            not keeps_modifiers(statement, comparison),
            is_of_another(comparison),
            lies_elsewhere(statement, comparison),
            zh and not by_the_same(statement, comparison),
            zh and not says_it_at_once(statement, comparison),
            zh and not is_so_called(statement, comparison),
            any(f.piece.denied and f.piece.weight >= 1 and f.state != SAME for f in findings),
            bool(told) and told[-1].state != SAME,
            shared_pairs(statement.text, text),
            shared_pairs(statement.text, text + comparison.report.around),
            _apart(comparison),
            min(1.0, len(told) / 8),
            sum(any(form == "\0" for form, _ in f.piece.forms) for f in lost) / max(1, len(told)),
            any(f.piece.kind == "body" and f.piece.weight >= 1.5 for f in lost),
            comparison.report.likeness,
        ],
        dtype=np.float64,
    )


def is_vetoed(signs: NDArray[np.float64], lang: str) -> bool:
    """Is something lost that must stand in the sentence?"""
    sign = dict(zip(SIGNS, signs, strict=True))
    lang = "zh" if lang == "zh" else "en"
    if (
        sign["share"] < LEAST[lang]
        or sign["inside"] < INSIDE
        or sign["lost"] > MOST_LOST
        or (lang == "zh" and sign["verb_lost"] > VERB_LOST)
    ):
        return True
    return any(sign[one] for one in VETOES[lang])


def is_turned(statement: Statement, comparison: Comparison) -> bool:
    """Does the sentence deny what the claim says without denial, or has the claim's figure given way to another?"""
    return _is_denied(statement, comparison) or _is_of_before(statement, comparison)


_DENIES = re.compile(r"\b(?:no|not|never|none|nobody|nothing|nor|neither|without|un\w+|free)\b|n't\b", re.I)


def _is_denied(statement: Statement, comparison: Comparison) -> bool:
    if NOT.search(statement.text) or _DENIES.search(statement.text):
        return False
    text = comparison.report.text
    return any(
        f.state == SAME
        and not f.piece.denied
        and is_denied(text, start)
        and not is_unsure(statement.text, f.piece.span.start, f.piece.span.end)
        for f in comparison.findings
        if f.piece.weight >= 0.5
        for start, _ in f.spots[:1]
    )


_FROM = re.compile("[由从](?:原来的?|过去的?|去年的?)?$")
_TO = re.compile(
    "(?:左右)?(?:压缩|缩短|缩减|减少|减|降低|下降|降|增加|增长|增|提高|提升|扩大|上升|升|上调|下调|延长|发展|变)(?:到|至|为|成)"
)
_WAS = re.compile(r"[由从原曾]|以前|过去|之前|\b(?:from|was|were|had|used|before|formerly)\b", re.I)


def _is_of_before(statement: Statement, comparison: Comparison) -> bool:
    """Is the claim's figure the one that the report says has given way: 由15天压缩到7天?"""
    text = comparison.report.text
    return not _WAS.search(statement.text) and any(
        _FROM.search(text[:start]) and _TO.match(text[end:])
        for f in comparison.findings
        if f.piece.kind == "figure" and f.state == SAME and len(f.spots) == 1
        for start, end in f.spots
    )


def lost_verb(findings: Iterable[Finding]) -> float:
    """How much of the weakest verb is lost, 0 to 1."""
    return max((1 - f.strength for f in findings if f.piece.tag.startswith("v") and f.piece.weight >= 1), default=0.0)


def _is_proper(finding: Finding, *, zh: bool) -> bool:
    if zh:
        return finding.piece.tag in _PROPER and finding.piece.weight >= 1
    return bool(finding.piece.span.start) and finding.piece.text[:1].isupper()


def shared_pairs(claim: str, text: str) -> float:
    """The share of a claim's pairs of Chinese signs or digits that stand in a text; 0 where it has none."""
    pairs = re.findall("(?=([\u4e00-\u9fff0-9]{2}))", claim)
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


def _apart(comparison: Comparison) -> float:
    """How far apart the found pieces stand: 0 all in one clause of the sentence, near 1 each in its own."""
    ends = [match.end() for match in re.finditer("[，；：。]", comparison.report.text)]
    clauses = [
        {sum(end <= start for end in ends) for start, _ in f.spots}
        for f in comparison.findings
        if f.spots and f.piece.weight >= 0.5
    ]
    if len(clauses) < 2:
        return 0.0
    return 1 - max(sum(n in one for one in clauses) for n in set().union(*clauses)) / len(clauses)


def is_at_hand(finding: Finding, comparison: Comparison) -> bool:
    """Does what the claim names, if not in the sentence, stand where its article says whom or what it speaks of?

    A person must stand in the sentence; a title in a headline; a body in a headline, beside it, or at the beginning.
    """
    piece, report = finding.piece, comparison.report
    if piece.kind == "name" and not (piece.sound and piece.weight < 2):
        if not spots(piece, report.around):
            return is_home(piece, report)
        return bool(piece.sound) or (bool(_HE.search(report.text)) and len(names_of(report.around)) == 1)
    if piece.kind not in ("title", "body") or piece.weight < 1.5:
        return True
    article = report.article
    head = "\n".join((article.kicker, article.headline, article.subheadline, report.whole[:_OPENING]))
    if spots(piece, head) or (piece.kind == "body" and spots(piece, report.around)):
        return True
    return not spots(piece, report.whole) or is_home(piece, report)  # known under another name: 我市


_HE = re.compile('^[“"]|[”"]$|[他她我](?!们|市|县|区|省|国|校|院)')
"""What speaks of the person whom the sentence beside it names."""
_LIES = re.compile(
    r"[^，。；]{2,14}(?:在|位于|地处|属于?|隶属于?|归)[^，。；]{1,9}(?:省|市|县|区|镇|乡|街道|村|小区|路|街|广场|公园)[内里]?[。！]?$"
)
"""A statement that says of a place only where it lies: both must stand in one sentence."""
_OPENING = 160
"""Characters at the head of an article in which it says what it speaks of."""


def lies_elsewhere(statement: Statement, comparison: Comparison) -> bool:
    """Does a statement say only where a place lies, and is the place not named in the sentence?

    Over how many townships something is spread (分布在5个乡镇) is a figure, and no place.
    """
    if any(f.piece.kind == "figure" for f in comparison.findings):
        return False
    return bool(_LIES.match(statement.text)) and any(f.piece.kind == "body" for f in comparison.of(AROUND))


def by_the_same(statement: Statement, comparison: Comparison) -> bool:
    """Does whoever the claim says did it (由…, 被…), or took part in it (与…合作), stand in the very sentence?"""
    return all(
        finding.state == SAME
        for match in re.finditer(_BY_WHOM, statement.text)
        for finding in agent_of(match.end(), comparison.findings)[0][:2]
        if finding.piece.weight >= 0.5
    )


_BY_WHOM = "[由被]|[与和同跟](?=[^，。；、与和同跟]{2,14}(?:合作|联合|携手|联手|合办|共建|结对|对接))"
COPULA = re.compile(
    r"(?:(?<![但而可正于都只就还也算便却若倒凡更要不])是(?!否|不)|[名称叫]为|叫做?)"
    r"(?!(?:大?约|近|超过|共)?(?:\d|[二三四五六七八九十百千两]|一[十百千万亿]))"
)
"""One thing is another; that a figure is so much is compared as every figure is."""


def says_it_at_once(statement: Statement, comparison: Comparison) -> bool:
    """Where a statement says that one thing is another, does every word of both stand in the sentence itself?"""
    if not COPULA.search(statement.text):
        return True
    return not any(
        f.state != SAME and f.piece.weight >= 1 and f.piece.kind in ("word", "title", "name")
        for f in comparison.findings
    )


_IS_A = re.compile("^[》”]?是")


def is_so_called(statement: Statement, comparison: Comparison) -> bool:
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
