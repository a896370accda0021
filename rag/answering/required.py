"""What a question's own words demand of the words by its fact: the hour, the title, the address, when it was founded.

A report that tells of the shop gives no opening hours by saying 当天上午, and the day on which a society travelled is
not the year in which it was founded. Each rule reads the question and says what must be printed there.
"""

from __future__ import annotations

import re

from index.counted import find_counted
from index.quantities import find_quantities
from index.words import tag_words
from rag.answering.compose import Said
from rag.answering.fitness import asked_of, unquoted
from rag.facts.counting import agree, counts_another, read_asked_noun
from rag.finding.carrying import whole

_BEGUN: tuple[tuple[str, str], ...] = (
    (
        r"成立|创办|创建|创立|组建|建立|设立|\bfounded\b|\bestablished\b|\bset up\b",
        r"成立|创办|创建|创立|组建|建立|设立|诞生|挂牌|揭牌|始建|建[馆校院会站队]|起家",
    ),
    (r"出生|生日|\bborn\b|\bbirthday\b", r"生|岁"),
    (r"建成|竣工|完工|建好|\b(?:built|completed|finished)\b", r"建|竣工|完工|落成|完成|投用|投入使用|通车"),
    (r"开工|动工|\bbreak ground\b", r"开工|动工|奠基|破土|启动|施工|建设"),
    (
        r"\b(?:opened|opens?)\b(?! (?:for|to) )",
        r"通车|开[放业门馆园街诊幕通行张学航]|启用|投用|投入使用|营业|运行|接诊|迎|启动|开始|揭|亮相|正式",
    ),
    (r"开业|开张", r"开业|开张|营业|开门|开店"),
    (r"通车", r"通车|开通|通行"),
    (r"退休|\bretired?\b", r"退"),
    (r"结婚|\bmarr(?:y|ied)\b", r"婚|嫁|娶"),
)
"""What happened on a day that is asked for, and how a report of that day calls it."""
_OCLOCK = re.compile(
    r"几点(?!意见|建议|要求|体会|措施|希望|启示)|\b(?:what|which) (?:time|hour)\b|\bopening (?:hours|times)\b", re.I
)
_HOUR = re.compile(
    r"\d\s*[:：]\s*\d\d|[\d一二三四五六七八九十两](?:点|时(?![间代期候]))|全天|24\s*小时|零[点时]|正午|\d\s*[ap]\.?m",
    re.I,
)
_ADDRESS = re.compile(r"(?<!网)(?<!网络)地址|门牌|(?<!\be-mail )(?<!\bemail )(?<!\bweb )\baddress\b", re.I)
_STREET = re.compile(r"[路街巷道号楼层室座院场村镇园桥]")
_TITLED = re.compile(
    r"(?:哪|什么)(?:一|些|几)?[本部首册]?(?:绘本|书(?!记|法|店|屋|画|香|院|籍)|歌(?!手|唱家)|电影)|"
    r"\b(?:which|what) (?:picture books?|books?|songs?|films?|movies?|titles)\b",
    re.I,
)
_TITLE = re.compile(r"[《“]")
_UNIT = re.compile(r"(?:多少|几)(?P<unit>[家所座辆台头只棵株亩本册篇幅匹架艘起宗])(?=[\u4e00-\u9fff])")
_CLASSED = re.compile(
    r"[\d一二两三四五六七八九十百千万余多](?P<unit>[家户所座辆台头只棵株亩本册篇幅匹架艘起宗例件个名人位项条次])"
)
_SAME_UNIT = ({"家", "户"}, {"棵", "株"}, {"本", "册"}, {"头", "只", "匹"}, {"起", "宗", "例", "件", "次"})
_PEOPLE = "名人位"
_COST = re.compile(
    r"\bwhat (?:do|does|did|will|would) .*\bcost\b|\bhow much (?:do|does|did|will|would) .*\bcost\b|"
    r"多少钱|什么价|价格是多少|票价|怎么收费|收费多少",
    re.I,
)
_MONEY = re.compile(r"[\d一二两三四五六七八九十百千万亿]\s*多?余?(?:万|亿)?[元角块毛]|免费|不收|无偿|免票|免收")
_DEARER = re.compile(
    r"(?:降价?|跌|下调|上调|便宜|涨价?|贵)了?(?:多少|几)|"
    r"\bhow much\b.*\b(?:fares?|prices?|fees?|costs?|rents?)\b.*\b(?:gone|go|went|come|came) (?:up|down)\b",
    re.I,
)
_CHANGED = re.compile(r"[增减升降涨跌贵]|便宜|[上下]调|调[整至到为]|[提]高|优惠|[原由]价?[^，。；]{0,8}\d")
_SO_MANY_WHO = re.compile(r"多少[\u4e00-\u9fff]{0,4}?(?:户|人家|家庭|人(?!民币|均|工))(?![\u4e00-\u9fff]*[元钱款])")
_FIRMS = re.compile(r"\b(?:which|what) (?:\w+ )?(?:companies|firms|businesses|enterprises|employers)\b", re.I)
_SO_MANY = re.compile(
    r"\b(?:what|which) (?:are|were) the (?P<en>\d{1,2}) |(?:哪|是)(?P<zh>\d{1,2})[项个种条家名所位类件](?:内容)?(?!人)",
    re.I,
)
_PARTS = re.compile("[、，；,;]|(?<=[^\\d])和|以及|及")
_OF_FAME = re.compile(r"(?:学习?|向|弘扬|发扬|争做|当代?|活)[“‘]?$")
_FAMED = re.compile(r"^[”’]?(?:精神|活动|式|日|月|志愿|纪念|同志学|班|岗|车|号|的[^，。]{0,6}精神)")


_UNFIT = re.compile(
    r"(?:哪些|什么|哪[类种一]?|谁|啥)[^，。？]{0,12}?(?:不(?:适合|适宜|宜|能|可以?|得|准|许|要|应|该|符合)|禁止|禁忌|不予)|"
    r"\b(?:who|what|which)\b.{0,60}\b(?:not (?:suitable|suited|allowed|eligible|fit|permitted)|unsuitable|unfit|"
    r"should not|must not|may not|can(?:not|['’]t)|shouldn['’]t|mustn['’]t|not be|ineligible|banned|forbidden)\b",
    re.I,
)
_BARS = re.compile(r"[不禁忌勿严慎未无除]|除外|避免|取消|拒绝")


def is_worded(said: Said) -> bool:
    """Stands by the fact what the question's own words demand?"""
    rules = (_tells_begin, _tells_hour, _tells_address, _tells_title, _counts_such, _counts_the_thing, _tells_price)
    return all(
        rule(said)
        for rule in (
            *rules,
            _tells_period,
            _tells_dearer,
            _counts_no_money,
            _names_firms,
            _gives_so_many,
            _is_no_model,
            _bars,
        )
    )


_PERIODS: tuple[tuple[str, str], ...] = (
    (r"(?<!前)(?:第?一|首|1)季度?|\bfirst quarter\b|\bQ1\b", r"[一首1]季|[Qq]1|[1一]\s*[-—–~至到]\s*[3三]月"),
    (r"第?[二2]季度|\bsecond quarter\b|\bQ2\b", r"[二2]季|[Qq]2|[4四]\s*[-—–~至到]\s*[6六]月"),
    (r"(?<!前)第?[三3]季度|\bthird quarter\b|\bQ3\b", r"(?<!前)[三3]季|[Qq]3|[7七]\s*[-—–~至到]\s*[9九]月"),
    (r"第?[四4]季度|\bfourth quarter\b|\bQ4\b", r"[四4]季|[Qq]4|10\s*[-—–~至到]\s*12月"),
    (r"前[三3]季度|\bfirst three quarters\b", r"前[三3]季|[1一]\s*[-—–~至到]\s*[9九]月|前(?:九|9)个?月"),
    (r"上半年|\bfirst half of\b", r"上半年|半年|中期|[1一]\s*[-—–~至到]\s*[6六]月|前(?:六|6)个?月|[Hh]1"),
    (r"下半年|\bsecond half of\b", r"下半年|[7七]\s*[-—–~至到]\s*12月|[Hh]2"),
)
"""A part of a year as it is asked for, and as a report of it prints it."""
_PERIOD = re.compile(r"[一二三四1-4首]季度|[上下]半年|半年报|中期业绩|前[三3]季")


def _tells_period(said: Said) -> bool:
    """A figure of the third quarter stands in no report of a half-year that prints no third quarter."""
    if said.need.kind in ("yesno", "why", "how", "date"):
        return True
    asked, article = unquoted(said), said.evidence.article
    text = f"{article.headline}\n{article.subheadline}\n{article.body}"
    if not _PERIOD.search(text):
        return True
    return all(re.search(told, text) for question, told in _PERIODS if re.search(question, asked, re.I))


def _near(said: Said) -> str:
    """The headline, and the sentence with the one before it."""
    body, at = said.evidence.article.body, said.evidence.span
    start = max(0, body.rfind("。", 0, max(0, at.start - 1)))
    return f"{said.evidence.article.headline}\n{body[start : at.end]}"


def _tells_begin(said: Said) -> bool:
    if said.need.kind != "date":
        return True
    asked, text = unquoted(said), _near(said)
    return all(re.search(told, text) for question, told in _BEGUN if re.search(question, asked, re.I))


def _tells_hour(said: Said) -> bool:
    return not _OCLOCK.search(unquoted(said)) or bool(_HOUR.search(said.evidence.text))


def _tells_address(said: Said) -> bool:
    return not _ADDRESS.search(unquoted(said)) or bool(_STREET.search(said.evidence.text))


def _tells_title(said: Said) -> bool:
    return not _TITLED.search(unquoted(said)) or bool(_TITLE.search(_near(said)))


def _counts_such(said: Said) -> bool:
    """How many firms (家) is not told by so many organisers (个): another unit of another thing."""
    match, fact = _UNIT.search(unquoted(said)), said.fact
    if match is None or fact is None or said.query.lang != "zh":
        return True
    told = _CLASSED.search(fact.span.of(said.evidence.text))
    if told is None or told["unit"] == match["unit"] or any({told["unit"], match["unit"]} <= one for one in _SAME_UNIT):
        return True
    if told["unit"] in _PEOPLE:
        return False
    return not counts_another(said.query.text, said.evidence.text, fact.span)


def _counts_the_thing(said: Said) -> bool:
    """How many barbers is not told by so many street cleaners in a report that speaks of barbers too."""
    fact, text = said.fact, said.evidence.text
    if said.query.lang != "zh" or said.need.kind != "number" or fact is None:
        return True
    noun = read_asked_noun(asked_of(said))
    figures = [
        one for one in find_quantities(text) if one.span.start < fact.span.end and fact.span.start < one.span.end
    ]
    counted = find_counted(text, figures[0]) if noun and figures else ""
    return not counted or agree(noun, counted) >= 0 or noun[-2:] not in whole(said.evidence.article)


def _bars(said: Said) -> bool:
    """Who may not is told by a clause that bars somebody: those whom it suits would be the very opposite."""
    if said.need.kind in ("number", "date", "yesno") or not _UNFIT.search(unquoted(said)):
        return True
    text = said.evidence.text
    start = said.fact.span.start if said.fact else 0
    low = max(text.rfind(mark, 0, start) for mark in "。；") + 1
    end = min((at for mark in "。；" if (at := text.find(mark, start)) >= 0), default=len(text))
    return bool(_BARS.search(text, low, end))


def _tells_price(said: Said) -> bool:
    return not _COST.search(unquoted(said)) or bool(_MONEY.search(said.evidence.text))


def _tells_dearer(said: Said) -> bool:
    """By how much a price fell or rose is told by words of change, not by the price."""
    if said.need.kind == "yesno" or not _DEARER.search(unquoted(said)):
        return True
    text, at = said.evidence.text, said.fact.span.start if said.fact else None
    return bool(_CHANGED.search(text if at is None else _clause_at(text, at)))


def _clause_at(text: str, at: int) -> str:
    start = max(text.rfind(mark, 0, at) for mark in "，。；") + 1
    return text[start : min((end for mark in "，。；" if (end := text.find(mark, at)) >= 0), default=len(text))]


def _counts_no_money(said: Said) -> bool:
    """How many households (多少竹编户) is not told by the money that they earned."""
    fact = said.fact
    if said.query.lang != "zh" or fact is None or not _SO_MANY_WHO.search(unquoted(said)):
        return True
    return not re.search(r"[\d百千万亿][元块]", fact.span.of(said.evidence.text))


def _names_firms(said: Said) -> bool:
    """Which companies is told by what firms are called, not by the towns that they come from."""
    if said.need.kind == "yesno" or not _FIRMS.search(unquoted(said)):
        return True
    parts = _PARTS.split(said.fact.value) if said.fact else []
    return not parts or not all(_is_town(part) for part in parts)


def _is_town(part: str) -> bool:
    """Is it a province with a town in it (江苏南通), which the tagger takes for a name of any sort?"""
    tags = [tag for _, tag in tag_words(part) if tag[:1] == "n"]
    return bool(tags) and tags[0] == "ns" and tags[-1] in ("ns", "nr", "nz")


def _gives_so_many(said: Said) -> bool:
    """What the 22 certificates are is told by a list of about so many, not by two clauses."""
    match, fact = _SO_MANY.search(unquoted(said)), said.fact
    wanted = int(match["en"] or match["zh"]) if match else 0
    if wanted < MANY or said.need.kind not in ("list", "name", "org", "place", "person", "other"):
        return True
    told = fact.span.of(said.evidence.text) if fact else said.evidence.text
    return len(_PARTS.split(told)) * 2 >= wanted


MANY = 5
"""From so many on a list is told by at least half of its parts; fewer are often told in one phrase."""


def _is_no_model(said: Said) -> bool:
    """Whose spirit is learned from (学雷锋) did nothing there, unless the question names him."""
    fact, text = said.fact, said.evidence.text
    if fact is None or said.need.kind not in ("person", "name", "list") or said.need.about_byline:
        return True
    value = fact.span.of(text)
    if len(value) > NAME or value in said.query.text:
        return True
    return not (_OF_FAME.search(text[: fact.span.start]) and _FAMED.search(text[fact.span.end :]))


NAME = 4
"""Signs of the longest name."""
