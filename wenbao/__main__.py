"""Hands over to the command line."""

from __future__ import annotations

import sys

import wenbao  # noqa: F401  # puts the four folders on the path


def main() -> int:
    """The console script."""
    from ui.cli import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
