"""What the index already holds, as a build sees it: files taken, the articles that came from each, and their keys."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from index.amendments import ORIGINALS, dump_originals, load_originals
from index.fingerprints import Sketch, resemblance, sketch
from index.folder import IndexFolder
from index.keys import Heirs, make_key
from index.manifest import SOURCES
from index.overlay import POSITIONS
from index.records import Article
from index.segments import fingerprint
from index.snapshot import Snapshot
from index.sources import File, SourceRecord, dump_sources, load_sources
from index.withdrawals import NAME as WITHDRAWALS
from index.withdrawals import Withdrawals


class Ledger:
    """The files and articles of the old version, and what the running build changes about them."""

    def __init__(self, folder: IndexFolder, old: Snapshot | None) -> None:
        self.old = old
        self._records: dict[int, SourceRecord] = {}
        self.withdrawals = old.overlay.withdrawals if old else Withdrawals()
        self._stood = frozenset(self.withdrawals.standing)
        self.originals: dict[str, Article] = {}
        """Articles that an editor corrected, as their files have them."""
        if old:
            data = folder.read_file(old.manifest, SOURCES)
            self._records = {record.number: record for record in load_sources(data)} if data else {}
            self.originals = load_originals(folder.read_file(old.manifest, ORIGINALS))
        self._here = {record.origin: record.number for record in self._records.values()}
        self._bytes = {(record.sha256, record.terms): record.number for record in self._records.values()}
        self._sums = {record.sha256: record.number for record in self._records.values()}
        self._living: dict[str, int] = dict(old.keys) if old else {}
        self.fresh: set[str] = set()
        """Keys of the articles that this build wrote."""
        self._positions: dict[str, int] = dict(old.overlay.positions) if old else {}
        """Where records with ids stand in their files now, where that is not where they stood when read."""
        self._last = max([*self._records, *(stone.source for stone in self.withdrawals)], default=0)
        self._copies: dict[int, str] = {}
        self._settled: set[int] = set()
        """Files that this build has found unchanged or taken."""
        self.dead: set[int] = set(old.hidden) if old else set()
        """Numbers of old articles that the new version no longer has."""
        self._freed: dict[str, int] = {}
        """Of those, the ones whose keys no article of the new version has."""
        self.touched = False

    def known(self, file: File, sha256: str, terms: str) -> SourceRecord | None:
        """The record of this file: the same place, else the same bytes under another name (moved or copied).

        Bytes whose first place is gone are the same file even when other things are stated of it now.
        """
        here = self._records.get(self._here.get(str(file.path), 0))
        if here and here.number in self._copies and (here.sha256, here.terms) != (sha256, terms):
            # the old bytes were found under another name: that file is the old one, this one is new
            self.remember(replace(here, origin=self._copies.pop(here.number)))
            here = None
        same = self._records.get(self._bytes.get((sha256, terms), 0))
        if same and (same.sha256, same.terms) != (sha256, terms):
            same = None
        if here is None and same is None:
            moved = self._records.get(self._sums.get(sha256, 0))
            same = moved if moved and moved.sha256 == sha256 and not Path(moved.origin).exists() else None
        return here or same

    @cached_property
    def _missing(self) -> dict[int, dict[str, int]]:
        """The articles of files that were not at their place when this build first asked, by file."""
        return {
            record.number: self.articles_of(record)
            for record in self._records.values()
            if record.number not in self._settled and not Path(record.origin).exists()
        }

    def next_number(self) -> int:
        """A number for a file never seen."""
        self._last += 1
        return self._last

    def remember(self, record: SourceRecord) -> None:
        """Note a file as taken."""
        self._settled.add(record.number)
        if self._records.get(record.number) != record:
            self.touched = True
        self._records[record.number] = record
        self._here[record.origin] = record.number
        self._bytes[record.sha256, record.terms] = record.number
        self._sums[record.sha256] = record.number

    def articles_of(self, record: SourceRecord | None) -> dict[str, int]:
        """The living old articles that came from a file, by key."""
        if not record or not self.old:
            return {}
        keys = self.old.keys_of(record.number)
        return {key: n for key, n in keys.items() if n not in self.dead}

    def heirs(self, gone: dict[str, int]) -> Heirs:
        """Who may be inherited from: the articles `gone` with this file and those whose files left their place."""
        old = self.old
        if old is None:
            return Heirs(())
        candidates = gone | self._freed
        for number, keys in self._missing.items():
            if number not in self._settled:
                candidates |= {key: n for key, n in keys.items() if n not in self.dead}
        prints = {key: (old.newspaper(n), self.sketch_of(key, old.sketch(n))) for key, n in candidates.items()}
        for key, stone in self.withdrawals.waiting.items():
            prints.setdefault(key, (stone.newspaper, stone.prints[-1].sketch))
        return Heirs(((key, newspaper, row) for key, (newspaper, row) in prints.items()), own=gone.keys())

    def sketch_of(self, key: str, stored: Sketch) -> Sketch:
        """The sketch of an old article as its file had it, whatever an editor made of it."""
        original = self.originals.get(key)
        return sketch(original.body) if original else stored

    def living(self, key: str) -> int | None:
        """The number of an old article that the new version keeps."""
        number = self._living.get(key)
        return None if number in self.dead else number

    def new_key(self, article: Article) -> str:
        """A key made from the text; a reprint of a living article gets a number behind it."""
        key = plain = make_key(article)
        copy = 1
        while key in self.fresh or key in self._living:
            copy += 1
            key = f"{plain}-{copy}"
        return key

    def is_taken(self, key: str, gone: dict[str, int]) -> bool:
        """Does another article of this build have this key: one just taken, or one of a file found unchanged?"""
        if key in self.fresh or self.old is None:
            return key in self.fresh
        number = self._living.get(key)
        return number is not None and key not in gone and self.old.source(number) in self._settled

    def unchanged(self, article: Article, gone: dict[str, int], *, own: bool) -> bool:
        """Did this article come out of its file as before? A record with its own id may stand elsewhere in it."""
        number = gone.get(article.key)
        if number is None or self.old is None:
            self._positions.pop(article.key, None)
            return False
        if self.old.digest(number) == fingerprint(article):
            self._put(article.key, None)
            return True
        stored = self.old.stored(number)
        page = stored.page if own else article.page
        same = replace(article, page=page, source=stored.source)
        member = article.source.partition("!/")[2] == stored.source.partition("!/")[2]
        if not member or self.old.digest(number) != fingerprint(same):
            self._positions.pop(article.key, None)
            return False
        self._put(article.key, article.page if article.page != stored.page else None)
        return True

    def _put(self, key: str, page: int | None) -> None:
        """Note where a record stands now; None: where it stood when it was read."""
        if self._positions.get(key) == page:
            return
        self.touched = True
        if page is None:
            del self._positions[key]
        else:
            self._positions[key] = page

    def admit(self, article: Article) -> None:
        """Note a new article; an old one with its key gives way."""
        number = self._living.get(article.key)
        if number is not None:
            self.dead.add(number)
        if article.key in self.withdrawals.waiting:
            self.withdrawals.drop(article.key)
        self.fresh.add(article.key)
        self._freed.pop(article.key, None)
        self.touched = True

    def bury(self, articles: dict[str, int]) -> None:
        """Take old articles out; their keys are free for others of this build."""
        for key, number in articles.items():
            if number not in self.dead:
                self.dead.add(number)
                self._freed[key] = number
                self._living.pop(key, None)
                self.touched = True

    def drop_missing(self, roots: list[Path]) -> list[SourceRecord]:
        """Forget the files below `roots` that no longer exist, with their articles; returns their records."""
        missing = [
            record
            for record in self._records.values()
            if not Path(record.origin).exists() and any(Path(record.origin).is_relative_to(root) for root in roots)
        ]
        for record in missing:
            self.bury(self.articles_of(record))
            del self._records[record.number]
            self.touched = True
        return missing

    def move(self, record: SourceRecord, file: File) -> None:
        """The same bytes now lie elsewhere, unless they are a copy and the first place still has them."""
        self._settled.add(record.number)
        if record.origin == str(file.path):
            return
        if Path(record.origin).exists():
            self._copies[record.number] = str(file.path)
        else:
            self.remember(replace(record, origin=str(file.path), source=file.source))

    def forget(self, number: int) -> bool:
        """Have a file read again by the next build; is it known at all?"""
        record = self._records.get(number)
        if record:
            self._records[number] = replace(record, sha256="")
        return record is not None

    def identify(
        self, article: Article, source: int, gone: dict[str, int], heirs: Callable[[], Heirs]
    ) -> Article | None:
        """The article of a file with its key, inherited or new; None if an editor withdrew it."""
        if self.withdrawals.standing and self._is_withdrawn(article, source, gone, heirs):
            return None
        return article if article.key else replace(article, key=heirs().claim(article) or self.new_key(article))

    def _is_withdrawn(self, article: Article, source: int, gone: dict[str, int], heirs: Callable[[], Heirs]) -> bool:
        """Did an editor withdraw this text? A text of a file's that lives on is not the withdrawn one."""
        number = gone.get(article.key)
        rival = 0.0
        if number is not None and self.old is not None:
            rival = resemblance(self.sketch_of(article.key, self.old.sketch(number)), sketch(article.body))
        elif not article.key and (best := heirs().best(article)):
            rival = best[0]
        return self.withdrawals.catch(article, source, rival) is not None

    def files(self) -> dict[str, bytes]:
        """The files that the new version keeps of this, by name."""
        living = {key for key, n in self._living.items() if n not in self.dead}
        held = self.fresh | living | set(self.withdrawals.standing) | self._stood
        originals = [self.originals[key] for key in sorted(self.originals.keys() & held)]
        positions = {key: page for key, page in sorted(self._positions.items()) if key in held}
        files = {SOURCES: dump_sources(self._records[number] for number in sorted(self._records))}
        if positions:
            files[POSITIONS] = json.dumps(positions, ensure_ascii=True).encode()
        if originals:
            files[ORIGINALS] = dump_originals(originals)
        if list(self.withdrawals):
            files[WITHDRAWALS] = self.withdrawals.dump()
        return files
