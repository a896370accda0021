import json
import resource
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.chunks import split_article
from index.keywords import Keywords, code_of
from index.records import Article, Byline, Caption
from index.segments import (
    EVENT,
    FILES,
    PUBLISHED,
    SPARE,
    Entry,
    Segment,
    fingerprint,
    make_room,
    pack,
    unpack,
    write_segment,
)
from index.settings import IndexSettings
from index.words import fold, load_segmenter
from tests.fakes import EMBEDDER

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ARTICLES = st.builds(
    Article,
    key=WORDS,
    source=WORDS,
    page=st.integers(1, 9),
    body=WORDS,
    headline=WORDS,
    newspaper=WORDS,
    byline=st.lists(st.builds(Byline, WORDS, WORDS), max_size=2).map(tuple),
    captions=st.lists(st.builds(Caption, WORDS, WORDS), max_size=2).map(tuple),
    published=st.none() | st.sampled_from(["2023", "2023-03", "2023-03-05"]),
    event_dates=st.lists(st.sampled_from(["2023-03-05", "2023-03-04/2023-03-06"]), max_size=2).map(tuple),
    places=st.lists(WORDS, max_size=2).map(tuple),
    fixes=st.lists(WORDS, max_size=2).map(tuple),
    confidence=st.floats(0, 1),
    url=st.none() | WORDS,
)


@settings(max_examples=100, deadline=None)
@given(ARTICLES)
def test_an_article_survives_its_line(article):
    line = pack(article)
    assert unpack(line) == article
    assert line.count(b"\n") == 1
    assert line.startswith(b'{"key":'), "Segment.key reads no further"


def test_what_an_article_does_not_have_takes_no_room():
    assert pack(Article(key="k", source="a", page=1, body="一句话。")) == (
        '{"key":"k","source":"a","page":1,"body":"一句话。"}\n'.encode()
    )


@settings(max_examples=60, deadline=None)
@given(ARTICLES, ARTICLES)
def test_the_fingerprint_changes_with_anything(one, other):
    assert (fingerprint(one) == fingerprint(other)) == (one == other)


def entry(article: Article, source: int = 1) -> Entry:
    return Entry.of(article, source, split_article(article, IndexSettings()))


def write(folder, entries):
    texts = [fold(e.article.body[start:end]) for e in entries for start, end in e.spans]
    segmenter = load_segmenter()
    write_segment(folder, entries, EMBEDDER.embed_passages(texts), Keywords.of([segmenter(t) for t in texts]))
    return Segment(folder)


def test_a_segment_gives_back_what_was_written(tmp_path):
    one = Article(
        key='键"1',
        source="a",
        page=1,
        body="白鹭大桥通车。",
        newspaper="柳塘日报",
        published="2023-06",
        event_dates=("2023-06-18",),
    )
    two = Article(key="k2", source="b", page=1, body="茶园开采。\n" * 90, newspaper="云岭周报", collection="农业")
    segment = write(tmp_path / "s", [entry(one, 4), entry(two, 7)])
    assert len(segment) == 2
    assert [segment.article(n) for n in (0, 1)] == [one, two]
    assert [segment.key(n) for n in (0, 1)] == ['键"1', "k2"]
    assert [(segment.newspapers[n], segment.collections[c], s) for s, n, c in segment.labels.tolist()] == [
        ("柳塘日报", "", 4),
        ("云岭周报", "农业", 7),
    ]
    assert segment.days[:, 1].tolist() == [PUBLISHED, EVENT]
    assert segment.chunks[:, 0].tolist() == [0, 1, 1, 1]
    assert segment.vectors.dtype == np.float16
    assert segment.vectors.shape == (4, EMBEDDER.dimension)
    assert segment.keywords.find(np.array([code_of("大桥"), code_of("无此词")], np.uint64)).tolist()[1] == -1
    assert segment.codes is None


def test_nothing_of_a_segment_needs_pickle_and_all_json_is_plain(tmp_path):
    write(tmp_path / "s", [entry(Article(key="k", source="a", page=1, body="一句话。"))])
    for path in (tmp_path / "s").rglob("*.npy"):
        np.load(path, allow_pickle=False)
    for path in (tmp_path / "s").rglob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))


def test_a_segment_is_never_written_over_another(tmp_path):
    made = [entry(Article(key="k", source="a", page=1, body="一句话。"))]
    write(tmp_path / "s", made)
    with pytest.raises(FileExistsError):
        write(tmp_path / "s", made)


def test_as_many_files_may_be_open_as_the_segments_need():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(soft, 900), hard))
        make_room(20)
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == (min(SPARE + 20 * FILES, hard), hard)
        make_room(2)
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == min(SPARE + 20 * FILES, hard), "never fewer"
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_segment_holds_no_more_files_open_than_room_is_made_for(tmp_path):
    write(tmp_path / "s", [entry(Article(key="k", source="a", page=1, body="一句话。"))])
    before = len(list(Path("/proc/self/fd").iterdir()))
    segment = Segment(tmp_path / "s")
    assert segment.keys.shape == (1, 2)
    assert len(list(Path("/proc/self/fd").iterdir())) - before <= FILES
