"""Spoken Chinese function words as written ones: 啥 is 什么, 咋 is 怎么, 几回 is 几次. Words that mean things stay.

The rules that read questions know the written forms; nobody who asks a chat writes only those.
"""

from __future__ import annotations

import re

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


def write_out(question: str) -> str:
    """The question with spoken function words in their written forms; everything else as it is."""
    question = _ROUND.sub("0", drop_hidden(question))
    for spoken, written in _RULES:
        question = spoken.sub(written, question)
    return question
