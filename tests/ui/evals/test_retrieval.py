"""`wenbao eval retrieval` on the sample archive and on figures worked out by hand."""

from __future__ import annotations

import json
import sys
import xml.etree.ElementTree as ET

import pytest

from index.errors import InputError
from rag.answers import Result
from ui.cli import main
from ui.evals.gold import Wanted, read_wanted
from ui.evals.plot import HIGH, draw_bars
from ui.evals.retrieval import MEASURES, Row, measure, slices_of

pytest.importorskip("ir_measures")


@pytest.fixture(scope="module")
def sample(root, tmp_path_factory):
    place = tmp_path_factory.mktemp("sample")
    assert main(["build", str(root / "examples/pages"), "--index", str(place)]) == 0
    return place


@pytest.fixture
def words(root):
    gold = root / "examples/gold"
    return ["eval", "retrieval", str(gold / "questions.jsonl"), "--pages", str(gold / "pages.json")]


def test_the_sample_questions_are_scored_by_slice(sample, words, tmp_path, capsys):
    capsys.readouterr()
    assert main([*words, "--index", str(sample), "--json", "--plot", str(tmp_path / "p.svg")]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["slice"] for row in rows] == ["all", "date", "number", "name", "cross-lingual"]
    whole = rows[0]
    assert whole["questions"] > 60
    assert whole["Success@10"] > 0.85, "labels were matched with the index's own keys"
    assert all(0 <= row[name] <= 1 for row in rows for name in MEASURES)
    assert "<svg" in (tmp_path / "p.svg").read_text("utf-8")


def test_questions_on_pages_without_labels_are_left_out(sample, root, tmp_path, capsys):
    labels = json.loads((root / "examples/gold/pages.json").read_text("utf-8"))
    label = labels["pages"][0]["articles"][0]["id"]
    labels["pages"] = labels["pages"][:1]
    (tmp_path / "pages.json").write_text(json.dumps(labels), "utf-8")
    here = next(json.loads(line)["key"] for line in listed(sample, capsys))
    golds = (label, "of another page", here)
    questions = [json.dumps({"question": f"第{n}问？", "gold": [gold]}) for n, gold in enumerate(golds)]
    (tmp_path / "q.jsonl").write_text("\n".join(questions), "utf-8")
    words = ["eval", "retrieval", str(tmp_path / "q.jsonl"), "--pages", str(tmp_path / "pages.json")]
    assert main([*words, "--index", str(sample), "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out.splitlines()[0])["questions"] == 2
    assert "1 of 3 questions name articles without a label" in err


def listed(index, capsys):
    capsys.readouterr()
    assert main(["articles", "--index", str(index), "--json"]) == 0
    return capsys.readouterr().out.splitlines()


def test_people_get_a_table(sample, words, capsys):
    capsys.readouterr()
    assert main([*words[:2], "--index", str(sample), *words[2:]]) == 0
    head, rule, *rows = capsys.readouterr().out.splitlines()
    assert {line.count("|") for line in (head, rule, *rows)} == {len(MEASURES) + 4}
    assert rows[0].startswith("| questions | all |")


def test_without_the_library_one_line_says_what_to_install(sample, words, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "ir_measures", None)
    assert main([*words, "--index", str(sample)]) == 1
    assert capsys.readouterr().err == "wenbao: wenbao eval needs the package ir-measures: pip install 'wenbao[eval]'\n"


def result(key, rank, *duplicates):
    return Result(key, "s", 1, "", None, "", "", rank, duplicates)


def test_figures_by_hand_reprints_count_as_what_they_reprint():
    wanted = [
        Wanted("1", "谁说的？", frozenset("a")),
        Wanted("2", "哪里？", frozenset("b")),
        Wanted("3", "?", frozenset("c")),
    ]
    found = {"1": [result("x", 1), result("y", 2, "a")], "2": [result("b", 1)], "3": [result("z", 1)]}
    rows = {row.slice: row for row in measure("set", wanted, found)}
    assert rows["all"].figures["RR@10"] == pytest.approx(0.5)
    assert rows["all"].figures["Success@1"] == pytest.approx(1 / 3, abs=1e-4)
    assert rows["all"].figures["Success@10"] == pytest.approx(2 / 3, abs=1e-4)
    assert rows["name"].questions == 1
    assert rows["name"].figures["nDCG@10"] == pytest.approx(0.6309)
    assert "date" not in rows


def test_nothing_found_counts_as_nothing():
    rows = measure(
        "set",
        [Wanted("1", "谁？", frozenset("a")), Wanted("2", "谁？", frozenset("a"))],
        {"1": [result("a", 1)], "2": []},
    )
    assert rows[0].figures["Success@10"] == 0.5


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("2023年3月5日有多少人献血？", "date"),
        ("大桥全长多少米？", "number"),
        ("最佳射手是谁？", "name"),
        ("How long is the bridge?", "cross-lingual"),
    ],
)
def test_questions_are_sorted_into_slices(question, part):
    assert {"all", part} <= slices_of(question)


def test_gold_is_read_as_it_is_found(tmp_path):
    rows = [
        {"qid": "1", "question": "甲？", "gold": ["a"], "also": ["b"], "spec": 5.0},
        {"qid": "2", "question": "乙？", "gold": ["c"], "spec": 1.0},
        {"id": "3", "query": "丙？", "pid": "d"},
        {"id": "4", "question": "丁？", "gold": []},
        {"id": "5", "question": "戊呢？", "pid": "e", "history": [{"role": "user", "content": "丁？"}]},
    ]
    path = tmp_path / "q.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert read_wanted(path, 4.5) == [Wanted("1", "甲？", frozenset("ab")), Wanted("3", "丙？", frozenset("d"))]
    for bad in ("", "[1]\n", "{\n", '{"question": "甲"}\n'):
        path.write_text(bad, "utf-8")
        with pytest.raises(InputError, match=r"q\.jsonl"):
            read_wanted(path, 0)


def test_bars_are_as_high_as_their_figures_and_names_are_text():
    svg = draw_bars([Row("a<b", "all", 3, {"x": 0.5, "y": 1.0})], ("x", "y"))
    tree = ET.fromstring(svg)
    bars = [rect for rect in tree.iter("{http://www.w3.org/2000/svg}rect") if len(rect)]
    assert [int(bar.get("height")) for bar in bars] == [HIGH // 2, HIGH]
    assert "a<b" in [text.text for text in tree.iter("{http://www.w3.org/2000/svg}text")]
