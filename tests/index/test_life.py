"""Whatever editors and builds do in whatever order, the index holds what a plain dictionary says it should."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from index import merging
from index.desk import correct, restore, uncorrect, withdraw
from index.folder import IndexFolder
from tests.fakes import EMBEDDER, look, take, write_records

TEXTS = (
    "石门岭上的松树长高了，护林员周大山每天巡山二十里，十年没有歇过一天。",
    "云岭乡的茶农清晨上山采茶，一筐筐嫩芽送进车间，忙到深夜才歇下来喝一口新茶。",
    "青石镇的集市逢三六九开张，天不亮摊贩就挑着担子赶来，挤满了半条老街。",
    "县图书馆新添了盲文阅览室，志愿者每个周末为视障读者朗读小说和本地新闻。",
)
"""Texts that share nothing; a number behind makes another version of one, still the same text to a withdrawal."""

KEYS = st.integers(0, len(TEXTS) - 1).map(lambda n: f"k{n}")


class Life(RuleBasedStateMachine):
    """The model: what the one file says, what is withdrawn, what is corrected."""

    @initialize()
    def begin(self):
        self._temporary = tempfile.TemporaryDirectory()
        self._at = Path(self._temporary.name)
        self._place = IndexFolder(self._at / "index")
        self._file = {}
        self._held = {}
        self._out = set()
        self._mended = {}
        self._many, merging.MANY = merging.MANY, 3
        self._build()

    def _build(self):
        write_records(
            self._at / "in.jsonl",
            [
                {"id": "rest", "text": "不变的一篇。"},
                *({"id": k, "text": t, "title": "原题"} for k, t in self._file.items()),
            ],
        )
        take(self._place.path, self._at / "in.jsonl")
        self._held = {k: t for k, t in self._file.items() if k not in self._out}

    @rule(key=KEYS, version=st.integers(0, 2))
    def put(self, key, version):
        self._file[key] = f"{TEXTS[int(key[1:])]}{'又及。' * version}"
        self._build()

    @precondition(lambda self: self._file)
    @rule(data=st.data())
    def drop(self, data):
        del self._file[data.draw(st.sampled_from(sorted(self._file)))]
        self._build()

    @precondition(lambda self: self._held)
    @rule(data=st.data())
    def withdraw(self, data):
        key = data.draw(st.sampled_from(sorted(self._held)))
        assert withdraw(self._place, key, "因故", program="test").keys == (key,)
        self._out.add(key)
        del self._held[key]

    @precondition(lambda self: self._out)
    @rule(data=st.data())
    def take_back(self, data):
        key = data.draw(st.sampled_from(sorted(self._out)))
        restore(self._place, key, program="test")
        self._out.remove(key)
        self._build()

    @precondition(lambda self: self._held)
    @rule(data=st.data(), title=st.text("新题目\"'\\\n", min_size=1, max_size=5).filter(str.strip))
    def correct(self, data, title):
        key = data.draw(st.sampled_from(sorted(self._held)))
        correct(self._place, EMBEDDER, key, {"headline": title}, program="test")
        self._mended[key] = title.strip()

    @precondition(lambda self: self._mended.keys() - self._out & self._held.keys())
    @rule(data=st.data())
    def uncorrect(self, data):
        key = data.draw(st.sampled_from(sorted(self._mended.keys() & self._held.keys())))
        uncorrect(self._place, EMBEDDER, key, program="test")
        del self._mended[key]

    @rule()
    def build_again(self):
        version = self._place.manifest().version
        self._build()
        assert self._place.manifest().version <= version + 1

    @invariant()
    def the_index_holds_what_it_should(self):
        if not hasattr(self, "_held"):
            return
        store = look(self._place.path)
        found = {a.key: (a.headline, a.body) for a in store.articles() if a.key != "rest"}
        assert found == {k: (self._mended.get(k, "原题"), t) for k, t in self._held.items()}
        assert {k for k in self._out if store.article(k).withdrawn} == self._out
        assert len(store.segments) <= 5

    def teardown(self):
        if hasattr(self, "_many"):
            merging.MANY = self._many
            self._temporary.cleanup()


TestF36Life = Life.TestCase
TestF36Life.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)
