"""Who won, where a report names a team or a piece and no person: what stands before 获得 and the prize asked for."""

from __future__ import annotations

import re

from index.records import Span
from index.words import tag_words
from rag.facts.evidence import Evidence, Fact
from rag.facts.persons import find_verb, name_persons

_WINS = ("获得", "荣获", "夺得", "摘得", "斩获", "赢得", "取得", "拿到", "拿下", "当选")
_PRIZES = r"总?冠军|亚军|季军|第[一二三四五六]名|[金银铜]奖|[特一二三]等奖|[金银铜]牌"
_PRIZE = re.compile(
    rf"(?P<prize>{_PRIZES})(?:得主|获得者|队伍?)?(?:都|分别)?(?:是|为|被|归|由|花落|给了?|授予了?|颁给了?)(?:谁|哪)"
    rf"|(?:谁|哪[一几些]?[个支家名位]?[\u4e00-\u9fff]{{0,4}}?)(?:获|得|拿|夺)[得到下了]*(?P<won>{_PRIZES})"
)
"""Asks who the winner is without a verb of winning."""
_WON_BY = re.compile(
    rf"(?P<group>[^，。；：]{{0,8}}?)(?P<prize>{_PRIZES})[被由](?P<who>[^，。；：]{{2,20}}?)(?=以[^，。；]{{2,20}}(?:{'|'.join(_WINS)})|{'|'.join(_WINS)})"
)
_WON_IS = re.compile(
    rf"(?:{'|'.join(_WINS)})(?P<prize>{_PRIZES})的[\u4e00-\u9fff]{{0,2}}(?:是|有|为)"
    rf"(?P<who>[^。；：]{{2,60}}?)(?=[。；]|，(?:{_PRIZES})|$)"
)
"""获得银奖的是甲队的《采茶》和乙队的《护水》."""
WON_BY = 0.4
_CLAUSE = re.compile(r"[，。；：]|其中|来自")
_TEAM = re.compile(r"(?:最终|其中|随后)?(?P<who>[\u4e00-\u9fff“”]{2,16}?)(?=以|在|战胜|击败|凭|经|对阵|与)")
"""Who opens the clause before, where the one of winning names nobody: 甲队战胜乙队，夺得冠军."""
WINNERS = 1.6
"""How well it suits to stand before the verb of winning, whoever or whatever it is, where no name does."""


def find_winners(question: str, sentence: str) -> list[Fact]:
    """Who won the prize that the question asks for, where nobody is named; none where it asks for no winner."""
    prize = _PRIZE.search(question)
    if find_verb(question) not in _WINS and prize is None:
        return []
    names = name_persons(sentence)
    found = []
    won = (prize["prize"] or prize["won"]) if prize else ""
    for match in _WON_IS.finditer(sentence) if won else ():
        if match["prize"] == won and match["who"] not in question:
            found.append(Fact(Span(*match.span("who")), match["who"], WINNERS + WON_BY))
    for match in _WON_BY.finditer(sentence) if won else ():
        group, who = match["group"].removeprefix("最终"), match["who"]
        if match["prize"] == won and who not in question and not _is_other(question, group):
            found.append(Fact(Span(*match.span("who")), who, WINNERS + WON_BY * bool(group and group in question)))
    for match in re.finditer("|".join(_WINS), sentence):
        behind = re.split("[，。；]", sentence[match.end() :])[0]
        if not any(word in question for word, tag in tag_words(behind) if tag.startswith("n")):
            continue
        span = _read_subject(sentence, match.start())
        if span and span.of(sentence) not in question and not any(span.start <= n.start < span.end for n in names):
            found.append(Fact(span, span.of(sentence), WINNERS))
    return found


def tells_prize(question: str, sentence: str) -> bool:
    """Is the winner of a prize asked for, and does a sentence speak of that very prize?"""
    prize = _PRIZE.search(question)
    return prize is not None and (prize["prize"] or prize["won"]) in sentence


def is_winner(question: str, evidence: Evidence, fact: Fact | None) -> bool:
    """Is a fact whom the sentence itself calls the winner of the prize asked for?"""
    return fact is not None and any(
        one.span == fact.span and one.score >= WINNERS + WON_BY for one in find_winners(question, evidence.text)
    )


def _read_subject(sentence: str, verb: int) -> Span | None:
    """What stands before the verb in its clause, or opens the clause before that."""
    cuts = [0, *[match.end() for match in _CLAUSE.finditer(sentence, 0, verb)]]
    if verb - cuts[-1] > 1:
        return Span(cuts[-1], verb)
    team = _TEAM.match(sentence, cuts[-2], verb) if len(cuts) > 1 else None
    return Span(*team.span("who")) if team else None


def _is_other(question: str, group: str) -> bool:
    """Is it the women's contest where the men's is asked for, or the other way?"""
    return any(sex in group and sex not in question and other in question for sex, other in ("男女", "女男"))
