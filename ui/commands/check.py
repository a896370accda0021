"""`wenbao check`: what the archive holds on a claim."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from index.chunks import split_sentences
from index.errors import FileRefused, InputError, QuestionRefused
from index.formats.apart import read_apart
from index.formats.finds import FoundPage, FoundRecord
from rag.answers import Verdict
from ui.archive import Archive
from ui.bodies import MAX_QUESTION, CheckBody
from ui.commands.batch import run_batch
from ui.commands.output import print_json, say
from ui.desk.words import word
from ui.wire import Json, verdict_json

SIGNS = {"supported": "✓", "refuted": "✗", "not_enough_info": "?", "not_checkable": "–"}
"""A draft's verdict in a sign, beside its words; never by colour alone."""


def run(options: Namespace) -> int:
    """Check."""
    archive = Archive.open(options.index)
    if options.batch:
        return run_batch(options.batch, "check", CheckBody, lambda body: check_line(archive, body, options))
    if options.text is None and options.file is None:
        raise QuestionRefused("no claim: wenbao check CLAIM, --file FILE, or --batch FILE")
    texts = enumerate(read_claims(options.file), 1) if options.file else [(0, options.text)]
    for n, text in texts:
        verdict = archive.check(
            text,
            lang=options.lang,
            collection=options.collection,
            newspaper=options.newspaper,
            now=options.now,
            id=f"{options.file.name}:{n}" if n else None,
        )
        if options.json:
            print_json(verdict_json(verdict))
        else:
            print_verdict(verdict)
    return 0


def read_claims(file: Path) -> Iterator[str]:
    """The paragraphs of a text or Word file, long ones cut where sentences end. Raises InputError, FileRefused."""
    try:
        with file.open("rb"):
            pass
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror}); name a .txt or .docx file") from error
    for find in read_apart(file, file.name):  # a manuscript comes from anywhere: it is read as hostile files are
        if isinstance(find, FileRefused):
            raise find
        if isinstance(find, FoundPage):
            yield from _paragraphs(find.text)
        elif isinstance(find, FoundRecord):
            fields = json.loads(find.line)
            yield from _paragraphs("\n".join(str(fields[name]) for name in ("headline", "text") if fields.get(name)))


def _paragraphs(text: str) -> Iterator[str]:
    for line in text.splitlines():
        held = ""
        for span in split_sentences(line):
            for at in range(span.start, span.end, MAX_QUESTION):  # a sentence may be longer than a claim
                sentence = line[at : min(at + MAX_QUESTION, span.end)]
                if held and len(held) + len(sentence) > MAX_QUESTION:
                    yield held
                    held = ""
                held += sentence
        if held.strip():
            yield held


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
    """A verdict for people: words and a sign for each, and the sentences that it rests on."""
    for part in verdict.parts:
        say(f"{SIGNS[part.verdict]} {word(part.verdict, 'zh')}：{part.text}\n    {part.note}")
        for value in part.reported if len(part.reported) > 1 else ():
            late = "（已更正）" if value.superseded else ""
            say(f"    {value.published or '日期不详'} 见报 {value.value}{late} [{value.n}]")
        for citation in (*part.against, *part.supporting):
            where = f"{citation.published or '日期不详'} {citation.headline or '（无标题）'}"
            say(f"    [{citation.n}] {where}：{citation.quote}")
    for result in verdict.results[:5]:
        say(f"  · {result.published or '日期不详'} {result.headline or '（无标题）'} [{result.source}]")
