import json
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from index.embeddings import BUNDLED, StaticEmbedder, load_embedder
from index.errors import ModelUnavailable

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
    begun = time.process_time()
    rows = bundled.embed_passages(["志愿者在社区献血。" * 12_000, "志愿者在社区献血。", "献" * 1_000_000])
    assert time.process_time() - begun < 20
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
    assert time.monotonic() - begun < 60
    assert "\n" not in caught.value.message
    assert repr(model) in caught.value.message


def test_a_folder_that_is_no_model_is_refused(tmp_path):
    with pytest.raises(ModelUnavailable, match="fill the folder"):
        load_embedder(str(tmp_path))
