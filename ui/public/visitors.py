"""What is kept of a visitor, shown to them and deleted at their word (row P3). The widget proves who a visitor is."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.engine import CursorResult

from ui.public.feedback import complaint_json, moment
from ui.public.records import Recorder
from ui.state.store import State
from ui.state.tables import AnswerRecord, Complaint, Feedback
from ui.wire import Json


def export_traces(state: State, recorder: Recorder, visitor: str) -> Json:
    """Everything that is kept under `visitor` (the SHA-256 of the visitor's id). Raises StateUnavailable."""
    recorder.flush()
    with state.begin() as reading:
        records = reading.scalars(select(AnswerRecord).where(AnswerRecord.visitor == visitor)).all()
        feedback = reading.scalars(select(Feedback).where(Feedback.visitor == visitor)).all()
        complaints = reading.scalars(select(Complaint).where(Complaint.visitor == visitor)).all()
    return {
        "answers": [
            {"trace": row.id, "at": moment(row.at), "mode": row.mode, "model": row.model, "label": row.label}
            for row in records
        ],
        "feedback": [
            {
                "id": row.id,
                "at": moment(row.at),
                "answer": row.answer_id,
                "liked": row.liked,
                "remark": row.remark,
                "question": row.asked,
            }
            for row in feedback
        ],
        "complaints": [
            {**complaint_json(row), "text": row.text, "contact": row.contact, "question": row.asked}
            for row in complaints
        ],
    }


def delete_traces(state: State, recorder: Recorder, visitor: str) -> dict[str, int]:
    """Delete everything that is kept under `visitor`; how much of each kind. Raises StateUnavailable."""
    recorder.flush()
    gone = {}
    with state.begin() as writing:
        for name, table in (("answers", AnswerRecord), ("feedback", Feedback), ("complaints", Complaint)):
            done = writing.execute(delete(table).where(table.visitor == visitor))
            gone[name] = done.rowcount if isinstance(done, CursorResult) else 0
    return gone
