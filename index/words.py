"""Text to words: folding for search (script, width, radicals, case) and segmentation by rjieba or jieba.

One segmenter serves the index and every query; its name stands in the manifest. Folding changes only what is searched,
never what is shown or quoted.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from index.errors import IndexForeign
from index.people import SURNAMES
from index.records import Span


class Segmenter(Protocol):
    """Cuts folded text into words for search."""

    name: str

    def __call__(self, text: str) -> list[str]:
        """The words of `text` in order, overlapping where a long word holds shorter ones."""
        ...

    def cut(self, text: str) -> list[str]:
        """The words of `text` in order, none overlapping."""
        ...

    def longer(self, word: str) -> tuple[str, ...]:
        """The archive's own words that hold a shorter one of its own: 二三级医院 for 三级医院."""
        ...


class _Jieba:
    """Either implementation of jieba's search mode behind one face."""

    def __init__(self, name: str, search: Callable[[str], Sequence[str]], cut: Callable[[str], Sequence[str]]) -> None:
        self.name = name
        self._search, self._cut = search, cut

    def __call__(self, text: str) -> list[str]:
        return [word for word in self._whole(self._search, text) if any(c.isalnum() for c in word)]

    def cut(self, text: str) -> list[str]:
        return list(self._whole(self._cut, text))

    @staticmethod
    def _whole(cut: Callable[[str], Sequence[str]], text: str) -> Sequence[str]:
        try:
            return cut(text)
        except UnicodeEncodeError:
            return cut(mend_halves(text))

    def longer(self, word: str) -> tuple[str, ...]:
        return ()


@cache
def _load(name: str) -> _Jieba:
    if name == "rjieba":
        import rjieba

        return _Jieba(name, rjieba.cut_for_search, rjieba.cut)
    import jieba

    jieba.setLogLevel(logging.WARNING)  # it announces its dictionary on stderr otherwise
    return _Jieba(name, jieba.lcut_for_search, jieba.lcut)


def load_segmenter(name: str | None = None) -> Segmenter:
    """The segmenter of that name (`rjieba` or `jieba`); with no name the fastest one installed.

    Raises:
        IndexForeign: the index was made with a segmenter that is not installed here.
    """
    chosen = name or ("rjieba" if find_spec("rjieba") else "jieba")
    if chosen not in ("rjieba", "jieba") or not find_spec(chosen):
        raise IndexForeign(
            f"the index was made with the word segmenter {chosen!r}, which is not installed here: "
            f"install it (pip install {chosen}) or build the index again"
        )
    return _load(chosen)


def cut_known(text: str) -> list[str]:
    """The words of `text` that the dictionary has, and single signs between them: none is guessed."""
    text = mend_halves(text)
    if _has_rjieba():
        import rjieba

        return list(rjieba.cut(text, False))
    import jieba

    return list(jieba.lcut(text, HMM=False))


@cache
def _opencc() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


PARTLY = "沈坏覆藉衹甦瞭哩"
"""Signs that OpenCC's phrases change (深沈, 回覆) and its single signs do not."""


@cache
def _traditional() -> re.Pattern[str]:
    """What folding by script may change: texts without such a sign, most of them, are spared the conversion."""
    signs = [chr(point) for point in (*range(0x2E80, 0xD800), *range(0xF900, 0x10000))]
    folded = _opencc()("\n".join(signs)).split("\n")
    changed = "".join(sign for sign, other in zip(signs, folded, strict=True) if sign != other)
    return re.compile(f"[{changed}{PARTLY}\U00010000-\U0010ffff]")


RADICALS = str.maketrans(
    "⺠⻢⻉⻅⻋⻓⻔⻘⻙⻚⻛⻜⻝⻥⻦⻨⻩⻬⻮⻰⺟⻄⻆⻣⻤",
    "民马贝见车长门青韦页风飞食鱼鸟麦黄齐齿龙母西角骨鬼",
)
"""CJK radicals that NFKC leaves alone and PDF extracts are full of (design notes, row A9)."""


ANY_RADICAL = re.compile(f"[{''.join(map(chr, RADICALS))}]")

WIDE = tuple((sign, unicodedata.normalize("NFKC", sign)) for sign in "，：；？！（）％～…\u3000\xa0")
"""Marks and their compatibility forms: all that most news texts have for NFKC to change."""


def fold(text: str) -> str:
    """Text as it is searched: compatibility forms, width, case and script folded. Its length may change."""
    plain = text
    for wide, narrow in WIDE:  # five times faster than normalising; it does what NFKC would
        plain = plain.replace(wide, narrow)
    if not unicodedata.is_normalized("NFKC", plain):
        plain = unicodedata.normalize("NFKC", plain)
    if ANY_RADICAL.search(plain):
        plain = plain.translate(RADICALS)
    plain = plain.lower()
    if not _traditional().search(plain):
        return plain
    try:
        return _opencc()(plain)
    except UnicodeEncodeError:  # half a surrogate pair, as JSON can carry it: no character
        return _opencc()(mend_halves(plain))


def mend_halves(text: str) -> str:
    """The text with U+FFFD for each half of a surrogate pair, which JSON can carry and is no character: as long."""
    return _HALF.sub("\ufffd", text)


_HALF = re.compile("[\ud800-\udfff]")


NAME_TAGS = frozenset({"nr", "nrt", "nrfg"})
"""Part-of-speech tags of persons' names in the PKU tag set that jieba uses."""


NO_PERSONS = Path(__file__).parent / "no_persons.txt"


@cache
def load_no_persons() -> frozenset[str]:
    """Words that the tagger takes for names and a dictionary for words (马拉松, 文明); CC-CEDICT, CC BY-SA."""
    return frozenset(NO_PERSONS.read_text("utf-8").split())


PLACE_ENDS = "省市县区镇乡村街路河江湖山桥"

TITLED = re.compile(
    r"(?:书记|[省市县区州镇乡村]长|主席|主任|局长|院长|校长|站长|所长|部长|会长|理事长|经理|队长|馆长|园长|记者|通讯员|律师|医生|教师|老师)"
    r"(?P<name>[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆"
    r"范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤][\u4e00-\u9fff]{1,2})"
)
"""A title with a frequent surname behind it: names that the tagger takes for common words."""


_BODY = re.compile(
    r"(?:律师|会计师)?事务所|[社小园校街景厂]区|[小中大]学|幼儿园|医院|诊所|药[店房]|公司|集团|合作社|超市|酒店|饭店|银行|广场|大厦|书店|商[场城厦]|工作室"
)


_NUMERALS = frozenset(f"{tens}{ones}" for tens in "二三四五六七八九" for ones in "十百") | {
    f"十{ones}" for ones in "一二三四五六七八九"
}


def _is_thing(word: str, behind: str) -> bool:
    """Is a word that is tagged as a name none?

    The name of a body (明桓律师事务所), two signs without a surname, three that begin with a verb (宣传单), 和
    and a word.
    """
    if word[:2] in _NUMERALS:
        return True  # 二十大
    if word.startswith("和") and len(word) == 3 and len(tag_words(word[1:])) == 1:
        return True
    if _BODY.match(behind) or (len(word) == 2 and not word.startswith(SURNAMES)):
        return True
    return len(word) == 3 and [tag[0] for _, tag in tag_words(word[:2])] == ["v"]


def find_names(text: str) -> list[Span]:
    """Where persons are named, by the segmenter's part-of-speech tags and by titles: two to four characters each."""
    found, at, text = [], 0, mend_halves(text)
    for word, tag in tag_words(text):
        start = text.index(word, at)
        at = start + len(word)
        if text[at : at + 1] and text[at] in PLACE_ENDS and text[at + 1 : at + 2] != "长":
            continue  # 云栾 in 云栾市 is a place; 岑书意 in 岑书意区长 is not
        named = tag in NAME_TAGS and 2 <= len(word) <= 4 and all("\u3400" <= c <= "\u9fff" for c in word)
        if named and word not in load_no_persons() and not _is_thing(word, text[at:]):
            found.append(Span(start, at))
    for match in TITLED.finditer(text):
        span = Span(*match.span("name"))
        if not any(span.start < other.end and other.start < span.end for other in found):
            found.append(span)
    return sorted(found, key=lambda span: span.start)


@cache
def _has_rjieba() -> bool:
    return find_spec("rjieba") is not None


def tag_words(text: str) -> list[tuple[str, str]]:
    """The words of a text in order, each with its part of speech (PKU tag set)."""
    if _has_rjieba():
        import rjieba

        return list(rjieba.tag(mend_halves(text)))
    import jieba.posseg

    return [(pair.word, pair.flag) for pair in jieba.posseg.lcut(text)]
