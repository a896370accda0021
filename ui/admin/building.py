"""Builds that editors start: one at a time, in a process of its own, watched by a thread."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from index.errors import IndexBusy
from index.folder import IndexFolder
from index.records import Statement
from ui.admin.staging import Batch, Staging
from ui.settings import Settings

log = logging.getLogger(__name__)

_CODE: Final = "import sys; sys.path.insert(0, sys.argv[1]); from ui.admin.child import serve; serve()"
_ROOT: Final = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Running:
    """A moment of a build. `step` is "start" before the first file, then as in index/report.py."""

    batch: str
    step: str = "start"
    source: str = ""
    files_done: int = 0
    files: int = 0
    articles: int = 0


class Builder:
    """Builds batches into one index. Safe to share by threads."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime], ended: Callable[[], None]) -> None:
        """`ended` is called after a build that may have made a new version."""
        self._settings, self._clock, self._ended = settings, clock, ended
        self._lock = threading.Lock()
        self._running: Running | None = None

    @property
    def running(self) -> Running | None:
        """The build that runs in this program, if one does."""
        return self._running

    def begin(self, staging: Staging, batch: Batch, place: IndexFolder) -> None:
        """Start; the report lies with the batch at the end. Raises IndexBusy while another one runs."""
        with self._lock:
            if self._running is not None:
                raise IndexBusy("another upload is being built: wait until it has finished")
            self._running = Running(batch.id, files=len(batch.names))
        threading.Thread(target=self._run, args=(staging, batch, place), name="editor-build", daemon=True).start()

    def _run(self, staging: Staging, batch: Batch, place: IndexFolder) -> None:
        try:
            report = self._build(staging, batch, place)
        except Exception as error:  # the thread's end: whatever it was is told on the page
            log.exception("an upload could not be built")
            report = {"failed": ["error", f"the build could not be run ({type(error).__name__})"]}
        try:
            staging.keep_report(batch.id, {**report, "ended": self._clock().strftime("%Y-%m-%dT%H:%M:%SZ")})
            self._ended()
        except Exception:
            log.exception("what became of an upload could not be kept")
        finally:
            self._running = None

    def _build(self, staging: Staging, batch: Batch, place: IndexFolder) -> dict[str, Any]:
        """Run the child and follow it; what it says last."""
        known = place.manifest().model if place.exists() else None
        stated = Statement(
            published=batch.published or None,
            newspaper=batch.newspaper,
            edition=batch.edition,
            collection=batch.collection,
            unfixed=self._settings.unfixed,
        )
        job = {
            "pages": str(staging.pages(batch.id).resolve()),
            "index": str(place.path.resolve()),
            "model": self._settings.model or known,
            "allow_download": self._settings.allow_download,
            "names": batch.names,
            "stated": asdict(stated),
        }
        # secrets are none of its business, and settings come with the job
        environment = {name: value for name, value in os.environ.items() if not name.startswith("WENBAO_")}
        with subprocess.Popen(
            [sys.executable, "-B", "-P", "-X", "utf8", "-c", _CODE, str(_ROOT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            process_group=0,  # an interrupt at the terminal is for us: its pipe breaks, and it ends uncommitted
        ) as child:
            assert child.stdin is not None
            assert child.stdout is not None
            child.stdin.write(json.dumps(job).encode() + b"\n")
            child.stdin.close()
            for line in child.stdout:
                told = json.loads(line)
                if "step" not in told:
                    return dict(told)
                moment = {name: told[name] for name in ("step", "source", "files_done", "files", "articles")}
                if self._running is not None:
                    self._running = replace(self._running, **moment)
        log.error("a build ended without a report, exit %s", child.returncode)
        return {"failed": ["error", f"the build ended without a report (exit {child.returncode})"]}
