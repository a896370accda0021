import json
import os
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from index.embeddings import BUNDLED, StaticEmbedder, TransformerEmbedder, load_embedder
from index.errors import ModelUnavailable
from index.hub_model import known_prefixes, own_prefixes
from index.lexicon import Lexicon
from rag.ranker import FEATURES
from tests.small_models import cut_letters, write_bert, write_embedder, write_reranker
from training.sources import MEASURED, SHIPPABLE

PIECES = ["献血", "社区", "志愿者", "blood", "donate", "5000", "的", "社", "区"]
TEXTS = ["社区献血", "blood 5000", "志愿者的社区", "", "😀", "献血 " * 50]


def tiny_tokenizer() -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram([("[UNK]", 0.0), *((piece, -2.0) for piece in PIECES)], unk_id=0))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(r"[\p{Han}]+|[a-z]+|\d+"), behavior="removed", invert=True)
    return tokenizer


def write_static(folder: Path, layout: str = "float16", *, normalize: bool = True) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(7)
    rows = random.standard_normal((len(PIECES) + 1, 8)).astype(np.float32)
    rows[0] = 0
    tensors = {
        "float16": {"embedding.weight": rows.astype(np.float16)},
        "int8": {
            "embeddings": np.rint(rows * 30).astype(np.int8),
            "weights": np.linspace(0.1, 1, 10, dtype=np.float32),
        },
        "mapped": {"embeddings": rows[:4].copy(), "mapping": np.arange(10, dtype=np.int64) % 4},
    }[layout]
    save_file(tensors, folder / "model.safetensors")
    tiny_tokenizer().save(str(folder / "tokenizer.json"))
    kinds = ["sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding"]
    if normalize:
        kinds.append("sentence_transformers.base.modules.normalize.Normalize")
    paths = ["", "1_Normalize"]
    modules = [{"idx": i, "name": str(i), "path": paths[i], "type": kind} for i, kind in enumerate(kinds)]
    (folder / "modules.json").write_text(json.dumps(modules))
    return folder


@pytest.fixture(scope="session")
def static_folder(tmp_path_factory):
    return write_static(tmp_path_factory.mktemp("static") / "tiny")


@pytest.fixture(scope="session")
def bundled():
    return load_embedder(None)


@pytest.fixture(scope="session")
def bert_folder(tmp_path_factory):
    return write_embedder(tmp_path_factory.mktemp("bert"))


# --- the static reader


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["float16", "int8", "mapped"])
@pytest.mark.parametrize("normalize", [True, False])
def test_equals_sentence_transformers(tmp_path, layout, normalize):
    from sentence_transformers import SentenceTransformer

    folder = write_static(tmp_path / "model", layout, normalize=normalize)
    (folder / "1_Normalize").mkdir()
    theirs = SentenceTransformer(str(folder)).encode(TEXTS, normalize_embeddings=True).astype(np.float32)
    if layout == "float16":
        # In half precision torch's normalize divides 0 by 0 for a text without known pieces; ours are zeros.
        theirs = np.nan_to_num(theirs, nan=0.0)
    assert np.abs(StaticEmbedder.open(folder).embed_passages(TEXTS) - theirs).max() <= 1e-3


@pytest.mark.slow
def test_bundled_equals_sentence_transformers(bundled):
    from sentence_transformers import SentenceTransformer

    assert (BUNDLED / "lexicon.npz").is_file()  # which it does not mind
    texts = [
        "3月5日献血活动共献血多少？",
        "how much blood was donated on 5 March",
        "启动仪式在霁河广场举行，志愿者们积极参与。" * 12,
        "",
        "Communities, Lüliang, ＡＢＣ 5000ml",
        "한국어 😀",
    ]
    theirs = SentenceTransformer(str(BUNDLED)).encode(texts)
    assert np.abs(bundled.embed_passages(texts) - theirs).max() <= 1e-5


def test_rows_have_length_one_or_are_zero(static_folder):
    lengths = np.linalg.norm(StaticEmbedder.open(static_folder).embed_passages(TEXTS), axis=1)
    assert lengths == pytest.approx([1, 1, 1, 0, 0, 1], abs=1e-6)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(alphabet="献血社区的志愿者blood 5000😀。", max_size=40), max_size=8))
def test_a_text_alone_equals_the_text_in_a_batch(static_folder, texts):
    model = StaticEmbedder.open(static_folder)
    together = model.embed_passages(texts)
    assert together.shape == (len(texts), model.dimension)
    assert together.dtype == np.float32
    for text, row in zip(texts, together, strict=True):
        assert np.array_equal(model.embed_queries([text])[0], row)


def test_very_long_texts_are_embedded(bundled):
    begun = time.monotonic()
    rows = bundled.embed_passages(["志愿者在社区献血。" * 12_000, "志愿者在社区献血。", "献" * 1_000_000])
    assert time.monotonic() - begun < 20
    assert rows[0] @ rows[1] > 0.999


def test_fingerprint_follows_the_files(tmp_path):
    one, copy = write_static(tmp_path / "one"), write_static(tmp_path / "copy")
    prints = {StaticEmbedder.open(one).fingerprint, StaticEmbedder.open(copy).fingerprint}
    assert len(prints) == 1
    for change in (
        lambda: write_static(copy, "int8"),
        lambda: write_static(copy, normalize=False),
        lambda: (copy / "tokenizer.json").write_text((copy / "tokenizer.json").read_text().replace("-2.0", "-3.0", 1)),
    ):
        change()
        prints.add(StaticEmbedder.open(copy).fingerprint)
    assert len(prints) == 4


# --- what goes wrong


@pytest.mark.parametrize("name", ["modules.json", "tokenizer.json", "model.safetensors"])
@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "noise"])
def test_damaged_folders_give_one_clear_line(tmp_path, name, damage):
    folder = write_static(tmp_path / "model")
    content = (folder / name).read_bytes()
    (folder / name).unlink()
    if damage != "missing":
        (folder / name).write_bytes({"empty": b"", "cut": content[: len(content) // 2], "noise": b"\xff" * 50}[damage])
    with pytest.raises(ModelUnavailable) as caught:
        StaticEmbedder.open(folder)
    assert "\n" not in caught.value.message
    assert str(folder) in caught.value.message
    assert name in caught.value.message


@pytest.mark.parametrize(
    "tensors",
    [
        {"other": np.ones((10, 4), np.float32)},
        {"embedding.weight": np.ones(10, np.float32)},
        {"embedding.weight": np.ones((3, 4), np.float32)},
        {"embedding.weight": np.full((10, 4), np.nan, np.float32)},
        {"embeddings": np.ones((10, 4), np.int8), "mapping": np.full(10, 99)},
        {"embeddings": np.ones((10, 4), np.int8), "weights": np.ones(3, np.float32)},
    ],
)
def test_weights_of_another_shape_are_refused(tmp_path, tensors):
    folder = write_static(tmp_path / "model")
    save_file(tensors, folder / "model.safetensors")
    with pytest.raises(ModelUnavailable, match=r"model\.safetensors"):
        StaticEmbedder.open(folder)


@pytest.mark.parametrize("model", ["no/such-model", "/no/such/folder", "not a name at all", ""])
def test_unknown_models_fail_fast_in_one_line(model):
    load_embedder(None)
    begun = time.monotonic()
    with pytest.raises(ModelUnavailable) as caught:
        load_embedder(model)
    # Most of it is the import of sentence-transformers; the hub's own retries would take 71 s.
    assert time.monotonic() - begun < 40
    assert "\n" not in caught.value.message
    assert repr(model) in caught.value.message


def test_a_folder_that_is_no_model_is_refused(tmp_path):
    with pytest.raises(ModelUnavailable, match="fill the folder"):
        load_embedder(str(tmp_path))


# --- other models


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


# --- the bundled folder


def test_bundled_files_are_readable_by_all_and_all_that_is_learned_is_small():
    files = [file for file in BUNDLED.rglob("*") if file.is_file()]
    assert {stat.S_IMODE(file.stat().st_mode) & 0o644 for file in files} == {0o644}
    rooms = (BUNDLED.parents[1] / room for room in ("index", "rag", "prompts", "ui"))
    data = [file for room in rooms for file in room.rglob("*") if file.is_file() and file.suffix not in (".py", ".pyc")]
    assert BUNDLED / "lexicon.npz" in data
    assert sum(file.stat().st_size for file in data) <= 30_000_000


def test_bundled_card_tells_licence_data_scores_and_what_is_there():
    card = (BUNDLED / "README.md").read_text(encoding="utf-8")
    assert "\nlicense: cc-by-sa-4.0\n" in card
    for heading in ("Training data", "Method", "Scores", "Limits", "Retrain"):
        assert f"\n## {heading}\n" in card
    lexicon, model = Lexicon.open(BUNDLED), StaticEmbedder.open(BUNDLED)
    size = sum(file.stat().st_size for file in BUNDLED.rglob("*") if file.is_file() and file.name != "README.md")
    for figure in (
        f"{model.pieces:,} pieces",
        f"vectors of {model.dimension} numbers",
        f"{size / 1e6:.1f} MB",
        f"{len(lexicon.places):,} English words",
        f"{len(lexicon.numbers):,} translations",
        f"{len(FEATURES)} learned weights",
    ):
        assert figure in card


# the files of training/sources.py, by the names of their makers
DATA = {
    "cc_cedict": "CC-CEDICT",
    "parallel_tatoeba": "Tatoeba",
    "cmrc2018": "CMRC 2018",
    "drcd": "DRCD",
    "cfever": "CFEVER",
    "dureader": "DuReader",
    "parallel_wmt": "WMT",
    "parallel_wmt_flores_alma": "FLORES",
    "parallel_news_commentary": "News Commentary",
    "parallel_captions_3am": "3AM",
}


def test_card_and_licence_attribute_every_file_that_was_learned_from():
    card, licence = (
        file.read_text(encoding="utf-8") for file in (BUNDLED / "README.md", BUNDLED.parents[1] / "LICENSES/MODEL.md")
    )
    for file in (*SHIPPABLE, *MEASURED):
        names = [name for start, name in DATA.items() if file.startswith(start)]
        assert names, file
        for name in (*names, "jieba", "CRUD-RAG"):
            assert name in card
            assert name in licence


@pytest.mark.parametrize(
    ("english", "right"),
    [
        ("how much blood was donated on 5 March", 0),
        ("Who spoke at the opening ceremony?", 1),
        ("fire safety inspection", 2),
        ("volunteers clean up the community", 3),
        ("the county head visits a farm", 4),
    ],
)
def test_bundled_model_crosses_languages(bundled, english, right):
    chinese = [
        "3月5日，无偿献血活动共计献血5000毫升。",
        "市长在开幕式上致辞。",
        "消防部门检查商场的消防安全。",
        "志愿者们清理社区环境卫生。",
        "县长到农场调研。",
    ]
    assert int(np.argmax(bundled.embed_passages(chinese) @ bundled.embed_queries([english])[0])) == right


@pytest.mark.slow
def test_speed_on_one_core(bundled):
    """At least 2,500 texts of 200 characters a second of processor time here; a quiet core does more than 5,000."""
    text = "昨日上午，离城县举行志愿服务活动启动仪式，来自各乡镇和社区的三百余名志愿者参加。"
    texts = [(text[i % 40 :] + text * 5)[:200] for i in range(3000)]
    bundled.embed_passages(texts[:100])
    begun = time.process_time()
    bundled.embed_passages(texts)
    assert len(texts) / (time.process_time() - begun) >= 2500
