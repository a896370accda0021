"""The register of a build against a plain table of records."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from index.register import PAGE, Register
from index.sources import SourceRecord

PLACES = st.sampled_from(["/a", "/b", os.fsdecode(b"/\xb1\xa8")])
RECORDS = st.builds(
    SourceRecord,
    number=st.integers(1, 6),
    origin=PLACES,
    source=st.sampled_from(["a", "b"]),
    sha256=st.sampled_from(["", "11", "22"]),
    terms=st.sampled_from(["x", "y"]),
    articles=st.integers(0, 2),
)


class Books(RuleBasedStateMachine):
    """What is put in is found by number, by place and by bytes; a changed name is remembered."""

    def __init__(self) -> None:
        super().__init__()
        import tempfile

        self._place = tempfile.TemporaryDirectory()
        self._register = Register(Path(self._place.name))
        self._table: dict[int, SourceRecord] = {}
        self._renamed: dict[int, bool] = {}

    @rule(record=RECORDS)
    def put(self, record: SourceRecord) -> None:
        old = self._table.get(record.number)
        assert self._register.put(record) == (old != record)
        self._renamed[record.number] = self._renamed.get(record.number, False) or bool(
            old and old.source != record.source
        )
        self._table[record.number] = record

    @rule(number=st.integers(1, 6))
    def drop(self, number: int) -> None:
        self._register.drop(number)
        self._table.pop(number, None)
        self._renamed.pop(number, None)

    @invariant()
    def the_same_is_found(self) -> None:
        table = sorted(self._table.values(), key=lambda record: record.number)
        assert list(self._register.files()) == table
        assert self._register.last() == max(self._table, default=0)
        assert dict(self._register.renamed()) == {r.number: r.source for r in table if self._renamed[r.number]}
        for record in table:
            assert self._register.file(record.number) == record
            assert self._register.file_at(record.origin) == [r for r in table if r.origin == record.origin][-1]
            of = [r for r in table if (r.sha256, r.terms) == (record.sha256, record.terms)]
            assert self._register.file_of(record.sha256, record.terms) == of[-1]

    def teardown(self) -> None:
        assert not list(Path(self._place.name).iterdir()), "it has no name"
        self._place.cleanup()


Books.TestCase.settings = settings(max_examples=20, stateful_step_count=12, deadline=None)
test_books = Books.TestCase


def test_files_may_be_changed_while_they_are_gone_through(tmp_path: Path) -> None:
    register = Register(tmp_path)
    records = [SourceRecord(n, f"/{n}", f"{n}", "11", "x", 1) for n in range(1, 2 * PAGE + 10)]
    register.load(records, [3], [("甲", 4)])
    seen = []
    for record in register.files():
        register.put(replace(record, articles=2)) if record.number % 2 else register.drop(record.number)
        seen.append(record)
    assert seen == records
    assert {record.articles for record in register.files()} == {2}
    assert list(register.renamed()) == [(3, "3")]
    assert list(register.places()) == [("甲", 4)]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(max_size=3)))
def test_keys_given_are_known(tmp_path_factory, keys: list[str]) -> None:
    keys = [key for key in keys if key.isprintable()]
    register = Register(tmp_path_factory.mktemp("r"))
    for key in keys:
        register.give(key)
    assert list(register.given()) == sorted(set(keys), key=str.encode)
    assert not register.gave("not drawn, being longer")
    assert all(map(register.gave, keys))


def test_another_thread_may_use_it_and_let_go_of_it(tmp_path: Path) -> None:
    register = Register(tmp_path)
    with ThreadPoolExecutor(1) as other:
        assert other.submit(register.gave, "甲").result() is False
