import json
from argparse import Namespace
from dataclasses import replace

import pytest

from index.embeddings import load_embedder
from index.errors import InputError
from rag.answers import Refusal
from tests.fakes import COUNTY, take, write_records
from tests.ui.fakes import BLOOD, reply_of
from ui.evals.answers import Labelled, is_right, measure, run, says

QUESTION = Labelled("献血多少？", (), None, ("5000毫升",), (), "", "number", ("all", "zh", "number"), True)


@pytest.mark.parametrize(
    ("text", "wording", "same"),
    [
        ("共计献血5000ml", "5000毫升", True),
        ("共计献血5升[1]", "5000毫升", True),
        ("共计献血500毫升", "5000毫升", False),
        ("投资1,200万元", "1200万元", True),
        ("由陶望舒拍摄", "陶望舒", True),
        ("二十三人", "23人", True),
        ("二十三户", "23人", False),
    ],
)
def test_a_wording_is_said_by_letters_or_by_value(text, wording, same):
    assert says(text, wording) is same


def test_a_list_is_right_only_when_complete():
    one = replace(QUESTION, wordings=(), items=("甲村", "乙村"), kind="list")
    assert is_right(one, "有乙村、甲村")
    assert not is_right(one, "有乙村")


def test_slices_count_answers_refusals_and_citations():
    right = reply_of(BLOOD, "据血站统计，当天大家一共献血5000ml，参加者二十三人。", "5000ml")
    refused = replace(right, answer=None, refusal=Refusal("figure_absent", "没有", ()), citations=())
    lacking = replace(QUESTION, answerable=False)
    cited = replace(QUESTION, evidence="当天大家一共献血5000ml，参加者二十三人。")
    rows = {
        row.slice: row for row in measure("set", [cited, QUESTION, lacking, lacking], [right, refused, refused, right])
    }
    assert rows["all"].figures == {"right": 0.5, "short": 0.5, "cited": 1.0, "refused": 0.5}
    assert rows["all"].refusals == {"figure_absent": 1}
    assert rows["unanswerable"].figures["right"] == 0.5
    assert rows["unanswerable"].questions == 2


def test_labelled_questions_are_asked(tmp_path, capsys):
    take(tmp_path / "index", write_records(tmp_path / "county.jsonl", COUNTY), embedder=load_embedder())
    row = {
        "id": "1",
        "question": "白鹭大桥全长多少米？",
        "answer": "1260米",
        "type": "number",
        "lang": "zh",
        "answerable": True,
    }
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(row, ensure_ascii=False), "utf-8")
    asked = {"index": tmp_path / "index", "questions": [gold], "plot": tmp_path / "plot.svg"}
    assert run(Namespace(**asked, json=True)) == 0
    first = json.loads(capsys.readouterr().out.splitlines()[0])
    assert (first["slice"], first["questions"], first["right"]) == ("all", 1, 1.0)
    assert (tmp_path / "plot.svg").read_text("utf-8").startswith("<svg")
    assert run(Namespace(**asked, json=False)) == 0
    assert capsys.readouterr().out.startswith("| set | slice")


def test_a_file_without_labels_is_refused_in_one_line(tmp_path):
    take(tmp_path / "index", write_records(tmp_path / "county.jsonl", COUNTY), embedder=load_embedder())
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"question": "白鹭大桥全长多少米？"}', "utf-8")
    with pytest.raises(InputError, match="whether it is answerable"):
        run(Namespace(index=tmp_path / "index", questions=[gold], plot=None, json=True))
