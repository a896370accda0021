"""A build in a process of its own, so that visitors are answered meanwhile: the job on stdin, lines of JSON on stdout.

`{"step": …}` while it runs, at the end `{"done": {…}}` or `{"failed": […code, message]}`.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict, fields
from itertools import islice
from pathlib import Path
from typing import Any

from index.build import build
from index.embeddings import load_embedder
from index.errors import WenbaoError
from index.folder import IndexFolder
from index.records import Statement
from index.report import STATUSES, BuildReport, Progress
from ui.release import VERSION

FILES_TOLD = 2000
"""Files whose reports are kept for the page."""
_LINES_TOLD = 50
NICER = 5
"""Steps by which the build stands back for those who read (nice(2))."""


def serve() -> None:
    """Do the one job."""
    with suppress(OSError):
        os.nice(NICER)
    job = json.loads(sys.stdin.readline())
    stated = Statement(**{**job["stated"], "unfixed": tuple(job["stated"]["unfixed"])})
    try:
        report = build(
            [Path(job["pages"])],
            IndexFolder(Path(job["index"])),
            load_embedder(job["model"], allow_download=job["allow_download"]),
            program=VERSION,
            stated=stated,
            progress=_tell_progress,
            names=job["names"],
        )
    except WenbaoError as error:
        _tell({"failed": [error.code, error.message]})
        return
    _tell({"done": report_fields(report)})


def report_fields(report: BuildReport) -> dict[str, Any]:
    """The report as far as a page shows it."""
    shown = {field.name: getattr(report, field.name) for field in fields(report) if field.name != "files"}
    files = []
    for each in islice(report.files, FILES_TOLD):
        told = asdict(each)
        files.append({**told, "refused": told["refused"][:_LINES_TOLD], "notes": told["notes"][:_LINES_TOLD]})
    counts = {status: report.count(status) for status in STATUSES}
    return {**shown, "counts": counts, "files": files}


def _tell_progress(now: Progress) -> None:
    _tell(asdict(now))


def _tell(value: object) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()
