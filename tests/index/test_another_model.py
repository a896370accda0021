"""A build with another model takes the index over without its files."""

from __future__ import annotations

import subprocess
import sys
from itertools import product

import pytest

from index import vectors
from index.errors import IndexForeign
from index.words import fold
from tests.fakes import COUNTY, BigramEmbedder, archivist, look, take, write_records
from tests.index.shelf import keys


def test_f13_another_model_takes_the_index_over_without_its_files(tmp_path, place):
    path = write_records(tmp_path / "a.jsonl", COUNTY)
    extra = write_records(tmp_path / "b.jsonl", [{"id": "new", "text": "新来的一篇。"}])
    take(place, path)
    before = keys(place)
    path.unlink()
    other = BigramEmbedder("other", 48)
    with pytest.raises(IndexForeign, match="another model"):
        look(place, other)
    report = take(place, extra, embedder=other)
    assert report.articles == 8
    assert report.removed == 0
    assert look(place, other).manifest.dimension == 48
    assert keys(place, other) == {**before, "new": keys(place, other)["new"]}
    answer = archivist(place, other)
    hits = answer.store.search_vectors(other.embed_queries([fold(str(COUNTY[5]["text"]))])[0], 1)
    assert answer.store.article_of(hits[0].number).key == "tea"
    with pytest.raises(IndexForeign):
        look(place)


def test_another_model_and_no_news_is_enough_to_take_over(tmp_path, place):
    path = write_records(tmp_path / "a.jsonl", COUNTY)
    take(place, path)
    other = BigramEmbedder("other", 48)
    assert take(place, path, embedder=other).version == 2
    assert len(keys(place, other)) == 7


def test_another_model_makes_the_codes_anew(tmp_path, place, monkeypatch):
    """A large segment has codes: those of the first model's vectors are of no use beside the second's."""
    for name, value in (("LARGE", 100), ("FEW", 10), ("LEAST", 40)):
        monkeypatch.setattr(vectors, name, value)
    numbers = [f"{'甲乙丙丁戊己庚辛壬癸'[n // 10 % 10]}{'子丑寅卯辰巳午未申酉'[n % 10]}" for n in range(100)]
    records = [{"id": n, "text": f"{a}村的{b}桥通车了，{b}{a}。"} for n, (a, b) in enumerate(product(numbers, "东西"))]
    path = write_records(tmp_path / "a.jsonl", records)
    take(place, path)
    assert [segment.codes.codes.shape for segment in look(place).segments] == [(200, 16)]
    other = BigramEmbedder("other", 50)
    report = take(place, path, embedder=other)
    assert (report.articles, report.added, report.removed) == (200, 0, 0)
    after = look(place, other)
    assert [segment.codes.codes.shape for segment in after.segments] == [(200, 13)]
    for record in records[::20]:
        hits = after.search_vectors(other.embed_queries([fold(str(record["text"]))])[0], 1)
        assert after.article_of(hits[0].number).body == record["text"]
    assert subprocess.run([sys.executable, "-m", "wenbao", "doctor", "--index", place], timeout=60).returncode == 0
