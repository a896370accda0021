"""`wenbao serve`: the web application."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from index.errors import InputError
from ui.archive import Archive
from ui.commands.output import talk
from ui.server import create_app, serve


def run(options: Namespace) -> int:
    """Serve until stopped."""
    archive = Archive.open(options.index)
    examples = read_examples(options.examples) if options.examples else ()
    app = create_app(archive, root_path=options.root_path, examples=examples)
    serve(
        app, options.host, options.port, announce=lambda address: talk(f"问报 Wenbao: {address}  (Ctrl+C 停止 stops)")
    )
    return 0


def read_examples(path: Path) -> tuple[str, ...]:
    """Example questions from a JSON list of strings. Raises InputError."""
    try:
        return tuple(str(question) for question in json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise InputError(f"{path}: no list of questions ({error})") from error
