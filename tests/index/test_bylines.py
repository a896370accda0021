import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import cut
from index.bylines import cut_opening, cut_tail, read_line
from index.people import parse_people
from index.records import Caption, Page


def people(signature):
    return [(person.name, person.role) for person in signature.people] if signature else None


@pytest.mark.parametrize(
    ("text", "rest", "who"),
    [
        ("本报讯 春天来了。", "春天来了。", None),
        ("本报讯(记者 王小明)春天来了。", "春天来了。", [("王小明", "记者")]),
        ("本报讯 （实习记者 王小明） 春天来了。", "春天来了。", [("王小明", "实习记者")]),
        ("本报(记者 王小明 通讯员 李红)“春天来了。”", "“春天来了。”", [("王小明", "记者"), ("李红", "通讯员")]),
        ("本报讯 记者王小明报道：春天来了。", "春天来了。", [("王小明", "记者")]),
        ("新华社北京8月16日电（记者 王小明）春天来了。", "春天来了。", [("王小明", "记者")]),
        ("（记者 王小明）春天来了。", "春天来了。", [("王小明", "记者")]),
        ("本报讯（图片新闻）春天来了。", "（图片新闻）春天来了。", None),
    ],
)
def test_an_opening_moves_to_the_byline(text, rest, who):
    found, signature, opened = cut_opening(text)
    assert (found, people(signature), opened) == (rest, who, True)


@pytest.mark.parametrize("text", ["春天来了。", "本报读者来信说", "今日讯息", "（试行）办法"])
def test_other_beginnings_stay(text):
    assert cut_opening(text) == (text, None, False)


@pytest.mark.parametrize(
    ("text", "rest", "who"),
    [
        ("春天来了。 （王小明 李红）", "春天来了。", [("王小明", "署名"), ("李红", "署名")]),
        ("春天来了。（文/图 王小明）", "春天来了。", [("王小明", "文/图")]),
        ("春天来了。 （通讯员）", "春天来了。", [("", "通讯员")]),
        ("春天来了。（记者 王 伟）", "春天来了。", [("王伟", "记者")]),
        ("春天来了。（王小明李小红）", "春天来了。", [("王小明", "署名"), ("李小红", "署名")]),
        ("春天来了。记者 王小明 摄影报道", "春天来了。", [("王小明", "记者")]),
    ],
)
def test_a_closing_byline_is_cut(text, rest, who):
    found, signature = cut_tail(text)
    assert (found, people(signature)) == (rest, who)


@pytest.mark.parametrize(
    "text", ["《考核办法》（试行）", "召开会议（扩大）", "见附件(具体流程见申报页面)", "花开了（下图）。"]
)
def test_other_brackets_stay(text):
    assert cut_tail(text) == (text, None)


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("（王小明）", [("王小明", "署名")]),
        ("□ 本报记者 王小明", [("王小明", "本报记者")]),
        ("□ 王 伟 李晓明", [("王伟", "署名"), ("李晓明", "署名")]),
        ("记者 王小明 通讯员 李红 摄影报道", [("王小明", "记者"), ("李红", "通讯员")]),
        ("文/图 王小明", [("王小明", "文/图")]),
    ],
)
def test_a_byline_on_its_own_line(line, who):
    assert people(read_line(line)) == who


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("本栏图片由王小明摄", "王小明"),
        ("本版图片均由王小明、李红摄影", "王小明、李红"),
        ("（本文图片由本报记者 王小明 摄）", "王小明"),
        ("本组照片由记者王小明拍摄", "王小明"),
        ("摄影：王小明", "王小明"),
        ("本版图片由青禾县委宣传部提供", "青禾县委宣传部"),
    ],
)
def test_a_line_that_credits_a_sections_photos_signs_no_text(line, credit):
    found = read_line(line)
    assert found.people == ()
    assert found.photos == Caption(line, credit)
    assert found.closes


@pytest.mark.parametrize("line", ["图片由居民提供", "照片展由县文化馆举办", "摄影展在县文化馆开幕"])
def test_a_line_about_pictures_is_no_credit(line):
    assert read_line(line) is None


def test_the_credit_of_a_sections_photos_is_a_caption_of_the_article_above():
    text = "青禾镇变了样\n□ 本报记者 王小明\n"
    text += "3月5日，青禾镇的街道打扫得干干净净，居民们说日子越过越好。\n" * 3
    text += "本栏图片由李红摄\n本报讯 3月6日，柳溪镇修通了公路，大家都说好。\n柳溪镇修路\n"
    first, *_ = cut(Page("a.txt", 1, text))
    assert [(p.name, p.role) for p in first.byline] == [("王小明", "本报记者")]
    assert first.captions == (Caption("本栏图片由李红摄", "李红"),)


@pytest.mark.parametrize("line", ["记者节活动在我市举行", "通讯员培训班开班", "图书馆开馆", "开放共享", "文明新风"])
def test_headlines_are_no_bylines(line):
    assert read_line(line) is None


@settings(deadline=None)
@given(st.text(alphabet="记者本报通讯员王小明李红文/图摄影、 ·（）", max_size=40))
def test_no_name_holds_a_space_and_nothing_fails(inner):
    for person in parse_people(inner) or ():
        assert " " not in person.name
