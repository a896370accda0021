"""What goes in and comes out of a question: frozen records, laws checked at construction.

The public JSON shapes are made from these at the edge (ui/wire.py); field meanings are those of docs/api.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from index.records import Article, Days, Span

REFUSALS = (
    "empty_archive",
    "outside_coverage",
    "coverage_gap",
    "not_reported",
    "figure_absent",
    "off_topic",
    "blocked",
)
"""Why an answer is refused; the words are shared by code, interface and tests."""

MODES = ("extract", "model")


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier turn of a conversation as the client sent it: checked, never trusted as fact."""

    role: str
    content: str

    def __post_init__(self) -> None:
        if self.role not in ("user", "assistant"):
            raise ValueError(f"a turn's role is user or assistant, not {self.role!r}")


@dataclass(frozen=True, slots=True)
class AskedDate:
    """A date in the question and the days that it was taken to mean, with the rule that decided (`basis`)."""

    text: str
    days: Days
    basis: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question that stands alone. `asked` is kept word for word; `lang` is the answer's language, zh or en."""

    asked: str
    standalone: str
    lang: str
    dates: tuple[AskedDate, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """One article found by a search; `marks` are where the words that were searched stand in `snippet`."""

    key: str
    source: str
    page: int
    newspaper: str
    published: str | None
    headline: str
    snippet: str
    rank: int
    duplicates: tuple[str, ...] = ()
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote that proves a sentence.

    Law: for `body` and `headline`, `article[field][start:end] == quote`; for the other fields start and end are None.
    """

    n: int
    key: str
    source: str
    page: int
    newspaper: str
    published: str | None
    headline: str
    field: str
    quote: str
    start: int | None
    end: int | None
    url: str | None

    @classmethod
    def of(cls, n: int, article: Article, where: str, quote: str, start: int | None) -> Citation:
        """Quote `article`'s field `where`; `start` is the offset in it, None for byline, caption and published."""
        if where in ("body", "headline"):
            text = article.body if where == "body" else article.headline
            if start is None or text[start : start + len(quote)] != quote:
                raise ValueError(f"the quote does not stand at offset {start} of the {where} of {article.key}")
        return cls(
            n=n,
            key=article.key,
            source=article.source,
            page=article.page,
            newspaper=article.newspaper,
            published=article.published,
            headline=article.headline,
            field=where,
            quote=quote,
            start=start,
            end=None if start is None else start + len(quote),
            url=article.url,
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer's words. `text` carries its markers `[1]`; `short` is the bare fact, if the question has one."""

    text: str
    short: str | None
    lang: str
    mode: str
    label: str

    def __post_init__(self) -> None:
        if self.mode not in MODES:
            raise ValueError(f"an answer's mode is one of {MODES}, not {self.mode!r}")

    @property
    def ai_generated(self) -> bool:
        """Was the wording made by a language model?"""
        return self.mode == "model"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer, in a sentence for the asker, with the nearest articles."""

    kind: str
    message: str
    nearest: tuple[Result, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in REFUSALS:
            raise ValueError(f"unknown refusal {self.kind!r}; known: {', '.join(REFUSALS)}")


@dataclass(frozen=True, slots=True)
class Computed:
    """A value that stands in no quote but was computed from cited ones."""

    value: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """How many figures and dates the answer says and how many of them stand in its quotes."""

    figures: int = 0
    proved: int = 0
    computed: tuple[Computed, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """One answered (or refused) question. Law: exactly one of `answer` and `refusal` is None."""

    id: str
    question: Question
    answer: Answer | None
    refusal: Refusal | None
    citations: tuple[Citation, ...]
    proof: Proof
    results: tuple[Result, ...]
    index_version: str
    index_articles: int
    timing_ms: dict[str, float] = field(default_factory=dict)
    note: str | None = None
    """Something the asker should know about how the answer was made (the model was unreachable, ...)."""

    def __post_init__(self) -> None:
        if (self.answer is None) == (self.refusal is None):
            raise ValueError("a reply has either an answer or a refusal")


@dataclass(frozen=True, slots=True)
class Found:
    """Plain ranked results of a search, without an answer."""

    id: str
    query: str
    results: tuple[Result, ...]
    dates: tuple[AskedDate, ...]
    timing_ms: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What an archive holds: shown in the page's head and in refusals."""

    articles: int
    newspapers: tuple[str, ...]
    collections: tuple[str, ...]
    months: tuple[tuple[str, int], ...]
    """(YYYY-MM, articles published then), oldest first; undated articles are not in it."""
    first: str | None
    last: str | None
    version: str
    days: tuple[tuple[str, int], ...] = ()
    """(YYYY-MM-DD, articles published that day), oldest first, where the day is known."""

    @property
    def sample(self) -> bool:
        """Is this the made-up sample archive (示例)?"""
        return self.collections == ("示例",)


VERDICTS = ("supported", "refuted", "not_enough_info", "not_checkable")


@dataclass(frozen=True, slots=True)
class Difference:
    """In what a report contradicts a statement: the kind, what the claim says, what is reported."""

    kind: str
    claimed: str
    reported: str


@dataclass(frozen=True, slots=True)
class Reported:
    """A value that an article reports, when, in which citation, and whether a later one takes its place."""

    value: str
    published: str | None
    n: int
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One statement of a claim, where it stands in the claim, and what the archive says of it."""

    text: str
    span: Span
    verdict: str
    note: str = ""
    difference: Difference | None = None
    supporting: tuple[Citation, ...] = ()
    against: tuple[Citation, ...] = ()
    reported: tuple[Reported, ...] = ()

    def __post_init__(self) -> None:
        if self.verdict not in VERDICTS:
            raise ValueError(f"unknown verdict {self.verdict!r}; known: {', '.join(VERDICTS)}")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A checked claim: the verdict over all its parts, with the nearest articles."""

    id: str
    claim: str
    verdict: str
    parts: tuple[Part, ...]
    results: tuple[Result, ...]
    timing_ms: dict[str, float] = field(default_factory=dict)
