"""Names of things that may answer: what is in quotation or title marks, after 名为 and 取名, addresses of mail."""

from __future__ import annotations

import re

from index.records import Span
from index.words import tag_words
from rag.facts.evidence import Fact
from rag.facts.phrases_zh import GENERAL, asked_noun, endings, find_phrases

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
    found += _find_object(question, sentence) + _find_called(question, noun, sentence)
    found += find_extremes(question, sentence) + _find_occasion(question, sentence)
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
            fit += 0.3 + 0.4 * before.endswith(noun)  # 小程序“…”, 公众号“…”
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


_ASKS_OCCASION = re.compile(
    r"(?:借着?|趁着?|利用|以|结合|依托|抓住)[^，。？]{0,8}(?:什么|哪[一]?[个场次项])[^，。？]{0,6}(?:契机|机会|时机|活动|节日|平台)"
)
_OCCASION = re.compile(
    r"以(?:开展|举办|举行|组织|实施)?(?P<what>[^，。；、以]{2,24}?)为(?:契机|平台|抓手|载体)|"
    r"(?:借|利用|趁|抓住)着?(?P<by>[^，。；、]{2,24}?)(?:之机|之际|的(?:契机|机会|时机))"
)
OCCASION = 1.6
"""What a sentence says was the occasion suits better than any theme in quotation marks."""


def _find_occasion(question: str, sentence: str) -> list[Fact]:
    """借着什么活动的契机: what stands in 以…为契机, 借…之机."""
    if not _ASKS_OCCASION.search(question):
        return []
    found = [(match[name], Span(*match.span(name))) for match in _OCCASION.finditer(sentence)
             for name in ("what", "by") if match[name]]  # fmt: skip
    return [Fact(span, text, OCCASION) for text, span in found if text not in question]


_MOST = re.compile(r"最(?P<how>[多少高低大小长短早晚远近快慢贵重轻好老]|年[长轻轻]|受欢迎|期待|喜欢)")
EXTREME = 0.6


def find_extremes(question: str, sentence: str) -> list[Fact]:
    """What a sentence says is the most of what is asked: 最长的是甲镇, 其中科普类最多."""
    asked = _MOST.search(question)
    if asked is None:
        return []
    most = f"最{asked['how']}"
    patterns = (
        rf"{most}的?[\u4e00-\u9fff]{{0,4}}?[是为](?P<what>[^，。；：、]{{2,20}})",
        rf"(?:其中|以|，|^)(?P<what>[^，。；：、的其]{{2,12}}){most}(?!的)",
    )
    found = [match for pattern in patterns for match in re.finditer(pattern, sentence)]
    return [Fact(Span(*match.span("what")), match["what"], EXTREME) for match in found if match["what"] not in question]


_DOES_WHAT = re.compile(
    r"(?P<before>[\u4e00-\u9fff]{1,6}?)(?:的是|了|过|着)?(?:些|点|一些)?(?:什么|哪[些样])[？?呢呀啊 ]*$"
)
"""拓展什么, 颁发的是什么: what follows the verb answers."""
_BEHIND = r"(?:了|过|着)?(?:一[个项场次])?(?P<object>[^，。；：！？“”]{2,24})(?=[，。；：！？]|$)"
CALLED, LOOSE, OBJECT = 0.5, 0.0, 0.4
"""How well what ends in the very noun asked for suits, the same where a proper name is asked for, and what follows the
very verb."""
_ASKS_NAME = re.compile(r"叫(?:做|作)?什么|名[字称为]|取名")


def _find_called(question: str, noun: str, sentence: str) -> list[Fact]:
    """What ends in the noun asked for (什么培训: 保洁师技能培训), is said to be it, or follows the verb asked with."""
    found: list[Fact] = []
    if noun and noun not in GENERAL and (noun not in _EVENTS or _done(question) in sentence):
        for span in find_phrases(sentence, endings(noun, "name")):
            text = span.of(sentence)
            if sentence[span.end : span.end + 1] in ("“", "《"):
                continue  # 小程序“…”: its name follows
            stem = text.removesuffix(noun)
            if text not in question and stem not in question and not _BARE.match(stem):
                found.append(Fact(span, text, LOOSE if _ASKS_NAME.search(question) else CALLED))
        said = re.search(rf"(?P<what>[^，。；]{{2,24}}?)，?[是为][^，。；是为]{{0,14}}{re.escape(noun)}", sentence)
        if said and said["what"] not in question and "最" in question:
            found.append(Fact(Span(*said.span("what")), said["what"], CALLED))
    asked = _DOES_WHAT.search(question)
    verb = ""
    for word, tag in tag_words(asked["before"]) if asked else ():
        verb = word if tag.startswith("v") and word not in _LINKING else ""
    for match in re.finditer(rf"{re.escape(verb)}{_BEHIND}", sentence) if verb else ():
        if match["object"] not in question:
            found.append(Fact(Span(*match.span("object")), match["object"], OBJECT))
    return found


_DOES_WHICH = re.compile(r"(?P<before>[\u4e00-\u9fff]{1,4}?)(?:了|过|(?<![借趁随沿])着)(?:什么|哪[个些种项])")
_EVENTS = frozenset({"活动", "工作", "行动"})
"""Nouns of which a paper prints a dozen kinds: which one is meant, the verb says."""


def _done(question: str) -> str:
    """The verb of 启动了什么活动: what the sentence must tell of too; "" where none is plain."""
    asked, verb = _DOES_WHICH.search(question), ""
    for word, tag in tag_words(asked["before"]) if asked else ():
        verb = word if tag.startswith("v") and word not in _LINKING else ""
    return verb


_BARE = re.compile(r"[一某该本各全这那两几]?[个家所座名位次场]?$|一系列|多[项场次个]|各[类项种]|相关")
_LINKING = frozenset({"是", "为", "叫", "叫做", "有", "做", "干", "说", "要", "想", "在", "开展", "进行"})
"""Verbs that say nothing of what follows them."""
