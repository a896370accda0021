"""Whatever editors, builds, deaths and restores do in whatever order, the index holds what a plain dictionary says."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from index import merging
from index.amendments import load_amendments
from index.desk import correct, restore, uncorrect, withdraw
from index.doctor import examine, go_back
from index.folder import IndexFolder
from index.store import ANY
from tests.fakes import EMBEDDER, look, take, write_records

TEXTS = (
    "石门岭上的松树长高了，护林员周大山每天巡山二十里，十年没有歇过一天。",
    "云岭乡的茶农清晨上山采茶，一筐筐嫩芽送进车间，忙到深夜才歇下来喝一口新茶。",
    "青石镇的集市逢三六九开张，天不亮摊贩就挑着担子赶来，挤满了半条老街。",
    "县图书馆新添了盲文阅览室，志愿者每个周末为视障读者朗读小说和本地新闻。",
)
"""Texts that share nothing; a number behind makes another version of one, still the same text to a withdrawal."""

WORDS = ("巡山", "茶农", "集市", "盲文")
"""A word that each of them has alone."""

CALLS = ("fsync", "replace", "rename", "mkdir", "unlink", "rmdir")
"""What changes the disk for good: where a program may be killed (test_killed.py does it by the kernel)."""


class Killed(BaseException):
    """The program is dead: it does nothing more, not even tidy up."""


@contextmanager
def killed_at(moment: int) -> Iterator[None]:
    """Die at the `moment`-th of CALLS; whatever would be done to the disk afterwards is not done."""
    left = moment

    def deadly(real: object) -> object:
        def call(*args: object, **kwargs: object) -> object:
            nonlocal left
            left -= 1
            if left <= 0:
                raise Killed
            return real(*args, **kwargs)  # type: ignore[operator]

        return call

    with mock.patch.multiple(os, **{name: deadly(getattr(os, name)) for name in CALLS}), suppress(Killed):
        yield


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
        self._beside = {}
        self._history = {}
        self._backup = None
        self._many, merging.MANY = merging.MANY, 3
        self._build()

    def _write(self):
        write_records(
            self._at / "in.jsonl",
            [
                {"id": "rest", "text": "不变的一篇。"},
                *({"id": k, "text": t, "title": "原题"} for k, t in self._file.items()),
            ],
        )

    def _build(self):
        self._write()
        self._mended |= self._beside  # corrections lie beside the pages too, and outlive the index
        take(self._place.path, self._at / "in.jsonl")
        self._held = self._as_built()

    def _as_built(self):
        return {k: (self._mended.get(k, "原题"), t) for k, t in self._file.items() if k not in self._out}

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
        self._mended[key] = self._beside[key] = title.strip()
        self._refreshed()

    def _refreshed(self):
        """A correction is applied with all that stand in the file of corrections."""
        self._held = {k: (self._mended.get(k, "原题"), t) for k, (_, t) in self._held.items()}

    @precondition(lambda self: self._mended.keys() & self._held.keys())
    @rule(data=st.data())
    def uncorrect(self, data):
        key = data.draw(st.sampled_from(sorted(self._mended.keys() & self._held.keys())))
        uncorrect(self._place, EMBEDDER, key, program="test")
        del self._mended[key]
        self._beside.pop(key, None)
        self._refreshed()

    @rule(key=KEYS, version=st.integers(0, 2), moment=st.integers(1, 60))
    def die_in_a_build(self, key, version, moment):
        self._file[key] = f"{TEXTS[int(key[1:])]}{'又及。' * version}"
        self._write()
        before = self._place.manifest().version
        with killed_at(moment):
            take(self._place.path, self._at / "in.jsonl")
        told = {key: fields["headline"].strip() for key, fields in load_amendments(self._place.path).items()}
        assert told in (self._mended, self._mended | self._beside)
        self._mended = told
        if self._place.manifest().version > before:
            self._held = self._as_built()

    @precondition(lambda self: self._held)
    @rule(data=st.data(), moment=st.integers(1, 40))
    def die_in_a_withdrawal(self, data, moment):
        key, before = data.draw(st.sampled_from(sorted(self._held))), self._place.manifest().version
        with killed_at(moment):
            withdraw(self._place, key, "因故", program="test")
        if self._place.manifest().version > before:  # it counts with its version, and not before (I3)
            self._out.add(key)
            del self._held[key]

    @precondition(lambda self: self._out)
    @rule(data=st.data(), moment=st.integers(1, 40))
    def die_in_taking_back(self, data, moment):
        key, before = data.draw(st.sampled_from(sorted(self._out))), self._place.manifest().version
        with killed_at(moment):
            restore(self._place, key, program="test")
        if self._place.manifest().version > before:
            self._out.remove(key)
            self._build()

    def _earlier(self):
        """Versions to go back to: each that is listed is whole, whatever died while it was cleared away."""
        current, place = self._place.manifest().version, self._place
        assert not [line for n in place.versions() for line in place.check(place.manifest_of(n))]
        return sorted(n for n in place.versions() if n < current and n in self._history)

    @precondition(lambda self: self._earlier())
    @rule(data=st.data())
    def go_back(self, data):
        number = go_back(self._place, data.draw(st.sampled_from(self._earlier())))
        self._held = {k: v for k, v in self._history[number].items() if k not in self._out}

    @rule()
    def back_up(self):
        self._backup = self._at / "backup"
        shutil.rmtree(self._backup, ignore_errors=True)
        shutil.copytree(self._place.path, self._backup)
        self._kept = (dict(self._held), set(self._out), dict(self._mended), dict(self._history))

    @precondition(lambda self: self._backup)
    @rule()
    def restore_the_backup(self):
        shutil.rmtree(self._place.path)
        shutil.copytree(self._backup, self._place.path)
        held, out, mended, history = self._kept
        self._held, self._out, self._mended, self._history = dict(held), set(out), dict(mended), dict(history)

    @rule()
    def build_again(self):
        version = max(self._place.versions())
        self._build()
        assert self._place.manifest().version <= version + 1

    @invariant()
    def the_index_holds_what_it_should(self):
        if not hasattr(self, "_held"):
            return
        store = look(self._place.path)
        found = {a.key: (a.headline, a.body) for a in store.articles() if a.key != "rest"}
        assert found == self._held
        for key, word in enumerate(WORDS):
            hits = store.search_words({word: 1.0}, 3, ANY)
            assert {store.article_of(hit.number).key for hit in hits} == {f"k{key}"} & self._held.keys()
        assert not [finding for finding in examine(self._place) if finding.damage]
        self._history[self._place.manifest().version] = dict(self._held)
        assert {k for k in self._out if store.article(k).withdrawn} == self._out
        assert len(store.segments) <= 5

    def teardown(self):
        if hasattr(self, "_many"):
            merging.MANY = self._many
            self._temporary.cleanup()


TestF36Life = Life.TestCase
TestF36Life.settings = settings(max_examples=12, stateful_step_count=15, deadline=None, derandomize=True)


@pytest.mark.quality
class TestF36AtLength(Life.TestCase):
    """As many as the list of faults asks for."""

    settings = settings(max_examples=100, stateful_step_count=50, deadline=None)
