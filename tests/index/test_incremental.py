"""An index that grew, changed and shrank finds what one built in one go finds, with the same scores to the last bit."""

from __future__ import annotations

import tempfile
from pathlib import Path
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from index import merging, writer
from index.records import Days
from index.settings import IndexSettings
from index.store import ANY, Filter
from index.words import fold
from tests.fakes import EMBEDDER, look, take, write_records

SENTENCES = (
    "护林员周大山每天巡山二十里，十年没有歇过一天。",
    "云岭乡的茶农清晨上山采茶，忙到深夜才歇下来。",
    "青石镇的集市逢三六九开张，挤满了半条老街。",
    "县图书馆新添了盲文阅览室，志愿者每周朗读新闻。",
    "3月5日，白鹭大桥全线通车，总投资2.4亿元。",
)
QUESTIONS = ("茶农上山", "大桥 通车 投资", "县图书馆志愿者", "一天 歇", "老街集市", "新闻")
FILTERS = (ANY, Filter(collection="副刊"), Filter(days=(Days.parse("2023-03-01/2023-03-31"),)))

ARTICLES = st.builds(
    dict,
    text=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=14).map("".join),
    title=st.sampled_from(["", "茶乡早春", "大桥通车"]),
    date=st.sampled_from([None, "2023-03-05", "2023-06-01"]),
    collection=st.sampled_from(["", "副刊"]),
)
DAYS = st.lists(st.dictionaries(st.integers(0, 9).map(lambda n: f"k{n}"), st.none() | ARTICLES, max_size=5), max_size=6)
"""What each day brings: an article by key, new or changed; None takes it out."""


def found(store):
    """Every question's hits by both searches under every filter: whose chunk, which one, what score, what rank."""
    return [
        [
            (store.chunk(hit.number).article_key, store.chunk(hit.number).ordinal, hit.score, hit.rank)
            for hit in (
                *store.search_words(words, top, only),
                *store.search_groups([(2.0, words), (1.0, {"大桥": 0.7, "集市": 0.3})], top, only),
                *store.search_vectors(vector, top, only),
            )
        ]
        for question in QUESTIONS
        for words in [dict.fromkeys([*question.split(), question[:2], question[-2:]], 1.0)]
        for vector in [EMBEDDER.embed_queries([fold(question)])[0]]
        for only in FILTERS
        for top in (3, 60)
    ]


@settings(max_examples=40, deadline=None)
@given(days=DAYS, many=st.integers(0, 3), size=st.integers(1, 4))
@example(
    days=[{f"k{n}": {"text": SENTENCES[0]} for n in range(4)}, {"k0": None}, {"k0": {"text": SENTENCES[0]}}],
    many=0,
    size=2,
)
def test_f31_days_of_changes_end_where_one_build_ends(days, many, size):
    held = {}
    with tempfile.TemporaryDirectory() as temporary, patch.object(merging, "MANY", many):
        place = Path(temporary)
        for day in [{"rest": {"text": "不变的一篇，只为有书可查。"}}, *days]:
            for key, article in day.items():
                if article:
                    held[key] = article
                    write_records(place / f"in/{key}.jsonl", [{"id": key, **article}])
                elif held.pop(key, None):
                    (place / f"in/{key}.jsonl").unlink()
            take(place / "grown", place / "in", remove_gone=True, settings=IndexSettings(segment_articles=size))
        grown = look(place / "grown")
        with patch.object(writer, "learn", lambda texts, cut: grown.overlay.own):
            take(place / "new", place / "in")
        new = look(place / "new")
        assert new.overlay.own.words == grown.overlay.own.words
        assert {a.key for a in grown.articles()} == set(held)
        assert found(grown) == found(new)
        assert [grown.information(w) for w in ("大桥", "歇", "无")] == [
            new.information(w) for w in ("大桥", "歇", "无")
        ]
