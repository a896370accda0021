"""Who gave and who got: 甲 gives to 乙 where the report has 乙 giving to 甲, though every word of it is the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.answers import Difference
from rag.checking.wording.bonds import SAME, Comparison, Finding, Statement
from rag.checking.wording.synonyms import same_words

_GIVES = (
    r"(?:捐赠|赠送|赠予|捐献|捐助|捐款|捐|赠|送上|送去|送来|送出|送|献上|敬献|献|颁发|授予|发放|发|提供|移交|转交|交|递|写信|讲解|表演|拜年"
    r"|道歉|致敬|求助|学习|取经|请教|投诉|举报|反映|汇报|介绍|借|租|买|卖|还|配备|配上|配|理发|义诊|服务)"
)
_GETS = r"(?:收到|收下|接到|接过|接受|得到|获得|获赠|受赠|领到|领取|拿到|获)"
_W = r"[^，。；：！？、\s]"
_TRANSFERS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<to>{_W}{{2,20}}?){_GETS}了?(?:由|来自)?(?P<giver>{_W}{{2,18}}?)(?:所)?(?P<verb>{_GIVES})(?:给{_W}{{0,4}}?)?的",
        rf"(?P<to>{_W}{{2,20}}?)从(?P<giver>{_W}{{2,18}}?)(?:的?手[中里]|那里|那儿|处)?(?P<verb>{_GETS})",
        rf"(?P<giver>{_W}{{2,20}}?)(?:把|将)(?P<thing>{_W}{{1,20}}?)(?P<verb>{_GIVES})(?:给|予|到|向)了?(?P<to>{_W}{{2,18}})",
        rf"(?P<giver>{_W}{{2,20}}?)(?:给|为|向|替|对)(?P<to>{_W}{{1,18}}?)(?P<verb>{_GIVES})",
        rf"(?P<giver>{_W}{{2,20}}?)(?P<verb>{_GIVES})(?:给|予)了?(?P<to>{_W}{{2,18}})",
    )
)
_EN = (
    re.compile(
        r"(?P<giver>.+?) (?:received|got|accepted|(?:was|were) (?:given|presented with))\b(?P<thing>.+?)"
        r" (?:from|by) (?P<to>[^,.;]+)"
    ),
    re.compile(
        r"(?P<giver>.+?) (?:gave|donated|presented|handed|sent|awarded|offered|brought|delivered)\b(?P<thing>[^,.;]+?)"
        r" (?:to|for) (?P<to>[^,.;]+)"
    ),
    re.compile(
        r"(?P<giver>.+?) (?:gave|presented|handed|sent|awarded|offered|brought)"
        r" (?P<to>(?:the |its |their )?[\w’'-]+(?: [A-Z][\w’'-]*)*)"
    ),
)
"""In the first the one who gets stands first; the names of the groups are turned round when it is read."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """Where a text names who gave and who got."""

    giver: tuple[int, int]
    to: tuple[int, int]


def find_givers(statement: Statement, comparison: Comparison) -> list[Difference]:
    """At most one difference: giver and receiver have changed places."""
    text = comparison.report.text
    theirs = _transfers(text)
    for mine in _transfers(statement.text) if statement.lang == "zh" else _transfers_en(statement.text):
        turned = [
            t
            for t in theirs
            if _stands(mine.giver, t.to, statement, comparison) and _stands(mine.to, t.giver, statement, comparison)
        ]
        straight = [
            t
            for t in theirs
            if _stands(mine.giver, t.giver, statement, comparison) and _stands(mine.to, t.to, statement, comparison)
        ]
        if turned and not straight:
            one, other = turned[0].giver, turned[0].to
            low, high = min(mine.giver[0], mine.to[0]), max(mine.giver[1], mine.to[1])
            said = statement.text[low:high].strip(" ，,.。")
            return [Difference("organisation", said, text[min(one[0], other[0]) : max(one[1], other[1])])]
    return _served(statement, comparison) or _turned_round(statement, comparison)


_FOR = re.compile(rf"(?P<giver>{_W}{{2,24}}?)(?:[还也都又]|亲手|分别|一一)?(?:给|为|向|替)(?P<to>{_W}{{2,24}}?)$")
_BY = re.compile(rf"(?P<to>{_W}{{2,24}}?)由(?P<giver>{_W}{{2,24}}?)(?:给|为|向|替)[她他其它]们?$")
"""Who does something for whom, up to the verb."""


def _served(statement: Statement, comparison: Comparison) -> list[Difference]:
    """甲为乙授帽 where the sentence has 乙为甲 before the same verb, or another than 甲, whom its article names."""
    text, claim = comparison.report.text, statement.text
    for verb in comparison.findings if statement.lang == "zh" else ():
        piece = verb.piece
        mine = _before(claim, piece.span.start) if piece.kind == "word" and verb.state == SAME else None
        for start, _ in verb.spots if mine else ():
            theirs = _before(text, start)
            if mine is None or theirs is None:
                continue
            got = _stands(mine.to, theirs.to, statement, comparison)
            turned = _stands(mine.to, theirs.giver, statement, comparison) and not got
            if turned and _stands(mine.giver, theirs.to, statement, comparison):
                low, high = min(mine.giver[0], mine.to[0]), max(mine.giver[1], mine.to[1])
                return [Difference("person", claim[low:high], text[theirs.giver[0] : theirs.to[1]])]
            if _stands(mine.giver, theirs.giver, statement, comparison):
                break
            if got and piece.tag.startswith("v") and _is_of_article(claim[slice(*mine.giver)], comparison):
                return [Difference("person", claim[slice(*mine.giver)], text[slice(*theirs.giver)])]
    return []


def _before(text: str, verb: int) -> Transfer | None:
    """Who does for whom what stands at a place, in its own clause."""
    low = max((m.end() for m in re.finditer("[，。；：！？]", text[:verb])), default=0)
    match = _BY.search(text[low:verb]) or _FOR.search(text[low:verb])
    if not match:
        return None
    by = match["giver"].rfind("由") + 1
    (a, b), (c, d) = match.span("giver"), match.span("to")
    return Transfer((low + a + by, low + b), (low + c, low + d))


def _is_of_article(giver: str, comparison: Comparison) -> bool:
    """Does the article name a party by its very words, and not in this sentence?"""
    report = comparison.report
    return len(giver) > 1 and giver in report.whole and giver not in report.text


_NO_TURN = re.compile("[被由受对向给为将把和与同跟、，。；：！？《“]")
"""What between two parties and a verb makes it another relation, or one that goes both ways."""
_BOTH_WAYS = re.compile("[合联交会互共同]|比赛|对阵|迎战|相|签约|结对|属|成为|作为|包括|称|叫|是|为")


def _turned_round(statement: Statement, comparison: Comparison) -> list[Difference]:
    """甲战胜乙 where the sentence has 乙 before the same verb and 甲 behind it. Chinese statements only."""
    text, claim, findings = comparison.report.text, statement.text, comparison.findings
    named = [f for f in findings if f.piece.kind in ("name", "body")]
    for verb in findings if statement.lang == "zh" else ():
        word = verb.piece
        if word.kind != "word" or len(word.text) < 2 or not (word.tag.startswith("v") or word.text in _BEATS):
            continue
        if _BOTH_WAYS.search(word.text):
            continue
        before = [f for f in named if f.piece.span.end <= word.span.start]
        after = [f for f in named if f.piece.span.start >= word.span.end]
        if len(before) != 1 or len(after) != 1:
            continue
        one, other = before[0], after[0]
        if _NO_TURN.search(claim[one.piece.span.end : other.piece.span.start]):
            continue
        for start, end in verb.spots:
            low = max(m.end() for m in re.finditer("^|[，。；：！？]", text) if m.end() <= start)
            stop = re.search("[，。；：！？]", text[end:])
            high = end + stop.start() if stop else len(text)
            first = next((at for at in other.spots if low <= at[0] and at[1] <= start), None)
            second = next((at for at in one.spots if end <= at[0] and at[1] <= high), None)
            if first and second and not _NO_TURN.search(text[first[1] : second[0]]):
                said = claim[one.piece.span.start : other.piece.span.end]
                return [Difference("organisation", said, text[first[0] : second[1]])]
    return []


_BEATS = ("战胜", "击败", "打败", "险胜", "大胜", "力克")


def _transfers(text: str) -> list[Transfer]:
    """The transfers of a Chinese text, one a clause."""
    found = []
    at = 0
    for clause in re.split("([，。；：！？])", text):
        for pattern in _TRANSFERS:
            match = pattern.search(clause)
            if match:
                giver, to = match.span("giver"), match.span("to")
                by = match["giver"].rfind("由") + 1
                found.append(Transfer((at + giver[0] + by, at + giver[1]), (at + to[0], at + to[1])))
                break
        at += len(clause)
    return found


def _transfers_en(text: str) -> list[Transfer]:
    for n, pattern in enumerate(_EN):
        match = pattern.search(text)
        if match:
            giver, to = match.span("giver"), match.span("to")
            return [Transfer(to, giver) if n == 0 else Transfer(giver, to)]
    return []


def _stands(mine: tuple[int, int], theirs: tuple[int, int], statement: Statement, comparison: Comparison) -> bool:
    """Does a party of the claim stand where the sentence has this party: by its last words, or another name of it?"""
    within = [f for f in comparison.findings if mine[0] <= f.piece.span.start and f.piece.span.end <= mine[1]]
    told = [f for f in within if f.piece.weight >= 0.4]
    if _overlap(told, theirs):
        return True
    if statement.lang != "zh":
        return False
    one, other = (_core(words) for words in (statement.text[slice(*mine)], comparison.report.text[slice(*theirs)]))
    if len(one) < 2 or len(other) < 2:
        return False
    return one.endswith(other) or other.endswith(one) or any(other.endswith(word) for word in same_words(one))


def _core(words: str) -> str:
    """A party without what says how many they are."""
    words = re.sub(r"们$|^(?:一些|许多|不少|部分|全体|广大)", "", words)
    return re.sub("(?:小学|中学|幼儿园|学校)$", "学校", words)


def _overlap(findings: Sequence[Finding], place: tuple[int, int]) -> bool:
    if not findings:
        return False
    held = [f for f in findings if any(place[0] <= a and b <= place[1] for a, b in f.spots)]
    return bool(held) and 2 * sum(f.piece.weight for f in held) >= sum(f.piece.weight for f in findings)
