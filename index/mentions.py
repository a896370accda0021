"""Articles that name a person or came out on certain days, every one of them: what is to be withdrawn by name or date.

A search finds the best; this reads all. Width, script, radicals and blanks within a name (王　芳) make no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from index.clean import drop_hidden
from index.errors import InputError
from index.records import Article, Days
from index.words import fold

AROUND = 24
"""Characters shown on each side of a name."""
BREAK = "\ue000"
"""Between an article's parts: no blank, so that no name runs over it."""
NAME_LEAST, NAME_MOST = 2, 40
"""Letters that a name must have, for one alone stands in nearly every article; and signs that it may have."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to go: whoever is named, and what came out on these days."""

    person: str
    since: str
    until: str

    @classmethod
    def of(cls, person: str, since: str, until: str) -> Wanted:
        """As people write them. Raises InputError for a name of one sign or days that are none."""
        wanted = cls(" ".join(person.split()), since.strip(), until.strip())
        signs = sum(sign.isalnum() for sign in wanted.person)
        if wanted.person and not (signs >= NAME_LEAST and len(wanted.person) <= NAME_MOST):
            raise InputError(f"{person[:80]!r} is no name to look for: 2 characters or more, {NAME_MOST} at most")
        _ = wanted.days
        return wanted

    @property
    def days(self) -> Days | None:
        """The days, None for all. Raises InputError."""
        if not self.since and not self.until:
            return None
        try:
            first = Days.covering(self.since).first if self.since else date.min
            return Days(first, Days.covering(self.until).last if self.until else date.max)
        except ValueError as error:
            what = f"{self.since[:40]!r} to {self.until[:40]!r}"
            raise InputError(f"{what} are no days: write 2023, 2023-03 or 2023-03-05, the first one first") from error

    def __bool__(self) -> bool:
        return bool(self.person or self.since or self.until)


@dataclass(frozen=True, slots=True)
class Mention:
    """An article, and the words about the name where it stands first; without a name, its beginning."""

    article: Article
    words: str


def find_mentions(articles: Iterable[Article], person: str = "", days: Days | None = None) -> Iterator[Mention]:
    """Those that name `person`, or a file named so, and came out within `days`; what is undated came out on none."""
    name = name_pattern(person)
    for article in articles:
        if days is not None and not (article.published and days.holds(Days.covering(article.published))):
            continue
        if not person:
            yield Mention(article, _line(article.body[: 2 * AROUND]))
        elif found := name.search(folded := fold(drop_hidden(_told(article)))):
            first, last = folded.rfind(BREAK, 0, found.start()) + 1, folded.find(BREAK, found.end())
            start, end = max(first, found.start() - AROUND), min(last, found.end() + AROUND)
            yield Mention(article, _line(f"{'…' * (start > first)}{folded[start:end]}{'…' * (end < last)}"))


def name_pattern(person: str) -> re.Pattern[str]:
    """What finds a name in folded text, however its signs are spaced."""
    return re.compile(r"[\s·]*".join(map(re.escape, "".join(fold(drop_hidden(person)).split()))))


def _told(article: Article) -> str:
    """All that an article says, its body first."""
    captions = (f"{caption.text} {caption.credit}" for caption in article.captions)
    names = (each.name for each in article.byline)
    heads = (article.kicker, article.headline, article.subheadline, article.byline_text)
    return "".join(f"{part}{BREAK}" for part in (article.body, *heads, *names, *captions, article.source))


def _line(text: str) -> str:
    return " ".join(text.split())
