"""The signed checks: kept with the archive's version, found again by words, by who signed, and by the same claim."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import or_, select

from index.chunks import split_sentences
from index.words import fold
from rag.answers import Verdict
from ui.desk.documents import Asked, Paper, asked_json, read_asked, read_verdict
from ui.desk.files import plain
from ui.desk.sameness import bag_key, days_agree, exact_key
from ui.state.store import State
from ui.state.tables import SignedCheck
from ui.wire import verdict_json

OFFERED = 3
"""Earlier checks that are offered for one claim."""
PAGE = 50
"""Most signed checks in one list."""
_ID = re.compile("[0-9a-f]{32}")


Same = Literal["words", "figures", "sentence"]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A signed check of a claim that comes again.

    `same`: the whole text word for word, the same words and figures in another order, or one of its sentences.
    """

    paper: Paper
    same: Same


def sign(state: State, draft: Paper, name: str, at: datetime, remark: str = "") -> Paper:
    """Keep `draft` as signed by `name`. Raises StateUnavailable."""
    kept = {**verdict_json(draft.verdict), "status": "signed", "asked": asked_json(draft.asked)}
    row = SignedCheck(
        claim=draft.verdict.claim,
        claim_hash=exact_key(draft.verdict.claim),
        bag_hash=bag_key(draft.verdict.claim),
        searched=_searched(draft.verdict, name),
        verdict=kept,
        overall=draft.verdict.verdict,
        archive_version=int(draft.version) if draft.version.isdecimal() else 0,
        signed_by=name,
        signed_at=at,
        remark=plain(remark),
    )
    with state.begin() as transaction:
        transaction.add(row)
        transaction.flush()
        return _paper(row)


def get_signed(state: State, id: str) -> Paper | None:
    """The signed check with this id."""
    if not _ID.fullmatch(id):
        return None
    with state.begin() as transaction:
        row = transaction.get(SignedCheck, id)
        return _paper(row) if row is not None else None


def find_signed(
    state: State,
    words: str = "",
    *,
    verdict: Literal["supported", "refuted", "not_enough_info", ""] = "",
    before: datetime | None = None,
    top: int = 20,
) -> tuple[Paper, ...]:
    """The newest signed checks whose claim, reports or editor hold every word; `before` a moment, for the next page."""
    asked = select(SignedCheck).order_by(SignedCheck.signed_at.desc(), SignedCheck.id)
    for word in fold(plain(words)).split()[:10]:
        asked = asked.where(SignedCheck.searched.contains(word, autoescape=True))
    if verdict:
        asked = asked.where(SignedCheck.overall == verdict)
    if before is not None:
        asked = asked.where(SignedCheck.signed_at < before)
    with state.begin() as transaction:
        return tuple(_paper(row) for row in transaction.scalars(asked.limit(min(top, PAGE))))


def find_same(state: State, claim: str, asked: Asked) -> tuple[Earlier, ...]:
    """Signed checks of the same claim about the same days and holdings, or of one of its sentences.

    The same words come first, then the same figures, then sentences; among each the newest.
    """
    key, bag = exact_key(claim), bag_key(claim)
    sentences = {exact_key(span.of(claim)) for span in split_sentences(claim)} - {key}
    alike = select(SignedCheck).where(
        or_(SignedCheck.claim_hash.in_([key, *sorted(sentences)]), SignedCheck.bag_hash == bag)
    )
    found: list[Earlier] = []
    with state.begin() as transaction:
        for row in transaction.scalars(alike.order_by(SignedCheck.signed_at.desc()).limit(50)):
            same: Same = "words" if row.claim_hash == key else "figures" if row.bag_hash == bag else "sentence"
            found.append(Earlier(_paper(row), same))
    order = ("words", "figures", "sentence")
    fitting = [one for one in found if _same_question(one.paper.asked, asked, one.paper.verdict.claim)]
    return tuple(sorted(fitting, key=lambda one: order.index(one.same))[:OFFERED])


def _same_question(then: Asked, now: Asked, claim: str) -> bool:
    return (then.collection or "", then.newspaper or "") == (now.collection or "", now.newspaper or "") and days_agree(
        claim, then.now, now.now
    )


def _searched(verdict: Verdict, name: str) -> str:
    """What a signed check is found by: its claim, the headlines it cites and who signed it, folded."""
    cited = {c.headline for part in verdict.parts for c in (*part.supporting, *part.against)}
    return fold("\n".join([verdict.claim, *sorted(cited), name]))


def _paper(row: SignedCheck) -> Paper:
    return Paper(
        id=row.id,
        verdict=replace(read_verdict(row.verdict), id=row.id),
        asked=read_asked(row.verdict["asked"]),
        version=str(row.archive_version),
        made=row.signed_at.astimezone(UTC),
        signed_by=row.signed_by,
        remark=row.remark,
    )
