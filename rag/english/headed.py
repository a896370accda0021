"""Things that a Chinese report names by a noun of the sort asked for: 天然恒温储藏洞 where a storage cave is asked for.

A Chinese name's noun stands last, what tells it from others before it; the question's noun stands behind its which.
"""

from __future__ import annotations

import re

from index.records import Span
from index.words import fold, tag_words
from rag.english.facts_en import says_already
from rag.english.genres import find_genre
from rag.english.rendering import find_noun
from rag.english.rows import Found
from rag.facts.evidence import Evidence
from rag.facts.facts import Fact
from rag.facts.sorts import nearness
from rag.finding.retrieve import Query
from rag.questions.asked import Need
from rag.questions.sorts_en import before_verb, read_asked_noun
from rag.questions.terms import Term

_ASKED = re.compile(
    r"\bwhat (?:is|was|are|were) the (?P<noun>[\w' -]+?)(?= (?:of|for|in|at|on|that|which|who|to|from|by)\b|\?|$)", re.I
)
_KIND_OF = re.compile(
    r"\b(what|which) (?:(?:main|official|new|other|special) )?(?:kinds?|sorts?|types?|forms?) of (?:an? |the )?", re.I
)

ENDS: tuple[tuple[str, str], ...] = (
    (r"colou?rs?", "色"),
    (r"funds?|grants?|subsid(?:y|ies)|money", "基金 资金 公益金 补助金 救助金 款 金"),
    (r"documents?|letters?|papers?|appeals?|proposals?", "书 文件 信 通知 方案 意见 倡议"),
    (r"areas?|zones?|rooms?|corners?", "区域 区 室 角 专区"),
    (r"trainings?|courses?|class(?:es)?|lessons?", "培训 课 课程 班"),
    (r"methods?|approach(?:es)?|models?|systems?|mechanisms?", "法 模式 机制 制度 体系"),
    (r"gifts?|presents?|packs?|prizes?|awards?", "礼包 礼物 礼品 包 奖 奖品"),
    (r"facilit(?:y|ies)|equipment|devices?|machines?", "设施 设备 机 器 站 洞 库 仪"),
    (r"departments?|facult(?:y|ies)", "系 学院 部 科 科室"),
    (r"polic(?:y|ies)|insurances?", "险 保险 政策"),
    (r"jobs?|occupations?|professions?|posts?|roles?|trades?", "员 工 师 长 者 人"),
    (r"diseases?|illness(?:es)?|conditions?", "病 症 炎 癌"),
    (r"crops?|fruits?|vegetables?|plants?|trees?|flowers?", "菜 果 树 花 米 瓜 豆 草 苗"),
    (r"tests?|checks?|examinations?|inspections?", "检查 检测 体检 测试 考试"),
    (r"services?|activit(?:y|ies)|events?|games?|competitions?", "服务 活动 游戏 比赛 赛"),
    (r"projects?|works?|programmes?|schemes?", "项目 工程 计划 行动"),
    (r"dish(?:es)?|foods?|meals?", "菜 饭 面 饺 糕 汤 粥 饼"),
    (r"vehicles?|cars?|buses|trains?", "车 列车 班车"),
    (r"products?|goods|items?|materials?", "品 产品 材料 用品"),
)
"""Kinds of things in English and what their Chinese names end in: more than a lexicon has, for they end in one sign."""

LIKED = 0.5
"""The least strength of a translation of the asked noun that may end a name."""
SAME, ALIKE = 0.6, 0.3
"""What it adds to a name's fit to end in a translation, or in what such things end in."""
TOLD = 0.8
"""... and to hold what the question says of it: 天然 where a natural cave is asked for."""
LONGEST = 16
"""Signs of a name; what is longer is a clause."""
_INNER = re.compile(r"(?:n|a|b|j|z|vn|eng|h|ad|s$|f$)")
_NOUN = re.compile(r"(?:n|vn|j|eng|k|l|i|s$)")


def find_headed(query: Query, need: Need, evidence: Evidence) -> Found | None:
    """The name that ends in the noun asked for and stands nearest to the question's terms; None where none does."""
    noun = read_asked_thing(query.text)
    if not noun:
        return None
    if _GENRE.search(noun):
        return _find_genre(query, evidence)
    forms, signs = _ends(query, noun)
    told = [
        term
        for term in query.terms
        if term.word.lower() in noun
        and term.word.lower().split()[-1] != noun.split()[-1]
        and not any(form in forms for form, _ in term.forms)
    ]
    sentence = evidence.text
    whole = sum(term.weight for term in query.terms) or 1.0
    best: Found | None = None
    for span, head in _names(sentence):
        name = span.of(sentence)
        exact = any(head.endswith(form) or name.endswith(form) for form in forms)
        if not exact and not any(name.endswith(sign) for sign in signs):
            continue
        if name in forms or name in signs or len(name) < 2 or says_already(query, name):
            continue
        fit = min(1.0, nearness(query, sentence, span) / whole) + (SAME if exact else ALIKE)
        fit += TOLD * sum(term.weight for term in told if _holds(name, term)) / (sum(t.weight for t in told) or 1.0)
        if best is None or fit > best[1]:
            best = Fact(span, name, evidence.score), fit
    return best


_GENRE = re.compile(r"\b(?:genres?|styles?|(?:art|opera|literary) forms?)$")


def _find_genre(query: Query, evidence: Evidence) -> Found | None:
    """The word before the title that the question prints in Chinese: 豫剧 for the genre of 白蛇传."""
    for title in re.findall(r"[㐀-鿿]{2,}", query.text):
        match = re.search(rf"(?P<what>[㐀-鿿]{{2,6}})[《“]{title}", evidence.text)
        if match:
            words = tag_words(match["what"])
            start = match.end("what") - len(words[-1][0])
            return Fact(Span(start, match.end("what")), words[-1][0], evidence.score), SURELY
    return None


SURELY = 2.0
"""How well a genre fits: it stands beside the very title asked about."""


def _holds(name: str, term: Term) -> bool:
    return any(form in fold(name) and not name.endswith(form) for form, _ in term.forms)


def read_asked_thing(question: str) -> str:
    """The noun that an English question asks for, without kind of: `area` in What kind of area …; "" where none is."""
    plain = _KIND_OF.sub(r"\1 ", question)
    noun = find_noun(plain)
    if not noun:
        match = _ASKED.search(plain)
        noun = match["noun"] if match else ""
    return before_verb(noun).strip().lower()


def _ends(query: Query, noun: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that translate the asked noun's last word, and what the names of such things end in."""
    last = noun.split()[-1]
    forms = tuple(
        form
        for term in query.terms
        if not term.sound and term.word.lower().split()[-1] == last and term.word.lower() in noun
        for form, strength in term.forms
        if strength >= LIKED and len(form) > 1
    )
    signs = next((tuple(zh.split()) for en, zh in ENDS if re.fullmatch(en, last)), ())
    return forms, signs


def _names(sentence: str) -> list[tuple[Span, str]]:
    """The names of a sentence with their last words: a noun and what stands before it and belongs to it."""
    words: list[tuple[str, str, int]] = []
    at = 0
    for word, tag in tag_words(sentence):
        place = sentence.find(word, at)
        if place < 0:
            continue
        words.append((word, tag, place))
        at = place + len(word)
    found: list[tuple[Span, str]] = []
    for n, (word, tag, place) in enumerate(words):
        follows = words[n + 1] if n + 1 < len(words) else ("", "", len(sentence))
        if (
            not _NOUN.match(tag)
            or follows[0] in ("《", "“")
            or (_NOUN.match(follows[1]) and follows[2] == place + len(word))
        ):
            continue
        start = _reach(words, n, sentence)
        if place + len(word) - start <= LONGEST:
            found.append((Span(start, place + len(word)), word))
    return found


def _reach(words: list[tuple[str, str, int]], n: int, sentence: str) -> int:
    """Where the name begins whose last word is `words[n]`."""
    start = words[n][2]
    k = n - 1
    while k >= 0:
        word, tag, place = words[k]
        if place + len(word) != start:
            break
        if word == "”":
            opened = sentence.rfind("“", 0, place)
            if opened < 0:
                break
            start = opened
            while k >= 0 and words[k][2] >= opened:
                k -= 1
            if k >= 0 and not words[k][1].startswith("n"):
                break
            continue
        inner = _INNER.match(tag)
        if not inner and (tag != "v" or k != n - 1):
            break  # 氧疗区域: what it is for stands right before the noun
        start = place
        if not inner:
            break
        k -= 1
    return start


_LAST = re.compile(r"(?:n|vn|j|eng|k|i|l|s$|m$|q$)")
_LOOSE = re.compile(r"[，,。；：]|^[的了在是由被把为从对向给和与及等]|[的了着过在]$")


def is_nominal(text: str) -> bool:
    """May a stretch of Chinese be the name of a thing: short, of one clause, no verb first, a noun last?"""
    if text[:1] in "“《" or text.isascii():
        return len(text) <= 2 * LONGEST
    return text not in _EMPTY and not is_clause(text) and bool(_LAST.match(tag_words(text)[-1][1]))


_EMPTY = frozenset(
    {"现场", "环节", "格局", "情况", "方面", "过程", "活动", "工作", "内容", "作用", "当天", "时间", "方式"}
)
"""Words that name nothing that a question could ask for."""


def is_of_noun(query: Query, text: str) -> bool:
    """May a stretch of Chinese be what Which NOUN asks for: does it end as such things do, where that is known?

    What is quoted, in figures or in Latin letters may be called anything.
    """
    noun = read_asked_noun(query.text)
    if not noun or re.search(r"[“《A-Za-z\d]", text) or find_genre(noun) is not None:
        return True
    last = noun.split()[-1]
    own = [term for term in query.terms if not term.sound and term.word.lower().split()[-1] == last]
    forms = [form for term in own for form, strength in term.forms if strength >= LIKED]
    signs = _ends(query, noun)[1]
    return not forms or any(sign in text for sign in (*forms, *signs))


_BODY_ENDS = re.compile(r"(?:公司|[局会院校委部站厂社行所馆中心队])$")


def is_clause(text: str) -> bool:
    """Is a stretch of Chinese surely more than a name: long, over a comma, with words that only join?"""
    if text[:1] in "“《" or text.isascii():
        return len(text) > 2 * LONGEST
    if _LOOSE.search(text) or (len(text) > LONGEST and not _BODY_ENDS.search(text)):
        return True
    tags = [tag for _, tag in tag_words(text)]
    if len(tags) > 1 and tags[0] == "ad" and tags[1] == "v":
        return True  # 正式拉开帷幕
    return any(tag in ("p", "d", "r", "u", "ul", "y") for tag in tags)
