"""Endless lines, texts without punctuation and very many tiny files: bounded memory, progress, Ctrl+C (row F27).

The full sizes run under the marker `quality`; row F27's million tiny files are a hundred thousand there, which take
minutes already: what could grow, grows with their number.
"""

from __future__ import annotations

import gzip
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.test_cli import ROOT, lines, wenbao

MEASURE = """
import resource, sys
from wenbao import launch
launch()
from ui.cli import main
code = main(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)
sys.exit(code)
"""
GROWTH = 400
"""MiB by which the peak memory of a build may exceed that of one small page (row F27)."""
TEXT = "青禾镇的人们在河滩上种树浇水培土忙得热火朝天直到傍晚才回家"


def build(place: Path, *paths: Path, timeout: float = 1500) -> tuple[dict[str, object], int]:
    """The report of a build in a process of its own, and the peak memory of that process in MiB."""
    words = ["build", *map(str, paths), "--index", str(place), "--json"]
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *words], cwd=ROOT, capture_output=True, text=True, timeout=timeout
    )
    assert "Traceback" not in done.stderr, done.stderr
    peak = int(done.stderr.split()[-1])
    print(f"{paths[0].name}: {peak} MiB")  # shown by pytest -rP
    return json.loads(done.stdout), peak


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> int:
    """Peak memory of a build of one small page, in MiB."""
    place = tmp_path_factory.mktemp("small")
    (place / "a.txt").write_text(f"青禾镇植树\n本报讯 {TEXT}。\n", "utf-8")
    return build(place / "i", place / "a.txt")[1]


def endless(count: int) -> Iterator[bytes]:
    """A line of `count` MiB in pieces."""
    piece = (TEXT * 12_000).encode()[: 2**20 // 3 * 3]
    yield b'{"id": "endless", "text": "'
    for _ in range(count):
        yield piece
    yield b'"}\n'


@pytest.mark.parametrize("mebibytes", [32, pytest.param(100, marks=pytest.mark.quality)])
def test_f27_one_endless_line_costs_itself_alone(tmp_path: Path, small: int, mebibytes: int) -> None:
    good = (json.dumps({"id": "good", "text": f"{TEXT}。"}) + "\n").encode()
    folder = tmp_path / "in"
    folder.mkdir()
    for name, opened in (("a.jsonl", open), ("b.jsonl.gz", gzip.open), ("c.txt", open), ("d.csv", open)):
        with opened(folder / name, "wb") as file:  # type: ignore[operator]
            file.writelines(endless(mebibytes))
            file.write(good if name == "a.jsonl" else good.replace(b"good", b"best"))
    report, peak = build(tmp_path / "i", folder)
    found = {file["source"]: (file["status"], file["reason"]) for file in report["files"]}  # type: ignore[attr-defined]
    assert found["a.jsonl"] == found["b.jsonl.gz"] == ("taken", None)
    assert found["c.txt"] == ("refused", "too_large")
    assert found["d.csv"] in (("refused", "too_large"), ("refused", "damaged"))
    assert report["articles"] == 2
    assert peak - small <= GROWTH / 4


@pytest.mark.parametrize("records", [3, pytest.param(100, marks=pytest.mark.quality)])
def test_f27_texts_without_punctuation_are_cut_and_held_in_bounded_pieces(
    tmp_path: Path, small: int, records: int
) -> None:
    with (tmp_path / "a.jsonl").open("w", encoding="utf-8") as file:
        for number in range(records):
            text = (f"{number}" + TEXT * 12_000)[: 2**20 // 3]
            file.write(json.dumps({"id": f"{number}", "text": text}, ensure_ascii=False) + "\n")
    report, peak = build(tmp_path / "i", tmp_path / "a.jsonl")
    assert report["articles"] == records
    assert peak - small <= GROWTH


@pytest.mark.parametrize("count", [600, pytest.param(100_000, marks=pytest.mark.quality)])
def test_f27_very_many_tiny_files_are_taken_in_bounded_memory(tmp_path: Path, small: int, count: int) -> None:
    for number in range(count):
        folder = tmp_path / "in" / f"{number // 1000}"
        if number % 1000 == 0:
            folder.mkdir(parents=True)
        (folder / f"{number}.txt").write_text(f"本报讯 3月5日，青禾镇第{number}村栽下了{number}棵树。", "utf-8")
    report, peak = build(tmp_path / "i", tmp_path / "in")
    assert report["counts"]["taken"] == count  # type: ignore[index]
    assert peak - small <= GROWTH


def test_f27_progress_is_told_and_ctrl_c_leaves_the_version_before(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"青禾镇植树\n本报讯 {TEXT}。\n", "utf-8")
    assert wenbao("build", tmp_path / "a.txt", "--index", tmp_path / "i").returncode == 0
    with (tmp_path / "b.jsonl").open("w", encoding="utf-8") as file:
        for number in range(100_000):
            file.write(json.dumps({"text": f"3月5日，青禾镇第{number}村栽下了{number}棵树。"}) + "\n")
    running = subprocess.Popen(
        [sys.executable, "-m", "wenbao", "build", str(tmp_path / "b.jsonl"), "--index", str(tmp_path / "i"), "--json"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        # a suite started in the background inherits a SIGINT that is ignored
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    assert running.stderr is not None
    first = running.stderr.readline()
    assert "b.jsonl" in first
    running.send_signal(signal.SIGINT)
    said, talk = running.communicate(timeout=120)  # a build of all of it takes several minutes
    assert running.returncode == 130
    assert said == ""
    assert talk.splitlines()[-1] == "wenbao: 已停下 stopped; the index is at version 1; build again to go on"
    assert "Traceback" not in talk
    held = lines(wenbao("articles", "--index", tmp_path / "i", "--json"))
    assert len(held) == 1
    assert lines(wenbao("doctor", "--index", tmp_path / "i", "--json"))
