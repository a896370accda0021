"""What a question takes for granted, and whether the report answered from bears it out.

Who ran how fast is no answer to how many gave up; a report that never names somebody does not say what he said; what
was so last year is not told of this. Each rule reads the question and says what the report must then print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.chunks import split_sentences
from index.dates import find_dates, resolve_dates
from index.people import is_name
from index.records import Days
from index.sounds import spell
from index.words import find_names, fold
from rag.answering.compose import Said
from rag.answering.exactness import is_exact
from rag.answering.fitness import fits, unquoted
from rag.answering.required import is_worded
from rag.answers import AskedDate
from rag.facts.evidence import Evidence
from rag.finding.carrying import whole
from rag.questions.asked_dates import FROM_TODAY, STATED
from rag.questions.pinyin import plain, sounds

HAPPENINGS: tuple[tuple[str, str], ...] = (
    (r"拒绝|不肯|\brefus(?:e[sd]?|ing|al)\b", r"拒|不肯|不愿|谢绝|推辞"),
    (
        r"退赛|弃权|中途退出|\b(?:drop(?:ped)?|pull(?:ed)?) out\b|\bwithdrew\b|\bgave up\b",
        r"退赛|弃|退出|中途|未完|放弃",
    ),
    (r"罚款|被罚|处罚|\bfined\b|\b(?:in|a) fines?\b", r"罚"),
    (r"取消|\bcancel\w*", r"取消|停办|停止|叫停|不再"),
    (r"推迟|延期|\bpostpone\w*", r"推迟|延期|顺延|改期|改在|推后|延后"),
    (r"溺水|淹死|\bdrown\w*", r"溺|淹|落水"),
    (r"受伤|\binjured\b|\bwounded\b", r"伤"),
    (r"死亡|遇难|丧生|死了|\b(?:killed|died|deaths?)\b", r"亡|死|遇难|丧|牺牲|逝|故"),
    (r"投诉|\bcomplain(?:ed|ing)\b", r"投诉|举报|反映|意见|抱怨"),
    (r"辞职|\bresign\w*", r"辞"),
    (r"逮捕|拘留|被抓|\barrest\w*|\bdetain\w*", r"捕|拘|抓|落网|押"),
    (r"判了?几年|判刑|\bsentenced?\b", r"判|刑"),
    (r"被偷|被盗|\bstolen\b|\bstole\b|\btheft", r"盗|偷|窃"),
    (r"解雇|开除|免职|\bsacked\b|\bdismissed\b", r"解雇|解聘|开除|免|辞退|撤"),
    (r"走失|失踪|\bwent missing\b", r"走失|失踪|失联|走丢|下落"),
    (r"冠军|夺冠|\bchampions?\b", r"冠|夺|第[一1]|胜|金[奖牌]|一等奖"),
    (r"倒塌|\bcollapsed?\b", r"塌|垮"),
    (
        r"谁赢|赢了|[拿得]了?(?:到了?)?(?:第[一二三]|头名)|\bwho won\b|\bwinners?\b|\bfirst place\b|"
        r"\b(?:which|what) (?:teams?|sides?|clubs?|players?) (?:won|took|came|finished)\b",
        r"冠|亚军|季军|夺|第[一1二2三3]名?|[战获取险]胜|胜出|击败|打败|不敌|奖|荣获|摘得|\d+[:：比]\d+",
    ),
    (
        r"下一?[次场届期]|\bnext\b(?! (?:to|day|year|month|week|morning|door|step)\b)",
        r"下一?[次场届期步]|将|拟|计划|预计|接下来|明[年天日]",
    ),
)
"""What went wrong, as it is asked after and as a report of it must print it: no other words stand for it."""

_PLACE = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2})(?:村(?![民长委里子干医级落口庄])|镇(?![长上里区])|乡(?![长亲镇村里])|社区(?!工)|街道(?!上)|大桥|"
    r"卫生院|公司|集团|(?<!中)小学(?!生)|中学(?!生))"
)
_COUNTY = re.compile(r"(?P<name>[\u4e00-\u9fff]{2})县(?![长委里城级区直内政府])")
"""A county; of a report that prints it nowhere, the sentence must name another one."""
_NAMELESS = re.compile(r"[下的这那哪个各多少几全本该每我你他她到在和与去来是有两一城农乡新进从给对]")
"""Signs before such a word that name nothing: 哪个社区, 进乡村."""
_BROAD_EN = re.compile(r"^(?:['’]s?)? (?:county|city|district|province|prefecture|municipal)", re.I)
_FULL_NAME = re.compile(r"(?:[bcdfghjklmnpqrstwxyz]|[zcs]h)?[aeiouüv]{1,3}(?:ng?|r)? [a-zü'’]{2,12}", re.I)
"""A romanised family name of one syllable and a given name: no place is spelled so."""
FEW = 1 / 3
"""Share of the reports found up to which few of them name a place: its own, and not the paper's whole county."""

_SAID = r"[^，。？?]{0,24}?(?:讲|说|谈)(?:了|的|到)?(?:些|一些)?(?:什么|啥|哪些)"
_SPEAKS = (
    r"[^。；]{0,40}?(?:[说讲谈道:：]|表示|指出|强调|要求|介绍|提出|认为|希望|告诉|坦言|感慨|致辞|呼吁|号召|建议|“)"
)
"""What stands behind a person's name where a report gives what he said."""

BROAD = 28
"""Days from which a stretch that is asked for is told of in reports of another time, too."""


def bears_out(said: Said, group: Sequence[Evidence], dates: Sequence[AskedDate] = ()) -> bool:
    """Does what was chosen bear out all that the question takes for granted of it?

    `group` is what was weighed, `dates` what the question says of time. By-lines are judged elsewhere.
    """
    if said.need.about_byline:
        return True
    rules = (_tells_happening, _names_persons, _names_places, _gives_words, fits, is_exact, is_worded)
    return all(rule(said) for rule in rules) and is_of_time(said, dates) and not is_named_elsewhere(said, group)


def _tells_happening(said: Said) -> bool:
    """A report of what went wrong prints it; yes or no is told by other words as well."""
    if said.need.kind == "yesno":
        return True
    text, asked = whole(said.evidence.article), unquoted(said)
    return all(re.search(told, text) for question, told in HAPPENINGS if re.search(question, asked, re.I))


def read_persons(question: str) -> Iterator[str]:
    """The persons that a Chinese question names in full."""
    for span in find_names(question):
        name = span.of(question)
        if is_name(name) and len(name) > 2 and not _NAMELESS.search(name):  # 曾在哪 begins like a name
            yield name


def _stands(name: str, text: str) -> bool:
    """Is it printed, were it in other signs of the same sound?"""
    return fold(name) in text or sounds("".join(spell(name)), text)


def _names_persons(said: Said) -> bool:
    """Whoever is named in a Chinese question is named in the report.

    A name may be read one sign too long (李俊升医): its first two signs must stand.
    """
    text = whole(said.evidence.article)
    return said.query.lang != "zh" or all(_stands(name[:2], text) for name in read_persons(said.query.text))


def _names_places(said: Said) -> bool:
    """The village, the school, the firm that a Chinese question names stands in the report."""
    text = whole(said.evidence.article)
    if said.query.lang != "zh":
        return True
    named = [match["name"] for match in _PLACE.finditer(said.query.text) if not _NAMELESS.search(match["name"])]
    if any(match["name"] not in said.query.text for match in _COUNTY.finditer(said.evidence.text)):
        named += [match["name"] for match in _COUNTY.finditer(said.query.text) if not _NAMELESS.search(match["name"])]
    return all(_stands(name, text) for name in named)


def is_named_elsewhere(said: Said, group: Sequence[Evidence]) -> bool:
    """Is a place or person of an English question named in few other reports that were found, and not in this one?

    What no report seems to name may only be read otherwise: 陂 is bei and po.
    """
    texts = {one.article.key: whole(one.article) for one in group}
    here = whole(said.evidence.article)
    for term in (one for one in said.query.terms if one.sound):
        if term.stands(here) or _is_broad(said.query.text, term.word):
            continue
        if _FULL_NAME.fullmatch(term.word) and not sounds(plain(term.word.split()[-1]), here):
            return True
        if 0 < sum(term.stands(text) > 0 for text in texts.values()) <= FEW * len(texts):
            return True
    return False


def _is_broad(question: str, word: str) -> bool:
    at = question.lower().find(word.lower())
    return at >= 0 and bool(_BROAD_EN.match(question[at + len(word) :]))


def _gives_words(said: Said) -> bool:
    """What somebody said is told where the report lets him speak."""
    asked, body = unquoted(said), said.evidence.article.body
    asks = [name for name in read_persons(asked) if re.search(re.escape(name) + _SAID, asked)]
    told = [span.of(body) for span in split_sentences(body)]
    return all(any(re.search(re.escape(name) + _SPEAKS, sentence) for sentence in told) for name in asks)


def is_of_time(said: Said, dates: Sequence[AskedDate]) -> bool:
    """Is a fact from a report of another time than the long one asked for not said to be of another time?

    The last days before it in its sentence tell.
    """
    asked = [one.days for one in dates if one.basis in (STATED, FROM_TODAY)]
    article, fact = said.evidence.article, said.fact
    if not asked or len(asked) < len(dates) or not article.published or fact is None or said.need.kind == "date":
        return True
    if any((one.last - one.first).days + 1 < BROAD for one in asked):
        return True
    own = [Days.covering(article.published), *(Days.parse(iso) for iso in article.event_dates)]
    if any(one.overlaps(day) for one in asked for day in own):
        return True
    mentions = find_dates(said.evidence.text)
    told = resolve_dates(mentions, own[0].first)
    before = [days for one, days in zip(mentions, told, strict=True) if days and one.span.start < fact.span.end]
    return not before or any(one.overlaps(before[-1]) for one in asked)
