"""A batch: one line in, one line out, same order, same id; a line that fails says why and the others go on."""

from __future__ import annotations

import gzip
import json
import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from index.errors import InputError, QuestionRefused, WenbaoError
from ui.bodies import parse_batch_line
from ui.commands.output import print_json
from ui.wire import Json, error_json

log = logging.getLogger(__name__)

LINE_MOST = 4 * 2**20
"""Bytes of the longest batch line read: a question with its whole history is some ten thousand."""

BodyT = TypeVar("BodyT")


def read_lines(name: str) -> Iterator[str]:
    """The lines of a batch file, empty ones left out. Raises InputError."""
    if name == "-":
        yield from (line for line in sys.stdin if line.strip())
        return
    path = Path(name)
    try:
        with gzip.open(path, "rb") if name.endswith(".gz") else path.open("rb") as file:
            while line := file.readline(LINE_MOST):
                if line.strip():
                    yield line.decode("utf-8", errors="replace")
    except (OSError, EOFError) as error:
        raise InputError(f"{name}: cannot be read ({error})") from error


def line_id(line: str) -> str | None:
    """The id of a line that could not be used, if it has one."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    value = data.get("id", data.get("qid"))
    return value if isinstance(value, str) else None


def run_batch(name: str, task: str, body_type: type[BodyT], answer: Callable[[BodyT], Json]) -> int:
    """Answer every line of a batch; 3 if one failed, else 0."""
    failed = False
    for line in read_lines(name):
        try:
            body = parse_batch_line(line, task)
            if not isinstance(body, body_type):
                raise QuestionRefused(f"the line is no {task}")
            print_json(answer(body))
        except WenbaoError as error:
            failed = True
            print_json(error_json(error.code, error.message, id=line_id(line)))
        except Exception as error:  # a bug of ours in one line must not lose the others
            failed = True
            log.exception("a batch line failed")
            print_json(error_json("internal_error", f"unexpected {type(error).__name__}", id=line_id(line)))
    return 3 if failed else 0
