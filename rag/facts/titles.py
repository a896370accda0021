"""Names of things that may answer: what is in quotation or title marks, after 名为 and 取名, addresses of mail."""

from __future__ import annotations

import re

from index.records import Span
from rag.facts.evidence import Fact
from rag.facts.phrases_zh import asked_noun

_QUOTED = re.compile(r"“[^“”]{1,40}”|《[^《》]{1,40}》|‘[^‘’]{2,40}’")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.\w+)+")
_SITE = re.compile(r"(?:https?://|www\.)[\w./-]+")
_NAMED = re.compile(
    r"(?:名为|名叫|叫做?|取名为?|命名为|称为|称作|题为|主题[是为]|口号[是为]|简称|被誉为|授予|评为|获得?|荣获|以)\s?[:：]?$"
)
_THEME = re.compile(r"主题|口号|标语|题目")
_EVENT = re.compile(r"(?:——)?[^，。；“”]{0,24}(?:活动|主题|座谈会|比赛|大赛|展|演出|仪式|论坛|征文|会议)")
"""What bears a theme stands behind it: “…”签名活动."""
THEMED = 0.6
"""A theme or slogan is hardly ever printed without quotation marks."""
_TITLES = re.compile(r"剧|节目|歌|舞|书|文章|作品|小品|相声|电影|画|报|杂志|法|条例|办法|意见|文件|通知|方案")


def find_titles(question: str, sentence: str) -> list[Fact]:
    """The names of a sentence in quotation or title marks that the question does not say itself, mail addresses too."""
    found: list[Fact] = []
    noun = asked_noun(question)
    for pattern, wanted in ((_MAIL, r"邮箱|邮件|邮址|信箱|e-?mail"), (_SITE, r"网[址站]|链接")):
        if re.search(wanted, question, re.I):
            found += [Fact(Span(*m.span()), m.group(), 1.0) for m in pattern.finditer(sentence)]
    found += _find_object(question, sentence)
    for match in _QUOTED.finditer(sentence):
        inner = match.group()[1:-1]
        if inner in question:
            continue
        before, behind = sentence[max(0, match.start() - 6) : match.start()], sentence[match.end() : match.end() + 8]
        fit = 0.4 if _NAMED.search(before) else 0.0
        if _THEME.search(question):
            fit += THEMED
            fit += 0.4 if re.match(r"为?主题|为主线", behind) or before.endswith(("主题为", "主题是")) else 0.0
            fit += 0.3 if _EVENT.match(sentence[match.end() :]) else 0.0
        if noun and (behind.startswith(noun[-2:]) or before.endswith(noun[-2:]) or inner.endswith(noun[-1])):
            fit += 0.3
        if _TITLES.search(question):
            fit += 0.3 if match.group()[0] == "《" else 0.0
        if re.search(r"[。！，]", inner) and not re.search(r"口号|主题|说|对联", question):
            fit -= 0.3  # what somebody said is no name
        found.append(Fact(Span(*match.span()), match.group(), fit))
    return found


_OBJECT = re.compile(
    r"(?P<verb>[\u4e00-\u9fff]{2})了?(?:一[个项场次]|哪[些个项场])?(?:什么|怎样的)(?P<noun>[\u4e00-\u9fff]{2,4})[？?]?$"
)
"""举办什么展览: the answer follows the verb and ends in the noun or its first sign."""


def _find_object(question: str, sentence: str) -> list[Fact]:
    asked = _OBJECT.search(question)
    if not asked:
        return []
    noun = asked["noun"]
    ends = "|".join(dict.fromkeys((noun, noun[:1], noun[-1:])))
    pattern = rf"{asked['verb']}了?(?P<object>[^，。；：]{{2,30}}?(?:{ends}))(?=[，。；、”]|$)"
    return [Fact(Span(*m.span("object")), m["object"], 0.8) for m in re.finditer(pattern, sentence)]
