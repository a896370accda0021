"""Facts of the sort that a question names: who bears an office, what is called a bridge, a school, a mini-programme.

English questions say the sort in words that Chinese names end in or stand beside (`rag/questions/sorts_en.py`): Which
bridge asks for …大桥, the director of the library for the name behind 馆长.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from index.records import Span
from index.store import Store
from index.words import fold, tag_words
from rag.facts.offices import find_people
from rag.finding.retrieve import Query
from rag.questions.asked import Need
from rag.questions.pinyin import sounds
from rag.questions.sorts_en import OFFICE_WORDS, find_verbs
from rag.questions.terms import Term

_NO_NAME = (
    r"携手|邀请|会同|战胜|击败|荣获|获得|走进|前往|组织|举行|举办|位于|联合|其中|最终|开展|参加|参观|其它|其他|所有|全部|有关|相关|许多|不少|附近|来自|"
    r"通过|进行|进(?=社区|校园|学校|企业|农村|机关|乡村)|利用|关于|记者|部分|沿途|途经|进入|召开|属于|还有|包括|"
    r"一家|一座|一个|一所|一支|近日|昨日|今年|去年|目前|随后|当天|现场|"
    r"(?<=[战赛动程场会])中(?![学心国医])|"
    r"[在由和与及到向对为是被让把从于至经过的了以将等因其该本这那各每位个名着也都就而或并又去来做说级现但却则令给]"
)
"""What stands before a name rather than in it: function words, verbs of events, words of time."""

_HAN = r"[㐀-鿿（）·A-Za-z0-9]"

_KIND_NAMES = re.compile(r"小程序|APP|App|客户端|口号|主题|称号|品牌|奖")
"""Sorts whose name stands in quotation marks beside the word."""


def find_bearers(sorts: tuple[str, ...], sentence: str) -> list[Span]:
    """The persons named directly behind one of these offices; 副县长 is no 县长 unless asked for."""
    offices = "|".join(sorted(map(re.escape, sorts), key=len, reverse=True))
    known = {span.start: span for span in find_people(sentence)}
    crossing = _cross(sentence)
    found = []
    for match in re.finditer(rf"(?<!副)(?:{offices})(?:[：:]|（女）)?", sentence):
        if any(match.start() < word.start < match.end() < word.end for word in crossing):
            continue  # 小区|长期: no 区长
        spans = [span for span in (known.get(match.end()), _read_name(sentence, match.end())) if span]
        if spans:
            found.append(max(spans, key=lambda span: span.end))
    return found


def _cross(sentence: str) -> list[Span]:
    """The words of a sentence of more than one sign that begin with one in which offices end: 长期, 长久."""
    words, at = [], 0
    for word, _ in tag_words(sentence):
        start = sentence.find(word, at)
        at = start + len(word)
        if len(word) > 1 and word[0] in "长任记员":
            words.append(Span(start, at))
    return words


_NO_SURNAME = frozenset("说要称在把将带率为到也还就都正曾又再共并介表指强讲走的和与及对向是被从等们以们会")


def _read_name(sentence: str, at: int) -> Span | None:
    """A name of two or three signs that begins here, put together from what the tagger took for words."""
    length, words = 0, tag_words(sentence[at : at + 8])
    for n, (word, tag) in enumerate(words):
        if length == 0 and ((len(word) > 1 and tag[0] in "vdpcrt") or word[0] in _NO_SURNAME):
            return None
        if tag[0] in "xpcum" or (n and tag[0] in "dr") or not all("㐀" <= c <= "鿿" for c in word):
            break
        if length + len(word) > 3:
            break
        length += len(word)
        if length >= 2:
            # 简|知秋 is whole; 贺|云|骁 goes on with one more sign that is no verb
            rest = words[n + 1] if n + 1 < len(words) else ("", "")
            more = ("z", "g") if tag.startswith("nr") else ("n", "z", "a", "j", "g")
            if length == 2 and len(rest[0]) == 1 and rest[1][:1] in more:
                continue
            break
    return Span(at, at + length) if length >= 2 else None


def find_called(sorts: tuple[str, ...], sentence: str) -> list[Span]:
    """Names that end in one of these words (鹤渚大桥), or are quoted beside one (小程序“…”, “…”小程序)."""
    ends = "|".join(sorted(map(re.escape, sorts), key=len, reverse=True))
    if any(_KIND_NAMES.fullmatch(sort) for sort in sorts):
        quoted = rf"“[^“”]{{2,24}}”(?={ends})|(?:{ends})(?:是|为|：|叫|定为)?(?P<q>“[^“”]{{2,24}}”)"
        found = [Span(*m.span("q" if m.group("q") else 0)) for m in re.finditer(quoted, sentence)]
        if found:
            return found
    if "色" in sorts:
        return [Span(*match.span()) for match in _COLOUR.finditer(sentence)]
    pattern = re.compile(rf"{_HAN}{{1,24}}?(?:{ends})(?!{_TAIL})")
    found = [Span(*match.span()) for match in _SHORT_BANKS.finditer(sentence)] if "银行" in sorts else []
    for start, end in _stretches(sentence):
        found += [Span(*match.span()) for match in pattern.finditer(sentence, start, end)]
    return found


_COLOUR = re.compile(
    r"[深浅淡暗亮大粉米玫桃橘橙土金银灰藏天海墨草翠嫩雪乳棕红黄蓝绿青紫黑白]{0,2}[红橙橘黄绿青蓝紫黑白灰粉棕褐金银彩]色"
    r"(?!文化|基因|资源|旅游|教育|故事|记忆|血脉|精神|经典|歌曲|革命|家书|发展|低碳|产业|环保|出行|食品|农业|能源|经济)"
)
"""红色文化 and 绿色发展 are no colours."""
_SHORT_BANKS = re.compile(r"(?<![\u4e00-\u9fff])[农工建]行|(?<=[与和由从到在])[农工建]行(?![业动驶程为])")
"""Banks by the names that all know them by: 与农行合作."""


def _stretches(sentence: str) -> list[tuple[int, int]]:
    """The stretches of a sentence between words that stand in no name."""
    cuts = [(0, 0), *[m.span() for m in re.finditer(_NO_NAME, sentence)], (len(sentence), len(sentence))]
    return [(a[1], b[0]) for a, b in pairwise(cuts) if b[0] - a[1] > 1]


_TAIL = r"[长员民委内里友学署门分院]|区(?!\\w*街道)"
"""Signs that make another word of an ending: 队长, 村民, 校区 are no team, village, school."""


def seek_sorted(query: Query, need: Need, sentence: str) -> tuple[Span, float] | None:
    """The thing of the sort asked for that fits best in a sentence, as printed, and how well, 0 to 2.

    It stands near the question's words and does what the question asks of (…发出通知 for who issued it).
    """
    if not need.sorts:
        return None
    find = find_bearers if need.kind == "person" else find_called
    verbs = find_verbs(query.text)
    whole = sum(term.weight for term in query.terms) or 1.0
    best: tuple[Span, float] | None = None
    for span in find(need.sorts, sentence):
        if need.kind == "place":
            span = Span(span.end - len(shorten(span.of(sentence), need.sorts)), span.end)
        if _says_itself(query, need, span.of(sentence)):
            continue
        fit = min(1.0, nearness(query, sentence, span) / whole)
        after, before = sentence[span.end : span.end + DOES], sentence[max(0, span.start - 2) : span.start]
        if (
            verbs
            and need.kind != "place"
            and (re.search(verbs, re.split("[，。；]", after)[0]) or before[-1:] in ("由", "被"))
        ):
            fit += 1.0
        if need.kind == "place" and before[-1:] in ("在", "于", "到", "进"):
            fit += 0.5
        if before in ("战胜", "击败") or re.search("[向给对]", before):
            fit -= 1.0  # who is defeated, told or given
        if best is None or fit > best[1]:
            best = span, fit
    return best


DOES = 30
"""Signs behind a name within which a sentence says what it does."""


def fit_terms(query: Query, need: Need, store: Store) -> Query:
    """The query with the office asked for as a Chinese paper prints it (馆长), not as the lexicon guesses (局长)."""
    absent = store.information("\0")
    weights = [store.information(sort) for sort in need.sorts]
    known = [(sort, 1.0) for sort, weight in zip(need.sorts, weights, strict=True) if weight < absent]
    if need.kind != "person" or not known:
        return query
    weight = min(weight for weight in weights if weight < absent)
    kept = tuple(term for term in query.terms if term.word.split()[-1].lower() not in OFFICE_WORDS)
    if len(kept) == len(query.terms):
        return query
    return replace(query, terms=(*kept, Term("office", weight, tuple(known))))


def _says_itself(query: Query, need: Need, name: str) -> bool:
    """Does the question say this name itself, or is it no name but the bare word (村, 医院)?"""
    if need.kind == "person":
        return any(term.sound and term.stands(fold(name)) for term in query.terms) or name in query.text
    if _SHORT_BANKS.fullmatch(name):
        return False
    if re.match(r"[\d一两二三四五六七八九十]+[余多]?[支家所个座名条]", name):
        return True
    bare = name
    for sort in sorted(need.sorts, key=len, reverse=True):
        bare = bare.removesuffix(sort)
    for term in query.terms:
        if term.sound and term.stands(fold(bare)):
            bare = _without(term.sound, bare)
    bare = re.sub(r"[全本各该县市区省镇乡村]|街道|社区", "", bare)
    return not bare or name in query.text


def _without(sound: str, name: str) -> str:
    """A name without the first stretch that sounds like `sound`."""
    ends = ((a, b) for a in range(len(name)) for b in range(a + 1, len(name) + 1))
    span = next(((a, b) for a, b in ends if sounds(sound, name[a:b])), None)
    return name[: span[0]] + name[span[1] :] if span else name


def shorten(name: str, sorts: tuple[str, ...]) -> str:
    """A place without the larger places before it: 新安小区 for 西属巴街道新安小区."""
    cut = re.match(r".*(?:街道|镇|乡|县|市|区)(?=.{2,}$)", name)
    rest = name[cut.end() :] if cut else name
    bare = rest
    for sort in sorted(sorts, key=len, reverse=True):
        bare = bare.removesuffix(sort)
    return rest if len(bare) >= 2 else name


def nearness(query: Query, sentence: str, span: Span) -> float:
    """How near the question's terms stand to a span, each by its weight: 1 beside it, falling with the gap."""
    text = fold(sentence)
    if len(text) != len(sentence):
        text = sentence
    total = 0.0
    for term in query.terms:
        gaps = [
            max(span.start - (match.start() + len(form)), match.start() - span.end, 0) / strength
            for form, strength in term.forms
            for match in re.finditer(re.escape(form), text)
        ]
        if term.sound and not gaps:
            gaps = [max(span.start - b, a - span.end, 0) for a, b in find_heard(term.sound, text)]
        if gaps:
            total += term.weight / (1 + min(gaps) / 4)
    return total


def find_heard(sound: str, text: str) -> list[tuple[int, int]]:
    """Where a name that sounds so stands in a text: its shortest stretches."""
    if not sounds(sound, text):
        return []
    ends = ((a, b) for a in range(len(text)) for b in range(a + 1, min(a + 7, len(text)) + 1))
    found = [(a, b) for a, b in ends if "㐀" <= text[a] <= "鿿" and sounds(sound, text[a:b])]
    return sorted(found, key=lambda one: one[1] - one[0])[:3]


def names_sort(need: Need, sentence: str) -> bool:
    """Does a sentence name anything of the sort asked for?"""
    find = find_bearers if need.kind == "person" else find_called
    return bool(find(need.sorts, sentence))
