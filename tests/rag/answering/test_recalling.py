from types import SimpleNamespace

from rag.answering.recalling import recall
from rag.answers import Turn


def hear(asked, keys=("flood",), short=""):
    """Record what is asked again, each answered from the same article unless `keys` says otherwise for it."""
    seen = []

    def answer(question, heard):
        seen.append(question)
        held = keys if isinstance(keys, tuple) else keys.get(question, ())
        cited = tuple(SimpleNamespace(key=key, published="2022-07-22") for key in held)
        said = SimpleNamespace(short=short) if held else None
        return SimpleNamespace(
            question=SimpleNamespace(standalone=question, dates=()), citations=cited, answer=said, refusal=None
        )

    turns = [Turn(role, text) for one in asked for role, text in (("user", one), ("assistant", "x"))]
    return recall(turns, answer), seen


def test_a_long_talk_is_heard_from_the_question_that_names_its_matter():
    asked = ["鹭溪镇暴雨转移了多少人？", "安置在哪里？", "有人受伤吗？", "谁在指挥？", "停电多久？", "后来呢？"]
    heard, seen = hear(asked)
    assert seen == [asked[0], *asked[-3:]]
    assert heard.topic == "鹭溪镇暴雨转移了多少人"


def test_what_names_nothing_and_is_told_by_the_same_report_keeps_its_topic():
    heard, _ = hear(["鹭溪镇暴雨转移了多少人？", "副县长的名字叫什么来着？"])
    assert heard.topic == "鹭溪镇暴雨转移了多少人"


def test_a_refusal_loses_no_thread():
    heard, _ = hear(["鹭溪镇暴雨转移了多少人？", "水泵多少钱一台？"], {"鹭溪镇暴雨转移了多少人？": ("flood",)})
    assert heard.keys == ("flood",)


def test_another_matter_that_is_named_drops_the_old_one():
    keys = {"鹭溪镇暴雨转移了多少人？": ("flood",)}
    heard, _ = hear(["鹭溪镇暴雨转移了多少人？", "白桥镇的庙会是哪天？"], keys)
    assert heard.keys == ()
    assert heard.topic == "白桥镇的庙会是哪天？"
