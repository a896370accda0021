"""Who held it: the bodies before 主办, 联合举办, behind 由 and 主办单位：, all of a row together."""

from __future__ import annotations

import re
from itertools import pairwise

from index.records import Span
from rag.facts.evidence import Fact
from rag.facts.phrases_zh import ORGANS

_HELD = r"主办|承办|协办|举办|举行|组织|发起|开展|召开|启动"
_ASKS = re.compile(
    rf"(?:谁|哪[一二两三四五六七八九十几]?[些个家]|什么(?:单位|部门|机构)|哪[两三四五六七八九十几]家)[^，。；]{{0,8}}?(?P<verb>{_HELD}|搞|办(?=[的了]))"
    rf"|(?P<noun>主办|承办|协办|发起|组织)(?:单位|方|者|部门)"
)
_TOGETHER = r"(?:联合|共同|牵头|携手|联手|精心|主动|成功|积极|统一|一起)"
_WITH = re.compile(
    r"(?:携手|联合|会同|联手|邀请|协同)(?P<who>(?:(?!联合|共同|携手)[^，。；“”]){2,60}?)(?:，|(?=在|共同|一起|联合|"
    rf"{_HELD}))"
)
_ASKS_WITH = re.compile(r"(?:[和与跟同]|联合|携手|会同)(?:谁|哪[一二两三四五六七八九十几]?[些个家])")
_JOINTLY = re.compile(rf"(?:联合|共同|携手|联手|一起)(?:{_HELD})")
WITH = 1.0
"""How well the partners suit where the question asks with whom."""
_JOIN = re.compile(r"、|以及|联合|携手|会同|(?<=[\u4e00-\u9fff])[和与及同](?=[\u4e00-\u9fff])")
_BODY = re.compile(rf"(?:{ORGANS}|协|(?<![主承举协])办|会|村|镇|乡|县|区|市|校|厂|社)$")
_PASSIVE = re.compile(r"(?:^|[^理自来])由(?P<who>[^，。；：“”]{2,90})$")
_WHERE = re.compile(rf"{_TOGETHER}*(?:在|于)[^，。；]{{2,16}}$")
"""Where they held it stands between them and the verb: 甲、乙和丙联合在广场开展."""
_LABEL = r"(?P<role>{verb})(?:单位|方|者)?(?:：|:|为|是|有)(?P<who>[^，。；：\n]{{2,90}})"
HELD = 0.9
"""How well the bodies before the very verb suit; behind 由 they suit better."""
BY = 0.3


def find_hosts(question: str, sentence: str) -> list[Fact]:
    """The bodies of a sentence that held what the question asks about, those that it names itself left out.

    Where the very verb is not printed (谁主办的), another word for holding tells it less surely.
    """
    asked = _ASKS.search(question)
    if asked is None:
        return []
    if _ASKS_WITH.search(question):
        return _find_partners(question, sentence)
    verb = asked["verb"] or asked["noun"]
    if verb not in ("主办", "承办", "协办", "发起"):
        return _find_before(question, sentence, _HELD, HELD)
    return _find_before(question, sentence, verb, HELD) or _find_before(question, sentence, _HELD, HELD - OTHERWISE)


OTHERWISE = 0.1


def _find_before(question: str, sentence: str, verbs: str, fits: float) -> list[Fact]:
    found = [
        fact
        for match in re.finditer(_LABEL.format(verb=verbs), sentence)
        if (fact := _read_row(question, sentence, Span(*match.span("who")), fits + BY))
    ]
    for match in re.finditer(rf"{_TOGETHER}*(?:{verbs})", sentence):
        clause = re.split(r"[，。；：\n]", sentence[: match.start()])[-1]
        by = _PASSIVE.search(clause)
        start = match.start() - len(by["who"] if by else clause)
        where = _WHERE.search(clause)
        end = match.start() - (len(clause) - where.start() if where else 0)
        if start < end and (fact := _read_row(question, sentence, Span(start, end), fits + BY * bool(by))):
            found.append(fact)
    return found


def _find_partners(question: str, sentence: str) -> list[Fact]:
    """Those with whom the body that the question names held it: 甲携手乙开展."""
    found = []
    for match in _WITH.finditer(sentence):
        before = re.split(r"[，。；]", sentence[: match.start()])[-1]
        fit = WITH if before and (before[-4:] in question or before[-2:] in question) else 0.4
        if match["who"] not in question:
            found.append(Fact(Span(*match.span("who")), match["who"], fit))
    if found or not _JOINTLY.search(sentence):
        return found
    return _find_before(question, sentence, _HELD, HELD)  # 甲、乙共同举办


def _read_row(question: str, sentence: str, span: Span, fit: float) -> Fact | None:
    """The bodies at the end of a stretch, joined by signs or by 和, from the first that is one."""
    text = span.of(sentence)
    cuts = [(0, 0), *[match.span() for match in _JOIN.finditer(text)], (len(text), len(text))]
    parts = [(a[1], b[0]) for a, b in pairwise(cuts)]
    kept: list[tuple[int, int]] = []
    for start, end in reversed(parts):
        if not _BODY.search(text[start:end]) or len(text[start:end]) > LONGEST:
            if kept and text[end : kept[0][0]] in ("和", "与", "及") and kept[0][1] - start <= LONGEST:
                kept[0] = start, kept[0][1]  # 文化和旅游局 is one body
                continue
            break
        kept.insert(0, (start, end))
    kept = [(a, b) for a, b in kept if text[a:b] not in question]
    if not kept:
        return None
    whole = Span(span.start + kept[0][0], span.start + kept[-1][1])
    return Fact(whole, whole.of(sentence), fit + 0.1 * min(len(kept), 3))


LONGEST = 24
"""Signs of the longest name of one body."""
