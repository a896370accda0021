"""Where a word list joins what belongs apart: 仪式|上念|了, 血是."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SLIP = re.compile("[上里中内][\u4e00-\u9fff]")
_IS_SO = re.compile("[血钱水奖人会书药树路][是]")


def mend_words(tagged: Sequence[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """Words and tags, 仪式|上念|了 and 血是 parted: a word list joins what a place or a noun ends in with the verb."""
    for n, (word, tag) in enumerate(tagged):
        after = tagged[n + 1][1] if n + 1 < len(tagged) else ""
        before = tagged[n - 1][1] if n else ""
        if len(word) == 2 and after in ("ul", "ug", "uz") and before[:1] in ("n", "v", "s") and _SLIP.fullmatch(word):
            yield from ((word[0], "f"), (word[1], "v"))
        elif _IS_SO.fullmatch(word):
            yield from ((word[0], "n"), (word[1], "v"))
        else:
            yield word, tag
