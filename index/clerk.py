"""Takes one file after the other into a running build: finds it unchanged, or reads, keys and edits its articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from index.amendments import Amendment, amend
from index.errors import SYSTEM, FileRefused, IndexUnwritable, is_systems
from index.identities import count_identities
from index.intake import take
from index.keyring import Share
from index.ledger import Ledger
from index.orders import find_order
from index.records import Article, Statement
from index.report import FileReport
from index.settings import DOUBTFUL
from index.sources import File, SourceRecord, sum_source, terms_of
from index.writer import SegmentWriter

SPEAK = 200
"""Articles between two progress reports: a few times a second."""


REFUSED_MOST = 1_000
"""Refused records of one file that are named; of more only their number is told."""


class Refusals:
    """What was refused of one file, each in a line."""

    def __init__(self, source: str) -> None:
        self._source, self._lines, self._count = source, list[str](), 0
        self._reasons: set[str] = set()

    def add(self, message: str, reason: str | None = None) -> None:
        """Note a record that was refused."""
        self._count += 1
        if len(self._lines) < REFUSED_MOST:
            self._lines.append(message)
        if reason:
            self._reasons.add(reason)

    def lines(self) -> tuple[str, ...]:
        """All of them, as far as they are named."""
        more = self._count - len(self._lines)
        return (*self._lines, *([f"{self._source}: … and {more:,} more were refused"] if more else ()))

    def whole(self) -> FileRefused:
        """The refusal of the file, where nothing of it was taken."""
        more = f" (and {self._count - 1} more)" if self._count > 1 else ""
        why = self._reasons.pop() if len(self._reasons) == 1 else "no_articles"
        return FileRefused(
            f"{self._lines[0]}{more}" if self._lines else f"{self._source}: no articles in it", reason=why
        )


class Clerk:
    """Books what files hold in the ledger, and hands what is new to the writer."""

    def __init__(
        self,
        ledger: Ledger,
        writer: SegmentWriter,
        amendments: Mapping[str, Amendment],
        stated: Statement,
        say: Callable[[str, str], None],
    ) -> None:
        """`say` hears of a step and the file it is at."""
        self._ledger, self._writer, self._amendments, self._say = ledger, writer, amendments, say
        self._stated, self._terms = stated, terms_of(stated)
        self.added = self.doubtful = 0
        self._notes: list[str] = []
        """What the reader of the file at hand remarks on it."""

    def take(self, file: File) -> FileReport:
        """Take one file, or find it unchanged, or refuse it; what was taken from it before stays if it is refused.

        Raises IndexUnwritable where the machine is at fault: the file's place in the new version would stay empty.
        """
        try:
            return self._take(file)
        except FileRefused as error:
            refused = error
        except OSError as error:
            reason = SYSTEM if is_systems(error) else "unreadable"
            refused = FileRefused(f"{file.source}: cannot be read ({error.strerror})", reason=reason)
        if refused.reason == SYSTEM:
            raise IndexUnwritable(
                f"{refused.message}, which is no fault of the file: no new version could be written and the one before "
                "stays; mend what is wrong and build again"
            ) from refused
        return FileReport(file.source, "refused", reason=refused.reason, message=refused.message)

    def _take(self, file: File) -> FileReport:
        sha256, terms = sum_source(file), self._terms
        known = self._ledger.known(file, sha256, terms)
        if known and (known.sha256, known.terms) == (sha256, terms):
            self._ledger.move(known, file)
            return FileReport(file.source, "unchanged", known.articles)
        number = known.number if known else self._ledger.next_number()
        self._notes = []
        taken, withheld, refused = self._read(file, number, self._ledger.articles_of(known))
        self._ledger.remember(SourceRecord(number, str(file.path), file.source, sha256, terms, taken))
        status = "taken" if taken else "withheld"
        notes = tuple(self._notes)
        return FileReport(file.source, status, taken, refused=refused, withheld=withheld, notes=notes)

    def _read(self, file: File, number: int, gone: Share) -> tuple[int, int, tuple[str, ...]]:
        """Key the articles of a file and write the changed ones; `gone` are the old ones that came from it.

        Returns how many it has, how many more an editor withdrew, and what was refused.
        """
        refused = Refusals(file.source)
        taken = withheld = 0
        heirs = cache(lambda: self._ledger.heirs(gone))
        broken: list[FileRefused] = []
        for item in self._items(file, broken):
            if isinstance(item, FileRefused):
                refused.add(item.message, item.reason)
                continue
            article = self._ledger.identify(item, number, gone, heirs)
            if article is None:
                withheld += 1
                continue
            if self._ledger.is_taken(article.key, gone) or not gone.meet(article.key):
                refused.add(f"{file.source}: the id {article.key!r} stands twice; the first record was taken")
                continue
            taken += 1
            article = self._edit(article)
            if not self._ledger.unchanged(article, gone, own=bool(item.key)):
                self._add(article, number, file.source)
        if broken and not taken and not withheld:
            raise broken[0]
        for error in broken:
            refused.add(error.message)
        if not taken and not withheld:
            raise refused.whole()
        if not broken:  # else what could not be read may still be there
            self._ledger.bury(gone.unmet())
        return taken, withheld, refused.lines()

    def _edit(self, article: Article) -> Article:
        """The article as an editor corrected it, if one did."""
        fields = self._amendments.get(article.key)
        if not fields:
            return article
        self._ledger.originals[article.key] = article
        return amend(article, fields)

    def _items(self, file: File, broken: list[FileRefused]) -> Iterator[Article | FileRefused]:
        """What the file holds; where it cannot be read to its end, what came before counts and `broken` says why."""
        try:
            yield from take(file, self._stated, self._notes)
        except FileRefused as error:
            if error.reason == SYSTEM:
                raise
            broken.append(error)

    def _add(self, article: Article, number: int, source: str) -> None:
        self._ledger.admit(article)
        self._remark(article, source)
        self.added += 1
        self.doubtful += article.confidence < DOUBTFUL
        if self._writer.add(article, number) or self.added % SPEAK == 0:
            self._say("read", source)

    def _remark(self, article: Article, source: str) -> None:
        """Note what an editor should look at before readers do."""
        if len(self._notes) >= REFUSED_MOST:
            return
        name = (article.headline or article.key)[:60]
        order, identities = find_order(article.body), count_identities(article.body)
        if order:
            self._notes.append(f"{source}: {name!r} orders a machine about ({order!r}); it is only quoted, look at it")
        if identities:
            said = f"prints {identities} identity numbers (身份证号); mend the page, or withdraw {article.key}"
            self._notes.append(f"{source}: {name!r} {said}")
