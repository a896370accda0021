"""Noun phrases of a Chinese sentence by their last word: bodies (局, 公司, 学校), places (社区, 广场), teams."""

from __future__ import annotations

import re

from index.records import Span
from index.words import tag_words
from rag.facts.evidence import Fact

ORGANS = (
    "有限公司|公司|集团|合作社|委员会|管委会|组委会|关工委|党工委|工委|市委|县委|区委|省委|镇党委|党委|党支部|党总支|支部|政府|法院|检察院|办事处|办公室"
    "|局|厅|部|中心|站|医院|卫生院|学校|小学|中学|大学|学院|幼儿园|图书馆|博物馆|档案馆|文化馆|体育馆|馆|协会|学会|联合会|商会|工会|妇联|团委|红十字会|银行"
    "|支行|分行|书店|报社|电视台|剧院|剧团|乐团|艺术团|服务队|救援队|代表队|大队|支队|队|俱乐部|基金会|研究所|研究院|企业|厂|超市|事务所|律所|残联|文联|科协|工商联|派出所|研究会|分会|总会|志愿队|突击队|宣讲团|合唱团|系|院"
    "|产业园|园区|社区|街道|单位|部门|机构|网"
)
SITES = (
    "社区|街道|村|镇|乡|县|区|市|省|国|[一二三四五六七八九十]中|广场|公园|小区|大街|路|巷|学校|中学|小学|大学|学院|医院|礼堂|中心|馆|剧院|站|大楼|楼|厅|室|院|(?<!游)园|桥|水库|河|湖|山"
    "|寺|岛|机场|车站|码头|基地|营地"
    "|大院|会堂|体育场|球场|操场|湿地|景区|隧道|洲|地区|州|政府|局|法院|广播站|客运站|酒店|市场|仓库|工地"
    "|现场|田|示范区"
)
KIN: dict[str, str] = {
    "学校": "学校|小学|中学|一中|二中|大学|学院|幼儿园",
    "球队": "队",
    "队伍": "队",
    "代表队": "队",
    "公司": "公司|集团",
    "企业": "公司|集团|厂|企业|合作社",
    "单位": ORGANS,
    "部门": ORGANS,
    "机构": ORGANS,
    "组织": ORGANS,
    "地方": SITES,
    "地点": SITES,
    "银行": "银行|支行|分行",
    "医院": "医院|卫生院",
    "路": "路|大街|街|巷",
    "城市": "市|区|县",
    "法": "法|法典|条例",
    "法律": "法|法典|条例",
}
"""Words of a question and what the names of such a thing end in."""
_ASKED = re.compile(
    r"(?:哪[一二两三四五六七八九十几\d]*(?P<of>[些个家所支座条种项间位名场次届首部本篇类门只]?)|什么|何)(?P<noun>[\u4e00-\u9fff]{1,6})"
)
_BODIES = frozenset("家所座支")
"""Measure words of bodies: a verb behind the noun is none of it (哪家书店合作)."""
_INSIDE = re.compile(r"(?<=.)[里内中上](?=$|[^\u4e00-\u9fff])")
_KINDS = sorted({*ORGANS.split("|"), *SITES.split("|"), *KIN}, key=len, reverse=True)
_NAMED = re.compile(r"(?P<noun>[\u4e00-\u9fff]{2,8})(?:的?(?:名字|名称|全称))?(?:叫做?|名为|取名)(?:什么|啥)")
"""什么 is asked for by 叫什么: the noun stands before."""
_PART = re.compile(r"(?:n|j|b|l|eng|nz|nt|ns|nr|nrt|vn|m|q|i|a|f|s|x|g|k)")
_BREAK = frozenset("在由从向对给为于到至把被让与和及同是有的了地得并将等") | {
    "进行",
    "进",
    "走进",
    "进入",
    "前往",
    "来到",
    "获得",
}


GENERAL = frozenset({"国家", "事", "事情", "东西", "内容", "情况", "方面", "地方", "原因", "问题"})
"""Nouns that end no name of what they stand for: 肩负国家 is no country."""


def asked_noun(question: str) -> str:
    """The kind of thing asked for: 球队 in 哪支球队; "" where the question does not say."""
    named = _NAMED.search(question)
    if named:
        nouns = [word for word, tag in tag_words(named["noun"]) if tag.startswith(("n", "l", "j", "vn", "s"))]
        return nouns[-1] if nouns else ""
    match = _ASKED.search(question)
    if not match:
        return ""
    noun, body = "", (match["of"] or "") in _BODIES
    for word, tag in tag_words(match["noun"]):
        if word == "小" and not noun:  # 小程序, 小组
            noun = word
            continue
        if not tag.startswith(("n", "l", "j", "vn", "s")) or word in _BREAK or (noun and body and tag == "vn"):
            break
        noun += word
    if not noun and match["of"]:  # 系 alone is tagged as a verb
        noun = next((kind for kind in _KINDS if match["noun"].startswith(kind)), "")
    return _INSIDE.sub("", noun)


def is_of_sort(question: str, kind: str, text: str) -> bool:
    """Does a name end as those of the kind of thing that the question asks for do? Not if it asks for none."""
    noun = asked_noun(question)
    return bool(noun) and noun not in GENERAL and re.search(rf"(?:{endings(noun, kind)})”?$", text) is not None


def endings(noun: str, kind: str) -> str:
    """What the names of such a thing may end in, as alternatives of a regex."""
    known = next((KIN[key] for key in sorted(KIN, key=len, reverse=True) if noun.endswith(key)), "")
    return known or re.escape(noun) or (ORGANS if kind == "org" else SITES)


def find_phrases(sentence: str, last: str) -> list[Span]:
    """The longest noun phrases that end in one of the words `last` (alternatives of a regex)."""
    ending = re.compile(rf"(?:{last})$")
    found: list[Span] = []
    start, at, begun = 0, 0, False
    end = 0
    for word, tag in tag_words(sentence):
        place = sentence.find(word, at)
        at = place + len(word)
        fits = (_PART.match(tag) or word in "省市县区镇乡村") and word not in _BREAK and any(c.isalnum() for c in word)
        fits = fits or (begun and ending.fullmatch(word) is not None)
        if not fits:
            if begun and end:
                found.append(Span(start, end))
            begun, end = False, 0
            continue
        if not begun:
            start, begun, end = place, True, 0
        if ending.search(sentence[start:at]):
            end = at
    if begun and end:
        found.append(Span(start, end))
    return [span for span in found if span.end - span.start >= 2]


_AT = re.compile(r"(?:在|于|走进|来到|前往|赴|抵达|位于|地点[:：为]?|地址[:：为]?|到)$")
_LABEL = re.compile(r"[\u4e00-\u9fff]{0,2}(?:地点|地址|会址)(?:[设定]?在|为|是)(?=.{2})")
_DOER = re.compile(r"(?:由|为|是|：|联合|携手|单位[:：])$")


_HELD = re.compile(r"(?:隆重|正式|成功|顺利|如期|联合|共同)?(?:举行|举办|开展|召开|启动|组织|进行|开幕|办)")
_STEPS = re.compile(r"哪[一]?个?(?P<a>[省市县区镇乡]|街道)[、的]?哪[一]?个?(?P<b>[镇乡村]|街道|社区|小区)")
"""Asks for a place within a place: 哪个镇哪个村."""


def _find_steps(question: str, sentence: str) -> list[Fact]:
    steps = _STEPS.search(question)
    if not steps:
        return []
    pattern = rf"[\u4e00-\u9fff]{{2,8}}{steps['a']}[\u4e00-\u9fff]{{1,8}}?{steps['b']}"
    return [Fact(Span(*m.span()), m.group(), 1.0) for m in re.finditer(pattern, sentence)]


_COUNTED = re.compile(r"\d+[余多]?[支个家所名座条]")
"""So many of them: no name of any."""


def find_things(question: str, kind: str, sentence: str) -> list[Fact]:
    """Bodies or places of the kind that the question names, that it does not name itself."""
    noun = asked_noun(question)
    noun = "" if noun in GENERAL else noun
    found = _find_steps(question, sentence)
    for span in find_phrases(sentence, endings(noun, kind)):
        if label := _LABEL.match(span.of(sentence)):
            span = Span(span.start + len(label.group()), span.end)
        text = span.of(sentence)
        if text in question or text == noun or (noun and len(text) <= len(noun)) or _COUNTED.match(text):
            continue
        before = sentence[max(0, span.start - 4) : span.start]
        fit = 0.3 if noun else 0.0
        if kind == "place":
            fit += 0.3 if _AT.search(before) else 0.0
            held = before.endswith(("在", "于")) and _HELD.match(sentence, span.end)
            fit += 0.5 if held and _HELD.search(question) else 0.0
        else:
            fit += 0.3 if _DOER.search(before) else 0.0
            fit += (
                0.2
                if re.match(
                    r"(?:主办|承办|举办|组织|联合|发布|印发|下发|向|获|夺|携手|开展|邀请)", sentence[span.end :]
                )
                else 0.0
            )
        found.append(Fact(span, text, fit))
    return found
