"""Figures that may answer: amounts with their words of approximation, how often, how long, how many."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.counted import find_counted
from index.dates import find_dates
from index.quantities import Quantity
from index.records import Span
from rag.facts.counting import agree, read_asked_noun, read_counted
from rag.facts.deeds import asks_part, does
from rag.facts.evidence import Fact, quantity_fits, read_figures
from rag.facts.growths import is_other_change
from rag.facts.sums import find_replaced
from rag.questions.asked import TITLE, Need

_BEFORE = re.compile(r"(?:不超过|大约|约为|约|将近|接近|近|超过|超|逾|至少|不到|不足|突破)\s?$")
_BEHIND = re.compile(r"(?:(?<=[万千百亿\d])[尾羽匹枚捆]|以上|以下|以内|左右|上下|多|余)")
_OFTEN = re.compile(
    r"每(?:隔)?(?:[半一二两三四五六七\d]+个?)?(?:天|日|周|星期|月|季度|季|年)(?:都)?(?:[\u4e00-\u9fff]{0,4}[一二两三\d]+次)?"
    r"|[一二两三四五六半\d]+个?(?:天|日|周|星期|月|季度|季|年)[一二两三\d]+[\u4e00-\u9fff]{1,2}"
)
_SCORE = re.compile(r"\d+(?:比|[:：])\d+|\d+平")
_SPECIAL = (
    (re.compile(r"(?:多长时间|多久|几[天周年]|几个月)[\u4e00-\u9fff]{0,4}一次|频[率次]|多久一"), _OFTEN),
    (re.compile(r"比分"), _SCORE),
)
"""What asks for figures of a form of their own, and that form: how often, the score of a match."""
_RACE, _RAN = re.compile(r"成绩|用时|跑[了出]"), re.compile(r"(?:\d+小时)?\d+分(?:钟)?\d+秒\d*|\d+秒\d+")
"""Asks for a result, and how that of a race is printed: 4分52秒3."""
_RISE = re.compile(
    r"(?:多出|多了|增加了?|增长了?|减少了?|下降了?|上涨了?|涨了|提高了?|高出|降低了?|缩短了?|[快慢早晚]了|节[约省]了?)$"
)
_LOOSER = re.compile(r"放宽(?:到|至|为)$")
"""An exception: the rule is asked for."""
_ASKS_RISE = re.compile(r"[多少贵高低快长]了?多少|(?:增加|增长|减少|下降|上涨|提高|降低|缩短|节[约省])了?(?:多少|几)")
_UNIT = re.compile(r"(?:多少|几)[万亿]?(?P<unit>[美欧日港韩]元|英镑|卢布|[\u4e00-\u9fff]{1,2}[时秒瓦])")
"""A currency that a question names, or a unit that no table holds."""
_RIGHT = re.compile(r"(?:应当?为|应是|更正为|订正为|修正为|改为|实为)[“约近]?$")
_WRONG = re.compile(r"(?:原文|原报道|原稿|误[将为作写印])[^，。；0-9]{0,10}$|[”、](?:和|及)?“$")
_PART = re.compile(r"其中(?!心)")
_AMONG = re.compile(r"\d[余多]?[人名位户个]中，?(?:共|仅|就|约)?有")
"""Before some of so many: 128人中有90人."""
_LATE, _ASKS_LATE = (
    re.compile(
        r"(?:调整为|最终[\u4e00-\u9fff]{0,4}|实际[\u4e00-\u9fff]{0,4}|[增提降减缩扩][\u4e00-\u9fff]?[至到为](?:每\w)?)$"
    ),
    re.compile(r"最终|最后|调整后|后来|现在|实际|如今|目前"),
)
_EARLY, _ASKS_EARLY = (
    re.compile(
        r"(?:由原来的|原来的?|原[计本]?[\u4e00-\u9fff]{0,4}|由|从|计划[\u4e00-\u9fff]{0,3}|预算[\u4e00-\u9fff]{0,3})$"
    ),
    re.compile(r"原来|原先|原定|原计划|原本|计划|之前|预计"),
)


def find_figures(question: str, need: Need, sentence: str) -> list[Fact]:
    """The figures of a Chinese sentence that have the form asked for, with their words of approximation."""
    special = next((told for asks, told in _SPECIAL if asks.search(question)), None)
    if special:
        return [Fact(Span(*m.span()), m.group(), 1.0) for m in special.finditer(sentence)]
    if _RACE.search(question) and (ran := list(_RAN.finditer(sentence))):
        return [Fact(Span(*m.span()), m.group(), 1.0) for m in ran]
    vague = {"vague", "relative" if need.measure == "time" else "vague"}  # 一周后 says how long
    dates = [mention.span for mention in find_dates(sentence) if mention.kind not in vague]
    asked, replaced = [q.amount for q in read_figures(TITLE.sub("", question))], find_replaced(question, sentence)
    unit, thing = _read_unit(question), read_asked_noun(question)
    found = []
    for quantity in read_figures(sentence):
        inside = any(d.start <= quantity.span.start < d.end for d in dates)
        counted = (need.unit, thing) if need.unit == "个" else (need.unit,)
        bare = not quantity.unit and sentence.startswith(tuple(filter(None, counted)), quantity.span.end)  # 46万尾, 6球
        wanted = (bare or quantity_fits(quantity, need)) and not (quantity.unit == "年" and quantity.value > YEARS_MOST)
        if (quantity.role == "date" and need.measure != "time") or (inside and quantity.role != "amount"):
            continue
        given = quantity.amount in asked or quantity.span in replaced
        if inside or not wanted or given or is_other_change(question, sentence, quantity.span):
            continue
        if (quantity.role == "identifier" and need.measure != "phone") or _is_session(sentence, quantity.span):
            continue
        span, fit = _widen(sentence, quantity.span, unit), _fit(question, sentence, quantity)
        beside = asked and any(q.amount in asked for q in read_figures(_clause(sentence, quantity.span)))
        if beside:
            fit += 0.6  # 献400毫升的有多少人: what is counted stands beside the figure that the question gives
        fit += _weigh_part(question, sentence, quantity, beside=bool(beside))
        if shared := _ASKS_SHARE.search(question):
            if _is_sum(sentence, quantity):
                continue  # 合计8000元 is no one's share
            fit += SHARE * _is_share(shared, sentence, quantity)
        found.append((quantity, Fact(span, span.of(sentence), fit)))
    return _set_apart(question, sentence, found) + _find_spoken(question, need, sentence)


def _is_session(sentence: str, span: Span) -> bool:
    """Is it of the number of a session, which counts nothing: 四届三次会议?"""
    return any(m.start() <= span.start < m.end() for m in _SESSION.finditer(sentence))


_SESSION = re.compile(r"[一二三四五六七八九十]+届[一二三四五六七八九十]+次")


def _set_apart(question: str, sentence: str, found: Sequence[tuple[Quantity, Fact]]) -> list[Fact]:
    """The figures of one sentence, those lowered beside which another one counts just what is asked or does it."""
    agreed = [_agrees(question, sentence, quantity) for quantity, _ in found]
    done = [does(question, sentence, quantity.span) for quantity, _ in found]
    lower = [
        OTHER * (max(agreed) > 0 > one) + DONE * (any(done) and not did) for one, did in zip(agreed, done, strict=True)
    ]
    return [replace(fact, score=fact.score + less) for (_, fact), less in zip(found, lower, strict=True)]


_GREAT = re.compile(
    r"(?<![第〇一二两三四五六七八九十])(?P<n>[一二两三四五六七八九十]{1,2})大(?!于|小|半|约|概|批|量|学|会|[a-z])(?P<of>[\u4e00-\u9fff]{2,6})"
)
_LASTED = re.compile(r"[一二两三四五六七八九十半\d]+个?[年月天日周](?:有余|之久)")


def _find_spoken(question: str, need: Need, sentence: str) -> list[Fact]:
    """Counts without a measure word (五大专项行动) and stretches of time that end in 有余 (两月有余)."""
    if need.measure in ("time", "extent"):
        return [Fact(Span(*m.span()), m.group(), 0.2) for m in _LASTED.finditer(sentence)]
    if need.measure not in ("", "count") or (need.unit and need.unit not in "个项条类种"):
        return []
    asked = read_asked_noun(question)
    return [
        Fact(Span(m.start("n"), m.end("n") + 1), f"{m['n']}大", 0.4 if asked and agree(asked, m["of"]) > 0 else 0.0)
        for m in _GREAT.finditer(sentence)
        if not asked or agree(asked, m["of"]) >= 0
    ]


ANOTHER = -0.4
"""What it counts against a figure that another thing is counted than is asked for."""
OTHER = -0.6
"""... and more against it where another figure of the sentence counts just that."""
DONE = -0.5
"""... and where the question's own verb stands beside another one."""
YEARS_MOST = 1000
"""2022年 is a year, not so many of them."""
NAMED = 4
"""Signs in a row before a part's figure that the question has too where it asks for that very part."""
PART = 1.2
"""What it counts against a figure to be a part of another one: a question means the whole."""


_ASKS_SHARE = re.compile(
    r"每一?(?P<unit>[人户名位家亩天日周月年次场支件本份张斤个])(?=[^，。；]{0,10}(?:多少|几))|(?P<mean>[人户]均)"
)
_GAVE = re.compile(r"[\d余人](?:人|名|位|者)[\u4e00-\u9fff]{0,3}献[了血]*$")
"""Before what each of so many gave: 38人献血200毫升."""
_ASKS_ONE = re.compile(r"\d+[人名位]|每|各|一[人次]|[他她谁]")
_SUM = re.compile(r"(?:合计|共计|总[计额共]|累计|一共|总[\u4e00-\u9fff]{1,3}[为达约]?|共)[\u4e00-\u9fff]{0,6}$")
_ASKS_SUM = re.compile(r"一共|总共|合计|累计|共计|总计|加起来")
SUMMED = 0.6
"""What more it adds to a figure to be a total where the question asks for all together."""
SHARE = 0.8
"""What it adds to a figure to be said of each, where the question asks for each one's."""


def _is_sum(sentence: str, quantity: Quantity) -> bool:
    """Is the figure said to be all together, with no 每 or 均 before it?"""
    before = re.split(r"[，。；：]", sentence[: quantity.span.start])[-1]
    return bool(_SUM.search(before)) and not re.search(r"[每均各]", before)


def _is_share(asked: re.Match[str], sentence: str, quantity: Quantity) -> bool:
    """Is the figure said of each one of those the question asks for (每人每年60元, 人均3亩, 60元/人)?"""
    before = re.split(r"[，。；]", sentence[: quantity.span.start])[-1]
    unit = asked["unit"] or asked["mean"][0]
    alike = "人名位" if unit in "人名位" else unit
    return bool(
        re.search(rf"每一?[{alike}]|[{alike}]均", before)
        or re.match(rf"[/／][{alike}]|每[{alike}]", sentence[quantity.span.end :])
    )


def _weigh_part(question: str, sentence: str, quantity: Quantity, *, beside: bool) -> float:
    """How much it counts that 其中 stands before the figure, behind another one of its measure.

    Nothing where the question names this very part, or `beside` it stands a figure that the question gives.
    """
    clauses = re.split(r"[。；]", sentence[: quantity.span.start])[-1]
    if _AMONG.search(clauses) and not beside and not re.search(r"中有|中的|其中", question):
        return -PART
    part = _PART.search(clauses)
    if part is None or "其中" in question or " of them" in question:
        return 0.0
    at = quantity.span.start - len(clauses) + part.start()
    if not any(q.span.end <= at and q.dimension == quantity.dimension for q in read_figures(sentence)):
        return 0.0
    if asks_part(question):
        return PART
    label = re.split(r"[，：]", sentence[at + 2 : quantity.span.start])[-1]
    if len(name := label.rstrip("占约有的近为")) > 1 and name in question:
        return PART  # 其中发明类73件, where 发明类 is asked for
    if any(label[n : n + NAMED] in question for n in range(len(label) - NAMED + 1)):
        return 0.0
    return 0.0 if beside else -PART


def _agrees(question: str, sentence: str, quantity: Quantity) -> int:
    return agree(read_asked_noun(question), find_counted(sentence, quantity) or read_counted(sentence, quantity))


def _clause(sentence: str, span: Span) -> str:
    before = re.split(r"[，。；：、]", sentence[: span.start])[-1]
    behind = re.split(r"[，。；：、]", sentence[span.end :], maxsplit=1)[0]
    return f"{before} {behind}"


def _read_unit(question: str) -> str:
    """The unit that a question names behind its asking word (多少吉瓦时, 多少港元), else ""."""
    named = _UNIT.search(TITLE.sub("", question))
    return named["unit"] if named else ""


def _widen(sentence: str, span: Span, unit: str) -> Span:
    start, end = span.start, span.end
    at = sentence.find(unit, start, end + len(unit)) if unit else -1
    end = max(end, at + len(unit)) if at >= 0 else end
    if match := _BEFORE.search(sentence[max(0, start - 4) : start]):
        start -= len(match.group())
    if match := _BEHIND.match(sentence, end):
        end = match.end()
    return Span(start, end)


_TRADE = re.compile(r"进出口|出口(?![处的])|进口(?!处)")


def _of_other_trade(question: str, sentence: str, span: Span) -> bool:
    """Is this the figure of 进出口 where 出口 is asked for? The words hold each other and stand side by side."""
    asked = {match.group() for match in _TRADE.finditer(question)}
    told = [match.group() for match in _TRADE.finditer(re.split(r"[。；]", sentence[: span.start])[-1])]
    return len(asked) == 1 and bool(told) and told[-1] not in asked


def _fit(question: str, sentence: str, quantity: Quantity) -> float:
    """How well a figure's words suit the question: what is counted, whether a sum, a rise, the late or early one."""
    fit = (0.1 if quantity.unit else 0.0) + (0.3 + SUMMED * bool(_ASKS_SUM.search(question))) * quantity.total
    asked, counted = read_asked_noun(question), find_counted(sentence, quantity)
    if counted and (counted in question or counted[-2:] in question):
        fit += 0.3
    fit += OTHER * (quantity.dimension.startswith("money:") and _read_unit(question) not in ("", quantity.unit))
    fit += ANOTHER * (agree(asked, counted or read_counted(sentence, quantity)) < 0)
    fit += 4 * ANOTHER * _of_other_trade(question, sentence, quantity.span)
    before = sentence[max(0, quantity.span.start - 12) : quantity.span.start].rstrip("约近")
    fit += 0.6 * bool(_RIGHT.search(before)) - 0.6 * bool(_WRONG.search(before))
    fit += OTHER * (quantity.dimension == "volume" and bool(_GAVE.search(before)) and not _ASKS_ONE.search(question))
    if _ASKS_RISE.search(question):
        return fit + (1.2 if _RISE.search(before) else -0.2)
    if _RISE.search(before):
        fit -= 0.3
    fit -= 0.6 * bool(_LOOSER.search(before)) * ("放宽" not in question)
    late, early = bool(_LATE.search(before)), bool(_EARLY.search(before))
    if _ASKS_LATE.search(question):
        fit += 0.5 * (late - early)
    elif _ASKS_EARLY.search(question):
        fit += 0.5 * (early - late)
    else:
        fit -= 0.2 * early
    return fit
