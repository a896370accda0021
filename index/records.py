"""The records that flow from raw pages to search hits. Frozen; laws are checked at construction."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

ARTICLE_TYPES = ("news", "feature", "notice", "caption")
"""What an article can be; `caption` is a photo that stands alone with its own text."""


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of text, in Unicode code points: `text[start:end]`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """The stretch of `text` that this span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Days:
    """Calendar days from `first` to `last`, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"days run forward, not from {self.first} to {self.last}")

    def overlaps(self, other: Days) -> bool:
        """Do the two share a day?"""
        return self.first <= other.last and other.first <= self.last

    @property
    def iso(self) -> str:
        """`2023-03-05`, or `2023-03-04/2023-03-06` for more than one day (ISO 8601 interval)."""
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first.isoformat()}/{self.last.isoformat()}"

    def holds(self, other: Days) -> bool:
        """Does every day of `other` lie within these?"""
        return self.first <= other.first and other.last <= self.last

    @classmethod
    def parse(cls, iso: str) -> Days:
        """The inverse of `iso`. Raises ValueError on anything else."""
        first, _, last = iso.partition("/")
        return cls(date.fromisoformat(first), date.fromisoformat(last or first))

    @classmethod
    def covering(cls, published: str) -> Days:
        """All days of a year `2023`, a month `2023-03` or a day. Raises ValueError on anything else."""
        parts = [int(part) for part in published.split("-")]
        if len(parts) == 1:
            return cls(date(parts[0], 1, 1), date(parts[0], 12, 31))
        if len(parts) == 2:
            year, month = parts
            return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        day = date.fromisoformat(published)
        return cls(day, day)


@dataclass(frozen=True, slots=True)
class Statement:
    """What the user states about a file because the file itself does not say it."""

    published: str | None = None
    """`YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
    newspaper: str = ""
    edition: str = ""
    collection: str = ""
    url: str | None = None
    unfixed: tuple[str, ...] = ()
    """Clean-ups (index/clean.py) that are switched off, by name."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a line is printed, where the file tells."""

    size: float
    """Its type size as a ratio to that of the page's running text."""
    indent: float | None = None
    """Ems from the left edge of its block; None where the line stands alone."""


@dataclass(frozen=True, slots=True)
class Page:
    """One printed page as found: never mended in place.

    `source` is relative to the path the user named; `number` counts pages within the source, from 1. `settings` has one
    item for each line of `text` that is not blank, or none at all.
    """

    source: str
    number: int
    text: str
    stated: Statement = Statement()
    settings: tuple[Setting, ...] = ()


@dataclass(frozen=True, slots=True)
class Byline:
    """One person (or office) under an article; `name` is empty where only the role is printed."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Caption:
    """A photo's caption and whom the photo is credited to (`""` if nobody)."""

    text: str
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article. Field meanings are those of the public contract (docs/api.md).

    Laws: `type` is one of ARTICLE_TYPES; `0 <= confidence <= 1`; every item of `event_dates` parses as Days;
    `published` is None or an ISO year, month or day.
    """

    key: str
    source: str
    page: int
    body: str
    headline: str = ""
    kicker: str = ""
    subheadline: str = ""
    type: str = "news"
    newspaper: str = ""
    edition: str = ""
    collection: str = ""
    byline: tuple[Byline, ...] = ()
    byline_text: str = ""
    captions: tuple[Caption, ...] = ()
    published: str | None = None
    published_basis: str | None = None
    """`given`, `printed` or `inferred`, then `: ` and the words it rests on; None with no date."""
    event_dates: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    fixes: tuple[str, ...] = ()
    confidence: float = 1.0
    corrects: str | None = None
    corrected_by: str | None = None
    duplicates: tuple[str, ...] = ()
    url: str | None = None
    withdrawn: bool = False
    origin: tuple[tuple[int, int, int], ...] = ()
    """Where the body stands in the source's decoded text: runs (body offset, source offset, length), sorted."""

    def __post_init__(self) -> None:
        if self.type not in ARTICLE_TYPES:
            raise ValueError(f"unknown article type {self.type!r}; known: {', '.join(ARTICLE_TYPES)}")
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence lies between 0 and 1, not {self.confidence}")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of one article's body that is searched and quoted as a unit.

    Law: `article.body[span.start:span.end] == text`. `context` (headline lines, captions) goes into the
    embedding and the word index beside `text`, never into a quote; the embedding also gets place and date.
    """

    article_key: str
    ordinal: int
    span: Span
    text: str
    context: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk that a search found. `rank` counts from 1; a `score` is comparable only within one `found_by`."""

    number: int
    """The chunk's number in the opened index version."""
    score: float
    rank: int
    found_by: str
