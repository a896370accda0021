"""What a version says of articles beside what segments hold: their files' names now, and who belongs together."""

from __future__ import annotations

import json
from dataclasses import replace

from index.folder import IndexFolder
from index.local_words import NAME as WORDS
from index.local_words import LocalWords
from index.manifest import SOURCES, Manifest
from index.records import Article
from index.relations import NAME as RELATIONS
from index.relations import Relations
from index.sources import load_sources
from index.withdrawals import NAME as WITHDRAWALS
from index.withdrawals import Withdrawals

POSITIONS = "positions.json"
"""The file within a version's folder that tells where records stand now."""


RENAMED = "renamed.json"
"""The file that tells the names of files that were moved since."""


class Overlay:
    """Laid over every article that is read."""

    def __init__(self, folder: IndexFolder, manifest: Manifest) -> None:
        newest = folder.newest(manifest, WITHDRAWALS)
        self.withdrawals = Withdrawals.load(folder.read_file(newest, WITHDRAWALS))
        self.went_back = newest.version != manifest.version
        """Is this an earlier version made current again? Then it may still hold what was withdrawn since."""
        self.stored = Relations.load(folder.read_file(manifest, RELATIONS))
        """The relations as stored, None in a version that has none yet."""
        self._relations = (self.stored or Relations()).without(set(self.withdrawals.standing))
        self.own = LocalWords.load(folder.read_file(manifest, WORDS))
        """The archive's own words, frozen with the version."""
        self.positions: dict[str, int] = json.loads(folder.read_file(manifest, POSITIONS) or b"{}")
        """Where records stand in their files now, by key, where that is not where they stood when they were read."""
        self.renamed = _renamed(folder, manifest)
        """The names now of files that had another when articles of theirs were read, by number."""

    def lay(self, article: Article, source: int) -> Article:
        """The article as this version shows it."""
        page, place = self.positions.get(article.key, article.page), self.place(article.source, source)
        if (page, place) != (article.page, article.source):
            article = replace(article, source=place, page=page)
        return self._relations.lay(article)

    def touches(self, key: str, source: int) -> bool:
        """May this version show the article otherwise than its segment holds it?"""
        return key in self.positions or source in self.renamed or self._relations.touches(key)

    def place(self, stored: str, source: int) -> str:
        """The name of an article's file as it is now: the file may have been moved since it was read."""
        now = self.renamed.get(source, stored)
        if stored == now or stored.startswith(f"{now}!/"):
            return stored
        _, archive, member = stored.partition("!/")
        return f"{now}!/{member}" if archive else now


def _renamed(folder: IndexFolder, manifest: Manifest) -> dict[int, str]:
    data = folder.read_file(manifest, RENAMED)
    if data is None:  # an earlier release: any file may have been moved
        return {record.number: record.source for record in load_sources(folder.read_lines(manifest, SOURCES))}
    return {int(number): source for number, source in json.loads(data).items()}
