"""Small segments merged into one: the same articles, and the same hits with the same scores as before."""

from __future__ import annotations

from index import merging
from index.folder import IndexFolder
from index.words import fold
from tests.fakes import COUNTY, EMBEDDER, look, take, write_records

DAYS = merging.MANY + 2
WORDS = ("献血", "大桥", "茶园", "图书馆", "足球", "植树", "通车")


def daily(tmp_path, days, place="index"):
    """An index that took a few records a day, each day in a file of its own."""
    for day in range(days):
        records = [{**r, "id": f"{r['id']}-{day}", "text": f"{r['text']}第{day}天。"} for r in COUNTY[day % 5 :][:3]]
        take(tmp_path / place, write_records(tmp_path / f"in/{day}.jsonl", records))
    return look(tmp_path / place)


def hits(store, found):
    return [(store.chunk(hit.number), hit.score, hit.rank) for hit in found]


def vector(text):
    return EMBEDDER.embed_queries([fold(text)])[0]


def test_hits_and_scores_are_equal_before_and_after(tmp_path, monkeypatch):
    before = daily(tmp_path, DAYS, "merged")
    monkeypatch.setattr(merging, "MANY", 99)
    plain = daily(tmp_path, DAYS, "plain")
    assert len(plain.segments) == DAYS
    assert len(before.segments) < 4
    assert list(before.articles()) == list(plain.articles())
    for word in WORDS:
        asked = {word: 1.0, "活动": 0.3}
        assert hits(before, before.search_words(asked, 5)) == hits(plain, plain.search_words(asked, 5))
        assert hits(before, before.search_vectors(vector(word), 5)) == hits(
            plain, plain.search_vectors(vector(word), 5)
        )


def test_nothing_is_embedded_or_cut_into_words_again_and_what_is_dead_goes(tmp_path):
    path = write_records(tmp_path / "in/x.jsonl", COUNTY[:2])
    take(tmp_path / "index", path)
    write_records(path, COUNTY[:1])
    take(tmp_path / "index", path)
    EMBEDDER.calls.clear()
    store = daily(tmp_path, merging.MANY + 1)
    assert sum(EMBEDDER.calls) == 3 * (merging.MANY + 1)
    assert sum(len(segment) for segment in store.segments) == len(store.living())
    assert store.article("blood-2022")
    assert not IndexFolder(tmp_path / "index").check(store.manifest)


def test_a_build_after_a_merge_finds_everything_unchanged(tmp_path):
    store = daily(tmp_path, merging.MANY + 1)
    report = take(tmp_path / "index", tmp_path / "in")
    assert report.count("unchanged") == merging.MANY + 1
    assert report.version == store.manifest.version


def test_segments_of_few_but_huge_texts_are_not_merged_in_memory_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr(merging, "SMALL_CHUNKS", 10)
    for day in range(DAYS):
        text = "".join(f"第{day}天的第{n}件事，{WORDS[n % 7]}。" + "青禾镇的人们说了很久。" * 9 for n in range(40))
        take(tmp_path / "index", write_records(tmp_path / f"in/{day}.jsonl", [{"id": f"{day}", "text": text}]))
    store = look(tmp_path / "index")
    assert all(part.chunks > 10 for part in store.manifest.segments)
    assert len(store.segments) == DAYS
