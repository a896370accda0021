"""Who brings a text to the desk: the newspaper's own people check freely, visitors within limits and the block-list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from starlette.requests import Request

from index.chunks import split_sentences
from index.errors import Blocked
from rag.answers import Verdict
from ui.admin.sessions import Editor, signed_in
from ui.archive import Archive
from ui.desk.checking import Progress, check_text, check_whole
from ui.desk.documents import Asked, Paper
from ui.desk.standing import Standing, compare, without_withdrawn
from ui.public.askers import asker_of
from ui.service import Service
from ui.state.tables import new_id

SENTENCE_COST = 0.1
"""Of a question's cost: a sentence of a text needs about a tenth of the work of an answer."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One text brought by one person."""

    service: Service
    request: Request
    editor: Editor | None

    @classmethod
    def of(cls, service: Service, request: Request) -> Visit:
        """Who it is, by the session cookie."""
        return cls(service, request, signed_in(service, request))

    @property
    def archive(self) -> Archive:
        """The archive itself."""
        return self.service.opening.get()

    def check(self, text: str, asked: Asked) -> Iterator[Progress]:
        """See ui.desk.checking. Raises TooMany and Blocked for visitors."""
        self.admit(text)
        blocks = self.service.reception.blocks.current()
        for progress in check_text(self.archive, text, asked):
            shown = progress.verdict if self.editor else blocks.screen_verdict(progress.verdict)
            if progress.finished:
                self.service.metrics.verdicts.labels(shown.verdict).inc()
            yield replace(progress, verdict=shown)

    def draft(self, text: str, asked: Asked) -> Paper:
        """The whole text checked."""
        *_, last = self.check(text, asked)
        return self.paper(last.verdict, asked)

    def paper(self, verdict: Verdict, asked: Asked) -> Paper:
        """A verdict as a draft."""
        return Paper(new_id(), verdict, asked, self.archive.coverage().version, self.service.clock())

    def cleared(self, paper: Paper) -> Paper:
        """A kept check without a word of what was withdrawn or blocked since."""
        kept = without_withdrawn(paper, self.archive.article)
        if self.editor:
            return kept
        return replace(kept, verdict=self.service.reception.blocks.current().screen_verdict(kept.verdict))

    def stand(self, paper: Paper, today: Verdict | None = None) -> Standing:
        """A signed check beside what today's archive says of its very words; `today` is a draft at hand."""
        if today is None or today.claim != paper.verdict.claim:
            today = check_whole(self.archive, paper.verdict.claim, paper.asked)
        return compare(self.cleared(paper), today)

    def admit(self, text: str) -> None:
        """Count the work against a visitor's limits, and turn away what the operator has blocked."""
        if self.editor:
            return
        cost = 1 + SENTENCE_COST * sum(1 for _ in split_sentences(text))
        self.service.limits.take(asker_of(self.request.scope), cost)
        if self.service.reception.blocks.current().stop_question(text):
            raise Blocked("this is not available on this service")
