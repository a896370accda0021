"""Archives on a small Milvus beside the folders that they were published from."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.folder import IndexFolder
from index.milvus.address import Address
from index.milvus.door import Door
from index.milvus.publish import publish
from index.milvus.release import current
from index.milvus.remote import RemoteStore
from tests.fakes import EMBEDDER, look, take
from tests.index.milvus.alike import STATED


@pytest.fixture
def door(milvus, request):
    """The way to an archive of this test's own."""
    name = "t_" + "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in request.node.name)[:50]
    return Door.open(Address.parse(f"{milvus}/{name}"), timeout=30)


@pytest.fixture
def send(door, tmp_path):
    """Publish the index at tmp_path/index; the store that reads it."""

    def send(place: Path = tmp_path / "index") -> RemoteStore:
        publish(IndexFolder(place), door, program="test")
        return RemoteStore(door, current(door))

    return send


@pytest.fixture(scope="session")
def sample(root, tmp_path_factory):
    """The index of the made-up paper, its vectors by the fake embedder."""
    place = tmp_path_factory.mktemp("sample") / "index"
    take(place, root / "examples/pages", stated=STATED)
    return place


@pytest.fixture(scope="session")
def both(milvus, sample):
    """The made-up paper embedded, and on Milvus."""
    door = Door.open(Address.parse(f"{milvus}/sample"), timeout=30)
    publish(IndexFolder(sample), door, program="test")
    return look(sample, EMBEDDER), RemoteStore(door, current(door))
