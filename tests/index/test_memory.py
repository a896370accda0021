"""What a build holds in memory of each file and article: next to nothing, so that a million of them fit anywhere."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from index import report, trays
from index.duplicates import Sketches, find_pairs
from index.fingerprints import SKETCH
from index.folder import IndexFolder
from index.keyring import KeyRing, code_keys
from index.keys import Heirs
from index.ledger import Ledger
from index.report import FileReport, FileReports
from index.sources import File, SourceRecord


@dataclass
class Taken:
    """Bytes held at the end, and at the most in between, beyond those at the start."""

    held: int = 0
    most: int = 0


@contextmanager
def traced() -> Iterator[Taken]:
    tracemalloc.start()
    taken = Taken()
    try:
        start = tracemalloc.get_traced_memory()[0]
        yield taken
        taken.held, taken.most = (memory - start for memory in tracemalloc.get_traced_memory())
    finally:
        tracemalloc.stop()


def keep_books(place: Path, count: int) -> tuple[Taken, Taken]:
    """What is held after so many new files, and what writing the books out takes."""
    place.mkdir()
    ledger, reports = Ledger(IndexFolder(place), None), FileReports(place)
    with traced() as keeping:
        for number in range(1, count + 1):
            file = File(Path(f"/pages/{number}.txt"), f"{number}.txt")
            assert ledger.known(file, f"{number:064x}", "terms") is None
            taken = SourceRecord(ledger.next_number(), str(file.path), file.source, f"{number:064x}", "terms", 1)
            ledger.remember(taken)
            reports.add(FileReport(file.source, "taken", 1))
    with traced() as writing:
        size = sum(len(piece) for pieces in ledger.files().values() for piece in pieces)
        assert sum(file.articles for file in reports) == count
    assert size > 100 * count
    return keeping, writing


def test_the_books_of_many_files_take_no_more_than_those_of_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "HELD", 1)  # a byte; else the first five thousand reports stay in memory
    warm = FileReports(tmp_path)
    for _ in range(2_500):  # Python keeps up to 2,000 tuples for later, which are no one's
        warm.add(FileReport("a", "taken"))
    few, many = keep_books(tmp_path / "few", 1_000), keep_books(tmp_path / "many", 3_000)
    assert many[0].held - few[0].held < 2_000 * 16, "16 bytes a file"
    assert many[1].most < few[1].most + 100_000, "they are written out as they are read"


def test_a_key_takes_a_dozen_bytes() -> None:
    keys = [f"{number:016x}" for number in range(10_000)]
    codes = code_keys(keys)
    with traced() as taken:
        ring = KeyRing([codes], np.ones(len(keys), dtype=np.bool_), keys.__getitem__)
    assert ring.get(keys[77]) == 77
    assert taken.held < len(keys) * 13


def test_an_article_that_may_be_inherited_from_takes_less_than_a_kilobyte() -> None:
    chance = np.random.default_rng(5)
    rows = np.sort(chance.integers(0, 2**63, (2_000, SKETCH), dtype=np.uint64), axis=1)
    with traced() as taken:
        heirs = Heirs((f"{number:016x}", "柳塘日报", row) for number, row in enumerate(rows))
    assert heirs._left.all()
    assert taken.held < len(rows) * 1_000


def test_reprints_among_four_times_the_articles_take_no_more_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trays, "FULL", 8_192)  # so that these few articles need many trays too
    peaks = []
    for count in (4_000, 16_000):
        rows = np.sort(np.random.default_rng(7).integers(0, 2**40, (count, SKETCH), dtype=np.uint64), axis=1)
        rows[1::100] = rows[::100]
        np.save(tmp_path / f"{count}.npy", rows)
        sketches = Sketches([np.load(tmp_path / f"{count}.npy", mmap_mode="r")], tmp_path)
        mask = np.ones(count, dtype=np.bool_)
        with traced() as taken:
            found = sum(1 for _ in find_pairs(sketches, mask, mask))
        assert found == count // 100
        peaks.append(taken.most)
    assert peaks[1] < 1.5 * peaks[0]
