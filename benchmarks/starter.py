"""Our pipeline beside the one most people would start from, on the same articles in the same run, as ratios.

The starter: LangChain's recursive splitter, a transformer of the size of MiniLM-L12 (12 layers, 384 wide) with random
weights, which are as fast as learned ones, and a flat FAISS index. It reads few articles, so its cost is stated for one
article; its searches look through as many vectors as it would have of our articles, random ones again.
"""

from __future__ import annotations

import gzip
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.newsroom import read_sources
from index.build import build
from index.embeddings import load_embedder
from index.folder import IndexFolder
from ui.archive import Archive

OURS, THEIRS = 1_000, 40
"""Articles that each pipeline reads."""

SPLIT, OVERLAP = 500, 50
"""Characters, as in the splitter's own examples."""

QUESTIONS = 40
WIDTH = 384


def measure() -> Iterator[tuple[str, float, float, float]]:
    """(what, starter, ours, starter / ours), lower is better; milliseconds, but bytes for the index."""
    import torch

    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as place:
        source, questions = read_sources(Path(place))
        opened = gzip.open if source.suffix == ".gz" else open
        with opened(source, "rt", encoding="utf-8") as file:
            lines = list(islice(file, OURS))
        texts = [str(json.loads(line)["text"]) for line in lines]
        encode = make_transformer(texts)
        few = Path(place) / "few.jsonl"
        few.write_text("".join(lines), encoding="utf-8")
        folder = IndexFolder(Path(place) / "index")
        mine = _time(lambda: build([few], folder, load_embedder(), program="benchmark")) / OURS
        pieces = split(texts[:THEIRS])
        theirs = (_time(lambda: split(texts[:THEIRS])) + _time(lambda: encode(pieces))) / THEIRS
        yield "build, ms an article", theirs, mine, theirs / mine
        import faiss

        faiss.omp_set_num_threads(1)
        flat = faiss.IndexFlatIP(WIDTH)
        draw = np.random.default_rng(1)
        flat.add(draw.normal(size=(len(pieces) * OURS // THEIRS, WIDTH)).astype(np.float32))
        archive = Archive.open(folder.path)
        asked = questions[:QUESTIONS]
        theirs = _each(lambda question: flat.search(encode([question]), 10), asked)
        mine = _each(archive.search, asked)
        yield f"question over {OURS:,} articles, ms", theirs, mine, theirs / mine
        size = sum(path.stat().st_size for path in folder.path.rglob("*") if path.is_file()) / OURS
        bytes_theirs = len(pieces) * WIDTH * 4 / THEIRS + statistics.mean(len(t.encode()) for t in texts)
        yield "index, bytes an article", bytes_theirs, size, bytes_theirs / size


def split(texts: Sequence[str]) -> list[str]:
    """Texts cut by LangChain's splitter."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    return RecursiveCharacterTextSplitter(chunk_size=SPLIT, chunk_overlap=OVERLAP).split_text("\n\n".join(texts))


def make_transformer(texts: Sequence[str]) -> Callable[[Sequence[str]], Any]:
    """An encoder of MiniLM-L12's size: one token a Chinese character, mean pooling, vectors float32."""
    import torch
    from transformers import BertConfig, BertModel

    signs = {sign: n for n, sign in enumerate(sorted(set("".join(texts))), 1)}
    config = BertConfig(
        vocab_size=21_128, hidden_size=WIDTH, num_hidden_layers=12, num_attention_heads=12, intermediate_size=1_536
    )
    model = BertModel(config).eval()

    def encode(batch: Sequence[str]) -> Any:  # noqa: ANN401
        rows = []
        with torch.inference_mode():
            for start in range(0, len(batch), 16):
                some = [[signs.get(sign, 0) for sign in text][:510] or [0] for text in batch[start : start + 16]]
                wide = max(map(len, some))
                ids = torch.tensor([row + [0] * (wide - len(row)) for row in some])
                mask = torch.tensor([[1] * len(row) + [0] * (wide - len(row)) for row in some])
                out = model(input_ids=ids, attention_mask=mask).last_hidden_state
                mean = (out * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
                rows.append(torch.nn.functional.normalize(mean, dim=1))
        return torch.cat(rows).numpy()

    return encode


def _time(call: Callable[[], object]) -> float:
    """Milliseconds of one core."""
    started = time.process_time()
    call()
    return (time.process_time() - started) * 1000


def _each(call: Callable[[str], object], questions: Sequence[str]) -> float:
    call(questions[0])
    return statistics.median(_time(lambda question=question: call(question)) for question in questions)  # type: ignore[misc]
