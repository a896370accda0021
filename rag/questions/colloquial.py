"""Spoken Chinese function words as written ones: 啥 is 什么, 咋 is 怎么, 几回 is 几次.

The rules that read questions know the written forms; nobody who asks a chat writes only those. Of the words that mean
things, only phrases of several words are written out (`phrases.txt`: 扫马路的师傅 is 环卫工人): the table of words that
stand for others (`rag/questions/thesaurus.py`) is asked word by word and never sees them.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from index.clean import drop_hidden

_FORMS: tuple[tuple[str, str], ...] = (
    (r"啥时候?|多会儿|哪会儿|多咱|什么时侯", "什么时候"),
    (r"为啥子?|为嘛|咋(?=会|就)", "为什么"),
    (r"干(?:啥|嘛)", "做什么"),
    (r"咋样|咋个样", "怎么样"),
    (r"咋", "怎么"),
    (r"啥", "什么"),
    (r"哪儿|哪块儿|哪旮旯", "哪里"),
    (r"打(?=哪里|哪儿)", "从"),
    (r"([那这])(?:会儿|阵子|阵儿|时节)", r"\1时"),
    (r"一块儿|一块(?=[去来办搞做])|一道儿", "一起"),
    (r"(?<=[几多少哪那这每头一二三四五六七八九十\d])回(?![到来去家国收归应答复报访乡顾升族])", "次"),
    (r"拢共|拢总|一总|满打满算", "一共"),
    (r"(?<=[他她你我咱们])俩", "两个"),
    (r"甭", "不用"),
    (r"(?<![\d.·])(1[0-2]|[1-9])[·.](3[01]|[12]\d|[1-9])(?=[那这当]一?[天日])", r"\1月\2日"),
)
_RULES = tuple((re.compile(spoken), written) for spoken, written in _FORMS)


_ROUND = re.compile(r"(?<=\d)[oO\u039f\u03bf\u041e\u043e](?=\d)")
"""A letter O between digits is meant for a nought, whatever alphabet it comes from."""


_QUOTED = r"“[^”]*”|《[^》]*》|「[^」]*」"
"""What a reader quotes is meant word for word."""
_ALONE = r"(?=[^\u4e00-\u9fff]|[都也有是在被把给去来叫说要能会得领捐献几多谁哪]|妇女|女人|姐妹|病人|$)"
"""Behind a phrase that ends in 的 and means those who do it: 种菜的 are growers, 种菜的大棚 is a greenhouse."""


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, str]]:
    """The everyday phrases, the longest first behind what is quoted, and how each is printed."""
    table: dict[str, str] = {}
    for line in (Path(__file__).parent / "phrases.txt").read_text("utf-8").splitlines():
        spoken, _, written = line.partition(">")
        table |= dict.fromkeys(spoken.split(), written.strip())
    table |= {printed: printed for printed in table.values()}  # 加装电梯 holds 装电梯 and stays
    longest = sorted(table, key=lambda phrase: (-len(phrase), phrase))
    alone = (phrase + _ALONE if phrase.endswith("的") else phrase for phrase in longest)
    return re.compile("|".join((_QUOTED, *alone))), table


def write_out(question: str) -> str:
    """The question with spoken function words and everyday phrases in their written forms; everything else as it is."""
    question = _ROUND.sub("0", drop_hidden(question))
    for spoken, written in _RULES:
        question = spoken.sub(written, question)
    phrase, printed = _phrases()
    return phrase.sub(lambda found: printed.get(found[0], found[0]), question)
