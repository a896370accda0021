"""What a language model says is kept only where the quotes that it cites bear it out, judged as a claim is.

The proof of figures and names (rag/answering/proof.py) does not see who did what: 下降12.5% has all its figures in a
quote that says 增长12.5%. The fact-check does, and here it is given the cited sentences alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from index.agreement import compare as agree
from index.agreement import same_kind
from index.chunks import split_sentences
from index.quantities import find_amounts
from index.records import Chunk, Span
from index.store import ANY
from index.words import fold
from rag.answering.answer import Archivist
from rag.answers import Citation, Reply
from rag.checking.claim.claims import find_statements
from rag.checking.verdict.check import Desk, judge_statement
from rag.checking.verdict.verdicts import Judgement
from rag.facts.openings import find_open
from rag.finding.retrieve import Query, Ranked
from rag.finding.search import Search
from rag.questions.asked import detect_language

Vouch = Callable[[str, Sequence[Citation]], bool]
"""Do these quotes bear this sentence out? The sentence comes without its markers."""

_OPENING = re.compile(
    r"^\W*(?:据(?:\S{0,8}?)(?:报道|消息|介绍|悉|了解)|(?:该|这篇)?报道(?:称|说|显示|中?提到))[，,：:]?"
)
_VAGUE = re.compile(
    r"\b(?:dozens?|scores?|half|halves|twice|thrice|doubl\w+|tripl\w+|quarters?|thirds?|majority|minority|most|every|all"
    r"|none|nobody|everyone|hundreds|thousands|millions|several|many|few)\b",
    re.I,
)
"""English amounts that the reader of figures leaves alone, and that no Chinese quote prints."""
_PLAIN = frozenset(
    "的了是在有和与及共为等并对从由到于这那该此其中据已也还都就被把将当天一次个名位项活动进行举办开展达到达"
)
"""Signs that say nothing which could be false by itself."""


class Witness(Desk):
    """A desk that knows nothing but some quotes."""

    asks = False

    def __init__(self, archivist: Archivist, now: date, citations: Sequence[Citation]) -> None:
        super().__init__(archivist, Search("", ANY, now))
        self._quoted = [item for citation in citations if (item := _quoted(archivist, citation))]

    def find(self, sentence: str) -> tuple[Query, list[Ranked]]:
        """See Desk."""
        return self.archivist.query(sentence), self._quoted


def vouch_for(archivist: Archivist, now: date) -> Vouch:
    """What tells whether quotes of this archive bear a sentence out."""

    def vouch(sentence: str, citations: Sequence[Citation]) -> bool:
        said = _OPENING.sub("", sentence).strip()
        whole = "\n".join(citation.quote for citation in citations)
        if not _says_something(said) or _odd_signs(said) - set(whole) or not _amounts_stand(said, whole):
            return False
        if detect_language(said) == "en" and _VAGUE.search(said):
            return False
        desk = Witness(archivist, now, citations)
        judged = [
            "" if statement.reason else _sure(judge_statement(desk, statement)) for statement in find_statements(said)
        ]
        if not judged or not {*judged} <= {"supported", "not_enough_info"}:
            return False  # refuted, or an opinion, a question, an order
        return "not_enough_info" not in judged or _is_printed(said, whole, archivist.segmenter)

    return vouch


def _sure(judgement: Judgement) -> str:
    """The verdict; what is likely but not plain is too little for a sentence that the program itself would say."""
    return judgement.verdict if judgement.plain or judgement.verdict != "supported" else "not_enough_info"


def _quoted(archivist: Archivist, citation: Citation) -> Ranked | None:
    """The cited article as if it held the quote alone."""
    article = archivist.store.article(citation.key)
    if article is None or article.withdrawn:
        return None
    only = replace(article, body=citation.quote, captions=())
    return Ranked(only, Chunk(only.key, 0, Span(0, len(only.body)), only.body), 1.0)


def _says_something(said: str) -> bool:
    """Is there more than a figure? Half a sentence is left of a stream that lost its beginning."""
    spans = [amount.span for amount in find_amounts(said)]
    rest = [c for at, c in enumerate(said) if c.isalpha() and not any(s.start <= at < s.end for s in spans)]
    return len(rest) >= 2


def _odd_signs(text: str) -> set[str]:
    """Digits of other scripts and numbers in one sign (Ⅻ, ②, ½): none that the reader of figures takes for one."""
    return {c for c in text if unicodedata.category(c) in ("Nl", "No") or (c.isdigit() and not c.isascii())} - set("〇")


def _amounts_stand(said: str, whole: str) -> bool:
    """Is each amount one that a quote prints?"""
    theirs = find_amounts(whole)
    return all(
        any(same_kind(one, other) and agree(one, other).agrees for other in theirs)
        for one in find_amounts(said)
        if not (one.value == 1 and one.text[0] == "一")
    )


def _is_printed(said: str, whole: str, segmenter: Callable[[str], list[str]]) -> bool:
    """Does every word that says something stand in one sentence of the quotes? English words never do."""
    words = {word for word in segmenter(fold(said)) if any(c not in _PLAIN and c.isalpha() for c in word)}
    quotes = [fold(span.of(whole)) for span in split_sentences(whole)]
    return bool(words) and any(all(word in quote for word in words) for quote in quotes)


_DENYING = re.compile("不是|没有|没|未|不")
_EITHER = re.compile(r"有没有|(?P<verb>[\u4e00-\u9fff])不(?P=verb)")
"""Asks whether, and denies nothing: 有没有, 能不能."""


def doubt_yes(reply: Reply, archivist: Archivist, now: date) -> Reply:
    """A 是 that the fact-check finds refuted by the answer's own quotes is a 否; no bare word where that is not sure.

    So of a denial, and where the quotes hold all but the verb: they may say the same in other words.
    """
    answer, asked = reply.answer, reply.question.standalone
    if answer is None or answer.short != "是" or detect_language(asked) != "zh":
        return reply
    if any(find_open(asked, citation.quote) for citation in reply.citations):
        return reply  # told by the days of the week, which the fact-check does not reckon with
    said = re.sub(r"(?:吗|么|吧)?[？?\s]*$", "", asked).replace("是否", "")
    said = _EITHER.sub(lambda match: match["verb"] or "", said)
    desk = Witness(archivist, now, reply.citations)
    judged = [judge_statement(desk, one) for one in find_statements(said.replace("是没有", "没有")) if not one.reason]
    verdicts = {one.verdict for one in judged}
    denies = _DENYING.search(_EITHER.sub("", asked))
    if verdicts == {"supported"} or ("refuted" not in verdicts and not denies):
        return reply
    sure = any(one.verdict == "refuted" and (one.plain or one.differences[0].kind != "negation") for one in judged)
    return replace(reply, answer=replace(answer, short="否" if sure and not denies else None))
