"""A transaction that reads and then writes what it read."""

import threading

import pytest

from index.errors import StateUnavailable
from ui.state.store import State
from ui.state.tables import Site


@pytest.fixture
def store(tmp_path):
    state = State.open(f"sqlite:///{tmp_path / 'state.db'}")
    with state.begin() as writing:
        writing.add(Site(id="0" * 32, name="日报", settings={"n": 0}))
    return state


def test_what_came_between_is_refused_at_once_unless_one_was_alone(store):
    with pytest.raises(StateUnavailable, match="locked"), store.begin() as reading:
        site = reading.get(Site, "0" * 32)
        with store.begin() as other:
            other.get(Site, "0" * 32).name = "周报"
        site.settings = {"n": 1}


def test_many_who_are_alone_lose_nothing(store):
    def count() -> None:
        for _ in range(5):
            with store.begin(alone=True) as writing:
                site = writing.get(Site, "0" * 32)
                site.settings = {"n": site.settings["n"] + 1}

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.begin() as reading:
        assert reading.get(Site, "0" * 32).settings == {"n": 20}
