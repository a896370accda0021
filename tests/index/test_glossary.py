import numpy as np
import pytest

from index.embeddings import load_embedder
from index.glossary import LEAST, MOST, Glossary
from tests.fakes import BigramEmbedder


class SmallVocabulary(BigramEmbedder):
    """An embedder that knows a handful of pieces and embeds a word as itself."""

    def __init__(self, pieces: list[str]) -> None:
        super().__init__("small", len(pieces) + 1)
        self.pieces = pieces

    def _embed(self, texts):
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[self.pieces.index(text) if text in self.pieces else -1] = 1
        return rows

    def piece_vectors(self):
        return self.pieces, self._embed(self.pieces)


def test_an_embedder_without_a_vocabulary_translates_nothing():
    assert Glossary(BigramEmbedder("no pieces")).translate(["blood", "bridge"]) == [(), ()]


@pytest.mark.parametrize(
    "pieces", [["blood"], ["blood", "血"], ["血", "桥", "茶", "blood"], list("一二三四五六七八九十")]
)
def test_a_small_vocabulary_is_searched_too(pieces):
    glossary = Glossary(SmallVocabulary(pieces))
    assert glossary.translate([pieces[-1], "xyz"]) == [((pieces[-1], 1.0),) if ord(pieces[-1][0]) > 255 else (), ()]
    assert glossary.translate([]) == []


def test_the_bundled_model_translates_common_words():
    glossary = Glossary(load_embedder())
    found = glossary.translate(["blood", "bridge", "library"])
    assert any("血" in piece for piece, _ in found[0])
    assert any("桥" in piece for piece, _ in found[1])
    assert any("图书" in piece for piece, _ in found[2])
    for ranked in found:
        assert len(ranked) <= MOST
        assert [c for _, c in ranked] == sorted((c for _, c in ranked), reverse=True)
        assert all(c >= LEAST for _, c in ranked)
