"""A real sample page in a folder, a place for its index, the bundled model and a small one."""

from __future__ import annotations

import pytest

from index.embeddings import load_embedder
from tests.index.shelf import PAGE
from tests.small_models import write_embedder


@pytest.fixture
def pages(tmp_path, root):
    """A folder with one real sample page."""
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / PAGE).write_bytes((root / "examples/pages" / PAGE).read_bytes())
    return folder


@pytest.fixture
def place(tmp_path):
    return tmp_path / "index"


@pytest.fixture(scope="session")
def bundled():
    return load_embedder(None)


@pytest.fixture(scope="session")
def bert_folder(tmp_path_factory):
    return write_embedder(tmp_path_factory.mktemp("bert"))
