"""Signs that mean something to a search language or a database mean nothing here (row C14)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from index.embeddings import load_embedder
from tests.fakes import COUNTY, take, write_records
from tests.ui.serving import UNLIMITED, start
from tests.ui.test_cli import lines, wenbao
from ui.archive import Archive
from ui.server import create_app

WORDS = "东湖广场 献血"
SIGNED = (
    '"东湖广场" "献血"', '"东湖广场 献血', '东湖广场 献血"', "'东湖广场' 献血'", "东湖广场* 献血*",
    "*东湖广场 *献血", "(东湖广场 献血",
    "东湖广场) 献血", "^东湖广场 ~献血", "+东湖广场 -献血", "东湖广场 && 献血 ||", "{东湖广场 献血]", "东湖广场:献血",
    "东湖广场 /献血/", "东湖广场\\ 献血\\", "东湖广场; 献血--", "东湖广场 %献血_", "$东湖广场 ${献血}",
    "东湖广场 献血 #", "[东湖广场] 献血?",
)  # fmt: skip
"""The same words with signs of FTS5, Lucene, SQL, globs and shells about them."""

WORDED = (
    '东湖广场 献血" OR 1=1 --', "东湖广场 献血' OR '1'='1", "NEAR(东湖广场 献血, 5)", "东湖广场 AND NOT 献血",
    "body:东湖广场 OR body:*",
    "东湖广场 献血 UNION SELECT * FROM articles", "'; DROP TABLE articles; --", "东湖广场 献血)) OR ((1=1",
    '{"$ne": null} 东湖广场 献血', "__import__('os') 东湖广场 献血", "东湖广场 献血 newspaper:*",
)  # fmt: skip
"""The same with words of such languages, which are words to search like any others."""

ALONE = ('"', "'", "*", "(", "NEAR(", "OR", "1=1", "--", "%", "\\", "~", "^^^", "[]", "?", "${}", "/*", "((((((((")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("syntax")
    take(folder / "i", write_records(folder / "a.jsonl", COUNTY), embedder=load_embedder())
    return folder / "i"


@pytest.fixture(scope="module")
def http(place: Path) -> Iterator[httpx.Client]:
    app = create_app(Archive.open(place), settings=UNLIMITED, with_page=False)
    with httpx.Client(base_url=start(app), timeout=30) as client:
        yield client


def keys(body: dict[str, list[dict[str, str]]]) -> list[str]:
    return [result["key"] for result in body["results"]]


@pytest.mark.parametrize("query", SIGNED)
def test_c14_signs_change_no_result(http: httpx.Client, query: str) -> None:
    plain = http.post("/api/v1/search", json={"query": WORDS}).json()
    found = http.post("/api/v1/search", json={"query": query})
    assert found.status_code == 200
    assert keys(found.json()) == keys(plain)
    assert keys(plain)[:2] == ["blood-2022", "blood-2023"] or keys(plain)[:2] == ["blood-2023", "blood-2022"]
    linked = http.get("/api/v1/search", params={"q": query})
    assert keys(linked.json()) == keys(plain)


@pytest.mark.parametrize("query", [*WORDED, *ALONE])
def test_c14_no_syntax_is_a_fault_or_opens_the_archive(http: httpx.Client, query: str) -> None:
    for newspaper in (None, "云岭周报", query):
        body = {"query": query} if newspaper is None else {"query": query, "newspaper": newspaper}
        found = http.post("/api/v1/search", json=body)
        assert found.status_code in (200, 400, 422), found.text
        if found.status_code == 200:
            papers = {result["newspaper"] for result in found.json()["results"]}
            assert newspaper is None or papers <= {newspaper}
    asked = http.post("/api/v1/ask", json={"question": query, "collection": "文化' OR '1'='1"})
    assert asked.status_code in (200, 400, 422), asked.text
    if asked.status_code == 200:
        assert asked.json()["answer"] is None
        assert asked.json()["results"] == []


@pytest.mark.parametrize("query", ['"东湖广场" 献血"', "NEAR(东湖广场 献血, 5)", "东湖广场 献血* OR 1=1"])
def test_c14_the_best_results_stay_the_best_whatever_stands_beside_them(http: httpx.Client, query: str) -> None:
    plain, found = (http.post("/api/v1/search", json={"query": text}).json() for text in (WORDS, query))
    assert set(keys(found)[:2]) == set(keys(plain)[:2])


@pytest.mark.parametrize("template", ['"{}"', "{}*", "({}", "{}'"])
def test_c14_an_answer_is_the_same_with_signs_about_the_question(http: httpx.Client, template: str) -> None:
    question = "2022年3月5日献血总量多少？"
    plain, signed = (
        http.post("/api/v1/ask", json={"question": text}).json() for text in (question, template.format(question))
    )
    assert plain["answer"]["short"] == "14600毫升"
    assert signed["answer"] == plain["answer"]


def test_c14_the_command_line_says_the_same(place: Path, tmp_path: Path) -> None:
    batch = [{"id": f"{n}", "query": query} for n, query in enumerate([WORDS, *SIGNED, *WORDED, *ALONE])]
    (tmp_path / "q.jsonl").write_text("".join(json.dumps(line) + "\n" for line in batch), "utf-8")
    done = wenbao("search", "--batch", tmp_path / "q.jsonl", "--index", place, "--json")
    assert "Traceback" not in done.stderr
    out = lines(done)
    assert len(out) == len(batch)
    assert not [line for line in out if line.get("error", {}).get("code") == "internal_error"]
    assert {tuple(keys(line)) for line in out[: len(SIGNED) + 1]} == {tuple(keys(out[0]))}
    alone = wenbao("search", '"', "--index", place, "--json")
    assert alone.returncode in (0, 1)
    assert alone.stderr.count("\n") <= 1
