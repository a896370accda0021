import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embeddings import BUNDLED
from index.errors import ModelUnavailable
from index.lexicon import FILE, Lexicon

TABLE = {
    "blood": {"血": 0.7, "血液": 0.3},
    "donate": {"捐": 0.6, "献": 0.4},
    "donate blood": {"献血": 1.0},
    "county head": {"县长": 1.0},
}

WORDS = st.text("abc ", min_size=1, max_size=6)
FORMS = st.dictionaries(st.text("血县长献", min_size=1, max_size=3), st.floats(0.02, 1), min_size=1, max_size=4)


def test_phrases_are_read_before_their_words():
    readings = Lexicon.of(TABLE).read("How much blood had the County Head donated? He donated blood.")
    assert [r.words for r in readings if r.forms] == [
        ("blood",),
        ("county", "head"),
        ("donated",),
        ("donated", "blood"),
        ("donated",),
        ("blood",),
    ]
    assert readings[-3].forms == (("献血", 1.0),)


@given(st.dictionaries(WORDS, FORMS, max_size=6))
def test_what_is_written_is_read_again(tmp_path_factory, table):
    folder = tmp_path_factory.mktemp("lexicon")
    lexicon = Lexicon.of(table)
    lexicon.write(folder)
    again = Lexicon.open(folder)
    for key, row in table.items():
        assert again.translate(key) == lexicon.translate(key)
        assert {form for form, _ in again.translate(key)} == set(row)
        assert all(abs(chance - row[form]) <= 1 / 255 for form, chance in again.translate(key))


def test_equal_lexicons_give_equal_bytes(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        Lexicon.of(TABLE).write(tmp_path / name)
    assert (tmp_path / "one" / FILE).read_bytes() == (tmp_path / "two" / FILE).read_bytes()


def test_a_model_without_a_lexicon_translates_nothing(tmp_path):
    assert Lexicon.open(tmp_path).translate("blood") == ()


@pytest.mark.parametrize("damage", [b"", b"PK", "cut", "mixed"])
def test_a_damaged_lexicon_is_one_clear_line(tmp_path, damage):
    Lexicon.of(TABLE).write(tmp_path)
    path = tmp_path / FILE
    if damage == "mixed":
        with np.load(path) as arrays:
            np.savez(path, **{**arrays, "numbers": arrays["numbers"] + 100})
    else:
        path.write_bytes(path.read_bytes()[:-200] if damage == "cut" else damage)
    with pytest.raises(ModelUnavailable, match="damaged") as caught:
        Lexicon.open(tmp_path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("phrase", "chinese"),
    [
        ("blood donation", "献血"),
        ("county heads", "县长"),
        ("year on year", "同比"),
        ("volunteers", "志愿者"),
        ("Lüliang", "吕梁"),
        ("Peking", "北京"),
        ("Hong Kong", "香港"),
        ("organised", "组织"),
    ],
)
def test_the_bundled_lexicon_knows_the_newspaper(phrase, chinese):
    first = Lexicon.open(BUNDLED).read(phrase)[0]
    assert chinese in [form for form, _ in first.forms[:3]]


def test_a_plural_with_an_entry_of_its_own_is_also_read_as_its_singular():
    lexicon = Lexicon.of({"cleaners": {"洗衣店": 1.0}, "cleaner": {"清洁工": 1.0}, "street cleaner": {"环卫工人": 1.0}})
    phrase, _, word = lexicon.read("street cleaners")
    assert phrase.forms == (("环卫工人", 1.0),)
    assert dict(word.forms) == {"洗衣店": 0.5, "清洁工": 0.5}
