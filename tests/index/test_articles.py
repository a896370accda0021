import dataclasses
import importlib.util
import json
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import cut
from index.pages import read_page
from index.records import Byline, Caption, Page, Statement
from tests.index.typesetter import Typesetter

PAGE = """ 合办：青山县融媒体中心

本报讯 春回大地，万物复苏。3月

5 日 ，“ 绿 满 青 山 ” 植 树 活 动 在 青 山

县人民广场旁的河滩启动，300 多名群

众冒雨种下了一千棵树。

“明年还要来。”志愿者李小花说。

（王小明）

本报讯（记者 赵大海） 为了方便老

人就医，近日，柳河社区卫生站添置了

十台仪器，并请来县医院的医生坐诊。

站长孙长河说，今后每个星期都有

义诊。

本报讯 3月6日，青山县第二中学

举行消防演练，全校1200名师生在两

分钟内撤离到操场。 （文/图 钱多多）

全校师生在操场集合全校师生在操场集合。。 钱多多钱多多 摄摄

柳河社区卫生站

请来坐诊医生

两分钟，1200名师生撤离教学楼

青山县启动2023年“绿满青山”植树活动
"""


def articles(text, source="a.txt"):
    return cut(Page(source=source, number=1, text=text, stated=Statement(newspaper="青山报")))


def test_a_page_becomes_its_articles():
    trees, doctors, drill = articles(PAGE)
    assert trees.headline == "青山县启动2023年“绿满青山”植树活动"
    assert trees.body == (
        "春回大地，万物复苏。3月5日，“绿满青山”植树活动在青山县人民广场旁的河滩启动，300多名群众冒雨种下了一千棵树。"
        "\n“明年还要来。”志愿者李小花说。"
    )
    assert trees.byline == (Byline("王小明", "署名"),)
    assert (trees.published, trees.event_dates) == ("2023-03", ("2023-03-05",))
    assert trees.published_basis.startswith("inferred: ")
    assert set(trees.fixes) == {"glyph-spaces", "digit-spaces"}
    assert f"{doctors.headline} {doctors.subheadline}" == "柳河社区卫生站 请来坐诊医生"
    assert doctors.byline == (Byline("赵大海", "记者"),)
    assert drill.headline == "两分钟，1200名师生撤离教学楼"
    assert drill.byline == (Byline("钱多多", "文/图"),)
    assert drill.captions == (Caption("全校师生在操场集合。", "钱多多"),)
    assert {a.newspaper for a in (trees, doctors, drill)} == {"青山报"}
    assert {a.type for a in (trees, doctors, drill)} == {"news"}


def test_a_notice_has_issuer_and_parts():
    (notice,) = articles(
        "关于停水的公告\n\n因管道检修，定于2024年3月5日停水。现将有关事项公告如下：\n\n一、停水范围\n\n人民路以东各小区。\n\n"
        "二、停水时间：上午8时至下午6时。\n\n特此公告\n\n青山县自来水公司\n2024年3月1日\n"
    )
    assert (notice.type, notice.headline) == ("notice", "关于停水的公告")
    assert notice.byline == (Byline("青山县自来水公司", "落款"),)
    assert notice.byline_text == "青山县自来水公司 2024年3月1日"
    assert notice.body.split("\n")[1:4] == ["一、停水范围", "人民路以东各小区。", "二、停水时间：上午8时至下午6时。"]
    assert notice.body.endswith("特此公告")


def lines(*texts):
    return "\n\n".join(texts) + "\n"


def test_text_below_a_subhead_is_a_paragraph_of_its_own():
    town = (
        "柳河镇把老街的修缮交给老匠人，一砖一瓦都按原样来，修好一间开一间，茶馆、书屋、染坊都有了人气，日子热闹起来。"
    )
    street = (
        "老街上的八十六户人家都签了公约，谁家门前谁打扫，谁家水沟谁疏通，每个月评一次，评上的挂一面小红旗，家家都争。"
    )
    (feature,) = articles(
        lines("老街新事", town, "一砖一瓦 慢慢修", street, "一街一巷 细细扫", town.replace("柳河", "青石"))
    )
    assert feature.body.split("\n")[1::2] == ["一砖一瓦 慢慢修", "一街一巷 细细扫"]


def test_a_reporter_at_the_end_of_a_line_within_a_sentence_is_no_byline():
    (bus,) = articles(
        lines("本报讯 1月7日，春运启动。记者在县城西", "站看到，候车大厅挂起了红灯笼，志愿者", "正帮旅客提行李。")
    )
    assert (bus.body, bus.byline) == (
        "1月7日，春运启动。记者在县城西站看到，候车大厅挂起了红灯笼，志愿者正帮旅客提行李。",
        (),
    )


def test_a_short_paragraph_that_exclaims_stays_in_its_article():
    (lions,) = articles(
        lines(
            "本报讯 近日，柳河社区请来舞狮队，在小",
            "广场上演了一场好戏，鼓声震天，狮子翻滚跳",
            "跃，看得人眼花缭乱。",
            "精彩的表演赢得阵阵喝彩！",
            "表演结束后，社区又请来剧团，唱了三出",
            "老戏，居民看到天黑才散去。",
        )
    )
    assert lions.body.split("\n")[1] == "精彩的表演赢得阵阵喝彩！"


def test_a_photo_story_ends_in_its_credit():
    (persimmons,) = articles(
        lines(
            "10月11日，柳河镇柿坪村的村民在",
            "屋顶晾晒柿饼，远远望去像一盏盏",
            "小灯笼。村民们白天晒、夜里收，",
            "要经过四十天的日晒夜露，柿饼才",
            "能挂上一层雪白的糖霜，再装进印",
            "着“柿坪”三个字的纸盒，发往",
            "各地。 李小光 摄",
            "青山县国庆假期迎客四万人次",
            "柳河镇灾后重建加快推进",
        )
    )
    assert (persimmons.type, persimmons.body[-9:]) == ("caption", "的纸盒，发往各地。")
    assert persimmons.byline == (Byline("李小光", "摄"),)


def test_a_byline_broken_at_a_line_end_is_one():
    (snow,) = articles(
        lines(
            "一夜雪落，养路工守到天明",
            "本报讯 1月13日夜，柳河岭下起大雪，养路工",
            "连夜上路，撒盐铲雪，盘山路段清晨恢复通行。",
            "“车灯一亮，就知道有人等着回家。”他说。（通讯",
            "员 李小光）",
        )
    )
    assert snow.body.endswith("等着回家。”他说。")
    assert snow.byline == (Byline("李小光", "通讯员"),)


def test_a_text_without_headline_says_so_and_is_doubtful():
    (article,) = articles("本报讯 3月6日，青山县第二中学举行消防演练，全校师生两分钟内撤离到操场。")
    assert article.headline == ""
    assert article.confidence < 0.7


def test_a_page_of_headlines_loses_nothing():
    (article,) = articles("春天来了\n\n花都开了\n")
    assert article.body == "春天来了\n花都开了"
    assert article.confidence < 0.5


def test_an_empty_page_has_no_articles():
    assert articles("\n\n") == ()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="本报讯记者王小明（）()\n\n\n，。、“”《》3月5日2023年一二三摄图文□ 春天来了ab", max_size=300))
def test_any_text_is_cut_and_nothing_is_in_two_bodies(text):
    found = articles(text)
    printed = "".join(text.split())
    assert sum(len("".join(a.body.split())) for a in found) <= len(printed)
    for article in found:
        assert article.body.strip()
        assert 0 <= article.confidence <= 1


def test_cost_is_linear_in_page_length():
    def seconds(text):
        started = time.process_time()
        articles(text)
        return time.process_time() - started

    seconds(PAGE)
    once = min(seconds(PAGE * 20) for _ in range(3))
    assert seconds(PAGE * 200) < 25 * once + 0.5  # ten times the text; the rest is the machine's noise


def score(folder):
    spec = importlib.util.spec_from_file_location("score", folder / "eval" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures(folder, gold, found, tmp_path):
    path = tmp_path / "gold.json"
    path.write_text(json.dumps({"pages": gold}), encoding="utf-8")
    return score(folder).score_articles(str(path), [dataclasses.asdict(a) for a in found], [], None)


@pytest.mark.shared
def test_real_pages_meet_the_floors(shared, tmp_path):
    gold = json.loads((shared / "eval" / "pages_dev.json").read_text(encoding="utf-8"))["pages"]
    found = []
    for page in gold:
        data = (shared / "seeds" / page["file"]).read_bytes()
        found += cut(read_page(data, source=page["file"], stated=Statement()))
    measured = figures(shared, gold, found, tmp_path)
    assert measured["page_count_exact"] == 1.0
    assert measured["body_f1"] >= 0.99
    assert measured["body_clean"] >= 0.94
    assert measured["headline_exact"] >= 0.94
    assert measured["byline_exact"] >= 0.94
    assert measured["published_month"] == 1.0
    assert measured["event_dates_recall"] >= 0.95
    assert measured["event_dates_precision"] >= 0.90


@pytest.mark.shared
@pytest.mark.parametrize("level", [1, 2, 3])
def test_typeset_pages_meet_the_floors(shared, root, tmp_path, level):
    pools = [
        [
            [article for article in page["articles"] if article["type"] in ("news", "feature")]
            for page in json.loads(path.read_text("utf-8"))["pages"]
        ]
        for path in (shared / "eval" / "pages_dev.json", root / "examples" / "gold" / "pages.json")
    ]
    gold, found = [], []
    for seed in range(30):
        draw = random.Random(seed)
        chosen = list(draw.choice(draw.choice(pools)))
        draw.shuffle(chosen)
        name = f"{seed}.txt"
        gold.append({"file": name, "articles": chosen, "inferred_year": 0, "inferred_month": 0})
        found += cut(Page(source=name, number=1, text=Typesetter(seed, level).page(chosen)))
    measured = figures(shared, gold, found, tmp_path)
    assert measured["body_f1"] >= 0.98  # 0.997 at the worst level when written
    assert measured["headline_exact"] >= 0.94
    assert measured["byline_exact"] >= 0.94
    assert measured["page_count_exact"] >= 0.85
