"""`wenbao ask`: one answer, or one for each line of a batch."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from index.errors import InputError, QuestionRefused
from rag.answers import Reply, Turn
from ui.archive import Archive
from ui.bodies import AskBody
from ui.commands.batch import run_batch
from ui.commands.output import print_json, say
from ui.settings import load_settings
from ui.wire import Json, reply_json


def run(options: Namespace) -> int:
    """Answer."""
    archive = Archive.open(options.index, settings=load_settings(reranker=options.reranker))
    if options.batch:
        return run_batch(options.batch, "ask", AskBody, lambda body: answer_line(archive, body, options))
    if options.text is None:
        raise QuestionRefused("no question: wenbao ask QUESTION, or --batch FILE")
    reply = archive.ask(
        options.text,
        history=read_history(options.history) if options.history else (),
        now=options.now,
        lang=options.lang,
        collection=options.collection,
        newspaper=options.newspaper,
    )
    if options.json:
        print_json(reply_json(reply))
    else:
        print_reply(reply)
    return 0


def answer_line(archive: Archive, body: AskBody, options: Namespace) -> Json:
    """One line of a batch; what the line leaves open is taken from the options."""
    reply = archive.ask(
        body.question,
        history=body.turns,
        now=body.now or options.now,
        lang=body.lang or options.lang,
        collection=body.collection or options.collection,
        newspaper=body.newspaper or options.newspaper,
        id=body.id,
    )
    return reply_json(reply)


def read_history(path: Path) -> tuple[Turn, ...]:
    """Earlier turns from a JSON file. Raises InputError."""
    try:
        turns = json.loads(path.read_text(encoding="utf-8"))
        return tuple(Turn(str(turn["role"]), str(turn["content"])) for turn in turns)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f'{path}: no history ({error}); it is a list of {{"role", "content"}}') from error


def print_reply(reply: Reply) -> None:
    """A reply for people."""
    if reply.answer:
        if reply.answer.short:
            say(reply.answer.short)
        say(f"{reply.answer.text}\n— {reply.answer.label}")
    if reply.refusal:
        say(reply.refusal.message)
        for result in reply.refusal.nearest[:3]:
            say(f"  · {result.published or '日期不详'} {result.headline or '（无标题）'} [{result.source}]")
    for citation in reply.citations:
        where = "，".join(filter(None, (citation.newspaper, citation.published or "日期不详", citation.headline)))
        say(f"[{citation.n}] {where} [{citation.source}]\n    {citation.quote}")
    if reply.note:
        say(f"（{reply.note}）")
