import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import IndexDamaged, IndexForeign, IndexNewer
from index.manifest import FileSum, Manifest, SegmentSum, check_files, sum_folder
from index.settings import SCHEMA

NAMES = st.text(st.sampled_from('abc柳塘/."\\'), min_size=1, max_size=8)
SUMS = st.builds(FileSum, NAMES, st.text("0123456789abcdef", min_size=64, max_size=64), st.integers(0, 2**40))
SEGMENTS = st.builds(
    SegmentSum,
    NAMES,
    st.integers(1, 9),
    st.integers(0, 99),
    st.lists(SUMS, max_size=3).map(tuple),
    st.sets(st.integers(0, 8)).map(lambda numbers: tuple(sorted(numbers))),
)
MANIFESTS = st.builds(
    Manifest,
    version=st.integers(1, 10**6),
    created=NAMES,
    program=NAMES,
    model=NAMES,
    model_fingerprint=NAMES,
    dimension=st.integers(1, 4096),
    segmenter=NAMES,
    settings=st.dictionaries(NAMES, st.floats(0, 9, allow_nan=False), max_size=2),
    segments=st.lists(SEGMENTS, max_size=3).map(tuple),
    sources=st.none() | SUMS,
)


def plain(**fields: object) -> Manifest:
    return Manifest(
        version=1,
        created="",
        program="p",
        model="m",
        model_fingerprint="f",
        dimension=8,
        segmenter="jieba",
        settings={},
        **fields,
    )


@settings(max_examples=100, deadline=None)
@given(MANIFESTS)
def test_a_manifest_survives_json(manifest):
    data = manifest.to_json()
    again = Manifest.from_json(data, where="here")
    assert again == manifest
    assert again.to_json() == data


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"5", b"null", b"{}", b"\xff\xfe", b'{"schema": 2}', b'{"schema": "x"}', b'{"schema": null}',
     b'{"schema": 2, "segments": [5], "sources": null}', b'{"schema": 2, "segments": 3, "sources": null}'],
)  # fmt: skip
def test_what_is_no_manifest_is_called_damaged_in_one_line(data):
    with pytest.raises(IndexDamaged) as caught:
        Manifest.from_json(data, where="here")
    assert "here" in caught.value.message
    assert "\n" not in caught.value.message


def test_every_missing_field_is_noticed():
    fields = json.loads(plain().to_json())
    for name in set(fields) - {"metric", "schema", "extras"}:
        cut = {key: value for key, value in fields.items() if key != name}
        with pytest.raises(IndexDamaged):
            Manifest.from_json(json.dumps(cut).encode(), where="here")


def test_a_newer_format_is_refused_before_anything_else_is_read():
    with pytest.raises(IndexNewer, match="upgrade"):
        Manifest.from_json(json.dumps({"schema": SCHEMA + 1, "who": "knows"}).encode(), where="here")


def test_an_older_format_is_refused_with_what_to_do():
    with pytest.raises(IndexForeign, match=f"format 1 .* format {SCHEMA}: build it again") as caught:
        Manifest.from_json(plain().to_json().replace(f'"schema": {SCHEMA}'.encode(), b'"schema": 1'), where="here")
    assert "\n" not in caught.value.message


def test_articles_taken_out_are_counted_and_an_empty_segment_goes():
    manifest = plain(segments=(SegmentSum("a", 2, 5, ()), SegmentSum("b", 1, 1, ())))
    assert manifest.articles == 3
    less = manifest.with_dead("a", (1,))
    assert less.articles == 2
    assert less.segments[0].dead == (1,)
    assert [s.name for s in less.with_dead("a", (0,)).segments] == ["b"]


def test_the_sums_of_a_folder_find_missing_cut_and_changed_files(tmp_path):
    (tmp_path / "in").mkdir()
    for name in ("one", "two", "in/three"):
        (tmp_path / name).write_bytes(name.encode() * 10)
    sums = sum_folder(tmp_path)
    assert [s.name for s in sums] == ["in/three", "one", "two"]
    assert check_files(tmp_path, sums) == []
    (tmp_path / "one").unlink()
    (tmp_path / "two").write_bytes(b"two")
    (tmp_path / "in/three").write_bytes(b"IN/three" + b"in/three" * 9)
    wrong = check_files(tmp_path, sums)
    assert [line.rpartition(": ")[2].split()[0] for line in wrong] == ["its", "missing", "3"]
