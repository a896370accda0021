"""Peak memory of a build by the number of its files: small pages of a thousand and of eight thousand files."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.growth import DEEDS, SEED, TOWNS

COUNTS = (1_000, 8_000)
A_FOLDER = 1_000
ROOT = Path(__file__).resolve().parent.parent

BUILD = """
import resource, sys
from wenbao import launch
launch()
from ui.cli import main
main(["build", sys.argv[1], "--index", sys.argv[2], "--json"])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)
"""


def write_pages(place: Path, count: int) -> None:
    """`count` pages of one short item each, a thousand to a folder."""
    chance = random.Random(SEED)
    for number in range(count):
        folder = place / f"{number // A_FOLDER:03d}"
        folder.mkdir(parents=True, exist_ok=True)
        town, (deed, unit, detail) = chance.choice(TOWNS), chance.choice(DEEDS)
        lead = f"本报讯 3月{number % 28 + 1}日，{town}镇第{number % 97}村开展{deed}活动"
        text = f"{town}镇第{number}次开展{deed}活动\n{lead}，{detail}，共{chance.randrange(9000)}{unit}。\n"
        (folder / f"{number}.txt").write_text(text, "utf-8")


def measure() -> Iterator[tuple[int, int, float]]:
    """(files, peak memory of the build in MiB, its ratio to that of the first row)."""
    first = 0
    for count in COUNTS:
        with tempfile.TemporaryDirectory() as place:
            write_pages(Path(place) / "in", count)
            words = [sys.executable, "-c", BUILD, str(Path(place) / "in"), str(Path(place) / "index")]
            done = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True)
        peak = int(done.stderr.split()[-1])
        first = first or peak
        yield count, peak, peak / first
