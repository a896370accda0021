"""Words that a report may print for a word of a question: 剧团 asked, 剧院 printed.

Our own table (`thesaurus.txt`). A line of words: any may stand for any other. A line with `>`: the words behind it may
answer a question that says the word before it, not the other way (唱戏 > 演出).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

Kin = tuple[tuple[str, float], ...]
"""Words with how surely each says what was asked, 0 to 1."""

ALIKE, NARROWER = 0.8, 0.6
"""How surely a word of the same group, and one that may answer it, says the same."""
_FILE = Path(__file__).parent / "thesaurus.txt"
_RESULT = re.compile(r"^([\u4e00-\u9fff])[来出到上下起成完掉走去入过了好给]$")
"""A verb of one sign and how far it came: 请来, 评出, 拆掉."""


@cache
def _table() -> dict[str, dict[str, float]]:
    table: dict[str, dict[str, float]] = {}
    for line in _FILE.read_text("utf-8").splitlines():
        asked, _, printed = line.partition(">")
        heads, words = asked.split(), printed.split()
        for word in heads:
            row = table.setdefault(word, {})
            row |= dict.fromkeys((w for w in heads if w != word), ALIKE)
            for other in words:
                row.setdefault(other, NARROWER)
    return table


@lru_cache(maxsize=8192)
def find_kin(word: str) -> Kin:
    """The words that may stand for this one, the surest first; none of one sign."""
    row = dict(_table().get(word, {}))
    stem = _RESULT.match(word)
    if stem and not row:
        row = dict(_table().get(stem[1], {}))
    return tuple(
        sorted(((w, s) for w, s in row.items() if len(w) > 1 and w != word), key=lambda one: (-one[1], one[0]))
    )
