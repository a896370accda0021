"""Peak memory of a build by the number of its files and of its articles, and of a build that finds all unchanged."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.growth import DEEDS, SEED, TOWNS

COUNTS = (1_000, 8_000, 100_000)
A_FOLDER = 1_000
MOST = 1.1
"""What the ratio may be: a segment of 8,000 pages is larger than one of 1,000, and a page costs some 40 bytes."""
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
        (folder / f"{number}.txt").write_text("\n".join(_item(number, chance)), "utf-8")


def write_records(place: Path, count: int) -> None:
    """The same items as records of one file."""
    chance = random.Random(SEED)
    place.mkdir()
    with (place / "items.jsonl").open("w", encoding="utf-8") as file:
        for number in range(count):
            title, text = _item(number, chance)
            file.write(json.dumps({"title": title, "text": text}, ensure_ascii=False) + "\n")


def _item(number: int, chance: random.Random) -> tuple[str, str]:
    town, (deed, unit, detail) = chance.choice(TOWNS), chance.choice(DEEDS)
    lead = f"本报讯 3月{number % 28 + 1}日，{town}镇第{number % 97}村开展{deed}活动"
    return f"{town}镇第{number}次开展{deed}活动", f"{lead}，{detail}，共{chance.randrange(9000)}{unit}。"


def peak_of(pages: Path, index: Path) -> int:
    """Peak memory of one build in a process of its own, in MiB."""
    words = [sys.executable, "-c", BUILD, str(pages), str(index)]
    with tempfile.TemporaryFile("w") as report:
        done = subprocess.run(words, cwd=ROOT, check=True, stdout=report, stderr=subprocess.PIPE, text=True)
    return int(done.stderr.split()[-1])


def measure() -> Iterator[tuple[str, int, float]]:
    """(what was built, peak memory in MiB, its ratio to that of the fewest files or records)."""
    for kind, write in (("files of one page", write_pages), ("records of one file", write_records)):
        first = 0
        for count in COUNTS:
            with tempfile.TemporaryDirectory() as place:
                pages, index = Path(place) / "in", Path(place) / "index"
                write(pages, count)
                peak = peak_of(pages, index)
                first = first or peak
                yield f"{count:,} {kind}", peak, peak / first
                if write is write_pages:
                    again = peak_of(pages, index)
                    yield f"… all unchanged, {count:,} {kind}", again, again / first
