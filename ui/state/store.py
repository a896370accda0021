"""The state store: one database by URL, brought up to date by Alembic when opened; SQLite unless told otherwise."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.orm import Session as Transaction
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import QueuePool

from index.errors import StateUnavailable

IN_MEMORY = "sqlite:///:memory:"
"""The URL of a store that ends with its program: tests, and servers started from Python without a state."""

_MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_MS = 5000  # how long a writer waits for another one: admin work is short, five seconds is a fault
_MIGRATING = 0x77656E62  # "wenb": the PostgreSQL advisory lock under which only one server migrates


_ONE_AT_A_TIME = threading.Lock()  # Alembic's context is global to the process


def default_url(folder: Path) -> str:
    """The SQLite file of the index in `folder`: beside its versions, so that a backup of the folder has both."""
    return f"sqlite:///{folder / 'state' / 'wenbao.db'}"


class State:
    """An open state store. Safe to share by threads; `begin` gives each its own transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._sessions = sessionmaker(engine, expire_on_commit=False)

    @classmethod
    def open(cls, url: str) -> State:
        """Open (and make, and migrate) the store at `url`, an SQLAlchemy database URL.

        Raises StateUnavailable in one line: wrong URL, missing driver, no such server, newer schema, not writable.
        """
        try:
            place = make_url(url)
            shown = place.render_as_string(hide_password=True)
            if place.get_backend_name() == "sqlite" and place.database and place.database != ":memory:":
                Path(place.database).parent.mkdir(parents=True, exist_ok=True)
            engine = create_engine(place, pool_pre_ping=True) if place.database != ":memory:" else _engine_in_memory()
        except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, ValueError) as error:
            raise StateUnavailable(
                "the setting state_url is not a database URL that this installation can open; "
                f"it looks like sqlite:////path/wenbao.db or postgresql+psycopg://user@host/name ({_first_line(error)})"
            ) from error
        except OSError as error:
            raise StateUnavailable(f"the state store {shown} cannot be made: {error.strerror}") from error
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _careful)
            event.listen(engine, "begin", _begin)
        try:
            alone = engine.execution_options(immediate=True)
            with _ONE_AT_A_TIME, alone.begin() as connection:
                _migrate(connection)
        except CommandError as error:
            engine.dispose()
            raise StateUnavailable(
                f"the state store {shown} was written by a newer Wenbao ({_first_line(error)}): upgrade the program"
            ) from error
        except SQLAlchemyError as error:
            engine.dispose()
            raise StateUnavailable(f"the state store {shown} cannot be opened: {_first_line(error)}") from error
        return cls(engine)

    @contextmanager
    def begin(self, *, alone: bool = False) -> Iterator[Transaction]:
        """A transaction: committed at the end of the block, undone when it raises.

        `alone` waits for other writers at its start: for one that reads first and writes what it read, because SQLite
        refuses such a write at once, without waiting, where another one came between.

        Raises StateUnavailable where the database fails (gone, full, locked too long).
        """
        try:
            with self._sessions.begin() as transaction:
                if alone:
                    transaction.connection(execution_options={"immediate": True})
                yield transaction
        except SQLAlchemyError as error:
            raise StateUnavailable(f"the state store did not take this: {_first_line(error)}") from error

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def _engine_in_memory() -> Engine:
    # Every connection to memory is a database of its own: there is one, and transactions wait for it.
    return create_engine(
        IN_MEMORY, poolclass=QueuePool, pool_size=1, max_overflow=0, connect_args={"check_same_thread": False}
    )


def _migrate(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":  # several servers may start at once over one database
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATING})
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _careful(connection: sqlite3.Connection, record: object) -> None:
    """SQLite as a server wants it: readers beside one writer (WAL), synced commits, foreign keys that hold.

    What is deleted is overwritten: a visitor's words are not left in pages that are free.
    """
    connection.isolation_level = None  # transactions are ours: the driver would leave tables outside of them
    for pragma in (
        f"busy_timeout={_BUSY_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A migration takes the write lock first, so that two servers starting at once do not both make the tables.
    alone = connection.get_execution_options().get("immediate")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if alone else "BEGIN")


def _first_line(error: Exception) -> str:
    cause = getattr(error, "orig", None) or error
    return (str(cause).strip().splitlines() or [type(cause).__name__])[0]
