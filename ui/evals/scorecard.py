"""The scorecard: what the last evaluation of each kind measured, kept in the index's folder for the editor's rooms."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from ui.archive import Archive
from ui.commands.output import talk
from ui.release import VERSION

NAME: Final = Path("state") / "scorecard.jsonl"
"""Below the index's folder; a row a line."""
ROWS_MOST: Final = 500
_TOLD: Final = ("what", "set", "slice", "questions", "claims", "at", "version", "program", "refusals")


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one slice of one set. `at` is UTC, ISO 8601; `version` the index's when it was measured."""

    what: str
    """The evaluation: answers, claims or retrieval; "" for rows that somebody put there by hand."""
    set: str
    slice: str
    questions: int
    figures: Mapping[str, float] = field(default_factory=dict)
    refusals: Mapping[str, int] = field(default_factory=dict)
    at: str = ""
    version: str = ""
    program: str = ""


def keep(archive: Archive, what: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put the rows of an evaluation in the place of those of the last one of its kind.

    A folder that cannot be written to is told on stderr: the figures were printed. An archive without one keeps none.
    """
    if archive.place is None:
        return
    path = archive.place.path / NAME
    told = {
        "what": what,
        "at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "version": archive.coverage().version,
        "program": VERSION,
    }
    lines = [line for line in _lines(path) if line.get("what") != what] + [{**told, **row} for row in rows]
    try:
        path.parent.mkdir(exist_ok=True)
        draft = path.with_suffix(".new")
        draft.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
        draft.replace(path)
    except OSError as error:
        talk(f"{path}: the scorecard cannot be kept ({error.strerror}); the editor's rooms go on showing the last one")


def read(folder: Path) -> tuple[Row, ...]:
    """The rows of an index's folder as they were measured; none where nothing was, or where it cannot be read."""
    return tuple(_row(line) for line in _lines(folder / NAME)[:ROWS_MOST])


def _row(line: Mapping[str, Any]) -> Row:
    figures = {name: float(value) for name, value in line.items() if name not in _TOLD and _is_figure(value)}
    told = {name: str(line.get(name, "")) for name in ("what", "set", "slice", "at", "version", "program")}
    questions: Any = line.get("questions")
    refusals: Any = line.get("refusals")
    return Row(
        **told,
        questions=questions if _is_count(questions) else 0,
        figures=figures,
        refusals={str(k): v for k, v in refusals.items() if _is_count(v)} if isinstance(refusals, dict) else {},
    )


def _is_figure(value: object) -> bool:
    return isinstance(value, float | int) and not isinstance(value, bool) and 0 <= value <= 1


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9


def _lines(path: Path) -> list[dict[str, Any]]:
    try:
        found: Iterable[object] = (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())
        return [line for line in found if isinstance(line, dict)]
    except (OSError, ValueError):
        return []
