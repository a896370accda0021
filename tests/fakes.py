"""Fakes at the seams (embedder, chat model) and small made-up archives for the tests of index and rag."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.build import build
from index.errors import ModelUnavailable
from index.folder import IndexFolder
from index.glossary import Glossary
from index.records import Statement
from index.report import BuildReport
from index.settings import IndexSettings
from index.snapshot import Snapshot
from index.words import load_segmenter
from rag.answering.answer import Archivist


class BigramEmbedder:
    """A deterministic embedder: a text's vector counts its character bigrams, hashed into signed buckets."""

    def __init__(self, name: str = "bigrams", dimension: int = 64) -> None:
        self.name, self.dimension = name, dimension
        self.fingerprint = f"{name}-{dimension}"
        self.calls: list[int] = []
        """How many passages each call embedded."""

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.calls.append(len(texts))
        return self._embed(texts)

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._embed(texts)

    def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for pair in pairwise(text):
                code = hashlib.blake2b(
                    f"{self.name}{''.join(pair)}".encode("utf-8", "surrogatepass"), digest_size=4
                ).digest()
                number = int.from_bytes(code, "big")
                row[(number >> 1) % self.dimension] += 1 if number & 1 else -1
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.divide(vectors, lengths, out=vectors, where=lengths > 0)


QUOTE = re.compile(r"^\[(\d+)\] （[^）]*）(.*)$", re.M)


class FakeChat:
    """A chat model with a script: `obey`, `garbage`, `cut`, `cites 9`, `other figure`, `no marker`, or its words."""

    name = "fake"

    def __init__(self, script: str) -> None:
        self.script = script
        self.prompts: list[str] = []

    def complete(self, prompt: str) -> str:
        self.prompts.append(prompt)
        number, quote = QUOTE.findall(prompt)[0]
        if self.script == "cut":
            raise ModelUnavailable("the chat model 'fake' gave no whole answer (None)")
        if self.script == "obey":
            return f"据报道，{quote.rstrip('。')}[{number}]。"
        if self.script == "garbage":
            return "锟斤拷 烫烫烫 \x00\ufffd"
        if self.script == "cites 9":
            return f"{quote}[9]"
        if self.script == "no marker":
            return quote
        if self.script == "other figure":
            return re.sub(r"\d+", lambda m: str(int(m.group()) + 1), quote) + f"[{number}]"
        return self.script


def write_records(path: Path, records: Iterable[Mapping[str, object]]) -> Path:
    """Records as a JSON Lines file; parents are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(record, ensure_ascii=False) for record in records)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


EMBEDDER = BigramEmbedder()


def take(
    place: Path,
    *paths: Path,
    embedder: object = EMBEDDER,
    stated: Statement | None = None,
    remove_gone: bool = False,
    settings: IndexSettings | None = None,
) -> BuildReport:
    """Build `paths` into the index at `place` with the real program and the fake embedder."""
    folder = IndexFolder(place)
    return build(paths, folder, embedder, program="test", stated=stated, remove_gone=remove_gone, settings=settings)  # type: ignore[arg-type]


def look(place: Path, embedder: object = EMBEDDER) -> Snapshot:
    """The current version at `place`."""
    return Snapshot.open(IndexFolder(place), model_name=embedder.name, model_fingerprint=embedder.fingerprint)  # type: ignore[attr-defined]


def archivist(place: Path, embedder: object = EMBEDDER) -> Archivist:
    """What answers from the current version at `place`."""
    snapshot = look(place, embedder)
    segmenter = snapshot.overlay.own.join(load_segmenter(snapshot.manifest.segmenter))
    return Archivist(snapshot, embedder, segmenter, Glossary())  # type: ignore[arg-type]


COUNTY: tuple[dict[str, object], ...] = (
    {
        "id": "blood-2022",
        "title": "柳塘县举办春季献血活动",
        "text": "3月5日，柳塘县红十字会在东湖广场举办无偿献血活动。当天共有48人成功献血，献血总量14600毫升。"
        "县红十字会会长蒋一帆说，下一场活动将在秋天举办。",
        "date": "2022-03-07",
        "newspaper": "柳塘日报",
        "author": "记者 沈知远",
    },
    {
        "id": "blood-2023",
        "title": "东湖广场再掀献血热潮",
        "text": "3月5日，柳塘县红十字会在东湖广场举办无偿献血活动。当天共有61人成功献血，献血总量20800毫升。"
        "来自城关中学的教师丁若水第一次参加献血。",
        "date": "2023-03-06",
        "newspaper": "柳塘日报",
        "author": "记者 沈知远 通讯员 纪云舒",
    },
    {
        "id": "bridge",
        "title": "白鹭大桥建成通车",
        "text": "6月18日，白鹭大桥正式通车。大桥全长1260米，总投资3.6亿元，双向四车道。"
        "大桥由柳塘县交通建设公司承建，历时三年零两个月完工。县长顾长风出席通车仪式。",
        "date": "2023-06-19",
        "newspaper": "柳塘日报",
        "author": "陆青禾",
    },
    {
        "id": "library",
        "title": "县图书馆延长开放时间",
        "text": "记者从县图书馆获悉，自7月1日起，县图书馆每天开放到晚上九点。馆内现有藏书12万册，阅览座位260个。"
        "因为读者多次提出建议，图书馆新增了6名夜间管理员。",
        "date": "2023-06-28",
        "newspaper": "柳塘日报",
        "collection": "文化",
    },
    {
        "id": "trees",
        "title": "全县义务植树三万株",
        "text": "3月12日，全县干部群众在石门岭开展义务植树活动，共有一千二百余人参加，"
        "栽下松树、柏树、香樟等苗木三万株。",
        "date": "2023-03-14",
        "newspaper": "柳塘日报",
    },
    {
        "id": "tea",
        "title": "春茶开采",
        "text": "云岭乡两千亩茶园进入采摘期，预计产量达到85吨。茶农高春生说，今年的茶叶每斤能卖120元。",
        "date": "2023-04-02",
        "newspaper": "云岭周报",
    },
    {
        "id": "football",
        "title": "“晨光杯”足球赛落幕",
        "text": "11月20日，“晨光杯”青少年足球赛在县体育场落幕，城关中学队夺得冠军，石门小学队获得亚军。"
        "最佳射手由城关中学的郑子昂获得。",
        "date": "2023-11-22",
        "newspaper": "柳塘日报",
        "author": "记者 陆青禾",
    },
)
"""A made-up county's paper: seven articles of 2022 and 2023 in two newspapers."""
