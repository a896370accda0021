import numpy as np
import pytest

from index.static_model import StaticEmbedder
from training.bags import Bags, drop
from training.phrases import learn_lexicon
from training.sources import Corpus, clean_sense, plain_pinyin, read_corpus
from training.translations import by_english, count_links
from training.vocabulary import build_tokenizer, empty_tokenizer

torch = pytest.importorskip("torch")

WORDS = [
    ("献血", "donate blood"),
    ("社区", "community"),
    ("志愿者", "volunteer"),
    ("医院", "hospital"),
    ("学校", "school"),
    ("消防", "fire fighting"),
    ("安全", "safety"),
    ("广场", "square"),
    ("图书馆", "library"),
    ("老师", "teacher"),
]


def own_corpus() -> Corpus:
    """Sentences written for this test: every pair of two words."""
    pairs = [(f"{a}在{b}旁边。", f"The {x}s are near the {y}.") for a, x in WORDS for b, y in WORDS if a != b]
    passages = [(a, f"{a}是我们县里的一个词。人们常常说起{a}，也说起{b}。" * 6) for a, _ in WORDS for b, _ in WORDS]
    return Corpus(
        parallel=pairs,
        dictionary=WORDS,
        readings=[("离石", "lishi"), ("吕梁", "luliang")],
        passages=passages,
        questions=[(f"谁说起{title}？", text) for title, text in passages],
        claims=[f"{a}离{b}不远" for a, _ in WORDS for b, _ in WORDS],
    )


@pytest.fixture(scope="module")
def recipe():
    from training.train import Recipe

    return Recipe(steps=40, chinese=300, english=100, dimension=32, batch=32)


@pytest.mark.slow
def test_equal_seeds_give_equal_files(tmp_path, recipe):
    from training.train import make_model

    for name in ("one", "two"):
        make_model(own_corpus(), tmp_path / name, recipe)
    for name in ("model.safetensors", "tokenizer.json", "modules.json", "lexicon.npz"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    model = StaticEmbedder.open(tmp_path / "one")
    chinese = model.embed_passages([zh for zh, _ in WORDS])
    english = model.embed_queries([en for _, en in WORDS])
    assert (np.argmax(english @ chinese.T, axis=1) == np.arange(len(WORDS))).mean() >= 0.8


def test_equal_corpora_give_equal_tokenizers():
    assert build_tokenizer(own_corpus(), 300, 100).to_str() == build_tokenizer(own_corpus(), 300, 100).to_str()


@pytest.mark.parametrize(
    ("words", "stem"),
    [
        ("donate donates donated donating", "donat"),
        ("volunteer volunteers volunteered", "volunteer"),
        ("community communities", "community"),
        ("plan plans planned planning", "plan"),
        ("process processes", "process"),
        ("county", "county"),
        ("metre metres meter meters", "meter"),
        ("organise organisation organized", "organiz"),
        ("centre centers", "center"),
        ("programme programs", "program"),
        ("neighbours neighbor", "neighbor"),
        ("four hours", "four hour"),
        ("need", "need"),
        ("evening", "evening"),
        ("Lüliang LÜLIANG luliang", "luliang"),
    ],
)
def test_english_is_stemmed_by_the_tokenizer_itself(words, stem):
    normalizer = empty_tokenizer([("a", -1.0)]).normalizer
    assert set(normalizer.normalize_str(words).split()) == set(stem.split())


def test_dates_and_words_are_single_pieces():
    tokenizer = build_tokenizer(own_corpus(), 14_000, 100)
    found = tokenizer.encode("3月5日，志愿者在社区的学校！").tokens
    assert found == ["3月", "5日", "志愿者", "在", "社区", "的", "学校"]


def test_words_and_phrases_are_learned_from_pairs_and_senses():
    lexicon = learn_lexicon(own_corpus())
    assert lexicon.translate("school")[0][0] == "学校"
    assert lexicon.translate("donate blood")[0][0] == "献血"
    assert lexicon.translate("year year")[0][0] == "同比"  # from our own list: year on year
    assert all(0 < chance <= 1 for key in ("school", "safety") for _, chance in lexicon.translate(key))


def test_agreeing_models_link_one_word_to_one():
    pairs = [(a.split(), b.split()) for a, b in (("red house", "红 房"), ("red book", "红 书"), ("big house", "大 房"))]
    counts = count_links(pairs * 5)
    table = by_english(counts)
    assert {key: max(row, key=row.__getitem__) for key, row in table.items()} == {
        "red": "红", "house": "房", "book": "书", "big": "大",
    }  # fmt: skip


def test_dictionary_senses_are_cleaned():
    assert clean_sense("to donate blood (usu. without pay)") == "donate blood"
    assert clean_sense("CL:個|个[ge4]") == ""
    assert clean_sense("variant of 着[zhe5]") == ""
    assert plain_pinyin("Lu:3 liang2") == "luliang"


def test_bags_cut_merge_and_drop():
    bags = Bags(np.arange(10), np.array([0, 3, 3, 10]))
    assert bags.cut(np.array([2, 0]), np.array([5, 1]), np.array([9, 1])).ids.tolist() == [8, 9, 1]
    assert bags.pick(np.array([2, 1, 0, 1])).merge(2).lengths.tolist() == [7, 3]
    assert len(drop(bags, 1.0, np.random.default_rng(7)).ids) == 0
    keys = Bags(np.array([1, 2, 2, 1, 1, 2]), np.array([0, 2, 4, 6])).keys()
    assert keys[0] == keys[2] != keys[1]


@pytest.mark.shared
def test_training_reads_only_what_may_be_learned_from(shared):
    """The column `ship` of the data's own README says `yes` for every file that training opens."""
    from training.sources import MEASURED, SHIPPABLE

    table = (shared / "data" / "README.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table if line.startswith("|")]
    allowed = {row[0].removesuffix(".jsonl.gz") for row in rows if row[-1] == "yes"}
    measured = {row[0].removesuffix(".jsonl.gz") for row in rows if row[-1] == "measure"}
    assert set(SHIPPABLE) <= allowed
    assert set(MEASURED) <= measured
    assert not any("cmrc2018_dev" in name for name in SHIPPABLE)


@pytest.mark.shared
def test_the_corpus_is_whole(shared):
    corpus = read_corpus(shared)
    assert len(corpus.parallel) > 28_000
    assert len(corpus.dictionary) > 150_000
    assert len(corpus.questions) > 14_000
    assert all(corpus.passages[i][1] for i in range(0, len(corpus.passages), 100))
