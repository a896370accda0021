from index.embeddings import BUNDLED
from index.glossary import Glossary
from index.lexicon import Lexicon


def test_without_a_lexicon_nothing_is_translated(tmp_path):
    glossary = Glossary(tmp_path)
    assert [reading.forms for reading in glossary.read("blood bridge")] == [(), ()]
    assert glossary.translate("blood") == glossary.translate("") == ()
    assert glossary.chinese == frozenset()


def test_words_and_phrases_are_translated(tmp_path):
    Lexicon.of({"blood": {"血": 1.0}, "donate": {"捐": 1.0}, "donate blood": {"献血": 1.0}}).write(tmp_path)
    glossary = Glossary(tmp_path)
    phrase, donated, blood, bridge = glossary.read("donated blood, bridge")
    assert phrase.forms == glossary.translate("donated blood") == (("献血", 1.0),)
    assert (donated.words, blood.forms, bridge.forms) == (("donated",), (("血", 1.0),), ())
    assert glossary.translate("blood red") == ()
    assert glossary.chinese == {"血", "捐", "献血"}


def test_the_bundled_lexicon_is_the_default():
    assert Glossary().chinese == Glossary(BUNDLED).chinese
    assert "志愿者" in Glossary().chinese
