"""What dies before the pointer's rename counts for nothing; what is listed is whole (invariants I2 and I3)."""

from __future__ import annotations

from unittest import mock

import pytest

from index.desk import restore, withdraw
from index.doctor import go_back
from index.errors import IndexDamaged
from index.folder import IndexFolder
from tests.fakes import COUNTY, look, take, write_records


@pytest.fixture
def folder(tmp_path):
    take(tmp_path / "index", write_records(tmp_path / "a.jsonl", COUNTY))
    return IndexFolder(tmp_path / "index")


class Killed(BaseException):
    """Nothing is done any more, not even tidying up."""


def dying(do):
    """Do it up to the rename of the pointer."""
    stop = mock.Mock(side_effect=Killed)
    left = mock.patch.object(IndexFolder, "_names", lambda *_: True)
    with mock.patch.object(IndexFolder, "point", stop), left, pytest.raises(Killed):
        do()


def seen(folder):
    article = look(folder.path).article("bridge")
    return "gone" if article is None else "withdrawn" if article.withdrawn else "there"


def test_i3_a_withdrawal_that_dies_before_the_rename_counts_for_nothing_and_can_be_done_again(folder):
    dying(lambda: withdraw(folder, "bridge", "因故", program="test"))
    assert folder.versions() == [1, 2], "the version lies there whole, and was never current"
    assert seen(folder) == "there"
    assert withdraw(folder, "bridge", "因故", program="test").keys == ("bridge",)
    assert seen(folder) == "withdrawn"


def test_i3_a_withdrawal_whose_taking_back_dies_stands(folder):
    withdraw(folder, "bridge", "因故", program="test")
    dying(lambda: restore(folder, "bridge", program="test"))
    assert seen(folder) == "withdrawn"
    restore(folder, "bridge", program="test")
    assert seen(folder) == "there"


def test_i3_after_going_back_what_was_current_counts_and_what_died_since_does_not(folder):
    withdraw(folder, "bridge", "因故", program="test")
    go_back(folder, 1)
    assert seen(folder) == "withdrawn"
    dying(lambda: restore(folder, "bridge", program="test"))
    dying(lambda: withdraw(folder, "tea", "因故", program="test"))
    assert seen(folder) == "withdrawn"
    assert look(folder.path).article("tea").body
    withdraw(folder, "tea", "因故", program="test")
    assert (seen(folder), look(folder.path).article("tea").withdrawn) == ("withdrawn", True)


@pytest.mark.parametrize("at", range(0, 160, 13))
def test_f11_no_flipped_bit_of_a_pointer_that_went_back_is_believed(folder, at):
    withdraw(folder, "bridge", "因故", program="test")
    go_back(folder, 1)
    data = bytearray(folder.pointer.read_bytes())
    data[min(at, len(data) - 2)] ^= 1
    folder.pointer.write_bytes(data)
    with pytest.raises(IndexDamaged, match="wenbao doctor"):
        look(folder.path)


@pytest.mark.parametrize("left", ["manifest.json", "sources.json"])
def test_f4_a_version_that_lost_its_name_is_not_listed_and_goes_with_the_next_commit(folder, tmp_path, left):
    """Killed between the two halves of clearing; or killed while it was written, with no manifest yet."""
    take(folder.path, write_records(tmp_path / "b.jsonl", [{"id": "n", "text": "别的一篇。"}]))
    half = folder.version(1).rename(folder.version(1).with_suffix(".old"))
    for path in half.iterdir():
        if path.name != left:
            path.unlink()
    (folder.version(3)).mkdir()
    (folder.version(3) / "sources.json").write_text("[")
    assert folder.versions() == [2]
    take(folder.path, write_records(tmp_path / "c.jsonl", [{"id": "m", "text": "又一篇。"}]))
    assert folder.versions() == [2, 3]
    assert not half.exists()
