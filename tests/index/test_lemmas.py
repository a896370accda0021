import pytest

from index.lemmas import lemma, split_words

KNOWN = frozenset(
    [
        "donate",
        "plan",
        "city",
        "study",
        "child",
        "meet",
        "meeting",
        "organize",
        "center",
        "color",
        "box",
        "use",
        "volunteer",
        "pay",
        "news",
        "new",
    ]
)


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("donated", "donate"),
        ("planning", "plan"),
        ("cities", "city"),
        ("studied", "study"),
        ("children", "child"),
        ("met", "meet"),
        ("organised", "organize"),
        ("centres", "center"),
        ("colours", "color"),
        ("boxes", "box"),
        ("used", "use"),
        ("volunteers", "volunteer"),
        ("paid", "pay"),
        ("news", "news"),
        ("xyzed", "xyzed"),
    ],
)
def test_inflected_words_become_known_base_forms(word, base):
    assert lemma(word, KNOWN) == base


def test_what_is_a_word_of_its_own_stays():
    assert lemma("meeting", KNOWN, KNOWN) == "meeting"
    assert lemma("meeting", KNOWN) == "meet"


def test_words_lose_accents_and_possessives_and_hyphens_part():
    assert split_words("Lüliang’s first-aid post, 25,000 people") == [
        "luliang",
        "first",
        "aid",
        "post",
        "25,000",
        "people",
    ]
