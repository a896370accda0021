"""`python slow_server.py SECONDS`: a server whose streamed answers take so long; prints its address."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from rag.answers import Citation, Reply
from tests.ui.fakes import FakeArchive
from tests.ui.serving import UNLIMITED
from ui.server import create_app, serve


class Slow(FakeArchive):
    """Ten pieces in the given time."""

    def ask_stream(self, question: str, **options: object) -> Iterator[Citation | str | Reply]:
        for piece in super().ask_stream(question, **options):
            time.sleep(float(sys.argv[1]) / 10)
            yield piece


if __name__ == "__main__":
    rules = UNLIMITED.limits.model_copy(update={"streams_address": 0})
    app = create_app(Slow(), settings=UNLIMITED.model_copy(update={"limits": rules}), with_page=False)
    serve(app, port=0, announce=lambda address: print(address, flush=True))
