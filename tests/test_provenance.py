"""What the project contains was written for it: no phrase of the real pages stands in it."""

from __future__ import annotations

import re
from pathlib import Path

LONG = 12
"""Signs of a run that no two writers put down alike but by copying; names of offices have up to ten."""
HAN = 8
"""Chinese characters among them, so that dates and figures are none."""
ROOMS = ("index", "rag", "ui", "prompts", "training", "benchmarks", "examples", "docs", "tests")
KINDS = {".py", ".json", ".jsonl", ".md", ".txt", ".html", ".js"}


def runs(text: str) -> set[str]:
    bare = re.sub(r"\s", "", text)
    found = (bare[at : at + LONG] for at in range(len(bare) - LONG + 1))
    return {run for run in found if len(re.findall("[\u4e00-\u9fff]", run)) >= HAN}


def test_no_phrase_of_a_real_page_stands_in_the_project(root: Path, shared: Path) -> None:
    real = set[str]().union(*(runs(page.read_text("utf-8")) for page in sorted((shared / "seeds").glob("*.txt"))))
    assert len(real) > 1000
    files = [*root.glob("*.md"), *(path for room in ROOMS for path in (root / room).rglob("*") if path.suffix in KINDS)]
    copied = {str(path.relative_to(root)): runs(path.read_text("utf-8")) & real for path in files}
    assert {name: sorted(found)[:3] for name, found in copied.items() if found} == {}
