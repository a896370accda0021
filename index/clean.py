"""Named, pure clean-ups of newspaper text; each can be switched off, and the article tells which changed it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇○"
"""Chinese characters, as the inside of a regex class."""

_STOPS = "，。、；：！？”’》）】…"
_OPENS = "“‘《（【"

# Tag block, zero-width and bidi controls, soft hyphen, C0 and C1 controls: nothing of this is ever printed.
HIDDEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb"
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\U000e0000-\U000e007f"
)
"""Characters that are never printed, as the inside of a regex class."""
_HIDDEN = re.compile(f"[{HIDDEN}]")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_ODD_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_EDGES = re.compile(r"^ +| +$|(?<= ) +", re.MULTILINE)
_PAIR = re.compile(rf"[{HAN}]{{2}}")
_ONE_HAN = re.compile(rf"[{HAN}]")
_DIGIT_SPACES = re.compile(
    rf"(?<=[{HAN}{_STOPS}{_OPENS}]) +(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%‰℃]) +(?=[{HAN}{_STOPS}{_OPENS}])"
)
_SIGN_SPACES = re.compile(rf" +(?=[{_STOPS}])|(?<=[，、；{_OPENS}]) +")
_FLOWS = re.compile("[，。；]")
_OPENED = re.compile("[讯訊电電）)”]$")
"""A letter-spaced stretch of running text is joined to what stands beside it, but to no opening."""
_LOOSE_WORD = re.compile("本 ?报 ?讯|(?:(?:本 ?报|特 ?约|实 ?习|见 ?习|首 ?席|全 ?媒 ?体) ?)?(?:记 ?者|通 ?讯 ?员)")
"""Words of by-lines, which are letter-spaced in stretches too short to be told by themselves."""
_VERTICAL = str.maketrans(
    "﹃﹄﹁﹂︵︶︿﹀︽︾︻︼︷︸︹︺︐︑︒︓︔︕︖︱︰",
    "“”‘’（）〈〉《》【】｛｝〔〕，、。：；！？—：",
)
_IS_VERTICAL = re.compile(f"[{''.join(map(chr, _VERTICAL))}]")

_LOOSE_RUN = 5
"""Tokens in a row that make a glyph-spaced stretch; four occur in lists of one-character names (measured by eye)."""
_LOOSE_WITHIN, _LOOSE_LINE = 3, 10
"""The same where nothing else of the line is spaced, and the characters of such a line."""
_LOOSE_SIZE = 6
"""Characters of the longest token inside such a stretch: a figure or a character with its punctuation."""
_DOUBLED_LEAST = 8
"""Characters of the shortest line that is taken as doubled; below, words such as 天天 would be hit."""
_DOUBLED_MOST = 240
"""Characters of the longest line that is tried: doubled lines are headlines and captions, and trying is quadratic."""
_SUSPECT = re.compile(f"[\\s{''.join(map(chr, _VERTICAL))}]|{_HIDDEN.pattern}")
"""A single line without any of these is changed by no fix but the undoubling."""


def drop_hidden(text: str) -> str:
    """Remove characters that are never printed: zero-width, bidi, tags, controls."""
    return _HIDDEN.sub("", text)


def unify_breaks(text: str) -> str:
    r"""Make every line break `\n`."""
    return _BREAKS.sub("\n", text)


def unify_spaces(text: str) -> str:
    """Make every kind of space within a line a plain one."""
    return _ODD_SPACES.sub(" ", text)


def turn_vertical(text: str) -> str:
    """Turn the punctuation of vertical setting (﹃﹄) into its horizontal form."""
    return text.translate(_VERTICAL) if _IS_VERTICAL.search(text) else text


def trim(text: str) -> str:
    """Remove spaces at the edges of lines and double spaces."""
    return _EDGES.sub("", text)


def _is_loose(token: str) -> bool:
    return len(token) <= _LOOSE_SIZE and not _PAIR.search(token)


def _close_line(line: str) -> str:
    tokens = line.split(" ")
    if len(tokens) < _LOOSE_RUN:
        return line
    pieces: list[str] = []
    closed: list[bool] = []
    run: list[str] = []
    for token in [*tokens, "\0 ends the line"]:
        if _is_loose(token):
            run.append(token)
            continue
        least = _LOOSE_WITHIN if len(run) + 2 >= len(tokens) - 1 and len(line) >= _LOOSE_LINE else _LOOSE_RUN
        if sum(bool(_ONE_HAN.search(part)) for part in run) >= least - 1 and len(run) >= least:
            pieces.append("".join(part or " " for part in run))  # two spaces in a row were a real gap
            closed.append(True)
        else:
            pieces.extend(run)
            closed.extend([False] * len(run))
        run = []
        pieces.append(token)
        closed.append(False)
    text = pieces[0]
    for i in range(1, len(pieces) - 1):
        loose = closed[i] or closed[i - 1]
        text += ("" if loose and _FLOWS.search(line) and not _OPENED.search(text) else " ") + pieces[i]
    return text


def close_glyphs(text: str) -> str:
    """Close up stretches that were letter-spaced to fill a line: 启 动 仪 式 上."""
    if " " not in text:
        return text
    text = "\n".join(map(_close_line, text.split("\n")))
    return _LOOSE_WORD.sub(lambda match: match[0].replace(" ", ""), text)


def close_digits(text: str) -> str:
    """Remove the typesetter's spaces between figures or Latin letters and Chinese: 10 支."""
    return _DIGIT_SPACES.sub("", text)


def close_signs(text: str) -> str:
    """Remove spaces that full-width punctuation carries with it."""
    return _SIGN_SPACES.sub("", text)


def _halve(line: str) -> str | None:
    """The line with every piece once, if the whole line is made of pieces that are printed twice."""
    size = len(line)
    reach: list[tuple[int, str] | None] = [None] * (size + 1)
    reach[0] = (0, "")
    for at in range(size):
        if reach[at] is None:
            continue
        if line[at] == " " and reach[at + 1] is None:
            reach[at + 1] = (at, " ")
        for length in range(1, (size - at) // 2 + 1):
            end = at + 2 * length
            if reach[end] is None and line.startswith(line[at : at + length], at + length):
                reach[end] = (at, line[at : at + length])
    pieces: list[str] = []
    at = size
    while at:
        step = reach[at]
        if step is None:
            return None
        at = step[0]
        pieces.append(step[1])
    return "".join(reversed(pieces))


def _may_be_doubled(line: str) -> bool:
    """The cheap test: in a doubled line every sign occurs an even number of times."""
    return line.count(line[-1:]) % 2 == 0 and line.count(line[:1]) % 2 == 0


def _undouble_line(line: str) -> str:
    # The whole line is made of doubled pieces: so its first character returns, and each occurs an even number of times.
    while _DOUBLED_LEAST <= len(line) <= _DOUBLED_MOST and not any(line.count(c) % 2 for c in set(line) if c != " "):
        half = _halve(line)
        if half is None or half == line:
            break
        line = half
    return line


def undouble(text: str) -> str:
    """Print once what the extract has twice: 激活激活““社区社区””."""
    return "\n".join(map(_undouble_line, text.split("\n")))


FIXES: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "hidden": drop_hidden,
        "breaks": unify_breaks,
        "spaces": unify_spaces,
        "vertical": turn_vertical,
        "doubled": undouble,
        "glyph-spaces": close_glyphs,
        "digit-spaces": close_digits,
        "sign-spaces": close_signs,
        "trim": trim,
    }
)
"""Every fix by the name that an article shows; they run in this order."""


def clean(text: str, *, off: frozenset[str] = frozenset()) -> tuple[str, tuple[str, ...]]:
    """The cleaned text and the names of the fixes that changed it; `off` switches fixes off by name."""
    if not off and not _SUSPECT.search(text) and not _may_be_doubled(text):
        return text, ()
    used: set[str] = set()
    before = None
    while text != before:  # no fix lengthens the text, so this ends; one that undoes another would be a bug
        before = text
        for name, fix in FIXES.items():
            if name in off:
                continue
            fixed = fix(text)
            if fixed != text:
                used.add(name)
                text = fixed
    return text, tuple(name for name in FIXES if name in used)
