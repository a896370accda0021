"""Feedback on answers, and complaints with a receipt, a deadline and a status (reliability row L4)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Literal, Self

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from ui.bodies import MAX_QUESTION, Name, clean
from ui.faults import error_response, json_response, request_id
from ui.public.askers import Asker, asker_of
from ui.public.limits import SEARCH_COST
from ui.service import Service
from ui.state.tables import Complaint, Feedback
from ui.strict import StrictRoute
from ui.wire import Json

_TEXT_MOST = 4000  # characters: two pages

Number = Annotated[str, Field(pattern=r"^[\w.-]{1,64}$")]
Text = Annotated[str, Field(max_length=_TEXT_MOST), AfterValidator(clean)]
Question = Annotated[str, Field(max_length=MAX_QUESTION), AfterValidator(clean)]


class Remark(BaseModel):
    """What feedback and complaints share. `question` is kept only with `consent`, else it is refused, not dropped."""

    model_config = ConfigDict(extra="forbid")
    question: Question | None = None
    consent: Annotated[bool, Field(strict=True)] = False

    @model_validator(mode="after")
    def _with_consent(self) -> Self:
        if self.question is not None and not self.consent:
            raise ValueError("the question's text is kept only with consent: set consent, or leave question out")
        return self


class FeedbackBody(Remark):
    """POST /api/v1/feedback. `answer` is the answer's `trace`."""

    answer: Number
    liked: Annotated[bool, Field(strict=True)]
    remark: Text = ""
    version: Annotated[int, Field(ge=0, lt=2**31, strict=True)] | None = None


class ComplaintBody(Remark):
    """POST /api/v1/complaints, about an answer, an article or the service."""

    kind: Literal["wrong", "privacy", "rights", "illegal", "label"]
    """A wrong answer, one's privacy, one's rights, unlawful content, a missing label."""
    text: Annotated[Text, Field(min_length=1)]
    contact: Annotated[str, Field(max_length=200), AfterValidator(clean)] | None = None
    answer: Number | None = None
    article: Name | None = None


def router(service: Service) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix="/api/v1", route_class=StrictRoute, tags=["feedback"])

    @routes.post("/feedback", status_code=201)
    def say(body: FeedbackBody, request: Request) -> Response:
        """A thumb up or down on an answer."""
        return json_response({"id": keep_feedback(service, asker_of(request.scope), body)}, 201)

    @routes.post("/complaints", status_code=201)
    def complain(body: ComplaintBody, request: Request) -> Response:
        """A complaint; `id` is the receipt number under which its status is asked for."""
        return json_response(keep_complaint(service, asker_of(request.scope), body), 201)

    @routes.get("/complaints/{number}")
    def status(number: Number, request: Request) -> Response:
        """How a complaint stands: by its receipt number, which nobody can guess."""
        service.limits.take(asker_of(request.scope), SEARCH_COST)
        with service.state.begin() as reading:
            found = reading.get(Complaint, number)
        if found is None:
            return error_response(404, request_id(request), "no_complaint", "there is no complaint with this number")
        return json_response(complaint_json(found))

    return routes


def keep_feedback(service: Service, asker: Asker, body: FeedbackBody) -> str:
    """Keep feedback; its id. Raises TooMany, StateUnavailable."""
    service.limits.report(asker)
    row = Feedback(
        at=service.clock(),
        answer_id=body.answer,
        liked=body.liked,
        remark=body.remark,
        asked=body.question,
        site=asker.site,
        visitor=asker.visitor,
        archive_version=body.version,
    )
    with service.state.begin() as writing:
        writing.add(row)
    return row.id


def keep_complaint(service: Service, asker: Asker, body: ComplaintBody) -> Json:
    """Keep a complaint; its receipt. Raises TooMany, StateUnavailable."""
    service.limits.report(asker)
    at = service.clock()
    row = Complaint(
        at=at,
        kind=body.kind,
        text=body.text,
        contact=body.contact or None,
        asked=body.question,
        answer_id=body.answer,
        article_key=body.article,
        site=asker.site,
        visitor=asker.visitor,
        due=at + timedelta(days=service.settings.public.complaint_due_days),
        status="open",
        outcome="",
    )
    with service.state.begin() as writing:
        writing.add(row)
    return complaint_json(row)


def complaint_json(complaint: Complaint) -> Json:
    """What the complainant may see: nothing of the text, as the number may be read over a shoulder."""
    return {
        "id": complaint.id,
        "kind": complaint.kind,
        "received": moment(complaint.at),
        "due": moment(complaint.due),
        "status": complaint.status,
        "outcome": complaint.outcome,
        "handled": complaint.handled_at and moment(complaint.handled_at),
    }


def moment(at: datetime) -> str:
    """A time as the contract writes it."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
