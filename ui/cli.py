"""The command line: reads arguments, hands over to one of ui/commands, turns expected errors into one line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path

from index.errors import InputError, WenbaoError
from index.milvus.address import is_address

COMMANDS = {
    "build": "take newspaper pages and articles into the index",
    "articles": "list the articles of the index",
    "ask": "answer a question, with citations",
    "search": "plain ranked results",
    "check": "what the archive holds on a claim",
    "serve": "the web application",
    "withdraw": "take an article out of everything at once, for good",
    "correct": "an editor's correction of an article, which survives re-builds",
    "migrate": "an index folder to Milvus, and back",
    "doctor": "verify an index without changing it",
    "versions": "the index's versions",
    "rollback": "make an earlier version current again",
    "site": "the web sites that may embed the widget",
    "config": "the settings in force",
    "eval": "the project's own evaluations",
}

AFAR = ("articles", "ask", "search", "check", "serve", "withdraw", "doctor", "eval")
"""The commands that take an archive on Milvus, too."""

EVALUATIONS = {
    "retrieval": "how well searches find the right article",
    "answers": "how often answers say what labelled questions want",
    "claims": "how often the fact-check judges like labelled claims",
}
"""What `wenbao eval` can measure: each a module of ui/evals, its options in `make_parser`."""

SITES = {
    "add": "a new site",
    "list": "all sites",
    "change": "other parents or settings; what is not named stays",
    "pause": "switch it off, at once",
    "resume": "switch it on again",
    "snippet": "the lines that its web master pastes",
}
"""What `wenbao site` does (ui/commands/site.py)."""


def day(text: str) -> date:
    """A command-line day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it like 2023-03-05") from None


def place(text: str) -> Path | str:
    """A folder, or the address of an archive on Milvus as it was written."""
    return text if is_address(text) else Path(text)


def number(least: int, most: int):  # type: ignore[no-untyped-def]  # noqa: ANN201
    """A whole number within bounds."""

    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {least} to {most}")
        return int(text)

    return read


def _add_evaluations(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The evaluations and their options; gives back that of retrieval, which shares an option with searches."""
    evaluations = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    measured = {name: evaluations.add_parser(name, help=what, description=what) for name, what in EVALUATIONS.items()}
    for evaluation in measured.values():  # also behind WHAT, where people write them
        evaluation.add_argument("--index", type=place, metavar="DIR", default=argparse.SUPPRESS)
        evaluation.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    measured["claims"].add_argument(
        "claims", nargs="+", type=Path, metavar="FILE", help="JSON Lines: claim and verdict, as in examples/gold"
    )
    measured["answers"].add_argument(
        "questions", nargs="+", type=Path, metavar="FILE", help="JSON Lines as in examples/gold/questions.jsonl"
    )
    retrieval = measured["retrieval"]
    retrieval.add_argument(
        "questions", nargs="+", type=Path, metavar="FILE", help="JSON Lines: question and gold (keys of right articles)"
    )
    retrieval.add_argument("--pages", type=Path, metavar="FILE", help="page labels, where gold names labelled articles")
    retrieval.add_argument(
        "--min-spec", type=float, default=0.0, metavar="X", help="only questions whose spec is at least X"
    )
    for evaluation in (measured["answers"], retrieval):
        evaluation.add_argument("--plot", type=Path, metavar="FILE", help="draw the figures as SVG")
    return retrieval


def _add_sites(parser: argparse.ArgumentParser) -> None:
    """What can be done with sites, and their settings."""
    actions = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    made = {name: actions.add_parser(name, help=what, description=what) for name, what in SITES.items()}
    for name, action in made.items():
        action.add_argument("--index", type=Path, metavar="DIR", default=argparse.SUPPRESS)
        action.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
        if name not in ("add", "list"):
            action.add_argument("id", metavar="ID", help="the site's id, as `wenbao site list` shows it")
    made["add"].add_argument("name", metavar="NAME", help="what the newspaper calls it")
    made["snippet"].add_argument("--service", required=True, metavar="URL", help="where this program is published")
    made["snippet"].add_argument("--lang", choices=("zh", "en"), default="zh", help="of the link in it")
    for action in (made["add"], made["change"]):
        action.add_argument(
            "--parent", action="append", metavar="ORIGIN", help="may embed it: https://www.paper.example"
        )
        action.add_argument("--collection", action="append", metavar="NAME", help="its visitors see these alone")
        action.add_argument("--minute", type=number(1, 10**6), metavar="N", help="questions a minute from all of it")
        action.add_argument("--ticket", action=argparse.BooleanOptionalAction, help="only pages with a signed ticket")
        action.add_argument("--link", action="append", metavar="HOST", help="sources may link there, besides itself")
        action.add_argument("--title", metavar="TEXT", help="the paper's name in the widget's head")
        action.add_argument("--greeting", metavar="TEXT", help="before the first question")
        action.add_argument("--suggestion", action="append", metavar="TEXT", help="a question to begin with; at most 4")
        action.add_argument("--privacy", metavar="URL", help="address of the privacy text")
        action.add_argument("--terms", metavar="URL", help="address of the service agreement")
        action.add_argument("--lang", dest="site_lang", choices=("zh", "en"), help="default: the embedding page's")


def make_parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    parser = argparse.ArgumentParser(
        prog="wenbao", description="Wenbao 问报: ask your newspaper. 向报纸提问，答案有出处。"
    )
    parser.add_argument("--version", action="store_true", help="print the version and stop")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    made = {}
    for name, what in COMMANDS.items():
        command = made[name] = commands.add_parser(name, help=what, description=what)
        command.add_argument("--index", type=place, metavar="DIR", help="the index's folder (default: the user's own)")
        command.add_argument("--json", action="store_true", help="one JSON object a line on stdout, nothing else")

    build = made["build"]
    build.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help=".txt pages, .jsonl articles, folders of them"
    )
    build.add_argument(
        "--relearn", action="store_true", help="learn the archive's own words anew, and write its index anew with them"
    )
    build.add_argument("--replace", action="store_true", help="take out articles whose files under PATH are gone")
    build.add_argument("--shrink", action="store_true", help="also where more than half of the articles go")
    build.add_argument("--watch", action="store_true", help="go on taking what arrives, until stopped")
    build.add_argument(
        "--date", metavar="DATE", help="day, month or year of publication, where the files do not say it"
    )
    for option in ("newspaper", "edition", "url", "collection"):
        build.add_argument(f"--{option}", help=f"the {option}, where the files do not say it")
    build.add_argument(
        "--model", metavar="NAME_OR_DIR", help="embedding model of a new index (default: the bundled one)"
    )

    made["articles"].add_argument("--doubtful", action="store_true", help="only those an editor should look at")
    made["articles"].add_argument("--withdrawn", action="store_true", help="those that were withdrawn instead")

    withdraw, correct = made["withdraw"], made["correct"]
    for command, times in ((withdraw, "?"), (correct, None)):
        command.add_argument("key", nargs=times, metavar="KEY", help="the article's key, as wenbao articles lists it")
        command.add_argument("--undo", action="store_true", help="take it back")
    withdraw.add_argument("--reason", default="", metavar="TEXT", help="why; kept with the key")
    withdraw.add_argument("--naming", metavar="NAME", help="instead of KEY: every article that names this person")
    withdraw.add_argument(
        "--published", metavar="DAY[..DAY]", help="every one that came out then: 2024, 2024-03, 2024-03-01..2024-03-31"
    )
    withdraw.add_argument("--dry-run", action="store_true", help="list what --naming and --published find, no more")
    withdraw.add_argument("--erase", action="store_true", help="all withdrawn texts off the disk, with former versions")
    withdraw.add_argument("--yes", action="store_true", help="withdraw what --naming and --published find unasked")
    withdraw.set_defaults(misuse=withdraw.error)
    for field in ("headline", "kicker", "subheadline"):
        correct.add_argument(f"--{field}", metavar="TEXT")
    correct.add_argument("--date", metavar="DATE", help="of publication: 2023, 2023-03 or 2023-03-05")
    correct.add_argument("--byline", metavar="TEXT", help="记者 王某 通讯员 李某")
    correct.add_argument("--body-file", type=Path, metavar="FILE", help="the whole text, UTF-8")

    for name, what in (("ask", "question"), ("search", "words"), ("check", "claim")):
        command = made[name]
        command.add_argument("text", nargs="?", metavar=what.upper())
        command.add_argument(
            "--batch", metavar="FILE", help="JSON Lines in (.jsonl, .jsonl.gz, - for stdin), one line out each"
        )
        command.add_argument(
            "--now", type=day, metavar="DATE", help="the asker's day (default: today where the paper is)"
        )
        for option in ("collection", "newspaper"):
            command.add_argument(f"--{option}", help=f"only this {option}")
    made["check"].add_argument(
        "--file", type=Path, metavar="FILE", help="check every paragraph of a .txt or .docx file"
    )
    made["ask"].add_argument(
        "--history", type=Path, metavar="FILE", help='earlier turns: [{"role", "content"}] as JSON'
    )
    for name in ("ask", "check"):
        made[name].add_argument("--lang", choices=("zh", "en"), help="of the answer (default: of the question)")
    search = made["search"]
    search.add_argument("--top", type=number(1, 100), default=10, metavar="N")
    search.add_argument("--sort", choices=("relevance", "newest", "oldest"), default="relevance")
    search.add_argument("--from", dest="since", type=day, metavar="DATE")
    search.add_argument("--to", dest="until", type=day, metavar="DATE")

    serve = made["serve"]
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=number(1, 65535), default=7860)
    serve.add_argument("--root-path", default="", help="the path under which a proxy shows it")
    serve.add_argument("--examples", type=Path, metavar="FILE", help="JSON: example questions for the page")

    retrieval = _add_evaluations(made["eval"])
    for command in (made["ask"], search, serve, retrieval):
        command.add_argument(
            "--reranker", metavar="NAME_OR_DIR", help="cross-encoder that orders the best results anew (default: none)"
        )

    made["rollback"].add_argument(
        "to", nargs="?", type=number(1, 10**9), metavar="VERSION", help="default: the one before"
    )
    migrate = made["migrate"]
    migrate.add_argument("--to", metavar="ADDRESS", help="publish there (default: the setting store)")
    migrate.add_argument("--from", dest="source", metavar="ADDRESS", help="make the folder --index of what is there")
    migrate.add_argument("--watch", action="store_true", help="publish every new version, until stopped")
    made["doctor"].add_argument("--repair", action="store_true", help="make the newest sound version current")
    _add_sites(made["site"])
    made["config"].add_argument("--show", action="store_true", help="print the settings in force")
    made["config"].add_argument("--reference", action="store_true", help="print docs/configuration.md")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code of the public contract."""
    parser = make_parser()
    options = parser.parse_args(arguments)
    if options.version:
        from ui.release import VERSION

        sys.stdout.write(f"wenbao {VERSION}\n")
        return 0
    if not options.command:
        parser.print_help(sys.stderr)
        return 2
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # LANG=C must not break Chinese
    try:
        if isinstance(options.index, str) and options.command not in AFAR:
            raise InputError(
                f"wenbao {options.command} works on a folder, not on {options.index}: name one with --index"
            )
        code: int = import_module(f"ui.commands.{options.command}").run(options)
    except WenbaoError as error:
        sys.stderr.write(f"wenbao: {error.message}\n")
        return 1
    except BrokenPipeError:
        sys.stderr.close()  # whoever reads us has gone; nothing is left to say
        return 0
    except KeyboardInterrupt:
        sys.stderr.write("wenbao: stopped\n")
        return 130
    return code
