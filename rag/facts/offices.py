"""Who holds which office: names beside titles, in Chinese text, and English titles as their Chinese ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from index.people import is_name
from index.records import Span
from index.words import find_names, tag_words

OFFICE = re.compile(
    r"(?:(?:党[委组]|党支部|党总支|支部|[省市县区镇乡]委|团[省市县区]?委|街道党工委|纪委|政法委)?(?:常务)?(?:第一|副)?(?:书记)"
    r"|(?:常务)?副?(?:[省市县区州镇乡村]长|主席|主任|局长|院长|校长|站长|所长|部长|会长|理事长|董事长|秘书长|处长|科长|厅长|司长|园长|馆长|社长|队长|组长|班长|连长|台长|行长|店长|厂长|总经理|经理|总裁|院士|教授|政委|检察长|护士长)"
    r"|干事|委员|主播|裁判长|裁判|教练|队员|医生|护士|律师|教师|老师|辅导员|讲解员|网格员|记者|通讯员|村民|居民|党员|学生|匠人|驾驶员|司机|种粮大户|负责人|志愿者)"
)
"""A title; the body it belongs to stands before it."""
_BODY = r"[\u4e00-\u9fff]{0,14}?"
_GIVEN = r"[\u4e00-\u9fff]{2,4}"
_JOIN = re.compile(r"[、，]|和|兼|暨")

ENGLISH: dict[str, tuple[str, ...]] = {
    "party secretary": ("书记",),
    "secretary": ("书记", "秘书"),
    "deputy secretary": ("副书记",),
    "deputy party secretary": ("副书记",),
    "vice party secretary": ("副书记",),
    "secretary-general": ("秘书长",),
    "secretary general": ("秘书长",),
    "vice secretary-general": ("副秘书长",),
    "mayor": ("市长", "镇长", "区长"),
    "vice mayor": ("副市长",),
    "deputy mayor": ("副市长",),
    "county head": ("县长",),
    "county magistrate": ("县长",),
    "county chief": ("县长",),
    "deputy county head": ("副县长",),
    "district head": ("区长",),
    "district mayor": ("区长",),
    "governor": ("省长", "县长", "区长"),
    "magistrate": ("县长",),
    "township head": ("乡长", "镇长"),
    "town head": ("镇长",),
    "village head": ("村长", "村委会主任"),
    "governor of the district": ("区长",),
    "director": ("主任", "局长", "院长", "馆长", "站长", "所长", "处长"),
    "deputy director": ("副主任", "副局长", "副院长", "副馆长", "副站长", "副所长"),
    "vice director": ("副主任", "副院长", "副局长"),
    "vice president": ("副院长", "副会长", "副主席", "副校长"),
    "president": ("院长", "会长", "主席", "校长"),
    "chairman": ("主席", "董事长", "会长", "理事长"),
    "chair": ("主席", "会长"),
    "chairwoman": ("主席", "会长"),
    "vice chairman": ("副主席", "副会长"),
    "head": ("主任", "局长", "院长", "馆长", "站长", "会长", "队长", "县长", "区长", "镇长"),
    "deputy head": ("副主任", "副局长", "副院长", "副县长", "副区长"),
    "principal": ("校长",),
    "headmaster": ("校长",),
    "headmistress": ("校长",),
    "curator": ("馆长",),
    "librarian": ("馆长", "馆员"),
    "captain": ("队长",),
    "team leader": ("队长",),
    "leader": ("队长", "组长", "负责人"),
    "coach": ("教练",),
    "trainer": ("教练",),
    "clerk": ("干事", "文员"),
    "officer": ("干事",),
    "staff member": ("干事", "职工"),
    "employee": ("职工", "干事"),
    "nurse": ("护士",),
    "head nurse": ("护士长",),
    "doctor": ("医生",),
    "surgeon": ("医生",),
    "lawyer": ("律师",),
    "teacher": ("教师", "老师"),
    "counsellor": ("辅导员",),
    "counselor": ("辅导员",),
    "reporter": ("记者",),
    "villager": ("村民",),
    "resident": ("居民",),
    "student": ("学生",),
    "driver": ("驾驶员", "司机"),
    "manager": ("经理",),
    "general manager": ("总经理",),
    "stationmaster": ("站长",),
    "bureau chief": ("局长",),
    "bureau director": ("局长",),
    "party member": ("党员",),
    "volunteer": ("志愿者",),
}
"""English titles and what they may stand for, in the usual English of Chinese papers."""
_ENGLISH = re.compile(r"\b(?:" + "|".join(sorted(ENGLISH, key=len, reverse=True)) + r")\b", re.I)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody and a title of theirs; `office` as printed, with the body before it; `title` is its end."""

    name: str
    office: str
    title: str
    span: Span
    """Of office and name together."""


def find_titles_en(text: str) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """The titles that an English text names, with what they may be in Chinese."""
    for match in _ENGLISH.finditer(text):
        yield Span(*match.span()), ENGLISH[match.group().lower()]


def same_title(one: str, other: str) -> bool:
    """Are two titles one office? 书记 of the county is not its 县长, 副院长 not 院长."""
    if ("副" in one) != ("副" in other):
        return False
    short, long = sorted((one, other), key=len)
    return long.endswith(short)


def same_office(one: str, other: str) -> bool:
    """Do two offices, as printed, agree? 区委书记 and 某区区委书记 do, 团区委书记 and 区委书记 do not."""
    short, long = sorted((one, other), key=len)
    if ("副" in one) != ("副" in other) or ("团" in one) != ("团" in other):
        return False
    return long.endswith(short)


@lru_cache(maxsize=1024)
def find_holders(text: str) -> tuple[Holder, ...]:
    """Every name that stands beside a title: 甲县县委书记闻景澄，县委副书记、县长贺知远 (both titles are his)."""
    found: list[Holder] = []
    titles = list(OFFICE.finditer(text))
    for n, match in enumerate(titles):
        at = match.end()
        if text[at : at + 1] in ("们", "会", "室"):
            continue
        name = _name_at(text, at)
        if not name and n + 1 < len(titles) and _JOIN.fullmatch(text[at : at + 1] or " "):
            # 县委副书记、县长贺知远: titles of one person in a row
            following = next((h for h in titles[n + 1 : n + 2]), None)
            between = text[at + 1 : following.start()] if following else "，"
            if following and len(between) <= 8 and not re.search("[，。；：]", between):
                name = _name_at(text, following.end())
        if name:
            found.append(Holder(name, _office(text, match), match.group(), Span(match.start(), at)))
        for said in re.finditer(
            rf"(?P<name>{_GIVEN})(?:是|任|担任|当选为?|出任|兼任|系|为)$", text[: _office_start(text, match)]
        ):
            if is_name(said["name"]) or is_name(said["name"][-3:]) or is_name(said["name"][-2:]):
                given = next(g for g in (said["name"], said["name"][-3:], said["name"][-2:]) if is_name(g))
                found.append(Holder(given, _office(text, match), match.group(), Span(said.start(), match.end())))
        after = re.match(rf"(?:是|为|由)(?P<name>{_GIVEN})", text[at:])
        if after:
            given = shape_name(after["name"])
            if given:
                found.append(Holder(given, _office(text, match), match.group(), Span(match.start(), at + after.end())))
    return tuple(dict.fromkeys(found))


def _office_start(text: str, match: re.Match[str]) -> int:
    at = match.start()
    while (
        at > 0
        and "\u4e00" <= text[at - 1] <= "\u9fff"
        and text[at - 1] not in "是任由为和与的在、让请"
        and match.start() - at < 14
    ):
        at -= 1
    return at


def _office(text: str, match: re.Match[str]) -> str:
    return text[_office_start(text, match) : match.end()]


def _name_at(text: str, at: int) -> str:
    return shape_name(text[at : at + 6])


_AFTER = re.compile(
    r"(?:$|[^\u4e00-\u9fff]|[说在为和与及等以表介主出到从对率带向宣讲参陪指强透要认告通获发给把被将正的是也还就会都又先后今仍特曾已又一叮要走深来前分一])"
)
"""What follows a name of three characters; what follows one of two more often."""


_SAYS = tuple("说称道是在为和与及等")
"""What follows a name and is seldom the last sign of one."""


def is_common(window: str) -> bool:
    """Do the words at the head of a window cut across a name of three signs, or begin with a common word (展演活动)?"""
    at = 0
    for word, tag in tag_words(window):
        if len(word) > 1 and not tag.startswith("nr") and (at == 0 or at < 3 < at + len(word)):
            return True
        at += len(word)
    return False


_NO_NAME = ("v", "vn", "vd", "a", "ad", "d", "p", "c", "r", "m", "q", "u", "uj", "ul", "t", "f")


def shape_name(window: str) -> str:
    """The name that a window of characters begins with, "" for none."""
    for size in (3, 2, 4):
        given = window[:size]
        if size == 3 and given[2:] in _SAYS and is_name(given[:2]):
            continue  # 张某说: the name has two signs
        if len(given) == size and is_name(given) and _AFTER.match(window[size:]):
            return given
    tagged = tag_words(window)
    if len(window) >= 3 and is_name(window[:3]) and not is_common(window):
        return window[:3]
    for word, tag in tagged[:1]:
        if tag in ("nr", "nrt", "nrfg") and 2 <= len(word) <= 3:
            return word
        start = re.match("[\u4e00-\u9fff]{3}", window)
        if start and tag not in _NO_NAME and len(word) != 2 and _AFTER.match(window[3:]):
            return start.group()
    return ""


_NO_SIGN = frozenset(
    "说称道问答叫喊带送捐买卖走获夺是有拿种养开当做干打跑来去到在从把被将向对给为与和及等也还都就又已曾正即则却因由以于的地得了着过"
    "并表率赴回进出会能可要让请参陪主介告"
)
"""Single signs behind a name that are seldom its last one."""
_VERBAL = ("v", "p", "d", "c", "x", "m", "r")


def find_people(text: str) -> list[Span]:
    """Where persons are named, as `find_names` has it; a third sign that the tagger left apart belongs to the name."""
    words = tag_words(text)
    starts: dict[int, int] = {}
    at = 0
    for n, (word, _) in enumerate(words):
        starts[at] = n
        at += len(word)
    found: list[Span] = []
    for span in find_names(text):
        behind = starts.get(span.end)
        short = span.end - span.start == 2
        if short and behind is not None and _goes_on(text, span, words[behind : behind + 2]):
            span = Span(span.start, span.end + 1)
        if span.end - span.start == 4 and text[span.end - 1] in _NO_SIGN and is_name(text[span.start : span.end - 1]):
            span = Span(span.start, span.end - 1)  # 张海岚为: the tagger takes what follows for a fourth sign
        found.append(span)
    return found


def _goes_on(text: str, span: Span, words: list[tuple[str, str]]) -> bool:
    """Is the word behind a name of two signs its third sign: one sign, no function word, a verb or a stop behind it?"""
    word, tag = words[0]
    if tag in ("p", "v") and len(word) == 2 and word[1] == "以":
        return is_name(text[span.start : span.end + 1])  # 裘念|慈以: what the tagger takes for a preposition
    if len(word) != 1 or word in _NO_SIGN or not "\u4e00" <= word <= "\u9fff" or tag[0] in "pcudrmqfx":
        return False
    behind = words[1] if len(words) > 1 else ("。", "x")
    return is_name(text[span.start : span.end + 1]) and (behind[1].startswith(_VERBAL) or behind[0] in "以说的")
