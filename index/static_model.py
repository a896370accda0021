"""Reads a static embedding model without torch: a sentence-transformers folder of StaticEmbedding (+ Normalize).

A text's vector is the mean of its pieces' vectors, scaled to length 1. In: a folder with `modules.json`,
`tokenizer.json` and `model.safetensors` (keys `embedding.weight`, or `embeddings` with optional `mapping` and
`weights`, as sentence-transformers 6.2 reads them). Out: float32 vectors equal to those of sentence-transformers on the
same folder. Every file is checked before it is used.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load
from tokenizers import Tokenizer

from index.errors import ModelUnavailable

TOKENIZER, WEIGHTS, MODULES = "tokenizer.json", "model.safetensors", "modules.json"
SETTINGS = "config_sentence_transformers.json"
_BATCH = 256
"""Texts tokenised at once: enough to keep the tokenizer busy, little enough to stay in the processor's cache."""
_LONG = 100_000
"""Code points of one text that are read; the mean over so many pieces no longer moves, and time stays bounded."""


def module_kinds(folder: Path) -> list[str]:
    """Class names of the folder's modules, first to last; empty where `modules.json` is missing or unreadable."""
    try:
        rows = json.loads((folder / MODULES).read_text(encoding="utf-8"))
        return [str(row["type"]).rpartition(".")[2] for row in rows]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _has_prompts(folder: Path) -> bool:
    """Does the model want words before a query or a passage?"""
    try:
        return any(json.loads((folder / SETTINGS).read_text(encoding="utf-8"))["prompts"].values())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def is_static(folder: Path) -> bool:
    """Is this the folder of a static model without prompts, which `StaticEmbedder` can read?"""
    static = module_kinds(folder) in (["StaticEmbedding"], ["StaticEmbedding", "Normalize"])
    return static and not _has_prompts(folder)


def _broken(folder: Path, why: str) -> ModelUnavailable:
    return ModelUnavailable(
        f"embedding model {str(folder)!r} cannot be loaded: {why}; copy the whole model folder there again"
        f" ({MODULES}, {TOKENIZER}, {WEIGHTS})"
    )


def _read(folder: Path, name: str) -> bytes:
    try:
        content = (folder / name).read_bytes()
    except OSError as error:
        raise _broken(folder, f"{name} is missing or unreadable ({error.strerror})") from error
    if not content:
        raise _broken(folder, f"{name} is empty")
    return content


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """One vector a piece as the file has it: a row of another number, and a length to multiply it by, if it says so.

    Whole in float32 the bundled ones would take four times the memory, and a text needs some hundred of them.
    """

    stored: NDArray[np.generic]
    numbers: NDArray[np.int64] | None = None
    lengths: NDArray[np.float32] | None = None

    def __len__(self) -> int:
        return len(self.stored if self.numbers is None else self.numbers)

    @property
    def width(self) -> int:
        """Values of a vector."""
        return int(self.stored.shape[1])

    def take(self, ids: Sequence[int]) -> NDArray[np.float32]:
        """The vectors of these pieces, shape (len(ids), width)."""
        rows = self.stored.take(ids if self.numbers is None else self.numbers[ids], axis=0).astype(np.float32)
        if self.lengths is not None:
            rows *= self.lengths[ids, None]
        return rows


def _read_rows(tensors: dict[str, NDArray[np.generic]]) -> Rows:
    """The vectors, whichever of the known layouts the weights have. Raises KeyError, IndexError or ValueError."""
    if "embedding.weight" in tensors:
        rows = Rows(tensors["embedding.weight"])
    else:
        numbers = tensors["mapping"].astype(np.int64) if "mapping" in tensors else None
        lengths = tensors["weights"].astype(np.float32) if "weights" in tensors else None
        rows = Rows(tensors["embeddings"], numbers, lengths)
    stored, lengths = rows.stored, rows.lengths
    finite = bool(np.isfinite(stored).all()) and (lengths is None or bool(np.isfinite(lengths).all()))
    if stored.ndim != 2 or not stored.size or not finite:
        raise ValueError(f"the weights have shape {stored.shape} or hold values that are not finite")
    if rows.numbers is not None and not (rows.numbers.min() >= 0 and rows.numbers.max() < len(stored)):
        raise ValueError("the mapping names rows that are not there")
    if lengths is not None and lengths.shape != (len(rows),):
        raise ValueError(f"{len(rows)} rows have lengths of shape {lengths.shape}")
    return rows


class StaticEmbedder:
    """The torch-free reader. Passages and queries are embedded alike (no prefixes); safe to share between threads."""

    def __init__(self, name: str, tokenizer: Tokenizer, rows: Rows, fingerprint: str) -> None:
        self._name = name
        self._tokenizer = tokenizer
        self._rows = rows
        self._fingerprint = fingerprint

    @classmethod
    def open(cls, folder: Path, *, called: str | None = None) -> StaticEmbedder:
        """Reads `folder`. Raises ModelUnavailable, naming the file, when one is missing, cut off or of another kind."""
        if not is_static(folder):
            _read(folder, MODULES)
            raise _broken(folder, f"{MODULES} does not name a static model (it names {module_kinds(folder)})")
        files = {name: _read(folder, name) for name in (MODULES, TOKENIZER, WEIGHTS)}
        try:
            tokenizer = Tokenizer.from_str(files[TOKENIZER].decode("utf-8"))
        except Exception as error:  # tokenizers raises bare Exception
            raise _broken(folder, f"{TOKENIZER} is damaged") from error
        try:
            rows = _read_rows(load(files[WEIGHTS]))
        except (SafetensorError, KeyError, ValueError, IndexError, TypeError, struct.error) as error:
            raise _broken(folder, f"{WEIGHTS} is damaged or of another layout") from error
        if tokenizer.get_vocab_size() > len(rows):
            raise _broken(folder, f"{TOKENIZER} has {tokenizer.get_vocab_size()} pieces, {WEIGHTS} {len(rows)} rows")
        tokenizer.no_padding()
        tokenizer.no_truncation()
        digest = hashlib.sha256(b"wenbao static 1")
        for name, content in files.items():
            digest.update(name.encode() + hashlib.sha256(content).digest())
        return cls(called or str(folder.resolve()), tokenizer, rows, digest.hexdigest())

    @property
    def name(self) -> str:
        """What loads it again: the folder, or `bundled`."""
        return self._name

    @property
    def fingerprint(self) -> str:
        """sha256 over the files that decide the vectors."""
        return self._fingerprint

    @property
    def dimension(self) -> int:
        """Length of every vector."""
        return self._rows.width

    @property
    def pieces(self) -> int:
        """Size of the vocabulary."""
        return len(self._rows)

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(texts), dimension); a text without any known piece gives a row of zeros."""
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for start in range(0, len(texts), _BATCH):
            batch = [text[:_LONG] for text in texts[start : start + _BATCH]]
            for at, found in enumerate(self._tokenizer.encode_batch_fast(batch, add_special_tokens=False), start):
                # One text at a time: the sum is then the same whatever else is in the batch.
                self._rows.take(found.ids).sum(axis=0, out=vectors[at])
        lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))[:, None]
        np.divide(vectors, lengths, out=vectors, where=lengths > 1e-12)
        return vectors

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """As `embed_passages`: a static model treats both sides alike."""
        return self.embed_passages(texts)
