"""Writes trained vectors as a sentence-transformers folder, eight bits a number.

The weights use the keys of model2vec that sentence-transformers (6.2 and later) folds on loading: `embeddings` int8
(pieces, dimension) and `weights` float32 (pieces,), so that row i of the model is `embeddings[i] * weights[i]`. That
halves float16 and keeps cosines within about 1e-3.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save
from tokenizers import Tokenizer

_MODULES = [
    {
        "idx": 0,
        "name": "0",
        "path": "",
        "type": "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding",
    },
    {
        "idx": 1,
        "name": "1",
        "path": "1_Normalize",
        "type": "sentence_transformers.base.modules.normalize.Normalize",
    },
]
_NORMALIZE = {"module_input_name": "sentence_embedding", "module_output_name": "sentence_embedding"}
_SETTINGS = {
    "model_type": "SentenceTransformer",
    "prompts": {"query": "", "document": ""},
    "default_prompt_name": None,
    "similarity_fn_name": "cosine",
}


def save_model(out: Path, tokenizer: Tokenizer, vectors: NDArray[np.float32]) -> None:
    """Writes `out`: four files, mode 0644 (safetensors' own writer leaves 0600). Row 0, the unknown piece, is zero."""
    (out / "1_Normalize").mkdir(parents=True, exist_ok=True)
    vectors = vectors / np.linalg.norm(vectors, axis=1).max()
    vectors[0] = 0
    step = np.maximum(np.abs(vectors).max(axis=1), 1e-12) / 127
    whole = np.rint(vectors / step[:, None]).astype(np.int8)
    files = {
        "modules.json": json.dumps(_MODULES, indent=2).encode(),
        "config_sentence_transformers.json": json.dumps(_SETTINGS, indent=2).encode(),
        "tokenizer.json": tokenizer.to_str(pretty=False).encode(),
        "1_Normalize/config.json": json.dumps(_NORMALIZE, indent=2).encode(),
        "model.safetensors": save({"embeddings": whole, "weights": step.astype(np.float32)}),
    }
    for name, content in files.items():
        path = out / name
        path.write_bytes(content)
        path.chmod(0o644)
