"""What comes in: request bodies and batch lines, checked before anything is done with them.

A batch line carries the same fields as a body, but is lenient about others, so that a file of gold questions can be
asked as it is; over HTTP an unknown field is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, cast

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from index.errors import QuestionRefused
from rag.answers import Turn
from rag.settings import QUESTION_MOST

MAX_QUESTION = QUESTION_MOST
"""Characters of a question, a search or a claim: the limit is the answerer's own."""

MAX_HISTORY = 50
MAX_TURN = 20_000
ASKING = ("question", "query", "claim")
"""The names under which the asked text may come; `id` may come as `qid`."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def clean(text: str) -> str:
    """Control characters are never meant: they become blanks. Half of a character pair cannot be mended."""
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise ValueError("the text holds half of a surrogate pair")
    return _CONTROLS.sub(" ", text)


def _asked(text: str) -> str:
    text = clean(text).strip()
    if not text:
        raise ValueError("there is no text in it")
    if len(text) > MAX_QUESTION:
        raise ValueError(f"it has {len(text)} characters; the limit is {MAX_QUESTION}")
    return text


def _day(value: object) -> object:
    """Only `YYYY-MM-DD` is a day: neither a number nor a time."""
    if value is None or (isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII)):
        return value
    raise ValueError("a day is written YYYY-MM-DD")


Asked = Annotated[str, AfterValidator(_asked)]
Day = Annotated[date, BeforeValidator(_day)]
YEARS = (1800, 2200)
"""Years of an asker's day: at the ends of the calendar there is no day before or after to reckon with."""


def _today(day: date) -> date:
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise ValueError(f"the asker's day lies between the years {YEARS[0]} and {YEARS[1]}")
    return day


Today = Annotated[date, BeforeValidator(_day), AfterValidator(_today)]
Name = Annotated[str, Field(max_length=200), AfterValidator(clean)]


class TurnBody(BaseModel):
    """One earlier turn."""

    model_config = ConfigDict(extra="forbid")
    role: Literal["user", "assistant"]
    content: Annotated[str, Field(max_length=MAX_TURN), AfterValidator(clean)]


class Body(BaseModel):
    """What every request may carry."""

    model_config = ConfigDict(extra="forbid")
    id: Name | None = None
    now: Today | None = None
    collection: Name | None = None
    newspaper: Name | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_name_each(cls, data: object) -> object:
        """`qid` is `id`, and the asked text has one name per kind of body."""
        if not isinstance(data, dict):
            return data
        data = dict(data)
        mine = next(name for name in (*ASKING, "id") if name in cls.model_fields)
        for others, name in ((("qid",), "id"), (ASKING, mine)):
            for other in others:
                if other != name and other in data and name not in data:
                    data[name] = data.pop(other)
        return data


class AskBody(Body):
    """A question: POST /api/v1/ask, `wenbao ask --batch`."""

    question: Asked
    history: Annotated[list[TurnBody], Field(max_length=MAX_HISTORY)] = []
    lang: Literal["zh", "en"] | None = None

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The history as records."""
        return tuple(Turn(turn.role, turn.content) for turn in self.history)


class SearchBody(Body):
    """A plain search: /api/v1/search, `wenbao search --batch`."""

    model_config = ConfigDict(extra="forbid", validate_by_name=True, validate_by_alias=True)
    query: Asked
    top: Annotated[int, Field(ge=1, le=100, strict=True)] = 10
    sort: Literal["relevance", "newest", "oldest"] = "relevance"
    since: Annotated[Day | None, Field(alias="from")] = None
    until: Annotated[Day | None, Field(alias="to")] = None


class CheckBody(Body):
    """A claim: `wenbao check --batch`."""

    claim: Asked
    lang: Literal["zh", "en"] | None = None


AnyBody = AskBody | SearchBody | CheckBody
_TASKS: dict[str, type[AskBody] | type[SearchBody] | type[CheckBody]] = {
    "ask": AskBody,
    "search": SearchBody,
    "check": CheckBody,
}


def fault(error: ValidationError) -> str:
    """The first thing wrong with a body, in one line that repeats nothing of what was sent."""
    return fault_line(cast("Mapping[str, object]", error.errors(include_url=False, include_input=False)[0]))


def fault_line(first: Mapping[str, object]) -> str:
    """One of pydantic's faults as `field: what is wrong`."""
    where = cast("tuple[object, ...]", first["loc"])
    place = ".".join(str(part) for part in where if part != "body")
    place = re.sub(r"[^\w.\[\]-]", "?", place, flags=re.ASCII)[:60]
    message = str(first["msg"]).removeprefix("Value error, ")
    return f"{place}: {message}" if place else message


def parse_batch_line(line: str, task: str) -> AnyBody:
    """One line of a batch of `task` (ask, search or check); further fields pass. Raises QuestionRefused."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise QuestionRefused("the line is not JSON") from error
    if not isinstance(data, dict):
        raise QuestionRefused("the line is not a JSON object")
    model = _TASKS[task]
    names = {field.alias or name for name, field in model.model_fields.items()}
    known = {name: value for name, value in data.items() if name in names and value is not None}
    asked = next(name for name in ASKING if name in model.model_fields)
    for target, others in (("id", ("qid",)), (asked, ASKING)):
        for other in others:
            if target not in known and data.get(other) is not None:
                known[target] = data[other]
    if isinstance(known.get("id"), int):
        known["id"] = str(known["id"])
    try:
        return model.model_validate(known)
    except ValidationError as error:
        raise QuestionRefused(fault(error)) from error
