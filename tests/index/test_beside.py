"""An editor's corrections lie beside the pages too, and outlive the index."""

from __future__ import annotations

import logging
import os
import shutil

import pytest

from index.amendments import FILE, load_amendments
from index.beside import find_folders
from index.desk import correct, uncorrect
from index.errors import InputError
from index.folder import IndexFolder
from tests.fakes import COUNTY, EMBEDDER, look, take, write_records


@pytest.fixture
def pages(tmp_path):
    write_records(tmp_path / "in/a.jsonl", COUNTY)
    return tmp_path / "in"


@pytest.fixture
def place(tmp_path, pages):
    take(tmp_path / "index", pages)
    return tmp_path / "index"


def mend(place, headline="大桥通车", key="bridge"):
    return correct(IndexFolder(place), EMBEDDER, key, {"headline": headline}, program="test")


def test_a_correction_survives_the_loss_of_the_index(place, pages):
    mend(place)
    assert load_amendments(pages) == {"bridge": {"headline": "大桥通车"}}
    shutil.rmtree(place)
    report = take(place, pages)
    assert look(place).article("bridge").headline == "大桥通车"
    assert [file.source for file in report.files] == ["a.jsonl"]  # the corrections are no page


def test_taken_back_it_goes_from_both(place, pages):
    mend(place)
    uncorrect(IndexFolder(place), EMBEDDER, "bridge", program="test")
    assert not (pages / FILE).exists()
    assert not (place / FILE).exists()


def test_the_younger_file_holds(place, pages):
    mend(place)
    (pages / FILE).write_text('["bridge"]\nheadline = "手改的标题"\n', encoding="utf-8")
    os.utime(place / FILE, (1, 1))
    take(place, pages)
    assert look(place).article("bridge").headline == "手改的标题"
    (pages / FILE).write_text('["bridge"]\nheadline = "旧的标题"\n', encoding="utf-8")
    os.utime(pages / FILE, (1, 1))
    take(place, pages)
    assert look(place).article("bridge").headline == "手改的标题"


def test_a_folder_that_does_not_hold_the_page_gets_nothing(tmp_path, place, pages):
    other = tmp_path / "other"
    write_records(
        other / "b.jsonl", [COUNTY[0] | {"id": "elsewhere", "text": "另一份报纸的一条消息，说的是别的事情。"}]
    )
    take(place, other)
    mend(place)
    assert (pages / FILE).exists()
    assert not (other / FILE).exists()
    folder = IndexFolder(place)
    assert set(find_folders(folder, folder.manifest())) == {pages.resolve(), other.resolve()}


def test_where_it_cannot_be_written_the_index_has_it_alone(place, pages, caplog):
    (pages / f"{FILE}.new").mkdir()
    with caplog.at_level(logging.WARNING):
        mend(place)
    assert look(place).article("bridge").headline == "大桥通车"
    assert "kept in the index alone" in caplog.text


def test_a_broken_file_beside_the_pages_is_named(place, pages):
    (pages / FILE).write_text("headline =", encoding="utf-8")
    with pytest.raises(InputError, match=r"in/corrections\.toml: cannot be read"):
        take(place, pages)
