"""A real sample page in a folder and a place for its index."""

from __future__ import annotations

import pytest

from tests.index.shelf import PAGE


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
