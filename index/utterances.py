"""What a report lets somebody say: the words with who says them, quoted or told (…说：“…”, “…”…呼吁, …指出，…)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.records import Span

VERBS = (
    "表示|指出|强调|要求|认为|介绍|呼吁|坦言|感慨|感叹|宣布|承诺|透露|"
    "回忆|建议|希望|谈道|谈到|说|讲|称|告诉(?:记者|笔者|大家|我们)?"
)
_LEADS = re.compile(rf"(?:{VERBS})(?:道|说)?[，,：:]?\s*$")
"""Ends what stands before a quotation that somebody says."""
_FOLLOWS = re.compile(
    rf"\s*(?P<who>[^，,。；：！？“”\n]{{2,40}}?)(?:{VERBS})(?:道|说)?(?=[，,。；！？\n]|$)|"
    r"\s*(?P<shared>[^，,。；：！？“”\n]{2,30}?)的[^，。“”\n]{0,6}(?:分享|感言|心声|感慨|话)"
)
"""Stands behind one: who said it, 学生王小明的真切分享."""
_TOLD = re.compile(
    rf"(?P<who>[^，,。；：！？“”\n]{{2,40}}?)(?:{VERBS})(?:道|说)?[，,：:]\s*(?P<what>[^。！？\n]{{4,}}[。！？]?”?)"
)
"""A sentence that tells what somebody says without quoting it."""
_QUOTE = re.compile(r"“[^“”\n]{2,}”")
_PRONOUN = re.compile(r"^[他她]们?(?:[^，]{0,6}[着地])?$")
_NO_SPEAKER = re.compile(r"[的、]$")
"""Ends what is no speaker: 与时俱进的要求."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words in a body: `who` is the stretch that tells who says them (a name with its office, or more)."""

    who: str
    words: Span
    whole: Span
    """With who says it."""


def find_utterances(body: str) -> list[Utterance]:
    """All that is said in a body, in print order; linear in its length."""
    quoted = list(_find_quoted(body))
    taken = [one.whole for one in quoted]
    told = [
        one for one in _find_told(body) if not any(s.start < one.whole.end and one.whole.start < s.end for s in taken)
    ]
    return sorted([*quoted, *told], key=lambda one: one.words.start)


def _find_quoted(body: str) -> Iterator[Utterance]:
    plain = _QUOTE.sub(_blank, body)
    for match in _QUOTE.finditer(body):
        start = _open_sentence(plain, match.start())
        lead = body[start : match.start()]
        if _LEADS.search(lead):
            who = _LEADS.sub("", lead).strip()
            if _PRONOUN.match(who):  # 他说 opens the sentence: who he is stands in the one before
                start = _open_sentence(plain, max(0, start - 2))
                who = body[start : match.start()].strip()
            yield Utterance(who, Span(*match.span()), Span(start, match.end()))
            continue
        behind = _FOLLOWS.match(body, match.end())
        if behind:
            who = (behind["who"] or behind["shared"]).strip()
            yield Utterance(who, Span(*match.span()), Span(match.start(), behind.end()))


def _blank(quote: re.Match[str]) -> str:
    """A quotation without its words: what ends a sentence ends it only as the last sign."""
    inner = quote.group()
    return "“" + "_" * (len(inner) - 3) + (inner[-2] if inner[-2] in "。！？" else "_") + "”"


def _open_sentence(plain: str, before: int) -> int:
    """Where the sentence begins that stands before `before`."""
    start = max(plain.rfind(cut, 0, before) for cut in "。！？\n") + 1
    while start < before and plain[start] in "”’ \u3000":
        start += 1
    return start


def _find_told(body: str) -> Iterator[Utterance]:
    for match in _TOLD.finditer(_QUOTE.sub(_blank, body)):
        who = match["who"].strip()
        if not _NO_SPEAKER.search(who):
            yield Utterance(who, Span(*match.span("what")), Span(*match.span()))
