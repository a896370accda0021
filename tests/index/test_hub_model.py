"""Any other sentence-transformers model: its prompts, its pooling, its refusals."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.embeddings import BUNDLED, StaticEmbedder, TransformerEmbedder, load_embedder
from index.errors import ModelUnavailable
from index.hub_model import known_prefixes, own_prefixes
from tests.small_models import cut_letters, write_bert, write_embedder, write_reranker


@pytest.mark.slow
def test_any_sentence_transformers_folder_serves(bert_folder):
    model = load_embedder(str(bert_folder))
    assert isinstance(model, TransformerEmbedder)
    assert model.dimension == 16
    assert Path(model.name).name == "whole"
    rows = model.embed_passages(["献血社区", "志愿者", "社区"])
    assert rows.shape == (3, 16)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-5)
    assert np.abs(model.embed_passages(["志愿者"])[0] - rows[1]).max() < 1e-5
    assert model.embed_queries([]).shape == (0, 16)


@pytest.mark.slow
def test_prefixes_reach_the_model_and_the_fingerprint(bert_folder, tmp_path):
    plain = TransformerEmbedder.open(str(bert_folder))
    shutil.copytree(bert_folder, tmp_path / "multilingual-e5-small")
    e5 = TransformerEmbedder.open(str(tmp_path / "multilingual-e5-small"))
    assert np.allclose(e5.embed_queries(["献血"]), plain.embed_passages(["query: 献血"]), atol=1e-6)
    assert np.allclose(e5.embed_passages(["献血"]), plain.embed_passages(["passage: 献血"]), atol=1e-6)
    bare = TransformerEmbedder.open(str(tmp_path / "multilingual-e5-small"), query_prefix="", passage_prefix="")
    assert np.allclose(bare.embed_queries(["献血"]), plain.embed_queries(["献血"]), atol=1e-6)
    assert bare.fingerprint == plain.fingerprint == TransformerEmbedder.open(str(bert_folder)).fingerprint
    assert e5.fingerprint != plain.fingerprint


@pytest.mark.slow
def test_a_model_is_asked_with_its_own_prompts_as_sentence_transformers_asks_it(bert_folder, tmp_path):
    from sentence_transformers import SentenceTransformer

    texts = ["献血社区", "志愿者"]
    prompted = tmp_path / "multilingual-e5-large"  # its own prompts count before its family's
    shutil.copytree(bert_folder, prompted)
    for prompts, default in (({"query": "社: ", "document": "区: "}, None), ({"query": "社: "}, "query")):
        (prompted / "config_sentence_transformers.json").write_text(
            json.dumps({"prompts": prompts, "default_prompt_name": default, "similarity_fn_name": "cosine"})
        )
        ours, theirs = load_embedder(str(prompted)), SentenceTransformer(str(prompted))
        assert np.allclose(ours.embed_queries(texts), theirs.encode_query(texts, normalize_embeddings=True), atol=1e-6)
        passages = theirs.encode_document(texts, normalize_embeddings=True)
        assert np.allclose(ours.embed_passages(texts), passages, atol=1e-6)
        assert ours.fingerprint != load_embedder(str(bert_folder)).fingerprint
        assert not np.allclose(ours.embed_queries(texts), load_embedder(str(bert_folder)).embed_queries(texts))


def test_the_prompts_of_a_models_files():
    assert own_prefixes({"query": "q ", "document": "d "}) == ("q ", "d ")
    assert own_prefixes({"query": "q ", "document": "", "passage": "p "}) == ("q ", "p ")
    assert own_prefixes({"query": "q ", "other": "o "}) == ("q ", "")
    assert own_prefixes({}) == ("", "")


@pytest.mark.slow
def test_how_a_model_pools_is_part_of_its_fingerprint(bert_folder, tmp_path):
    other = TransformerEmbedder.open(str(write_embedder(tmp_path, pooling="cls")))
    same = TransformerEmbedder.open(str(bert_folder))
    assert not np.allclose(other.embed_queries(["献血"]), same.embed_queries(["献血"]))
    assert other.fingerprint != same.fingerprint


@pytest.mark.slow
@pytest.mark.parametrize("prompts", [None, {"query": "社: ", "document": ""}])
def test_a_static_model_that_sentence_transformers_saved_is_read(tmp_path, prompts):
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    tokenizer = cut_letters()
    whole = SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_dim=24)], prompts=prompts)
    whole.save(str(tmp_path / "static"))
    ours = load_embedder(str(tmp_path / "static"))
    assert isinstance(ours, TransformerEmbedder if prompts else StaticEmbedder)
    assert ours.dimension == 24
    texts = ["献血社区", "志愿者"]
    assert np.allclose(ours.embed_queries(texts), whole.encode_query(texts, normalize_embeddings=True), atol=1e-5)
    passages = whole.encode_document(texts, normalize_embeddings=True)
    assert np.allclose(ours.embed_passages(texts), passages, atol=1e-5)


@pytest.mark.slow
def test_what_embeds_nothing_is_refused_in_one_line(tmp_path):
    with pytest.raises(ModelUnavailable, match=r"BertForSequenceClassification.*--reranker") as caught:
        load_embedder(str(write_reranker(tmp_path / "judge")))
    assert "\n" not in caught.value.message
    (write_bert(tmp_path / "own", "BertModel") / "config.json").write_text(
        json.dumps({"model_type": "own", "architectures": ["Own"], "auto_map": {"AutoConfig": "own.C"}})
    )
    with pytest.raises(ModelUnavailable, match="brings its own program") as caught:
        load_embedder(str(tmp_path / "own"))
    assert "\n" not in caught.value.message


def test_prefixes_of_known_families():
    assert known_prefixes("intfloat/multilingual-e5-base") == ("query: ", "passage: ")
    assert known_prefixes("BAAI/bge-small-zh-v1.5").query.startswith("为这个句子")
    assert known_prefixes("BAAI/bge-small-zh-v1.5").passage == ""
    assert known_prefixes("BAAI/bge-m3") == ("", "")
    assert known_prefixes("sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2") == ("", "")


@pytest.mark.slow
def test_the_network_is_not_touched_without_leave(bert_folder):
    """In a process of its own, where every connection attempt would end the program."""
    program = (
        "import socket\n"
        "def no(*a, **k): raise SystemExit('network touched')\n"
        "socket.socket.connect = socket.getaddrinfo = socket.create_connection = no\n"
        "from index.embeddings import load_embedder\n"
        "from index.errors import ModelUnavailable\n"
        f"load_embedder({str(bert_folder)!r})\n"
        "try: load_embedder('BAAI/bge-small-zh-v1.5')\n"
        "except ModelUnavailable as e: print(e)\n"
    )
    environment = {k: v for k, v in os.environ.items() if not k.startswith("HF_")}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=BUNDLED.parents[1], env=environment
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("embedding model 'BAAI/bge-small-zh-v1.5' cannot be loaded")


def test_the_import_is_light():
    program = (
        "import sys, index.embeddings as e; e.load_embedder(None).embed_queries(['报']);"
        "print([m for m in ('torch', 'sentence_transformers', 'transformers') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=BUNDLED.parents[1])
    assert done.stdout.strip() == "[]", done.stderr
