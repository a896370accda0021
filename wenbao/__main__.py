"""Hands over to the command line."""

from __future__ import annotations

import os
import sys

from wenbao import launch


def main() -> int:
    """The console script."""
    if sys.getfilesystemencoding() != "utf-8":  # LANG=C: Chinese questions and paths would arrive as broken bytes
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])
    # Before NumPy is imported. Our products are small: on a busy machine two threads wait for each other at every one,
    # and an answer costs 336 to 435 ms of processor instead of 70.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        launch()
    except ImportError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    from ui.cli import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
