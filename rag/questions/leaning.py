"""Does a question need what was asked before: by a pronoun, by what it leaves out, or because it names nothing?"""

from __future__ import annotations

import re

from index.dates import find_dates
from index.words import find_names
from rag.questions.asked import LATIN

LEANING_ZH = re.compile(
    r"^(?:那|那么|还有|另外|除了|除此|其中|然后|当时|当年|当天|同年|同一天|他|她|它|其(?!他|余)|这|该|此|上述|哪一年的|是吗)|"
    r"(?:呢|还有吗|还有谁|为什么|为何)[？?]?$|"
    r"(?<![其吉])[他她]们?(?![人乡国山])|它们?|这篇|那篇|这次|那次|那年|那天|该活动|当天|上面"
)
LEANING_EN = re.compile(
    r"^(?:and|but|so|what about|how about|also|besides|why|when|where|who else|any(?:thing| others| more)?)\b.{0,40}$|"
    r"^and\b|\b(?:it|its|they|them|their|he|she|him|his|her|those|"
    r"(?:that|this|the same) (?:report|article|story|event|year|day|time)|"
    r"there(?! (?:is|are|was|were)\b)|(?:old|new|other|first|last|second|same|that|this|which) ones?)\b",
    re.I,
)
FILLER_EN = re.compile(r"\bhow many \w+ are there\b", re.I)
_BARE_ZH = re.compile(
    r"(?:谁|哪|什么|多少|几|多[大长高远久重少]|怎么|如何|为什么|有多)[\u4e00-\u9fff]{0,5}[？?]?$|[\u4e00-\u9fff]{1,3}[？?]?$|"
    r"[\u4e00-\u9fff]{2,4}(?:是|有|为|共)?(?:多少|几比几)[？?]?$"
)
"""Nothing but what is asked, or so short that it says nothing: 谁写的, 有多少人, 为什么, 比分多少."""
_NO_SUBJECT = re.compile(
    r"(?:是|在|由|有(?!关|线|机|轨)|从|对(?!联)|与|跟|被|把|共(?!青|产|享|和|建)|一共|总共|合计|具体|最[后终早初]|后来|之后|"
    r"随后|接着|结果|目前|现在|原来|以前|之前|分别|主要|用的?(?!户|水|电)|花了?(?=多|几)|来了|去了|到(?=什么|哪|几|多)|投到|送到|交到|寄到)"
)
"""What a Chinese question opens with that leaves out what it is about: 是与哪个单位合办的, 最后花了多少."""
_PROPER_ZH = re.compile(
    r"(?<![哪这那该各每个几本全是在])[\u4e00-\u9fff]{2}(?:[省市县](?![里内级区委长民])|[镇乡](?![长里])|街道|社区(?!工)|小区|村(?![民里委干])|小学(?!生|组)|"
    r"中学(?!生|组)|大学(?!生)|学院|医院(?!院长)|公司|集团|大桥|水库|广场|公园|[路街河](?![灯边]))|[“《「]|[A-Za-z]{3}"
)
_COMMON = re.compile(
    r"[的了在有和与及去来到过给对为我你这那哪几本全该各每个家所座条多少是由主办承加]|一些|什么|城市|农村|行政|人民|附近|幼儿"
)
"""Signs that show that what stands before such a sort of place names none: 哪个社区, 几所小学."""
_PROPER_EN = re.compile(r"(?<=[a-z,'’] )[A-Z]\w|\d{2}|[“\"《\u4e00-\u9fff]")
_ALWAYS_EN = re.compile(r"\b(?:Party|I|Mr|Mrs|Ms)\b")


def leans(question: str, lang: str) -> bool:
    """Does the question say that it needs what was asked before?"""
    text = question.strip()
    if lang == "zh":
        if names(text, lang) and not LEANING_ZH.search(text):
            return False
        return bool(LEANING_ZH.search(text) or _BARE_ZH.match(text) or _NO_SUBJECT.match(text))
    return bool(LEANING_EN.search(FILLER_EN.sub("", text))) or len(LATIN.findall(text)) <= 4


def names(question: str, lang: str) -> bool:
    """Does the question name a person, a place, a body, a title or a day of its own?"""
    text = question.strip()
    if lang == "en":
        return bool(_PROPER_EN.search(_ALWAYS_EN.sub("", text)))
    if any(mention.kind != "relative" for mention in find_dates(text)):
        return True
    if any(span.end - span.start > 2 for span in find_names(text)):
        return True
    return any(not _COMMON.search(match[0][:2]) for match in _PROPER_ZH.finditer(text))


def hangs(question: str, lang: str) -> bool:
    """Does it say nothing of leaning, yet name nothing by which its report could be known (征文的主题是什么)?"""
    return not leans(question, lang) and not names(question, lang)
