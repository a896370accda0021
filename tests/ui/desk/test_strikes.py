"""Only the signs that differ are struck and set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.desk.strikes import strike


def marked(pieces):
    return "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("claimed", "reported", "struck", "set_"),
    [
        ("212人", "221人", "[212]人", "[221]人"),
        ("3月5日", "3月6日", "3月[5]日", "3月[6]日"),
        ("2022年3月5日", "2024年3月6日", "[2022]年3月[5]日", "[2024]年3月[6]日"),
        ("1,260米", "1260米", "[1,260]米", "[1260]米"),
        ("梁素梅", "粱素梅", "[梁]素梅", "[粱]素梅"),
        ("东湖广场", "石门岭", "[东湖广场]", "[石门岭]"),
        ("5.5万元", "5.6万元", "[5.5]万元", "[5.6]万元"),
        ("没有", "有", "[没]有", "有"),
    ],
)
def test_differences(claimed, reported, struck, set_):
    ours, theirs = strike(claimed, reported)
    assert (marked(ours), marked(theirs)) == (struck, set_)


@given(st.text(max_size=40), st.text(max_size=40))
def test_the_pieces_are_the_sides_and_equal_sides_differ_nowhere(claimed, reported):
    ours, theirs = strike(claimed, reported)
    assert "".join(piece.text for piece in ours) == claimed
    assert "".join(piece.text for piece in theirs) == reported
    assert any(piece.differs for piece in (*ours, *theirs)) == (claimed != reported)
