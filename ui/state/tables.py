"""The tables of the state store (SQLAlchemy). Times are UTC and aware; ids are 128 random bits in hexadecimal.

No table holds the text of a question unless its writer has consent to keep it (`asked` columns, null otherwise).
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, Index, MetaData, String, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_NAMES = {  # so that a migration can name what it changes, on every database
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


def new_id() -> str:
    """128 random bits: cannot be guessed, needs no counter."""
    return secrets.token_hex(16)


def now() -> datetime:
    """The present moment, UTC."""
    return datetime.now(UTC)


class UtcTime(TypeDecorator[datetime]):
    """An aware UTC time; SQLite keeps no zone, so it is taken off and put on again here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database; a time without zone is a fault of the caller."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a time without a zone cannot be kept")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """What all tables share."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map = {datetime: UtcTime, dict[str, Any]: JSON, list[str]: JSON, str: Text}  # noqa: RUF012


class SignedCheck(Base):
    """A fact-check that a named editor signed. `verdict` is the whole wire document as it was signed."""

    __tablename__ = "signed_checks"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    claim: Mapped[str]
    claim_hash: Mapped[str] = mapped_column(String(64), index=True)  # of the normalised claim: the same claim again
    bag_hash: Mapped[str] = mapped_column(String(64), index=True)  # of its words and figures in any order
    searched: Mapped[str]  # folded: the claim, the headlines it cites, who signed
    verdict: Mapped[dict[str, Any]]
    overall: Mapped[str] = mapped_column(String(20), index=True)
    archive_version: Mapped[int]
    signed_by: Mapped[str] = mapped_column(String(100), index=True)
    signed_at: Mapped[datetime] = mapped_column(default=now, index=True)
    remark: Mapped[str] = mapped_column(default="")


class Feedback(Base):
    """A thumb up or down on an answer."""

    __tablename__ = "feedback"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    at: Mapped[datetime] = mapped_column(default=now, index=True)
    answer_id: Mapped[str] = mapped_column(String(64), index=True)
    liked: Mapped[bool]
    remark: Mapped[str] = mapped_column(default="")
    asked: Mapped[str | None]  # only with the visitor's ticked consent
    site: Mapped[str | None] = mapped_column(String(32), index=True)
    visitor: Mapped[str | None] = mapped_column(String(64), index=True)  # hash of the visitor token: export, deletion
    archive_version: Mapped[int | None]


class Complaint(Base):
    """A complaint about an answer or an article; `id` is the receipt number given to the complainant."""

    __tablename__ = "complaints"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    at: Mapped[datetime] = mapped_column(default=now, index=True)
    kind: Mapped[str] = mapped_column(String(20))  # wrong, privacy, rights, illegal, label
    text: Mapped[str]
    contact: Mapped[str | None]
    asked: Mapped[str | None]  # only with the visitor's ticked consent
    answer_id: Mapped[str | None] = mapped_column(String(64))
    article_key: Mapped[str | None]
    site: Mapped[str | None] = mapped_column(String(32), index=True)
    visitor: Mapped[str | None] = mapped_column(String(64), index=True)
    due: Mapped[datetime]
    status: Mapped[str] = mapped_column(String(12), default="open", index=True)  # open, upheld, rejected
    outcome: Mapped[str] = mapped_column(default="")
    handled_by: Mapped[str | None] = mapped_column(String(100))
    handled_at: Mapped[datetime | None]


class Block(Base):
    """Words that the operator will not have asked or answered, or an answer or article taken out of answers."""

    __tablename__ = "blocks"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    at: Mapped[datetime] = mapped_column(default=now)
    kind: Mapped[str] = mapped_column(String(12), index=True)  # question, answer, article
    pattern: Mapped[str]  # words (normalised when compared) or an article's key
    reason: Mapped[str] = mapped_column(default="")
    complaint: Mapped[str | None] = mapped_column(ForeignKey("complaints.id", ondelete="SET NULL"))


class Site(Base):
    """A web site that may embed the widget. `parents` are exact origins; none means nowhere."""

    __tablename__ = "sites"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    name: Mapped[str]
    parents: Mapped[list[str]] = mapped_column(default=list)
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)  # collections, limits, texts, reader mode
    secret: Mapped[str] = mapped_column(String(64), default=lambda: secrets.token_hex(32))  # signs embed tickets
    paused: Mapped[bool] = mapped_column(default=False)
    created: Mapped[datetime] = mapped_column(default=now)


class Session(Base):
    """A signed-in person of the newspaper. The cookie holds the token, the table its SHA-256 alone."""

    __tablename__ = "sessions"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)  # SHA-256 of the token
    name: Mapped[str] = mapped_column(String(100))
    created: Mapped[datetime] = mapped_column(default=now)
    expires: Mapped[datetime] = mapped_column(index=True)


class AnswerRecord(Base):
    """How an answer came about, for a trace request: never what was asked (reliability row L6)."""

    __tablename__ = "answer_records"
    __table_args__ = (Index("ix_answer_records_site_at", "site", "at"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)  # the answer's id
    at: Mapped[datetime] = mapped_column(default=now, index=True)
    mode: Mapped[str] = mapped_column(String(12))  # extract, model, refusal, blocked
    model: Mapped[str | None]
    prompt: Mapped[str | None] = mapped_column(String(64))  # SHA-256 of the prompt's template
    label: Mapped[str] = mapped_column(default="")
    archive_version: Mapped[int]
    site: Mapped[str | None] = mapped_column(String(32))
    visitor: Mapped[str | None] = mapped_column(String(64), index=True)
