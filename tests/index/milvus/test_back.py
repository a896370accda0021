"""From Milvus back to a folder: the same bytes where they matter, and a build goes on from there."""

from __future__ import annotations

import numpy as np
import pytest

from index.errors import InputError
from index.folder import IndexFolder
from index.milvus.examine import examine_there
from index.milvus.expressions import quote
from index.milvus.pieces import cut
from index.milvus.restore import restore
from index.milvus.stones import withdraw_there
from tests.fakes import COUNTY, BigramEmbedder, look, take, write_records
from tests.index.milvus.alike import STATED

COLUMNS = ("chunks", "vectors", "days", "labels", "sketches", "digests", "keys")
WORDS = ("codes", "starts", "rows", "counts", "lengths", "sounds")


def test_there_and_back_nothing_is_lost_nor_embedded_again(both, sample, root, tmp_path):
    _, remote = both
    manifest = restore(remote._door, IndexFolder(tmp_path / "back"), program="test")
    old, new = look(sample), look(tmp_path / "back")
    assert manifest.articles == old.manifest.articles
    assert list(new.articles()) == list(old.articles())
    (a,), (b,) = old.segments, new.segments
    for name in COLUMNS:
        assert np.array_equal(getattr(a, name), getattr(b, name)), name
    for name in WORDS:
        assert np.array_equal(getattr(a.keywords, name), getattr(b.keywords, name)), name
    assert a.newspapers == b.newspapers
    assert old.overlay.own.words == new.overlay.own.words
    embedder = BigramEmbedder()
    report = take(tmp_path / "back", root / "examples/pages", embedder=embedder, stated=STATED)
    assert report.count("unchanged") == len(list((root / "examples/pages").iterdir()))
    assert not embedder.calls


def test_a_folder_that_has_an_index_is_left_alone(both, sample):
    before = (sample / "CURRENT").read_bytes()
    with pytest.raises(InputError, match="there is an index"):
        restore(both[1]._door, IndexFolder(sample), program="test")
    assert (sample / "CURRENT").read_bytes() == before


def test_what_was_withdrawn_there_no_build_brings_back(send, door, tmp_path):
    take(tmp_path / "index", write_records(tmp_path / "a.jsonl", COUNTY))
    send()
    withdraw_there(door, "bridge", "当事人要求", "2024-01-01T00:00:00Z")
    restore(door, IndexFolder(tmp_path / "back"), program="test")
    again = [{**COUNTY[2], "id": "other-key"}, *COUNTY]
    take(tmp_path / "back", write_records(tmp_path / "b.jsonl", again))
    found = look(tmp_path / "back")
    assert found.article("bridge").withdrawn
    assert found.article("other-key") is None


def test_the_doctor_finds_what_is_missing(send, door, tmp_path):
    take(tmp_path / "index", write_records(tmp_path / "a.jsonl", COUNTY))
    send()
    assert not any(finding.damage for finding in examine_there(door))
    door.remove("chunks", 'key == "bridge"')
    assert [f.what for f in examine_there(door) if f.damage] == ["there are 6 chunks, 7 were published"]
    name = str(next(iter(door.walk("files", "name like 'piece/%'", ["name"])))["name"])
    door.write("files", [{"name": name, "data": "等等", "unused": [0.0, 0.0]}])
    assert any("missing or changed" in f.what for f in examine_there(door))
    door.remove("articles", f"key == {quote('tea')}")
    assert any("of no article" in f.what for f in examine_there(door))


def test_a_file_that_grew_keeps_its_pieces():
    lines = [f"{n} {'字' * (n % 90)}\n" for n in range(9_000)]
    old, new = list(cut("".join(lines))), list(cut("".join([*lines[:4_000], "一行新的\n", *lines[4_000:]])))
    assert "".join(old) == "".join(lines)
    assert len(old) > 20
    assert len(set(new) - set(old)) <= 2
    long = "长" * 100_000
    assert "".join(cut(long)) == long
    assert max(len(piece.encode()) for piece in cut(long)) <= 65_535
