import numpy as np
import pytest

from index.embeddings import load_embedder
from index.glossary import LEAST, MOST, Glossary
from index.lexicon import Lexicon
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


def test_without_lexicon_and_vocabulary_nothing_is_translated(tmp_path):
    assert [r.forms for r in Glossary(BigramEmbedder("no pieces"), tmp_path).read("blood bridge")] == [(), ()]


@pytest.mark.parametrize(
    "pieces", [["blood"], ["blood", "血"], ["血", "桥", "茶", "blood"], list("一二三四五六七八九十")]
)
def test_a_small_vocabulary_is_searched_too(tmp_path, pieces):
    glossary = Glossary(SmallVocabulary(pieces), tmp_path)
    assert glossary.near(pieces[-1]) == (((pieces[-1], 1.0),) if ord(pieces[-1][0]) > 255 else ())
    assert glossary.near("xyz") == ()


def test_the_lexicon_comes_first_and_the_embedding_fills_in(tmp_path):
    Lexicon.of({"blood": {"血": 1.0}, "donate": {"捐": 1.0}, "donate blood": {"献血": 1.0}}).write(tmp_path)
    glossary = Glossary(load_embedder(), tmp_path)
    phrase, donated, blood, bridge = glossary.read("donated blood, bridge")
    assert phrase.forms == (("献血", 1.0),)
    assert blood.forms == (("血", 1.0),)
    assert any("桥" in form for form, _ in bridge.forms)
    assert donated.words == ("donated",)
    assert glossary.translate("donated blood") == phrase.forms
    assert glossary.translate("blood red") == ()


def test_neighbours_are_few_and_their_chances_add_up():
    glossary = Glossary(load_embedder())
    for word in ("blood", "bridge", "library"):
        near = glossary.near(word)
        assert 0 < len(near) <= MOST
        assert [chance for _, chance in near] == sorted((chance for _, chance in near), reverse=True)
        assert sum(chance for _, chance in near) == pytest.approx(1)
    assert 0 < LEAST < 1
