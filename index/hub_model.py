"""Any other sentence-transformers model, by folder or hub name: multilingual-e5, bge, gte, ...

torch and sentence-transformers are imported only while a model is loaded, so that nothing else pays for them. Local
files come first and the network is used only when the caller allows it: a hub name without a network would otherwise
be retried for more than a minute.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelUnavailable

_HUB_NAME = re.compile(r"[\w.-]+(/[\w.-]+)?")

KINDS = {"SentenceTransformer": "embedding model", "CrossEncoder": "reranker"}
"""What sentence-transformers loads, and what it is called in messages."""


class Prefixes(NamedTuple):
    """What a model wants before a query and before a passage."""

    query: str = ""
    passage: str = ""


# As the models' cards state; the first pattern found in the name counts.
_FAMILIES = (
    (re.compile(r"e5-.*instruct", re.I), Prefixes("Instruct: Retrieve passages that answer the question\nQuery: ")),
    (re.compile(r"(^|[/_-])e5-", re.I), Prefixes("query: ", "passage: ")),
    (re.compile(r"bge-.*-zh", re.I), Prefixes("为这个句子生成表示以用于检索相关文章：")),
    (re.compile(r"bge-.*-en", re.I), Prefixes("Represent this sentence for searching relevant passages: ")),
    (re.compile(r"piccolo-.*-zh", re.I), Prefixes("查询: ", "结果: ")),
)


def known_prefixes(model: str) -> Prefixes:
    """The prefixes of the model's family, judged by its name; none for unknown families."""
    return next((prefixes for pattern, prefixes in _FAMILIES if pattern.search(model)), Prefixes())


def own_prefixes(prompts: Mapping[str, str]) -> Prefixes:
    """The prefixes that a model's own files name (`prompts` of config_sentence_transformers.json).

    sentence-transformers 6.2 puts an empty `document` beside a `passage` and then takes the empty one; here what the
    model's files say counts.
    """
    passages = (prompts[name] for name in ("document", "passage", "corpus") if prompts.get(name))
    return Prefixes(prompts.get("query", ""), next(passages, ""))


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


def load_model(model: str, kind: str, allow_download: bool) -> Any:  # noqa: ANN401 - an untyped, lazy import
    """A model of one of `KINDS` from a folder or by its hub name, files on this machine first.

    Raises ModelUnavailable in well under a second (plus the import) when it is not here and no download is allowed.
    """
    with _offline(not allow_download):
        loaded = _load(model, kind, allow_download)
    architecture = next(
        iter(getattr(getattr(loaded.transformers_model, "config", None), "architectures", None) or []), ""
    )
    # either class would load the other's files, with a part of random weights or without the part that matters
    if kind == "CrossEncoder" and not architecture.endswith(("ForSequenceClassification", "ForCausalLM")):
        raise ModelUnavailable(
            f"reranker {model!r} cannot be used: it is no cross-encoder ({architecture or 'no transformer'});"
            " name one, or use it as --model"
        )
    if kind == "SentenceTransformer" and architecture.endswith("ForSequenceClassification"):
        raise ModelUnavailable(
            f"embedding model {model!r} cannot be used: it judges pairs of texts and embeds none ({architecture});"
            " name another, or use it as --reranker"
        )
    return loaded


def _load(model: str, kind: str, allow_download: bool) -> Any:  # noqa: ANN401 - see load_model
    what = KINDS[kind]
    try:
        import sentence_transformers
        from transformers.utils import logging as notes
    except ImportError as error:
        otherwise = "use the bundled model" if kind == "SentenceTransformer" else "search without a reranker"
        raise ModelUnavailable(
            f"{what} {model!r} needs sentence-transformers, which is not installed:"
            f" pip install 'wenbao[hub]', or {otherwise}"
        ) from error
    notes.disable_progress_bar()  # type: ignore[no-untyped-call]  # its bars and tables of weights are no line of ours
    notes.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)
    local = Path(model).is_dir()
    failure: Exception | None = None
    # trust_remote_code stays off: a model folder must not bring its own program.
    for only_local in (True, False) if allow_download and not local else (True,):
        try:
            return getattr(sentence_transformers, kind)(model, local_files_only=only_local)
        except Exception as error:  # the libraries below raise anything from OSError to bare Exception
            failure = error
    if "trust_remote_code" in str(failure):
        advice = "it brings its own program, which is not run; choose a model of a usual architecture"
    elif local:
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
    raise ModelUnavailable(f"{what} {model!r} cannot be loaded: {advice} ({reason})") from failure


def _fingerprint(model: Any, prefixes: Prefixes, normalize: bool) -> str:  # noqa: ANN401 - see load_model
    """sha256 over weights, modules, tokenizer and settings: what decides the vectors, wherever the files lie."""
    digest = hashlib.sha256(repr(("wenbao transformer 2", tuple(prefixes), normalize)).encode())
    for place, (name, module) in enumerate(model.named_children()):
        ways = module.get_config_dict() if place else {}  # how it pools; a transformer's own say nothing of its vectors
        digest.update(repr((name, type(module).__name__, ways)).encode())
    digest.update(repr((model.max_seq_length,)).encode())
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
        """Loads `model`, a folder or a hub name; prefixes default to those of its own files, then of its family.

        Raises ModelUnavailable.
        """
        loaded = load_model(model, "SentenceTransformer", allow_download)
        name = str(Path(model).resolve()) if Path(model).is_dir() else model
        known = own_prefixes(loaded.prompts)
        known = known if any(known) else known_prefixes(name)
        prefixes = Prefixes(
            known.query if query_prefix is None else query_prefix,
            known.passage if passage_prefix is None else passage_prefix,
        )
        return cls(loaded, name, prefixes)

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

    def _encode(self, encode: Any, prefix: str, texts: Sequence[str]) -> NDArray[np.float32]:  # noqa: ANN401
        if not texts:
            return np.zeros((0, self._dimension), np.float32)
        vectors = encode(
            list(texts),
            prompt=prefix,  # an empty one keeps the model from its default
            batch_size=self._batch,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32)

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(texts), dimension)."""
        return self._encode(self._model.encode_document, self._prefixes.passage, texts)

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(texts), dimension)."""
        return self._encode(self._model.encode_query, self._prefixes.query, texts)
