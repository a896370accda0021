"""What may not be imported on the serving path: asked of a fresh interpreter."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("torch", "transformers", "sentence_transformers", "gradio", "langchain", "langchain_core", "langchain_openai")
HEAVY += ("pymilvus", "grpc")

ASK = """
import sys
from datetime import date
from pathlib import Path
from index.embeddings import load_embedder
from index.folder import IndexFolder
from index.glossary import Glossary
from index.snapshot import Snapshot
from index.words import load_segmenter
from rag.answering.answer import Archivist, Ask
model = load_embedder()
store = Snapshot.open(IndexFolder(Path(sys.argv[1])), model_name=model.name, model_fingerprint=model.fingerprint)
archivist = Archivist(store, model, load_segmenter(), Glossary())
reply = archivist.answer(Ask("2022年3月5日共献血多少毫升？", date(2024, 1, 1)))
assert reply.answer, reply.refusal
"""
MODULES = """
import index.build, index.doctor, index.snapshot, prompts.templates
import rag.answering.answer, rag.checking.verdict.check, rag.fluent, rag.model, rag.finding.search
"""


def imported(code, root, *arguments):
    tail = f"\nimport sys\nprint(*[name for name in {HEAVY!r} if name in sys.modules])"
    command = [sys.executable, "-c", code + tail, *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.parametrize("module", ["index.build", "rag.answering.answer", "rag.fluent"])
def test_importing_brings_nothing_heavy(root, module):
    assert imported(f"import {module}", root) == []


def test_the_modules_of_index_and_rag_import_nothing_heavy(root):
    assert imported(MODULES, root) == []


def test_a_build_and_an_answer_need_nothing_heavy(root, tmp_path):
    from index.embeddings import load_embedder
    from tests.fakes import COUNTY, take, write_records

    take(tmp_path / "index", write_records(tmp_path / "a.jsonl", COUNTY), embedder=load_embedder())
    assert imported(ASK, root, str(tmp_path / "index")) == []


def test_the_check_can_fail(root):
    assert imported("import rag.runnable", root) == ["langchain_core"]
