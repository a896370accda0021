"""`wenbao check`: what the archive holds on a claim."""

from __future__ import annotations

from argparse import Namespace

from index.errors import QuestionRefused
from rag.answers import Verdict
from ui.archive import Archive
from ui.bodies import CheckBody
from ui.commands.batch import run_batch
from ui.commands.output import print_json, say
from ui.wire import Json, verdict_json


def run(options: Namespace) -> int:
    """Check."""
    archive = Archive.open(options.index)
    if options.batch:
        return run_batch(options.batch, "check", CheckBody, lambda body: check_line(archive, body, options))
    if options.text is None:
        raise QuestionRefused("no claim: wenbao check CLAIM, or --batch FILE")
    verdict = archive.check(
        options.text,
        lang=options.lang,
        collection=options.collection,
        newspaper=options.newspaper,
        now=options.now,
    )
    if options.json:
        print_json(verdict_json(verdict))
    else:
        print_verdict(verdict)
    return 0


def check_line(archive: Archive, body: CheckBody, options: Namespace) -> Json:
    """One line of a batch; what the line leaves open is taken from the options."""
    verdict = archive.check(
        body.claim,
        lang=body.lang or options.lang,
        collection=body.collection or options.collection,
        newspaper=body.newspaper or options.newspaper,
        now=body.now or options.now,
        id=body.id,
    )
    return verdict_json(verdict)


def print_verdict(verdict: Verdict) -> None:
    """A verdict for people."""
    for part in verdict.parts:
        say(f"{part.verdict}: {part.text}\n    {part.note}")
    for result in verdict.results[:5]:
        say(f"  · {result.published or '日期不详'} {result.headline or '（无标题）'} [{result.source}]")
