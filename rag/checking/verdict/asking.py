"""A statement's figures asked back: 多少 put where each stands, and the archive's answer laid beside it.

A report may tell a matter in words that share little with the statement's, or leave the figure to be reckoned (two
golds, three silvers and five bronzes are ten prizes). What finds and computes answers to questions finds it there too.
It may only bear out: a figure that comes back otherwise may be of something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.agreement import compare as agree
from index.numerals import ENGLISH_NUMERAL, NUMERAL
from index.quantities import find_amounts
from rag.answering.answer import Archivist, Ask
from rag.answers import Reply
from rag.checking.claim.parts import Piece
from rag.checking.contrasts.surplus import says_more
from rag.checking.roles.doers import loses_doer
from rag.checking.verdict.differences import find_differences
from rag.checking.verdict.misborne import counts_another
from rag.checking.verdict.readings import is_of_another
from rag.checking.verdict.verdicts import Judgement
from rag.checking.wording.bonds import ABSENT, OTHER, Comparison, Statement
from rag.finding.search import Search

_UNREAD = re.compile("[\u4e00-\u9fff]{2}")
_NAMES = ("name", "body", "title")
"""What the report must know. An English name of one word is often the county's, which its own paper leaves out."""
NAMED = 2
"""From this weight on a word, too, is somebody's or something's own: four signs that no word list knows."""
MOST = 3
"""Figures that are asked back for one statement: each is a question to the archive."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure of a statement and what the archive answers to the question that has 多少 in its place."""

    piece: Piece
    reply: Reply

    @property
    def agrees(self) -> bool:
        """Is the answer's figure the statement's?"""
        short = self.reply.answer.short if self.reply.answer else None
        figure = self.piece.figure
        return bool(short and figure) and any(
            figure is not None and agree(figure, said).agrees for said in find_amounts(short or "")
        )


def confirm(
    archivist: Archivist, wanted: Search, said: tuple[Statement, Sequence[Comparison], Sequence[str]], judged: Judgement
) -> Judgement:
    """A judgement that nothing decided, or a guess alone, borne out where every figure comes back the same."""
    statement, comparisons, texts = said
    if judged.verdict == "supported" or (judged.verdict == "refuted" and not judged.guessed):
        return judged
    figures = [piece for piece in statement.pieces if piece.kind == "figure" and _is_asked(piece)]
    if not 1 <= len(figures) <= MOST or _has_unread(statement):
        return judged
    asked: list[Asked] = []
    for piece in figures:
        reply = archivist.answer(
            Ask(
                ask_for(statement, piece),
                wanted.now,
                lang=statement.lang,
                collection=wanted.only.collection,
                newspaper=wanted.only.newspaper,
            )
        )
        asked.append(Asked(piece, reply))
        if not asked[-1].agrees:
            return judged
    cited = [c for c in comparisons if any(_is_cited(c, one.reply) for one in asked)]
    sound = [c for c in cited if not (_is_doubtful(statement, c, texts, figures) or counts_another(c, comparisons))]
    if not sound or len(sound) < len(cited):
        return judged
    return Judgement("supported", sound[0], others=tuple(sound[1:3]))


def _is_asked(piece: Piece) -> bool:
    return piece.weight > 0 and piece.figure is not None and piece.figure.role == "amount"


def _has_unread(statement: Statement) -> bool:
    """Does a Chinese statement have signs that none of its pieces reads: a name that no word list knows?"""
    if statement.lang != "zh":
        return False
    read = {at for piece in statement.pieces for at in range(piece.span.start, piece.span.end)}
    rest = "".join(sign if at not in read else " " for at, sign in enumerate(statement.text))
    return bool(_UNREAD.search(rest))


def ask_for(statement: Statement, piece: Piece) -> str:
    """The statement as a question for one of its figures."""
    text, start, end = statement.text, piece.span.start, piece.span.end
    if statement.lang == "zh":
        numeral = NUMERAL.search(piece.text)
        unit = re.sub("^[多余几来]", "", piece.text[numeral.end() :]) if numeral else ""
        asking = "百分之多少" if piece.text.endswith(("%", "％")) or piece.text.startswith("百分之") else "多少" + unit
        return text[:start] + asking + text[end:].rstrip("。，；！!.") + "？"
    numeral = ENGLISH_NUMERAL.search(piece.text)
    unit = piece.text[numeral.end() :].strip(" -,") if numeral else ""
    asking = "how much money" if unit.endswith("yuan") else f"how many {unit}".strip()
    return text[:start] + asking + text[end:].rstrip(".,;! ") + "?"


def _is_cited(comparison: Comparison, reply: Reply) -> bool:
    report = comparison.report
    return any(
        c.key == report.article.key
        and c.start is not None
        and c.end is not None
        and c.start < report.span.end
        and report.span.start < c.end
        for c in reply.citations
    )


def _is_doubtful(statement: Statement, comparison: Comparison, texts: Sequence[str], figures: Sequence[Piece]) -> bool:
    """Does anything but the figures differ, is a name of nobody there, or is something told of another?"""
    mine = {piece.text for piece in figures}
    differs = [d for d in find_differences(statement, comparison, texts) if d.claimed not in mine]
    lost = [f.piece for f in comparison.of(ABSENT) if f.piece.kind in _NAMES or f.piece.weight >= NAMED]
    unknown = any(statement.lang == "zh" or " " in piece.text for piece in lost)
    late = any(state == OTHER for _, state, _ in comparison.dates)
    another = says_more(statement, comparison) or loses_doer(statement, comparison)
    return bool(differs) or unknown or late or another or is_of_another(statement, comparison)
