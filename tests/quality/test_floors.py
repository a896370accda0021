"""Quality floors: what the shared scorer measures may rise and never fall. Raise floors in floors.json, never lower."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FLOORS: dict[str, dict[str, float]] = json.loads((Path(__file__).parent / "floors.json").read_text("utf-8"))

EPSILON = 0.0005
"""Figures are printed with four digits."""

pytestmark = [pytest.mark.shared, pytest.mark.slow]


class Bench:
    """Builds an index once, unless it is there, and pipes the program's output through the scorer."""

    def __init__(self, shared: Path, root: Path, index: Path, sources: Path | None = None, *options: str) -> None:
        self.shared, self.root, self.index = shared, root, index
        if sources:
            self.run("build", sources, *options)

    def run(self, *words: object) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "wenbao", *map(str, words), "--index", str(self.index)],
            cwd=self.root,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=3000,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    def score(self, task: str, gold: Path, printed: str, *options: str) -> dict[str, float]:
        done = subprocess.run(
            [sys.executable, str(self.shared / "eval" / "score.py"), task, str(gold), *options],
            input=printed,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stderr[-2000:]
        figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        return figures


def hold(name: str, figures: dict[str, float]) -> None:
    """Every pinned figure is at its floor or above."""
    print(name, json.dumps(figures))
    low = {
        key: (figures.get(key), floor)
        for key, floor in FLOORS[name].items()
        if (figures.get(key) or 0) < floor - EPSILON
    }
    assert not low, f"{name} fell below its floor: {low}"


def hold_pages(bench: Bench, name: str, pages: Path, questions: Path, tmp_path: Path) -> None:
    articles = bench.run("articles", "--json")
    hold(f"{name} articles", bench.score("articles", pages, articles))
    answers = bench.run("ask", "--batch", questions, "--json")
    hold(f"{name} answers", bench.score("answers", questions, answers))
    (tmp_path / "articles.jsonl").write_text(articles, "utf-8")
    hold(f"{name} proof", bench.score("proof", tmp_path / "articles.jsonl", answers))


def hold_claims(bench: Bench, name: str, claims: Path, most_wrong: float) -> None:
    """Verdicts at their floors; `most_wrong` is the share of refuted claims that may be called supported."""
    figures = bench.score("claims", claims, bench.run("check", "--batch", claims, "--json"))
    hold(f"{name} claims", figures)
    assert figures["refuted_called_supported"] <= most_wrong + EPSILON


def test_real_pages(shared: Path, root: Path, tmp_path: Path) -> None:
    bench = Bench(shared, root, tmp_path / "index", shared / "seeds")
    hold_pages(bench, "seeds", shared / "eval" / "pages_dev.json", shared / "eval" / "qa_dev.jsonl", tmp_path)
    claims = shared / "eval" / "claims_dev.jsonl"
    hold_claims(bench, "seeds", claims, most_wrong=0)


def test_sample_pages(shared: Path, root: Path, tmp_path: Path) -> None:
    gold = root / "examples" / "gold"
    bench = Bench(shared, root, tmp_path / "index", root / "examples" / "pages", "--newspaper", "霁川新报")
    hold_pages(bench, "examples", gold / "pages.json", gold / "questions.jsonl", tmp_path)
    hold_claims(bench, "examples", gold / "claims.jsonl", most_wrong=0.06)


@pytest.mark.quality
def test_cmrc_dev_as_an_archive(shared: Path, root: Path, tmp_path: Path) -> None:
    data = shared / "data"
    bench = Bench(shared, root, tmp_path / "index", data / "cmrc2018_dev_passages.jsonl.gz")
    questions = data / "cmrc2018_dev_qa.jsonl.gz"
    hold("cmrc search", bench.score("search", questions, bench.run("search", "--batch", questions, "--json")))
    hold("cmrc spans", bench.score("spans", questions, bench.run("ask", "--batch", questions, "--json")))


@pytest.mark.quality
def test_news_archive_of_63510_articles(shared: Path, root: Path, news: Path) -> None:
    data = shared / "data"
    bench = Bench(shared, root, news)
    questions = data / "crud_qa.jsonl.gz"
    printed = bench.run("search", "--batch", questions, "--top", "10", "--json")
    hold("crud search", bench.score("search", questions, printed, "--min-spec", "4.5"))
    english = (
        root / ".private" / "crud_en.jsonl"
    )  # our translations of shared questions, which stay out of the repository
    if english.is_file():
        printed = bench.run("search", "--batch", english, "--top", "10", "--json")
        hold("crud English search", bench.score("search", english, printed))


def test_an_empty_output_holds_no_floor(shared: Path, root: Path) -> None:
    bench = object.__new__(Bench)
    bench.shared = shared
    figures = bench.score("answers", shared / "eval" / "qa_dev.jsonl", "")
    with pytest.raises(AssertionError, match="below its floor"):
        hold("seeds answers", figures)
