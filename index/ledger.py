"""What the index already holds, as a build sees it: files taken, the articles that came from each, and their keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.amendments import ORIGINALS, dump_originals, load_originals
from index.errata import is_erratum
from index.fingerprints import Sketch, resemblance, sketch
from index.folder import IndexFolder
from index.keyring import Share
from index.keys import Heirs, make_key
from index.manifest import SOURCES
from index.overlay import POSITIONS, RENAMED
from index.records import Article
from index.register import Register
from index.segments import fingerprint
from index.snapshot import Snapshot
from index.sources import File, SourceRecord, dump_sources, dump_table, load_sources
from index.withdrawals import NAME as WITHDRAWALS
from index.withdrawals import Withdrawals


class Ledger:
    """The files and articles of the old version, and what the running build changes about them.

    Old articles are known by number and marked in masks, a byte each; files and new keys lie in a Register.
    """

    def __init__(self, folder: IndexFolder, old: Snapshot | None) -> None:
        self.old = old
        self._register = Register(folder.path)
        self.withdrawals = old.overlay.withdrawals if old else Withdrawals()
        self._stood = frozenset(self.withdrawals.standing)
        self.originals: dict[str, Article] = {}
        """Articles that an editor corrected, as their files have them."""
        if old:
            records = load_sources(folder.read_lines(old.manifest, SOURCES))
            self._register.load(records, old.overlay.renamed, old.overlay.positions.items())
            self.originals = load_originals(folder.read_file(old.manifest, ORIGINALS))
        self._last = max([self._register.last(), *(stone.source for stone in self.withdrawals)])
        self._settled = bytearray(max(self._last, int(old.sources.max(initial=0)) if old else 0) + 1)
        """Files that this build has found unchanged or taken."""
        size = len(old.alive) if old else 0
        self._dead = np.zeros(size, dtype=np.bool_)
        """Old articles that the new version no longer has."""
        if old:
            self._dead[list(old.hidden)] = True
        self._freed = np.zeros(size, dtype=np.bool_)
        """Of those, the ones whose keys no article of the new version has."""
        self.errata: set[str] = set()
        """Keys of new articles that correct others."""
        self.touched = False
        if old and old.overlay.went_back:
            self._ask_again(Withdrawals.load(folder.read_file(old.manifest, WITHDRAWALS)))

    def _ask_again(self, then: Withdrawals) -> None:
        """Have the files read again from which a version gone back to held back what has been taken back since."""
        for stone in then:
            if not stone.undone and stone.key not in self._stood:
                for number in {stone.source, *stone.withheld}:
                    self.forget(number)

    def known(self, file: File, sha256: str, terms: str) -> SourceRecord | None:
        """The record of this file: the same place, else the same bytes under another name (moved or copied).

        Bytes whose first place is gone are the same file even when other things are stated of it now.
        """
        here = self._register.file_at(str(file.path))
        if here and (here.sha256, here.terms) != (sha256, terms) and (copy := self._register.pop_copy(here.number)):
            # the old bytes were found under another name: that file is the old one, this one is new
            self.remember(replace(here, origin=copy))
            here = None
        if here:
            return here
        moved = self._register.file_of(sha256, terms)
        if moved is None:
            moved = self._register.file_of(sha256)
            moved = moved if moved and not Path(moved.origin).exists() else None
        return moved

    @cached_property
    def _missing(self) -> NDArray[np.bool_]:
        """The articles of files that were not at their place when this build first asked."""
        gone = [
            record.number
            for record in self._register.files()
            if not self._is_settled(record.number) and not Path(record.origin).exists()
        ]
        return np.isin(self.old.sources, gone) if self.old else np.empty(0, np.bool_)

    def _is_settled(self, number: int) -> bool:
        return number < len(self._settled) and bool(self._settled[number])

    def _settle(self, number: int) -> None:
        if number >= len(self._settled):
            self._settled.extend(bytes(number + 1 - len(self._settled)))
        self._settled[number] = 1

    def next_number(self) -> int:
        """A number for a file never seen."""
        self._last += 1
        return self._last

    def remember(self, record: SourceRecord) -> None:
        """Note a file as taken."""
        self._settle(record.number)
        self.touched |= self._register.put(record)

    def articles_of(self, record: SourceRecord | None) -> Share:
        """The living old articles that came from a file, by key."""
        if not record or not self.old:
            return Share(None, np.empty(0, np.int64), str)
        mine = self.old.keys_of(record.number)
        return Share(self.old.keys, mine.numbers[~self._dead[mine.numbers]], self.old.name)

    def heirs(self, gone: Share) -> Heirs:
        """Who may be inherited from: the articles `gone` with this file and those whose files left their place."""
        old = self.old
        if old is None:
            return Heirs(())
        away = self._missing & old.alive & ~self._dead & (np.frombuffer(self._settled, np.uint8)[old.sources] == 0)
        mine = np.zeros_like(away)
        mine[gone.numbers] = True
        numbers = np.flatnonzero(mine | self._freed | away).tolist()
        stones = self.withdrawals.waiting
        prints = ((old.name(n), old.newspaper(n), old.sketch(n)) for n in numbers)
        read = ((key, newspaper, self.sketch_of(key, row)) for key, newspaper, row in prints if key not in stones)
        waiting = ((key, stone.newspaper, stone.prints[-1].sketch) for key, stone in stones.items())
        return Heirs(chain(read, waiting), own=gone)

    def sketch_of(self, key: str, stored: Sketch) -> Sketch:
        """The sketch of an old article as its file had it, whatever an editor made of it."""
        original = self.originals.get(key)
        return sketch(original.body) if original else stored

    def _held(self, key: str) -> int | None:
        """The number of the old article that has this key, unless the key is free."""
        number = self.old.keys.get(key) if self.old else None
        return None if number is None or self._freed[number] else number

    def living(self, key: str) -> int | None:
        """The number of an old article that the new version keeps."""
        number = self._held(key)
        return None if number is None or self._dead[number] else number

    def is_dead(self, number: int) -> bool:
        """Has the new version no longer this old article?"""
        return bool(self._dead[number])

    def dead(self) -> NDArray[np.int64]:
        """The numbers of all such."""
        return np.flatnonzero(self._dead)

    def fresh(self) -> Iterator[str]:
        """Keys of the articles that this build wrote."""
        return self._register.given()

    def new_key(self, article: Article) -> str:
        """A key made from the text; a reprint of a living article gets a number behind it."""
        key = plain = make_key(article)
        copy = 1
        while self._register.gave(key) or self._held(key) is not None:
            copy += 1
            key = f"{plain}-{copy}"
        return key

    def is_taken(self, key: str, gone: Share) -> bool:
        """Does another article of this build have this key: one just taken, or one of a file found unchanged?"""
        if self._register.gave(key):
            return True
        number = self._held(key)
        if self.old is None or number is None:
            return False
        return key not in gone and self._is_settled(self.old.source(number))

    def unchanged(self, article: Article, gone: Share, *, own: bool) -> bool:
        """Did this article come out of its file as before? A record with its own id may stand elsewhere in it."""
        number = gone.get(article.key)
        if number is None or self.old is None:
            self._register.put_place(article.key, None)
            return False
        if self.old.digest(number) == fingerprint(article):
            self._put(article.key, None)
            return True
        stored = self.old.stored(number)
        page = stored.page if own else article.page
        same = replace(article, page=page, source=stored.source)
        member = article.source.partition("!/")[2] == stored.source.partition("!/")[2]
        if not member or self.old.digest(number) != fingerprint(same):
            self._register.put_place(article.key, None)
            return False
        self._put(article.key, article.page if article.page != stored.page else None)
        return True

    def _put(self, key: str, page: int | None) -> None:
        """Note where a record stands now; None: where it stood when it was read."""
        if self._register.place(key) != page:
            self.touched = True
            self._register.put_place(key, page)

    def admit(self, article: Article) -> None:
        """Note a new article; an old one with its key gives way."""
        number = self.old.keys.get(article.key) if self.old else None
        if number is not None:
            self._dead[number] = True
            self._freed[number] = False
        if article.key in self.withdrawals.waiting:
            self.withdrawals.drop(article.key)
        if is_erratum(article):
            self.errata.add(article.key)
        self._register.give(article.key)
        self.touched = True

    def bury(self, numbers: Iterable[int] | NDArray[np.int64]) -> None:
        """Take old articles out; their keys are free for others of this build."""
        for number in numbers:
            if not self._dead[number]:
                self._dead[number] = self._freed[number] = True
                self.touched = True

    def drop_missing(self, roots: list[Path]) -> Iterator[SourceRecord]:
        """Forget the files below `roots` that no longer exist, with their articles; gives their records."""
        for record in self._register.files():
            place = Path(record.origin)
            if not place.exists() and any(place.is_relative_to(root) for root in roots):
                self.bury(self.articles_of(record).numbers)
                self._register.drop(record.number)
                self.touched = True
                yield record

    def move(self, record: SourceRecord, file: File) -> None:
        """The same bytes now lie elsewhere, unless they are a copy and the first place still has them."""
        self._settle(record.number)
        if record.origin == str(file.path):
            return
        if Path(record.origin).exists():
            self._register.put_copy(record.number, str(file.path))
        else:
            self.remember(replace(record, origin=str(file.path), source=file.source))

    def forget(self, number: int) -> bool:
        """Have a file read again by the next build; is it known at all?"""
        record = self._register.file(number)
        if record:
            self._register.put(replace(record, sha256=""))
        return record is not None

    def identify(self, article: Article, source: int, gone: Share, heirs: Callable[[], Heirs]) -> Article | None:
        """The article of a file with its key, inherited or new; None if an editor withdrew it."""
        if self.withdrawals.standing and self._is_withdrawn(article, source, gone, heirs):
            return None
        return article if article.key else replace(article, key=heirs().claim(article) or self.new_key(article))

    def _is_withdrawn(self, article: Article, source: int, gone: Share, heirs: Callable[[], Heirs]) -> bool:
        """Did an editor withdraw this text? A text of a file's that lives on is not the withdrawn one."""
        number = gone.get(article.key)
        rival = 0.0
        if number is not None and self.old is not None:
            rival = resemblance(self.sketch_of(article.key, self.old.sketch(number)), sketch(article.body))
        elif not article.key and (best := heirs().best(article)):
            rival = best[0]
        return self.withdrawals.catch(article, source, rival) is not None

    def _holds(self, key: str) -> bool:
        """Does the new version hold this key, or was it withdrawn from it?"""
        held = self._register.gave(key) or self.living(key) is not None
        return held or key in self._stood or key in self.withdrawals.standing

    def files(self) -> dict[str, Iterable[bytes]]:
        """The files that the new version keeps of this, by name, in pieces."""
        originals = [self.originals[key] for key in sorted(self.originals) if self._holds(key)]
        positions = (pair for pair in self._register.places() if self._holds(pair[0]))
        files: dict[str, Iterable[bytes]] = {
            SOURCES: dump_sources(self._register.files()),
            RENAMED: dump_table(self._register.renamed()),
        }
        if first := next(positions, None):
            files[POSITIONS] = dump_table(chain([first], positions))
        if originals:
            files[ORIGINALS] = [dump_originals(originals)]
        if list(self.withdrawals):
            files[WITHDRAWALS] = [self.withdrawals.dump()]
        return files
