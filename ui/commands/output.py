"""What commands print: JSON lines or words on stdout, talk on stderr."""

from __future__ import annotations

import sys

from ui.wire import Json, dumps


def print_json(value: Json) -> None:
    """One JSON object on a line of its own."""
    sys.stdout.write(dumps(value) + "\n")


def say(text: str = "") -> None:
    """A line of the result, for people."""
    sys.stdout.write(text + "\n")


def talk(text: str) -> None:
    """A line about the work, on stderr."""
    sys.stderr.write(text + "\n")
