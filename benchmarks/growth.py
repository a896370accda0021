"""How build and search grow with the archive, on synthetic articles of our own templates."""

from __future__ import annotations

import json
import random
import resource
import statistics
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from index.build import build
from index.embeddings import load_embedder
from index.folder import IndexFolder
from ui.archive import Archive

SIZES = (500, 2_000, 8_000)
QUESTIONS = 60
SEED = 7

TOWNS = ("青石", "柳溪", "禾田", "云岭", "石桥", "望河", "松坪", "竹园", "沙湾", "东塘")
DEEDS = (
    ("植树", "棵", "在村道两旁和荒坡上栽下树苗，并落实管护责任到户"),
    ("义诊", "人次", "医护人员为居民测量血压、讲解用药常识，并上门看望行动不便的老人"),
    ("献血", "毫升", "志愿者引导市民填表、体检、采样，现场秩序井然"),
    ("修路", "米", "施工队伍抢抓工期，铺设路面、加装护栏，方便群众出行"),
    ("送书", "册", "把新书送到农家书屋，孩子们围坐在一起读书，笑声不断"),
    ("清淤", "立方米", "组织机械和人员清理渠道淤泥，为春灌做好准备"),
)


def write_articles(path: Path, count: int) -> None:
    """`count` articles as JSON Lines, each with its own place, day and figures."""
    chance = random.Random(SEED)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            town, (deed, unit, detail) = chance.choice(TOWNS), chance.choice(DEEDS)
            day = date(2020, 1, 1) + timedelta(days=chance.randrange(1500))
            amount, people = chance.randrange(20, 9000), chance.randrange(8, 300)
            body = (
                f"{day.month}月{day.day}日，{town}镇第{number % 97 + 1}村开展{deed}活动，共有{people}人参加。"
                f"活动中，大家{detail}。据统计，此次活动共{deed}{amount}{unit}。"
                f"{town}镇负责人表示，今后将把{deed}工作坚持下去，让群众得到更多实惠。"
            )
            record = {"id": f"s{number}", "title": f"{town}镇开展{deed}活动", "text": body, "date": day.isoformat()}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def measure() -> list[tuple[int, float, float, float, int]]:
    """(articles, articles built a second, search p50 in ms, answer p50 in ms, peak memory of this process in MiB)."""
    rows = []
    embedder = load_embedder()
    for count in SIZES:
        with tempfile.TemporaryDirectory() as place:
            source = Path(place) / "articles.jsonl"
            write_articles(source, count)
            report = build([source], IndexFolder(Path(place) / "index"), embedder, program="benchmark")
            archive = Archive.open(Path(place) / "index")
            chance = random.Random(SEED + 1)
            asked = [f"{chance.choice(TOWNS)}镇{chance.choice(DEEDS)[0]}活动共有多少人参加？" for _ in range(QUESTIONS)]
            archive.ask(asked[0])
            found = statistics.median(_time(archive.search, question) for question in asked)
            answered = statistics.median(_time(archive.ask, question) for question in asked)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        rows.append((count, count / report.seconds, found * 1000, answered * 1000, peak))
    return rows


def _time(call, question: str) -> float:  # type: ignore[no-untyped-def]  # noqa: ANN001
    started = time.perf_counter()
    call(question)
    return time.perf_counter() - started
