"""The page that an article was cut from, read again line by line: where does the text begin, where does it end?

The file must still lie where it was last seen, with the bytes that were taken.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from index.articles import cut
from index.clean import unify_breaks
from index.errors import FileRefused, InputError
from index.folder import IndexFolder
from index.formats.apart import read_apart
from index.formats.finds import FoundPage
from index.manifest import SOURCES
from index.origins import trace
from index.pages import read_page
from index.records import Article, Page, Setting, Statement
from index.snapshot import Snapshot
from index.sources import File, SourceRecord, load_sources, sum_source

LINES_MOST = 5_000
"""Lines of a page that can be chosen from; a broadsheet has a tenth of it."""


@dataclass(frozen=True)
class Leaf:
    """A page as its file prints it."""

    page: Page

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Its lines, the blank ones too."""
        return tuple(self._text.split("\n"))

    @cached_property
    def _text(self) -> str:
        return unify_breaks(self.page.text)

    def stands(self, body: str) -> tuple[int, ...]:
        """The lines, from 0 and in their order, on which a body stands; none where it is not of this page."""
        runs = trace(body, self._text)
        spans = [
            (bisect_right(self._starts, at), bisect_right(self._starts, at + length - 1)) for _, at, length in runs
        ]
        return tuple(sorted({line - 1 for first, last in spans for line in range(first, last + 1)}))

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line begins."""
        return list(accumulate((len(line) + 1 for line in self.lines[:-1]), initial=0))

    def read(self, first: int, last: int) -> Article:
        """The lines from `first` to `last`, both included and from 0, read as one article.

        Cleaned as any page is; of several texts the later ones follow the first, each under its headline as a
        paragraph. Raises InputError: there are no such lines, or no text in them.
        """
        if not 0 <= first <= last < len(self.lines):
            raise InputError(f"lines {first + 1} to {last + 1}: the page has {len(self.lines)}; choose others")
        chosen = "\n".join(self.lines[first : last + 1])
        if not any(sign.isalnum() for sign in chosen):
            raise InputError(f"lines {first + 1} to {last + 1} hold no text: choose others")
        texts = cut(replace(self.page, text=chosen, settings=self._settings(first, last)))
        body = [texts[0].body]
        for more in texts[1:]:
            body += [more.headline, more.body]
        return replace(texts[0], body="\n".join(filter(None, body)))

    def _settings(self, first: int, last: int) -> tuple[Setting, ...]:
        """How those lines are printed: the file tells it for each line that is not blank, or for none."""
        before = sum(1 for line in self.lines[:first] if line.strip())
        inside = sum(1 for line in self.lines[first : last + 1] if line.strip())
        return self.page.settings[before : before + inside]


def read_leaf(folder: IndexFolder, snapshot: Snapshot, key: str, unfixed: Sequence[str] = ()) -> Leaf:
    """The page of an article; `unfixed` names the clean-ups that are off.

    Raises InputError in one line, without a path: it cannot be read again, and why.
    """
    number = snapshot.keys.get(key)
    if number is None:
        raise InputError(f"there is no article {key[:80]!r}")
    article, source = snapshot.stored(number), snapshot.source(number)
    records = load_sources(folder.read_lines(snapshot.manifest, SOURCES))
    record = next((record for record in records if record.number == source), None)
    leaf = _find(record, article, tuple(unfixed)) if record else None
    if leaf is None or len(leaf.lines) > LINES_MOST:
        raise InputError(f"{article.source}: this text was not cut from a page of lines; correct the text itself")
    return leaf


def _find(record: SourceRecord, article: Article, unfixed: tuple[str, ...]) -> Leaf | None:
    stated = Statement(unfixed=unfixed)
    path = Path(record.origin)
    try:
        if sum_source(File(path, record.source)) != record.sha256:
            raise InputError(f"{record.source}: the file was changed since it was taken; build it again first")
        if path.name.lower().endswith(".txt"):
            return Leaf(read_page(path.read_bytes(), source=article.source, stated=stated))
        member = article.source.partition("!/")[2]
        for find in read_apart(path, record.source):
            if isinstance(find, FoundPage) and (find.source.partition("!/")[2], find.number) == (member, article.page):
                return Leaf(Page(article.source, find.number, find.text, stated, find.settings))
    except (OSError, FileRefused) as error:
        raise InputError(f"{record.source}: the file cannot be read again; correct the text itself") from error
    return None
