"""The bundled folder: what lies in it, what its card says, what it can do."""

import stat

import numpy as np
import pytest

from index.embeddings import BUNDLED, StaticEmbedder
from index.lexicon import Lexicon
from rag.finding.ranker import FEATURES
from rag.finding.ranker_en import FEATURES_EN
from training.sources import MEASURED, SHIPPABLE


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
        f"{len(FEATURES_EN)} learned weights",
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
        "3月5日，无偿献血现场一共献血5000毫升。",
        "市长在开幕式上致辞。",
        "消防部门检查商场的消防安全。",
        "志愿者们清理社区环境卫生。",
        "县长到农场调研。",
    ]
    assert int(np.argmax(bundled.embed_passages(chinese) @ bundled.embed_queries([english])[0])) == right
