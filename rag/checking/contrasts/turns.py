"""One word turned and the same figure kept: fell by 12% for rose by it, absent for present, six lanes for four.

Each finder looks at a claim and one sentence of a report that speaks of the same matter, and tells at most one
difference. They are kept apart from the contrasts of single signs (contrasts.py), which know no figures.
"""

from __future__ import annotations

import re

from index.agreement import compare as agree
from index.approximation import Kind
from index.numerals import read_number
from index.quantities import Quantity, find_amounts, find_quantities
from rag.answers import Difference
from rag.checking.contrasts.denials import counts_rest
from rag.checking.wording.bonds import Comparison, Statement

SPOKEN = 0.4
"""How much of the statement must stand in the sentence: below, the two speak of different matters."""

_UP = "增长|增加|增多|上升|上涨|提高|提升|扩大|延长|多出|高出|新增|涨|增"
_DOWN = "下降|减少|降低|下滑|下跌|缩减|缩短|缩小|回落|萎缩|跌|降|减"
_MOVES = re.compile(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?P<how>[到至为]|了|)(?:约|近|大约|将近|超过|逾)?$")
_MOVES_EN = re.compile(
    r"\b(?:(?P<up>rose|risen|rise|grew|grown|increased?|up|gained|climbed)"
    r"|(?P<down>fell|fallen|fall|dropped|decreased?|down|declined|lost|shrank))\b(?: (?P<how>to|by))?[^.,;]{0,12}$",
    re.I,
)
_SIDES = tuple(
    (re.compile(one), re.compile(other))
    for one, other in (
        ("(?<!未)(?<!没有)(?:出席|参加|到场|莅临)", "缺席|未出席|没有出席|未参加|没有参加"),
        ("第一次|首次|头一次|初次", "最后一次|末次"),
        ("每天|每日|天天|日均", "每周|每星期|每月|每年|每季度"),
        ("每周|每星期|周均", "每天|每日|天天|每月|每年"),
        ("每月|月均", "每天|每日|每周|每年|每季度"),
        ("每年|年均", "每天|每日|每周|每月|每季度"),
        ("按期|按时|如期|准时", "逾期|延期|推迟|误期|未能?按期|未能?如期"),
        ("批准|通过(?=了|该|这|审|验)|同意|赞成", "驳回|否决|反对|不予批准|未获批准|未获?通过"),
        ("胜诉", "败诉"),
        ("获救|生还|脱险", "遇难|身亡|死亡|丧生"),
        ("开工|动工|奠基", "完工|竣工|通车|建成"),
        ("开业|开张|开馆|营业", "停业|歇业|关门|闭馆|倒闭"),
        ("上任|就任|就职|履新", "卸任|离任|辞职|免职"),
        ("成功(?!率)", "失败|未能成功|没有成功"),
        ("(?<!不)合格", "不合格|未达标|没有合格"),
        ("有效(?=[，。；期票]|$)", "无效|失效"),
        ("单向", "双向"),
        ("录取|入选|当选", "落榜|落选|未被录取|未入选"),
    )
)
_FAR = re.compile(
    r"(?P<a>[\u4e00-\u9fff]{2,8}?)(?:位于|地处|坐落[在于]|在)(?P<b>[\u4e00-\u9fff]{2,8}?)(?:以|之|正|偏)?"
    r"(?P<d>[东南西北]{1,2})(?:面|边|侧|部|方)?(?=[\d一二三四五六七八九十约近数，。]|$)"
)
_FACES = str.maketrans("东南西北", "西北东南")
_NUMBERED = re.compile(
    r"(?<![第\d.零〇一二三四五六七八九十百千万两几数])(?P<n>[二三四五六七八九十百两]+|\d+)(?P<what>[\u4e00-\u9fff]{2})"
)
_REST = re.compile(
    r"\s*(?:零|又|,|，)?\s*(?:[\d一二三四五六七八九十两半]+\s*(?:个?月|天|小时|分钟?|秒|角)(?!之)|半(?=[，。；完就才\s]|$))"
)
_MORE = re.compile(r"(?:超过|超出|多于|高于|大于|不止)$")
_ROUGH = ("约", "近", "余", "多", "左右", "以上", "超", "逾", "出头", "上下")


def find_turns(statement: Statement, comparison: Comparison) -> list[Difference]:
    """What was turned in a claim that else says what the sentence says."""
    if comparison.inside < SPOKEN:
        return []
    mine, theirs = statement.text, comparison.report.text
    found = _moved(mine, theirs) or _cut_off(mine, theirs) or _exceeded(mine, theirs)
    if statement.lang == "zh":
        found = (
            found
            or (not counts_rest(mine, comparison) and _denied(mine, theirs, comparison.report.whole))
            or _another_side(mine, comparison)
            or _numbered(mine, theirs)
            or _placed(mine, theirs)
            or _equalled(mine, theirs)
        )
    return found


def _pairs(mine: str, theirs: str) -> list[tuple[Quantity, list[Quantity]]]:
    """Each amount of the claim with those of the sentence that agree with it."""
    reported = find_amounts(theirs)
    return [(one, [r for r in reported if agree(one, r).agrees]) for one in find_amounts(mine)]


def _move(text: str, amount: Quantity) -> re.Match[str] | None:
    before = text[max(0, amount.span.start - 30) : amount.span.start]
    return _MOVES.search(before.rstrip("约近")) or _MOVES_EN.search(before)


def _moved(mine: str, theirs: str) -> list[Difference]:
    """下降12.5% where the sentence has 增长12.5%; 减少了3200人 where it has 减少到3200人."""
    for amount, reported in _pairs(mine, theirs):
        said = _move(mine, amount)
        moves = [(move, r) for r in reported if (move := _move(theirs, r))]
        if said is None or not moves or len(moves) < len(reported):
            continue
        for move, _ in moves:
            same_way = bool(said["up"]) == bool(move["up"])
            ends = [how in ("到", "至", "为", "to") for how in (said["how"], move["how"])]
            if same_way and ends[0] == ends[1]:
                break
        else:
            claimed = mine[amount.span.start - len(said.group()) : amount.span.end]
            move, other = moves[0]
            return [Difference("other", claimed, theirs[other.span.start - len(move.group()) : other.span.end])]
    return _headed(mine, theirs)


def _headed(mine: str, theirs: str) -> list[Difference]:
    """The same where no figure stands by: all of the claim goes up, and all of the sentence down."""
    ways = [(re.search(_UP, text), re.search(_DOWN, text)) for text in (mine, theirs)]
    for way in (0, 1):
        said, reported = ways[0][way], ways[1][1 - way]
        if said and reported and not ways[0][1 - way] and not ways[1][way] and len(said.group()) > 1:
            return [Difference("other", said.group(), reported.group())] if len(reported.group()) > 1 else []
    return []


def _cut_off(mine: str, theirs: str) -> list[Difference]:
    """三年 where the sentence has 三年零两个月."""
    for amount, reported in _pairs(mine, theirs):
        if amount.kind is not Kind.EXACT or mine[amount.span.end :].startswith(_ROUGH) or len(reported) != 1:
            continue
        rests = [
            (match.group() if (match := _REST.match(text, each.span.end)) else "")
            for text, each in ((mine, amount), (theirs, reported[0]))
        ]
        if bool(rests[0]) != bool(rests[1]):
            other = reported[0]
            said = theirs[other.span.start : other.span.end] + rests[1]
            return [Difference("number", amount.text + rests[0], said)]
    return []


def _exceeded(mine: str, theirs: str) -> list[Difference]:
    """超过61人 where the sentence counts 61人."""
    for amount, reported in _pairs(mine, theirs):
        word = _MORE.search(mine[: amount.span.start])
        exact = [r for r in reported if r.kind is Kind.EXACT and r.amount == amount.amount]
        if word and exact and len(exact) == len(reported) and not exact[0].text.startswith(("数", "几")):
            return [Difference("number", word.group() + amount.text, exact[0].text)]
    return []


_EQUAL = re.compile("一样(?:长|多|高|大|重|快|远|久)|(?:相同|相等|持平)(?=[，。；]|$)")


def _equalled(mine: str, theirs: str) -> list[Difference]:
    """甲和乙一样长 where the sentence has two figures for the two, and they differ."""
    said = _EQUAL.search(mine)
    amounts = [a for a in find_amounts(theirs) if a.role == "amount" and not a.indefinite][-2:]
    if not said or find_amounts(mine) or len(amounts) < 2 or not re.search("[和与跟同、]", mine[: said.start()]):
        return []
    one, two = amounts
    if one.dimension == two.dimension and one.unit == two.unit and one.amount != two.amount:
        return [Difference("number", said.group(), f"{one.text}、{two.text}")]
    return []


_DENIES = re.compile(
    r"(?:没有|尚未|并未|从未|未曾|未|没|不)(?P<deed>(?![仅但少断同足到久过来论管如超低高满止只是愧])[\u4e00-\u9fff]{2})"
)


def _denied(mine: str, theirs: str, whole: str) -> list[Difference]:
    """没有通车 where the sentence has 通车, and its article nowhere denies it."""
    for said in _DENIES.finditer(mine):
        if mine[max(0, said.start() - 2) : said.end()] in whole:
            continue
        deeds = [m.start() for m in re.finditer(re.escape(said["deed"]), theirs)]
        if deeds and not any(re.search("[没未不无非][^，。；]{0,4}$", theirs[:at]) for at in deeds):
            return [Difference("negation", said.group(), theirs[max(0, deeds[0] - 2) : deeds[0] + 2])]
    return []


def _another_side(mine: str, comparison: Comparison) -> list[Difference]:
    """缺席 where the sentence has 出席 and its article no 缺席."""
    for sides in _SIDES:
        for one, other in (sides, sides[::-1]):
            said, reported = one.search(mine), other.search(comparison.report.text)
            # 未出席 holds 出席: a text that takes both sides takes none
            if not said or not reported or other.search(mine) or one.search(comparison.report.text):
                continue
            if not one.search(comparison.report.whole):
                return [Difference("other", said.group(), reported.group())]
    return []


def _numbered(mine: str, theirs: str) -> list[Difference]:
    """六车道 where the sentence has 四车道: what is counted without a counter is no amount elsewhere."""
    read = [amount.span for amount in find_quantities(mine)]  # compared elsewhere
    for said in _NUMBERED.finditer(mine):
        if any(span.start < said.end("n") and said.start() < span.end for span in read):
            continue
        same = [m for m in _NUMBERED.finditer(theirs) if m["what"] == said["what"]]
        value = read_number(said["n"])
        if same and value is not None and all(read_number(m["n"]) not in (None, value) for m in same):
            return [Difference("number", said.group(), same[0].group())]
    return []


def _placed(mine: str, theirs: str) -> list[Difference]:
    """石桥村在蔡家村以东 where the sentence has 蔡家村在石桥村以东."""
    said, reported = _FAR.search(mine), _FAR.search(theirs)
    if not said or not reported:
        return []
    straight = said["a"].endswith(reported["a"]) and said["b"] == reported["b"]
    crossed = said["a"].endswith(reported["b"]) and said["b"].endswith(reported["a"])
    facing = said["d"].translate(_FACES) == reported["d"]
    if (straight and said["d"] != reported["d"]) or (crossed and not facing):
        return [Difference("place", said.group(), reported.group())]
    return []
