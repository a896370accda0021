"""Run by Alembic: the migrations on the connection that `State.open` gives, within its transaction."""

from __future__ import annotations

from typing import Literal

from alembic import context

from ui.state.tables import Base, UtcTime


def render(kind: str, item: object, _: object) -> str | Literal[False]:
    """Written migrations name plain types: they must run after our own classes have changed."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcTime) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite cannot alter most things: the table is made anew
    compare_type=True,
    render_item=render,
)
with context.begin_transaction():
    context.run_migrations()
