"""The sort of thing or person that an English question names, and what its Chinese names end in or stand beside."""

from __future__ import annotations

import re

from rag.questions.asked_en import MONEY_FROM

_ROLES: tuple[tuple[str, str], ...] = (
    (r"deputy (?:county|district) (?:head|mayor|magistrate|governor)", "副县长 副区长"),
    (r"deputy (?:party )?secretary", "副书记"),
    (r"deputy mayor|vice[- ]mayor", "副市长 副县长"),
    (r"county (?:head|mayor|magistrate|chief|governor)|head of the county", "县长"),
    (r"district (?:head|mayor|chief|governor)|head of the district", "区长"),
    (r"mayor", "市长 县长 区长 镇长"),
    (r"(?:township|town) (?:head|mayor|chief)", "镇长 乡长"),
    (r"village (?:head|chief)", "村长 村委会主任 村主任"),
    (r"secretary of the .{0,40}\b(?:youth league|league)\b|(?:youth )?league secretary",
     "团委书记 团县委书记 团区委书记 团市委书记"),
    (r"(?:head|leader) of (?:the )?.{0,40}\bparty (?:general )?branch", "党支部书记 支部书记 党总支书记"),
    (r"(?:head|leader) of (?:the )?.{0,40}\bparty committee", "党委书记 党组书记"),
    (r"(?:party )?secretary of the (?:county|\w+ county)(?! \w+ (?:bureau|committee of))|county (?:party )?secretary",
     "县委书记"),
    (r"(?:party )?secretary of (?:the )?(?:\w+ )?district|district (?:party )?secretary", "区委书记"),
    (r"(?:first )?(?:party )?secretary", "书记"),
    (r"stationmaster|(?:head|chief|director|master) of the .{0,40}\bstation", "站长"),
    (r"headmaster|headmistress|head ?teacher|(?<!deputy )\bprincipal", "校长 园长"),
    (r"captain|team leader|(?:head|leader) of the .{0,40}\b(?:team|brigade)", "队长"),
    (r"curator|librarian|(?:director|head) of the .{0,40}\b(?:library|museum|archives|gallery)", "馆长"),
    (
        r"(?:director|head|president) of the .{0,40}\b(?:hospital|court|institute|college)|"
        r"hospital (?:director|president|head)",
        "院长 所长",
    ),
    (
        r"(?:director|head|chief) of the .{0,40}\b(?:bureau|administration)|bureau (?:director|head)|police chief",
        "局长",
    ),
    (r"(?:head|president|chair\w*) of the .{0,40}\b(?:red cross|association|society|chamber)", "会长 主席 理事长"),
    (r"(?:head|chair\w*|director|president) of the .{0,40}\bcooperative", "理事长 负责人"),
    (r"(?:head|chief|director) of the .{0,40}\b(?:office|committee|centre|center)", "主任"),
    (r"chair(?:man|woman|person)?|president", "主席 会长 理事长 董事长 校长 院长"),
    (r"(?:general )?manager", "经理 负责人"),
    (r"(?:chief|head) (?:referee|umpire|judge)", "总裁判 裁判长 裁判"),
    (r"director|head|chief|leader|in charge", "主任 局长 馆长 院长 所长 会长 站长 部长 负责人 队长 主席"),
    (r"coach(?:es|ed)?|trainer", "教练"),
    (r"head nurse", "护士长"),
    (r"nurse", "护士 护士长"),
    (r"doctor|surgeon|physician", "医生 大夫 医师"),
    (r"lawyers?", "律师"),
    (r"teachers?", "教师 老师"),
)  # fmt: skip
"""Offices in English and how a Chinese paper prints them beside a name; the first that fits."""

_CALLINGS: tuple[tuple[str, str], ...] = (
    (r"clerk", "干事 办事员 科员 职员 文书"),
    (r"staff member|staffer|employee", "职工 员工 干事 工作人员 科员 职员 业务员"),
    (r"villager", "村民"),
    (r"resident", "居民 市民 业主 村民"),
    (r"farmer|grower", "村民 农民 种植户 大户 农户 果农 菜农 茶农"),
    (r"driver", "司机 驾驶员"),
    (r"volunteer", "志愿者"),
    (r"pupil|student", "学生 同学"),
    (r"visitor|tourist", "游客"),
    (r"fisherman", "渔民"),
    (r"judge", "法官 审判员"),
    (r"technician", "技术员 技术人员"),
    (r"policeman|policewoman|police officer", "民警 交警"),
)  # fmt: skip
"""What people are called that hold no office, as the last word of what is asked for: Which villager."""

_SORTS: tuple[tuple[str, str], ...] = (
    (r"compounds?|housing estates?|residential areas?|estates?", "小区 家园 花园 嘉园 公寓"),
    (r"communit(?:y|ies)", "社区"),
    (r"sub-?districts?", "街道"),
    (r"villages?", "村"),
    (r"townships?|towns?", "乡 镇"),
    (r"count(?:y|ies)", "县"),
    (r"districts?", "区"),
    (r"cit(?:y|ies)", "市"),
    (r"squares?", "广场"),
    (r"industrial parks?|business parks?", "产业园 园区 工业园"),
    (r"parks?", "公园 园"),
    (r"streets?|roads?|highways?", "街 路 公路 国道 大道"),
    (r"bridges?", "大桥 桥"),
    (r"tunnels?", "隧道"),
    (r"rivers?", "河 江"),
    (r"reservoirs?|lakes?", "水库 湖"),
    (r"primary schools?", "小学"),
    (r"(?:middle|secondary|high) schools?", "中学 一中 二中"),
    (r"schools?", "小学 中学 学校 一中 二中"),
    (r"universit(?:y|ies)|colleges?", "大学 学院 高等专科学校 专科学校 职业学校"),
    (r"hospitals?|clinics?", "医院"),
    (r"banks?", "银行 农商行 农行 工行 建行 信用社"),
    (r"(?:university|college|academic) departments?|facult(?:y|ies)", "系 学院"),
    (r"law firms?|law offices?", "律师事务所 律所"),
    (r"(?:opera|theatre|drama|dance|song and dance) compan(?:y|ies)", "剧院 剧团 艺术团 歌舞团"),
    (r"insurance compan(?:y|ies)|insurers?", "保险公司 公司 支公司 保险"),
    (r"compan(?:y|ies)|firms?|insurers?|enterprises?", "公司 集团 企业 米业"),
    (r"librar(?:y|ies)", "图书馆"),
    (r"squadrons?|squads?|brigades?|detachments?|battalions?", "中队 大队 支队 总队 分队"),
    (r"teams?", "队"),
    (r"kindergartens?|nursery schools?", "幼儿园"),
    (r"courts?", "法院"),
    (r"museums?|galler(?:y|ies)", "博物馆 纪念馆 美术馆 馆"),
    (r"stations?", "站"),
    (r"hotels?|restaurants?", "酒店 饭店 宾馆 餐厅"),
    (r"theatres?|theaters?", "剧院 剧场 大剧院"),
    (r"troupes?|ensembles?", "剧团 剧院 艺术团 乐团 团"),
    (r"newspapers?|magazines?", "报 日报 杂志"),
    (r"factor(?:y|ies)|plants?", "厂"),
    (r"scenic (?:spots?|areas?)|attractions?", "景区 风景区"),
    (r"bureaus?", "局"),
    (r"associations?", "协会 联合会"),
    (r"committees?", "委员会 委"),
    (r"cooperatives?", "合作社"),
    (r"authorit(?:y|ies)|agenc(?:y|ies)|departments?|offices?|bod(?:y|ies)|organi[sz]ations?|institutions?|units?",
     "局 委员会 办公室 中心 馆 部 委 站 联合会 协会 红十字会 政府 妇联 残联 文联 科协 工商联 学会 大队 中队"),
    (r"mini-?program(?:me)?s?", "小程序"),
    (r"apps?", "APP App 客户端"),
    (r"slogans?|mottos?", "口号 主题 宣传语 标语"),
    (r"places|sites|locations|spots", "社区 村 园 镇 小区 广场 公园 馆 街道 景区 学校 医院 基地 厂"),
    (r"rooms|facilities", "室 站 屋 馆 堂 厅 中心"),
    (r"themes?", "主题 口号"),
    (r"operas?|plays?", "剧"),
    (r"awards?|prizes?", "奖"),
    (r"brands?", "品牌"),
    (r"colou?rs?", "色"),
)  # fmt: skip
"""Kinds of things in English and what their Chinese names end in; the first that fits what is asked for."""

_WHO_ORG = "局 委员会 办公室 中心 馆 部 联合会 协会 红十字会 政府 妇联 公司 医院 委 团委 大队 站"

OFFICE_WORDS = frozenset({
    "director", "head", "heads", "chief", "leader", "mayor", "magistrate", "governor", "secretary", "headmaster",
    "headmistress", "principal", "captain", "curator", "librarian", "president", "chairman", "chairwoman",
    "chairperson", "chair", "manager", "coach", "trainer", "coaches", "coached", "stationmaster",
})  # fmt: skip
"""The words of an English question that its sort stands for: not the lexicon's 导演 for a director."""

_VERBS: tuple[tuple[str, str], ...] = (
    (r"issue[sd]?|publish\w*|released?|sent|send", "发布|发出|印发|下发|出台|公布|发行|发文|通知|公告"),
    (
        r"organi[sz]e[sd]?|h[eo]lds?|host(?:s|ed)?|launch\w*|sponsor\w*|arranged?|ran",
        "举办|主办|组织|举行|开展|承办|启动|联合",
    ),
    (
        r"w[io]ns?|winning",
        "夺|获得(?!第[二三四五六七八]|[亚季]军|[银铜])|冠军|战胜|获胜|荣获(?!第[二三四]|[亚季])|摘|捧杯|折桂",
    ),
    (r"donat\w*|g[ai]ves?|given|presented|provided?", "捐|赠|送|提供|发放"),
    (r"buil[dt]s?|construct\w*", "建"),
    (r"collect\w*|gather\w*", "征集|收集|采集"),
    (r"runs?|operates?|manages?", "经营|运营|管理|的"),
    (r"underwrites?|underwrote|insures?", "承保|保险"),
    (r"makes?|made|produces?|processes", "生产|加工|制作|处理"),
    (r"teach\w*|taught|lectured?|explain\w*", "讲|授课|宣讲|教"),
    (r"visit\w*|inspect\w*", "走进|来到|深入|调研|视察|考察|前往"),
    (r"said|says?|speak\w*|spoke", "说|表示|介绍|讲话"),
    (r"chair(?:s|ed)|presided", "主持"),
    (r"offer\w*|hand(?:s|ed)? out|distribut\w*", "发放|提供|送|赠|分发"),
    (r"sign(?:s|ed)", "签"),
    (r"perform\w*|stag(?:es?|ed)", "演"),
    (r"plant\w*", "种|植|栽"),
    (r"use[sd]?|using", "使用|采用|利用|用"),
    (r"receiv\w*|gets?|got", "获得|得到|收到|领到|领取"),
    (r"s[eo]lls?|sold", "卖|销售|出售"),
    (r"repair\w*|fix(?:es|ed)|mend(?:s|ed)", "维修|修"),
    (r"invent\w*|design\w*|develop\w*", "发明|研发|设计|开发|研制"),
    (r"call(?:s|ed)? (?:on|for)|urge[sd]?|appeal(?:s|ed)", "呼吁|号召|倡议|要求"),
)


def find_verbs(question: str) -> str:
    """A pattern of what a Chinese paper says that the asked-for does; "" if the question's verb is not known."""
    text = question.lower()
    return "|".join(zh for en, zh in _VERBS if re.search(rf"\b(?:{en})\b", text))


_ASKED = re.compile(r"\b(?:what|which|whose)\s+(?P<noun>[^?,.]{1,60})", re.I)
_VERB = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|must|should|won|wins|in|of|for|that|to|with|from|"
    r"on|at|by|makes?|gives|runs?|covers?|underwrites?|sends?|holds?|hosts?|wins?|takes?|\w{3,}ed|made|underwrote|gave|took|held|sent|led|built|ran|"
    r"paid|came|went|got|told|taught|sold|bought|brought|wrote|began|became|spoke|stood|found|lent|drew|sang|kept|met|fought|beat|"
    r"set|put|let|cut|hit|rode|drove|fell|threw|wore|swam|grew|flew|lost|left|chose|dug|fed|shot|caught|thought|knew|saw|"
    r"heard|felt|rose|hung|laid|spent|swept|spread)\b",
    re.I,
)


def before_verb(noun: str) -> str:
    """What stands before the first verb or preposition: `fund` of fund paid for it."""
    return _VERB.split(noun)[0]


_PLURAL = re.compile(r"\b(?:[\w-]+[^su\W]s|people|men|women|children)$")
_SINGULAR = frozenset({"news", "series", "always", "as", "has", "does", "this", "its", "his", "texas", "gas"})


def read_asked_noun(question: str) -> str:
    """What stands behind which or what before the first verb: `law firm` of Which law firm's lawyer explained."""
    asked = _ASKED.search(re.sub(r" ?[(（][^)）]*[)）]", "", question))
    return before_verb(re.split(r"['’]s?\b", asked["noun"])[0]).strip().lower() if asked else ""


def asks_several(question: str) -> bool:
    """Does an English question ask for several things by their noun: Which villages, What songs?"""
    noun = read_asked_noun(question)
    return bool(_PLURAL.search(noun)) and noun.split()[-1] not in _SINGULAR


_PEOPLE = re.compile(
    r"\b(?:people|men|women|children|pupils?|staff|\w+(?:ers|ors|ists|ents|ants|ees|ians|men|women|als))$"
)
_NO_PEOPLE = re.compile(
    r"(?:cent(?:er|re)|river|paper|poster|tower|number|quarter|computer|theater|theatre|letter|corner|colou?r|tractor|"
    r"event|patent|document|garden|department|apartment|statement|requirement|instrument|restaurant|plant|comment|accident|"
    r"achievement|investment|equipment|arrangement|improvement|element|moment|talent|present|"
    r"hospital|festival|material|proposal|goal|animal|metal|journal|order|chapter|matter|error|sector|factor|motor|committee|degree|"
    r"ledger|folder|banner|flower)s$"
)


def asks_persons(question: str) -> bool:
    """Are the several things asked for persons: Which two counsellors?"""
    noun = read_asked_noun(question)
    return bool(_PEOPLE.search(noun)) and not _NO_PEOPLE.search(noun)


_MANY = re.compile(
    r"\bhow many (?P<noun>[\w' -]+?)(?= (?:is|are|was|were|do|does|did|has|have|had|will|can|in|of|at)\b|\?|$)"
)


def counts_things(question: str) -> bool:
    """Does an English question count things by a plural that names no persons: How many silver prizes were given?"""
    match = _MANY.search(question.lower())
    last = match["noun"].split()[-1] if match else ""
    return last in _PRIZES


_PRIZES = frozenset({"prizes", "awards", "medals", "places", "posts", "jobs", "vacancies", "seats", "positions"})
_HEADS = re.compile(r"(?<=\bwho )(?:now |currently )?(?:heads|leads|is in charge of|is at the head of)\b")
_SOURCES = "公益金 基金 专项资金 财政资金 善款 彩票"
"""What money comes from."""
_DEPUTY = re.compile(r"\b(?:deputy|vice)[- ]")
_OF_COLLEGE = re.compile(r"\bwhich department of (?:the )?[\w'üé -]{1,30}(?:university|college)\b")


def find_sorts(question: str, kind: str) -> tuple[str, ...]:
    """The Chinese words that the thing asked for may bear: 馆长 before a librarian's name, 小区 at a compound's end.

    `question` is in English; () where it does not say what sort of thing it asks for.
    """
    text = _HEADS.sub("head of", question.lower())
    if kind == "name" and re.search(MONEY_FROM, text):
        return tuple(_SOURCES.split())
    if kind == "person":
        deputy = _DEPUTY.search(text)
        if deputy:  # 副院长 and 副馆长 as well as 副主任
            of = find_sorts(text[: deputy.start()] + text[deputy.end() :], kind)
            own = next(
                (tuple(zh.split()) for en, zh in _ROLES if "deputy" in en and re.search(rf"\b(?:{en})\b", text)), ()
            )
            return own or tuple(f"副{sort}" for sort in of)
        held = next((tuple(zh.split()) for en, zh in _ROLES if re.search(rf"\b(?:{en})\b", text)), ())
        noun = "" if held else read_asked_noun(text)
        return held or next((tuple(zh.split()) for en, zh in _CALLINGS if re.search(rf"\b(?:{en})$", noun)), ())
    if kind not in ("place", "org", "name"):
        return ()
    if _OF_COLLEGE.search(text):
        return ("系",)
    asked = _ASKED.search(text)
    if not asked:
        return tuple(_WHO_ORG.split()) if kind == "org" and re.search(r"\bwho\b", text) else ()
    noun = before_verb(re.split(r"['’]s?\b", asked["noun"])[0])
    for pattern in (r"\b(?:{})\s*$", r"^(?:[\w-]+ )?(?:{}) [\w-]+ed\b"):  # a verb that is not known ends the noun too
        found = next((tuple(zh.split()) for en, zh in _SORTS if re.search(pattern.format(en), noun)), ())
        if found:
            return found
    return ()
