"""The archive's own words: its places, offices, communities, persons and the titles in 《》, learned from its text.

The segmenter's dictionary cuts 三级医院 and 交口社区 apart, so that a search for either also finds 二三级医院 and every
other 社区. Words that stand together oftener than chance has it are found in a text beside the segmenter's, longest
first: where 二三级医院 stands, 三级医院 does not. They are learned once, from the first articles of an archive (or from
all of them: `wenbao build --relearn`), and frozen in a file of every version: the same words serve index and queries.

Chance is pointwise mutual information (Church & Hanks 1990), freedom on the left the variety of neighbours (Feng et
al. 2004, "Accessor Variety Criteria for Chinese Word Extraction").
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from index.words import TITLED, Segmenter

NAME = "words.txt"
"""The file within a version's folder, one word a line."""

ENDS = re.compile(
    r"(?:社区|街道|小区|新村|新区|园区|开发区|镇|乡|村|县|市|区|路|街|桥|山|河|湖|寺"
    r"|局|委|办|厅|处|所|院|校|园|馆|站|队|会|社|厂|店|公司|集团|中心|医院|法院|检察院|派出所|委员会|办事处|协会|学会"
    r"|小学|中学|大学|学院|学校|幼儿园|银行|基地|工程|项目|条例|制度|大桥|广场|公园|机场|车站|水库|景区)$"
)
"""How the names of places, offices, bodies and works end."""

COMMON = re.compile(
    r"会|社会|上市|地区|乡村|农村|大局|格局|布局|查处|场所|上路|辖区|项目|之路|所|门店|处|城市|城区|工程"
)
"""Words that end like a name and mostly are none."""

LOOSE = frozenset(
    "的了着过在是有和与及或对把将被从向到由为以等其该此这那各每某本就都也还又不并于之所让使给用比按据因则而且我你他她它们"
)
"""Signs that a name seldom begins with."""

ALONE = frozenset("全上下中内外里前后时年月日个名位家座条项次场多新老大小最更很")
"""Signs that may begin a name (上海, 大同), but not as a word of their own."""

TITLE = re.compile(r"《([^《》\n]{2,16})》")
HAN = re.compile(r"[\u4e00-\u9fff]+")
PARTS_MOST, SHORTEST, LONGEST = 4, 3, 12
"""Parts of a name; characters of a name."""
LEAST = 3
"""Articles that hold a name: fewer may share an accident."""
TOGETHER = 4.0
"""Nats of pointwise mutual information between the first part and the rest."""
SHARE = 0.7
"""In a few pages there are never so many: this share of what two parts have that never stand apart (Bouma 2009)."""
NEIGHBOURS = 2
"""Different words in front, at least; a name that always follows one word is a part of a longer name."""
MOST = 20_000
"""Words kept, the commonest: 300 kB on disk."""


class LocalSegmenter:
    """A segmenter's words, and behind them the archive's own."""

    def __init__(self, base: Segmenter, own: LocalWords) -> None:
        self.name, self.cut, self.longer, self._base, self._own = base.name, base.cut, own.longer, base, own

    def __call__(self, text: str) -> list[str]:
        """The words of folded text."""
        return [*self._base(text), *self._own.find(text)]


class LocalWords:
    """A frozen set of words that are found in folded text."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.words = frozenset(word for word in words if len(word) >= 2)
        begun: defaultdict[str, list[str]] = defaultdict(list)
        for word in self.words:
            begun[word[:2]].append(word)
        self._begun = {start: tuple(sorted(found, key=len, reverse=True)) for start, found in begun.items()}

    def find(self, text: str) -> list[str]:
        """The words that stand in the text, in order, none within another. Time is linear in its length."""
        if not self._begun:
            return []
        found, at, begun = [], 0, self._begun
        while at < len(text) - 1:
            for word in begun.get(text[at : at + 2], ()):
                if text.startswith(word, at):
                    found.append(word)
                    at += len(word)
                    break
            else:
                at += 1
        return found

    def longer(self, word: str) -> tuple[str, ...]:
        """The words that hold a shorter one, which does not stand where they do. A millisecond in 20,000 words."""
        if word not in self.words:
            return ()
        return tuple(sorted(other for other in self.words if word in other and word != other))

    def dump(self) -> bytes:
        """As the file that a version keeps."""
        return "".join(f"{word}\n" for word in sorted(self.words)).encode()

    def join(self, base: Segmenter) -> Segmenter:
        """A segmenter that finds these words too."""
        return LocalSegmenter(base, self) if self.words else base

    @classmethod
    def load(cls, data: bytes | None) -> LocalWords:
        """The inverse of `dump`; no words where there is no file."""
        return cls((data or b"").decode().splitlines())


def learn(texts: Iterable[str], cut: Callable[[str], Sequence[str]]) -> LocalWords:
    """The words of an archive's folded articles; `cut` parts text into words that do not overlap.

    What comes out depends on the articles alone, not on their order.
    """
    plain: Counter[str] = Counter()
    joined: Counter[str] = Counter()
    titled: Counter[str] = Counter()
    first: dict[str, tuple[str, str]] = {}
    before: defaultdict[str, set[str]] = defaultdict(set)
    for text in texts:
        words = cut(text)
        plain.update(words)
        here: set[str] = set()
        for end, word in enumerate(words):
            if not ENDS.search(word) or COMMON.fullmatch(word):
                continue
            rest = word
            for start in range(end - 1, max(-1, end - PARTS_MOST), -1):
                part = words[start]
                if not HAN.fullmatch(part) or len(part) + len(rest) > LONGEST:
                    break
                name = part + rest
                if len(name) >= SHORTEST and part[0] not in LOOSE and part not in ALONE:
                    here.add(name)
                    first[name] = min(first.get(name, (part, rest)), (part, rest))
                    if len(before[name]) < NEIGHBOURS:
                        before[name].add(words[start - 1] if start else f"\n{len(before[name])}")
                rest = name
        joined.update(here)
        titled.update(set(TITLE.findall(text)) | set(_persons(text)))
    whole = sum(plain.values())

    def bound(name: str) -> bool:
        part, rest = first[name]
        chance = plain[part] * (plain[rest] or joined[rest])
        least = min(TOGETHER, SHARE * math.log(whole / joined[name]))
        return bool(chance) and math.log(joined[name] * whole / chance) >= least

    names = {
        name: count
        for name, count in joined.items()
        if count >= LEAST and len(before[name]) >= NEIGHBOURS and bound(name)
    }
    names |= {name: count for name, count in titled.items() if count >= LEAST and len(name) <= LONGEST}
    kept = sorted(names, key=lambda name: (-names[name], name))[: 2 * MOST]
    return LocalWords([name for name in kept if len(cut(name)) > 1][:MOST])


def _persons(text: str) -> list[str]:
    """Names of two and three characters behind titles: which of the two it is, frequency tells."""
    names = [match["name"] for match in TITLED.finditer(text)]
    return [*names, *(name[:2] for name in names if len(name) == 3)]
