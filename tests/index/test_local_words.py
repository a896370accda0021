"""The archive's own words: learned once, frozen, found longest first, learned anew only when that is asked for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.build import build
from index.folder import IndexFolder
from index.local_words import LocalWords, learn
from index.settings import IndexSettings
from index.words import load_segmenter
from tests.fakes import EMBEDDER, look, take, write_records

NEWS = [
    f"{who}{what}" + ("" if n % 2 else "居民都说好。")
    for n, (who, whose) in enumerate(
        zip(
            ("记者从", "上午，", "近日，", "据悉，", "走进"),
            ("全县的", "今年，", "全省的", "明年，", "各地的"),
            strict=True,
        )
    )
    for what in (
        "三级医院开诊。",
        f"{whose}二三级医院联动。",
        "临汐街道临汐社区修路。",
        "临汐社区开会。",
        "《云岭茶事》上映。",
    )
]
RECORDS = [{"id": f"n{n}", "text": text} for n, text in enumerate(NEWS)]


def test_names_that_hold_each_other_stay_apart():
    segmenter = load_segmenter()
    own = learn(NEWS, segmenter.cut)
    assert {"三级医院", "二三级医院", "云岭茶事"} <= own.words
    cut = own.join(segmenter)
    assert "三级医院" in cut("县里的三级医院")
    assert "三级医院" not in cut("全县二三级医院")
    assert "二三级医院" in cut("全县二三级医院")


def test_what_is_learned_depends_on_no_order():
    cut = load_segmenter().cut
    assert learn(NEWS, cut).words == learn(NEWS[::-1], cut).words


@given(st.sets(st.text("甲乙丙", min_size=2, max_size=5), max_size=6), st.text("甲乙丙丁", max_size=30))
def test_words_are_found_in_order_none_within_another_none_left_out(words, text):
    found, at = LocalWords(words).find(text), 0
    for word in found:
        assert word in words
        between = text[at : text.index(word, at)]
        assert not any(other in between for other in words)
        at = text.index(word, at) + len(word)
    assert not any(word in text[at:] for word in words)


@given(st.sets(st.text("甲乙丙abc", min_size=2, max_size=5)))
def test_the_file_gives_back_the_words(words):
    assert LocalWords.load(LocalWords(words).dump()).words == words
    assert LocalWords.load(None).words == frozenset()


def test_words_stay_until_they_are_learned_anew(tmp_path):
    place, rest = tmp_path / "ix", tmp_path / "in/b.jsonl"
    few = IndexSettings(segment_articles=5)
    take(place, write_records(tmp_path / "in/a.jsonl", RECORDS[:5]), settings=few)
    first = look(place).overlay.own
    take(place, write_records(rest, RECORDS[5:]))
    assert look(place).overlay.own.words == first.words
    assert "临汐社区" not in first.words
    report = build((), IndexFolder(place), EMBEDDER, program="test", relearn=True)
    again = look(place)
    take(tmp_path / "new", tmp_path / "in")
    new = look(tmp_path / "new")
    assert report.articles == len(RECORDS)
    assert again.overlay.own.words == new.overlay.own.words > first.words
    for word in ("二三级医院", "临汐社区", "三级"):
        assert again.information(word) == new.information(word)
    assert again.manifest.extras != ()
