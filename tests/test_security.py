"""docs/security.md lists the rows of threats and faults: each has a test of its number, or a reason why it has none."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROW = re.compile(r"^\| (?P<row>[A-FILPW]\d{1,2})(?P<starred>\*?) \|(?P<what>[^|]*)\|(?P<where>[^|]*)\|$", re.M)
COUNTS = {"A": 21, "B": 8, "C": 15, "D": 14, "E": 7, "F": 37, "W": 12, "I": 6, "P": 5, "L": 7}
"""How many rows of each letter there are."""


def rows_tested(root: Path) -> dict[str, set[str]]:
    """Row numbers stand at the head of a test's name: test_a13_…, test_f1_f2_…, TestF36…"""
    found: dict[str, set[str]] = {}
    for path in (root / "tests").rglob("test_*.py"):
        for line in ast.parse(path.read_text("utf-8")).body:
            names = [line.name] if isinstance(line, (ast.FunctionDef, ast.AsyncFunctionDef)) else []
            if isinstance(line, ast.Assign):
                names = [
                    f"test_{n.id[4:].lower()}" for n in line.targets if isinstance(n, ast.Name) and n.id[:4] == "Test"
                ]
            for name in names:
                for word in name.removeprefix("test_").split("_"):
                    if not re.fullmatch(r"[a-gilpw]\d{1,2}[a-z]*", word):
                        break
                    row = re.match(r"[a-z]\d+", word)
                    assert row
                    found.setdefault(row[0].upper(), set()).add(path.name)
    return found


def rows(root: Path) -> dict[str, re.Match[str]]:
    text = (root / "docs" / "security.md").read_text("utf-8")
    listed = list(ROW.finditer(text))
    assert len(listed) == len({match["row"] for match in listed}), "a row stands twice"
    return {match["row"]: match for match in listed}


def test_every_row_is_listed(root: Path) -> None:
    expected = {f"{letter}{n}" for letter, count in COUNTS.items() for n in range(1, count + 1)}
    assert set(rows(root)) == expected


def test_every_row_has_a_test_of_its_number_or_a_reason(root: Path) -> None:
    tested = rows_tested(root)
    for row, match in rows(root).items():
        files = set(re.findall(r"test_\w+\.py", match["where"]))
        assert files <= tested.get(row, set()), f"{row}: no test of this number in {files - tested.get(row, set())}"
        assert files or (not match["starred"] and len(match["where"].strip()) > 30), (
            f"{row} has neither test nor reason"
        )


def test_every_test_of_a_row_stands_in_the_list(root: Path) -> None:
    listed = rows(root)
    for row, files in rows_tested(root).items():
        if row in listed:
            missing = {name for name in files if name not in listed[row]["where"]}
            assert not missing, f"{row}: add {sorted(missing)} to docs/security.md"


FLOORS = {"starlette": "0.49.1", "python-multipart": "0.0.27", "gradio": "6.16", "mcp": "2.3", "pypdfium2": "5.15"}
"""Releases before these have known holes."""


def test_e7_no_pinned_release_is_below_its_floor(root: Path) -> None:
    pins = dict(re.findall(r"^([\w.-]+)==([\d.]+)", (root / "constraints.txt").read_text("utf-8"), re.M))
    low = {
        name: pins[name]
        for name, floor in FLOORS.items()
        if tuple(map(int, pins[name].split("."))) < tuple(map(int, floor.split(".")))
    }
    assert not low
    assert "pypdf" not in pins, "PDF is read by pdfium in a child process"
