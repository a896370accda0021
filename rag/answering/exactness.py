"""Is it the very one that was asked for: the dean and not his deputy, the silver prize, the day, a body with a name?

A report that tells of the event names others beside: each rule reads what the question insists on, and looks for it by
the fact itself, in its own clause.
"""

from __future__ import annotations

import re

from index.dates import find_dates
from index.people import may_be_name
from index.words import find_names, tag_words
from rag.answering.compose import Said
from rag.facts.nearness import asked_part
from rag.facts.offices import OFFICE
from rag.facts.winners import is_winner
from rag.finding.carrying import whole

_OFFICE = re.compile(
    r"(?P<vice>副|常务副)?(?P<post>(?:总?书记|主任|主席|总?经理|教练|秘书长|理事长|[院校馆局会站队园厂县区市镇乡村所科处社部厅组台]长))"
    r"(?:的?(?:名字|姓名))?(?:又|当时|现在|都)?(?:是谁|是哪[一]?位|是什么人|叫什么|姓什么|叫啥)"
)
_NOBODY = re.compile(
    r"(?:[人员者师生长手民兵匠工户们队会局委部院校司社团站厅所家方组室办馆店行厂村镇乡县区市党府友众客属友妇女男]|集团|中心|代表|书记|主任|教练|主席|"
    r"模范|冠军|孩子|干部|群众|夫妇|老汉|银行|学校|单位|企业)[”》）)]?$"
)
"""How what is said of somebody ends where it is no name: 社区老人, 县医院. The rest (大力支持) is nobody."""
_EXACT_DAY = re.compile(
    r"哪一?天|几月几|几[日号](?!楼)|具体(?:的)?(?:日期|日子|时间|在?哪)|\b(?:exact|which|what) (?:day|date)\b", re.I
)
_RANKS: tuple[tuple[str, str], ...] = (
    (r"金[奖牌]|\bgold\b", "金"), (r"银[奖牌]|\bsilver\b", "银"), (r"铜[奖牌]|\bbronze\b", "铜"),
    (r"一等奖|\bfirst[- ](?:class )?prizes?\b", "一等"), (r"二等奖|\bsecond[- ](?:class )?prizes?\b", "二等"),
    (r"三等奖|\bthird[- ](?:class )?prizes?\b", "三等"), (r"优秀奖", "优秀"), (r"冠军|夺冠|\bchampions?\b", "冠"),
    (r"亚军|\brunners?-up\b", "亚"), (r"季军", "季"),
)  # fmt: skip
_WHERE = re.compile(
    r"(?:去了?|到了?|来到|在|赴|走访了?|前往)?(?P<name>[\u4e00-\u9fff]{2})(?P<rank>[县市区省州])(?:的|里)?(?:哪|什么地方|几个)"
)
_UNNAMED = re.compile(
    r"^(?:一|某|该|这|那|几|两|多|各|当地|附近)(?:[家所个座名位支]|某)?(?:幼儿园|学校|[小中大]学|医院|企业|公司|社区|[村店厂]|酒店|商场|超市|银行|机构|单位|协会)$"
)
_BODY_CALLED = re.compile(
    r"(?P<sort>公司|企业|学校|小学|中学|医院|银行|协会|幼儿园|超市|书店|合作社|律师事务所|剧团|酒店|基金会|工厂|机构)的?(?:名字|名称|全称)?(?:是什么|叫什么|叫啥|叫做什么)|"
    r"哪[一]?[家所个](?P<other>公司|企业|学校|小学|中学|医院|银行|协会|幼儿园|超市|书店|合作社|律师事务所|剧团|酒店|基金会|工厂)"
)
_OFFICE_BODY = re.compile(r"[局委办厅]$|政府$")
"""A body of the state: no firm that trains or insures is one."""
_FIRM = re.compile(r"公司|集团|厂|企业|合作社|银行|保险|中心|店|社|部$")
_SPEAKER = re.compile(
    r"(?P<who>副?(?:书记|主任|主席|经理|负责人|[院校馆局会站队园县区市镇乡村社部]长))(?:在[^，。？]{0,16})?"
    r"(?:讲|说|谈|强调|指出|要求|表示|提出)了?(?:些|哪)?(?:什么|啥|些|哪些)"
)
_SPEAKS = r"[^。；]{0,24}?(?:说|表示|指出|强调|要求|介绍|提出|认为|希望|坦言|致辞|呼吁|讲话|[:：]“)"


_DOES = re.compile(
    r"谁(?:来)?(?P<verb>主持|主讲|授旗|宣读|带队|剪彩|颁奖|接管|执导|主演|点评)|"
    r"\b(?P<chaired>who (?:chaired|presided))\b",
    re.I,
)
"""A deed that has few other words: whoever did it stands by one of them."""
_OTHERWISE = {
    "带队": "带领|率领|率队|领队|组织", "主讲": "讲|授课", "宣读": "读", "授旗": "授|旗", "颁奖": "颁|授",
    "接管": "接手|接盘|入驻|进驻|托管", "执导": "导演", "主演": "演", "点评": "评",
}  # fmt: skip


def is_exact(said: Said) -> bool:
    """Is the fact the very one that the question insists on?"""
    rules = (_is_holder, _is_somebody, _gives_day, _has_rank, _lies_there, _has_name, _lets_speak, _did_it)
    return all(rule(said) for rule in rules)


_BRACKETED = re.compile(r"[（(][^（()）]{1,12}[)）]")
"""A word of explanation: the secretary (and not the deputy)."""


def _asked(said: Said) -> str:
    return _BRACKETED.sub("", asked_part(said.query.text) if said.query.lang == "zh" else said.query.text)


def _is_holder(said: Said) -> bool:
    """Who bears an office is whoever stands beside that office, not beside its deputy's, nor the other way round."""
    match, fact = _OFFICE.search(_asked(said)), said.fact
    if match is None or fact is None or said.need.kind == "yesno":
        return True
    text = said.evidence.text
    before, behind = text[max(0, fact.span.start - 12) : fact.span.start], text[fact.span.end : fact.span.end + 8]
    posts = [*re.finditer(rf"(?P<vice>副)?{match['post']}", before)][-1:] or [
        *re.finditer(rf"^(?:[，、（(是任]|担任|同志)*(?P<vice>副)?{match['post']}", behind)
    ]
    if not posts:
        return match["post"] in text or not (find_names(fact.value) or _looks_named(fact.value))
    return bool(posts[0]["vice"]) == bool(match["vice"])


def _is_somebody(said: Said) -> bool:
    """Who is answered by a name, or by what people and bodies are called."""
    fact = said.fact
    if said.need.kind != "person" or fact is None or said.need.about_byline:
        return True
    text, parts = said.evidence.text, re.split("[、，；和与及]", fact.span.of(said.evidence.text))
    names = [one for one in find_names(text) if one.end - one.start < 4 or may_be_name(one.of(text))]
    if any(one.start < fact.span.end and fact.span.start < one.end for one in names):
        return True
    if any(_looks_named(part.strip("“”《》（）()")) for part in parts) or _bears_office(text, fact.span.start):
        return True
    bodies = any(_NOBODY.search(part) for part in parts) or not re.search(r"[\u4e00-\u9fff]", fact.value)
    return bodies and not _OFFICE.search(_asked(said))


def _bears_office(text: str, at: int) -> bool:
    """Does an office stand right before a place in a text: 支部书记|亓…, of a family name that is no common one?"""
    if _ABROAD.search(text[max(0, at - 6) : at]):
        return True
    return any(match.end() == at for match in OFFICE.finditer(text, max(0, at - 12), at))


_ABROAD = re.compile(r"(?:总统|首相|总理|外长|外相|防长|大臣|国王|议长|议员|发言人|参谋长|州长|大使)$")
"""Offices of other countries: whoever bears one has a name of any form."""


def _looks_named(part: str) -> bool:
    if (
        "·" in part or len(re.findall("[斯克尔拉德里特巴布罗卡尼亚伊奥马莱格洛塔姆维哈穆萨诺科贝]", part)) > 1
    ):  # from abroad
        return True
    short = bool(re.fullmatch(r"[\u4e00-\u9fff]{2,3}", part))  # a rare name is told from a word by not being one
    return (short or may_be_name(part)) and [tag for _, tag in tag_words(part)] not in (
        ["n"],
        ["v"],
        ["vn"],
        ["a"],
        ["d"],
    )


def _gives_day(said: Said) -> bool:
    """On which day is told by a day, not by 近日."""
    fact = said.fact
    if said.need.kind != "date" or fact is None or not _EXACT_DAY.search(_asked(said)):
        return True
    value = fact.span.of(said.evidence.text)
    return bool(
        re.search(
            r"[\d一二三四五六七八九十][日号]|\d[./-]\d|[今昨前当次]日|[今昨前当]天|周[一二三四五六日末]|星期", value
        )
    ) or any(mention.has_day or mention.occasion for mention in find_dates(value))


def _has_rank(said: Said) -> bool:
    """Who won silver is not told by who won gold: the prize nearest to the fact is the one asked for."""
    asked = {rank for rule, rank in _RANKS if re.search(rule, _asked(said), re.I)}
    fact = said.fact
    if not asked or fact is None or said.need.kind not in ("person", "org", "name", "list", "place"):
        return True
    if is_winner(_asked(said), said.evidence, fact):
        return True
    text = said.evidence.text
    found = [
        (min(abs(m.start() - fact.span.end), abs(fact.span.start - m.end())), rank)
        for rule, rank in _RANKS
        for m in re.finditer(rule, text)
        if not (fact.span.start <= m.start() < fact.span.end)
    ]
    if not found:
        return bool(
            re.search("冠|亚|季|夺|奖|胜|第[一二三123]|优胜|名次|牌", f"{said.evidence.article.headline}{text}")
        )
    return min(found)[1] in asked


def _lies_there(said: Said) -> bool:
    """Which estates of a county is told by a report that names the county, or speaks of its own."""
    match = _WHERE.search(_asked(said))
    if match is None or said.query.lang != "zh" or re.search(r"[的了在各全我本]", match["name"]):
        return True
    text = whole(said.evidence.article)
    return match["name"] in text or bool(re.search(rf"[全我本]{match['rank']}", text))


def _has_name(said: Said) -> bool:
    """Which firm is told by its name: 一幼儿园 is none, and a campaign is no firm."""
    fact = said.fact
    match = _BODY_CALLED.search(_asked(said))
    sort = match and (match["sort"] or match["other"])
    if fact is None:
        told = sort and re.search(rf"(?<![原新某该这])[\u4e00-\u9fff]{{2}}{sort}", said.evidence.text)
        return said.need.kind != "org" or not sort or bool(told)
    nowhere = said.need.kind == "place" and not re.search("哪[个座家所]|\\bwhich\\b", _asked(said), re.I)
    if said.need.kind in ("org", "name", "place", "person") and _UNNAMED.match(fact.value) and not nowhere:
        return False
    if not sort or said.need.kind not in ("org", "name"):
        return True
    if sort == "机构":
        return not _OFFICE_BODY.search(fact.value)
    return (
        sort[-1] in fact.value
        or sort[-2:] in fact.value
        or (sort in ("公司", "企业") and bool(_FIRM.search(fact.value) or not re.search("[“《]", fact.value)))
    )


def _lets_speak(said: Said) -> bool:
    """What the head of a county said is told where the report lets the head speak, and not the meeting."""
    match = _SPEAKER.search(_asked(said))
    if match is None or said.query.lang != "zh":
        return True
    return bool(re.search(re.escape(match["who"]) + _SPEAKS, said.evidence.article.body))


def _did_it(said: Said) -> bool:
    """Who chaired is told by a sentence that says so, or the one before it."""
    match = _DOES.search(_asked(said))
    if match is None or said.need.kind != "person":
        return True
    body, at = said.evidence.article.body, said.evidence.span
    start = max(0, body.rfind("。", 0, max(0, at.start - 1)))
    verb = "主持" if match["chaired"] else match["verb"]
    told = body[start : at.end]
    if any(word in told for word in _OTHERWISE.get(verb, "").split("|") if word):
        return True
    return verb in told or (verb[-1] in said.evidence.text and verb in body)
