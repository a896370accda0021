"""the first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this version."""
    op.create_table(
        "answer_records",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mode", sa.String(length=12), nullable=False),
        sa.Column("model", sa.Text(), nullable=True),
        sa.Column("prompt", sa.String(length=64), nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("archive_version", sa.Integer(), nullable=False),
        sa.Column("site", sa.String(length=32), nullable=True),
        sa.Column("visitor", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_records")),
    )
    with op.batch_alter_table("answer_records", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_records_at"), ["at"], unique=False)
        batch_op.create_index("ix_answer_records_site_at", ["site", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_answer_records_visitor"), ["visitor"], unique=False)

    op.create_table(
        "complaints",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("asked", sa.Text(), nullable=True),
        sa.Column("answer_id", sa.String(length=64), nullable=True),
        sa.Column("article_key", sa.Text(), nullable=True),
        sa.Column("site", sa.String(length=32), nullable=True),
        sa.Column("visitor", sa.String(length=64), nullable=True),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("handled_by", sa.String(length=100), nullable=True),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaints")),
    )
    with op.batch_alter_table("complaints", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_complaints_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_complaints_site"), ["site"], unique=False)
        batch_op.create_index(batch_op.f("ix_complaints_status"), ["status"], unique=False)
        batch_op.create_index(batch_op.f("ix_complaints_visitor"), ["visitor"], unique=False)

    op.create_table(
        "feedback",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_id", sa.String(length=64), nullable=False),
        sa.Column("liked", sa.Boolean(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=True),
        sa.Column("site", sa.String(length=32), nullable=True),
        sa.Column("visitor", sa.String(length=64), nullable=True),
        sa.Column("archive_version", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_feedback_answer_id"), ["answer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_feedback_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_feedback_site"), ["site"], unique=False)
        batch_op.create_index(batch_op.f("ix_feedback_visitor"), ["visitor"], unique=False)

    op.create_table(
        "sessions",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
    )
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sessions_expires"), ["expires"], unique=False)

    op.create_table(
        "signed_checks",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("claim_hash", sa.String(length=64), nullable=False),
        sa.Column("bag_hash", sa.String(length=64), nullable=False),
        sa.Column("searched", sa.Text(), nullable=False),
        sa.Column("verdict", sa.JSON(), nullable=False),
        sa.Column("overall", sa.String(length=20), nullable=False),
        sa.Column("archive_version", sa.Integer(), nullable=False),
        sa.Column("signed_by", sa.String(length=100), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signed_checks")),
    )
    with op.batch_alter_table("signed_checks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signed_checks_bag_hash"), ["bag_hash"], unique=False)
        batch_op.create_index(batch_op.f("ix_signed_checks_claim_hash"), ["claim_hash"], unique=False)
        batch_op.create_index(batch_op.f("ix_signed_checks_overall"), ["overall"], unique=False)
        batch_op.create_index(batch_op.f("ix_signed_checks_signed_at"), ["signed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_signed_checks_signed_by"), ["signed_by"], unique=False)

    op.create_table(
        "sites",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("parents", sa.JSON(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sites")),
    )
    op.create_table(
        "blocks",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("pattern", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("complaint", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["complaint"], ["complaints.id"], name=op.f("fk_blocks_complaint"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocks")),
    )
    with op.batch_alter_table("blocks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_blocks_kind"), ["kind"], unique=False)


def downgrade() -> None:
    """Back to the one before."""
    with op.batch_alter_table("blocks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_blocks_kind"))

    op.drop_table("blocks")
    op.drop_table("sites")
    with op.batch_alter_table("signed_checks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signed_checks_signed_by"))
        batch_op.drop_index(batch_op.f("ix_signed_checks_signed_at"))
        batch_op.drop_index(batch_op.f("ix_signed_checks_overall"))
        batch_op.drop_index(batch_op.f("ix_signed_checks_claim_hash"))
        batch_op.drop_index(batch_op.f("ix_signed_checks_bag_hash"))

    op.drop_table("signed_checks")
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sessions_expires"))

    op.drop_table("sessions")
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_feedback_visitor"))
        batch_op.drop_index(batch_op.f("ix_feedback_site"))
        batch_op.drop_index(batch_op.f("ix_feedback_at"))
        batch_op.drop_index(batch_op.f("ix_feedback_answer_id"))

    op.drop_table("feedback")
    with op.batch_alter_table("complaints", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_complaints_visitor"))
        batch_op.drop_index(batch_op.f("ix_complaints_status"))
        batch_op.drop_index(batch_op.f("ix_complaints_site"))
        batch_op.drop_index(batch_op.f("ix_complaints_at"))

    op.drop_table("complaints")
    with op.batch_alter_table("answer_records", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answer_records_visitor"))
        batch_op.drop_index("ix_answer_records_site_at")
        batch_op.drop_index(batch_op.f("ix_answer_records_at"))

    op.drop_table("answer_records")
