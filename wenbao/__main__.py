"""Hands over to the command line."""

from __future__ import annotations

import sys

from wenbao import launch


def main() -> int:
    """The console script."""
    try:
        launch()
    except ImportError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    from ui.cli import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
