from __future__ import annotations

import pytest

from index.build import build
from index.doctor import examine, point_to, repair
from index.embeddings import load_embedder
from index.errors import IndexMissing
from index.folder import IndexFolder
from tests.fakes import COUNTY, look, take, write_records


@pytest.fixture
def folder(tmp_path):
    """Three versions: one, two, then three articles, each version with a segment of its own."""
    for n in (1, 2, 3):
        take(tmp_path / "index", write_records(tmp_path / f"{n}.jsonl", [COUNTY[n]]))
    return IndexFolder(tmp_path / "index")


def everything(folder):
    return {p: p.read_bytes() for p in folder.path.rglob("*") if p.is_file()}


def spoil(path):
    path.write_bytes(path.read_bytes()[:-3] + b"xyz")


def newest_segment(folder):
    return folder.segment(folder.manifest().segments[-1].name)


def test_a_sound_index_is_described_and_not_touched(folder):
    before = everything(folder)
    findings = examine(folder)
    assert not any(f.damage for f in findings)
    assert "3 articles" in findings[0].what
    assert "bigrams" in findings[1].what
    assert "1, 2, 3" in findings[2].what
    assert everything(folder) == before


def test_a_missing_index_is_said_to_be_missing(tmp_path):
    with pytest.raises(IndexMissing):
        examine(IndexFolder(tmp_path / "none"))


@pytest.mark.parametrize("name", ["articles.jsonl", "vectors.npy", "chunks.npy", "labels.json", "words/starts.npy"])
def test_damage_is_found_named_and_advised_on(folder, name):
    spoil(newest_segment(folder) / name)
    before = everything(folder)
    findings = examine(folder)
    assert [f.damage for f in findings] == [True]
    assert name in findings[0].what
    assert "--repair" in findings[0].advice
    assert everything(folder) == before


def test_a_broken_pointer_and_a_broken_manifest_are_damage(folder):
    manifest = folder.version(3) / "manifest.json"
    data = manifest.read_bytes()
    spoil(manifest)
    assert examine(folder)[0].damage
    manifest.write_bytes(data)
    folder.pointer.write_text("nonsense")
    assert examine(folder)[0].damage


def test_repair_goes_back_to_the_newest_sound_version(folder):
    spoil(newest_segment(folder) / "vectors.npy")
    findings = repair(folder)
    assert not any(f.damage for f in findings)
    assert "version 2" in findings[0].what
    assert {a.key for a in look(folder.path).articles()} == {"blood-2023", "bridge"}


def test_repair_mends_a_lost_pointer(folder):
    folder.pointer.unlink()
    repair(folder)
    assert look(folder.path).version == "3"


def test_without_a_sound_version_repair_says_so_and_leaves_all_as_it_is(folder):
    first = folder.manifest().segments[0].name
    spoil(folder.segment(first) / "chunks.npy")
    pointer = folder.pointer.read_bytes()
    findings = repair(folder)
    assert [f.damage for f in findings] == [True]
    assert "build again" in findings[0].advice
    assert folder.pointer.read_bytes() == pointer


def test_f16_a_rollback_brings_the_old_articles_back_and_a_build_goes_on_from_there(folder, tmp_path):
    point_to(folder, 1)
    assert {a.key for a in look(folder.path).articles()} == {"blood-2023"}
    report = take(folder.path, write_records(tmp_path / "new.jsonl", [COUNTY[5]]))
    assert report.version == 4, "numbers are never used twice"
    assert {a.key for a in look(folder.path).articles()} == {"blood-2023", "tea"}
    take(folder.path, tmp_path / "2.jsonl", tmp_path / "3.jsonl")
    assert {a.key for a in look(folder.path).articles()} == {"blood-2023", "tea", "bridge", "library"}


def test_point_to_an_unknown_version_changes_nothing(folder):
    pointer = folder.pointer.read_bytes()
    with pytest.raises(FileNotFoundError):
        point_to(folder, 9)
    assert folder.pointer.read_bytes() == pointer


def test_a15_an_article_that_comes_up_whatever_is_asked_is_named_and_no_other(tmp_path):
    towns, deeds = (
        ("青石镇", "柳溪镇", "禾田镇", "云岭镇", "石桥镇", "望河镇"),
        ("植树", "义诊", "修路", "送书", "清淤", "普法"),
    )
    pairs = [(town, deed, n) for town in towns for deed in deeds for n in range(4)]
    records = [
        {"id": f"a{at}", "title": f"{town}开展{deed}", "text": f"{town}第{at}组开展{deed}，{at + 20}人参加。"}
        for at, (town, deed, _) in enumerate(pairs)
    ]
    hub = {"id": "hub", "title": "常见问题", "text": "、".join(towns) + "开展" + "、".join(deeds) + "。"}
    for name, articles in (("sound", records), ("stuffed", [*records, hub])):
        place = IndexFolder(tmp_path / name)
        build([write_records(tmp_path / f"{name}.jsonl", articles)], place, load_embedder(), program="test")
        named = [finding for finding in examine(place) if "headlines" in finding.what]
        assert [finding.what.split()[1] for finding in named] == ["hub"] * (name == "stuffed")
        assert not any(finding.damage for finding in named)
