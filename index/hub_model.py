"""Any other sentence-transformers model, by folder or hub name: multilingual-e5, bge, gte, ...

torch and sentence-transformers are imported only while a model is loaded, so that nothing else pays for them. Local
files come first and the network is used only when the caller allows it: a hub name without a network would otherwise
be retried for more than a minute.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelUnavailable

_HUB_NAME = re.compile(r"[\w.-]+(/[\w.-]+)?")


class Prefixes(NamedTuple):
    """What a model wants before a query and before a passage."""

    query: str = ""
    passage: str = ""


# As the models' cards state; the first pattern found in the name counts.
_FAMILIES = (
    (re.compile(r"e5-.*instruct", re.I), Prefixes("Instruct: Retrieve passages that answer the question\nQuery: ")),
    (re.compile(r"(^|[/_-])e5-", re.I), Prefixes("query: ", "passage: ")),
    (re.compile(r"bge-.*-zh", re.I), Prefixes("为这个句子生成表示以用于检索相关文章：")),
)


def known_prefixes(model: str) -> Prefixes:
    """The prefixes of the model's family, judged by its name; none for unknown families."""
    return next((prefixes for pattern, prefixes in _FAMILIES if pattern.search(model)), Prefixes())


@contextmanager
def _offline(offline: bool) -> Iterator[None]:
    """No network inside: hub libraries read the variable when they are first imported, so it is set before that."""
    before = os.environ.get("HF_HUB_OFFLINE")
    if offline:
        os.environ["HF_HUB_OFFLINE"] = "1"
    try:
        yield
    finally:
        if before is None:
            os.environ.pop("HF_HUB_OFFLINE", None)
        else:
            os.environ["HF_HUB_OFFLINE"] = before


def _load(model: str, allow_download: bool) -> Any:  # noqa: ANN401 - the class comes from an untyped, lazy import
    """A SentenceTransformer on the CPU or the default device. Raises ModelUnavailable."""
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise ModelUnavailable(
            f"embedding model {model!r} needs sentence-transformers, which is not installed:"
            " pip install sentence-transformers, or use the bundled model"
        ) from error
    local = Path(model).is_dir()
    failure: Exception | None = None
    # trust_remote_code stays off: a model folder must not bring its own program.
    for only_local in (True, False) if allow_download and not local else (True,):
        try:
            return SentenceTransformer(model, local_files_only=only_local)
        except Exception as error:  # the libraries below raise anything from OSError to bare Exception
            failure = error
    if local:
        advice = f"fill the folder {model} with the whole sentence-transformers model, its files are cut or missing"
    elif _HUB_NAME.fullmatch(model):
        advice = (
            "no such folder, and the hub has not been copied here; put the model into a folder and name that folder,"
            " or allow the download"
        )
        if allow_download:
            advice = "no such folder, and the download failed; check the name and the network"
    else:
        advice = "no such folder, and not a hub name (OWNER/NAME)"
    reason = type(failure).__name__  # its text names hosts and help pages that help nobody here
    raise ModelUnavailable(f"embedding model {model!r} cannot be loaded: {advice} ({reason})") from failure


def _fingerprint(model: Any, prefixes: Prefixes, normalize: bool) -> str:  # noqa: ANN401 - see _load
    """sha256 over weights, modules, tokenizer and settings: what decides the vectors, wherever the files lie."""
    digest = hashlib.sha256(repr(("wenbao transformer 1", tuple(prefixes), normalize)).encode())
    digest.update(repr([(name, type(module).__name__) for name, module in model.named_children()]).encode())
    digest.update(repr((model.max_seq_length, getattr(model, "default_prompt_name", None))).encode())
    for name, tensor in sorted(model.state_dict().items()):
        array = tensor.detach().cpu().float().contiguous().numpy()
        digest.update(repr((name, str(tensor.dtype), array.shape)).encode())
        digest.update(array.tobytes())
    inner = getattr(model.tokenizer, "backend_tokenizer", model.tokenizer)
    digest.update(inner.to_str().encode() if hasattr(inner, "to_str") else repr(inner).encode())
    return digest.hexdigest()


class TransformerEmbedder:
    """A sentence-transformers model behind the same face as the bundled one."""

    def __init__(self, model: Any, name: str, prefixes: Prefixes, batch_size: int = 32) -> None:  # noqa: ANN401
        self._model = model
        self._name = name
        self._prefixes = prefixes
        self._batch = batch_size
        self._fingerprint = _fingerprint(model, prefixes, normalize=True)
        self._dimension = len(self.embed_passages(["报"])[0])

    @classmethod
    def open(
        cls,
        model: str,
        *,
        query_prefix: str | None = None,
        passage_prefix: str | None = None,
        allow_download: bool = False,
    ) -> TransformerEmbedder:
        """Loads `model`, a folder or a hub name; prefixes default to those of its family.

        Raises ModelUnavailable in well under a second (plus the import) when it is not on this machine and no
        download is allowed.
        """
        known = known_prefixes(model)
        prefixes = Prefixes(
            known.query if query_prefix is None else query_prefix,
            known.passage if passage_prefix is None else passage_prefix,
        )
        with _offline(not allow_download):
            name = str(Path(model).resolve()) if Path(model).is_dir() else model
            return cls(_load(model, allow_download), name, prefixes)

    @property
    def name(self) -> str:
        """What loads it again: the hub name, or the folder."""
        return self._name

    @property
    def fingerprint(self) -> str:
        """sha256 over weights, tokenizer and prefixes."""
        return self._fingerprint

    @property
    def dimension(self) -> int:
        """Length of every vector."""
        return self._dimension

    def _encode(self, prefix: str, texts: Sequence[str]) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self._dimension), np.float32)
        vectors = self._model.encode(
            [prefix + text for text in texts],
            batch_size=self._batch,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32)

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(texts), dimension)."""
        return self._encode(self._prefixes.passage, texts)

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(texts), dimension)."""
        return self._encode(self._prefixes.query, texts)
