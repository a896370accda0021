"""Our pipeline beside the one most people would start from, on the same archive in the same run, as ratios.

The starter: LangChain's recursive splitter, a transformer of the size of MiniLM-L12 (12 layers, 384 wide) with random
weights, which are as fast as learned ones, and a flat FAISS index. It reads few articles, so its build is stated for
one article; its searches look through as many vectors as it would have of the whole archive, random ones again.
"""

from __future__ import annotations

import gzip
import json
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np

from benchmarks.newsroom import memory, open_newsroom, time_calls
from ui.archive import Archive

THEIRS = 40
"""Articles that the starter reads."""

SPLIT, OVERLAP = 500, 50
"""Characters, as in the splitter's own examples."""

QUESTIONS = 60
WIDTH = 384
STEP = 10_000


def measure() -> Iterator[tuple[str, float, float, float]]:
    """(what, starter, ours, starter / ours); milliseconds of one core, bytes and MiB: the lower the better."""
    import faiss
    import torch

    torch.set_num_threads(1)
    room = open_newsroom()
    opened = gzip.open if room.source.suffix == ".gz" else open
    with opened(room.source, "rt", encoding="utf-8") as file:
        texts = [str(json.loads(line)["text"]) for line in islice(file, THEIRS)]
    encode, weights = make_transformer(texts)
    pieces = split(texts)
    theirs = (_time(lambda: split(texts)) + _time(lambda: encode(pieces))) / THEIRS
    mine = room.core_seconds * 1000 / room.articles
    yield "build, ms an article", theirs, mine, theirs / mine
    faiss.omp_set_num_threads(1)
    flat = faiss.IndexFlatIP(WIDTH)
    draw = np.random.default_rng(1)
    vectors = len(pieces) * room.articles // THEIRS
    for start in range(0, vectors, STEP):
        flat.add(draw.normal(size=(min(STEP, vectors - start), WIDTH)).astype(np.float32))
    asked = room.questions[:QUESTIONS]
    _, slow = time_calls(lambda question: flat.search(encode([question]), 10), asked)
    _, fast = time_calls(Archive.open(room.path).search, asked)
    yield f"question over {room.articles:,} articles, p50 ms", slow[0], fast[0], slow[0] / fast[0]
    yield "the same, p95 ms", slow[1], fast[1], slow[1] / fast[1]
    text = statistics.mean(len(t.encode()) for t in texts)
    bytes_theirs, size = len(pieces) * WIDTH * 4 / THEIRS + text, room.disk / room.articles
    yield "index, bytes an article (theirs: text and vectors)", bytes_theirs, size, bytes_theirs / size
    held = (vectors * WIDTH * 4 + weights * 4 + text * room.articles) / 2**20
    resident = memory(room)
    yield "memory, MiB (theirs: vectors, weights and text alone)", held, resident, held / resident


def split(texts: Sequence[str]) -> list[str]:
    """Texts cut by LangChain's splitter."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    return RecursiveCharacterTextSplitter(chunk_size=SPLIT, chunk_overlap=OVERLAP).split_text("\n\n".join(texts))


def make_transformer(texts: Sequence[str]) -> tuple[Callable[[Sequence[str]], Any], int]:
    """An encoder of MiniLM-L12's size and its weights' number: a token a character, mean pooling, vectors float32."""
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

    return encode, sum(weight.numel() for weight in model.parameters())


def _time(call: Callable[[], object]) -> float:
    """Milliseconds of one core."""
    started = time.process_time()
    call()
    return (time.process_time() - started) * 1000
