"""The parsers under atheris, guided by what it reaches; each find is a line of tests/cases/fuzzed.json (row F37)."""

from __future__ import annotations

import base64
import json
import os
import random
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conftest import skip_or_fail
from tests.fuzzing.targets import TARGETS

SECONDS = int(os.environ.get("WENBAO_FUZZ_SECONDS", "15"))
"""Of each target, in `make quality`; a longer run is worth a night."""

HERE = Path(__file__).parent


def finds(root: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((root / "tests/cases/fuzzed.json").read_text("utf-8"))
    return found


def test_f37_what_fuzzing_found_stays_mended(root: Path) -> None:
    for find in finds(root):
        TARGETS[find["target"]](base64.b64decode(find["data"]))


@pytest.mark.parametrize("name", TARGETS)
def test_f37_texts_of_chance_break_no_parser(name: str) -> None:
    chance = random.Random(name)
    for _ in range(25):
        TARGETS[name](chance.randbytes(chance.randrange(1, 120)))


@pytest.mark.quality
@pytest.mark.parametrize("name", TARGETS)
def test_f37_c15_no_text_that_atheris_makes_breaks_a_parser_or_holds_it_up(name: str, tmp_path: Path) -> None:
    if find_spec("atheris") is None:
        skip_or_fail("no atheris: install it to fuzz the parsers")
    options = [f"-max_total_time={SECONDS}", "-timeout=10", "-max_len=3000", "-len_control=20", "-seed=8"]
    done = subprocess.run(
        [sys.executable, str(HERE / "one.py"), name, *options, "-rss_limit_mb=3000"],
        cwd=tmp_path, capture_output=True, text=True, errors="replace",
    )  # fmt: skip
    found = [base64.b64encode(path.read_bytes()).decode() for path in tmp_path.glob("*-*")]
    assert done.returncode == 0, f"add to tests/cases/fuzzed.json: {found}\n{done.stdout[-1500:]}{done.stderr[-1500:]}"
