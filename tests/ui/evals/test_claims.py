import json
from argparse import Namespace
from collections import Counter

import pytest

from index.embeddings import load_embedder
from index.errors import QuestionRefused
from tests.fakes import COUNTY, take, write_records
from ui.evals.claims import measure, run


def test_figures_are_those_of_the_definitions():
    table = Counter({("supported", "supported"): 2, ("refuted", "supported"): 1, ("refuted", "refuted"): 1})
    figures = measure(table)
    assert figures["accuracy"] == 0.75
    assert figures["refuted_called_supported"] == 0.5
    assert figures["macro_f1"] == pytest.approx((0.8 + 2 / 3) / 3, abs=1e-4)
    assert figures["claims"] == 4


def test_labelled_claims_are_checked_and_counted(tmp_path, capsys):
    take(tmp_path / "index", write_records(tmp_path / "county.jsonl", COUNTY), embedder=load_embedder())
    rows = [
        {"id": "1", "claim": "白鹭大桥全长1260米。", "verdict": "supported"},
        {"id": "2", "claim": "白鹭大桥全长1620米。", "verdict": "refuted"},
    ]
    gold = tmp_path / "gold.jsonl"
    gold.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    assert run(Namespace(index=tmp_path / "index", claims=[gold], json=True)) == 0
    assert json.loads(capsys.readouterr().out)["claims"] == 2


def test_a_file_without_verdicts_is_refused_in_one_line(tmp_path):
    take(tmp_path / "index", write_records(tmp_path / "county.jsonl", COUNTY), embedder=load_embedder())
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"claim": "白鹭大桥全长1260米。"}', "utf-8")
    with pytest.raises(QuestionRefused, match="a claim and a verdict"):
        run(Namespace(index=tmp_path / "index", claims=[gold], json=True))
