"""What a question's own words demand of the words by its fact: the hour, the title, the address, when it was founded.

A report that tells of the shop gives no opening hours by saying 当天上午, and the day on which a society travelled is
not the year in which it was founded. Each rule reads the question and says what must be printed there.
"""

from __future__ import annotations

import re

from rag.answering.compose import Said
from rag.answering.fitness import unquoted
from rag.facts.counting import counts_another

_BEGUN: tuple[tuple[str, str], ...] = (
    (
        r"成立|创办|创建|创立|组建|建立|设立|\bfounded\b|\bestablished\b|\bset up\b",
        r"成立|创办|创建|创立|组建|建立|设立|诞生|挂牌|揭牌|始建|建[馆校院会站队]|起家",
    ),
    (r"出生|生日|\bborn\b|\bbirthday\b", r"生|岁"),
    (r"建成|竣工|完工|建好|\b(?:built|completed|finished)\b", r"建|竣工|完工|落成|完成|投用|投入使用|通车"),
    (r"开工|动工|\bbreak ground\b", r"开工|动工|奠基|破土|启动|施工|建设"),
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
    r"\b(?:which|what) (?:picture books?|books?|songs?|films?|movies?)\b",
    re.I,
)
_TITLE = re.compile(r"[《“]")
_UNIT = re.compile(r"(?:多少|几)(?P<unit>[家所座辆台头只棵株亩本册篇幅匹架艘])(?=[\u4e00-\u9fff])")
_CLASSED = re.compile(
    r"[\d一二两三四五六七八九十百千万余多](?P<unit>[家户所座辆台头只棵株亩本册篇幅匹架艘个名人位项条次])"
)
_SAME_UNIT = ({"家", "户"}, {"棵", "株"}, {"本", "册"}, {"头", "只", "匹"})


def is_worded(said: Said) -> bool:
    """Stands by the fact what the question's own words demand?"""
    return all(rule(said) for rule in (_tells_begin, _tells_hour, _tells_address, _tells_title, _counts_such))


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
    return not counts_another(said.query.text, said.evidence.text, fact.span)
