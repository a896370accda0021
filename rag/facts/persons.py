"""Persons who may answer: names by tags, titles and surnames, those of one row together; who did it, who held what."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.people import is_name, may_be_name
from index.records import Span
from index.words import NAME_TAGS, tag_words
from rag.facts.borders import behind_trade, with_third_sign
from rag.facts.evidence import Fact
from rag.facts.offices import OFFICE, find_people, shape_name
from rag.facts.phrases_zh import find_phrases

_BODY = re.compile(r"^.{2}[办局厅署]$|[省市县区]$")
"""How bodies end that the tagger takes for names: 文明办."""
_FOREIGN = re.compile(r"[\u4e00-\u9fff]{1,7}(?:·[\u4e00-\u9fff]{1,8})+")
JOINED = re.compile(r"\s?(?:[、和与及]|以及)\s?")
"""What joins two names of one row."""
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_DOES = re.compile(r"谁(?:来|去|在|会|曾|将)?(?P<deed>[\u4e00-\u9fff].*)")
_FOR = re.compile(r"[给为向对把将与和同]")
_FUNCTION = frozenset("upcdrmqfv")
"""First letters of the tags of function words, figures and verbs."""
_NO_MEMBER = re.compile(r"[的了在是]|出席|参加|主持|介绍|表示|说")


SOMEBODY = re.compile(
    r"[者员家手师生民工友人长记任士兵警夫妇童女孩子众户亲迷星王友嘉宾]$|代表|主席|教授|大夫|冠军|亚军|季军|群众|委[会办]?$"
    r"|[队团局院校社站部所厂店行办区县市省镇乡村组班司]$|(?<![大议谈动晚览聘讲示演报听洽交])会$"
)
"""How words end that may stand for 谁 without being a name: somebody by what he is, or a body."""


def may_be_somebody(sentence: str, span: Span) -> bool:
    """May a stretch of a sentence, or each part of a row, be a person or a body? 思想 and 宣传单 may not."""
    names = {name.of(sentence) for name in name_persons(sentence)}
    return all(
        part in names or not _HAN.search(part) or bool(_FOREIGN.fullmatch(part) or SOMEBODY.search(part))
        for part in JOINED.split(span.of(sentence).strip("“”《》"))
    )


def find_persons(question: str, sentence: str) -> list[Fact]:
    """The persons of a sentence that the question does not name; those named in a row are also one candidate."""
    names = [span for span in name_persons(sentence) if span.of(sentence) not in question]
    found = _find_unnamed(question, sentence)
    gathered, deeds = rows(sentence, names), _deeds(question)
    doers = [row for row in gathered if _does_itself(deeds, sentence, row[-1])]
    for whole in gathered:
        row = _of_office(question, sentence, whole)
        fit = max(_fit(question, sentence, name) for name in row) + ANOTHER * (bool(doers) and whole not in doers)
        if len(row) > 1:
            value = "、".join(dict.fromkeys(span.of(sentence) for span in row))
            found.append(Fact(Span(row[0].start, row[-1].end), value, fit + 0.1))
            if any(_fit(question, sentence, a) != fit for a in row):
                found += [Fact(name, name.of(sentence), _fit(question, sentence, name)) for name in row]
        else:
            found.append(Fact(row[0], row[0].of(sentence), fit))
    return found


def _of_office(question: str, sentence: str, row: list[Span]) -> list[Span]:
    """Those of a row who hold the office asked for; the whole row where it asks for none, or none says another."""
    if not OFFICE.search(question):
        return row
    holds = False
    mine: list[Span] = []
    for n, name in enumerate(row):
        if n == 0 or not JOINED.fullmatch(sentence[row[n - 1].end : name.start]):  # 书记甲、乙 share the office
            holds = _bears_title(question, sentence[max(0, name.start - 18) : name.start])
        if holds:
            mine.append(name)
    return mine or row


def _bears_title(question: str, before: str) -> bool:
    """Do the words before a name end in an office that the question says? 团区委书记 is no 区委书记."""
    titles = {title.group() for title in OFFICE.finditer(question)}
    return any(re.search(rf"(?:^|[^副{'' if '团' in title else '团'}]){re.escape(title)}$", before) for title in titles)


UNNAMED = 0.3
"""How well a person suits who is told of by his office alone and does what is asked: a name beside it suits better."""
_THEY = ("们", "会", "室")


def _find_unnamed(question: str, sentence: str) -> list[Fact]:
    """Who did it where the report gives the office alone: 县文联主席宣读了倡议书."""
    verb = find_verb(question)
    found = []
    for span in find_phrases(sentence, OFFICE.pattern) if verb else ():
        text, behind = span.of(sentence), re.split("[，。；]", sentence[span.end :])[0]
        if text not in question and not behind.startswith(_THEY) and behind.startswith(verb):
            found.append(Fact(span, text, UNNAMED))
    return found


def find_verb(question: str) -> str:
    """The verb right behind 谁: 宣读 in 谁宣读了倡议书; "" where there is none."""
    deed = _DOES.search(question)
    words = tag_words(deed["deed"]) if deed else []
    return next((word for word, tag in words[:1] if tag.startswith("v") and len(word) > 1), "")


def _is_motto(sentence: str, span: Span) -> bool:
    """Is it part of a short name in quotation marks (“霁河之秋”)?"""
    opened = sentence.rfind("“", 0, span.start)
    closed = sentence.find("”", span.end)
    return 0 <= opened < closed <= opened + MOTTO and "”" not in sentence[opened : span.start]


MOTTO = 13
"""Signs of the longest name in quotation marks; what somebody says is longer."""


def name_persons(sentence: str) -> list[Span]:
    """Where persons are named: by the tagger, behind titles, or as a surname and a given name in a row with one."""
    found = {span.start: _bare(sentence, span) for span in find_people(sentence)}
    found = {
        at: span
        for at, span in found.items()
        if not (_is_place(sentence, span) or _is_motto(sentence, span) or names_house(sentence, span))
    }
    for match in _FOREIGN.finditer(sentence):
        found = {at: span for at, span in found.items() if not match.start() <= at < match.end()}
        found[match.start()] = Span(*match.span())
    titles = {match.end() for match in OFFICE.finditer(sentence)}
    words, at = [], 0
    for word, tag in tag_words(sentence):
        start = sentence.find(word, at)
        at = start + len(word)
        words.append((start, word, tag))
    for n, (start, word, _) in enumerate(words):
        if start in found or not _HAN.fullmatch(word):
            continue
        joined = sentence[start - 1 : start] in ("、", "和", "与") and any(
            s.end >= start - 1 and s.start < start for s in found.values()
        )
        name = _behind_title(words[n : n + 3]) if start in titles or joined else _in_single_signs(words[n : n + 3])
        if start in titles:
            name = _longer(name, sentence, start) or _unheard_of(words[n : n + 2], sentence[:start])
        end = start + len(name)
        if name and start in titles:  # 主席郦|兰芝: the title says where the name begins
            found = {at: s for at, s in found.items() if not (start < s.start and s.end <= end)}
        if name and not any(s.start < end and start < s.end for s in found.values()):
            found[start] = Span(start, end)
    spans: list[Span] = []
    whole = (behind_trade(sentence, with_third_sign(sentence, span)) for span in found.values())
    for span in sorted(whole, key=lambda s: (s.start, -s.end)):
        if not _BODY.search(span.of(sentence)) and (not spans or span.start >= spans[-1].end):
            spans.append(span)
    return spans


_HOUSE = re.compile(
    r"(?:眼科|口腔|妇产|中医|儿童|骨科|康复|实验|职业)?(?:医院|诊所|集团|公司|小学|中学|幼儿园|酒店|超市|大厦|大药房|书店)"
)


_OF_CITY = re.compile(
    r"[\u4e00-\u9fff]{2,8}?(?:医院|银行|公司|集团|学院|大学|中学|小学|协会|日报|机场|铁路|支行|分行|书店|车站|法院)"
)


def names_house(sentence: str, span: Span) -> bool:
    """Is what looks like a name that of a house, or of the city that a house is called after: 安康 in 安康眼科医院?"""
    if span.end - span.start != 2:
        return False
    return bool(_HOUSE.match(sentence, span.end)) or _names_city(sentence, span)


def _names_city(sentence: str, span: Span) -> bool:
    """高平 in 高平华康医院: a city or county by that name is known, and no title before it says that it is a person."""
    if not _OF_CITY.match(sentence, span.end):
        return False
    whole = (tag_words(span.of(sentence) + end) for end in "市县")
    city = any(len(words) == 1 and words[0][1] == "ns" for words in whole)
    return city and not any(m.end() == span.start for m in OFFICE.finditer(sentence, 0, span.start))


_EVENT = re.compile(r"(?:大会|会议|活动|仪式)$")
_PLACE_ENDS = "省市县区乡镇"


def _is_place(sentence: str, span: Span) -> bool:
    """柳塘县, 庆祝大会 begin like names: what ends as an event or, with no title before it, a county does is none."""
    name, titled = span.of(sentence), any(m.end() == span.start for m in OFFICE.finditer(sentence, 0, span.start))
    if _EVENT.search(name):
        return True
    return len(name) == 3 and name[-1] in _PLACE_ENDS and not titled


def _bare(sentence: str, span: Span) -> Span:
    """A name of four signs without the preposition that the tagger gave it: 云知鹤|以."""
    name = span.of(sentence)
    glued = len(name) == 4 and name[3] in "以为向对把将给被与和在从" and may_be_name(name[:3])
    return Span(span.start, span.end - 1) if glued else span


_Words = list[tuple[int, str, str]]


def _behind_title(words: _Words) -> str:
    """The name that begins these words, behind a title or beside another name: 丁 小小."""
    whole = words[0][1]
    if len(whole) == 1 and len(words) > 1 and len(words[1][1]) <= 2 and _HAN.fullmatch(words[1][1]):
        whole += words[1][1]
        if len(whole) == 2 and len(words) > 2 and len(words[2][1]) == 1 and words[2][2] in NAME_TAGS:
            whole += words[2][1]
    elif len(whole) == 2 and len(words) > 1 and len(words[1][1]) == 1 and words[1][2] in ("n", "ng", "g", "nr"):
        whole += words[1][1] if is_name(whole + words[1][1]) else ""  # 护士长甄月|娥
    return whole if 2 <= len(whole) <= 3 and is_name(whole) and not OFFICE.search(whole) else ""


def _longer(name: str, sentence: str, at: int) -> str:
    """The name with its last sign where the tagger gave that to the next word: 咸平|川为."""
    shape = shape_name(sentence[at : at + 6])
    return shape if name and shape.startswith(name) and len(shape) <= 3 else name


_HIGH = re.compile(r"(?:长|书记|主任|主席|经理|总裁|教授)$")


def _unheard_of(words: _Words, before: str) -> str:
    """A name of three signs whose surname is in no list, behind a high office and before what its bearer does."""
    _, word, tag = words[0]
    does = len(words) > 1 and words[1][2][0] in "vpdx"
    strange = len(word) == 3 and (tag[0] in "xvzai" or may_be_name(word))
    return word if strange and does and _HIGH.search(before) else ""


def _in_single_signs(words: _Words) -> str:
    """A name that the tagger leaves in three single signs."""
    name = "".join(w for _, w, tag in words if len(w) == 1 and _HAN.fullmatch(w) and tag[0] not in _FUNCTION)
    return name if len(name) == 3 and is_name(name) else ""


def rows(sentence: str, names: list[Span]) -> list[list[Span]]:
    """Names gathered that stand in one row: 区委书记某甲、区长某乙; only signs, titles and 和 lie between."""
    found: list[list[Span]] = []
    for name in names:
        if found:
            between = sentence[found[-1][-1].end : name.start]
            titles = OFFICE.search(between)
            loose = (
                len(between) <= 20
                and titles
                and re.match(r"[，、和与及暨]", between)
                and not _NO_MEMBER.search(between)
            )
            if JOINED.fullmatch(between) or loose:
                found[-1].append(name)
                continue
        found.append([name])
    return found


ANOTHER = -0.5
"""What it counts against a name that another one does what is asked for in its own clause."""


def _deeds(question: str) -> list[str]:
    """What somebody did of whom a question asks: 主持 in 会议由谁主持; none where it ends in 谁."""
    deed = _DOES.search(question)
    if deed is None or question.rstrip("？?").endswith("谁"):
        return []
    return [w for w, tag in tag_words(deed["deed"]) if tag.startswith("v") and len(w) > 1] or [deed["deed"][:2]]


def _does_itself(deeds: Sequence[str], sentence: str, name: Span) -> bool:
    clause = re.split(r"[，；。：！？]", sentence[name.end :])[0]
    return any(deed in clause for deed in deeds)


def _fit(question: str, sentence: str, name: Span) -> float:
    """Does the name stand where the question asks: beside its title, before its deed, behind its 给?"""
    fit = 0.0
    before, behind = sentence[max(0, name.start - 18) : name.start], sentence[name.end : name.end + 24]
    for title in OFFICE.finditer(question):
        word = title.group()
        if re.search(rf"(?:^|[^副]){re.escape(word)}$" if "副" not in word else rf"{re.escape(word)}$", before):
            fit = max(fit, 0.8)
        elif re.search(rf"^(?:是|任|担任|当选)?[\u4e00-\u9fff]{{0,8}}{re.escape(word)}", behind):
            fit = max(fit, 0.5)
    words = _deeds(question)
    if words:
        verb = min((p for w in words if (p := sentence.find(w, name.end)) >= 0), default=-1)
        if verb >= 0:
            fit += 0.5 if "，" not in sentence[name.end : verb] else 0.2
    if re.search(r"(?:由|被)$", before) or re.search(r"(?:由|被)[\u4e00-\u9fff、]{0,12}$", before):
        fit += 0.3 if re.search(r"[由被]谁|谁", question) else 0.0
    if re.search(r"(?:给|为|向|授予)谁", question):
        fit += 0.5 if re.search(r"(?:给|为|向|授予)$", before) else -0.2
    if re.search(r"^(?:表示|说|介绍|告诉)", behind):
        fit -= 0.2
    return fit
