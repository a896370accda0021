"""Figures that no report prints but that follow from those it does: totals, differences, shares a head, counts.

Each reads the evidence sentences in their order and returns the first sum that the question's words ask for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from index.counted import find_counted
from index.numerals import to_decimal
from index.quantities import Quantity, find_amounts
from index.records import Span
from rag.facts.evidence import Evidence, quantity_fits
from rag.questions.asked import Need


@dataclass(frozen=True, slots=True)
class Sum:
    """A computed value as shown (`18名`), the sum in words (`3＋6＋9＝18`), the sentences that give its terms."""

    value: str
    words: str
    evidence: tuple[Evidence, ...]
    about: bool = False
    """Is it rounded?"""


TOTAL = re.compile(
    r"一共|总共|合计|总计|(?:加|合)(?:起来|在一起|到一起|一块儿?)|共(?!同|产|青|享|有)|"
    r"\b(?:in (?:total|all)|altogether|combined|[Aa]dd(?:ing|ed)? (?:up|together))\b"
)
SERIES = re.compile(
    r"(?P<heads>(?:[一二三四五六七八九十金银铜]、?)+[一二三四五六七八九十金银铜])(?P<tail>[\u4e00-\u9fff]{1,3}?)"
    r"(?=一共|总共|共|合计|加|合|各|$)"
)
PRIZES_EN = (
    ("gold", "金奖"), ("silver", "银奖"), ("bronze", "铜奖"),
    ("first", "一等奖"), ("second", "二等奖"), ("third", "三等奖"),
)  # fmt: skip
"""Prizes that an English question adds up, and how they are printed."""
CHANGE = re.compile(
    r"(?:增加|减少|缩短|提高|降低|下降|上升|上涨|增长|延长|提前|推迟|多|少|贵|便宜|涨|降|高|低|快|慢|长|短)[了出]?(?:多少|几)|"
    r"[少多省](?:用|花|走|付|跑)[了出]?(?:多少|几)|"
    r"\b(?:how much|how many|by how)\b.{0,60}\b(?:more|less|fewer|rise|rose|increase[ds]?|fall|fell|drop(?:ped)?|"
    r"shorter|longer|cheaper|dearer|reduced|grow|grew|cut|saved?|risen|fallen|grown|lowered|shortened|extended|"
    r"shrunk|(?:go|goes|gone|went|come|came) (?:up|down)|higher|lower|faster|slower)\b",
    re.I,
)
APART = re.compile(r"(?:相差|差)(?:了)?(?:多少|几)|相差[^，。？]{0,4}多")
_BESIDE = re.compile(
    r"(?:^|[，,、的])(?P<one>[\u4e00-\u9fff]{2,8}?)比(?P<other>(?![去上前]年|[去上前今往]|同期|原|计划)[\u4e00-\u9fff]{2,8}?)"
    r"[多少高低长短大小贵重快慢早晚][\u4e00-\u9fff]{0,3}(?:多少|几)(?!岁)"
)
"""Two that are measured: 虎门比大岭山多下了多少毫米."""
FROM_TO = re.compile(r"^[^，。；]{0,10}[到至为成](?:每[人户亩家个年月天日次]|约|近|现在的?)?$")
FROM = re.compile(r"[由从自][^，。；]{0,8}$")
THAN = re.compile(r"^[，,（(]?比(?![^，。；]*(?:增加|减少|多|少|提高|降|涨|增长|高|低))[^，。；]{1,10}$")
_ONE = r"wom[ae]n|m[ae]n|child(?:ren)?|(?:pupil|student|teacher|donor|patient|worker|member|farmer|villager)s?"
PER = re.compile(
    r"平均(?:到|下来|给)?每一?[个名位](?P<who>[\u4e00-\u9fff]{2,8}?)(?:头上|身上|能|得|领|拿|分|是|可|获|有|多少)|"
    r"每一?[个名位](?P<whom>[\u4e00-\u9fff]{2,8}?)平均|"
    r"平均(?:到|下来|给)?每?(?P<unit>人次|[人名位家户亩天个场支次年月])|"
    rf"\bper (?P<en>person|head|household|family|company|firm|day|mu|{_ONE})\b|"
    rf"\beach(?: of (?:the|these|those)(?: \w+)?)? (?:{_ONE})\b.*\bon average\b|"
    r"\b(?:on average|average)\b.*\b(?:each|every|an?|one) (?P<each>[a-z][\w' -]*?)"
    r"(?= (?:get|got|receive|received|give|gave|donate|donated|pay|paid|earn|earned|have|had|win|won|take|took|"
    r"is|was|in|of|from)\b|\?|$)|"
    r"\b(?:shared?|split|divided) (?:out |up )?(?:equally|evenly)\b.*\beach\b|"
    r"\beach\b.*\b(?:shared?|split|divided) (?:out |up )?(?:equally|evenly)\b"
)
PER_EN = {
    "person": "人",
    "head": "人",
    "household": "户",
    "family": "户",
    "company": "家",
    "firm": "家",
    "day": "天",
    "mu": "亩",
}
PEOPLE = "人名位"


def total(question: str, need: Need, evidence: Sequence[Evidence]) -> Sum | None:
    """一、二、三等奖一共多少名: the sum of what stands at each of at least two names that the question gives."""
    match = TOTAL.search(question)
    if match is None:
        return None
    labels = read_labels(question[: match.start()])
    if match.group().isascii():
        labels = [zh for en, zh in PRIZES_EN if re.search(rf"\b{en}\b", question, re.I)]
    pairs = find_labelled(labels, evidence)
    terms = [quantity for quantity, _ in pairs]
    alike = len({(q.dimension, q.unit) for q in terms}) == 1 or all(label.endswith("奖") for label in labels)
    if 1 < len(labels) == len({(q.span, one.span) for q, one in pairs}) and alike and quantity_fits(terms[0], need):
        sentences = tuple(dict.fromkeys(one for _, one in pairs))
        return write_terms(terms, "＋", sum((q.amount for q in terms), Fraction(0)), sentences)
    return None


def find_labelled(labels: Sequence[str], evidence: Sequence[Evidence]) -> list[tuple[Quantity, Evidence]]:
    """The amounts beside the labels, where the best article gives one for each."""
    key = evidence[0].article.key
    mine = [one for one in evidence if one.article.key == key]
    found = [_find_beside(label, mine) for label in labels]
    return [pair for pair in found if pair is not None] if all(found) else []


def read_labels(text: str) -> list[str]:
    """The names before 一共: 一、二等奖 and 甲和乙 are two each."""
    series = SERIES.search(text + "一共")
    if series:
        return [head + series["tail"] for head in series["heads"].replace("、", "")]
    text = re.sub(r"(?:各自?|分别|都)?(?:设|有|招|招聘|是|要)?$", "", text)
    return [part for part in re.split(r"[、，]|以及|和|与|及", text) if part]


def _find_beside(label: str, evidence: Sequence[Evidence]) -> tuple[Quantity, Evidence] | None:
    """The amount right behind the longest end or beginning of `label` that a sentence holds; 一等奖 stands whole."""
    least = len(label) if label[0] in "一二三四五六七八九十" else 2
    for size in range(len(label), least - 1, -1):
        for one in evidence:
            ends = (label[-size:], label[:size])
            quantity = next((q for end in ends if (q := _beside(end, one.text) or _before(end, one.text))), None)
            quantity = quantity or (_count_winners(label, one.text) if size == len(label) else None)
            if quantity:
                return quantity, one
    return None


def _beside(label: str, sentence: str) -> Quantity | None:
    at = sentence.find(label)
    end = at + len(label)
    amounts = find_amounts(sentence) if at >= 0 else ()
    near = (q for q in amounts if 0 <= q.span.start - end <= 4)
    return next((q for q in near if not re.search(r"[、，。；]", sentence[end : q.span.start])), None)


def _before(label: str, sentence: str) -> Quantity | None:
    """The amount right before a label of three signs or more, or a prize: 7个业主委员会党支部, 3名银奖."""
    if len(label) < 3 and not label.endswith("奖"):
        return None
    at = sentence.find(label)
    return next((q for q in find_amounts(sentence) if q.span.end == at), None) if at > 0 else None


def _count_winners(label: str, sentence: str) -> Quantity | None:
    """Works named one by one that won a prize, as their number: 小品《甲》和相声《乙》获得金奖."""
    won = re.search(rf"[^，。；]*》[^，。；《》]{{0,6}}(?:获得?|夺得?|摘得?|荣获){label}", sentence)
    works = len(re.findall("《[^》]+》", won.group())) if won else 0
    counted = next(iter(find_amounts(f"{works}个")), None) if works and won else None
    return replace(counted, span=Span(won.start(), won.end())) if counted and won else None


def difference(question: str, need: Need, evidence: Sequence[Evidence]) -> Sum | None:
    """由45分钟缩短到20分钟: the difference of two amounts of which the sentence says only that one became the other."""
    apart, beside = APART.search(question), _BESIDE.search(question)
    if (apart or beside) and evidence:
        labels = [beside["one"], beside["other"]] if beside else read_labels(question[: apart.start()] if apart else "")
        pairs = find_labelled(labels, evidence)
        if len(pairs) == 2 and quantity_fits(pairs[0][0], need) and pairs[0][0].dimension == pairs[1][0].dimension:
            high, low = sorted((q for q, _ in pairs), key=lambda q: q.amount, reverse=True)
            sentences = tuple(dict.fromkeys(one for _, one in pairs))
            return write_terms([high, low], "－", high.amount - low.amount, sentences)
    if not CHANGE.search(question):
        return None
    priced = bool(_PRICED.search(question))
    for one in evidence:
        amounts = find_amounts(one.text) if one.said >= SPOKEN_OF else ()
        for first, second in pairwise(amounts):
            between = one.text[first.span.end : second.span.start]
            became = FROM_TO.match(between) and FROM.search(one.text[: first.span.start])
            if not (became or THAN.match(between)) or (first.dimension, first.unit) != (second.dimension, second.unit):
                continue
            if priced and not first.dimension.startswith(("money", "share")):
                continue  # no fare falls by minutes
            if first.amount == second.amount or _tells_change(question, one.text, first):
                continue
            if quantity_fits(first, need) or _counted(first, need, one.text):
                low, high = sorted((first, second), key=lambda q: q.amount)
                return write_terms([high, low], "－", high.amount - low.amount, (one,), need.unit)
    return None


_PRICED = re.compile(r"(?:票|房|单|油|水|电|气|药|菜|物|租)价|价[格钱]|\b(?:fares?|prices?|fees?|rents?)\b", re.I)
SPOKEN_OF = 0.3
"""The least share of a question that a sentence says whose change is the one asked for: the right ones of five sets
say .47 and more, a crop beside the question for a fare .15."""
_GROWS = re.compile(r"(?:增长|上涨|下跌|下滑)了?(?:多少|几)")
_GREW = re.compile(r"(?:增长|增加|上升|上涨|提高|下降|下跌|下滑|减少|降低|缩短)了?(?:约|近|超过?|逾)?$")


def _tells_change(question: str, sentence: str, first: Quantity) -> bool:
    """Does the sentence say itself by how much it changed, or is it a rate of which no growth is the difference?"""
    told = any(_GREW.search(sentence[: q.span.start]) for q in find_amounts(sentence) if q.dimension == "share")
    return told or (first.dimension == "share" and bool(_GROWS.search(question)))


OLD = re.compile(r"原来|原先|之前|以前|起初|当初|最初|开始时|\b(?:originally|before|initial|first|planned)\b", re.I)


def find_replaced(question: str, sentence: str) -> set[Span]:
    """The amounts of which the sentence says that another took their place (由70分钟缩短到45分钟: the 70).

    None where the question asks for the old one.
    """
    amounts = find_amounts(sentence) if not OLD.search(question) else ()
    return {
        first.span
        for first, second in pairwise(amounts)
        if first.dimension == second.dimension
        and FROM.search(sentence[: first.span.start])
        and FROM_TO.match(sentence[first.span.end : second.span.start])
    }


def _counted(quantity: Quantity, need: Need, sentence: str) -> bool:
    """Is it followed by the measure word asked for where that is no unit of its own (62班)?"""
    return not quantity.unit and bool(need.unit) and sentence.startswith(need.unit, quantity.span.end)


def a_head(question: str, need: Need, evidence: Sequence[Evidence]) -> Sum | None:
    """平均每人多少毫升: the amount asked for divided by the number of those who share it, both of one sentence."""
    match = PER.search(question)
    if match is None:
        return None
    who = (match["who"] or match["whom"] or "")[-2:]
    unit = match["unit"] or ("" if who else PER_EN.get(match["en"] or (match["each"] or "person").split()[-1], "人"))
    for one in evidence:
        amounts = find_amounts(one.text)
        if any(
            quantity_fits(q, need) and "平均" in one.text[max(0, q.span.start - 12) : q.span.start] for q in amounts
        ):
            return None  # the report says it itself
        if who:
            heads = [q for q in amounts if who in find_counted(one.text, q)] or [
                q for q in amounts if q.dimension == "people" and who in _behind(one.text, q)
            ]
        else:
            heads = [q for q in amounts if q.unit == unit or (unit in PEOPLE and q.dimension == "people")]
        shared = [q for q in amounts if quantity_fits(q, need) and q not in heads]
        if heads and shared:
            whole, by = max(shared, key=lambda q: q.amount), max(heads, key=lambda q: q.amount)
            if by.amount > 1:
                return write_terms([whole, by], "÷", Fraction(whole.value) / Fraction(by.value), (one,), plain=True)
    return None


def _behind(sentence: str, quantity: Quantity) -> str:
    """What stands behind a figure in its clause: 名患病妇女, which no tagger takes for one noun."""
    return re.split(r"[，。；、：]", sentence[quantity.span.end :], maxsplit=1)[0][:12]


def subtract(high: Quantity, low: Quantity, unit: str = "") -> Sum:
    """The difference of two amounts of one dimension, in the unit of the first."""
    return write_terms([high, low], "－", high.amount - low.amount, (), unit)


def write_terms(
    terms: Sequence[Quantity], sign: str, amount: Fraction, evidence: tuple[Evidence, ...], unit: str = "", *,
    plain: bool = False,
) -> Sum:  # fmt: skip
    """The sum in the unit and scale of its terms: 1.41亿－1.32亿＝0.09亿元."""
    first = terms[0]
    factor = Fraction(1) if plain or not first.value else first.amount / Fraction(first.value)
    scale, size = next(((s, n) for s, n in SCALES if all(s in q.text for q in terms)), ("", 1))
    result = amount / factor / size
    shown, about = _show(result, 1 if sign == "÷" else 4)
    parts = [f"{_show(Fraction(q.value) / size)[0]}{scale}" for q in terms]
    equals = "≈" if about else "＝"
    value = f"{shown}{scale}{first.unit or unit}"
    return Sum(value, f"{sign.join(parts)}{equals}{value}", evidence, about)


SCALES = (("亿", 100_000_000), ("万", 10_000))


def _show(number: Fraction, decimals: int = 4) -> tuple[str, bool]:
    """A number in figures, one of more than so many decimals to the first; was it rounded?"""
    exact = number * 10**decimals
    if exact.denominator == 1:
        return f"{to_decimal(number).normalize():f}", False
    return f"{float(round(number, 1)):g}" if number < 10**15 else str(round(number)), True
