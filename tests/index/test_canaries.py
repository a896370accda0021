"""A new version that is worse than the one it should replace does not become current (row F16)."""

from __future__ import annotations

import numpy as np
import pytest

from index import canaries, writer
from index.build import build
from index.errors import IndexUnfit
from index.folder import IndexFolder
from index.keywords import Keywords
from tests.fakes import COUNTY, EMBEDDER, BigramEmbedder, look, take, write_records

WORDS = [f"{chr(0x4E00 + 37 * n)}{chr(0x5000 + 53 * n)}" for n in range(60)]
MANY = [
    {"id": f"n{n}", "title": f"第{n}号通告", "text": f"第{n}号通告：{word}路施工。"} for n, word in enumerate(WORDS)
]


@pytest.fixture
def place(tmp_path):
    take(tmp_path / "index", write_records(tmp_path / "a.jsonl", COUNTY))
    return tmp_path / "index"


def state(place):
    return IndexFolder(place).pointer.read_bytes(), sorted(p.name for p in (place / "segments").iterdir())


def test_f16_a_version_without_its_words_is_not_promoted(place, tmp_path, monkeypatch):
    before = state(place)
    monkeypatch.setattr(writer, "Keywords", type("Empty", (), {"of": lambda texts: Keywords.of([] for _ in texts)}))
    with pytest.raises(IndexUnfit, match="found by their own words") as caught:
        take(tmp_path / "new", write_records(tmp_path / "b.jsonl", MANY))
    assert "\n" not in caught.value.message
    assert not IndexFolder(tmp_path / "new").exists()
    with pytest.raises(IndexUnfit):
        take(place, write_records(tmp_path / "b.jsonl", MANY))
    assert state(place) == before, "the old version stays, and nothing of the new one"
    assert look(place).article("bridge")


def test_f16_a_version_with_the_vectors_of_other_texts_is_not_promoted(tmp_path):
    class Shuffled(BigramEmbedder):
        def embed_passages(self, texts):
            return np.roll(super().embed_passages(texts), 7, axis=0)

    with pytest.raises(IndexUnfit, match="by their vectors"):
        take(tmp_path / "index", write_records(tmp_path / "a.jsonl", MANY), embedder=Shuffled())


def test_f16_sound_versions_pass_also_where_all_articles_are_alike(tmp_path):
    alike = [{"id": str(n), "title": "天气预报", "text": "今天晴，气温二十度，偏南风二到三级。"} for n in range(80)]
    assert take(tmp_path / "alike", write_records(tmp_path / "a.jsonl", alike)).articles == 80
    signs = [{"id": str(n), "text": "？！……"} for n in range(30)]
    assert take(tmp_path / "signs", write_records(tmp_path / "b.jsonl", signs)).articles == 30
    assert take(tmp_path / "many", write_records(tmp_path / "c.jsonl", MANY)).articles == 60


@pytest.mark.parametrize("left", [0, 20])
def test_f16_a_build_that_loses_half_is_not_promoted_unless_it_may(tmp_path, left):
    folder, pages = IndexFolder(tmp_path / "index"), tmp_path / "pages"
    pages.mkdir()
    for n, record in enumerate(MANY):
        write_records(pages / f"{n}.jsonl", [record])
    take(folder.path, pages)
    for n in range(left, 60):
        (pages / f"{n}.jsonl").unlink()
    with pytest.raises(IndexUnfit, match="--shrink"):
        build([pages], folder, EMBEDDER, program="test", remove_gone=True, may_shrink=False)
    assert folder.manifest().articles == 60
    report = build([pages], folder, EMBEDDER, program="test", remove_gone=True)
    assert report.articles == left


def test_f16_as_many_canaries_as_promised():
    assert canaries.CANARIES >= 20
