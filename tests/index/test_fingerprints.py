"""Fingerprints and the keys made of them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from index.fingerprints import SKETCH, digest, letters, resemblance, sketch
from index.keys import SAME, Heirs, make_key, trim
from index.records import Article
from index.segments import FILLER

TEXTS = st.text(max_size=120)
LONG = "青石镇的集市每逢三六九开张，天不亮摊贩就挑着担子赶来，卖菜的、卖竹器的、卖豆腐的挤满了半条街。" * 2


def article(body: str, newspaper: str = "柳塘日报", source: str = "a.txt", key: str = "") -> Article:
    return Article(key=key, source=source, page=1, body=body, newspaper=newspaper)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_a_sketch_is_sorted_bounded_and_like_itself(text):
    row = sketch(text)
    assert 1 <= len(row) <= SKETCH
    assert (row[:-1] < row[1:]).all()
    assert resemblance(row, row) == 1.0
    assert (sketch(text) == row).all()


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS)
def test_resemblance_is_symmetric_and_between_0_and_1(a, b):
    one, other = sketch(a), sketch(b)
    assert 0.0 <= resemblance(one, other) <= 1.0
    assert resemblance(one, other) == resemblance(other, one)


def test_resemblance_tells_a_misprint_from_another_text():
    other = "云岭乡的茶农清晨上山采茶，一筐筐嫩芽送进车间，杀青、揉捻、烘干，忙到深夜才能歇下来喝一口新茶。"
    assert resemblance(sketch(LONG), sketch(LONG.replace("豆腐", "豆干", 1))) > 0.6
    assert resemblance(sketch(LONG), sketch(other)) < 0.1


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(["柳塘", "通车", "5", "，", "。", "A"]), min_size=1, max_size=30).map("".join), st.data()
)
def test_a_key_ignores_white_space_and_paths(body, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(body)), max_size=4)))
    spaced = body
    for cut in reversed(cuts):
        spaced = spaced[:cut] + data.draw(st.sampled_from([" ", "\n", "\u3000"])) + spaced[cut:]
    assert make_key(article(spaced, source="b/c.txt")) == make_key(article(body))


def test_a_key_depends_on_newspaper_and_words():
    keys = {make_key(article("一条消息")), make_key(article("一条消息", "云岭周报")), make_key(article("两条消息"))}
    assert len(keys) == 3


def test_a_key_names_no_path():
    assert "/" not in make_key(article(LONG, source="some/where.txt"))


def test_digest_keeps_its_parts_apart():
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("ab", "") != digest("ab")
    assert len(digest("\ud800")) == 16


def test_letters_keeps_letters_and_digits_of_every_script():
    assert letters("3月5日，A-B 型！\n") == "3月5日AB型"


def test_an_heir_takes_the_key_of_the_gone_article_it_shares_most_text_with():
    heirs = Heirs(
        [("old", "柳塘日报", sketch(LONG)), ("far", "柳塘日报", sketch("完全不同的一篇短讯，说的是别的事情。"))]
    )
    assert heirs.claim(article(LONG.replace("三六九", "二五八", 1))) == "old"
    assert heirs.claim(article(LONG)) is None, "each key goes to one heir"


def test_nobody_inherits_from_another_newspaper_or_from_a_text_that_shares_little():
    heirs = Heirs([("old", "柳塘日报", sketch(LONG))])
    assert heirs.claim(article(LONG, "云岭周报")) is None
    assert (
        heirs.claim(article(LONG[:12] + "后面的话全都换成了另外一件事，没有一个词和原来相同，读者看了也认不出来。"))
        is None
    )
    assert 0 < SAME < 1


def test_trim_takes_a_stored_sketch_out_of_its_padding():
    import numpy as np

    row = sketch("短讯一则")
    padded = np.full(SKETCH, FILLER)
    padded[: len(row)] = row
    assert (trim(padded) == row).all()
