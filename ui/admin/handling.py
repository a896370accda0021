"""What an editor does about a complaint: uphold or reject it, and with it block words or withdraw the article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select

from index.desk import withdraw
from index.errors import InputError
from ui.admin.places import article_of, place_of
from ui.public.blocking import bare
from ui.release import VERSION
from ui.service import Service
from ui.state.tables import AnswerRecord, Block, Complaint, Feedback

KINDS: Final = ("question", "answer", "article")
"""What can be blocked."""
SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class Decision:
    """An editor's decision. `words` are blocked in questions or answers (`kind`); empty: none."""

    status: str
    outcome: str
    by: str
    kind: str = ""
    words: str = ""
    withdraw: bool = False


def handle(service: Service, id: str, decision: Decision) -> None:
    """Carry it out, at once. Raises InputError for a complaint that is unknown or handled, or a decision half made."""
    if decision.status not in ("upheld", "rejected"):
        raise InputError("a complaint is upheld or rejected: choose one")
    if not decision.outcome:
        raise InputError("say what came of it: the complainant reads it under the receipt's number")
    block = make_block(decision.kind, decision.words, decision.outcome) if decision.words else None
    with service.state.begin() as reading:
        key = _open(reading.get(Complaint, id)).article_key
    if decision.withdraw:
        if not key:
            raise InputError("this complaint names no article: look for it and withdraw it under Articles")
        article_of(service, key)
        withdraw(place_of(service), key, decision.outcome, program=VERSION)
        service.opening.get().catch_up()
    with service.state.begin(alone=True) as writing:
        complaint = _open(writing.get(Complaint, id))
        complaint.status, complaint.outcome = decision.status, decision.outcome
        complaint.handled_by, complaint.handled_at = decision.by, service.clock()
        if block is not None:
            block.complaint, block.at = id, service.clock()
            writing.add(block)
    service.reception.blocks.look_again()


def _open(complaint: Complaint | None) -> Complaint:
    if complaint is None:
        raise InputError("there is no complaint with this number")
    if complaint.status != "open":
        raise InputError(f"this complaint is {complaint.status} already, by {complaint.handled_by}")
    return complaint


def make_block(kind: str, pattern: str, reason: str) -> Block:
    """A line of the block-list. Raises InputError for one that would stop nothing, or everything."""
    if kind not in KINDS:
        raise InputError(f"{kind!r} cannot be blocked: choose question, answer or article")
    least = 1 if kind == "article" else 2
    if len(bare(pattern).replace(" ", "")) < least:
        raise InputError(f"{pattern!r} is too short to be blocked: it would stop too much, or nothing")
    return Block(kind=kind, pattern=pattern, reason=reason)


def add_block(service: Service, block: Block) -> None:
    """Put it into force."""
    block.at = service.clock()
    with service.state.begin() as writing:
        writing.add(block)
    service.reception.blocks.look_again()


def drop_block(service: Service, id: str) -> None:
    """Take a line off the block-list. Raises InputError."""
    with service.state.begin(alone=True) as writing:
        block = writing.get(Block, id)
        if block is None:
            raise InputError("there is no such line on the block-list any more")
        writing.delete(block)
    service.reception.blocks.look_again()


def all_blocks(service: Service) -> list[Block]:
    """The block-list, newest first."""
    with service.state.begin() as reading:
        return list(reading.scalars(select(Block).order_by(Block.at.desc())))


def find_complaints(service: Service, status: str, top: int | None = SHOWN) -> list[Complaint]:
    """The open ones by their days due, others newest first; of every status with ""."""
    asked = select(Complaint).limit(top)
    if status:
        asked = asked.where(Complaint.status == status)
    order = Complaint.due.asc() if status == "open" else Complaint.at.desc()
    with service.state.begin() as reading:
        return list(reading.scalars(asked.order_by(order)))


def count_complaints(service: Service) -> dict[str, int]:
    """How many there are of each status; `overdue` of the open ones."""
    with service.state.begin() as reading:
        rows = reading.execute(select(Complaint.status, func.count()).group_by(Complaint.status))
        counts = dict(rows.all())
        late = select(func.count()).where(Complaint.status == "open", Complaint.due < service.clock())
        overdue = reading.scalar(late.select_from(Complaint)) or 0
    return {"open": 0, "upheld": 0, "rejected": 0, **counts, "overdue": overdue}


def records_of(service: Service, ids: list[str]) -> dict[str, AnswerRecord]:
    """How these answers came about, as far as it is still kept."""
    with service.state.begin() as reading:
        rows = reading.scalars(select(AnswerRecord).where(AnswerRecord.id.in_(ids)))
        return {row.id: row for row in rows}


def find_feedback(service: Service, liked: bool | None, top: int | None = SHOWN) -> list[Feedback]:
    """The newest; with `liked` those up or down."""
    asked = select(Feedback).order_by(Feedback.at.desc()).limit(top)
    if liked is not None:
        asked = asked.where(Feedback.liked == liked)
    with service.state.begin() as reading:
        return list(reading.scalars(asked))


def count_feedback(service: Service) -> tuple[int, int]:
    """How many thumbs up, how many down."""
    with service.state.begin() as reading:
        rows = reading.execute(select(Feedback.liked, func.count()).group_by(Feedback.liked))
        counts = dict(rows.all())
    return counts.get(True, 0), counts.get(False, 0)
