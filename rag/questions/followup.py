"""A follow-up made to stand alone, without a model, from what the conversation was last about.

What it was about is known from the asker's own questions, which the archive answers again for itself (`Heard`): what
the client says the assistant answered is never read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from index.dates import find_dates
from index.records import Days, Span
from index.words import tag_words
from rag.questions.asked import Need, detect_language, find_measure, understand
from rag.questions.asked_reports import asks_reports
from rag.questions.leaning import hangs, leans
from rag.questions.pronouns import find_persons, put_person
from rag.questions.sorts_en import find_sorts

BARE_ZH = re.compile(r"^(?:那么?|那|至于)?(?P<what>[^，。？?]{1,16}?)的?呢[？?]?$")
TIME_ZH = re.compile(r"(?:的?[那这][次场回届]|[那这]次的)$")
"""That of 2月16日那次呢: what comes before says which of them is meant."""
SITE = re.compile(r"在?[\u4e00-\u9fff]{1,2}(?:社区|街道|小区|小学|中学|学院|医院|公园|广场|体育馆|[县镇乡村])")
BARE_EN = re.compile(
    r"^(?:and|but|what about|how about|and what about)\s+"
    r"(?P<what>(?!wh|(?:how|is|are|was|were|did|does|do|can)\b)[^,?]{2,40})\?*$",
    re.I,
)
ANOTHER = re.compile(
    r"还[^有，]{0,6}过|还(?:参加|出席|主持|写|获)|(?:别的|其他|其它)(?:报道|活动|会议|地方)|\b(?:another|elsewhere)\b",
    re.I,
)
"""Asks for something beyond the report that was last shown."""
POST = re.compile(r"[长记任席]$|主席|经理|负责人|代表$")
"""What an office ends with: 区长呢 after 书记是谁."""
KINDS_OF_PLACE = "村镇乡县区市街道校班队组奖院"
"""Last signs that alone show that two names are of one kind."""
SOME = re.compile(r"的呢[？?]?$")
"""Some of those who were asked about: 首次献血的呢."""
MORE_ZH = re.compile(r"^(?:那)?(?:还有(?:谁|吗|哪些|什么|别的|其他).{0,4}|其他人呢|其余的?呢)[？?]?$")
JOINS = {"zh": "；", "en": " — "}


@dataclass(frozen=True, slots=True)
class Heard:
    """What the conversation was last about: the last question as it stood alone, and what the archive answered."""

    question: str
    lang: str
    keys: tuple[str, ...] = ()
    """The articles cited in that answer, the first the best."""
    short: str = ""
    days: tuple[Days, ...] = ()
    """The days of that answer, else those its first article was published on."""
    before: tuple[str, ...] = ()
    """The persons that were named before."""

    @property
    def persons(self) -> tuple[str, ...]:
        """Whom he or she may mean: the persons of that answer, of that question, else those named before."""
        return find_persons(self.last, self.lang, self.short) or self.before

    @property
    def topic(self) -> str:
        """The last question that stood alone by itself."""
        return self.question.split(JOINS[self.lang])[0]

    @property
    def last(self) -> str:
        """What was last asked, without the topic before it."""
        return self.question.split(JOINS[self.lang])[-1].strip().rstrip("？?。.")


@dataclass(frozen=True, slots=True)
class Standing:
    """A question that stands alone. `own` is what was just asked, pronouns resolved; `bare` of 2022年呢 is 2022年."""

    text: str
    own: str
    said: str = ""
    """What the asker just said, as it was said."""
    leans: bool = False
    another: bool = False
    bare: str = ""
    hangs: bool = False
    """It says nothing of leaning, yet names nothing of its own: it is first asked of the last answer's articles."""


def stand_alone(question: str, lang: str, heard: Heard | None) -> Standing:
    """The question with its topic: itself, or the last question followed by it.

    A date alone (那2022年呢) takes the place of the last question's; other dates replace those, too. 他 and 她 become
    the person of the last answer.
    """
    if heard is None or not leans(question, lang):
        return Standing(question, question, question, hangs=heard is not None and hangs(question, lang))
    said = question.strip()
    match = (BARE_ZH if lang == "zh" else BARE_EN).match(said)
    bare = match["what"].strip() if match else ""
    topic = heard.topic.strip().rstrip("？?。.")
    if bare and _only_date(TIME_ZH.sub("", bare)):
        dated = _put_date(topic, TIME_ZH.sub("", bare), lang)
        asked = "" if heard.last == topic or find_dates(heard.last) else f"{JOINS[lang]}{heard.last}"
        return Standing(f"{dated}{asked}{'？' if lang == 'zh' else '?'}", said, said, True, bare=bare)
    if bare and TIME_ZH.search(bare):
        text = _put_time(topic, TIME_ZH.sub("", bare))
        return Standing(text, text, said)
    parallel = _put_parallel(heard, bare, lang) if bare else ""
    if parallel:
        text = parallel if heard.last == topic else f"{topic}{JOINS[lang]}{parallel}"
        return Standing(text, parallel, said)
    if bare and not SOME.search(said) and (asked := _ask_whole(bare, understand(heard.last, lang), lang)):
        return Standing(f"{topic}{JOINS[lang]}{asked}", asked, said, True)
    own = put_person(said, lang, heard.persons)
    if SOME.search(said) and heard.last != topic and not find_dates(own):
        topic = f"{topic}{JOINS[lang]}{heard.last}"
    if lang == "zh" and MORE_ZH.match(said) and heard.short:
        own = f"除了{heard.short}，{said.removeprefix('那')}"
    if find_dates(own):
        topic = _without_dates(topic)
    another = bool(ANOTHER.search(own))
    if another and own != said:  # it names its person now, and asks beyond the last topic
        return Standing(own, own, said, True, True)
    return Standing(f"{topic}{JOINS[lang]}{own}", own, said, True, another, bare)


COUNTED_AFTER = frozenset({"number", "date"})
"""Forms of a question after which a bare thing asks how many there are; after a name it asks for another name."""


def _ask_whole(new: str, before: Need, lang: str) -> str:
    """What a bare noun asks: 产量呢 how much it is, whatever was asked before; 藏书呢 after a figure how many.

    "" where it may be another one of what was asked about: a place, a person, those of some sort.
    """
    if lang == "en":
        many = re.fullmatch(r"(?:the )?(?P<things>(?:[a-z-]+ )?[a-z]{3,}(?<!s)s)", new)
        counted = many and before.kind in COUNTED_AFTER and not find_measure(new)
        return f"How many {many['things']}?" if many and counted else ""
    last, tag = tag_words(new)[-1]
    if understand(new, "zh").kind == "number":
        return f"{new}是多少？"
    thing = tag in ("n", "nz") and len(last) > 1 and new[-1] not in KINDS_OF_PLACE + "人员者生民工女男的"
    thing = thing and before.kind in COUNTED_AFTER and not SITE.search(new) and not POST.search(new)
    return f"有多少{new}？" if thing else ""


def _put_time(topic: str, new: str) -> str:
    """The topic of another time and place, as 县医院1月那次 says which: its own days and place give way."""
    if find_dates(new):
        topic = _without_dates(topic)
    if SITE.search(new):
        topic = SITE.sub("", topic, count=1)
    return f"{new}{topic}？"


SETS_EN = (
    r"gold|silver|bronze",
    r"first|second|third|fourth|fifth|grand|top",
    r"men|women|boys|girls",
    r"primary|middle|secondary|high|senior|junior",
    r"north|south|east|west",
)
"""English words of which one may stand for another: gold prizes, and silver?"""


def _put_parallel(heard: Heard, new: str, lang: str) -> str:
    """The last question with `new` for what is called alike in it (一等奖几名, 二等奖呢); "" where nothing is."""
    last = heard.last
    if new in last or find_dates(new):
        return ""
    if len(heard.persons) == 1 and heard.persons[0] in last and find_persons(new, lang, "") == (new,):
        return last.replace(heard.persons[0], new) + ("？" if lang == "zh" else "?")
    if lang == "en":
        return _put_parallel_en(last, new)
    if POST.search(new) and understand(last, lang).kind == "person":
        return f"{new}是谁？"
    words: list[tuple[int, int, bool]] = []
    at = 0
    for word, tag in tag_words(last):
        words.append((last.find(word, at), last.find(word, at) + len(word), tag[0] in "nmbjaz"))
        at = words[-1][1]
    for alike in range(len(new) - 1, 0, -1):
        at = last.find(new[-alike:])
        ends = [end for _, end, noun in words if noun and end == at + alike]
        if at < 0 or not ends or (alike == 1 and new[-1] not in KINDS_OF_PLACE):
            continue
        start = ends[0]
        for begin, end, noun in reversed(words):
            if end == start and noun and ends[0] - start < len(new):
                start = begin
        return f"{last[:start]}{new}{last[at + alike :]}？"
    return ""


def _put_parallel_en(last: str, new: str) -> str:
    for words in SETS_EN:
        if re.fullmatch(rf"(?:the )?(?:{words})", new, re.I):
            text, found = re.subn(rf"\b(?:{words})\b", new.lower().removeprefix("the "), last, count=1, flags=re.I)
            return f"{text}?" if found else ""
    word = re.sub(r"s$", "", new.split()[-1].lower())
    match = re.search(rf"\b(?:\w+ )?{re.escape(word)}(?P<s>s?)\b", last, re.I) if len(word) > 2 else None
    return f"{last[: match.start()]}{new.rstrip('s')}{match['s']}{last[match.end() :]}?" if match else ""


def _only_date(text: str) -> bool:
    if re.fullmatch(r"(?:in |for )?(?:19|20)\d\d", text):
        return True
    rest = _without_dates(text)
    return rest != text and not re.sub(r"[的份在那 ]|\b(?:in|on|the|of|year)\b", "", rest)


def _without_dates(text: str) -> str:
    for mention in reversed(find_dates(text)):
        text = text[: mention.span.start] + text[mention.span.end :]
    return text


def _put_date(topic: str, new: str, lang: str) -> str:
    """The topic with `new` for its date; at its head (zh) or end where it has none."""
    spans = [mention.span for mention in find_dates(topic)]
    if not spans and (year := re.search(r"\b(?:in |of )?(?:19|20)\d\d\b", topic)):
        spans = [Span(*year.span())]
    if spans:
        for span in reversed(spans[1:]):
            topic = topic[: span.start] + topic[span.end :]
        within = "in " if lang == "en" and re.fullmatch(r"(?:19|20)\d\d", new) else ""
        return f"{topic[: spans[0].start]}{within}{new}{topic[spans[0].end :]}"
    return f"{new}{topic}" if lang == "zh" else f"{topic} {'' if new[:2] in ('in', 'on') else 'in '}{new}"


def find_need(asked: str, standing: Standing) -> Need:
    """The form of the answer; what a bare 面积呢 leaves out is that of the question before it."""
    lang = detect_language(asked)
    if asks_reports(standing.own):
        return Need("reports")
    need = understand(standing.own if lang == "zh" else asked, lang)
    if not standing.bare and need.kind != "other":
        return need
    before = understand(re.split("[；—]", standing.text)[-2:][0], lang)
    if lang == "zh":
        measure = "" if SOME.search(standing.said) else find_measure(f"{standing.bare}多少")
    else:
        measure = find_measure(standing.bare)
    if standing.bare and measure:
        return replace(before, kind="number", unit="", measure=measure)
    sorts = find_sorts(standing.bare, before.kind) if lang == "en" else ()
    return replace(before, sorts=sorts) if sorts else before
