"""What a question asks for: its language, the form of the answer, the units that would fit."""

from __future__ import annotations

import re
from dataclasses import dataclass

KINDS = (
    "number",
    "date",
    "person",
    "place",
    "org",
    "name",
    "list",
    "yesno",
    "why",
    "how",
    "summary",
    "reports",
    "other",
)
FACTOID = frozenset({"number", "date", "person", "place", "org", "name", "yesno"})

HAN = re.compile(r"[㐀-鿿豈-﫿]")
LATIN = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")


@dataclass(frozen=True, slots=True)
class Need:
    """The form of the answer. `unit` is the measure word that the question itself names (人, 平方米, ml), else ""."""

    kind: str
    unit: str = ""
    about_byline: bool = False
    """Does it ask who wrote or photographed a report?"""


def detect_language(text: str) -> str:
    """`zh` or `en`, by which script carries the sentence; a Chinese title inside an English question stays English."""
    han, latin = len(HAN.findall(text)), len(LATIN.findall(text))
    if not han:
        return "en" if latin else "zh"
    return "en" if latin >= 4 and latin * 2 >= han else "zh"


ZH_RULES: tuple[tuple[str, str], ...] = (
    ("reports", r"哪[些几]?[一二两三四五六七八九十\d]?[篇则条]?(?:报道|文章|新闻|消息|稿件)"),
    ("why", r"为什么|为何|为啥|什么原因|何以|缘何|怎么会"),
    ("summary", r"概括|概述|总结|归纳|简述|介绍一下|讲了什么|主要内容|说了些?什么"),
    ("list", r"哪[些几两三四五六七八九十]|有什么[人物活]|分别是|包括什么|哪\d|依次|还有谁|怎样的(?:初心|目标|要求)"),
    (
        "number",
        r"多少|几(?!乎)(?:[个名位户家支条件项次场岁年月天元亩级A届期所座台辆头株份本册字页人万千百点倍层种]|[A-Z]级)|第几|多大|多长|多高|多远|多重|多宽|多久|占比|比例|电话|号码|一共有",
    ),
    ("date", r"什么时[候间]|哪[一]?[天日年月]|何[时日]|几[月号日时点]|几年|日期|时间是|截止(?:时间|日期)|多会儿"),
    ("person", r"谁|哪[一]?[位名](?!.{0,3}(?:社区|单位))|何人|什么人|作者|记者是|姓名|叫什么名字?的?人"),
    (
        "place",
        r"哪里|哪儿|何[处地]|什么地[方点]|在哪|地[点址]|哪[一]?[个座条]?(?:社区|村|镇|乡|街道|县|区|市|小区|学校|医院|广场|公园|单位)",
    ),
    ("org", r"哪[一]?[个家]?(?:单位|部门|公司|企业|机构|组织|协会|银行|局)|什么(?:单位|部门|公司|机构)|由哪"),
    ("name", r"叫什么|名称|名字|什么(?:主题|品牌|称号|剧目|口号|宗旨|奖)|哪[一]?[个种项]|主题是|是什么|什么"),
    ("how", r"怎[么样]|如何|咋|通过什么方式|采取了?什么"),
    ("yesno", r"吗[？?]?$|是否|是不是|有没有|能不能|可不可以|会不会|还是"),
)

EN_RULES: tuple[tuple[str, str], ...] = (
    ("reports", r"\b(?:which|what) (?:\w+ )?(?:reports?|articles?|stories)\b"),
    ("why", r"\bwhy\b|\bwhat (?:was the )?reason"),
    ("summary", r"\bsummar|\bsum up\b|\bin (?:one|two|a few) sentences?\b|\bwhat is .{0,20}(?:article|report) about"),
    (
        "number",
        r"\bhow (?:many|much|old|large|big|long|far|tall|high|often|wide)\b|\bwhat (?:amount|number|percentage|area|share)\b",
    ),
    ("date", r"\bwhen\b|\b(?:what|which) (?:date|day|year|month|time)\b|\b(?:un)?til when\b"),
    (
        "person",
        r"\bwho(?:se|m)?\b|\bwhich (?:\w+ )?(?:person|reporter|lawyer|official|doctor|teacher|man|woman)\b|\bthe (?:county|district) head\?",
    ),
    (
        "place",
        r"\bwhere\b|\b(?:what|which) (?:\w+ )?(?:place|village|town|community|street|square|compound|city|county|school|park)\b",
    ),
    (
        "org",
        r"\b(?:what|which) (?:\w+ )?(?:compan(?:y|ies)|departments?|organi[sz]ations?|hospital|bank|institution|park|bureau|association)\b",
    ),
    ("list", r"\b(?:what|which) (?:are|were|groups?|three|two|four|five|roads|streets|names|shows|steps|activities)\b"),
    ("how", r"\bhow\b|\bwhat steps\b"),
    ("name", r"\bwhat\b|\bwhich\b"),
    ("yesno", r"^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|must|should)\b"),
)

ZH_UNIT = re.compile(
    r"(?:多少|几)(?P<unit>平方公里|平方米|立方米|公里|毫升|小时|分钟|人次|万元|亿元|公斤|千克|[A-Z]级|"
    r"[人名位户家个支条件项次场岁年月天元亩吨级届期所座栋台辆头只株棵袋份本册字页道升米斤层种倍])"
)
EN_UNIT = re.compile(
    r"\bhow (?:many|much) (?P<unit>people|persons|residents|households|families|volunteers|students|children|yuan|"
    r"money|metres|meters|kilometres|kilometers|tonnes|tons|mu|trees|books|litres|liters|millilitres|days|years|hours|times)\b",
    re.I,
)
EN_TO_ZH_UNIT = {
    "people": "人", "persons": "人", "residents": "人", "volunteers": "人", "students": "人", "children": "人",
    "households": "户", "families": "户", "yuan": "元", "money": "元", "metres": "米", "meters": "米",
    "kilometres": "公里", "kilometers": "公里", "tonnes": "吨", "tons": "吨", "mu": "亩", "trees": "株", "books": "册",
    "litres": "升", "liters": "升", "millilitres": "毫升", "days": "天", "years": "年", "hours": "小时", "times": "次",
}  # fmt: skip

BYLINE = re.compile(
    r"(?:报道|文章|新闻|消息|稿[件子]?|》).{0,6}(?:谁写|作者|记者|署名)|谁(?:写|采写|报道|拍摄?)的|作者是|谁(?:来)?摄影|配图|"
    r"\bwho (?:wrote|reported|photographed|took)|\breporter|\bwritten by|\bauthor|\bjournalist",
    re.I,
)


def understand(question: str, lang: str) -> Need:
    """The form of the answer that a question asks for: the first rule of its language that fits."""
    text = question.strip()
    about_byline = bool(BYLINE.search(text))
    if lang == "zh":
        unit = ZH_UNIT.search(text)
        kind = next((kind for kind, rule in ZH_RULES if re.search(rule, text)), "other")
        return Need("person" if about_byline else kind, unit.group("unit") if unit else "", about_byline)
    text = text.lower()
    unit = EN_UNIT.search(text)
    kind = next((kind for kind, rule in EN_RULES if re.search(rule, text)), "other")
    return Need("person" if about_byline else kind, EN_TO_ZH_UNIT[unit.group("unit")] if unit else "", about_byline)
